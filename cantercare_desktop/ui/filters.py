"""The filter of a page head: a few words in one box, of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.painting import text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


@dataclass(frozen=True, slots=True)
class FilterWords:
    """One choice of a filter; ``count`` ``None`` shows no number."""

    key: str
    text: str
    count: int | None = None

    @property
    def shown(self) -> str:
        """The words with their count."""
        return self.text if self.count is None else f"{self.text} {self.count}"


class _Part(Pressable):
    def __init__(self, words: FilterWords, *, name: str, bar: FilterBar) -> None:
        super().__init__(words.shown, name=name, parent=bar)
        self._bar = bar
        self.key = words.key
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._bar.step(self, step)

    def sizeHint(self) -> QSize:
        width = text_width(self.text(), Words.SECOND_STRONG)
        return QSize(round(width) + 2 * theme().px(Px.gap), theme().px(Px.button))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tokens = theme().tokens
            chosen = self.isChecked()
            whole = QRectF(self._bar.rect()).translated(-self.x(), 0).adjusted(0.5, 0.5, -0.5, -0.5)
            outline = QPainterPath()
            outline.addRoundedRect(whole, Px.radius_control, Px.radius_control)
            fill = tokens.accent_tint if chosen else tokens.hover if self.underMouse() else tokens.surface
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill))
            painter.drawPath(outline)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.control), Px.edge))
            painter.drawPath(outline)
            if self.x() > 0:
                painter.setPen(QPen(QColor(tokens.line), Px.edge))
                painter.drawLine(QPointF(0.5, 1), QPointF(0.5, self.height() - 1))
            words = Words.SECOND_STRONG if chosen else Words.SECOND
            ink = tokens.accent if chosen else tokens.ink2
            where = QRectF(self.rect())
            write(painter, where, self.text(), words, ink, align=Qt.AlignmentFlag.AlignHCenter)


class FilterBar(QWidget):
    """One of a few, as in "Waiting 7 | Handed over | Exceptions 2": one is chosen; Left and Right choose another.

    Emits ``filter_chosen`` with the key when a person chooses, not when the program does.
    """

    filter_chosen = Signal(str)

    def __init__(self, choices: Sequence[FilterWords], *, name: str, says: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_part_clicked)
        self._parts: list[_Part] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for words in choices:
            part = _Part(words, name=f"{name}.{words.key}", bar=self)
            self._group.addButton(part)
            self._row.addWidget(part)
            self._parts.append(part)
        self._choices = list(choices)
        if self._parts:
            self._parts[0].setChecked(True)
        theme().changed.connect(self.update)

    @property
    def chosen(self) -> str:
        """The key of the choice that is on."""
        return next((part.key for part in self._parts if part.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose without telling anyone."""
        for part in self._parts:
            part.setChecked(part.key == key)

    def count(self, key: str, count: int | None) -> None:
        """Show another number beside one of the choices."""
        for at, (words, part) in enumerate(zip(self._choices, self._parts, strict=True)):
            if words.key == key:
                self._choices[at] = FilterWords(key, words.text, count)
                part.setText(self._choices[at].shown)
                part.setAccessibleName(self._choices[at].shown)
                part.updateGeometry()

    def step(self, part: QPushButton, step: int) -> None:
        """Choose the neighbour of a part, around the ends."""
        at = next((at for at, one in enumerate(self._parts) if one is part), 0)
        beside = self._parts[(at + step) % len(self._parts)]
        beside.setFocus()
        beside.click()

    def _on_part_clicked(self, part: QPushButton) -> None:
        self.filter_chosen.emit(part.objectName().rpartition(".")[2])
