"""Wherever one was when the records lock, not a word of anybody is left: not in a hidden widget, model or clipboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cantercare_desktop.ui.tables import RowList
from tests.journeys.conftest import Drive
from tests.journeys.desk import AMARA, hand_to, names_left, sign_in, strangers_seen
from tests.support.demo_house import DemoCopy
from tests.support.driver import Driver

pytestmark = pytest.mark.journey

CTRL = Qt.KeyboardModifier.ControlModifier


def _on_today(driver: Driver) -> None:
    driver.click("rail.today")


def _on_a_record(driver: Driver) -> None:
    driver.click("rail.residents")
    people = driver.get("residents.list", RowList)
    people.setFocus()
    driver.key(Qt.Key.Key_Home)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("residents.record"), "no record was opened")


def _in_a_form(driver: Driver) -> None:
    _on_a_record(driver)
    driver.click("residents.record.deed.change")
    driver.write("Haddadi")


def _in_the_search(driver: Driver) -> None:
    driver.key(Qt.Key.Key_K, CTRL)
    driver.write("amar")
    driver.pass_time(timedelta(seconds=1))


def _in_the_fast_row(driver: Driver) -> None:
    driver.click("rail.post")
    driver.type("post.who", "a")
    driver.key(Qt.Key.Key_Down)


def _on_an_item(driver: Driver) -> None:
    driver.click("rail.post")
    driver.click_row("post.list", driver.rows_of("post.list", AMARA)[0])


def _in_a_deed(driver: Driver) -> None:
    _on_an_item(driver)
    driver.click("post.deed.return")


def _on_a_message(driver: Driver) -> None:
    driver.click("rail.post")
    driver.type("post.who", "lei")
    driver.key(Qt.Key.Key_Return, times=3)
    driver.until(lambda: driver.there("message.deed"), "nothing was said")


def _on_a_paper(driver: Driver) -> None:
    driver.click("rail.post")
    driver.click("post.papers_button")
    driver.click("post.papers.deed")
    driver.until(lambda: driver.there("paper.print"), "no paper was shown")


def _with_a_copy(driver: Driver) -> None:
    driver.click("rail.post")
    driver.type("post.who", "Amara Okafor")
    driver.key(Qt.Key.Key_A, CTRL)
    driver.key(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == AMARA


def _in_a_menu(driver: Driver) -> None:
    _on_a_record(driver)
    driver.click("bar.who")


def _on_the_resident_screen(driver: Driver) -> None:
    hand_to(driver, AMARA)


@pytest.mark.parametrize(
    "go",
    [
        _on_today,
        _on_a_record,
        _in_a_form,
        _in_the_search,
        _in_the_fast_row,
        _on_an_item,
        _in_a_deed,
        _on_a_message,
        _on_a_paper,
        _with_a_copy,
        _in_a_menu,
        _on_the_resident_screen,
    ],
)
def test_locking_leaves_nobodys_name_anywhere(drive: Drive, demo: DemoCopy, go: Callable[[Driver], None]) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    go(driver)
    assert names_left() != {}
    driver.lock_the_computer()
    driver.until(lambda: driver.there("sign_in.password"), "it did not lock")
    driver.settle()
    assert strangers_seen(driver) == set()
    assert names_left() == {}
    sign_in(driver, demo)


def test_while_she_has_the_screen_no_window_names_anybody_else(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.residents")
    hand_to(driver, AMARA)
    seen = driver.words()
    assert "Amara" in seen
    assert strangers_seen(driver, her="Amara") == set()
    titles = [top.windowTitle() for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert not any(name in title for title in titles for name in ("Amara", "Okafor", "Priya"))
