"""Set-up, from an empty folder to the first Today."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from cantercare_desktop.office.places import device_secrets, key_file_of
from cantercare_desktop.shell.first_run import FirstRunPage
from cantercare_desktop.shell.set_up.wizard import SetUpPage
from cantercare_desktop.shell.sign_in.trouble_page import TroublePage
from cantercare_desktop.vault.problems import DiskFull, KeyringTrouble
from tests.shell.conftest import Desk, MakeDesk
from tests.support.vaults import MemorySecrets, entries_written


class NoKeyring(MemorySecrets):
    """A computer without a keyring."""

    def write(self, vault_id: str, secret: bytes) -> None:
        raise KeyringTrouble("absent")


def begin(desk: Desk) -> SetUpPage:
    page = desk.program.window.page
    assert isinstance(page, FirstRunPage)
    page.set_up.click()
    set_up = desk.program.window.page
    assert isinstance(set_up, SetUpPage)
    return set_up


def fill_people(page: SetUpPage) -> None:
    page.next.click()
    form = page.people.forms[0]
    form.name.setText("Ruth Adeyemi")
    form.password.setText("lantern orchard pebble nine")
    page.next.click()


def prove_key(page: SetUpPage) -> None:
    card = page.recovery.card
    for number, line in zip(card.asked, card.lines, strict=True):
        line.setText(card.key.groups[number].lower().replace("-", " "))


def test_an_empty_folder_offers_set_up(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True)

    page = desk.program.window.page
    assert isinstance(page, FirstRunPage)
    assert page.set_up.isVisible()


def test_five_steps_make_a_vault_and_lead_to_today(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True)
    page = begin(desk)
    fill_people(page)
    desk.qtbot.waitUntil(page.next.isEnabled)
    page.next.click()
    page.recovery.card.by_hand.click()
    prove_key(page)
    page.next.click()
    page.next.click()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    opened = desk.opened
    assert opened.actor.name == "Ruth Adeyemi"
    assert opened.house.settings.now().profile == "cantercare"
    assert opened.page.place == "today"
    assert {"settings.changed", "office.signed_in"} <= set(entries_written(opened.vault))


def test_the_next_step_stays_shut_until_the_key_was_typed_back(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True)
    page = begin(desk)
    fill_people(page)
    desk.qtbot.waitUntil(page.next.isEnabled)
    page.next.click()

    assert not page.next.isEnabled()
    assert page.reason.text() == "The next step opens when the key is on paper and checked."
    page.recovery.card.by_hand.click()
    page.recovery.card.lines[0].setText("0000-0000")
    assert not page.next.isEnabled()
    prove_key(page)
    assert page.next.isEnabled()


def test_printing_the_key_from_memory_opens_the_boxes(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True)
    page = begin(desk)
    fill_people(page)
    desk.qtbot.waitUntil(page.next.isEnabled)
    page.next.click()
    page.recovery.print.click()
    printing = desk.find("paper.print", QPushButton)
    assert isinstance(printing, QPushButton)

    printing.click()

    assert desk.printer.printed[0].pdf.startswith(b"%PDF")
    assert page.recovery.card.lines[0].isEnabled()


def test_going_back_keeps_what_was_typed_and_writes_nothing(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk(empty=True)
    page = begin(desk)
    fill_people(page)
    page.back.click()

    assert page.people.forms[0].name.text() == "Ruth Adeyemi"
    assert page.people.forms[0].password.text() == "lantern orchard pebble nine"
    assert not (tmp_path / "vault" / "vault.db").exists()


@pytest.mark.parametrize(
    ("password", "says"), [("short", "too short"), ("password1234", "often used"), ("aaaaaaaaaaaaaa", "repeats itself")]
)
def test_a_weak_password_is_refused_beside_its_field(make_desk: MakeDesk, password: str, says: str) -> None:
    page = begin(make_desk(empty=True))
    page.next.click()
    form = page.people.forms[0]
    form.name.setText("Ruth Adeyemi")
    form.password.setText(password)
    page.next.click()

    error = form.form.fields[3].error
    assert error is not None
    assert says in error
    assert page.now == 1


def test_two_people_cannot_have_one_name(make_desk: MakeDesk) -> None:
    page = begin(make_desk(empty=True))
    page.next.click()
    page.people.add.click()
    for form in page.people.forms:
        form.name.setText("Ruth Adeyemi")
        form.password.setText("lantern orchard pebble nine")
    page.next.click()

    assert page.people.forms[1].form.fields[0].error is not None
    assert page.now == 1


def test_without_a_keyring_a_key_file_must_be_chosen_in_so_many_words(make_desk: MakeDesk, tmp_path: Path) -> None:
    def secrets(folder: Path) -> object:
        return device_secrets(folder) if key_file_of(folder).exists() else NoKeyring()

    desk = make_desk(empty=True, secrets=secrets)
    page = begin(desk)
    fill_people(page)
    desk.qtbot.waitUntil(page.computer.key_file.isVisible)
    assert not page.next.isEnabled()

    page.computer.key_file.setChecked(True)
    page.next.click()
    page.recovery.card.by_hand.click()
    prove_key(page)
    page.next.click()
    page.next.click()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    assert key_file_of(tmp_path / "vault").exists()
    assert any(noticed.kind == "key_file" for noticed in desk.opened.vault.noticed)


def test_the_keyboard_comes_to_next_when_the_keyring_works(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True)
    page = begin(desk)
    fill_people(page)

    desk.qtbot.waitUntil(page.next.hasFocus)


def test_the_keyboard_comes_to_the_key_file_where_there_is_no_keyring(make_desk: MakeDesk) -> None:
    desk = make_desk(empty=True, secrets=lambda _folder: NoKeyring())
    page = begin(desk)
    fill_people(page)

    desk.qtbot.waitUntil(page.computer.key_file.hasFocus)


def test_making_the_demo_house_says_how_far_it_is_and_keeps_the_other_ways_shut(make_desk: MakeDesk) -> None:
    going_on = Event()

    def make_demo(_folder: Path, said: Callable[[str, int, int], None]) -> None:
        said("Writing a year of invented post", 25, 100)
        going_on.wait(5)
        raise DiskFull

    desk = make_desk(empty=True, make_demo=make_demo)
    page = desk.program.window.page
    assert isinstance(page, FirstRunPage)
    page.demo.click()
    assert not page.set_up.isEnabled()
    desk.qtbot.waitUntil(lambda: page.how_far.text() == "Writing a year of invented post: 25 %.")
    assert page.bar.isVisible()
    going_on.set()

    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.page, TroublePage))


def test_the_demo_house_says_what_it_is_before_a_name_is_chosen(make_desk: MakeDesk) -> None:
    desk = make_desk(demo_passwords=lambda _folder: {"a": "garden cotton nettle falcon"})

    assert desk.page.heading.text() == "Sign in to the demo house"
    assert "the password is shown" in desk.page.reason.text()


def test_enter_goes_on_from_a_field(make_desk: MakeDesk) -> None:
    page = begin(make_desk(empty=True))
    QTest.keyClick(page.charity, Qt.Key.Key_Return)
    at = page.now
    assert page.steps[at] is page.people
    person = page.people.forms[0]
    person.name.setText("Ruth Adeyemi")
    QTest.keyClick(person.name, Qt.Key.Key_Return)
    assert page.now == at
    person.password.setText("lantern orchard pebble nine")
    QTest.keyClick(person.password, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert page.now == at + 1
