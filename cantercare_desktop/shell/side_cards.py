"""The cards beside Today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.shell.house import CardRow, SideCard
from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.cards import Card, Facts
from cantercare_desktop.ui.chips import chip_size, paint_chip
from cantercare_desktop.ui.labels import Label, Rule
from cantercare_desktop.ui.painting import rounded, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Link

_PLAIN, _WITH_CHIP = 33, 39
_SECOND_AT = 0.51


class _RowButton(Pressable):
    def __init__(self, row: CardRow, *, name: str) -> None:
        super().__init__(row.left, name=name)
        self._row = row
        right = row.chip.text if row.chip is not None else row.right
        self.setAccessibleName(", ".join(part for part in (row.left, row.middle, right) if part))
        self.setProperty("focus_radius", Px.radius_small)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(row.opens is not None)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least), theme().px(_WITH_CHIP if self._row.chip is not None else _PLAIN) - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        with QPainter(self) as painter:
            where = QRectF(self.rect())
            if self.isEnabled() and (self.underMouse() or self.isDown()):
                rounded(painter, where, fill=tokens.hover, edge=None, radius=Px.radius_small)
            inner = where.adjusted(Px.card_padding, 0, -Px.card_padding, 0)
            second = inner.left() + inner.width() * (_SECOND_AT - 0.02)
            right = text_width(self._row.right, Words.SECOND)
            if self._row.chip is not None:
                size = chip_size(self._row.chip)
                right = size.width()
                top = (self.height() - size.height()) / 2
                paint_chip(painter, QRectF(inner.right() - right, top, right, size.height()), self._row.chip)
            else:
                align = Qt.AlignmentFlag.AlignRight
                write(painter, inner, self._row.right, Words.SECOND, tokens.ink, align=align)
            left = inner.adjusted(0, 0, second - inner.right() - 8, 0) if self._row.middle else inner
            write(painter, left, self._row.left, Words.SECOND, tokens.ink)
            middle = QRectF(second, 0, inner.right() - right - 8 - second, self.height())
            write(painter, middle, self._row.middle, Words.SECOND, tokens.ink)


class SideCards(QWidget):
    """Builds the cards anew at every refresh; a pressed row calls ``opened`` with its link."""

    def __init__(self, opened: Callable[[Link], None]) -> None:
        super().__init__()
        self.setObjectName("today.cards")
        self.setProperty("bare", True)
        self._opened = opened
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, Px.page_edge)
        self._column.setSpacing(Px.gap)
        self._column.addStretch(1)
        self._shown: Sequence[SideCard] = ()
        self._cards: list[QWidget] = []

    def show_cards(self, cards: Sequence[SideCard]) -> None:
        """Show these cards, in their order."""
        if cards == self._shown:
            return
        self._shown = cards
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._made(card, at) for at, card in enumerate(cards)]
        for at, made in enumerate(self._cards):
            self._column.insertWidget(at, made)

    def _made(self, card: SideCard, at: int) -> QWidget:
        name = f"today.card.{at + 1}"
        if not card.title:
            facts = Card(name=name)
            facts.body.setContentsMargins(Px.card_padding, Px.gap, Px.card_padding, Px.gap)
            facts.add(Facts([(row.left, row.middle) for row in card.rows], name=f"{name}.facts"))
            return facts
        made = Card(card.title, name=name, aside=card.aside, padded=False)
        for number, row in enumerate(card.rows):
            if number:
                made.add(Rule())
            button = _RowButton(row, name=f"{name}.row.{number + 1}")
            if row.opens is not None:
                link = row.opens
                button.clicked.connect(lambda _checked=False, link=link: self._opened(link))
            made.add(button)
        if card.more:
            made.add(Rule())
            more = Label(card.more, Words.CAPTION, ink="ink2", wrap=True)
            more.setContentsMargins(Px.card_padding, Px.grid, Px.card_padding, Px.grid)
            made.add(more)
        return made
