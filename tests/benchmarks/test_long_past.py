"""What is measured on stands on this: a vault made in bulk is a vault like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.staff_service import actor_of
from cantercare_desktop.registers.post.values import NewPostItem, PostQuery
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.large_vault import MadeVault, Size, kept, make
from tests.support.long_history import NOW

SIZE = Size(people=60, items=300, entries=1_200)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> MadeVault:
    return make(tmp_path_factory.mktemp("long") / "vault", SIZE)


@pytest.fixture
def vault(made: MadeVault, tmp_path: Path) -> Iterator[Vault]:
    opened = made.copy(tmp_path / "vault").open()
    yield opened
    opened.close()


@pytest.fixture
def house(vault: Vault) -> House:
    return open_house(vault, read_policy(resource("profiles", "cantercare.toml")), FixedClock(NOW))


def test_a_vault_made_in_bulk_has_the_size_asked_for_and_its_ledger_is_whole(vault: Vault) -> None:
    with vault.reading() as session:
        verified = vault.ledger.verify(session)
        counted = {
            table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - the names stand here
            for table in ("persons", "post_items", "search_persons", "search_post_items")
        }
        broken = session.execute(text("PRAGMA foreign_key_check")).all()
    assert (verified.bad, verified.complete, verified.count) == (None, True, SIZE.entries)
    assert counted == {"persons": 60, "post_items": 300, "search_persons": 60, "search_post_items": 300}
    assert broken == []
    assert [each.kind for each in vault.noticed] == ["key_file"]


def test_its_lists_its_search_and_its_receipts_answer_as_in_any_house(vault: Vault, house: House) -> None:
    by = actor_of(vault.member)
    waiting = house.post.page(by, PostQuery("waiting")).rows
    given = house.post.page(by, PostQuery("handed_over")).rows
    assert {row.person.stage for row in waiting} == {"resident"}
    assert len(waiting) == house.post.counts(by).waiting
    assert 25 <= len(waiting) <= 50
    assert waiting[0].person in house.residents.suggest(by, waiting[0].person.first[:3])
    assert house.post.page(by, PostQuery("all", words=waiting[0].number)).rows == (waiting[0],)
    hand_over = house.post.item(by, given[0].id).hand_over
    assert hand_over is not None
    assert house.post.check_receipt(by, hand_over.number).agrees
    assert house.post.box_today(by).to_log == 1


def test_work_goes_on_where_the_past_ends(vault: Vault, house: House) -> None:
    by = actor_of(vault.member)
    her = house.post.page(by, PostQuery("waiting")).rows[0].person.person
    logged = house.post.log(by, NewPostItem(her, "letter", "Drawer A")).value
    with vault.reading() as session:
        assert vault.ledger.verify(session).bad is None
    assert logged.number == "P-2026-0301"


def test_a_vault_made_before_is_not_made_again(tmp_path: Path) -> None:
    first = kept(tmp_path, "tiny", SIZE)
    written = (first.path / "whole").stat().st_mtime_ns
    again = kept(tmp_path, "tiny", SIZE)
    assert again == first
    assert (again.path / "whole").stat().st_mtime_ns == written
