"""The sheet: her things on one side, the sentence and the pad on the other, three answers below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.office.signing import SheetWords
from cantercare_desktop.shell.resident_screen.language_choice import LanguageButton
from cantercare_desktop.shell.resident_screen.pad import ResidentPad
from cantercare_desktop.shell.resident_screen.parts import Heading, ResidentButton, Says
from cantercare_desktop.shell.resident_screen.things import ThingList
from cantercare_desktop.ui.signature_pad import Ink
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

#: Below these logical sizes the page uses smaller margins, and puts what stands under the list into it.
LOW, NARROW = 560, 900
#: Below this logical height only the pad and its tools stand at the right: all the rest makes room for signing.
TIGHT = 440


class SheetPage(QWidget):
    """What she reads and signs. It keeps no answer: it says what was pressed."""

    read_pressed = Signal()
    print_pressed = Signal()
    language_chosen = Signal(str)
    not_mine_pressed = Signal()
    rather_not_pressed = Signal()
    sign_pressed = Signal()

    def __init__(self, books: Sequence[Phrasebook], monotonic: Callable[[], float], *, offers_not_mine: bool) -> None:
        super().__init__()
        self.setObjectName("resident.sheet")
        self._book = books[0]
        self._reading = False
        self._tight = False
        self._build(books, monotonic)
        self.not_mine.setVisible(offers_not_mine)
        self._set_tab_order()
        self.pad.ink_changed.connect(self._on_ink_changed)
        self.undo.clicked.connect(self.pad.undo)
        self.mark.clicked.connect(self.pad.put_mark)
        self.read.clicked.connect(self.read_pressed)
        self.print.clicked.connect(self.print_pressed)
        self.language.chosen.connect(self.language_chosen)
        self.not_mine.clicked.connect(self.not_mine_pressed)
        self.rather_not.clicked.connect(self.rather_not_pressed)
        self.sign.clicked.connect(self.sign_pressed)
        theme().changed.connect(self._set_sizes)

    def show_words(self, book: Phrasebook, words: SheetWords) -> None:
        """Say everything in one language. What she has drawn stays as it is."""
        self._book = book
        right_to_left = book.right_to_left
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)
        self.title.say(words.title)
        self.lead.say(words.lead)
        self.statement.say(words.statement)
        self.things.show_things(words.items, says=words.lead, direction=direction)
        self.language.show_language(book)
        self.undo.say(book.say("screen.undo"))
        self.mark.say(book.say("screen.my_mark"))
        self.not_sure.say(book.say("screen.not_sure"))
        self.not_mine.say(book.say("screen.not_mine"))
        self.rather_not.say(book.say("screen.rather_not"))
        self.sign.say(book.say("screen.sign"))
        self.print.say(book.say("screen.print"))
        self.say_no_voice(said=False, may_print=False)
        self.show_reading(reading=False)
        self._say_ink()
        self._set_sizes()

    def show_reading(self, *, reading: bool) -> None:
        """Let the button say what it does next: read, or stop reading."""
        self._reading = reading
        self.read.say(self._book.say("screen.stop_reading" if reading else "screen.read_aloud"))

    def say_no_voice(self, *, said: bool, may_print: bool) -> None:
        """Say that nothing here can read this language aloud, and offer it on paper where that can be done."""
        self.no_voice.say(self._book.say("screen.no_voice") if said else "")
        self.no_voice.setVisible(said)
        self.print.setVisible(said and may_print)

    def wipe(self) -> None:
        """Empty everything: strokes, words and names."""
        self.pad.clear()
        self.language.close_list()
        for words in (self.title, self.lead, self.statement, self.no_voice):
            words.say("")
        self.things.show_things((), says="", direction=self.layoutDirection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.language.close_list()
        self._set_sizes()

    def _build(self, books: Sequence[Phrasebook], monotonic: Callable[[], float]) -> None:
        self.title = Heading(name="resident.title")
        self.read = ResidentButton("tool", name="resident.read", icon="sound")
        self.language = LanguageButton(books)
        self.lead = Says(Words.RESIDENT_SENTENCE, name="resident.lead")
        self.things = ThingList(name="resident.things")
        self.no_voice = Says(Words.RESIDENT_LEAST, name="resident.no_voice")
        self.print = ResidentButton("tool", name="resident.print", icon="print")
        self.not_sure = Says(Words.RESIDENT_LEAST, name="resident.not_sure")
        self.statement = Says(Words.RESIDENT_STATEMENT, name="resident.statement")
        self.pad = ResidentPad(monotonic, name="resident.pad")
        self.undo = ResidentButton("tool", name="resident.undo", icon="undo")
        self.mark = ResidentButton("tool", name="resident.mark", icon="pen")
        self.not_mine = ResidentButton("answer", name="resident.not_mine")
        self.rather_not = ResidentButton("answer", name="resident.rather_not")
        self.sign = ResidentButton("main", name="resident.sign")

        # Their order in the page is the order a screen reader goes by.
        for part in (
            self.title,
            self.read,
            self.language,
            self.lead,
            self.things,
            self.statement,
            self.pad,
            self.undo,
            self.mark,
            self.not_mine,
            self.rather_not,
            self.sign,
        ):
            part.setParent(self)
        self._grid = QGridLayout(self)
        self._grid.setRowStretch(2, 1)
        head = QHBoxLayout()
        head.setSpacing(Px.gap)
        self._head = head
        head.addWidget(self.title, 1)
        head.addWidget(self.read)
        head.addWidget(self.language)
        self._grid.addLayout(head, 0, 0, 1, 2)
        self._grid.addWidget(self.lead, 1, 0)
        self._grid.addLayout(self._left(), 2, 0)
        self._pad_head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tools = QHBoxLayout()
        tools.setSpacing(Px.gap)
        tools.addStretch(1)
        tools.addWidget(self.undo)
        tools.addWidget(self.mark)
        self._pad_head.addWidget(self.statement, 1)
        self._pad_head.addLayout(tools)
        self._grid.addLayout(self._pad_head, 1, 1)
        self._grid.addWidget(self.pad, 2, 1)
        answers = QHBoxLayout()
        answers.setSpacing(Px.gap_wide)
        answers.addWidget(self.not_mine, 1)
        answers.addWidget(self.rather_not, 1)
        self._grid.addLayout(answers, 4, 0)
        self._grid.addWidget(self.sign, 4, 1)

    def _left(self) -> QVBoxLayout:
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(Px.gap)
        foot.addWidget(self.no_voice)
        foot.addWidget(self.print, 0, Qt.AlignmentFlag.AlignLeading)
        foot.addWidget(self.not_sure)
        self._left_column = QVBoxLayout()
        self._left_column.setSpacing(Px.icon)
        self._left_column.addWidget(self.things, 1)
        self._left_column.addWidget(self._foot)
        self._left_column.addStretch(0)
        return self._left_column

    def _set_tab_order(self) -> None:
        order: tuple[QWidget, ...] = (
            self.read,
            self.language,
            self.things,
            self.print,
            self.pad,
            self.undo,
            self.mark,
            self.pad.clear_all,
            self.not_mine,
            self.rather_not,
            self.sign,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _set_sizes(self) -> None:
        scale = theme().scale
        low, narrow = self.height() / scale < LOW, self.width() / scale < NARROW
        edge = Px.gap if low or narrow else Px.page_edge + Px.card_padding
        top = Px.grid if self.height() / scale < TIGHT else Px.gap if low else Px.page_edge
        self._grid.setContentsMargins(edge, top, edge, top if low else top + Px.half_grid)
        between = Px.card_padding if narrow else Px.icon_big
        self._grid.setHorizontalSpacing(between)
        self._grid.setVerticalSpacing(Px.grid if low else Px.gap)
        self._make_room_to_sign(tight=self.height() / scale < TIGHT)
        self._head.setContentsMargins(0, 0, 0, 0 if low else Px.grid)
        left = 38 if narrow else 43
        self._grid.setColumnStretch(0, left)
        self._grid.setColumnStretch(1, 100 - left)
        self._grid.setRowMinimumHeight(1, 0 if self._tight else theme().px(Px.button_resident))
        # An empty row makes the gap above the answers twice as wide.
        self._grid.setRowMinimumHeight(3, 0 if low else Px.gap)
        self._pad_head.setSpacing(Px.grid if low else Px.card_padding)
        self.things.keep_foot(self._foot if low else None)
        if not low and self._left_column.indexOf(self._foot) < 0:
            self._left_column.insertWidget(1, self._foot)
        column = (self.width() - 2 * edge - between) * (100 - left) / 100
        beside = column - self.undo.sizeHint().width() - self.mark.sizeHint().width() - Px.gap - Px.card_padding
        stacked = beside < 0.6 * self.statement.one_line() and not self._tight
        self._pad_head.setDirection(QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight)

    def _make_room_to_sign(self, *, tight: bool) -> None:
        """Put lead and statement into the left column and the tools below the pad; or all back to where it was."""
        if tight == self._tight:
            return
        self._tight = tight
        for part in (self._left_column, self._pad_head):
            self._grid.removeItem(part)
        self._grid.removeWidget(self.pad)
        if tight:
            self._grid.removeWidget(self.lead)
            self._pad_head.removeWidget(self.statement)
            self._left_column.insertWidget(self._left_column.indexOf(self.things) + 1, self.statement)
            self.things.keep_lead(self.lead)
            self._grid.addLayout(self._left_column, 1, 0, 3, 1)
            self._grid.addWidget(self.pad, 1, 1, 2, 1)
            self._grid.addLayout(self._pad_head, 3, 1)
        else:
            self.things.keep_lead(None)
            self.lead.setParent(self)
            self.lead.stackUnder(self.things)
            self._grid.addWidget(self.lead, 1, 0)
            self.lead.show()
            self._left_column.removeWidget(self.statement)
            self._pad_head.insertWidget(0, self.statement, 1)
            self._grid.addLayout(self._left_column, 2, 0)
            self._grid.addLayout(self._pad_head, 1, 1)
            self._grid.addWidget(self.pad, 2, 1)

    def _say_ink(self) -> None:
        ink, say = self.pad.ink, self._book.say
        sentence = {
            Ink.EMPTY: say("screen.not_signed_yet"),
            Ink.TOO_LITTLE: say("screen.too_little"),
            Ink.ENOUGH: "",
        }[ink]
        self.pad.say(say("screen.pad"), say("screen.too_little" if ink is Ink.TOO_LITTLE else "screen.hint"))
        self.pad.clear_all.say(say("screen.clear"))
        self.sign.setEnabled(ink is Ink.ENOUGH)
        self.sign.setAccessibleDescription(sentence)

    def _on_ink_changed(self) -> None:
        self._say_ink()
