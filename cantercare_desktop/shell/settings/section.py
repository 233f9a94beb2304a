"""What every section of Settings is, and how a deed in one of them is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.shell.frame import problem_message
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Card
from cantercare_desktop.ui.fields import PasswordLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.shell.open_house import OpenHouse
    from cantercare_desktop.ui.jobs import RunningJob

T = TypeVar("T")


class Section(QWidget):
    """A page of Settings. ``show_now`` brings it up to date each time it is opened."""

    name = ""
    title = ""
    second = ""

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__()
        self.setObjectName(f"settings.{self.name}")
        self.setAccessibleName(self.title)
        self.setProperty("bare", True)
        self.opened = opened
        self.house = opened.house
        self.actor = opened.actor
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, Px.half_grid, Px.page_edge)
        outer.setSpacing(0)
        self.column = QVBoxLayout()
        self.column.setSpacing(Px.gap)
        outer.addLayout(self.column)
        outer.addStretch(1)

    def show_now(self) -> None:
        """Show what is true now."""

    def forget(self) -> None:
        """Empty what was typed or shown: the program is being locked."""

    def primary_deed(self) -> None:
        """Ctrl+Enter: what the primary button of the section does."""

    def draft(self) -> dict[str, object] | None:
        """What was typed and not saved, to be kept over a lock; never a password."""
        return None

    def take_draft(self, draft: Mapping[str, object]) -> None:
        """Put back what ``draft`` gave; what no longer fits is left out."""

    def card(self, title: str, *, name: str, text: str = "") -> Card:
        """Add a card to the section."""
        card = Card(title, name=f"settings.{self.name}.{name}")
        card.body.setSpacing(Px.gap)
        if text:
            card.add(Label(text, Words.SECOND, ink="ink2", wrap=True))
        self.column.addWidget(card)
        return card

    def tell(self, kind: str, lead: str, text: str) -> None:
        """Put a sentence in the message bar."""
        self.opened.messages.tell(Message("done" if kind == "done" else "due", lead, text))

    def do(self, deed: Callable[[], T], form: Form | None = None) -> T | None:
        """Do something quick; what the rules refuse stands beside its field. Nothing back: it was not done."""
        if form is not None:
            form.clear_errors()
        try:
            return deed()
        except RefusedError as refused:
            self._say_refused(refused, form)
        except Problem as problem:
            self.opened.messages.tell(problem_message(problem))
        return None

    def do_slowly(
        self, button: Button, busy: str, deed: Callable[[], T], then: Callable[[T], None], form: Form | None = None
    ) -> RunningJob:
        """Do something that takes a second or more on a thread of its own; the button says so meanwhile."""
        if form is not None:
            form.clear_errors()
        for line in self.findChildren(PasswordLine):
            line.hide_words()
        had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
        button.set_busy(busy)
        if had_keyboard and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.setFocus()  # Qt gave it away with the button, to wherever it is not wanted

        def tried() -> T | RefusedError:
            try:
                return deed()
            except RefusedError as refused:
                return refused

        def ended(result: T | RefusedError) -> None:
            button.set_busy(None)
            if isinstance(result, RefusedError):
                self._say_refused(result, form)
            else:
                then(result)

        def failed(problem: Problem) -> None:
            button.set_busy(None)
            self.opened.messages.tell(problem_message(problem))

        return self.opened.jobs.run(Job(busy.rstrip("…"), lambda _progress: tried(), can_stop=False), ended, failed)

    def _say_refused(self, refused: RefusedError, form: Form | None) -> None:
        errors = {each.field: each.says for each in refused.refusals if each.field}
        placed = form is not None and bool(errors) and form.show_errors(errors)
        if not placed:
            self.opened.messages.tell(Message("due", "Not done.", refused.says))
