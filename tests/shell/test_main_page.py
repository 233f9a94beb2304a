"""The open house: rail, search, Today, keys, drafts, help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.shell.steps import Steps
from cantercare_desktop.ui.frame import Message
from cantercare_desktop.vault.keys import Role
from tests.shell.conftest import Desk
from tests.support.vaults import PASSWORDS


def test_the_rail_shows_only_registers_that_exist(desk: Desk) -> None:
    opened = desk.sign_in()

    assert [item.text() for item in opened.page.rail.items] == ["Today", "Residents", "Post", "Settings"]


def test_the_back_up_chip_says_that_there_is_none(desk: Desk) -> None:
    assert desk.sign_in().page.bar.chip.words.text == "No back-up yet"


def test_keys_lead_through_the_places(desk: Desk) -> None:
    opened = desk.sign_in()
    window = desk.program.window
    control = Qt.KeyboardModifier.ControlModifier

    QTest.keyClick(window, Qt.Key.Key_3, control)
    assert opened.page.place == "post"
    QTest.keyClick(window, Qt.Key.Key_1, control)
    assert opened.page.place == "today"
    QTest.keyClick(window, Qt.Key.Key_K, control)
    assert opened.page.search.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_L, control)
    assert desk.program.open_house is None


def test_f1_explains_the_page_and_esc_goes_back(desk: Desk) -> None:
    opened = desk.sign_in()
    QTest.keyClick(desk.program.window, Qt.Key.Key_F1)
    help_page = opened.page.pages.currentWidget()
    assert help_page is not None
    assert help_page.objectName() == "help"

    QTest.keyClick(help_page, Qt.Key.Key_Escape)

    assert opened.page.place == "today"


def test_esc_closes_the_message_that_is_shown(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.frame.tell(Message("due", "The printer did not answer.", "The list is not lost."))

    QTest.keyClick(opened.page, Qt.Key.Key_Escape)

    assert opened.messages.shown is None


def test_searching_for_nobody_says_so_and_what_to_try(desk: Desk) -> None:
    opened = desk.sign_in()
    QTest.keyClicks(opened.page.search, "zzz")
    desk.delay.pass_time(timedelta(seconds=1))

    found = opened.page.search.found
    assert found is not None
    assert "Nothing is found for “zzz”" in found.nothing.text()
    QTest.keyClick(opened.page.search, Qt.Key.Key_Escape)
    assert opened.page.search.found is None


def test_a_house_without_anything_due_says_so(desk: Desk) -> None:
    opened = desk.sign_in()
    nothing = opened.page.findChild(QPushButton, "today.first_deed")

    assert nothing is not None
    assert nothing.text() == "Log post"
    assert opened.page.screen_shown is not None


def test_the_list_of_today_is_printed_from_memory(desk: Desk) -> None:
    opened = desk.sign_in()
    printing = desk.find("today.print", QPushButton)
    assert isinstance(printing, QPushButton)
    printing.click()
    view_print = desk.find("paper.print", QPushButton)
    assert isinstance(view_print, QPushButton)

    view_print.click()

    assert [paper.title for paper in desk.printer.printed] == ["What is due today"]
    assert opened.messages.shown is not None


def test_drafts_wait_for_the_same_person_only(desk: Desk) -> None:
    opened = desk.sign_in()
    screen = opened.page.go_to("residents")
    assert screen is not None
    screen.draft = lambda: {"name": "Amara"}  # type: ignore[method-assign] # what a half-typed form gives
    opened.page.go_to("today")
    desk.program.lock("by hand")

    other = desk.sign_in("Margaret", PASSWORDS[0])
    assert other.page.drafts(Steps()) == {}
    desk.program.lock("by hand")
    again = desk.sign_in()
    assert again.page.drafts(Steps()) == {"residents": {"name": "Amara"}}


@pytest.mark.parametrize("width", [1366, 1024, 800])
def test_the_page_fits_the_width_of_the_window(desk: Desk, width: int) -> None:
    opened = desk.sign_in()
    desk.program.window.resize(width, 600)
    desk.qtbot.waitUntil(lambda: opened.page.width() == width)

    assert opened.page.minimumSizeHint().width() <= width


def test_a_trustee_neither_sees_nor_finds_post(desk: Desk) -> None:
    opened = desk.sign_in("Tom", PASSWORDS[2])

    assert [register.name for register in opened.house.registers] == ["residents"]
    assert "Post" not in [item.text() for item in opened.page.rail.items]


def test_a_register_that_does_not_say_who_may_read_it_is_on_nobodys_today(desk: Desk) -> None:
    class Unsaid(ResidentsRegister):
        name = "incidents"
        permissions: Mapping[str, frozenset[Role]] = {}

    house = desk.sign_in("Margaret", PASSWORDS[0]).house
    house.office.take_up([Unsaid(house.office.policy)])

    assert [register.name for register in house.registers] == ["residents", "post"]


def focused() -> str:
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.objectName()


def test_the_keyboard_begins_where_the_work_of_a_page_begins(desk: Desk) -> None:
    opened = desk.sign_in()
    desk.qtbot.waitUntil(desk.program.window.isActiveWindow)
    assert focused() == "today.first_deed"  # nothing waits

    QTest.keyClick(opened.page, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert opened.page.place == "post"
    assert focused() == "post.who"

    QTest.keyClick(opened.page, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert focused() == "residents.search"
    QTest.keyClick(opened.page, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)

    QTest.keyClick(opened.page, Qt.Key.Key_F1)
    assert focused() != "post.who"
    help_page = opened.page.pages.currentWidget()
    assert help_page is not None
    QTest.keyClick(help_page, Qt.Key.Key_Escape)
    assert focused() == "post.who"


def test_an_unlocked_draft_has_the_keyboard_in_its_field(desk: Desk) -> None:
    post = desk.sign_in().page.go_to("post")
    assert post is not None
    desk.find("post.papers_button", QPushButton).click()  # type: ignore[attr-defined] # it is a button
    desk.program.lock("by hand")

    desk.type_password(PASSWORDS[1])
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    assert desk.opened.page.place == "post"
    assert focused().startswith("post.papers.")


def test_a_trustees_today_does_not_say_that_nothing_waits(desk: Desk) -> None:
    desk.sign_in("Tom", PASSWORDS[2])

    words = {label.text() for label in desk.find("today.nothing").findChildren(QLabel)}
    assert "Nothing that your role may see" in words
    assert "Nothing waits today" not in words
