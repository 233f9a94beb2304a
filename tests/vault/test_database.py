from __future__ import annotations

import threading

import pytest

from cantercare_desktop.vault.database import Database
from cantercare_desktop.vault.problems import DamagedVault, VaultBusy
from tests.support.vaults import PASSWORDS, NewVault, key_of, member_id

#: How long a closing that does not wait is given to come to its end; one that waits is kept for as long.
_LONG_ENOUGH_S = 0.3
_READS_WITHIN_S = 10.0


def test_closing_waits_for_a_change_of_key_so_that_nobody_opens_the_files_halfway(house: NewVault) -> None:
    happened: list[str] = []

    def close() -> None:
        house.vault.close()
        happened.append("closed")

    closing = threading.Thread(target=close)

    def reached(step: str) -> None:
        if step == "decided":
            closing.start()
            closing.join(_LONG_ENOUGH_S)
        happened.append(step)

    house.vault.remove_member(member_id(house.folder, "Priya"), reached)
    closing.join()

    assert happened[-2:] == ["swapped", "closed"]
    house.folder.unlock(member_id(house.folder, "Tom"), PASSWORDS[2]).close()


def _write(house: NewVault, name: str) -> None:
    with house.vault.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO vault_facts VALUES (?, ?)", (name, b"x" * 3_000))


def test_a_page_damaged_while_the_vault_is_open_is_told_as_that_on_saving(house: NewVault) -> None:
    for number in range(40):
        _write(house, f"row {number}")
    house.vault.scrub()
    _write(house, "one more")
    database = house.vault.path / "vault.db"
    content = bytearray(database.read_bytes())
    for page in range(4096, len(content), 4096):
        content[page + 100 : page + 164] = b"\xff" * 64
    with database.open("r+b") as file:
        file.write(content)
    for number in range(3):
        with pytest.raises(DamagedVault):
            _write(house, f"lost {number}" + "y" * 900)
    house.vault.close()


def test_waiting_for_our_own_work_blames_no_other_program(house: NewVault) -> None:
    path = house.vault.path
    database = Database(path / "vault.db", key_of(path, house.recovery_key), patience_s=0.05)
    reads, may_end = threading.Event(), threading.Event()

    def read() -> None:
        with database.reading():
            reads.set()
            may_end.wait(_READS_WITHIN_S)

    reader = threading.Thread(target=read)
    reader.start()
    assert reads.wait(_READS_WITHIN_S)
    try:
        with pytest.raises(VaultBusy) as raised, database.alone():
            pass
    finally:
        may_end.set()
        reader.join()
        database.close()
    assert "another program" not in f"{raised.value.happened} {raised.value.lost} {raised.value.next}"
