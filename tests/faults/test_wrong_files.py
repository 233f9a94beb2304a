"""Every way the files of a vault can be wrong has its own message, and none of them is touched by looking at it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault import problems
from cantercare_desktop.vault.driver import check_engine
from cantercare_desktop.vault.keys.slots import canonical
from cantercare_desktop.vault.ledger import NewEntry
from cantercare_desktop.vault.problems import Problem
from tests.support.vaults import NOW, PASSWORDS, NewVault, key_of, member_id, new_vault

Harm = Callable[[Path], None]


def fill(house: NewVault) -> None:
    with house.vault.writing() as session:
        for number in range(400):
            session.connection().exec_driver_sql(
                "INSERT INTO vault_facts VALUES (?, ?)", (f"row {number}", bytes([number % 251]) * 700)
            )


def _missing(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _half_a_page_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def _pages_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 4096 * 5])


def _one_page_left(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def _less_than_a_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:700])


def _a_letter(path: Path) -> None:
    path.write_bytes(b"Dear Adaeze, your parcel waits in the office. " * 500)


def _a_letter_of_whole_pages(path: Path) -> None:
    path.write_bytes((b"Dear Adaeze, your parcel waits in the office. " * 500)[:8192])


def _plain_sqlite(path: Path) -> None:
    path.unlink()
    connection = sqlcipher.connect(str(path))
    connection.execute("CREATE TABLE vault_facts (name TEXT, value BLOB)")
    connection.close()


def _other_key(path: Path) -> None:
    path.unlink()
    connection = sqlcipher.connect(str(path))
    connection.execute("PRAGMA key = \"x'" + "42" * 32 + "'\"")
    connection.execute("CREATE TABLE vault_facts (name TEXT, value BLOB)")
    connection.close()


def _flip_in_the_first_page(path: Path) -> None:
    _flip(path, 1000)


def _flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 0x10
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (_missing, problems.NoSuchVault),
        (_empty, problems.EmptyVault),
        (_half_a_page_short, problems.TruncatedVault),
        (_pages_short, problems.TruncatedVault),
        (_one_page_left, problems.TruncatedVault),
        (_less_than_a_page, problems.TruncatedVault),
        (_a_letter, problems.ForeignVault),
        (_a_letter_of_whole_pages, problems.ForeignVault),
        (_plain_sqlite, problems.ForeignVault),
        (_other_key, problems.WrongKey),
        (_flip_in_the_first_page, problems.DamagedVault),
    ],
)
def test_each_wrong_database_is_told_by_its_name_and_left_as_it_is(
    house: NewVault, harm: Harm, problem: type[Problem]
) -> None:
    fill(house)
    house.vault.close()
    path = house.vault.path / "vault.db"
    harm(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(Problem) as caught:
        house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert type(caught.value) is problem
    for sentence in (caught.value.happened, caught.value.lost, caught.value.next):
        assert sentence.endswith(".")
    assert (path.read_bytes() if path.exists() else None) == before
    assert not (house.vault.path / "vault.db-wal").exists()


def test_the_database_of_another_vault_is_foreign_even_under_the_same_key(tmp_path: Path) -> None:
    other = new_vault(tmp_path / "other")
    with other.vault.writing() as session:
        session.connection().exec_driver_sql("UPDATE vault_facts SET value = zeroblob(16) WHERE name = 'vault_id'")
    other.vault.close()
    with pytest.raises(problems.ForeignVault):
        other.folder.unlock(member_id(other.folder, "Margaret"), PASSWORDS[0])


def test_another_programs_database_under_our_key_is_foreign(house: NewVault) -> None:
    key = key_of(house.vault.path, house.recovery_key)
    house.vault.close()
    path = house.vault.path / "vault.db"
    path.unlink()
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("CREATE TABLE notes (body TEXT)")
    connection.close()
    with pytest.raises(problems.ForeignVault):
        house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])


def test_one_flipped_byte_is_told_when_it_is_met_and_the_rest_stays_readable(house: NewVault) -> None:
    fill(house)
    house.vault.close()
    path = house.vault.path / "vault.db"
    _flip(path, path.stat().st_size - 4096 * 10 + 123)
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    with pytest.raises(problems.DamagedVault), vault.reading() as session:
        session.connection().exec_driver_sql("SELECT sum(length(value)) FROM vault_facts").scalar()
    with vault.reading() as session:
        assert vault.ledger.head(session).seq == 1
    with pytest.raises(problems.DamagedVault):
        vault.remove_member(member_id(house.folder, "Priya"))
    assert len(vault.members) == 3
    vault.close()


def test_an_engine_with_the_known_fault_is_refused() -> None:
    check_engine()
    with pytest.raises(problems.ProgramTooOld) as caught:
        check_engine((3, 51, 2))
    assert "3.51.2" in caught.value.details


# -- vault.json


def test_a_damaged_vault_json_is_mended_from_the_copy_before_it_and_that_is_said(house: NewVault) -> None:
    priya = member_id(house.folder, "Priya")
    house.vault.change_member(priya, title="Night worker")
    house.vault.close()
    (house.vault.path / "vault.json").write_bytes(b'{"format": "cantercare va')
    assert len(house.folder.members()) == 3
    vault = house.folder.unlock(priya, PASSWORDS[1])
    assert [each.kind for each in vault.noticed] == ["slots_mended"]
    assert vault.member is not None
    assert vault.member.title == "Night worker"
    vault.close()
    vault = house.folder.unlock(priya, PASSWORDS[1])
    assert vault.noticed == ()
    vault.close()


def test_with_both_copies_damaged_it_is_said_and_nothing_is_touched(house: NewVault) -> None:
    house.vault.close()
    for name in ("vault.json", "vault.json.previous"):
        (house.vault.path / name).write_bytes(b"{}")
    with pytest.raises(problems.EditedSlots):
        house.folder.members()
    with pytest.raises(problems.EditedSlots):
        house.folder.unlock_with_recovery(house.recovery_key)


def test_a_missing_vault_json_beside_a_database_is_not_an_empty_folder(house: NewVault) -> None:
    house.vault.close()
    (house.vault.path / "vault.json").unlink()
    (house.vault.path / "vault.json.previous").unlink()
    assert house.folder.exists()
    with pytest.raises(problems.NoSuchVault, match=r"vault\.json is missing"):
        house.folder.members()


def _edit(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Edit a vault.json as someone would who knows its format, checksum and all, but not the key."""
    content = json.loads(path.read_bytes())
    change(content)
    content.pop("checksum")
    mac = content.pop("mac")
    content["checksum"] = sha256(canonical(content)).hexdigest()
    content["mac"] = mac
    path.write_bytes(json.dumps(content).encode())


