from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.frame import Message
from cantercare_desktop.ui.message_bar import MessageBar
from tests.ui.conftest import HeldDelay

LOGGED = Message("done", "Logged:", "parcel for Chloe Fenwick, in Cupboard 2.")
DRAFT = Message("told", "", "Version 8 is a draft.")
BACK_UP = Message("due", "No back-up for 2 days.", "The records are safe here.")
PRINTER = Message("danger", "The printer did not answer.", "The receipt is saved.", details="spooler: 0x709")


def shown(made: MessageBar) -> Message | None:
    return made.shown


@dataclass
class HeldPointer:
    """A pointer that stands where the test puts it."""

    at: QPoint = field(default_factory=lambda: QPoint(600, 400))
    down: bool = False

    def place(self) -> QPoint:
        return self.at

    def is_down(self) -> bool:
        return self.down


def bar(qtbot: QtBot, delay: HeldDelay, pointer: HeldPointer | None = None) -> MessageBar:
    made = MessageBar(delay, pointer or HeldPointer())
    qtbot.addWidget(made)
    made.resize(1174, 40)
    return made


def test_with_nothing_to_say_the_bar_takes_no_room(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = bar(qtbot, delay)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    column.addWidget(QWidget(), 1)
    window.resize(1174, 600)
    window.show()
    assert made.isHidden()
    made.tell(LOGGED)
    assert not made.isHidden()
    qtbot.waitUntil(lambda: made.height() == 40)
    made.close_shown()
    assert made.isHidden()


def test_the_most_serious_comes_first_and_the_others_wait_and_are_counted(
    qtbot: QtBot, look: object, delay: HeldDelay
) -> None:
    made = bar(qtbot, delay)
    for message in (DRAFT, BACK_UP, PRINTER, LOGGED):
        made.tell(message)
    assert shown(made) == PRINTER
    assert made.waiting == 3
    assert made.strip is not None
    assert made.strip.waiting.text() == "3 more"
    for left in (BACK_UP, LOGGED, DRAFT):
        made.close_shown()
        assert shown(made) == left
    made.close_shown()
    assert shown(made) is None


def test_a_confirmation_leaves_after_eight_seconds_but_stays_in_recent_messages(
    qtbot: QtBot, look: object, delay: HeldDelay
) -> None:
    made = bar(qtbot, delay)
    made.tell(LOGGED)
    delay.pass_by(7.9)
    assert shown(made) == LOGGED
    delay.pass_by(8)
    assert shown(made) is None
    assert made.recent == (LOGGED,)


def test_amber_and_red_stay_until_they_are_closed(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = bar(qtbot, delay)
    made.tell(PRINTER)
    delay.pass_by(3600)
    assert shown(made) == PRINTER
    made.take_back(PRINTER)
    assert shown(made) is None


def test_a_confirmation_that_waited_has_its_eight_seconds_when_it_is_seen(
    qtbot: QtBot, look: object, delay: HeldDelay
) -> None:
    made = bar(qtbot, delay)
    made.tell(LOGGED)
    made.tell(PRINTER)
    delay.pass_by(8)
    assert made.waiting == 1
    made.close_shown()
    assert shown(made) == LOGGED
    delay.pass_by(8)
    assert shown(made) is None


def test_undo_is_done_once_and_closes_its_message(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    done: list[str] = []
    made = bar(qtbot, delay)
    made.tell(Message("done", "Logged:", "a parcel.", deed="Undo", do=lambda: done.append("undone")))
    made.show()
    assert made.strip is not None
    QTest.keyClick(made.strip.deed, Qt.Key.Key_Return)
    assert done == ["undone"]
    assert shown(made) is None


def test_details_are_shown_only_when_asked_for(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = bar(qtbot, delay)
    made.tell(PRINTER)
    made.show()
    strip = made.strip
    assert strip is not None
    before = strip.sizeHint().height()
    QTest.mouseClick(strip.details, Qt.MouseButton.LeftButton)
    assert strip.sizeHint().height() > before
    assert strip.details.text() == "Hide details"


def test_the_close_cross_has_a_name(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = bar(qtbot, delay)
    made.tell(BACK_UP)
    assert made.strip is not None
    assert made.strip.cross.accessibleName() == "Close message"
    assert made.strip.accessibleName() == "No back-up for 2 days. The records are safe here."
    QTest.mouseClick(made.strip.cross, Qt.MouseButton.LeftButton)
    assert shown(made) is None


def test_locking_leaves_no_message_behind(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = bar(qtbot, delay)
    made.tell(LOGGED)
    made.forget()
    assert shown(made) is None
    assert made.recent == ()


def test_a_confirmation_waits_until_the_pointer_has_been_still_for_two_seconds(
    qtbot: QtBot, look: object, delay: HeldDelay
) -> None:
    pointer = HeldPointer()
    made = bar(qtbot, delay, pointer)
    made.tell(LOGGED)
    delay.pass_by(6)
    pointer.at = QPoint(900, 300)
    delay.pass_by(8)
    assert shown(made) == LOGGED
    pointer.at = QPoint(900, 310)
    delay.pass_by(2)
    assert shown(made) == LOGGED
    delay.pass_by(1.9)
    assert shown(made) == LOGGED
    delay.pass_by(2)
    assert shown(made) is None


def test_nothing_comes_or_goes_while_a_button_of_the_mouse_is_down(
    qtbot: QtBot, look: object, delay: HeldDelay
) -> None:
    pointer = HeldPointer()
    made = bar(qtbot, delay, pointer)
    pointer.down = True
    made.tell(LOGGED)
    delay.pass_by(0.1)
    assert made.isHidden()
    assert made.recent == (LOGGED,)
    pointer.down = False
    delay.pass_by(0.1)
    assert shown(made) == LOGGED
    pointer.down = True
    delay.pass_by(8)
    made.take_back(LOGGED)
    assert shown(made) == LOGGED
    assert made.waiting == 0
    pointer.down = False
    delay.pass_by(0.1)
    assert made.isHidden()


def test_locking_waits_for_no_mouse(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    pointer = HeldPointer()
    made = bar(qtbot, delay, pointer)
    made.tell(LOGGED)
    pointer.down = True
    made.tell(PRINTER)
    made.forget()
    assert made.isHidden()
    pointer.down = False
    delay.pass_by(60)
    assert made.isHidden()


def test_what_is_pressed_is_still_there_when_the_button_is_let_go(qtbot: QtBot, look: object, delay: HeldDelay) -> None:
    made = MessageBar(delay)
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    below = QWidget()
    column.addWidget(made)
    column.addWidget(below, 1)
    window.resize(1174, 600)
    with qtbot.waitExposed(window):
        window.show()
    top = below.y()
    QTest.mousePress(below, Qt.MouseButton.LeftButton)
    made.tell(LOGGED)
    delay.pass_by(0.1)
    assert made.isHidden()
    QTest.mouseRelease(below, Qt.MouseButton.LeftButton)
    delay.pass_by(0.1)
    qtbot.waitUntil(lambda: below.y() > top)
