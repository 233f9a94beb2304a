"""What the migrations make is what the rooms declare: a column or index in one and not in the other is found here."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import Session

import cantercare_desktop.house
import cantercare_desktop.office.records
from cantercare_desktop.vault.schema import Record
from tests.support.vaults import new_vault

ROOMS = (cantercare_desktop.house, cantercare_desktop.office.records)


def differences(session: Session, declared: MetaData) -> list[object]:
    """The search tables are made by hand: no record declares them."""

    def is_declared(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not (name or "").startswith("search_")

    context = MigrationContext.configure(session.connection(), opts={"include_name": is_declared})
    return list(compare_metadata(context, declared))


def test_every_table_is_migrated_as_it_is_declared(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "vault").vault
    with vault.reading() as session:
        found = differences(session, Record.metadata)
    vault.close()
    assert found == []


def test_a_declared_column_that_no_migration_makes_is_found(tmp_path: Path) -> None:
    declared = MetaData()
    for table in Record.metadata.sorted_tables:
        table.to_metadata(declared)
    Table("settings", declared, Column("shoe_size", Integer), extend_existing=True)
    vault = new_vault(tmp_path / "vault").vault
    with vault.reading() as session:
        found = differences(session, declared)
    vault.close()
    assert "shoe_size" in repr(found)
