"""Large words and large buttons in Noto Sans. All of them mirror with the direction of the page."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from cantercare_desktop.shell.resident_screen.lines import Setting
from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.painting import kept, rounded
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import TYPES, Px, Words

Kind = Literal["tool", "answer", "main"]

#: Icons that point along the line of reading, and so turn with it.
TURNING = frozenset({"undo", "sound", "right"})

_WORDS = {"tool": Words.RESIDENT_TOOL, "answer": Words.RESIDENT_BUTTON, "main": Words.RESIDENT_MAIN}


class Says(QWidget):
    """A sentence that wraps, even inside a very long name, and begins at the side where reading begins."""

    def __init__(
        self, words: Words, *, name: str, ink: str = "ink", centred: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._words, self._ink, self._centred, self._text = words, ink, centred, ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme().changed.connect(self.updateGeometry)

    def say(self, text: str) -> None:
        """Show other words; they are its accessible name, too."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._text

    def one_line(self) -> int:
        """Return how wide it is on one line, in pixels."""
        return self._setting().width

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._setting().height(width)

    def sizeHint(self) -> QSize:
        return QSize(self.one_line(), self._setting().line if self._text else 0)

    def minimumSizeHint(self) -> QSize:
        setting = self._setting()
        return QSize(min(setting.longest_word, theme().px(Px.list_least)), setting.line if self._text else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            align = Qt.AlignmentFlag.AlignHCenter if self._centred else begins_at(self)
            self._setting().paint(painter, QRectF(self.rect()), theme().ink(self._ink), align)

    def _setting(self) -> Setting:
        return Setting(self._text, self._words, self.layoutDirection())


class Heading(Says):
    """The title of the page on one line: smaller where there is little room, and shortened only as the last resort."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Words.RESIDENT_TITLE, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        smallest = Setting(self._text, Words.RESIDENT_STATEMENT, self.layoutDirection())
        return QSize(min(smallest.width + Px.grid, theme().px(Px.third_most)), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        font = QFont(theme().font(Words.RESIDENT_TITLE, resident=True))
        least = theme().px(TYPES[Words.RESIDENT_LEAST].size)
        while font.pixelSize() > least and QFontMetrics(font).horizontalAdvance(self._text) > self.width():
            font.setPixelSize(font.pixelSize() - 1)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        with QPainter(self) as painter:
            painter.setFont(font)
            painter.setPen(theme().colour("ink"))
            painter.setLayoutDirection(self.layoutDirection())
            painter.drawText(self.rect(), begins_at(self).value | Qt.AlignmentFlag.AlignVCenter.value, shown)


class ResidentButton(Pressable):
    """A button at least 56 high: a tool with an icon, an answer, or the main answer. Its words may take two lines."""

    def __init__(self, kind: Kind, *, name: str, icon: str = "", opens: bool = False) -> None:
        super().__init__("", name=name)
        self._kind: Kind = kind
        self._icon = icon
        self._opens = opens
        self.setProperty("focus_radius", Px.radius_card)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if kind == "tool":
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str, accessible: str = "") -> None:
        """Show other words."""
        self.setText(text)
        self.setAccessibleName(accessible or text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        height = Px.button_resident if self._kind == "tool" else Px.button_resident_main
        return QSize(self._setting().width + self._beside_words(), theme().px(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._setting().least_width + self._beside_words(), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        pressed, hovered = self.isDown(), self.underMouse() and self.isEnabled()
        ink, fill, edge = tokens.ink, tokens.surface, tokens.control
        if self._kind == "main" and self.isEnabled():
            ink = tokens.on_accent
            fill = tokens.accent_pressed if pressed else tokens.accent_hover if hovered else tokens.accent
            edge = tokens.ink if look.high_contrast else fill
        elif self._kind == "main":
            # An answer is never grey: what cannot be pressed yet is drawn as an outline.
            ink = edge = tokens.accent
        elif pressed or hovered:
            fill = tokens.line if pressed else tokens.hover
        with QPainter(self) as painter:
            rounded(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=Px.radius_card, width=Px.edge_bad)
            self._paint_words(painter, ink)

    def _paint_words(self, painter: QPainter, ink: str) -> None:
        look = theme()
        side, gap = look.px(Px.page_edge), look.px(Px.gap)
        setting = self._setting()
        room = QRectF(self.rect()).adjusted(look.px(Px.icon), 0, -look.px(Px.icon), 0)
        before = side + gap if self._icon else 0
        after = look.px(Px.icon_small) + gap if self._opens else 0
        wide = min(float(setting.width), room.width() - before - after)
        left = room.left() + (room.width() - before - after - wide) / 2
        middle = (self.height() - side) / 2
        if self._icon:
            self._paint_icon(painter, self._icon, QRectF(left, middle, side, side), ink)
        words = self._turned(QRectF(left + before, 0, wide, self.height()))
        setting.paint(painter, words, ink, Qt.AlignmentFlag.AlignHCenter)
        if self._opens:
            small = look.px(Px.icon_small)
            spot = QRectF(left + before + wide + gap, (self.height() - small) / 2, small, small)
            self._paint_icon(painter, "down", spot, ink)

    def _paint_icon(self, painter: QPainter, icon: str, where: QRectF, ink: str) -> None:
        paint_turning(painter, self, icon, self._turned(where), ink)

    def _turned(self, where: QRectF) -> QRectF:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            return QRectF(self.width() - where.right(), where.top(), where.width(), where.height())
        return where

    def _beside_words(self) -> int:
        look = theme()
        icon = look.px(Px.page_edge) + look.px(Px.gap) if self._icon else 0
        return 2 * look.px(Px.icon) + icon + (look.px(Px.icon_small) + look.px(Px.gap) if self._opens else 0)

    def _setting(self) -> Setting:
        return Setting(self.text(), _WORDS[self._kind], self.layoutDirection())


def begins_at(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side at which reading begins on this page, whatever the words are."""
    right = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute


def paint_turning(painter: QPainter, widget: QWidget, icon: str, where: QRectF, ink: str) -> None:
    """Draw an icon; one that points along the line of reading is mirrored on a page that reads from the right."""
    spot = QRectF(round(where.left()), round(where.top()), where.width(), where.height())
    if icon not in TURNING or widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        theme().icons.paint(painter, icon, spot, ink)
        return
    with kept(painter):
        painter.translate(QPointF(2 * spot.left() + spot.width(), 0))
        painter.scale(-1, 1)
        theme().icons.paint(painter, icon, spot, ink)
