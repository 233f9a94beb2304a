"""The check of a whole vault names the first bad thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.ledger import NewEntry
from tests.support.vaults import NOW, MemorySecrets, NewVault, key_of, new_vault, open_by_key


@pytest.fixture
def filled(house: NewVault) -> NewVault:
    for number in range(50):
        with house.vault.writing() as session:
            house.vault.ledger.append(session, NewEntry(NOW, "priya", "post.logged", (), (number,), b"x" * 2000))
    house.vault.note_head()
    return house


def test_a_whole_vault_holds(filled: NewVault) -> None:
    checked = filled.vault.check()
    assert (checked.entries, checked.bad, checked.complete) == (51, "", True)


def test_a_check_can_be_stopped(filled: NewVault) -> None:
    assert not filled.vault.check(stopped=lambda: True).complete


def test_a_damaged_page_is_named(tmp_path: Path, clock: FixedClock) -> None:
    secrets = MemorySecrets()
    house = new_vault(tmp_path / "damaged", clock=clock, secrets=secrets)
    key = key_of(house.vault.path, house.recovery_key)
    for number in range(50):
        with house.vault.writing() as session:
            house.vault.ledger.append(session, NewEntry(NOW, "priya", "post.logged", (), (number,), b"x" * 2000))
    house.vault.close()
    path = house.vault.path / "vault.db"
    content = bytearray(path.read_bytes())
    place = len(content) // 4096 - 4
    content[place * 4096 + 50] ^= 1
    path.write_bytes(content)
    vault = open_by_key(house.vault.path, key, secrets, clock)
    assert vault.check().bad == f"The cipher of vault.db: HMAC verification failed for page {place + 1}."
    vault.close()


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        (
            "UPDATE ledger SET actor = 'tom' WHERE seq = 30",
            "Ledger entry 30: This entry was changed after it was written.",
        ),
        ("DELETE FROM ledger WHERE seq = 30", "Ledger entry 31: Entries are missing before this one."),
        ("DELETE FROM ledger WHERE seq > 49", "Ledger entry 50: The values of this entry were changed"),
    ],
)
def test_a_bad_ledger_entry_is_named(filled: NewVault, sql: str, says: str) -> None:
    with filled.vault.writing() as session:
        session.connection().exec_driver_sql(sql)
        session.connection().exec_driver_sql("DELETE FROM ledger_about WHERE seq NOT IN (SELECT seq FROM ledger)")
    assert filled.vault.check().bad.startswith(says)


def test_an_end_that_was_cut_off_cleanly_is_told_by_what_was_noted_outside(filled: NewVault) -> None:
    with filled.vault.writing() as session:
        for table in ("ledger", "ledger_about", "ledger_detail"):
            session.connection().exec_driver_sql(f"DELETE FROM {table} WHERE seq > 49")  # noqa: S608 - names of our own tables
    assert filled.vault.check().bad == "Ledger entry 51, noted outside the vault, is not in it: an old copy."
