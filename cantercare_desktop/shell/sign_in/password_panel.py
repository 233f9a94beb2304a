"""The right half of the sign-in card: the chosen name, her password, and what to do without it."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.fields import Field, PasswordLine
from cantercare_desktop.ui.labels import Label, OneLine, Rule
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import MustWait, WrongPassword, in_words

#: How long a half-typed password stays after the last key.
_HALF_TYPED_S = 60.0


class PasswordPanel(QWidget):
    """Asks one person for her password. ``password_given`` carries it once; the field is then empty."""

    password_given = Signal(str)
    forgotten = Signal()

    def __init__(self, delay: Delay) -> None:
        super().__init__()
        self._delay = delay
        self._left: Callable[[], float] = _no_wait
        self._call_off: Callable[[], None] | None = None
        self._call_off_clearing: Callable[[], None] = _nothing_typed
        self.setObjectName("sign_in.panel")
        self.name = OneLine("", Words.SECTION, name="sign_in.name")
        self.last = Label("", Words.SECOND, ink="ink2", name="sign_in.last", wrap=True)
        self.password = PasswordLine(name="sign_in.password", tall=True)
        self.field = Field("Your password", self.password, name="sign_in.password_field")
        self.unlock = Button("Unlock", name="sign_in.unlock", kind="primary", size="big", keys="Enter")
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note = Label("", Words.SECOND, ink="ink2", wrap=True, name="sign_in.note")
        self.wait = Label("", Words.SECOND, ink="amber", wrap=True, name="sign_in.wait")
        self.wait.hide()
        self.forgot = LinkButton("I have forgotten my password", name="sign_in.forgotten")
        self.forgot.clicked.connect(self.forgotten)
        self.who_helps = Label("", Words.CAPTION, ink="ink2", wrap=True, name="sign_in.who_helps")
        self._lay_out()
        self.unlock.clicked.connect(self._on_unlock_clicked)
        self.password.installEventFilter(self)
        self.password.textEdited.connect(self._on_typed)

    def ask(self, name: str, last: str, note: str, *, deed: str) -> None:
        """Ask this person; ``last`` says when she signed in last, ``note`` where she goes."""
        self.name.say(name)
        self.last.say(last)
        self.note.say(note)
        self.unlock.name_deed(deed)
        self.password.clear()
        self.password.hide_words()
        self.field.show_error(None)
        self.field.setVisible(True)
        self.unlock.setVisible(True)

    def explain(self, name: str, text: str) -> None:
        """Show words in place of the password: nobody can sign in by this tile."""
        self.ask(name, text, "", deed="Unlock")
        self.field.setVisible(False)
        self.unlock.setVisible(False)

    def show_busy(self, text: str | None) -> None:
        """Show that the password is being tried; ``None`` when that is over."""
        self.unlock.set_busy(text)
        self.password.setReadOnly(text is not None)
        if text is None and self.password.isVisible():
            self.password.setFocus()

    def show_wrong(self, problem: WrongPassword | MustWait) -> None:
        """Say that it was not right; the name stays chosen."""
        self.field.show_error(
            "That password is not right. Check Caps Lock and type it again."
            if isinstance(problem, WrongPassword)
            else f"{problem.happened} Wait a little, then type it again."
        )
        self.password.setFocus()

    def count_down(self, left: Callable[[], float]) -> None:
        """Block the button while ``left`` gives seconds, and say how many."""
        self._left = left
        self._on_second()

    def stop_counting(self) -> None:
        """Forget about waiting; another name was chosen."""
        if self._call_off is not None:
            self._call_off()
        self._call_off = None
        self._left = _no_wait
        self.unlock.set_blocked(None)
        self.wait.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in enter:
            self._on_unlock_clicked()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        edge = theme().px(Px.page_edge)
        column.setContentsMargins(edge, Px.page_edge - 4, edge, Px.page_edge)
        column.setSpacing(0)
        column.addWidget(self.name)
        column.addWidget(self.last)
        column.addSpacing(Px.gap_wide)
        column.addWidget(self.field)
        column.addSpacing(Px.gap_wide)
        column.addWidget(self.unlock)
        column.addWidget(self.wait)
        column.addSpacing(Px.gap)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addSpacing(Px.gap_wide)
        column.addWidget(Rule())
        column.addSpacing(Px.gap)
        column.addWidget(self.forgot, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.who_helps)

    def _on_unlock_clicked(self) -> None:
        if self.unlock.busy or not self.unlock.isEnabled() or not self.unlock.isVisible():
            return
        typed = self.password.text()
        if not typed:
            self.field.show_error("Type your password, then press Enter.")
            self.password.setFocus()
            return
        self.password.clear()
        self.password.hide_words()
        self.password_given.emit(typed)

    def _on_typed(self) -> None:
        self._call_off_clearing()
        self._call_off_clearing = self._delay(_HALF_TYPED_S, self._forget_typed)

    def _forget_typed(self) -> None:
        """Leave no half-typed password to whoever comes by."""
        self.password.clear()
        self.password.hide_words()

    def _on_second(self) -> None:
        self._call_off = None
        left = self._left()
        if left <= 0:
            had = not self.unlock.isEnabled() and not self.unlock.busy
            self.unlock.set_blocked(None)
            self.wait.hide()
            if had:
                self.password.setFocus()
            return
        self.unlock.set_blocked(f"Try again in {in_words(left)}.", self.wait)
        self._call_off = self._delay(left - math.ceil(left) + 1, self._on_second)


def _no_wait() -> float:
    return 0.0


def _nothing_typed() -> None:
    """Nothing waits to be cleared."""
