"""Setting large words in lines: at words where it can, inside a word where it must, in either direction."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextLayout, QTextOption

from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import TYPES, Words

Align = Qt.AlignmentFlag
_ENDLESS = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Some words of one kind, on a page of one direction. Lengths are logical pixels as they are now."""

    text: str
    words: Words
    direction: Qt.LayoutDirection

    @property
    def line(self) -> int:
        """How high one line is: the same in every script."""
        return theme().px(TYPES[self.words].line)

    @property
    def width(self) -> int:
        """How wide it is on one line."""
        return self._wide(self.text)

    @property
    def least_width(self) -> int:
        """How wide it must be for no line to be longer than in the best setting of two lines."""
        words = self.text.split()
        halves = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
        return min((max(map(self._wide, both)) for both in halves), default=self.width)

    @property
    def longest_word(self) -> int:
        """How wide its longest word is."""
        return max(map(self._wide, self.text.split()), default=0)

    def height(self, width: float) -> int:
        """How high it is when no line may be wider than `width`."""
        return self._set(self.text, width, Align.AlignLeft).lineCount() * self.line if self.text else 0

    def paint(self, painter: QPainter, where: QRectF, ink: str, align: Align) -> None:
        """Draw it in the middle of the height of `where`."""
        layout = self._set(self.text, where.width(), align)
        painter.setPen(ink)
        top = where.top() + (where.height() - layout.lineCount() * self.line) / 2
        layout.draw(painter, QPointF(where.left(), top))

    def _wide(self, text: str) -> int:
        # The layout is asked, not the font: joined scripts are wider in a line than their letters say.
        if not text:
            return 0
        layout = self._set(text, _ENDLESS, Align.AlignLeft)
        return ceil(layout.lineAt(0).naturalTextWidth()) + 2

    def _set(self, text: str, width: float, align: Align) -> QTextLayout:
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.direction)
        layout = QTextLayout(text, theme().font(self.words, resident=True))
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0.0, top + (self.line - line.height()) / 2))
            top += self.line
        layout.endLayout()
        return layout
