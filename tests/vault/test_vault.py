from __future__ import annotations

import json
import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.change_of_key import Step
from cantercare_desktop.vault.keys import NewMember, RecoveryKey
from cantercare_desktop.vault.ledger import NewEntry
from cantercare_desktop.vault.problems import (
    DiskFull,
    KeyringTrouble,
    MustWait,
    NoSuchMember,
    PasswordTooWeak,
    VaultClosed,
    WouldLockEveryoneOut,
    WrongKey,
    WrongPassword,
    WrongRecoveryKey,
)
from tests.support.vaults import NOW, PASSWORDS, MemorySecrets, NewVault, entries_written, member_id

NEW_PASSWORD = "saffron bridge cloud ten"


def put(house: NewVault, name: str, value: str) -> None:
    with house.vault.writing() as session:
        session.execute(text("INSERT INTO vault_facts VALUES (:name, :value)"), {"name": name, "value": value})


def get(house: NewVault, name: str) -> object:
    with house.vault.reading() as session:
        return session.execute(text("SELECT value FROM vault_facts WHERE name = :name"), {"name": name}).scalar()


# -- reading and writing


def test_what_is_written_is_read_and_what_fails_is_not(house: NewVault) -> None:
    put(house, "kettle", "on")

    def fail() -> None:
        with house.vault.writing() as session:
            session.execute(text("UPDATE vault_facts SET value = 'off' WHERE name = 'kettle'"))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert get(house, "kettle") == "on"


def test_a_read_writes_nothing(house: NewVault) -> None:
    put(house, "kettle", "on")
    with house.vault.reading() as session:
        session.execute(text("UPDATE vault_facts SET value = 'off' WHERE name = 'kettle'"))
        session.commit()
    with house.vault.reading() as session:
        session.execute(text("DELETE FROM vault_facts"))
    assert get(house, "kettle") == "on"


def test_a_read_sees_one_moment(house: NewVault) -> None:
    put(house, "kettle", "on")
    count = text("SELECT count(*) FROM vault_facts")
    with house.vault.reading() as session:
        before = session.execute(count).scalar()
        put(house, "lamp", "on")
        assert session.execute(count).scalar() == before
    with house.vault.reading() as session:
        assert session.execute(count).scalar() != before


def test_a_deed_inside_a_deed_is_a_fault_of_the_program(house: NewVault) -> None:
    with house.vault.writing(), pytest.raises(RuntimeError, match="already writing"), house.vault.writing():
        pass


def test_several_threads_write_and_read_at_once(house: NewVault) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for turn in range(15):
                with house.vault.writing() as session:
                    house.vault.ledger.append(session, NewEntry(NOW, name, "post.logged", (), (turn,), b"x"))
                with house.vault.reading() as session:
                    house.vault.ledger.entries(session, action="post.logged")
        except BaseException as error:  # noqa: BLE001 - carried to the thread of the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"thread {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with house.vault.reading() as session:
        result = house.vault.ledger.verify(session)
    assert (result.count, result.bad) == (61, None)


def test_every_connection_keeps_the_rules_of_the_house(house: NewVault) -> None:
    with house.vault.reading() as session:
        connection = session.connection()
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "journal_mode",
                "synchronous",
                "secure_delete",
                "temp_store",
                "foreign_keys",
                "trusted_schema",
                "auto_vacuum",
                "application_id",
            )
        }
    assert said == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "auto_vacuum": 2,
        "application_id": 0x43616E74,
    }


def test_after_closing_nothing_can_be_read_or_written(house: NewVault) -> None:
    house.vault.close()
    house.vault.close()
    with pytest.raises(VaultClosed), house.vault.reading():
        pass
    with pytest.raises(VaultClosed), house.vault.writing():
        pass
    with pytest.raises(VaultClosed):
        house.vault.note_head()
    assert {each.name for each in house.vault.path.iterdir()} == {
        "vault.db",
        "vault.json",
        "vault.json.previous",
        "vault.lock",
        "signin.json",
    }


def test_closing_ends_a_long_read_on_another_thread(house: NewVault) -> None:
    began, ended = threading.Event(), []

    def read() -> None:
        try:
            with house.vault.reading() as session:
                began.set()
                endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
                session.execute(text(endless))
        except VaultClosed:
            ended.append("told")

    thread = threading.Thread(target=read)
    thread.start()
    began.wait(10)
    house.vault.close()
    thread.join(10)
    assert ended == ["told"]


