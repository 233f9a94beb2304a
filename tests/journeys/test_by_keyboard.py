"""From an empty folder to a printed receipt with the keyboard alone: no mouse, no shortcut past the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.journeys.conftest import Drive
from tests.journeys.desk import groups_on
from tests.paper.reading import read_by_pdfium
from tests.support.driver import Driver

pytestmark = pytest.mark.journey

RUTH = ("Ruth Adeyemi", "Data Manager", "lantern orchard pebble nine")
PRIYA = ("Priya Nair", "Support worker", "violet drum kettle seven")
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
KINDS = ("letter", "large letter", "parcel")


def test_from_an_empty_folder_to_a_printed_receipt(drive: Drive, tmp_path: Path) -> None:
    driver = drive(tmp_path / "house")
    _set_up(driver)
    _sign_in(driver)
    _add_people(driver)
    _count_the_box(driver)
    _log_three(driver)
    _hand_over(driver)
    _print_the_receipt(driver)
    _lock(driver)


def _set_up(driver: Driver) -> None:
    assert driver.focus().objectName() == "first_run.set_up"
    driver.key(Qt.Key.Key_Return)
    driver.tab_and_press("set_up.next")
    for number, (name, title, password) in enumerate((RUTH, PRIYA), start=1):
        if number > 1:
            driver.tab_and_press("set_up.add_person")
        assert driver.focus().objectName() == f"set_up.person.{number}.name"
        driver.write(name)
        driver.tab_and_write(f"set_up.person.{number}.title", title)
        driver.tab_and_write(f"set_up.person.{number}.password", password)
    driver.tab_and_press("set_up.next")
    driver.until(lambda: "The keyring works." in driver.words())
    driver.tab_and_press("set_up.next")
    driver.tab_and_press("set_up.print_key")
    driver.get("paper.print", QWidget)
    driver.key(Qt.Key.Key_Return, CTRL)
    (paper,) = driver.hands.printed
    groups = groups_on(paper)
    assert len(groups) == 6, groups
    driver.key(Qt.Key.Key_Escape)
    for _ in range(2):
        asked = int(driver.focus().objectName().removeprefix("recovery_key.typed."))
        driver.write(groups[asked - 1].lower())
        driver.key(Qt.Key.Key_Tab)
    driver.tab_and_press("set_up.next")
    assert "Cantercare" in driver.words()
    driver.tab_and_press("set_up.next")
    driver.until(lambda: driver.there("bar.lock"), "the vault was not made")
    assert driver.there("rail.today")


def _sign_in(driver: Driver) -> None:
    """Ruth made the vault; Priya does the work."""
    driver.key(Qt.Key.Key_L, CTRL)
    driver.until(lambda: driver.there("sign_in.password"))
    driver.key(Qt.Key.Key_Tab, SHIFT)
    driver.write("p")
    assert driver.focus().accessibleName().startswith(PRIYA[0])
    driver.key(Qt.Key.Key_Return)
    driver.write(PRIYA[2])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "Priya was not let in")


def _add_people(driver: Driver) -> None:
    driver.key(Qt.Key.Key_2, CTRL)
    for name, born in (("Tsion Bekele", "17 5 2004"), ("Leila Haddadi", "30 9 2005")):
        driver.key(Qt.Key.Key_N, CTRL)
        assert driver.focus().objectName() == "residents.form.legal_name.typed"
        driver.write(name)
        driver.tab_and_write("residents.form.born_on.typed", born)
        driver.tab_to("residents.form.room.typed")
        driver.key(Qt.Key.Key_Down)
        driver.tab_and_write("residents.form.moved_in_on.typed", "9 1 2026")
        driver.key(Qt.Key.Key_Return, CTRL)
        driver.until(lambda: driver.there("residents.record"), f"{name} was not saved")
    driver.tab_and_press("residents.record.deed.add_child")
    driver.write("Sami Haddadi")
    driver.tab_and_write("residents.form.born_on.typed", "2 8 2026")
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: driver.there("residents.record"))
    assert "Sami Haddadi" in driver.words()


def _count_the_box(driver: Driver) -> None:
    driver.key(Qt.Key.Key_3, CTRL)
    driver.tab_and_press("post.count_box")
    assert driver.focus().objectName() == "post.box_form.number"
    driver.write("3")
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: "3 came out, 0 logged, 3 still to log" in driver.words(), "the count is not shown")


def _log_three(driver: Driver) -> None:
    driver.key(Qt.Key.Key_N, CTRL)
    for number, (kind, still) in enumerate(zip(KINDS, ("2 items", "1 item", ""), strict=True)):
        assert driver.focus().objectName() == "post.who"
        driver.write("lei")
        driver.key(Qt.Key.Key_Return)
        assert driver.focus().objectName() == "post.kind"
        driver.key(Qt.Key.Key_Down, times=number)
        driver.key(Qt.Key.Key_Return)
        driver.key(Qt.Key.Key_Return)
        driver.until(lambda says=f"Logged: {kind} for Leila Haddadi": says in driver.words(), driver.words())  # type: ignore[misc] # bound now
        assert not still or f"{still} from the box still to log." in driver.words()


def _hand_over(driver: Driver) -> None:
    driver.tab_to("post.list")
    driver.key(Qt.Key.Key_Home)
    for _ in range(3):
        driver.key(Qt.Key.Key_Space)
        driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.resident_screen()
    driver.tab_and_press("resident.mark")
    driver.tab_and_press("resident.sign")
    driver.until(lambda: driver.there("resident.password"))
    driver.write(PRIYA[2])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "the screen was not given back")


def _print_the_receipt(driver: Driver) -> None:
    driver.tab_and_press("message.deed")
    driver.get("paper.print", QWidget)
    driver.key(Qt.Key.Key_Return, CTRL)
    receipt = driver.hands.printed[-1]
    words = " ".join(" ".join(read_by_pdfium(receipt.pdf)).split())
    assert words.count("Leila Haddadi") >= 1
    for kind in KINDS:
        assert kind in words.casefold()
    driver.key(Qt.Key.Key_Escape)
    assert driver.there("post.list")


def _lock(driver: Driver) -> None:
    driver.key(Qt.Key.Key_L, CTRL)
    driver.until(lambda: driver.there("sign_in.password"))
    assert "Haddadi" not in driver.words()
