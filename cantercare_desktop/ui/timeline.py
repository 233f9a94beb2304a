"""Where something has been, step by step, and what is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.painting import paint_circle
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """One step: what happened, when and by whom; ``is_next`` for the one that is still to come."""

    title: str
    second: str = ""
    is_next: bool = False


class _StepWords(QWidget):
    def __init__(self, step: TimelineStep, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Next: {step.title}. {step.second}" if step.is_next else f"{step.title}. {step.second}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.is_next = step.is_next
        self.title = Label(step.title, Words.STRONG, wrap=True)
        column.addWidget(self.title)
        if step.second:
            column.addWidget(Label(step.second, Words.SECOND, ink="ink2", wrap=True))


class Timeline(QWidget):
    """Dots on a line, each with its words. The order is the caller's."""

    def __init__(self, steps: Iterable[TimelineStep] = (), *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Px.page_edge + Px.half_grid, 0, 0, 0)
        self._column.setSpacing(Px.gap + 2)
        self._steps: list[_StepWords] = []
        self.say(steps)

    def say(self, steps: Iterable[TimelineStep]) -> None:
        """Show these steps."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._steps = [_StepWords(step, self) for step in steps]
        for words in self._steps:
            self._column.addWidget(words)
            words.show()
        self._column.addStretch(1)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._steps:
            return
        tokens = theme().tokens
        side = theme().px(Px.dot)
        centre = Px.gap + 1.0
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            centre = self.width() - centre
        spots = [words.y() + words.title.y() + theme().px(Px.icon) / 2 + 1 for words in self._steps]
        with QPainter(self) as painter:
            line = QRectF(centre - Px.timeline_line / 2, spots[0], Px.timeline_line, spots[-1] - spots[0])
            painter.fillRect(line, theme().colour("line"))
            for words, at in zip(self._steps, spots, strict=True):
                dot = QRectF(centre - side / 2, at - side / 2, side, side)
                if words.is_next:
                    paint_circle(painter, dot, tokens.surface)
                    paint_circle(painter, dot, tokens.amber.line, filled=False)
                else:
                    paint_circle(painter, dot, tokens.accent)
