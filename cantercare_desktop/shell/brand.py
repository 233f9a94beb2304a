"""The name of the program, the bar it stands in, and the plain pages that are shown before anyone has signed in."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time, long_date
from cantercare_desktop.ui.chips import Chip
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

PROGRAM = "Cantercare"
NO_BACK_UP = "No back-up yet"


class Brand(QWidget):
    """The house and the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = PROGRAM
        self.setAccessibleName(PROGRAM)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, *, shown: bool) -> None:
        """Show the name beside the house, or the house alone."""
        self._word = PROGRAM if shown else ""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160 if self._word else Px.icon + Px.half_grid), theme().px(Px.target))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        with QPainter(self) as painter:
            side, gap = look.px(Px.icon), look.px(Px.gap)
            top = (self.height() - side) / 2
            look.icons.paint(painter, "brand", QRectF(2, top, side, side), look.tokens.accent)
            font = QFont(look.font(Words.STRONG))
            font.setPixelSize(look.px(16))
            painter.setFont(font)
            painter.setPen(look.colour("accent"))
            room = QRectF(side + gap + 2, 0, self.width(), self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)


class PlainPage(QWidget):
    """A page before the records are open: the name at the top left, words at the top right, content in the middle.

    ``middle`` is the column to fill; it is centred and scrolls where the window is too small for it.
    """

    def __init__(self, *, name: str, says: str, width: int, foot: tuple[str, str] = ("", "")) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top_bar())
        self.above = QVBoxLayout()
        column.addLayout(self.above)
        column.addWidget(self._scrolling_middle(width), 1)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        if any(foot):
            column.addWidget(_foot(*foot))

    def say_at_right(self, text: str) -> None:
        """Write at the right of the top bar."""
        self.at_right.say(text)

    def say_now(self, now: datetime) -> None:
        """Write date and time at the right of the top bar."""
        self.at_right.say(f"{long_date(london_date(now))}, {clock_time(now)}")

    def _top_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("surface", "bar")
        bar.setFixedHeight(theme().px(Px.top_bar))
        row = QHBoxLayout(bar)
        row.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0)
        row.setSpacing(Px.icon)
        self.chip = Chip(NO_BACK_UP, State.AMBER, name=f"{self.objectName()}.backup")
        self.chip.hide()
        self.at_right = Label("", Words.SECOND, ink="ink2", name=f"{self.objectName()}.at_right")
        row.addWidget(Brand())
        row.addStretch(1)
        row.addWidget(self.chip)
        row.addWidget(self.at_right)
        return bar

    def _scrolling_middle(self, width: int) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("bare", True)
        row = QHBoxLayout(inside)
        row.setContentsMargins(Px.page_edge, Px.gap, Px.page_edge, Px.gap)
        held = QWidget()
        held.setMaximumWidth(theme().px(width))
        held.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addStretch(1)
        row.addWidget(held, 1000)
        row.addStretch(1)
        self.middle = QVBoxLayout(held)
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.middle.setSpacing(0)
        area.setWidget(inside)
        return area


def _foot(left: str, right: str) -> QWidget:
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.grid * 2 - 2)
    row.addWidget(Label(left, Words.CAPTION, ink="ink2"))
    row.addStretch(1)
    row.addWidget(Label(right, Words.CAPTION, ink="ink2"))
    return foot