def test_what_was_erased_is_nowhere_in_the_database_file(house: NewVault) -> None:
    with house.vault.writing() as session:
        for number in range(300):
            session.execute(text("INSERT INTO vault_facts VALUES (:n, :v)"), {"n": f"row {number}", "v": "x" * 900})
    house.vault.scrub()
    large = (house.vault.path / "vault.db").stat().st_size
    with house.vault.writing() as session:
        session.execute(text("DELETE FROM vault_facts WHERE name LIKE 'row %'"))
    house.vault.scrub()
    assert (house.vault.path / "vault.db").stat().st_size < large / 2
    assert not (house.vault.path / "vault.db-wal").exists()
    with house.vault.reading() as session:
        assert session.execute(text("PRAGMA freelist_count")).scalar() == 0


# -- members


def test_someone_new_is_let_in_and_that_is_written_down(house: NewVault) -> None:
    added = house.vault.add_member(NewMember("Leyla Demir", "staff", "Night worker", NEW_PASSWORD))
    assert [each.name for each in house.vault.members][-1] == "Leyla Demir"
    assert entries_written(house.vault)[-1] == "vault.member_added"
    house.vault.close()
    vault = house.folder.unlock(added.id, NEW_PASSWORD)
    assert vault.member == vault.members[-1]
    vault.close()


def test_a_weak_password_lets_nobody_in(house: NewVault) -> None:
    with pytest.raises(PasswordTooWeak):
        house.vault.add_member(NewMember("Leyla Demir", "staff", "", "password1234"))
    with pytest.raises(PasswordTooWeak):
        house.vault.set_password(member_id(house.folder, "Priya"), "tiny")
    assert len(house.vault.members) == 3
    assert entries_written(house.vault) == ("vault.made",)


def test_after_a_change_of_password_only_the_new_one_opens(house: NewVault) -> None:
    priya = member_id(house.folder, "Priya")
    house.vault.set_password(priya, NEW_PASSWORD)
    assert entries_written(house.vault)[-1] == "vault.password_set"
    house.vault.close()
    with pytest.raises(WrongPassword):
        house.folder.unlock(priya, PASSWORDS[1])
    house.folder.unlock(priya, NEW_PASSWORD).close()
    for name in ("vault.json", "vault.json.previous"):
        content = json.loads((house.vault.path / name).read_bytes())
        assert content["generation"] == 2, name


def test_a_new_password_ends_the_waiting_after_wrong_ones(house: NewVault) -> None:
    priya = member_id(house.folder, "Priya")
    for _ in range(3):
        assert not house.vault.check_password(priya, "not her password at all")
    with pytest.raises(MustWait):
        house.vault.check_password(priya, PASSWORDS[1])
    house.vault.set_password(priya, NEW_PASSWORD)
    assert house.vault.check_password(priya, NEW_PASSWORD)


def test_her_password_is_checked_while_the_vault_is_open(house: NewVault, clock: FixedClock) -> None:
    priya = member_id(house.folder, "Priya")
    assert house.vault.check_password(priya, PASSWORDS[1])
    assert not house.vault.check_password(priya, PASSWORDS[0])
    assert house.folder.wait_left(priya) == 0
    with pytest.raises(NoSuchMember):
        house.vault.check_password("000000000000", PASSWORDS[1])


def test_role_title_and_last_day_can_be_changed_without_her_password(house: NewVault) -> None:
    priya = member_id(house.folder, "Priya")
    changed = house.vault.change_member(priya, role="data_manager", title="Deputy", pass_until=date(2027, 3, 31))
    assert (changed.name, changed.role, changed.title) == ("Priya Nair", "data_manager", "Deputy")
    changed = house.vault.change_member(priya, name="Priya Nair-Shah")
    assert (changed.name, changed.pass_until) == ("Priya Nair-Shah", date(2027, 3, 31))
    assert house.vault.change_member(priya, pass_until=None).pass_until is None
    house.vault.close()
    vault = house.folder.unlock(priya, PASSWORDS[1])
    assert vault.member is not None
    assert vault.member.role == "data_manager"
    vault.close()


def test_a_change_that_changes_nothing_writes_nothing(house: NewVault) -> None:
    house.vault.change_member(member_id(house.folder, "Priya"), name="Priya Nair")
    assert entries_written(house.vault) == ("vault.made",)


def test_the_last_data_manager_stays(house: NewVault) -> None:
    margaret = member_id(house.folder, "Margaret")
    for change in (
        lambda: house.vault.remove_member(margaret),
        lambda: house.vault.change_member(margaret, role="staff"),
        lambda: house.vault.change_member(margaret, pass_until=date(2027, 1, 1)),
    ):
        with pytest.raises(WouldLockEveryoneOut):
            change()
    assert entries_written(house.vault) == ("vault.made",)


