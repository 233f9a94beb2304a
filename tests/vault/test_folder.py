from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost, KeyFileSecrets, NameNotUsable, NewMember, RecoveryKey
from cantercare_desktop.vault.problems import (
    MustWait,
    NoSuchMember,
    NoSuchVault,
    PassEnded,
    PasswordTooWeak,
    VaultExists,
    VaultInUse,
    WouldLockEveryoneOut,
    WrongPassword,
    WrongRecoveryKey,
)
from tests.support.vaults import MEMBERS, NOW, PASSWORDS, MemorySecrets, NewVault, entries_written, member_id

DATA_MANAGER = MEMBERS[0]


def test_a_new_vault_is_open_for_the_first_of_its_members(tmp_path: Path, clock: FixedClock) -> None:
    folder = VaultFolder(tmp_path / "new" / "vault", MemorySecrets(), clock, Argon2Cost.FLOOR)
    assert not folder.exists()
    vault, recovery_key = folder.create(MEMBERS[:2])
    assert folder.exists()
    assert vault.member is not None
    assert (vault.member.name, vault.member.role) == ("Margaret Okafor", "data_manager")
    assert vault.noticed == ()
    assert entries_written(vault) == ("vault.made",)
    vault.close()
    if os.name != "nt":
        assert (tmp_path / "new" / "vault").stat().st_mode & 0o777 == 0o700
        assert {each.stat().st_mode & 0o077 for each in (tmp_path / "new" / "vault").glob("vault.json*")} == {0}
    folder.unlock_with_recovery(recovery_key).close()


def test_the_files_on_the_disk_hold_no_word_of_the_records(house: NewVault) -> None:
    vault = house.vault
    with vault.writing() as session:
        session.connection().exec_driver_sql("INSERT INTO vault_facts VALUES ('canary', 'Adaeze Obi')")
    for each in vault.path.iterdir():
        assert b"Adaeze" not in each.read_bytes(), each.name


def test_a_member_signs_in_with_her_password(house: NewVault) -> None:
    house.vault.close()
    priya = member_id(house.folder, "Priya")
    vault = house.folder.unlock(priya, PASSWORDS[1])
    assert vault.member is not None
    assert vault.member.id == priya
    assert vault.member.last_signed_in == NOW
    assert vault.id == house.vault.id
    vault.close()


def test_a_wrong_password_opens_nothing_and_is_in_the_ledger_after_the_next_sign_in(house: NewVault) -> None:
    house.vault.close()
    priya, margaret = member_id(house.folder, "Priya"), member_id(house.folder, "Margaret")
    for _ in range(2):
        with pytest.raises(WrongPassword) as caught:
            house.folder.unlock(priya, PASSWORDS[0])
        assert caught.value.wait_s == 0
    vault = house.folder.unlock(margaret, PASSWORDS[0])
    with vault.reading() as session:
        (entry,) = vault.ledger.entries(session, action="vault.wrong_passwords")
        detail = vault.ledger.detail(session, entry.seq)
    assert entry.touched == (f"member:{priya}",)
    assert detail is not None
    assert b'"count":2' in detail
    vault.close()


def test_after_three_wrong_passwords_she_must_wait_and_the_recovery_key_need_not(
    house: NewVault, clock: FixedClock
) -> None:
    house.vault.close()
    priya = member_id(house.folder, "Priya")
    for wait in (0, 0, 2):
        with pytest.raises(WrongPassword) as caught:
            house.folder.unlock(priya, "not her password at all")
        assert caught.value.wait_s == wait
    with pytest.raises(MustWait):
        house.folder.unlock(priya, PASSWORDS[1])
    house.folder.unlock_with_recovery(house.recovery_key).close()
    clock.move(timedelta(seconds=2))
    assert house.folder.wait_left(priya) == 0
    house.folder.unlock(priya, PASSWORDS[1]).close()


def test_the_recovery_key_opens_the_vault_for_nobody_in_particular_and_that_is_written_down(house: NewVault) -> None:
    house.vault.close()
    typed = RecoveryKey.parse(" ".join(house.recovery_key.groups))
    vault = house.folder.unlock_with_recovery(typed)
    assert vault.member is None
    assert entries_written(vault)[-1] == "vault.opened_with_recovery_key"
    vault.close()
    with pytest.raises(WrongRecoveryKey):
        house.folder.unlock_with_recovery(RecoveryKey.generate())


