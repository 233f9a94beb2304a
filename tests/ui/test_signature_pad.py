from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.signing import is_enough_ink
from cantercare_desktop.ui.signature_pad import Ink, SignaturePad
from cantercare_desktop.ui.strokes import MOST_POINTS, StrokeTaker
from tests.support.gallery import draw

WAVE = [QPoint(80 + 12 * at, 90 + (30 if at % 2 else -30)) for at in range(12)]


def ink(made: SignaturePad) -> Ink:
    return made.ink


def mark(made: SignaturePad) -> bool:
    return made.is_mark


class Ticking:
    """A clock that goes on by ten milliseconds whenever it is read."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        self.seconds += 0.01
        return self.seconds


def pad(qtbot: QtBot) -> SignaturePad:
    made = SignaturePad(Ticking(), name="resident.pad")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def test_a_signature_is_kept_as_parts_of_the_pad_with_its_times(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    with qtbot.waitSignals([made.ink_changed, made.touched]):
        draw(made, WAVE)
    (stroke,) = made.strokes()
    assert all(0 <= point.x <= 1 and 0 <= point.y <= 1 for point in stroke.points)
    assert abs(stroke.points[0].x - 80 / 400) < 0.02
    assert abs(stroke.points[-1].x - WAVE[-1].x() / 400) < 0.02
    times = [point.ms for point in stroke.points]
    assert times == sorted(times)
    assert times[-1] > times[0]
    assert ink(made) is Ink.ENOUGH
    assert is_enough_ink(made.strokes(), made.aspect)


def test_no_line_is_lost_when_the_pad_is_resized_or_moves_to_another_screen(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    draw(made, WAVE)
    before = made.strokes()
    made.resize(800, 300)
    QApplication.sendEvent(made, QEvent(QEvent.Type.DevicePixelRatioChange))
    QApplication.sendEvent(made, QEvent(QEvent.Type.ScreenChangeInternal))
    made.resize(300, 120)
    assert made.strokes() == before
    assert ink(made) is Ink.ENOUGH
    image = made.grab().toImage()
    x, y = round(before[0].points[4].x * 300), round(before[0].points[4].y * 120)
    near = [image.pixelColor(x + dx, y + dy).lightness() for dx in range(-4, 5) for dy in range(-4, 5)]
    assert min(near) < 120


def test_a_dot_is_too_little_and_says_so_kindly(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    draw(made, [QPoint(100, 100), QPoint(106, 96)])
    assert ink(made) is Ink.TOO_LITTLE
    made.say_too_little(said=True)
    assert made.accessibleName() == "Signature, a bit more is needed"
    draw(made, WAVE)
    assert ink(made) is Ink.ENOUGH


def test_undo_takes_one_stroke_and_clear_takes_all(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    draw(made, WAVE)
    draw(made, [QPoint(10, 10), QPoint(60, 60)])
    made.undo()
    assert len(made.strokes()) == 1
    draw(made, WAVE)
    with qtbot.waitSignal(made.ink_changed) as told:
        made.clear()
    assert told.args == [Ink.EMPTY]
    assert made.strokes() == ()
    made.undo()
    assert ink(made) is Ink.EMPTY


def test_her_mark_is_put_by_keyboard_and_is_enough(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    made.setFocus()
    QTest.keyClick(made, Qt.Key.Key_M)
    assert mark(made)
    assert ink(made) is Ink.ENOUGH
    assert len(made.strokes()) == 2
    draw(made, WAVE)
    assert not mark(made)
    assert len(made.strokes()) == 1
    made.put_mark()
    made.undo()
    assert ink(made) is Ink.EMPTY


def test_a_pen_gives_its_pressure(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    pen = QPointingDevice(
        "pen",
        7,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
        "",
        QPointingDeviceUniqueId(),
    )
    none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * 10, QEvent.Type.TabletRelease]
    for at, (kind, spot) in enumerate(zip(kinds, WAVE, strict=True)):
        where = QPointF(spot)
        pressed = left if at in (0, 11) else none
        event = QTabletEvent(
            kind, pen, where, where, 0.1 + at / 20, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, pressed, left
        )
        QApplication.sendEvent(made, event)
    (stroke,) = made.strokes()
    assert stroke.points[0].force < stroke.points[-1].force
    assert ink(made) is Ink.ENOUGH


def test_a_finger_signs_and_a_second_finger_does_nothing(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    screen = QTest.createTouchDevice()
    sequence = QTest.touchEvent(made, screen, False)
    sequence.press(0, WAVE[0], made).commit()
    for spot in WAVE[1:6]:
        sequence.move(0, spot, made).commit()
    sequence.stationary(0).press(1, QPoint(300, 20), made).commit()
    for spot in WAVE[6:]:
        sequence.move(0, spot, made).move(1, QPoint(310, 30), made).commit()
    sequence.release(0, WAVE[-1], made).release(1, QPoint(310, 30), made).commit()
    (stroke,) = made.strokes()
    assert abs(stroke.points[-1].x - WAVE[-1].x() / 400) < 0.02
    assert ink(made) is Ink.ENOUGH


def test_a_hand_that_never_stops_does_not_fill_the_memory() -> None:
    taker = StrokeTaker()
    taker.begin(0, 0, 0, 0.5)
    for at in range(2 * MOST_POINTS):
        taker.go_on((at % 100) / 100, ((at * 7) % 100) / 100, at, 0.5, 2.0)
    taker.end()
    assert sum(len(stroke.points) for stroke in taker.strokes) <= MOST_POINTS + 1


def test_the_hint_mirrors_for_languages_written_from_the_right(qtbot: QtBot, look: object) -> None:
    made = pad(qtbot)
    made.say_hint("Sign here")
    from_left = made.grab().toImage()
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    from_right = made.grab().toImage()
    assert from_left != from_right
    assert made.accessibleDescription() == "Sign here"
