"""The pad a resident signs on, by mouse, touch, pen, or with her mark."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEventPoint,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from cantercare_desktop.office.signing import Stroke, is_enough_ink
from cantercare_desktop.ui.painting import rounded, write
from cantercare_desktop.ui.strokes import StrokeTaker, mark_strokes, path_of
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import LIGHT, PAPER_INK, PAPER_WHITE, Px, Words

_MOUSE_FORCE = 0.5


class Ink(StrEnum):
    """How much has been drawn."""

    EMPTY = "empty"
    TOO_LITTLE = "too_little"
    ENOUGH = "enough"


class SignaturePad(QWidget):
    """Keeps what is drawn as parts of its own width and height, so that no resize or change of screen loses a line.

    ``monotonic`` gives seconds that never run backwards. ``ink_changed`` carries an ``Ink`` whenever it is another
    one; ``touched`` is emitted at every stroke. The mark is put by ``put_mark``, or by the key M on the pad.
    """

    ink_changed = Signal(Ink)
    touched = Signal()

    def __init__(self, monotonic: Callable[[], float], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("Signature")
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents, False)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setProperty("focus_radius", Px.radius_card)
        self._monotonic = monotonic
        self._taker = StrokeTaker()
        self._began: float | None = None
        self._finger: int | None = None
        self._pen_is_down = False
        self._is_mark = False
        self._ink = Ink.EMPTY
        self._says_little = False
        self._hint = ""
        self._below = 0
        theme().changed.connect(self.update)

    @property
    def ink(self) -> Ink:
        """How much has been drawn."""
        return self._ink

    @property
    def is_mark(self) -> bool:
        """Whether what stands on the pad is her mark, put by the program, not drawn by her."""
        return self._is_mark

    @property
    def aspect(self) -> float:
        """The pad's width divided by its height."""
        area = self._area()
        return area.width() / max(area.height(), 1.0)

    def strokes(self) -> tuple[Stroke, ...]:
        """What is drawn, as parts of the pad."""
        return self._taker.strokes

    def say_hint(self, hint: str) -> None:
        """The words under the base line, in the language of the sheet; they go when she begins to sign."""
        self._hint = hint
        self.setAccessibleDescription(hint)
        self.update()

    def keep_below(self, pixels: int) -> None:
        """Leave at least so much room below the base line; 0 is room for one line of words."""
        self._below = pixels
        self.update()

    def say_too_little(self, *, said: bool) -> None:
        """Give the pad its red edge when she asked to sign with too little ink; it goes with the next line drawn."""
        self._says_little = said
        self.update()

    def undo(self) -> None:
        """Take away the last stroke, or the whole mark."""
        if self._is_mark:
            self.clear()
            return
        self._taker.undo()
        self._drawn()

    def clear(self) -> None:
        """Take everything away."""
        self._taker = StrokeTaker()
        self._is_mark = False
        self._drawn()

    def put_mark(self) -> None:
        """Put her mark in place of what is drawn."""
        self._taker.put(mark_strokes(self.aspect, self._ms()))
        self._is_mark = True
        self._drawn()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_most), theme().px(Px.list_least))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least), theme().px(Px.button_resident_main))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.put_mark()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._pen_is_down and self._finger is None:
            self._begin(event.position(), _MOUSE_FORCE)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and not self._pen_is_down and self._finger is None:
            self._go_on(event.position(), _MOUSE_FORCE)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._pen_is_down and self._finger is None:
            self._end(event.position(), _MOUSE_FORCE)

    def tabletEvent(self, event: QTabletEvent) -> None:
        if event.pointerType() == QPointingDevice.PointerType.Eraser:
            if event.type() == QEvent.Type.TabletPress:
                self.undo()
        elif event.type() == QEvent.Type.TabletPress:
            self._pen_is_down = True
            self._begin(event.position(), event.pressure())
        elif event.type() == QEvent.Type.TabletRelease:
            self._end(event.position(), event.pressure())
            self._pen_is_down = False
        elif self._pen_is_down:
            self._go_on(event.position(), event.pressure())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._take_touch(event)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        area = self._area()
        edge = look.ink("red.line") if self._says_little else look.tokens.control
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rounded(painter, QRectF(self.rect()), fill=PAPER_WHITE, edge=edge, radius=Px.radius_card, width=Px.edge_bad)
            self._paint_base_line(painter)
            for stroke in self._taker.strokes:
                force = sum(point.force for point in stroke.points) / len(stroke.points)
                width = Px.signature_pen * look.scale * (0.6 + 0.8 * force) * min(max(area.height() / 480, 0.6), 1.5)
                pen = QPen(QColor(PAPER_INK), width)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                painter.setPen(pen)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(path_of(stroke, area))

    def base_line(self) -> QLineF:
        """The line to sign on, from left to right; the cross stands where reading begins."""
        look = theme()
        share = self.height() * 0.2 if self.height() >= look.px(Px.list_least) else 0.0
        below = max(share, float(self._below or look.px(Px.button_big)))
        level = round(max(self.height() - below, self.height() / 2)) + 0.5
        near, far = look.px(2 * Px.target), look.px(Px.target)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            near, far = far, near
        return QLineF(near, level, self.width() - far, level)

    def _paint_base_line(self, painter: QPainter) -> None:
        look, line = theme(), self.base_line()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter.setPen(QPen(QColor(LIGHT.control), Px.edge_bad))
        painter.drawLine(line)
        side = look.px(Px.icon)
        left = line.x2() + Px.grid if right_to_left else line.x1() - Px.grid - side
        spot = QRectF(round(left), round(line.y1() - side * 0.75), side, side)
        look.icons.paint(painter, "x", spot, LIGHT.ink2)
        if self._hint and self._ink is Ink.EMPTY:
            room = QRectF(line.x1(), line.y1() + Px.half_grid, line.length(), self.height() - line.y1() - Px.grid)
            align = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
            write(painter, room, self._hint, Words.RESIDENT_LEAST, LIGHT.ink3, align=align)

    def _take_touch(self, event: QTouchEvent) -> None:
        for point in event.points():
            state = point.state()
            if self._finger is None and state == QEventPoint.State.Pressed:
                self._finger = point.id()
                self._begin(point.position(), point.pressure() or _MOUSE_FORCE)
            elif point.id() == self._finger and state == QEventPoint.State.Updated:
                self._go_on(point.position(), point.pressure() or _MOUSE_FORCE)
            elif point.id() == self._finger and state == QEventPoint.State.Released:
                self._end(point.position(), point.pressure() or _MOUSE_FORCE)
                self._finger = None
        if event.type() in (QEvent.Type.TouchCancel, QEvent.Type.TouchEnd):
            self._taker.end()
            self._finger = None
        event.accept()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(Px.edge_bad, Px.edge_bad, -Px.edge_bad, -Px.edge_bad)

    def _place(self, spot: QPointF) -> tuple[float, float]:
        area = self._area()
        return (spot.x() - area.left()) / max(area.width(), 1), (spot.y() - area.top()) / max(area.height(), 1)

    def _ms(self) -> int:
        now = self._monotonic()
        if self._began is None:
            self._began = now
        return round((now - self._began) * 1000)

    def _begin(self, spot: QPointF, force: float) -> None:
        if self._is_mark:
            self.clear()
        self._taker.begin(*self._place(spot), self._ms(), force)
        self._drawn()
        self.touched.emit()

    def _go_on(self, spot: QPointF, force: float) -> None:
        if self._taker.go_on(*self._place(spot), self._ms(), force, self.aspect):
            self._drawn()

    def _end(self, spot: QPointF, force: float) -> None:
        if self._taker.drawing:
            self._taker.end(*self._place(spot), self._ms(), force)
            self._drawn()

    def _drawn(self) -> None:
        strokes = self._taker.strokes
        enough = bool(strokes) and (self._is_mark or is_enough_ink(strokes, self.aspect))
        now = Ink.ENOUGH if enough else Ink.TOO_LITTLE if strokes else Ink.EMPTY
        if now is not Ink.TOO_LITTLE:
            self._says_little = False
        self.update()
        if now is not self._ink:
            self._ink = now
            self.setAccessibleName(f"Signature, {_SPOKEN[now]}")
            self.ink_changed.emit(now)


_SPOKEN = {Ink.EMPTY: "empty", Ink.TOO_LITTLE: "a bit more is needed", Ink.ENOUGH: "signed"}
