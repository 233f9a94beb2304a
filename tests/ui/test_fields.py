"""Typing: what is taken, what is refused in words, and that nothing typed is ever lost."""

from __future__ import annotations

import time
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.choices import Choice, Option, Radio, Tick
from cantercare_desktop.ui.dates import BadDateError, DateLine, read_date
from cantercare_desktop.ui.fields import Field, PasswordLine, TextBlock, TextLine
from cantercare_desktop.ui.forms import Form, needed
from cantercare_desktop.ui.layouts import Scrolling

TODAY = date(2026, 11, 21)
MEGABYTE = "ሀ" * 1_000_000


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    room = QWidget()
    qtbot.addWidget(room)
    column = QVBoxLayout(room)
    for widget in widgets:
        column.addWidget(widget)
    room.show()
    return room


@pytest.mark.parametrize(
    "name", ["Tsion Bekele", "ليلى حدّاد", "ፅዮን በቀለ", "🙂", "<script>alert(1)</script>", "%s %n", "O’Brien"]
)
def test_a_name_in_any_script_is_taken_as_it_is(qtbot: QtBot, look: object, name: str) -> None:
    line = TextLine(name="name")
    qtbot.addWidget(line)
    line.insert(name)
    assert line.text() == name


def test_a_megabyte_pasted_into_a_line_is_cut_at_once_and_said(qtbot: QtBot, look: object) -> None:
    line = TextLine(name="name")
    field = Field("Name", line, name="name_field")
    room = shown(qtbot, field)
    QGuiApplication.clipboard().setText(MEGABYTE)
    began = time.perf_counter()
    line.paste()
    assert time.perf_counter() - began < 0.5
    assert line.text() == "ሀ" * 200
    assert field.under.text() == "That was too long. The first 200 characters are kept."
    assert room.isVisible()


def test_a_megabyte_pasted_into_a_block_is_cut_at_once_and_said(qtbot: QtBot, look: object) -> None:
    block = TextBlock(name="why", longest=2_000)
    field = Field("Why", block, name="why_field")
    room = shown(qtbot, field)
    pasted = QMimeData()
    pasted.setText(MEGABYTE)
    began = time.perf_counter()
    block.insertFromMimeData(pasted)
    assert time.perf_counter() - began < 0.5
    assert len(block.toPlainText()) == 2_000
    assert "The first 2,000 characters are kept." in field.under.text()
    QTest.keyClicks(block, "abc")
    assert len(block.toPlainText()) == 2_000
    assert room.isVisible()


def test_a_character_no_record_can_hold_is_left_out_and_said(qtbot: QtBot, look: object) -> None:
    line = TextLine(name="name")
    field = Field("Name", line, name="name_field")
    room = shown(qtbot, field)
    line.insert("Amara\x00Okafor")
    assert line.text() == "AmaraOkafor"
    assert "cannot be kept" in field.under.text()
    block = TextBlock(name="why")
    pasted = QMimeData()
    pasted.setText("One\x00\r\ntwo")
    block.insertFromMimeData(pasted)
    assert block.toPlainText() == "One\ntwo"
    assert room.isVisible()


def test_an_error_stands_under_its_field_and_goes_when_the_text_changes(qtbot: QtBot, look: object) -> None:
    line = TextLine(name="due")
    field = Field("Due back", line, name="due_field", hint="A time today")
    room = shown(qtbot, field)
    field.show_error("A file goes back the same day. Choose a time today.")
    assert line.property("bad") is True
    assert field.under.text() == line.accessibleDescription() == "A file goes back the same day. Choose a time today."
    QTest.keyClicks(line, "1")
    assert field.error is None
    assert field.under.text() == "A time today"
    assert room.isVisible()


def test_a_form_goes_to_the_first_bad_field_and_keeps_what_was_typed(qtbot: QtBot, look: object) -> None:
    who, where = TextLine(name="who"), TextLine(name="where")
    who_field = Field("Who", who, name="post.who", check=needed(who.text, "Say who it is for."))
    where_field = Field("Where", where, name="post.where", check=needed(where.text, "Say where it is."))
    room = shown(qtbot, who_field, where_field)
    who.setText("Leila")
    form = Form([who_field, where_field])
    assert not form.is_good()
    qtbot.waitUntil(where.hasFocus)
    assert where_field.error == "Say where it is."
    assert who.text() == "Leila"
    where.setText("Drawer A")
    assert form.is_good()
    assert form.show_errors({"post.who": "She has left."})
    assert who_field.error == "She has left."
    assert not form.show_errors({"elsewhere": "Something else."})
    assert room.isVisible()


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("21 11 2026", TODAY),
        ("21/11/2026", TODAY),
        ("21.11.2026", TODAY),
        ("21-11-2026", TODAY),
        ("21 Nov 2026", TODAY),
        ("Sat 21st November 2026", TODAY),
        ("  today ", TODAY),
        ("Yesterday", date(2026, 11, 20)),
        ("29 2 2028", date(2028, 2, 29)),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(typed: str, means: date | None) -> None:
    assert read_date(typed, TODAY) == means


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("soon", "Write the day, the month and the year"),
        ("30 2 2026", "February 2026 has no day 30."),
        ("11 21 2026", "There is no month 21."),
        ("21 11 26", "Write the year with four figures"),
        ("21 11 1026", "too long ago"),
        ("x y 2026", "in figures"),
        ("٢١ 11 2026", "in figures"),
        ("9" * 5_000, "Write the day"),
    ],
)
def test_what_is_no_date_is_refused_in_plain_words(typed: str, says: str) -> None:
    with pytest.raises(BadDateError, match=says):
        read_date(typed, TODAY)


