from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.numbers import next_number
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.refusals import Refusal, RefusedError, refuse_if_any
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Office
from cantercare_desktop.registers.residents.records import PersonRecord
from cantercare_desktop.registers.residents.values import NewPerson
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.keys import Role
from cantercare_desktop.vault.ledger import LedgerEntry
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import new_vault

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
PRIYA = Actor("priya", "Priya Nair", "staff", "Staff")
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")
TRUSTEE = Actor("helen", "Helen Ashdown", "trustee", "Trustee")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    made = new_vault(tmp_path / "vault", clock=clock).vault
    yield made
    made.close()


@pytest.fixture
def house(vault: Vault, clock: FixedClock) -> House:
    return open_house(vault, read_policy(resource("profiles", "cantercare.toml")), clock)


def last_entry(vault: Vault) -> tuple[LedgerEntry, object]:
    with vault.reading() as session:
        (entry,) = vault.ledger.entries(session, limit=1)
        detail = vault.ledger.detail(session, entry.seq)
    return entry, json.loads(detail) if detail else None


def entries_so_far(vault: Vault) -> int:
    with vault.reading() as session:
        return vault.ledger.head(session).seq


def test_a_deed_writes_one_ledger_entry_of_what_it_changed(house: House, vault: Vault) -> None:
    before = entries_so_far(vault)
    person = house.residents.add(PRIYA, NewPerson(legal_name="Amara Okafor")).value
    entry, detail = last_entry(vault)
    assert entries_so_far(vault) == before + 1
    assert (entry.actor, entry.action, entry.about, entry.at) == ("priya", "residents.add", (person,), NOW)
    assert f"persons:{person}" in entry.touched
    assert isinstance(detail, dict)
    assert detail[f"persons:{person}"]["legal_name"] == "Amara Okafor"


def test_a_change_keeps_old_and_new_in_the_erasable_detail(house: House, vault: Vault) -> None:
    person = house.residents.add(PRIYA, NewPerson(legal_name="Lucja Zolc")).value
    with house.office.work(PRIYA, "residents.change") as work:
        work.session.get_one(PersonRecord, person).legal_name = "Łucja Żółć"
    _entry, detail = last_entry(vault)
    assert detail == {f"persons:{person}": {"legal_name": ["Lucja Zolc", "Łucja Żółć"]}}


def test_a_deed_that_fails_leaves_neither_rows_nor_an_entry(house: House, vault: Vault) -> None:
    before = entries_so_far(vault)
    with pytest.raises(RefusedError), house.office.work(PRIYA, "residents.add") as work:
        refuse_if_any([Refusal(f"No room for {next_number(work, 'P')}.")])
    assert entries_so_far(vault) == before
    with house.office.work(PRIYA, "residents.add") as work:
        assert next_number(work, "P") == "P-2026-0001"


def test_a_role_does_only_what_it_may(house: House, vault: Vault) -> None:
    before = entries_so_far(vault)
    with pytest.raises(RefusedError, match="refused"), house.office.work(TRUSTEE, "residents.add"):
        pass
    with pytest.raises(RefusedError), house.office.work(PRIYA, "person.erased"):
        pass
    with pytest.raises(RefusedError), house.office.work(RUTH, "a deed nobody declared"):
        pass
    assert entries_so_far(vault) == before


def test_opening_a_person_is_written_before_she_is_read(house: House, vault: Vault) -> None:
    person = house.residents.add(PRIYA, NewPerson(legal_name="Leila Haddadi")).value
    with house.office.look(RUTH, at=person, why="Her key worker is ill"):
        entry, detail = last_entry(vault)
    assert (entry.action, entry.actor, entry.about) == ("person.viewed", "ruth", (person,))
    assert detail == {"why": "Her key worker is ill"}


def test_a_role_that_may_not_open_records_opens_none_and_leaves_no_view(house: House, vault: Vault) -> None:
    person = house.residents.add(PRIYA, NewPerson(legal_name="Leila Haddadi")).value
    before = entries_so_far(vault)
    visitor = Actor("visitor", "An inspector", cast("Role", "visitor"), "Inspector")
    with pytest.raises(RefusedError), house.office.look(visitor, at=person):
        pass
    assert entries_so_far(vault) == before


def test_looking_at_a_list_is_not_a_view_of_anybody(house: House, vault: Vault) -> None:
    before = entries_so_far(vault)
    with house.office.look(PRIYA):
        pass
    assert entries_so_far(vault) == before


def test_bulk_changes_that_would_hide_from_the_ledger_are_refused(house: House) -> None:
    from sqlalchemy import update

    with (
        pytest.raises(RuntimeError, match="hide from the ledger"),
        house.office.work(PRIYA, "residents.change") as work,
    ):
        work.session.execute(update(PersonRecord).values(room="9"))


def test_erasing_leaves_only_ids_in_the_ledger(house: House, vault: Vault) -> None:
    person = house.residents.add(PRIYA, NewPerson(legal_name="Danielle Prior")).value
    house.erasing.erase(RUTH, [person])
    entry, detail = last_entry(vault)
    assert (entry.action, entry.about) == ("person.erased", (person,))
    assert detail is None


def test_those_who_listen_hear_what_changed_after_it_is_saved(vault: Vault, clock: FixedClock) -> None:
    office = Office(vault, read_policy(resource("profiles", "cantercare.toml")), clock)
    heard: list[Changed] = []
    office.when_changed(heard.append)
    with office.work(RUTH, "settings.changed") as work:
        work.note(Ref("settings", 0), lock_minutes=3)
        assert heard == []
    (changed,) = heard
    assert changed.what == {Ref("settings", 0)}


def test_numbers_run_on_within_a_year_and_begin_again_in_the_next(house: House, clock: FixedClock) -> None:
    given = []
    for _ in range(2):
        with house.office.work(PRIYA, "residents.add") as work:
            given.append(next_number(work, "P"))
    clock.at = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    with house.office.work(PRIYA, "residents.add") as work:
        given += [next_number(work, "P"), next_number(work, "H")]
    clock.at = datetime(2027, 1, 1, 0, 0, tzinfo=UTC)
    with house.office.work(PRIYA, "residents.add") as work:
        given.append(next_number(work, "P"))
    assert given == ["P-2026-0001", "P-2026-0002", "P-2026-0003", "H-2026-0001", "P-2027-0001"]


def test_a_person_named_in_advance_is_in_the_entry_even_if_no_row_of_hers_changed(house: House, vault: Vault) -> None:
    person = house.residents.add(PRIYA, NewPerson(legal_name="Chloe Fenwick")).value
    with house.office.work(PRIYA, "office.exported", about=[person]):
        pass
    entry, _detail = last_entry(vault)
    assert entry.about == (PersonId(person),)