def _promote(content: dict[str, object]) -> None:
    members = content["members"]
    assert isinstance(members, list)
    members[1]["card"]["role"] = "data_manager"


def _lengthen(content: dict[str, object]) -> None:
    members = content["members"]
    assert isinstance(members, list)
    members[1]["slot"]["header"]["argon2id"]["time"] = 4


@pytest.mark.parametrize("who", ["Priya", "Margaret", "recovery"])
def test_a_skilful_edit_of_a_role_is_noticed_undone_and_written_down(house: NewVault, who: str) -> None:
    house.vault.close()
    _edit(house.vault.path / "vault.json", _promote)
    if who == "recovery":
        vault = house.folder.unlock_with_recovery(house.recovery_key)
    else:
        vault = house.folder.unlock(member_id(house.folder, who), PASSWORDS[0 if who == "Margaret" else 1])
    assert [each.kind for each in vault.noticed] == ["slots_mended"]
    assert [each.role for each in vault.members] == ["data_manager", "staff", "trustee"]
    with vault.reading() as session:
        assert len(vault.ledger.entries(session, action="vault.slots_mended")) == 1
    vault.close()
    assert [each.role for each in house.folder.members()] == ["data_manager", "staff", "trustee"]


def _no_last_day(content: dict[str, object]) -> None:
    members = content["members"]
    assert isinstance(members, list)
    members[1]["card"]["pass_until"] = None


@pytest.mark.parametrize("how", ["edited", "replaced by an older one", "taken away"])
def test_a_pass_that_ended_stays_ended_whatever_is_done_to_vault_json(house: NewVault, how: str) -> None:
    slots = house.vault.path / "vault.json"
    priya = member_id(house.folder, "Priya")
    old = slots.read_bytes()
    house.vault.change_member(priya, pass_until=NOW.date() - timedelta(days=1))
    house.vault.close()
    if how == "edited":
        _edit(slots, _no_last_day)
    elif how == "replaced by an older one":
        slots.write_bytes(old)
    else:
        slots.unlink()
    with pytest.raises(problems.PassEnded):
        house.folder.unlock(priya, PASSWORDS[1])
    with pytest.raises(problems.PassEnded):
        house.folder.unlock(priya, PASSWORDS[1])
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    with vault.reading() as session:
        assert len(vault.ledger.entries(session, action="vault.slots_mended")) == 1
    vault.close()


