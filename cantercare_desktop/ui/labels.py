"""Words on a screen. Every label shows plain text: a name with ``<b>`` in it is shown as it was typed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

# What no one reads at a glance need not be laid out: a longer text is cut with an ellipsis.
LONGEST_SHOWN = 4_000


class Label(QLabel):
    """Plain words of one kind and one ink; ``ink`` is a token name or a state such as ``red``."""

    def __init__(
        self,
        text: str = "",
        words: Words = Words.BODY,
        *,
        ink: str = "ink",
        wrap: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("words", str(words))
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        if name:
            self.setObjectName(name)
        self.say(text)

    def say(self, text: str, ink: str | None = None) -> None:
        """Show other words, and if asked in another ink."""
        self.setText(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
        if ink is not None and ink != self.property("ink"):
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


class OneLine(Label):
    """A label that shortens itself with an ellipsis when there is no room; the whole text stays its accessible name."""

    def __init__(
        self,
        text: str = "",
        words: Words = Words.BODY,
        *,
        ink: str = "ink",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, words, ink=ink, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            area = self.contentsRect()
            shown = self.fontMetrics().elidedText(
                self.text().replace("\n", " "), Qt.TextElideMode.ElideRight, area.width(), Qt.TextFlag.TextSingleLine
            )
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(area, self.alignment().value | Qt.TextFlag.TextSingleLine.value, shown)


class MixedLabel(QLabel):
    """Words of which some are bold, as in "**Logged:** parcel for Chloe". The parts are escaped, never read as HTML."""

    def __init__(
        self, words: Words = Words.BODY, *, ink: str = "ink", wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setProperty("words", str(words))
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)

    def say(self, parts: Iterable[tuple[str, bool]], ink: str | None = None) -> None:
        """Show the parts, each with whether it is bold."""
        from html import escape  # noqa: PLC0415 - brings a table of two thousand names, and no label before sign-in needs it

        kept = [(text[:LONGEST_SHOWN], bold) for text, bold in parts]
        self.setText(
            "".join(f'<span style="font-weight:600">{escape(t)}</span>' if bold else escape(t) for t, bold in kept)
        )
        self.setAccessibleName("".join(text for text, _bold in kept))
        if ink is not None and ink != self.property("ink"):
            self.setProperty("ink", ink)
            self.style().unpolish(self)
            self.style().polish(self)


class Rule(QFrame):
    """A thin line that parts what stands above from what stands below, or left from right."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", True)
        if upright:
            self.setFixedWidth(Px.edge)
        else:
            self.setFixedHeight(Px.edge)


class IconLabel(QWidget):
    """One icon as a widget. It is decoration: the word beside it carries the meaning."""

    def __init__(self, icon: str, *, size: int = Px.icon, ink: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._ink = icon, size, ink
        theme().changed.connect(self.update)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, ink: str | None = None) -> None:
        """Show another icon; ``ink`` names a token, or a state as in ``red``."""
        self._icon = icon
        self._ink = ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            side = theme().px(self._size)
            left, top = (self.width() - side) / 2, (self.height() - side) / 2
            theme().icons.paint(painter, self._icon, QRectF(left, top, side, side), theme().ink(self._ink))


class TwoLines(QWidget):
    """A bold line with a second line under it, as titles of details and rows of facts have."""

    def __init__(
        self,
        title: str,
        second: str = "",
        *,
        words: Words = Words.SECTION,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = OneLine(title, words)
        self.second = OneLine(second, Words.SECOND, ink="ink2")
        column.addWidget(self.title)
        column.addWidget(self.second)
        if name:
            self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(title, second)

    def say(self, title: str, second: str = "") -> None:
        """Show other words."""
        self.title.say(title)
        self.second.say(second)
        self.second.setVisible(bool(second))
