from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from cantercare_desktop.vault.migrations import NEWEST, VERSIONS, form_of, migrate
from cantercare_desktop.vault.problems import NewerVault
from cantercare_desktop.vault.records import LedgerRecord
from tests.support.vaults import PASSWORDS, NewVault, member_id

OWN = {"vault_facts", "ledger", "ledger_about", "ledger_detail"}


def test_the_newest_script_is_the_form_the_program_knows() -> None:
    numbers = sorted(int(each.name[:4]) for each in VERSIONS.glob("[0-9]*.py"))
    assert numbers == list(range(1, NEWEST + 1))


def test_a_new_vault_is_of_the_newest_form(house: NewVault) -> None:
    with house.vault.reading() as session:
        assert form_of(session.connection()) == NEWEST
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [f"{NEWEST:04d}"]


def test_the_migrated_tables_of_the_vault_are_those_of_its_records(house: NewVault) -> None:
    def is_own(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:  # noqa: FBT001 - Alembic's shape
        return kind != "table" or name in OWN

    with house.vault.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"include_object": is_own})
        assert compare_metadata(context, LedgerRecord.metadata) == []


def test_migrating_again_changes_nothing(house: NewVault) -> None:
    with house.vault.writing() as session:
        before = session.execute(text("SELECT name, sql FROM sqlite_schema ORDER BY name")).all()
        migrate(session.connection())
        assert session.execute(text("SELECT name, sql FROM sqlite_schema ORDER BY name")).all() == before


def test_a_vault_newer_than_the_program_is_refused_and_left_alone(house: NewVault) -> None:
    with house.vault.writing() as session:
        session.execute(text(f"PRAGMA user_version = {NEWEST + 1}"))
    house.vault.close()
    before = (house.vault.path / "vault.db").read_bytes()
    with pytest.raises(NewerVault) as caught:
        house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert "newer version of the program" in caught.value.happened
    assert (house.vault.path / "vault.db").read_bytes() == before


def test_the_scripts_import_nothing_of_the_program() -> None:
    for script in VERSIONS.glob("[0-9]*.py"):
        assert "cantercare_desktop" not in Path(script).read_text(encoding="utf-8"), script.name
