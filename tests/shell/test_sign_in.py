"""The sign-in page and what leads through it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from cantercare_desktop.registers.post.answers import PostRegister
from cantercare_desktop.shell.sign_in.page import Door
from cantercare_desktop.shell.sign_in.recovery_page import RecoveryPage
from cantercare_desktop.shell.sign_in.trouble_page import TroublePage
from cantercare_desktop.vault.problems import DamagedVault, KeyringTrouble
from tests.shell.conftest import Desk, MakeDesk
from tests.support.vaults import PASSWORDS, entries_written, member_id


def test_the_names_are_shown_and_nothing_about_residents(desk: Desk) -> None:
    assert [tile.words.name for tile in desk.page.tiles.tiles] == ["Margaret Okafor", "Priya Nair", "Tom Whitfield"]
    assert desk.page.heading.text() == "Sign in"
    assert desk.program.window.windowTitle() == "Cantercare"


def test_a_name_and_a_password_lead_to_today(desk: Desk) -> None:
    opened = desk.sign_in()

    assert opened.actor.name == "Priya Nair"
    assert opened.page.place == "today"
    assert desk.program.window.page is opened.page
    assert "office.signed_in" in entries_written(opened.vault)


def test_the_window_answers_while_the_password_is_tried(desk: Desk) -> None:
    desk.choose("Priya")
    desk.type_password(PASSWORDS[1])

    assert desk.page.panel.unlock.busy
    assert not desk.page.tiles.isEnabled()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)


def test_a_wrong_password_is_told_kindly_and_the_name_stays_chosen(desk: Desk) -> None:
    desk.choose("Priya")
    desk.type_password("violet drum kettle eight")
    desk.qtbot.waitUntil(lambda: not desk.page.panel.unlock.busy)

    chosen = desk.page.tiles.chosen
    assert desk.page.panel.field.error == "That password is not right. Check Caps Lock and type it again."
    assert chosen is not None
    assert chosen.name == "Priya Nair"
    assert desk.page.panel.password.text() == ""


def test_after_several_wrong_passwords_the_wait_is_counted_down_in_words(desk: Desk) -> None:
    desk.choose("Priya")
    for _ in range(3):
        desk.type_password("violet drum kettle eight")
        desk.qtbot.waitUntil(lambda: not desk.page.panel.unlock.busy)

    assert desk.page.panel.wait.text() == "Try again in 2 seconds."
    assert not desk.page.panel.unlock.isEnabled()
    desk.delay.pass_time(timedelta(seconds=1))
    assert desk.page.panel.wait.text() == "Try again in 1 second."
    desk.delay.pass_time(timedelta(seconds=2))
    assert desk.page.panel.unlock.isEnabled()
    assert desk.sign_in().actor.name == "Priya Nair"


def test_arrow_keys_and_letters_move_between_the_names(desk: Desk) -> None:
    desk.choose("Margaret")
    tiles = desk.page.tiles
    tiles.focus_names()

    QTest.keyClick(tiles.tiles[0], Qt.Key.Key_Right)
    assert tiles.chosen is not None
    assert tiles.chosen.name == "Priya Nair"
    QTest.keyClick(tiles.tiles[1], Qt.Key.Key_T)
    assert tiles.chosen is not None
    assert tiles.chosen.name == "Tom Whitfield"
    QTest.keyClick(tiles.tiles[2], Qt.Key.Key_Home)
    assert tiles.chosen is not None
    assert tiles.chosen.name == "Margaret Okafor"


def test_a_forgotten_password_says_who_can_set_a_new_one(desk: Desk) -> None:
    desk.choose("Priya")
    desk.page.panel.forgot.click()

    assert "Margaret Okafor" in desk.page.panel.note.text()


def test_the_recovery_key_opens_the_records_and_is_written_down(desk: Desk) -> None:
    assert desk.vault is not None
    desk.page.recovery.click()
    page = desk.program.window.page
    assert isinstance(page, RecoveryPage)

    page.line.setText(" ".join(desk.vault.recovery_key.groups).lower())
    page.deed.click()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    assert desk.opened.actor.member == "recovery"
    assert "office.opened_with_recovery_key" in entries_written(desk.opened.vault)


def test_a_mistyped_group_of_the_recovery_key_is_named_and_marked(desk: Desk) -> None:
    assert desk.vault is not None
    desk.page.recovery.click()
    page = desk.program.window.page
    assert isinstance(page, RecoveryPage)
    groups = list(desk.vault.recovery_key.groups)
    groups[3] = groups[3][:-1] + ("2" if groups[3][-1] != "2" else "3")

    page.line.setText(" ".join(groups))
    page.deed.click()

    assert page.field.error is not None
    assert "Group 4" in page.field.error
    assert page.line.selectedText() == groups[3]


def test_a_keyring_that_lost_its_part_leads_to_the_recovery_key(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.vault is not None

    def emptied(_member: str, _password: str) -> object:
        raise KeyringTrouble("emptied")

    desk.program.folder.unlock = emptied  # type: ignore[method-assign, assignment] # the keyring's answer, by hand
    desk.choose("Priya")
    desk.type_password(PASSWORDS[1])
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.page, RecoveryPage))

    page = desk.program.window.page
    assert isinstance(page, RecoveryPage)
    assert page.why.isVisible()


def test_an_empty_vault_file_gets_a_plain_page(desk: Desk) -> None:
    assert desk.vault is not None
    (desk.vault.folder.path / "vault.db").write_bytes(b"")
    desk.choose("Priya")
    desk.type_password(PASSWORDS[1])
    desk.qtbot.waitUntil(lambda: isinstance(desk.program.window.page, TroublePage))

    page = desk.program.window.page
    assert isinstance(page, TroublePage)
    assert page.happened.text() == "The vault's file vault.db is empty."
    assert page.next.text()


def test_an_edited_list_of_names_gets_a_plain_page(desk: Desk) -> None:
    assert desk.vault is not None
    for file in desk.vault.folder.path.glob("vault.json*"):
        file.write_bytes(b"{}")
    desk.program.show_start()

    page = desk.program.window.page
    assert isinstance(page, TroublePage)
    assert "vault.json" in page.happened.text()


def test_last_sign_in_is_shown_with_the_name(desk: Desk) -> None:
    assert desk.vault is not None
    desk.sign_in()
    desk.program.sign_out()
    desk.choose("Priya")

    assert desk.page.panel.last.text() == "Last signed in today 14:20"
    assert member_id(desk.vault.folder, "Priya")


def test_records_that_cannot_be_read_on_coming_in_are_closed_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_asked: object) -> NoReturn:
        raise DamagedVault("a page")

    monkeypatch.setattr(PostRegister, "due", damaged)
    desk.choose("Priya")
    desk.type_password(PASSWORDS[1])
    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)

    assert isinstance(desk.program.window.page, TroublePage)
    assert desk.program.open_house is None
    assert desk.vault is not None
    desk.vault.folder.unlock(member_id(desk.vault.folder, "Priya"), PASSWORDS[1]).close()


def test_a_half_typed_password_does_not_stay_for_whoever_comes_by(desk: Desk) -> None:
    desk.choose("Priya")
    password = desk.page.panel.password
    QTest.keyClicks(password, "heron")
    password.show_words.click()
    desk.delay.pass_time(timedelta(seconds=50))
    QTest.keyClicks(password, "s")
    desk.delay.pass_time(timedelta(seconds=50))
    assert password.text() == "herons"

    desk.delay.pass_time(timedelta(seconds=11))

    assert password.text() == ""
    assert password.echoMode() is QLineEdit.EchoMode.Password


def test_ten_names_stand_there_without_scrolling_and_a_pass_says_its_last_day(desk: Desk) -> None:
    _margaret, priya, tom = desk.program.folder.members()
    staff = [replace(priya, id=f"{at}", name=f"Priya Nair {at}") for at in range(9)]
    trustee = replace(tom, title="Trustee and treasurer", pass_until=date(2026, 12, 21))
    desk.page.show_door(Door([*staff, trustee], desk.clock.now()))
    desk.program.window.resize(1366, 768)
    tiles = desk.page.tiles

    desk.qtbot.waitUntil(lambda: tiles.height() == tiles.sizeHint().height())

    inside = tiles.widget()
    assert inside is not None
    assert inside.minimumSizeHint().height() <= tiles.viewport().height()
    assert tiles.tiles[-1].words.second == "Pass until 21 Dec, Trustee and treasurer"
