from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.chips import Chip, FilterChip
from cantercare_desktop.ui.filters import FilterBar, FilterWords
from cantercare_desktop.ui.focus import FocusFrame
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.layouts import Scrolling
from cantercare_desktop.ui.tokens import State


def test_a_blocked_button_says_beside_it_what_is_missing(qtbot: QtBot, look: object) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    button, reason = Button("Hand over", name="hand_over", parent=room), Label(parent=room)
    reason.hide()
    button.set_blocked("Tick what she takes.", reason)
    assert not button.isEnabled()
    assert reason.isVisibleTo(room)
    assert reason.text() == button.accessibleDescription() == "Tick what she takes."
    button.set_blocked(None)
    assert button.isEnabled()
    assert not reason.isVisibleTo(room)


def test_a_busy_button_keeps_its_width_and_gets_the_focus_back(qtbot: QtBot, look: object) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    row = QHBoxLayout(room)
    button, other = Button("Log post", name="log"), Button("Print", name="print")
    row.addWidget(button)
    row.addWidget(other)
    button.keep_room_for("Logging…")
    room.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    width = button.width()
    button.set_busy("Logging…")
    assert not button.isEnabled()
    assert button.minimumWidth() == width
    assert button.accessibleName() == "Logging…"
    button.set_busy(None)
    assert button.isEnabled()
    assert button.hasFocus()
    assert button.accessibleName() == "Log post"


@pytest.mark.parametrize("foreseen", [True, False])
def test_a_busy_label_is_never_cut(qtbot: QtBot, look: object, *, foreseen: bool) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    row = QHBoxLayout(room)
    button, as_wide = Button("Add", name="add", icon="plus"), Button("Making the vault…", name="as_wide")
    for each in (button, as_wide):
        row.addWidget(each)
    row.addStretch(1)
    room.resize(600, 60)
    if foreseen:
        button.keep_room_for("Making the vault…")
    room.show()
    at_rest = button.width()
    assert (at_rest == as_wide.width()) is foreseen
    button.set_busy("Making the vault…")
    qtbot.waitUntil(lambda: button.width() == as_wide.width())
    button.set_busy(None)
    assert button.sizeHint().width() == as_wide.width()


def test_a_button_that_was_blocked_while_busy_stays_blocked(qtbot: QtBot, look: object) -> None:
    button, reason = Button("Log it", name="log"), Label()
    qtbot.addWidget(button)
    qtbot.addWidget(reason)
    button.set_busy("Logging…")
    button.set_blocked("Say who it is for.", reason)
    button.set_busy(None)
    assert not button.isEnabled()


def test_enter_and_space_press_a_button(qtbot: QtBot, look: object) -> None:
    button = Button("Print", name="print")
    qtbot.addWidget(button)
    button.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked):
            QTest.keyClick(button, key)


def test_the_filter_is_chosen_with_the_arrow_keys_and_tells_so(qtbot: QtBot, look: object) -> None:
    bar = FilterBar(
        [FilterWords("waiting", "Waiting", 7), FilterWords("over", "Handed over")], name="post.filter", says="Show"
    )
    qtbot.addWidget(bar)
    bar.show()
    first = bar.findChild(QWidget, "post.filter.waiting")
    assert first is not None
    first.setFocus()
    with qtbot.waitSignal(bar.filter_chosen) as told:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert told.args == ["over"]
    assert bar.chosen == "over"


def test_a_new_count_is_shown_and_read_out(qtbot: QtBot, look: object) -> None:
    bar = FilterBar([FilterWords("waiting", "Waiting", 7)], name="post.filter", says="Show")
    qtbot.addWidget(bar)
    bar.count("waiting", 6)
    part = bar.findChild(QWidget, "post.filter.waiting")
    assert part is not None
    assert part.accessibleName() == "Waiting 6"


def test_a_chip_is_its_word_and_24_high(qtbot: QtBot, look: object) -> None:
    chip = Chip("9 days, overdue", State.RED)
    qtbot.addWidget(chip)
    assert chip.accessibleName() == "9 days, overdue"
    assert chip.sizeHint().height() == 24
    assert chip.words.drawn_icon == "alert"


def test_a_filter_chip_can_be_switched_by_keyboard(qtbot: QtBot, look: object) -> None:
    chip = FilterChip("Only mine", name="mine")
    qtbot.addWidget(chip)
    chip.show()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


def test_the_focus_frame_stands_two_pixels_outside_what_has_the_keyboard(qtbot: QtBot, look: object) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(300, 100)
    one, two = Button("One", name="one", parent=room), Button("Two", name="two", parent=room)
    one.setGeometry(20, 20, 80, 36)
    two.setGeometry(150, 20, 80, 36)
    frame = FocusFrame(room)
    room.show()
    one.setFocus()
    qtbot.waitUntil(lambda: frame.around is one)
    assert frame.geometry() == one.geometry().adjusted(-4, -4, 4, 4)
    two.setFocus()
    qtbot.waitUntil(lambda: frame.around is two)
    two.move(160, 40)
    qtbot.waitUntil(lambda: frame.geometry() == two.geometry().adjusted(-4, -4, 4, 4))
    two.hide()
    qtbot.waitUntil(lambda: frame.around is not two or frame.isHidden())


def test_the_focus_frame_does_not_reach_out_of_a_column_that_scrolls(qtbot: QtBot, look: object) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(300, 200)
    inside = QWidget()
    button = Button("Below", name="below", parent=inside)
    button.setGeometry(20, 110, 80, 36)
    inside.setMinimumHeight(400)
    column = Scrolling(inside, name="column")
    column.setParent(room)
    column.setGeometry(0, 0, 200, 128)
    frame = FocusFrame(room)
    room.show()
    button.setFocus()
    qtbot.waitUntil(lambda: frame.around is button and frame.isVisible())
    assert frame.mask().boundingRect().bottom() + frame.y() < 128
    column.verticalScrollBar().setValue(100)
    qtbot.waitUntil(lambda: frame.mask().isEmpty())
    column.verticalScrollBar().setValue(column.verticalScrollBar().maximum())
    qtbot.waitUntil(frame.isHidden)
    inside.deleteLater()
    other = Button("Other", name="other", parent=room)
    other.setGeometry(20, 150, 80, 36)
    other.show()
    other.setFocus()
    qtbot.waitUntil(lambda: frame.around is other and frame.isVisible())
