"""The steps of a longer piece of work: done, now, later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.painting import paint_circle, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


class _Step(Pressable):
    def __init__(self, at: int, text: str, *, name: str, parent: QWidget) -> None:
        super().__init__(text, name=name, parent=parent)
        self._at = at
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def stand(self, now: int) -> None:
        """Take the look of done, now or later; only done steps can be opened."""
        self._now = now
        state = "done" if self._at < now else "now" if self._at == now else "still to come"
        self.setEnabled(self._at < now)
        self.setAccessibleName(f"Step {self._at + 1}, {self.text()}, {state}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.px(Px.step + Px.grid) + text_width(self.text(), Words.SECOND_STRONG)
        return QSize(round(width) + 2, look.px(Px.target))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        side = look.px(Px.step)
        circle = QRectF(0, (self.height() - side) // 2, side, side)
        centre = Qt.AlignmentFlag.AlignHCenter
        number = str(self._at + 1)
        with QPainter(self) as painter:
            if self._at < self._now:
                paint_circle(painter, circle, tokens.accent_tint)
                inset = look.px(Px.half_grid)
                spot = circle.adjusted(inset, inset, -inset, -inset)
                look.icons.paint(painter, "check", spot, tokens.accent)
            elif self._at == self._now:
                paint_circle(painter, circle, tokens.accent)
                write(painter, circle, number, Words.CAPTION_STRONG, tokens.on_accent, align=centre)
            else:
                paint_circle(painter, circle, tokens.control, filled=False, width=1)
                write(painter, circle, number, Words.CAPTION_STRONG, tokens.ink2, align=centre)
            now = self._at == self._now
            room = QRectF(self.rect()).adjusted(side + look.px(Px.grid), 0, 0, 0)
            words, ink = (Words.SECOND_STRONG, tokens.ink) if now else (Words.SECOND, tokens.ink2)
            write(painter, room, self.text(), words, ink)


class _Line(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(QRectF(0, self.height() // 2, self.width(), Px.edge), theme().colour("control"))


class Stepper(QWidget):
    """Circles with words. ``step_opened`` carries the place, from 0, of a done step that was pressed."""

    step_opened = Signal(int)

    def __init__(self, steps: Sequence[str], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(Px.focus_room, Px.focus_room, Px.focus_room, Px.focus_room)
        row.setSpacing(Px.gap)
        self._steps: list[_Step] = []
        for at, text in enumerate(steps):
            step = _Step(at, text, name=f"{name}.{at + 1}", parent=self)
            step.clicked.connect(lambda _checked=False, at=at: self.step_opened.emit(at))
            if at:
                line = _Line(self)
                line.setMinimumWidth(Px.page_edge)
                row.addWidget(line, 1)
            row.addWidget(step)
            self._steps.append(step)
        row.addStretch(1)
        self._now = 0
        self.go_to(0)

    @property
    def now(self) -> int:
        """The step that is open, from 0."""
        return self._now

    def go_to(self, now: int) -> None:
        """Make a step the open one: those before it are done."""
        self._now = now
        for step in self._steps:
            step.stand(now)
        self.setAccessibleName(f"Step {now + 1} of {len(self._steps)}")