def test_a_pass_ends_at_the_end_of_its_last_day(house: NewVault, clock: FixedClock) -> None:
    priya = member_id(house.folder, "Priya")
    house.vault.change_member(priya, pass_until=date(2026, 11, 21))
    house.vault.close()
    house.folder.unlock(priya, PASSWORDS[1]).close()
    clock.move(timedelta(hours=10))
    with pytest.raises(PassEnded):
        house.folder.unlock(priya, PASSWORDS[1])


def test_someone_unknown_cannot_sign_in(house: NewVault) -> None:
    house.vault.close()
    with pytest.raises(NoSuchMember):
        house.folder.unlock("000000000000", PASSWORDS[0])


def test_a_second_program_is_told_that_the_vault_is_open(house: NewVault) -> None:
    with pytest.raises(VaultInUse):
        house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1])
    house.vault.close()
    house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1]).close()


def test_opening_where_there_is_no_vault_makes_none(tmp_path: Path, clock: FixedClock) -> None:
    folder = VaultFolder(tmp_path / "nothing", MemorySecrets(), clock, Argon2Cost.FLOOR)
    for attempt in (folder.members, lambda: folder.unlock("a1", "lantern orchard"), lambda: folder.wait_left("a1")):
        try:
            attempt()
        except NoSuchVault:
            continue
    assert not (tmp_path / "nothing").exists()


def test_a_new_vault_is_never_laid_over_an_old_one(house: NewVault) -> None:
    house.vault.close()
    before = (house.vault.path / "vault.db").read_bytes()
    with pytest.raises(VaultExists):
        house.folder.create(MEMBERS)
    assert (house.vault.path / "vault.db").read_bytes() == before


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        ([], WouldLockEveryoneOut),
        ([MEMBERS[1]], WouldLockEveryoneOut),
        ([NewMember("Ana", "data_manager", "", PASSWORDS[0], date(2027, 1, 1))], WouldLockEveryoneOut),
        ([DATA_MANAGER, NewMember("Ana", "staff", "", "short")], PasswordTooWeak),
        ([DATA_MANAGER, NewMember("", "staff", "", PASSWORDS[1])], NameNotUsable),
        ([DATA_MANAGER, NewMember("A\0na", "staff", "", PASSWORDS[1])], NameNotUsable),
        ([DATA_MANAGER, NewMember("\ud800", "staff", "", PASSWORDS[1])], NameNotUsable),
        ([DATA_MANAGER, NewMember("A" * 201, "staff", "", PASSWORDS[1])], NameNotUsable),
    ],
)
def test_a_vault_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, clock: FixedClock, members: list[NewMember], problem: type[Exception]
) -> None:
    secrets = MemorySecrets()
    folder = VaultFolder(tmp_path / "new", secrets, clock, Argon2Cost.FLOOR)
    with pytest.raises(problem):
        folder.create(members)
    assert not folder.exists()
    assert secrets.kept == {}


@pytest.mark.parametrize(
    "name", ["Zoë", "नेहा शर्मा", "مريم الحسن", "Ngozi 🌻", "<b>Ana</b>", "%s", "O'Brien-Ó Néill", "名" * 200]
)
def test_names_in_any_script_are_kept_as_they_are(house: NewVault, name: str) -> None:
    added = house.vault.add_member(NewMember(name, "staff", "", "saffron bridge cloud ten"))
    assert added.name == name
    assert house.folder.members()[-1].name == name


def test_a_key_file_in_use_is_a_standing_warning(tmp_path: Path, clock: FixedClock) -> None:
    secrets = KeyFileSecrets(tmp_path / "device.key")
    folder = VaultFolder(tmp_path / "house", secrets, clock, Argon2Cost.FLOOR)
    vault, _ = folder.create([DATA_MANAGER])
    assert [each.kind for each in vault.noticed] == ["key_file"]
    vault.close()
    vault = folder.unlock(member_id(folder, "Margaret"), DATA_MANAGER.password)
    assert [each.kind for each in vault.noticed] == ["key_file"]
    vault.close()


def test_who_locked_the_screen_is_still_known_after_a_restart(house: NewVault, clock: FixedClock) -> None:
    priya = member_id(house.folder, "Priya")
    house.folder.note_locked(priya, NOW, "after 5 minutes without use")
    again = VaultFolder(house.vault.path, MemorySecrets(), clock, Argon2Cost.FLOOR)
    note = again.locked_note()
    assert note is not None
    assert (note.member_id, note.at, note.why) == (priya, NOW, "after 5 minutes without use")


def test_the_sign_in_page_does_not_wait_for_the_libraries_of_the_database() -> None:
    heavy = "{'sqlalchemy', 'alembic', 'keyring'} & set(sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, cantercare_desktop.vault.folder; print({heavy} or 'light')"],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "light"
