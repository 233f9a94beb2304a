"""The pages on which she gives the screen back, and on which staff take it with a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.shell.resident_screen.parts import Says
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.fields import Field, PasswordLine
from cantercare_desktop.ui.frame import Job
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")

STAFF_STRIP = "Staff: type your password to go on"
NOT_RIGHT = "That password is not right."


class Runs(Protocol):
    """Runs a job on a thread of its own, as `ui.jobs.Jobs` does."""

    def run(self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None) -> object:
        """Start it; `then` or `failed` is called on the window's thread."""
        ...


class StaffPassword(PasswordLine):
    """A password under dots that nobody can look at, and into which only keys write: a resident sits before it."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.show_words.hide()
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.MiddleButton:  # it would paste what was last selected
            event.accept()
            return
        super().mouseReleaseEvent(event)


class StaffStrip(QWidget):
    """A small strip for staff: a password, and what was wrong with it. `unlocked` is emitted when it is right."""

    unlocked = Signal()

    def __init__(self, check_password: Callable[[str], bool], jobs: Runs) -> None:
        super().__init__()
        self.setObjectName("resident.staff")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._check_password, self._jobs = check_password, jobs
        self._ended = False
        self.password = StaffPassword(name="resident.password")
        self.field = Field(STAFF_STRIP, self.password, name="resident.password_field")
        self.field.setFixedWidth(Px.list_most - Px.page_edge)
        self.go_on = Button("Go on", name="resident.go_on")
        self.go_on.keep_room_for("Checking…")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Px.gap)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.setSpacing(Px.half_grid)
        beside.addWidget(Label(" ", Words.SECOND_STRONG))
        beside.addWidget(self.go_on)
        beside.addStretch(1)
        row.addLayout(beside)
        row.addStretch(1)
        self.go_on.clicked.connect(self._on_go_on)
        self.password.returnPressed.connect(self._on_go_on)

    def clear(self) -> None:
        """Forget what was typed and said."""
        self.password.clear()
        self.password.hide_words()
        self.field.show_error(None)

    def end(self) -> None:
        """Hear no answer any more: the screen is being taken away, perhaps while a password is checked."""
        self.clear()
        self._ended = True

    def _on_go_on(self) -> None:
        typed = self.password.text()
        if self.go_on.busy or not typed:
            return
        self.password.clear()
        self.password.setEnabled(False)
        self.go_on.set_busy("Checking…")
        check = self._check_password
        self._jobs.run(
            Job("Checking the password", lambda _progress: check(typed), can_stop=False),
            self._on_checked,
            self._on_problem,
        )

    def _on_checked(self, right: bool) -> None:  # noqa: FBT001 - the answer of the check
        if self._ended:
            return
        self._rest()
        if right:
            self.clear()
            self.unlocked.emit()
        else:
            self.field.show_error(NOT_RIGHT)

    def _on_problem(self, problem: Problem) -> None:
        if self._ended:
            return
        self._rest()
        self.field.show_error(f"{problem.happened} {problem.next}")

    def _rest(self) -> None:
        self.go_on.set_busy(None)
        self.password.setEnabled(True)
        self.password.hide_words()
        self.password.setFocus()


class GiveBackPage(QWidget):
    """One kind sentence to her, and the strip for staff."""

    def __init__(self, strip: StaffStrip) -> None:
        super().__init__()
        self.setObjectName("resident.give_back")
        self.icon = IconLabel("check", size=2 * Px.icon_big, ink="accent")
        self.sentence = Says(Words.RESIDENT_TITLE, name="resident.thanks", centred=True)
        self.strip = strip
        column = QVBoxLayout(self)
        edge = Px.page_edge + Px.card_padding
        column.setContentsMargins(edge, edge, edge, Px.page_edge)
        column.setSpacing(Px.page_edge)
        column.addStretch(3)
        column.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        column.addStretch(4)
        column.addWidget(strip)

    def show_sentence(self, book: Phrasebook, sentence: str, icon: str) -> None:
        """Say thank you, or that something did not work."""
        self.sentence.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if book.right_to_left else Qt.LayoutDirection.LeftToRight
        )
        self.sentence.say(sentence)
        self.icon.show_icon(icon)
        self.strip.clear()
        self.strip.password.setFocus()


class TroublePage(QWidget):
    """What went wrong, for staff, after the password: try again, give the screen back to her, or stop."""

    try_again_pressed = Signal()
    hand_back_pressed = Signal()
    stop_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("resident.trouble")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.happened = Label("", Words.PAGE_TITLE, wrap=True, name="resident.trouble.happened")
        self.lost = Label("", Words.BODY, wrap=True, name="resident.trouble.lost")
        self.next = Label("", Words.BODY, wrap=True, name="resident.trouble.next")
        self.details = Label("", Words.CAPTION, ink="ink3", wrap=True, name="resident.trouble.details")
        self.kept = Label(
            "What she drew is kept on this screen until you stop.", Words.BODY, wrap=True, name="resident.trouble.kept"
        )
        self.try_again = Button("Try again", name="resident.trouble.try_again", kind="primary", size="big")
        self.hand_back = Button("Give the screen back to her", name="resident.trouble.hand_back", size="big")
        self.stop = Button("Stop without a signature", name="resident.trouble.stop", size="big")
        held = QWidget()
        held.setMaximumWidth(Px.list_most + Px.third_most)
        column = QVBoxLayout(held)
        column.setSpacing(Px.gap)
        column.addStretch(1)
        for words in (self.happened, self.lost, self.next, self.kept, self.details):
            column.addWidget(words)
        buttons = QHBoxLayout()
        buttons.setSpacing(Px.gap)
        for button in (self.try_again, self.hand_back, self.stop):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(held, 1000)
        row.addStretch(1)
        self.try_again.clicked.connect(self.try_again_pressed)
        self.hand_back.clicked.connect(self.hand_back_pressed)
        self.stop.clicked.connect(self.stop_pressed)

    def show_trouble(self, trouble: Problem | RefusedError | None) -> None:
        """Say what the save ran into; `None` is a fault of the program, of which nothing more is known here."""
        if isinstance(trouble, Problem):
            happened, lost, then, details = trouble.happened, trouble.lost, trouble.next, trouble.details
        elif isinstance(trouble, RefusedError):
            happened, lost, details = trouble.says, "Nothing was written.", ""
            then = "Stop, put it right on the page it came from, then hand the screen over again."
        else:
            happened, lost, details = "The program made a mistake while saving.", "Nothing was written.", ""
            then = "Try again. If it happens again, stop and take the signature on paper."
        self.happened.say(happened)
        self.lost.say(lost)
        self.next.say(then)
        self.details.say(details)
        self.details.setVisible(bool(details))
        self.try_again.setFocus()
