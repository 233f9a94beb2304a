"""Settings: who signs in, passwords, the recovery key, the lock, the log."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.shell.open_house import OpenHouse
from cantercare_desktop.shell.settings.own import PasswordSection, ScreenSection
from cantercare_desktop.shell.settings.records import RecordsSection
from cantercare_desktop.shell.settings.screen import SettingsScreen
from cantercare_desktop.shell.settings.staff import StaffSection, second_line
from cantercare_desktop.vault.keys import Argon2Cost, Member, Role
from tests.shell.conftest import Desk
from tests.support.vaults import PASSWORDS, entries_written


def settings_of(opened: OpenHouse) -> SettingsScreen:
    screen = opened.page.go_to("settings")
    assert isinstance(screen, SettingsScreen)
    return screen


def test_the_data_manager_adds_somebody_who_can_then_sign_in(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("staff")
    assert isinstance(section, StaffSection)
    section.add.click()
    section.person.setText("Siobhan Kelly")
    section.password.setText("copper window thistle two")
    section.save.click()
    desk.qtbot.waitUntil(lambda: not section.save.busy)

    assert "staff.added" in entries_written(opened.vault)
    desk.program.sign_out()
    assert desk.sign_in("Siobhan", "copper window thistle two").actor.name == "Siobhan Kelly"


def test_staff_are_told_who_looks_after_the_names(desk: Desk) -> None:
    section = settings_of(desk.sign_in()).section("staff")
    assert isinstance(section, StaffSection)

    assert section.why_not.text() == "The Data Manager adds and changes people."
    assert not section.form_card.isVisibleTo(section)


def test_a_trustee_needs_a_last_day(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("staff")
    assert isinstance(section, StaffSection)
    section.add.click()
    section.person.setText("Anil Shah")
    section.role.choose("trustee")
    section.show_pass()
    section.password.setText("copper window thistle two")
    section.save.click()
    desk.qtbot.waitUntil(lambda: not section.save.busy)
    assert section.pass_field.error == "A trustee needs a pass with a last day. Choose the day."

    section.pass_until.show_date(london_date(desk.clock.now()) + timedelta(days=7))
    section.save.click()
    desk.qtbot.waitUntil(lambda: not section.save.busy)
    assert any(each.name == "Anil Shah" for each in opened.house.staff.members())


def test_somebody_who_leaves_cannot_sign_in_any_more(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("staff")
    assert isinstance(section, StaffSection)
    section.list.choose(next(each.id for each in opened.house.staff.members() if each.name == "Priya Nair"))
    section.disable.click()
    desk.qtbot.waitUntil(lambda: not section.disable.busy)
    assert section.leaving_form.fields[0].error is not None

    section.reason.setText("last day today")
    section.disable.click()
    desk.qtbot.waitUntil(lambda: not section.disable.busy)

    assert [each.name for each in opened.house.staff.left()] == ["Priya Nair"]
    desk.program.sign_out()
    assert "Priya Nair" not in [tile.words.name for tile in desk.page.tiles.tiles]


def test_one_changes_her_own_password_with_the_old_one(desk: Desk) -> None:
    section = settings_of(desk.sign_in()).section("password")
    assert isinstance(section, PasswordSection)
    section.old.setText("not this one at all")
    section.new.setText("copper window thistle two")
    section.change.click()
    desk.qtbot.waitUntil(lambda: not section.change.busy)
    assert section.form.fields[0].error == "That is not your password now. Type it again."

    section.old.setText(PASSWORDS[1])
    section.change.click()
    desk.qtbot.waitUntil(lambda: not section.change.busy)

    desk.program.sign_out()
    assert desk.sign_in("Priya", "copper window thistle two").actor.name == "Priya Nair"


def test_the_minutes_of_the_lock_hold_at_once(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("screen")
    assert isinstance(section, ScreenSection)
    section.minutes.choose("2")
    section.minutes.option_chosen.emit("2")

    desk.delay.pass_time(timedelta(minutes=2, seconds=5))

    assert desk.program.open_house is None


def test_staff_cannot_change_the_minutes_of_the_lock(desk: Desk) -> None:
    section = settings_of(desk.sign_in()).section("screen")
    assert isinstance(section, ScreenSection)

    assert not section.minutes.isEnabled()
    assert section.why_not.text() == "The Data Manager chooses the minutes."


def test_the_log_is_checked_on_a_thread_and_found_whole(desk: Desk) -> None:
    section = settings_of(desk.sign_in()).section("records")
    assert isinstance(section, RecordsSection)
    section.check_log.click()
    desk.qtbot.waitUntil(lambda: bool(section.log_result.text()))

    assert section.log_result.text().endswith("entries are as they were written. None is missing.")


def test_a_new_recovery_key_is_typed_back_and_then_put_away(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("records")
    assert isinstance(section, RecordsSection)
    section.new_key.click()
    card = section.key_card
    assert card is not None

    card.by_hand.click()
    assert not section.key_done.isEnabled()
    for number, line in zip(card.asked, card.lines, strict=True):
        line.setText(card.key.groups[number])
    assert "vault.recovery_key_renewed" not in entries_written(opened.vault)
    section.key_done.click()
    desk.qtbot.waitUntil(lambda: section.key_card is None)

    assert "staff.recovery_key_made" in entries_written(opened.vault)
    assert section.new_key.isEnabled()


def test_a_lock_before_the_new_recovery_key_was_typed_back_leaves_the_old_one(desk: Desk) -> None:
    section = settings_of(desk.sign_in("Margaret", PASSWORDS[0])).section("records")
    assert isinstance(section, RecordsSection)
    section.new_key.click()

    desk.program.lock("by hand")
    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)

    assert section.key_card is None
    assert desk.vault is not None
    desk.vault.folder.unlock_with_recovery(desk.vault.recovery_key).close()


def test_whoever_has_no_printer_to_hand_keeps_the_old_recovery_key(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("records")
    assert isinstance(section, RecordsSection)
    section.new_key.click()
    assert not section.new_key.isEnabled()

    section.key_kept.click()

    assert section.key_card is None
    assert section.new_key.isEnabled()
    assert "vault.recovery_key_renewed" not in entries_written(opened.vault)


def test_settings_name_the_languages_that_no_speaker_has_checked(desk: Desk) -> None:
    opened = desk.sign_in()
    section = settings_of(opened).section("about")

    unchecked = [book.name for book in opened.house.languages.unchecked()]
    text = " ".join(label.text() for label in section.findChildren(QLabel))
    assert unchecked
    assert f"Not checked yet {', '.join(unchecked)}" in text
    assert "No speaker has read these words yet." in text


@pytest.mark.parametrize(
    ("title", "role", "says"),
    [
        ("Staff, nights", "staff", "Staff, nights"),
        ("House manager", "staff", "House manager"),
        ("Data Manager", "data_manager", "Data Manager"),
        ("Deputy", "data_manager", "Deputy, Data Manager"),
        ("", "staff", "Staff"),
    ],
)
def test_a_role_is_not_said_twice(title: str, role: Role, says: str) -> None:
    member = Member("a1", "Denise Carter", role, title, None, None, Argon2Cost.FLOOR)

    assert second_line(member) == says


def test_a_half_changed_card_of_staff_comes_back(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("staff")
    assert isinstance(section, StaffSection)
    ids = {each.name: each.id for each in opened.house.staff.members()}
    section.list.choose(ids["Priya Nair"])
    section.job.setText("Deputy manager")

    section.list.choose(ids["Margaret Okafor"])
    assert section.job.text() != "Deputy manager"
    settings_of(opened).section("screen")
    settings_of(opened).section("staff")
    section.list.choose(ids["Priya Nair"])
    assert section.job.text() == "Deputy manager"
    assert section.unsaved.text() == "What was changed here is not saved yet."

    desk.program.lock("by hand")
    desk.type_password(PASSWORDS[0])
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)
    again = settings_of(desk.opened).section("staff")
    assert isinstance(again, StaffSection)
    assert (again.person.text(), again.job.text()) == ("Priya Nair", "Deputy manager")

    settings_of(desk.opened).primary_deed()
    assert {each.name: each.title for each in desk.opened.house.staff.members()}["Priya Nair"] == "Deputy manager"
    assert settings_of(desk.opened).draft() is None


def test_enter_adds_somebody_and_hides_her_password(desk: Desk) -> None:
    opened = desk.sign_in("Margaret", PASSWORDS[0])
    section = settings_of(opened).section("staff")
    assert isinstance(section, StaffSection)
    section.add.click()
    section.person.setText("Anil Shah")
    section.password.setText("basket meadow copper wharf")
    section.password.show_words.click()
    desk.qtbot.waitUntil(section.password.hasFocus)

    QTest.keyClick(section.password, Qt.Key.Key_Return)

    assert section.save.busy
    assert section.password.echoMode() is QLineEdit.EchoMode.Password
    focus = QApplication.focusWidget()
    assert focus is not None
    assert section is focus or section.isAncestorOf(focus)
    desk.qtbot.waitUntil(lambda: any(each.name == "Anil Shah" for each in opened.house.staff.members()))
    desk.qtbot.waitUntil(lambda: not section.save.busy)
