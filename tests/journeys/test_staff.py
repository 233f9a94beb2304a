"""Who may come in, who goes, who takes over: by mouse and keyboard at the demo house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.combos import PersonPicker
from tests.journeys.conftest import Drive
from tests.journeys.desk import PRIYA, RUTH, groups_on, names_left, sign_in, strangers_seen
from tests.support.demo_house import DemoCopy
from tests.support.driver import Driver

pytestmark = pytest.mark.journey

GRACE = "Grace Owusu"
EWA, EWAS_PASSWORD = "Ewa Zielińska", "saffron bridge cloud ten"
NEW_PASSWORD = "harbour mint saddle four"


def _typed_for(driver: Driver) -> str:
    return driver.get("post.who", PersonPicker).text()


def _locked(driver: Driver) -> None:
    driver.until(lambda: driver.there("sign_in.heading"), "it did not lock")
    driver.settle()
    assert strangers_seen(driver) == set()
    assert names_left() == {}


def _open_by_key(driver: Driver, key: str) -> None:
    driver.click("sign_in.recovery")
    driver.type("recovery.key", key)
    driver.key(Qt.Key.Key_Return)


def _open_staff(driver: Driver, name: str, demo: DemoCopy) -> None:
    driver.click("rail.settings")
    driver.click_row("settings.staff.list", demo.members[name])


def test_the_recovery_key_opens_the_records_and_gives_a_forgotten_password_anew(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    _open_by_key(driver, demo.recovery_key.lower().replace("-", " "))
    driver.until(lambda: driver.there("bar.lock"), "the key did not open the records")
    _open_staff(driver, RUTH, demo)
    driver.type("settings.staff.new_password", NEW_PASSWORD)
    driver.click("settings.staff.set_password")
    driver.until(lambda: "The new password is set." in driver.words(), "no password was set")
    driver.click("bar.lock")
    _locked(driver)
    driver.sign_in(demo.members[RUTH], NEW_PASSWORD)


def test_a_mistyped_recovery_key_names_the_group_and_keeps_what_was_typed(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    groups = demo.recovery_key.split()
    groups[2] = groups[2][:-1] + ("2" if groups[2][-1] != "2" else "3")
    _open_by_key(driver, " ".join(groups))
    assert "Group 3 of the recovery key is mistyped." in driver.words()
    assert groups[0] in driver.words()


def test_the_data_manager_lets_somebody_in_and_out_again(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo, RUTH)
    driver.click("rail.settings")
    driver.click("settings.staff.add")
    driver.type("settings.staff.name", EWA)
    driver.type("settings.staff.title", "Night worker")
    driver.type("settings.staff.first_password", EWAS_PASSWORD)
    driver.click("settings.staff.save")
    driver.until(lambda: f"{EWA} can sign in now." in driver.words(), "she was not added")
    driver.click("bar.lock")
    _locked(driver)
    ewa = next(member.id for member in demo.vault_folder().members() if member.name == EWA)
    driver.sign_in(ewa, EWAS_PASSWORD)
    assert f"Signed in: {EWA}, Night worker" in driver.words()
    driver.click("bar.lock")
    sign_in(driver, demo, RUTH)
    driver.click("rail.settings")
    driver.click_row("settings.staff.list", ewa)
    driver.type("settings.staff.reason", "last day today")
    driver.click("settings.staff.disable")
    driver.until(lambda: f"{EWA} cannot sign in any more." in driver.words(), "she was not taken out")
    driver.click("bar.lock")
    driver.until(lambda: driver.there("sign_in.password"))
    assert not driver.there(f"sign_in.tile.{ewa}")
    assert EWA not in driver.words()


def test_a_new_recovery_key_ends_the_old_one(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo, RUTH)
    driver.click("rail.settings")
    driver.click_row("settings.list", "records")
    driver.click("settings.records.new_key")
    driver.click("settings.records.print_key")
    driver.click("paper.print")
    groups = groups_on(driver.hands.printed[-1])
    driver.click("paper.close")
    for number, group in enumerate(groups, start=1):
        if driver.there(f"recovery_key.typed.{number}"):
            driver.type(f"recovery_key.typed.{number}", group)
    driver.click("settings.records.key_done")
    driver.until(lambda: "the new recovery key is in force" in driver.words(), driver.words())
    new_key = " ".join(groups)
    driver.click("bar.lock")
    _locked(driver)
    _open_by_key(driver, demo.recovery_key)
    driver.until(lambda: "does not open this vault" in driver.words(), driver.words())
    driver.get("recovery.key", QWidget)
    driver.click("recovery.back")
    _open_by_key(driver, new_key)
    driver.until(lambda: driver.there("bar.lock"), "the new key does not open")


def test_staff_change_places_in_two_clicks_and_each_finds_her_own_half_typed_line(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.post")
    driver.type("post.who", "lei")
    driver.click("bar.who")
    driver.click_action("bar.menu.switch")
    _locked(driver)
    sign_in(driver, demo, GRACE)
    driver.click("rail.post")
    assert _typed_for(driver) == ""
    driver.type("post.who", "chl")
    driver.click("bar.who")
    driver.click_action("bar.menu.switch")
    _locked(driver)
    sign_in(driver, demo)
    assert _typed_for(driver) == "lei"
    driver.click("bar.lock")
    sign_in(driver, demo, GRACE)
    assert _typed_for(driver) == "chl"


def test_five_minutes_without_use_lock_and_the_half_typed_line_comes_back(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.post")
    driver.type("post.who", "lei")
    driver.key(Qt.Key.Key_Return)
    driver.click("post.more_fields")
    driver.type("post.carrier", "Parcelforce")
    driver.pass_time(timedelta(minutes=4, seconds=59))
    assert driver.there("bar.lock")
    driver.pass_time(timedelta(seconds=2))
    _locked(driver)
    assert "after 5 minutes without use" in driver.words()
    sign_in(driver, demo)
    assert _typed_for(driver) == "Leila Haddadi"
    driver.click("post.log_item")
    driver.until(lambda: "for Leila Haddadi" in driver.words())


def test_locking_the_computer_locks_the_records(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.residents")
    driver.lock_the_computer()
    _locked(driver)
    assert "because the computer was locked" in driver.words()


def test_wrong_passwords_make_one_wait_and_starting_anew_does_not_help(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    driver.click(f"sign_in.tile.{demo.members[PRIYA]}")
    unlock = driver.get("sign_in.unlock", Button)
    for _ in range(3):
        driver.type("sign_in.password", "not the password at all")
        driver.key(Qt.Key.Key_Return)
        assert unlock.busy
        driver.until(lambda: not unlock.busy, "it still looks")
        assert "That password is not right." in driver.words()
    assert not unlock.isEnabled()
    driver.close()
    again = drive(demo)
    again.click(f"sign_in.tile.{demo.members[PRIYA]}")
    assert not again.get("sign_in.unlock", QWidget).isEnabled()
    again.pass_time(timedelta(seconds=3))
    sign_in(again, demo)
