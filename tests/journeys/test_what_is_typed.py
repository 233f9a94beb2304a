"""Names and texts as they come: of any length and script, hostile or merely enormous."""

from __future__ import annotations

from time import perf_counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.fields import TextLine
from tests.journeys.conftest import Drive
from tests.journeys.desk import printed_words, sign_in, take_back
from tests.support.demo_house import DemoCopy
from tests.support.driver import Driver

pytestmark = pytest.mark.journey

CTRL = Qt.KeyboardModifier.ControlModifier
#: A freeze that a person notices, on a machine that does other things beside.
FREEZE_S = 2.0
MEGABYTE = "Nwankwo-Featherstonehaugh " * 40_000


def _paste(driver: Driver, text: str) -> float:
    """Paste where the keyboard is; return how many seconds the window stood still."""
    QApplication.clipboard().setText(text)
    began = perf_counter()
    driver.key(Qt.Key.Key_V, CTRL)
    return perf_counter() - began


def _ask_about_somebody_new(driver: Driver, name: str) -> None:
    driver.click("rail.residents")
    driver.key(Qt.Key.Key_N, CTRL)
    _paste(driver, name)


@pytest.mark.parametrize(
    "name",
    [
        "N" + "a" * 199,
        "فاطمة الزهراء بنت محمد",
        "Zoë 🌻 Ann",
        "<b>Mary</b> & <img src=x onerror=1>",
        "Percy %s %d {0} %(name)s",
        "O'Brien; DROP TABLE persons;--",
    ],
    ids=["200 characters", "right to left", "emoji", "HTML", "percent", "SQL"],
)
def test_whoever_she_is_her_name_goes_from_the_form_to_the_receipt(drive: Drive, demo: DemoCopy, name: str) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    _ask_about_somebody_new(driver, name)
    driver.choose("residents.form.stage.typed", "applicant")
    driver.type("residents.form.applied_on.typed", "1 11 2026")
    driver.key(Qt.Key.Key_Return, CTRL)
    driver.until(lambda: driver.there("residents.record"), driver.words())
    shown = driver.words().replace("\u200b", "").replace("\u2068", "").replace("\u2069", "")
    assert name[:60] in shown
    driver.click("rail.post")
    driver.key(Qt.Key.Key_N, CTRL)
    driver.write(name[:6])
    driver.key(Qt.Key.Key_Return)
    assert driver.get("post.who", PersonPicker).text() == name
    driver.click("post.log_item")
    driver.until(lambda: driver.get("post.who", PersonPicker).text() == "", driver.words())
    (key,) = driver.rows_of("post.list", name[:40])
    driver.click_row("post.list", key, tick=True)
    driver.click("post.hand_over")
    assert _read_as_markup() == []
    driver.resident_screen()
    assert _read_as_markup() == []
    driver.click("resident.mark")
    driver.click("resident.sign")
    take_back(driver, demo)
    driver.click_message_deed()
    driver.click("paper.print")
    words = printed_words(driver).replace(" ", "")
    assert not name.isascii() or name[:40].replace(" ", "") in words


def _read_as_markup() -> list[str]:
    """Return what a label that can be seen would take for markup."""
    labels = [each for each in QApplication.allWidgets() if isinstance(each, QLabel) and each.isVisible()]
    marked = [each.text() for each in labels if each.textFormat() != Qt.TextFormat.PlainText]
    return [text for text in marked if "<b>" in text or "<img" in text]


def test_a_character_that_no_record_can_hold_is_refused_in_words(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    _ask_about_somebody_new(driver, "Mar\0ia Nowak")
    assert driver.get("residents.form.legal_name.typed", TextLine).text() == "Maria Nowak"
    assert "It had a character that cannot be kept. The character is left out." in driver.words()


@pytest.mark.parametrize("field", ["legal_name", "post_warning"])
def test_a_megabyte_pasted_into_a_form_stops_nobody(drive: Drive, demo: DemoCopy, field: str) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    _ask_about_somebody_new(driver, "")
    driver.tab_to(f"residents.form.{field}.typed")
    assert _paste(driver, MEGABYTE) < FREEZE_S
    assert "That was too long. The first" in driver.words()
    driver.key(Qt.Key.Key_Backspace)
    assert driver.there("bar.lock")


@pytest.mark.parametrize("field", ["post.who", "post.carrier", "post.note", "post.tracking"])
def test_a_megabyte_pasted_into_the_fast_row_stops_nobody(drive: Drive, demo: DemoCopy, field: str) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.post")
    driver.click("post.more_fields")
    driver.tab_to(field)
    assert _paste(driver, MEGABYTE) < FREEZE_S
    assert "That was too long. The first" in driver.words()
    driver.key(Qt.Key.Key_Return)
    assert driver.there("bar.lock")