def test_a_date_that_is_understood_stands_whole_beside_what_was_typed(qtbot: QtBot, look: object) -> None:
    line = DateLine(name="when", today=lambda: TODAY)
    qtbot.addWidget(line)
    QTest.keyClicks(line, "24 11 2026")
    assert line.day() == date(2026, 11, 24)
    assert line.aside == "Tuesday 24 November 2026"
    QTest.keyClicks(line, "x")
    assert line.aside == ""
    assert line.trouble() is not None


def test_the_password_can_be_shown_and_caps_lock_is_noticed(qtbot: QtBot, look: object) -> None:
    line = PasswordLine(name="password")
    field = Field("Your password", line, name="password_field")
    room = shown(qtbot, field)
    line.setFocus()
    typed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
    QGuiApplication.sendEvent(line, typed)
    assert field.under.text() == "Caps Lock is on."
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert field.under.text() == ""
    assert line.echoMode() == PasswordLine.EchoMode.Password
    QTest.mouseClick(line.show_words, Qt.MouseButton.LeftButton)
    assert line.echoMode() == PasswordLine.EchoMode.Normal
    line.hide_words()
    assert line.echoMode() == PasswordLine.EchoMode.Password
    assert room.isVisible()


def test_a_pasted_mark_that_turns_words_round_is_left_out_and_said(qtbot: QtBot, look: object) -> None:
    line = TextLine(name="name")
    field = Field("Name", line, name="name_field")
    room = shown(qtbot, field)
    QGuiApplication.clipboard().setText("\u202aAmara\u202e rofakO\u202c")
    line.paste()
    assert line.text() == "Amara rofakO"
    assert field.under.text() == "It had a character that cannot be kept. The character is left out."
    assert room.isVisible()


@pytest.mark.parametrize("typed_under", ["dots", "letters"])
def test_a_password_that_was_taken_cannot_be_brought_back_by_undoing(
    qtbot: QtBot, look: object, typed_under: str
) -> None:
    line = PasswordLine(name="password")
    room = shown(qtbot, line)
    line.setFocus()
    QTest.keyClicks(line, "lantern orchard pebble nine")
    if typed_under == "letters":
        line.show_words.click()
    line.clear()
    line.hide_words()
    line.show_words.click()
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert not line.isUndoAvailable()
    assert room.isVisible()


def test_showing_a_password_shows_only_what_stands_there_now(qtbot: QtBot, look: object) -> None:
    line = PasswordLine(name="password")
    room = shown(qtbot, line)
    line.setFocus()
    QTest.keyClicks(line, "lantern orchard")
    line.selectAll()
    QTest.keyClicks(line, "x")
    line.show_words.click()
    assert line.text() == "x"
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "x"
    assert room.isVisible()


def test_a_choice_jumps_to_letters_and_tells_only_what_a_person_chose(qtbot: QtBot, look: object) -> None:
    choice = Choice([Option("letter", "Letter", "mail"), Option("parcel", "Parcel", "parcel")], name="kind")
    qtbot.addWidget(choice)
    choice.show()
    choice.choose("letter")
    with qtbot.waitSignal(choice.option_chosen) as told:
        QTest.keyClicks(choice, "pa")
    assert told.args == ["parcel"]
    assert choice.chosen == "parcel"
    choice.offer([Option("card", "Card to collect"), Option("parcel", "Parcel")])
    assert choice.chosen == "parcel"
    choice.offer([Option("card", "Card to collect")])
    assert choice.chosen == ""
    assert not choice.grab().isNull()


def test_a_free_choice_takes_another_text_as_well(qtbot: QtBot, look: object) -> None:
    choice = Choice([Option("a", "Drawer A"), Option("2", "Cupboard 2")], name="where", free=True)
    qtbot.addWidget(choice)
    choice.show()
    line = choice.lineEdit()
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "The safe")
    assert choice.text == "The safe"
    assert choice.chosen == ""
    line.selectAll()
    QTest.keyClicks(line, "cupboard 2")
    assert choice.chosen == "2"


def test_ticks_and_radios_are_used_by_keyboard(qtbot: QtBot, look: object) -> None:
    tick, radio = Tick("Sensitive", name="sensitive"), Radio("By post", name="by_post")
    room = shown(qtbot, tick, radio)
    QTest.keyClick(tick, Qt.Key.Key_Space)
    QTest.keyClick(radio, Qt.Key.Key_Space)
    assert tick.isChecked()
    assert radio.isChecked()
    assert not room.grab().isNull()


@pytest.mark.parametrize("free", [False, True])
@pytest.mark.parametrize("with_keyboard", [False, True])
def test_the_wheel_scrolls_the_page_and_chooses_nothing(
    qtbot: QtBot, look: object, *, free: bool, with_keyboard: bool
) -> None:
    choice = Choice([Option("staff", "Staff"), Option("trustee", "Trustee")], name="role", free=free)
    choice.choose("staff")
    below = QWidget()
    below.setFixedHeight(2_000)
    inside = QWidget()
    column = QVBoxLayout(inside)
    other = TextLine(name="other")
    for widget in (other, choice, below):
        column.addWidget(widget)
    page = Scrolling(inside, name="page")
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    page.activateWindow()
    (choice if with_keyboard else other).setFocus()
    qtbot.waitUntil(lambda: choice.hasFocus() is with_keyboard)
    turn_wheel(choice)
    assert choice.chosen == "staff"
    assert page.verticalScrollBar().value() > 0
    assert choice.hasFocus() is with_keyboard


def turn_wheel(over: QWidget) -> None:
    window = over.window().windowHandle()
    assert window is not None
    QTest.wheelEvent(window, QPointF(over.mapTo(over.window(), over.rect().center())), QPoint(0, -120))
