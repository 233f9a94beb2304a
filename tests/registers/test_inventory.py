"""The inventory: every column that can hold a person's data is disclosed by some register and forgotten by it.

A canary is planted in each column, looked for in what `entries` gives, then looked for, after erasure, in every byte of
the decrypted database: tables, free pages, full-text index, ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.register import Entry, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.schema import Record
from cantercare_desktop.vault.vault import Vault
from tests.support.canaries import Planter, texts_of
from tests.support.pages import decrypted
from tests.support.vaults import key_of, new_vault

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")

STAFF_AT_WORK = "a member of staff in her professional role"
#: Columns that hold nothing about a person served, or nothing of their own, each with its reason.
EXEMPT: dict[str, str] = {
    "persons.sorted_name": "made from the names for sorting, forgotten with them",
    "persons.recorded_by": STAFF_AT_WORK,
    "photographs.added_by": STAFF_AT_WORK,
    "post_items.logged_by": STAFF_AT_WORK,
    "post_steps.by": STAFF_AT_WORK,
    "post_hand_overs.by": STAFF_AT_WORK,
    "post_collectors.by": STAFF_AT_WORK,
    "post_incident_notes.by": STAFF_AT_WORK,
    "signatures.register": "which book the signature belongs to",
    "signatures.strokes": "given as strokes with the signature, not as text; forgotten with it",
    "post_items.waits_since": "made from the day it came or came back, both disclosed as steps",
    "post_items.state_since": "the time of the last step, disclosed with it",
}
#: Fixed words, numbers and marks: how an entry says the one that the planter chose, or why it need not.
SAID_IN_WORDS: dict[str, str] = {
    "persons.stage": "Has left",
    "post_items.kind": "Card to collect",
    "post_items.signed_for": "signed for",
    "post_items.state": "Logged in error",
    "post_items.came_by": "Fetched by staff",
    "post_items.sensitive": "ensitive",
    "signatures.way": "declined",
    "post_steps.kind": "ogged in error",
    "post_incident_notes.taken_up": "",
    "signatures.aspect": "",
    "signatures.read_aloud": "",
}
#: Tables that no register keeps, each with its reason. They are searched after erasure all the same.
HOUSE_TABLES: dict[str, str] = {
    "ledger": "ids, digests and times only: its chain must hold",
    "ledger_about": "ids only: who looked at which record",
    "ledger_detail": "emptied by erasure",
    "counters": "the last running number of each series",
    "drafts": "half-typed forms: every draft that could be about the person goes",
    "staff": STAFF_AT_WORK,
    "settings": "choices of the office",
    "post_box_counts": "about the box and nobody: numbers, a choice from a list, members of staff",
    "vault_facts": "the vault's own id and keys",
}


@dataclass(frozen=True, slots=True)
class Open:
    """An open house, its vault, and the key to look at its pages with."""

    house: House
    vault: Vault
    key: bytes

    def bytes_on_disk(self) -> bytes:
        """Every byte of the vault's folder, the database in the clear."""
        rest = b"".join(path.read_bytes() for path in self.vault.path.iterdir() if path.is_file())
        return decrypted(self.vault.path / "vault.db", self.key) + rest

    def entries(self, person: PersonId) -> list[Entry]:
        """Everything all registers disclose about somebody."""
        with self.house.office.look(RUTH) as session:
            return [entry for register in self.house.office.registers for entry in register.entries(session, person)]

    def plant(self, days: int = 0) -> Planter:
        """Plant a canary in every column of every kept table."""
        kept = {record.__tablename__: record for each in self.house.office.registers for record in each.keeps}
        with self.house.office.work(RUTH, "person.erased") as work:
            planter = Planter(work.session, days)
            for table in Record.metadata.sorted_tables:
                if table.name in kept:
                    planter.plant(kept[table.name])
        return planter


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    vault, _folder, recovery_key = new_vault(tmp_path / "vault", clock=FixedClock(NOW))
    house = open_house(vault, read_policy(resource("profiles", "cantercare.toml")), FixedClock(NOW))
    yield Open(house, vault, key_of(vault.path, recovery_key))
    vault.close()


