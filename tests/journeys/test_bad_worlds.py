"""What the world may do to a house, as it looks from the chair: a plain page, nothing lost, and a way on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt

from cantercare_desktop.shell.one_instance import OneInstance
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.vault.keys import KeyringSecrets
from tests.journeys.conftest import Drive
from tests.journeys.desk import PRIYA, RUTH, groups_on, sign_in
from tests.support import keyrings
from tests.support.demo_house import DemoCopy
from tests.support.driver import Driver
from tests.support.vaults import new_vault

pytestmark = pytest.mark.journey

ROOT = Path(__file__).resolve().parents[2]
Harm = Callable[[Path], None]


def _no_traceback(driver: Driver) -> None:
    words = driver.words()
    for wrong in ("Traceback", "Error(", "sqlite", "SQL"):
        assert wrong not in words


def _try_to_sign_in(driver: Driver, demo: DemoCopy, name: str = PRIYA) -> None:
    driver.click(f"sign_in.tile.{demo.members[name]}")
    driver.type("sign_in.password", demo.passwords[name])
    driver.key(Qt.Key.Key_Return)


# -- the vault's files


def _lost(folder: Path) -> None:
    (folder / "vault.db").unlink()


def _empty(folder: Path) -> None:
    (folder / "vault.db").write_bytes(b"")


def _foreign(folder: Path) -> None:
    (folder / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 64)


def _truncated(folder: Path) -> None:
    path = folder / "vault.db"
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 100])


def _under_another_key(folder: Path) -> None:
    other = new_vault(folder.parent / "other").vault
    other.close()
    shutil.copy(other.path / "vault.db", folder / "vault.db")


def _edited(folder: Path) -> None:
    for name in ("vault.json", "vault.json.previous"):
        content = json.loads((folder / name).read_bytes())
        content["members"] = content["members"][:1]
        (folder / name).write_text(json.dumps(content))


def _without_slots(folder: Path) -> None:
    for name in ("vault.json", "vault.json.previous"):
        (folder / name).unlink()


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_lost, "vault.db is missing"),
        (_empty, "vault.db is empty"),
        (_foreign, "The file vault.db in this folder is not this vault."),
        (_truncated, "The end of the file vault.db is missing."),
        (_under_another_key, "another key"),
        (_edited, "changed by something other than this program"),
        (_without_slots, "vault.json is missing"),
    ],
)
def test_a_bad_vault_is_a_plain_page_and_opens_when_it_is_put_right(
    drive: Drive, demo: DemoCopy, tmp_path: Path, harm: Harm, says: str
) -> None:
    shutil.copytree(demo.folder, tmp_path / "good")
    harm(demo.folder)
    driver = drive(demo)
    if driver.there("sign_in.heading"):
        _try_to_sign_in(driver, demo)
    driver.until(lambda: driver.there("trouble.happened"), "nothing was said")
    assert says in driver.words(), driver.words()
    _no_traceback(driver)
    for name in ("vault.db", "vault.json", "vault.json.previous"):
        shutil.copy(tmp_path / "good" / name, demo.folder / name)
    driver.click("trouble.again")
    sign_in(driver, demo)


def test_a_vault_from_a_newer_program_is_told_and_left_as_it_is(drive: Drive, demo: DemoCopy) -> None:
    vault = demo.vault_folder().unlock(demo.members[RUTH], demo.passwords[RUTH])
    with vault.writing() as session:
        session.connection().exec_driver_sql("PRAGMA user_version = 9999")
    vault.close()
    driver = drive(demo)
    _try_to_sign_in(driver, demo)
    driver.until(lambda: driver.there("trouble.happened"), "nothing was said")
    assert "written by a newer version of the program" in driver.words()
    _no_traceback(driver)


def test_a_vault_that_another_program_holds_is_told_and_opens_afterwards(drive: Drive, demo: DemoCopy) -> None:
    held = demo.vault_folder().unlock(demo.members[RUTH], demo.passwords[RUTH])
    driver = drive(demo)
    _try_to_sign_in(driver, demo)
    driver.until(lambda: "open in another program" in driver.words(), "nothing was said")
    _no_traceback(driver)
    held.close()
    driver.click("trouble.again")
    sign_in(driver, demo)


# -- the keyring


@pytest.mark.parametrize(
    "backend",
    [
        keyrings.as_allowed(keyrings.AbsentKeyring),
        keyrings.as_allowed(keyrings.LockedKeyring),
        keyrings.as_allowed(keyrings.GarblingKeyring),
        keyrings.as_allowed(keyrings.HonestKeyring),
        keyrings.PlainTextKeyring(),
    ],
    ids=["absent", "locked", "changed", "emptied", "not allowed"],
)
def test_without_its_keyring_the_recovery_key_opens_the_records(
    drive: Drive, demo: DemoCopy, backend: KeyringBackend
) -> None:
    driver = drive(demo, secrets=KeyringSecrets(backend))
    _try_to_sign_in(driver, demo)
    driver.until(lambda: driver.there("recovery.why"), "nothing was said")
    assert "The recovery key opens the records without the keyring of this computer." in driver.words()
    _no_traceback(driver)
    driver.type("recovery.key", demo.recovery_key)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "the key did not open the records")


@pytest.mark.parametrize("kind", [keyrings.LyingKeyring, keyrings.AbsentKeyring, keyrings.LockedKeyring])
def test_set_up_on_a_computer_without_a_usable_keyring_offers_a_key_file(
    drive: Drive, tmp_path: Path, kind: type[KeyringBackend]
) -> None:
    driver = drive(tmp_path / "house", secrets=KeyringSecrets(keyrings.as_allowed(kind)))
    driver.click("first_run.set_up")
    driver.click("set_up.next")
    driver.type("set_up.person.1.name", RUTH)
    driver.type("set_up.person.1.password", "lantern orchard pebble nine")
    driver.click("set_up.next")
    driver.until(lambda: driver.there("set_up.key_file"), "no key file was offered")
    assert not driver.get("set_up.next", Button).isEnabled()
    _no_traceback(driver)
    driver.click("set_up.key_file")
    driver.click("set_up.next")
    driver.click("set_up.print_key")
    driver.click("paper.print")
    driver.click("paper.close")
    groups = groups_on(driver.hands.printed[0])
    for number, group in enumerate(groups, start=1):
        if driver.there(f"recovery_key.typed.{number}"):
            driver.type(f"recovery_key.typed.{number}", group)
    driver.click("set_up.next")
    assert "in a key file, with a reminder" in driver.words()


# -- the disk


def _fill_the_disk(driver: Driver) -> None:
    """Leave the database no room for another page: SQLite then says what it says on a full disk."""
    opened = driver.program.open_house
    assert opened is not None
    with opened.vault.writing() as session:
        connection = session.connection()
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_on_a_full_disk_nothing_is_lost_and_what_was_typed_is_still_there(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.post")
    before = len(driver.rows_of("post.list", "Leila Haddadi"))
    driver.type("post.who", "lei")
    driver.key(Qt.Key.Key_Return)
    driver.click("post.more_fields")
    driver.get("post.how_many", TextLine).selectAll()
    driver.type("post.how_many", "40")
    driver.type("post.carrier", "Parcelforce")
    _fill_the_disk(driver)
    driver.click("post.log_item")
    driver.until(lambda: "The disk is full, so this was not saved." in driver.words(), driver.words())
    assert "Everything saved before is safe." in driver.words()
    _no_traceback(driver)
    assert driver.get("post.who", PersonPicker).text() == "Leila Haddadi"
    assert driver.get("post.carrier", TextLine).text() == "Parcelforce"
    assert len(driver.rows_of("post.list", "Leila Haddadi")) == before
    driver.click("post.log_item")
    driver.until(lambda: driver.get("post.who", PersonPicker).text() == "", "it cannot be logged afterwards")
    driver.click("message.close")
    assert "40 items for Leila Haddadi" in driver.words()


# -- the program, twice


def test_a_second_start_brings_the_first_window_forward_and_ends(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    window = driver.program.window
    instance = OneInstance(demo.folder)
    assert instance.take(window.bring_forward)
    window.showMinimized()
    driver.settle()
    second = subprocess.run(
        [sys.executable, "-m", "cantercare_desktop", "--vault", str(demo.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    driver.until(lambda: not window.isMinimized(), "the first window did not come forward")
    instance.let_go()
    instance.deleteLater()
