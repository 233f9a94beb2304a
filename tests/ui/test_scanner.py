from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.combos import PersonPicker, Suggestion
from cantercare_desktop.ui.fields import TextBlock
from cantercare_desktop.ui.scanner import BarcodeScanner

CODE = "RM123456789GB"
LEILA = Suggestion(2, "Leila Haddadi", "room 2")


class Desk(QWidget):
    """Fields beside each other, a scanner, and a clock that the test moves."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        self.qtbot = qtbot
        qtbot.addWidget(self)
        self.seconds = 0.0
        self.who = PersonPicker(lambda text: [LEILA] if text else [], name="who")
        self.tracking, self.other = QLineEdit(), QLineEdit()
        self.note = TextBlock(name="note")
        self.kind = Choice([Option("l", "Letter"), Option("r", "Recorded"), Option("g", "Goods")], name="kind")
        column = QVBoxLayout(self)
        for widget in (self.who, self.tracking, self.other, self.note, self.kind):
            column.addWidget(widget)
        self.entered: list[str] = []
        self.other.returnPressed.connect(lambda: self.entered.append(self.other.text()))
        self.scanner = BarcodeScanner(self.tracking, lambda: self.seconds)
        self.show()

    def type(self, widget: QWidget, text: str, *, gap: float) -> None:
        for sign in text:
            self.seconds += gap
            if sign == "\n":
                QTest.keyClick(widget, Qt.Key.Key_Return)
            else:
                QTest.keyClicks(widget, sign)

    def focus(self, widget: QWidget) -> None:
        widget.setFocus()
        self.qtbot.waitUntil(widget.hasFocus)


def test_a_scan_goes_to_the_tracking_field_and_the_other_field_is_as_before(qtbot: QtBot, look: object) -> None:
    desk = Desk(qtbot)
    desk.focus(desk.other)
    desk.type(desk.other, "at the door", gap=0.2)
    desk.seconds += 2
    with qtbot.waitSignal(desk.scanner.code_scanned) as told:
        desk.type(desk.other, CODE + "\n", gap=0.01)
    assert told.args == [CODE]
    assert desk.tracking.text() == CODE
    assert desk.other.text() == "at the door"
    assert desk.entered == []


def test_a_fast_typist_is_not_taken_for_a_scanner(qtbot: QtBot, look: object) -> None:
    desk = Desk(qtbot)
    desk.focus(desk.other)
    desk.type(desk.other, "Cupboard 2\n", gap=0.06)
    assert desk.entered == ["Cupboard 2"]
    assert desk.tracking.text() == ""


def test_a_short_burst_is_not_a_scan(qtbot: QtBot, look: object) -> None:
    desk = Desk(qtbot)
    desk.focus(desk.other)
    desk.type(desk.other, "1234567\n", gap=0.01)
    assert desk.entered == ["1234567"]
    assert desk.tracking.text() == ""


def test_a_scan_into_the_tracking_field_replaces_what_was_there(qtbot: QtBot, look: object) -> None:
    desk = Desk(qtbot)
    desk.focus(desk.tracking)
    desk.tracking.setText("OLD1")
    desk.type(desk.tracking, CODE + "\n", gap=0.01)
    assert desk.tracking.text() == CODE


@pytest.mark.parametrize("where", ["who", "note", "kind"])
def test_a_scan_leaves_every_kind_of_field_as_it_was(qtbot: QtBot, look: object, where: str) -> None:
    desk = Desk(qtbot)
    desk.who.put(LEILA)
    desk.note.setPlainText("wet\nand torn")
    desk.kind.choose("l")
    widget: QWidget = getattr(desk, where)
    desk.focus(widget)
    desk.seconds += 1
    desk.type(widget, CODE + "\n", gap=0.02)
    assert desk.tracking.text() == CODE
    assert desk.who.picked == LEILA
    assert desk.note.toPlainText() == "wet\nand torn"
    assert desk.kind.chosen == "l"
