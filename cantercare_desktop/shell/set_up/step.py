"""What every step of set-up is, and the parts the steps share."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Card
from cantercare_desktop.ui.labels import IconLabel, Label, MixedLabel
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

_LEFT, _RIGHT = 648, 400


class Step(QWidget):
    """One step: a heading, a lead, a column at the left to fill and a column at the right that explains.

    ``changed`` tells that ``missing`` may say something else now; ``done`` that the step may be left by itself.
    """

    changed = Signal()
    name = ""
    title = ""
    heading = ""
    lead = ""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(f"set_up.{self.name}")
        self.setAccessibleName(self.heading)
        self.setProperty("bare", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(self.heading, Words.SIGN_IN_TITLE, wrap=True))
        column.addSpacing(Px.half_grid)
        column.addWidget(Label(self.lead, Words.BODY, ink="ink2", wrap=True))
        column.addSpacing(Px.gap_wide)
        sides = QHBoxLayout()
        sides.setSpacing(Px.gap_wide)
        self.left, self.right = QVBoxLayout(), QVBoxLayout()
        for side, share in ((self.left, _LEFT), (self.right, _RIGHT)):
            side.setSpacing(Px.gap)
            held = QVBoxLayout()
            held.addLayout(side)
            held.addStretch(1)
            sides.addLayout(held, share)
        column.addLayout(sides)
        column.addStretch(1)

    def missing(self) -> str:
        """Say what is missing before the next step opens; "" when nothing is."""
        return ""

    def check(self) -> bool:
        """Look at what was typed, say what is wrong beside it; ``True`` when the next step may open."""
        return True

    def entered(self) -> None:
        """The step is shown."""

    def own_deed(self) -> Button | None:
        """The step's own primary button, for as long as it is what comes next."""
        return None


class OneAtATime(QWidget):
    """Shows one of its pages. The hidden ones ask for no room, so that a short page does not scroll for a long one."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, page: QWidget) -> None:
        """Take up a page, hidden."""
        page.hide()
        self._pages.append(page)
        self._column.addWidget(page)
        page.destroyed.connect(lambda: self._pages.remove(page))

    def show_page(self, shown: QWidget) -> None:
        """Show this page alone."""
        for page in self._pages:
            if page is not shown:
                page.hide()
        shown.show()


def big_card(title: str, *, name: str) -> Card:
    """A card with the wide edges of set-up, and its title in it."""
    card = Card(name=name)
    edge = theme().px(Px.page_edge)
    card.body.setContentsMargins(edge, Px.gap_wide, edge, Px.icon)
    card.body.setSpacing(Px.gap)
    if title:
        card.add(Label(title, Words.SECTION))
    return card


def explaining_card(title: str, text: str, *, name: str) -> Card:
    """A card of the right column: what it is about, and a few sentences."""
    card = Card(name=name)
    card.body.setContentsMargins(Px.icon, Px.gap_wide, Px.icon, Px.gap_wide)
    card.body.setSpacing(Px.half_grid)
    card.add(Label(title, Words.STRONG, wrap=True))
    card.add(Label(text, Words.SECOND, ink="ink2", wrap=True))
    return card


def pointed(icon: str, lead: str, text: str) -> QWidget:
    """A sentence with an icon before it and its first words bold."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, Px.half_grid, 0, Px.half_grid)
    row.setSpacing(Px.gap)
    row.addWidget(IconLabel(icon, size=Px.icon, ink="ink"), 0, Qt.AlignmentFlag.AlignTop)
    words = MixedLabel(Words.SECOND, wrap=True)
    words.say(((f"{lead} ", True), (text, False)))
    row.addWidget(words, 1)
    return made
