"""Set-up: five steps, a way back that keeps what was typed, and one deed at the end."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.shell.doors import Doors
from cantercare_desktop.shell.papers import recovery_paper
from cantercare_desktop.shell.preview import paper_view, print_paper, save_paper
from cantercare_desktop.shell.set_up.charity import CharityStep
from cantercare_desktop.shell.set_up.computer import ComputerStep
from cantercare_desktop.shell.set_up.finish import FinishStep
from cantercare_desktop.shell.set_up.people import PeopleStep
from cantercare_desktop.shell.set_up.recovery import RecoveryStep
from cantercare_desktop.shell.set_up.step import OneAtATime, Step
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.labels import Label, Rule
from cantercare_desktop.ui.message_bar import MessageBar
from cantercare_desktop.ui.stepper import Stepper
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.policy import Policy
    from cantercare_desktop.vault.keys import NewMember, RecoveryKey
    from cantercare_desktop.vault.vault import Vault

_WIDTH = 1064
_FOOT = 72


class SetUpPage(PlainPage):
    """``finished`` carries the folder and the open vault, signed in as the Data Manager."""

    called_off = Signal()
    finished = Signal(object, object)

    def __init__(self, doors: Doors, jobs: Jobs, folder: Path) -> None:
        super().__init__(name="set_up", says="Setting up", width=_WIDTH)
        from cantercare_desktop.vault.keys import RecoveryKey

        self.setProperty("shown_once", True)
        self._doors, self._jobs, self._folder = doors, jobs, folder
        self._key: RecoveryKey = RecoveryKey.generate()
        asked = sorted(random.SystemRandom().sample(range(len(self._key.groups)), 2))
        self.charity = CharityStep(folder)
        self.people = PeopleStep()
        self.computer = ComputerStep(lambda: doors.secrets(self._folder), jobs)
        self.recovery = RecoveryStep(self._key, asked, self._print_key)
        self.finish = FinishStep()
        self.steps: tuple[Step, ...] = (self.charity, self.people, self.computer, self.recovery, self.finish)
        self.messages = MessageBar(doors.delay)
        self.above.addWidget(self.messages)
        self.stepper = Stepper([step.title for step in self.steps], name="set_up.stepper")
        self._pages = OneAtATime()
        for step in self.steps:
            self._pages.add(step)
        self.middle.addWidget(self.stepper)
        self.middle.addSpacing(Px.gap_wide)
        self.middle.addWidget(self._pages, 1)
        self.back = Button("Back", name="set_up.back")
        self.reason = Label("", Words.SECOND, ink="ink2", name="set_up.reason")
        self.next = Button("Next", name="set_up.next", kind="primary")
        self.below.addWidget(Rule())
        self.below.addWidget(self._foot())
        self.stepper.step_opened.connect(self.go_to)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.computer.looked.connect(self._on_looked)
        self.charity.folder_asked.connect(self._on_folder_asked)
        for step in self.steps:
            step.changed.connect(self._show_foot)
        self.go_to(0)

    @property
    def now(self) -> int:
        """The step that is open, from 0."""
        return self.stepper.now

    def go_to(self, at: int) -> None:
        """Open a step; what was typed in the others stays."""
        step = self.steps[at]
        if step is self.finish:
            self.finish.say(self._summary())
        self.stepper.go_to(at)
        self._pages.show_page(step)
        self.say_at_right(f"Setting up, step {at + 1} of {len(self.steps)}")
        self._show_foot()
        step.entered()

    def _foot(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("surface", "surface")
        foot.setFixedHeight(theme().px(_FOOT) - 1)
        outer = QHBoxLayout(foot)
        outer.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0)
        held = QWidget()
        held.setMaximumWidth(theme().px(_WIDTH))
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Px.gap)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.reason)
        row.addWidget(self.next)
        row.addWidget(self.recovery.print)
        outer.addStretch(1)
        outer.addWidget(held, 1000)
        outer.addStretch(1)
        return foot

    def _show_foot(self) -> None:
        at = self.now
        step = self.steps[at]
        own = step.own_deed()
        self.recovery.print.setVisible(own is self.recovery.print)
        last = at == len(self.steps) - 1
        self.next.keep_room_for("Making the vault…" if last else "")
        self.next.name_deed("Make the vault" if last else f"Next: {_small(self.steps[at + 1].title)}")
        missing = step.missing()
        self.next.set_blocked(missing or None, self.reason)
        if not missing:
            self.reason.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next.click()  # what a field leaves of Enter, with Ctrl or without
            return
        super().keyPressEvent(event)

    def _on_back(self) -> None:
        if self.now == 0:
            self.called_off.emit()
        else:
            self.go_to(self.now - 1)

    def _on_next(self) -> None:
        step = self.steps[self.now]
        if not step.check():
            return
        if step is self.finish:
            self._make()
        else:
            self.go_to(self.now + 1)

    def _on_looked(self) -> None:
        """Bring the keyboard to what comes next, unless it was taken elsewhere while the keyring was looked at."""
        if self.steps[self.now] is self.computer and self.computer.has_keyboard:
            (self.computer.key_file if self.computer.offers_key_file else self.next).setFocus()

    def _on_folder_asked(self) -> None:
        chosen = self._doors.pickers.folder(self.window(), "Where the records lie", self._folder)
        if chosen is None:
            return
        if self._doors.folder_at(chosen).exists():
            self.messages.tell(Message("due", "There is a vault in that folder already.", "Choose an empty folder."))
            return
        self._folder = chosen
        self.charity.show_folder(chosen)

    def _print_key(self) -> None:
        policy = self.charity.policy
        if policy is None:
            return
        paper = recovery_paper(self._key, policy, self._doors.clock.now())

        def printed() -> None:
            message = print_paper(paper, self._doors.printer, self.window(), self.isVisible)
            self._took(message, "Printed")

        def saved() -> None:
            ask = self._doors.pickers.file_to_save
            message = save_paper(paper, lambda name: ask(self.window(), "Save the recovery key", name), self.isVisible)
            self._took(message, "Saved")

        view = paper_view(paper, on_print=printed, on_save=saved)

        def leave() -> None:
            view.forget()
            self._pages.show_page(self.recovery)
            view.deleteLater()
            (self.recovery.card.lines[0] if self.recovery.card.on_paper else self.recovery.print).setFocus()

        view.closed.connect(leave)
        self._pages.add(view)
        self._pages.show_page(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _took(self, message: Message | None, how: str) -> None:
        if message is None:
            return
        self.messages.tell(message)
        if message.kind != "danger":
            self.recovery.card.show_on_paper(how)

    def _summary(self) -> list[tuple[str, str]]:
        policy = self.charity.policy
        people = [f"{each.name}, {each.title}" for each in self.people.members()]
        part = "in a key file, with a reminder" if self.computer.uses_key_file else "in its keyring"
        return [
            ("Charity", policy.organisation.name if policy else ""),
            ("Folder", str(self._folder)),
            ("Signs in", "\n".join(people)),
            ("This computer", f"keeps its part of the key {part}"),
            ("Recovery key", "on paper, and checked"),
        ]

    def _make(self) -> None:
        policy = self.charity.policy
        if policy is None:
            return
        self.next.set_busy("Making the vault…")
        self.back.setEnabled(False)
        members, key, folder = self.people.members(), self._key, self._folder
        key_file, doors, chosen = self.computer.uses_key_file, self._doors, policy

        def failed(problem: Problem) -> None:
            self.next.set_busy(None)
            self.back.setEnabled(True)
            self.finish.show_trouble(problem.happened, f"{problem.lost} {problem.next} What you typed is still here.")

        self._jobs.run(
            Job(
                "Making the vault",
                lambda _progress: make_vault(doors, folder, members, key, chosen, key_file=key_file),
                can_stop=False,
            ),
            self._on_made,
            failed,
        )

    def _on_made(self, vault: Vault) -> None:
        self.people.forget()
        self.finished.emit(self._folder, vault)


def make_vault(
    doors: Doors,
    folder: Path,
    members: tuple[NewMember, ...],
    key: RecoveryKey,
    policy: Policy,
    *,
    key_file: bool,
) -> Vault:
    """Make the vault and write down its profile; it is open for the first member. Raises a `Problem`."""
    from cantercare_desktop.office.places import begin_key_file, key_file_of
    from cantercare_desktop.office.settings import SettingsService
    from cantercare_desktop.office.staff_service import actor_of
    from cantercare_desktop.office.work import Office

    if key_file:
        begin_key_file(folder)
    try:
        vault, _same = doors.folder_at(folder).create(members, key)
    except BaseException:
        if key_file:
            key_file_of(folder).unlink(missing_ok=True)
        raise
    try:
        settings = SettingsService(Office(vault, policy, doors.clock), vault)
        settings.choose_profile(actor_of(vault.member), policy.name)
    except BaseException:
        vault.close()
        raise
    return vault


def _small(title: str) -> str:
    return f"{title[:1].lower()}{title[1:]}"