def test_a_skilful_edit_of_a_slot_does_not_keep_its_owner_out(house: NewVault) -> None:
    house.vault.close()
    _edit(house.vault.path / "vault.json", _lengthen)
    vault = house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1])
    assert [each.kind for each in vault.noticed] == ["slots_mended"]
    vault.close()


def test_an_older_vault_json_does_not_bring_an_ended_password_back(house: NewVault) -> None:
    priya = member_id(house.folder, "Priya")
    old = (house.vault.path / "vault.json").read_bytes()
    house.vault.set_password(priya, "saffron bridge cloud ten")
    house.vault.close()
    (house.vault.path / "vault.json").write_bytes(old)
    (house.vault.path / "vault.json.previous").write_bytes(old)
    with pytest.raises(problems.SlotsPutBack):
        house.folder.unlock(priya, PASSWORDS[1])
    vault = house.folder.unlock(priya, "saffron bridge cloud ten")
    assert vault.noticed == ()
    vault.close()


# -- an old copy put back


def _copy_files(house: NewVault, to: Path) -> None:
    shutil.copytree(house.vault.path, to)


def _write(house: NewVault, clock: FixedClock) -> None:
    with house.vault.writing() as session:
        house.vault.ledger.append(session, NewEntry(clock.now(), "priya", "post.logged", (), (4,), b"x"))


@pytest.mark.parametrize("put_back", [["vault.db"], ["vault.db", "vault.json", "vault.json.previous"]])
def test_an_old_copy_put_back_is_noticed_said_and_written_down(
    house: NewVault, clock: FixedClock, tmp_path: Path, put_back: list[str]
) -> None:
    house.vault.scrub()
    _copy_files(house, tmp_path / "copy")
    _write(house, clock)
    house.vault.note_head()
    house.vault.close()
    for name in put_back:
        shutil.copy(tmp_path / "copy" / name, house.vault.path / name)
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert [each.kind for each in vault.noticed] == ["old_copy"]
    with vault.reading() as session:
        (entry,) = vault.ledger.entries(session, action="vault.old_copy_noticed")
        assert vault.ledger.detail(session, entry.seq) == b'{"found":1,"noted":2}'
    vault.note_head()
    vault.close()
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert vault.noticed == ()
    vault.close()


def test_another_course_of_the_same_length_is_noticed(house: NewVault, clock: FixedClock, tmp_path: Path) -> None:
    house.vault.scrub()
    _copy_files(house, tmp_path / "copy")
    _write(house, clock)
    house.vault.note_head()
    house.vault.close()
    shutil.copy(tmp_path / "copy" / "vault.db", house.vault.path / "vault.db")
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert [each.kind for each in vault.noticed] == ["old_copy"]
    vault.close()
    # It has grown to the noted length since, by other entries.
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert [each.kind for each in vault.noticed] == ["old_copy"]
    vault.close()


def test_a_lost_log_is_noticed_like_an_old_copy(house: NewVault, clock: FixedClock, tmp_path: Path) -> None:
    house.vault.scrub()
    _write(house, clock)
    house.vault.note_head()
    # As after a power cut: the database as it lies on the disk, without its log.
    (tmp_path / "torn").mkdir()
    for name in ("vault.db", "vault.json", "vault.json.previous", "signin.json"):
        shutil.copy(house.vault.path / name, tmp_path / "torn" / name)
    assert (house.vault.path / "vault.db-wal").stat().st_size > 0
    house.vault.close()
    for name in ("vault.db", "vault.json"):
        shutil.copy(tmp_path / "torn" / name, house.vault.path / name)
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert [each.kind for each in vault.noticed] == ["old_copy"]
    vault.close()


# -- the clock


@pytest.mark.parametrize(("hours", "kinds"), [(-2, ["clock_backwards"]), (2, []), (24 * 400, [])])
def test_only_a_clock_that_went_backwards_is_noticed(
    house: NewVault, clock: FixedClock, hours: int, kinds: list[str]
) -> None:
    house.vault.close()
    clock.at += timedelta(hours=hours)
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert [each.kind for each in vault.noticed] == kinds
    vault.close()


def test_a_change_to_or_from_summer_time_is_no_step_back(tmp_path: Path) -> None:
    clock = FixedClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    house = new_vault(tmp_path / "house", clock=clock)
    house.vault.close()
    clock.move(timedelta(minutes=45))
    vault = house.folder.unlock(member_id(house.folder, "Margaret"), PASSWORDS[0])
    assert vault.noticed == ()
    vault.close()