def test_a_leaver_can_open_neither_the_vault_nor_what_is_written_from_now_on(house: NewVault) -> None:
    put(house, "kettle", "on")
    priya = member_id(house.folder, "Priya")
    before = (house.vault.path / "vault.json").read_bytes()
    steps: list[str] = []
    house.vault.remove_member(priya, steps.append)
    assert steps[-1] == "swapped"
    assert get(house, "kettle") == "on"
    put(house, "lamp", "on")
    assert entries_written(house.vault) == ("vault.made", "vault.member_removed")
    with house.vault.reading() as session:
        assert house.vault.ledger.verify(session).bad is None
    house.vault.close()
    with pytest.raises(NoSuchMember):
        house.folder.unlock(priya, PASSWORDS[1])
    for name in ("vault.json", "vault.json.previous"):
        assert priya not in (house.vault.path / name).read_text()
    # Her old slot, put back, leads to a key that opens this database no more.
    (house.vault.path / "vault.json").write_bytes(before)
    (house.vault.path / "vault.json.previous").write_bytes(before)
    with pytest.raises(WrongKey, match="another key"):
        house.folder.unlock(priya, PASSWORDS[1])


def test_those_who_stay_need_not_be_there_when_the_key_is_changed(house: NewVault) -> None:
    tom = member_id(house.folder, "Tom")
    house.vault.remove_member(member_id(house.folder, "Priya"))
    house.vault.close()
    house.folder.unlock(tom, PASSWORDS[2]).close()
    house.folder.unlock_with_recovery(house.recovery_key).close()


def test_the_key_changes_while_others_read_and_write(house: NewVault) -> None:
    stop, failures, turns = threading.Event(), [], []

    def work() -> None:
        try:
            while not stop.is_set():
                with house.vault.writing() as session:
                    house.vault.ledger.append(session, NewEntry(NOW, "tom", "post.logged", (), (), b""))
                turns.append(1)
        except BaseException as error:  # noqa: BLE001 - carried to the thread of the test
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    house.vault.remove_member(member_id(house.folder, "Priya"))
    stop.set()
    thread.join()
    assert failures == []
    with house.vault.reading() as session:
        result = house.vault.ledger.verify(session)
    assert (result.count, result.bad) == (2 + len(turns), None)


def test_a_new_recovery_key_ends_the_old_one(house: NewVault) -> None:
    new = RecoveryKey.generate()
    house.vault.new_recovery_key(new)
    house.vault.close()
    with pytest.raises(WrongRecoveryKey):
        house.folder.unlock_with_recovery(house.recovery_key)
    vault = house.folder.unlock_with_recovery(new)
    assert "vault.recovery_key_renewed" in entries_written(vault)
    vault.close()
    house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0]).close()


def test_a_key_that_could_not_be_put_in_force_leaves_the_old_one(house: NewVault) -> None:
    def stop(step: Step) -> None:
        if step == "checked":
            raise DiskFull

    with pytest.raises(DiskFull):
        house.vault.new_recovery_key(RecoveryKey.generate(), stop)
    house.vault.close()

    house.folder.unlock_with_recovery(house.recovery_key).close()


# -- the computer's part of the key


def test_an_emptied_keyring_is_mended_with_the_recovery_key_and_new_passwords(
    house: NewVault, secrets: MemorySecrets
) -> None:
    house.vault.close()
    margaret, priya = member_id(house.folder, "Margaret"), member_id(house.folder, "Priya")
    secrets.kept.clear()
    with pytest.raises(KeyringTrouble) as caught:
        house.folder.unlock(margaret, PASSWORDS[0])
    assert caught.value.kind == "emptied"
    vault = house.folder.unlock_with_recovery(house.recovery_key)
    vault.set_password(margaret, NEW_PASSWORD)
    vault.close()
    house.folder.unlock(margaret, NEW_PASSWORD).close()
    with pytest.raises(KeyringTrouble) as caught:
        house.folder.unlock(priya, PASSWORDS[1])
    assert caught.value.kind == "changed"


def test_trouble_with_the_keyring_is_no_wrong_password(house: NewVault, secrets: MemorySecrets) -> None:
    house.vault.close()
    priya = member_id(house.folder, "Priya")
    secrets.kept[house.vault.id] = bytes(32)
    for _ in range(5):
        with pytest.raises(KeyringTrouble) as caught:
            house.folder.unlock(priya, PASSWORDS[1])
        assert caught.value.kind == "changed"
    assert house.folder.wait_left(priya) == 0


# -- the ledger's end, noted outside


def test_the_head_is_noted_beside_the_vault_and_in_the_keyring(house: NewVault, secrets: MemorySecrets) -> None:
    put(house, "kettle", "on")
    with house.vault.writing() as session:
        head = house.vault.ledger.append(session, NewEntry(NOW + timedelta(hours=1), "tom", "x.y", (), (), b""))
    house.vault.note_head()
    content = json.loads((house.vault.path / "vault.json").read_bytes())
    assert content["head"] == {"seq": 2, "mark": head.mark.hex()}
    assert secrets.kept[f"{house.vault.id}/head"] == (2).to_bytes(8, "big") + head.mark
