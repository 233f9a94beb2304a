"""The left side: the list, above it what narrows it, and whose history it is when it is one person's."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import Clock, london_date
from cantercare_desktop.office.people import PersonName
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import Kind
from cantercare_desktop.registers.post.screen.fast_row import KINDS
from cantercare_desktop.registers.post.screen.listing import Asked
from cantercare_desktop.registers.post.values import View
from cantercare_desktop.ui.buttons import LinkButton
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.dates import BadDateError, DateLine
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.filters import FilterWords
from cantercare_desktop.ui.labels import Label, OneLine
from cantercare_desktop.ui.rows import Rows
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.tokens import Px, Words

VIEWS: tuple[View, ...] = ("waiting", "handed_over", "exceptions", "all")
FILTERS = (
    FilterWords("waiting", "Waiting", 0),
    FilterWords("handed_over", "Handed over"),
    FilterWords("exceptions", "Exceptions", 0),
    FilterWords("all", "All"),
)
_EMPTY = {
    "waiting": "No post is waiting.",
    "handed_over": "Nothing like this was handed over.",
    "exceptions": "No exception is open.",
    "all": "Nothing like this is in the log.",
}
_EVERY = "every"
_HALF_A_DATE = 7


class ListSide(QWidget):
    """The list of post. `asked_changed` says that something else is asked for now."""

    asked_changed = Signal()
    history_left = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("post.list_side")
        self._clock = clock
        self._is_history = False
        self.list = RowList(Rows(), name="post.list", says="Post", dense=True)
        self.setFocusProxy(self.list)
        self.words = TextLine(name="post.find", placeholder="Name, number or tracking")
        self.words.setAccessibleName("Find in this list")
        kinds = [Option(_EVERY, "Every type"), *(Option(kind, rules.what(kind, signed_for=False)) for kind in KINDS)]
        self.kind = Choice(kinds, name="post.find_kind")
        self.kind.setAccessibleName("Type")
        self.kind.choose(_EVERY)
        self.since = DateLine(name="post.find_since", today=self._today)
        self.until = DateLine(name="post.find_until", today=self._today)
        self.since.setPlaceholderText("From, like 1 11 2026")
        self.until.setPlaceholderText("Up to")
        self.since.setAccessibleName("From")
        self.until.setAccessibleName("Up to")
        self.bad_date = Label("", Words.CAPTION, ink="red", wrap=True, name="post.find_bad_date")
        self.bad_date.hide()
        self.nothing = Label("", Words.SECOND, ink="ink2", wrap=True, name="post.nothing")
        self.nothing.hide()
        self._narrowing = QWidget()
        self._whose = QWidget()
        self._whose_name = OneLine("", Words.STRONG)
        self._lay_out()
        self.words.textChanged.connect(self.asked_changed)
        self.kind.option_chosen.connect(self._on_kind_chosen)
        for line in (self.since, self.until):
            line.textChanged.connect(self._on_date_changed)

    def asked(self, view: str) -> Asked:
        """Return what the list is asked for."""
        chosen: View = next((each for each in VIEWS if each == view), "waiting")
        kind: Kind | None = next((each for each in KINDS if each == self.kind.chosen), None)
        if chosen == "waiting":
            return Asked(view=chosen)
        return Asked(view=chosen, words=self.words.text(), kind=kind, since=_day(self.since), until=_day(self.until))

    def show_filters(self, view: str, words: str) -> None:
        """Show what narrows a list, unless everything in it can be seen anyway."""
        self._whose.hide()
        self._narrowing.setVisible(view != "waiting")
        self._is_history = False
        if self.words.text() != words:
            self.words.blockSignals(True)
            self.words.setText(words)
            self.words.blockSignals(False)

    def show_history(self, person: PersonName) -> None:
        """Say whose history the list is."""
        self._narrowing.hide()
        self._is_history = True
        self._whose_name.say(f"All post for {person.full}")
        self._whose.show()

    def forget(self) -> None:
        """Hold nothing about anybody."""
        self.list.rows.forget()
        self._whose_name.say("")
        self._whose.hide()
        for line in (self.words, self.since, self.until):
            line.blockSignals(True)
            line.clear()
            line.blockSignals(False)

    def show_empty(self, *, nothing: bool, view: str) -> None:
        """Say that the list is empty, in a sentence."""
        self.nothing.say("No post has come yet." if self._is_history else _EMPTY.get(view, ""))
        self.nothing.setVisible(nothing)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.grid)
        narrowing = QVBoxLayout(self._narrowing)
        narrowing.setContentsMargins(Px.focus_room, Px.focus_room, Px.focus_room, 0)
        narrowing.setSpacing(Px.grid)
        for pair in ((self.words, self.kind), (self.since, self.until)):
            line = QHBoxLayout()
            line.setSpacing(Px.grid)
            for widget in pair:
                line.addWidget(widget, 1)
            narrowing.addLayout(line)
        narrowing.addWidget(self.bad_date)
        whose = QHBoxLayout(self._whose)
        whose.setContentsMargins(Px.focus_room, Px.focus_room, Px.focus_room, 0)
        back = LinkButton("Back to all post", name="post.history_back")
        back.clicked.connect(self.history_left)
        whose.addWidget(self._whose_name, 1)
        whose.addWidget(back)
        column.addWidget(self._narrowing)
        column.addWidget(self._whose)
        column.addWidget(self.nothing)
        column.addWidget(ListCard(self.list), 1)
        self._narrowing.hide()
        self._whose.hide()

    def _today(self) -> date:
        return london_date(self._clock.now())

    def _on_kind_chosen(self, _kind: str) -> None:
        self.asked_changed.emit()

    def _on_date_changed(self, _text: str) -> None:
        trouble = self.since.trouble() or self.until.trouble()
        self.bad_date.say(trouble or "")
        # Half a date is not wrong yet: the sentence waits until there is enough for a whole one.
        self.bad_date.setVisible(trouble is not None and len(self.since.text() + self.until.text()) > _HALF_A_DATE)
        if trouble is None:
            self.asked_changed.emit()


def _day(line: DateLine) -> date | None:
    try:
        return line.day()
    except BadDateError:
        return None
