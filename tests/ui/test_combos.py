from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.combos import PersonPicker, Suggestion

HOUSE = (
    Suggestion(2, "Leila Haddadi", "room 2"),
    Suggestion(7, "Lena Fischer", "room 3"),
    Suggestion(1, "Amara Okafor", "room 1"),
)


def suggest(text: str) -> Sequence[Suggestion]:
    return [one for one in HOUSE if one.text.lower().startswith(text.lower())]


class FastRow(QWidget):
    def __init__(self, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.resize(400, 400)
        self.who = PersonPicker(suggest, name="post.who")
        self.kind = QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.who)
        column.addWidget(self.kind)
        self.show()
        self.who.setFocus()
        qtbot.waitUntil(self.who.hasFocus)


def test_two_letters_show_the_best_guess_and_tab_takes_it(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    QTest.keyClicks(row.who, "le")
    assert row.who.aside == "Leila Haddadi, room 2"
    assert row.who.picked is None
    with qtbot.waitSignal(row.who.person_picked) as told:
        QTest.keyClick(row.who, Qt.Key.Key_Tab)
    assert told.args == [HOUSE[0]]
    assert row.who.text() == "Leila Haddadi"
    assert row.who.aside == "room 2"
    qtbot.waitUntil(row.kind.hasFocus)


def test_enter_takes_the_guess_and_only_the_next_enter_goes_on(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    entered: list[bool] = []
    row.who.returnPressed.connect(lambda: entered.append(True))
    QTest.keyClicks(row.who, "am")
    QTest.keyClick(row.who, Qt.Key.Key_Return)
    assert row.who.picked == HOUSE[2]
    assert not entered
    QTest.keyClick(row.who, Qt.Key.Key_Return)
    assert entered


def test_the_arrows_choose_another_in_the_list(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    QTest.keyClicks(row.who, "le")
    QTest.keyClick(row.who, Qt.Key.Key_Down)
    popup = row.who.popup
    assert popup is not None
    QTest.keyClick(row.who, Qt.Key.Key_Down)
    assert row.who.aside == "Lena Fischer, room 3"
    assert not popup.grab().isNull()
    QTest.keyClick(row.who, Qt.Key.Key_Return)
    assert row.who.picked == HOUSE[1]
    assert row.who.popup is None


def test_escape_closes_the_list_and_keeps_what_was_typed(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    QTest.keyClicks(row.who, "le")
    QTest.keyClick(row.who, Qt.Key.Key_Down)
    QTest.keyClick(row.who, Qt.Key.Key_Escape)
    assert row.who.popup is None
    assert row.who.text() == "le"


def test_a_list_can_be_clicked(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    QTest.keyClicks(row.who, "le")
    QTest.keyClick(row.who, Qt.Key.Key_Down)
    popup = row.who.popup
    assert popup is not None
    spot = popup.visualRect(popup.model().index(1, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert row.who.picked == HOUSE[1]


def test_changing_the_name_lets_the_person_go(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    row.who.put(HOUSE[0])
    with qtbot.waitSignal(row.who.person_picked) as told:
        QTest.keyClick(row.who, Qt.Key.Key_Backspace)
    assert told.args == [None]
    assert row.who.picked is None


def test_nobody_of_that_name_is_said(qtbot: QtBot, look: object) -> None:
    row = FastRow(qtbot)
    QTest.keyClicks(row.who, "zz")
    assert row.who.aside == "no one of that name"
    QTest.keyClick(row.who, Qt.Key.Key_Tab)
    assert row.who.picked is None
    assert row.who.text() == "zz"
