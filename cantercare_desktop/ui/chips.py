"""Chips: a state as a word, with its icon and its colour. A chip is never a button; a filter chip is one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cantercare_desktop.ui.painting import rounded, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

ICON_OF_STATE = {State.GREEN: "check", State.AMBER: "clock", State.RED: "alert"}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """What a chip says. ``icon`` "" stands for the icon of the state; ``None`` for no icon."""

    text: str
    state: State = State.PLAIN
    icon: str | None = ""

    @property
    def drawn_icon(self) -> str | None:
        """The name of the icon to draw, if any."""
        return ICON_OF_STATE.get(self.state) if self.icon == "" else self.icon


def chip_size(words: ChipWords) -> QSize:
    """How large a chip with these words is."""
    look = theme()
    width = text_width(words.text, Words.CAPTION_STRONG) + 2 * look.px(Px.chip_padding)
    if words.drawn_icon:
        width += look.px(Px.icon_in_chip) + look.px(Px.half_grid)
    return QSize(round(width + 0.5), look.px(Px.chip))


def paint_chip(painter: QPainter, where: QRectF, words: ChipWords, *, edged: bool = False) -> None:
    """Draw a chip in ``where``; ``edged`` gives it the edge it has in a chosen row."""
    look = theme()
    shade = look.tokens.shade(words.state)
    plain = words.state is State.PLAIN
    edge = None
    if edged or look.high_contrast:
        edge = shade.ink
    elif plain:
        edge = shade.line
    rounded(painter, where, fill=shade.tint, edge=edge, radius=look.px(Px.radius_chip))
    left = where.left() + look.px(Px.chip_padding)
    if words.drawn_icon:
        side = look.px(Px.icon_in_chip)
        top = where.top() + (where.height() - side) / 2
        look.icons.paint(painter, words.drawn_icon, QRectF(round(left), round(top), side, side), shade.ink)
        left += side + look.px(Px.half_grid)
    room = QRectF(left, where.top(), where.right() - look.px(Px.chip_padding) - left, where.height())
    write(painter, room, words.text, Words.CAPTION_STRONG, shade.ink)


class Chip(QWidget):
    """A state in words."""

    def __init__(
        self,
        text: str = "",
        state: State = State.PLAIN,
        *,
        icon: str | None = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = ChipWords(text, state, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            self.setObjectName(name)
        self.say(text, state, icon=icon)
        theme().changed.connect(self.updateGeometry)

    @property
    def words(self) -> ChipWords:
        """What the chip says now."""
        return self._words

    def say(self, text: str, state: State = State.PLAIN, *, icon: str | None = "") -> None:
        """Say another state."""
        self._words = ChipWords(text, state, icon)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_chip(painter, QRectF(self.rect()), self._words)


class FilterChip(QPushButton):
    """A checkable button in the shape of a chip: a filter that is on or off."""

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setProperty("focus_radius", Px.radius_chip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def _words(self) -> ChipWords:
        return ChipWords(self.text(), State.ACCENT if self.isChecked() else State.PLAIN, None)

    def sizeHint(self) -> QSize:
        shown = chip_size(self._words())
        return QSize(shown.width(), theme().px(Px.target))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        height = theme().px(Px.chip)
        where = QRectF(0, (self.height() - height) / 2, self.width(), height)
        with QPainter(self) as painter:
            paint_chip(painter, where, self._words())
            if not self.isChecked():
                edge = theme().tokens.ink if self.underMouse() else theme().tokens.control
                rounded(painter, where, fill=None, edge=edge, radius=theme().px(Px.radius_chip))


def paint_badge(painter: QPainter, where: QRectF, count: str, state: State) -> None:
    """A count in a small rounded box, as in the rail."""
    shade = theme().tokens.shade(state)
    edge = shade.ink if theme().high_contrast else None
    rounded(painter, where, fill=shade.tint, edge=edge, radius=where.height() / 2)
    write(painter, where, count, Words.CAPTION_STRONG, shade.ink, align=Qt.AlignmentFlag.AlignHCenter)