def test_every_table_is_kept_by_a_register_or_exempt_with_a_reason(opened: Open) -> None:
    kept = {record.__tablename__ for register in opened.house.office.registers for record in register.keeps}
    unknown = {table.name for table in Record.metadata.sorted_tables} - kept - set(HOUSE_TABLES)
    assert unknown == set(), "name these tables in a register's `keeps`, or in HOUSE_TABLES with a reason"


def test_every_column_is_disclosed_or_exempt_with_a_reason(opened: Open) -> None:
    planter = opened.plant()
    said = "\n".join(text for entry in opened.entries(planter.person) for text in texts_of(entry))
    hidden = [
        canary.column
        for canary in planter.canaries
        if canary.said and canary.column not in EXEMPT and not any(form in said for form in canary.said)
    ]
    unsaid = [
        column
        for column in [*(each.column for each in planter.chosen), *planter.plain]
        if column not in EXEMPT and SAID_IN_WORDS.get(column, "no words are listed for it") not in said
    ]
    assert hidden == [], "show these columns in the register's `entries`, or list them in EXEMPT with a reason"
    assert unsaid == [], "list how `entries` says these columns in SAID_IN_WORDS, or give a reason in EXEMPT"


def test_no_exemption_outlives_its_column(opened: Open) -> None:
    del opened
    columns = {f"{table.name}.{column.name}" for table in Record.metadata.sorted_tables for column in table.columns}
    assert set(EXEMPT) - columns == set()
    assert set(SAID_IN_WORDS) - columns == set()
    assert set(HOUSE_TABLES) - {table.name for table in Record.metadata.sorted_tables} == set()


def test_after_erasure_no_byte_of_the_person_is_left_anywhere(opened: Open) -> None:
    planter = opened.plant()
    with opened.house.office.work(RUTH, "draft.kept", about=[planter.person]) as work:
        work.note(Ref("persons", int(planter.person)), before=planter.canaries[0].said[0])
    opened.vault.scrub()
    before = opened.bytes_on_disk()
    missing = [
        each.column for each in planter.canaries if each.bytes_ and not any(form in before for form in each.bytes_)
    ]
    assert missing == ["signatures.strokes"], "a canary that is not on the disk before shows nothing afterwards"

    (erased,) = opened.house.erasing.erase(RUTH, [planter.person]).value

    opened.vault.close()
    after = opened.bytes_on_disk()
    assert [each.column for each in planter.canaries if any(form in after for form in each.bytes_)] == []
    assert erased.holds
    assert erased.ledger_details > 0


def test_the_ledger_is_whole_after_an_erasure(opened: Open) -> None:
    planter = opened.plant()
    opened.house.erasing.erase(RUTH, [planter.person])
    with opened.vault.reading() as session:
        verified = opened.vault.ledger.verify(session)
    assert verified.bad is None
    assert verified.count > 1


def test_forgetting_one_person_leaves_another_as_she_was(opened: Open) -> None:
    planter = opened.plant()
    other = opened.plant(days=2000)
    before = opened.entries(other.person)
    opened.house.erasing.erase(RUTH, [planter.person])
    assert opened.entries(other.person) == before
    assert opened.entries(planter.person) == []


def test_a_child_is_erased_before_her_mother(opened: Open) -> None:
    residents = opened.house.residents
    mother = residents.add(
        RUTH, NewPerson(legal_name="Tsion Bekele", stage="resident", room="4", moved_in_on=NOW.date())
    )
    child = residents.add_child(RUTH, mother.value, NewChild(legal_name="Naomi Bekele", born_on=NOW.date()))
    with pytest.raises(RefusedError):
        opened.house.erasing.erase(RUTH, [mother.value])
    assert opened.entries(mother.value)
    erased = opened.house.erasing.erase(RUTH, [child.value, mother.value]).value
    assert [each.holds for each in erased] == [True, True]
    assert opened.entries(mother.value) == []
