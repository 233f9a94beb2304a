"""The pages behind two of her answers: which things are not hers, and that she need not sign."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.office.signing import SheetWords
from cantercare_desktop.shell.resident_screen.parts import Heading, ResidentButton, Says
from cantercare_desktop.shell.resident_screen.things import TickList
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

#: How wide a column of large words may be, so that a line is easy to follow.
WIDEST = 900


class AnswerPage(QWidget):
    """A title, a sentence, and two large buttons: back to the sheet, and on."""

    go_back_pressed = Signal()
    go_on_pressed = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._held = QWidget()
        self._held.setMaximumWidth(theme().px(WIDEST))
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._held, 1000)
        row.addStretch(1)
        self.title = Heading(name=f"{name}.title")
        self.says = Says(Words.RESIDENT_SENTENCE, name=f"{name}.says")
        self.middle = QVBoxLayout()
        self.missing = Says(Words.RESIDENT_LEAST, name=f"{name}.missing", ink="ink2")
        self.go_back = ResidentButton("answer", name=f"{name}.go_back")
        self.go_on = ResidentButton("main", name=f"{name}.go_on")
        column = QVBoxLayout(self._held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.card_padding)
        column.addWidget(self.title)
        column.addWidget(self.says)
        column.addLayout(self.middle, 1)
        column.addWidget(self.missing)
        buttons = QHBoxLayout()
        buttons.setSpacing(Px.gap_wide)
        buttons.addWidget(self.go_back, 43)
        buttons.addWidget(self.go_on, 57)
        column.addLayout(buttons)
        self.go_back.clicked.connect(self.go_back_pressed)
        self.go_on.clicked.connect(self.go_on_pressed)
        theme().changed.connect(self._set_sizes)

    def turn(self, book: Phrasebook) -> None:
        """Mirror the page where the language reads from the right."""
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if book.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self.go_back.say(book.say("screen.go_back"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_sizes()

    def _set_sizes(self) -> None:
        self._held.setMaximumWidth(theme().px(WIDEST))
        low = self.height() / theme().scale < WIDEST / 2
        edge = Px.card_padding if low else Px.page_edge + Px.card_padding
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(edge, edge, edge, edge)


class NotMinePage(AnswerPage):
    """She ticks what is not hers."""

    def __init__(self) -> None:
        super().__init__(name="resident.not_mine_page")
        self.things = TickList(name="resident.not_mine_list")
        self.things.ticked.connect(self._on_ticked)
        self.middle.addWidget(self.things)
        self.middle.addStretch(0)
        self._none = ""

    def show_words(self, book: Phrasebook, words: SheetWords) -> None:
        """Say everything in one language."""
        self.turn(book)
        self.title.say(book.say("screen.not_mine_title"))
        self.says.say(book.say("screen.not_mine_says"))
        self.go_on.say(book.say("screen.not_mine_tell"))
        self._none = book.say("screen.not_mine_none")
        self.things.show_things(words.items, direction=self.layoutDirection())
        self._on_ticked()

    def wipe(self) -> None:
        """Empty the list."""
        self.things.show_things((), direction=self.layoutDirection())

    def _on_ticked(self) -> None:
        some = bool(self.things.chosen())
        self.go_on.setEnabled(some)
        self.missing.say("" if some else self._none)
        self.go_on.setAccessibleDescription("" if some else self._none)


class RatherNotPage(AnswerPage):
    """She need not sign, and is told what happens then."""

    def __init__(self) -> None:
        super().__init__(name="resident.rather_not_page")
        self.middle.addStretch(1)

    def show_words(self, book: Phrasebook) -> None:
        """Say everything in one language."""
        self.turn(book)
        self.title.say(book.say("screen.rather_not_title"))
        self.says.say(book.say("screen.rather_not_says"))
        self.go_on.say(book.say("screen.rather_not_go_on"))
