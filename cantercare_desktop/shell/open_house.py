"""One open vault with its services, screens, jobs and messages; closed as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cantercare_desktop.office.papers import write_down
from cantercare_desktop.office.register import Link
from cantercare_desktop.shell.doors import Doors
from cantercare_desktop.shell.frame import OpenFrame, problem_message
from cantercare_desktop.shell.help import HelpPage
from cantercare_desktop.shell.house import SETTINGS, TODAY, House, Room
from cantercare_desktop.shell.main_page import MainPage, first_place
from cantercare_desktop.shell.preview import paper_view, print_paper, save_paper
from cantercare_desktop.shell.today import TodayScreen
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.message_bar import MessageBar
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.papers import Paper
    from cantercare_desktop.office.signing import Answer, Sheet, Signed
    from cantercare_desktop.office.staff import Actor
    from cantercare_desktop.office.work import Changed
    from cantercare_desktop.shell.steps import Steps
    from cantercare_desktop.vault.vault import Vault

Unsaved = Mapping[str, Mapping[str, object]]
HandOver = Callable[["Sheet", Callable[["Signed"], None], Callable[["Answer"], None]], None]


class OpenHouse(QObject):
    """Built at each unlock, dropped at each lock. ``changed`` brings what a deed changed to the window's thread."""

    changed = Signal(object)
    lock_minutes_chosen = Signal(int)

    def __init__(
        self,
        vault: Vault,
        doors: Doors,
        *,
        parent: QObject,
        failed_by_bug: Callable[[BaseException], None],
    ) -> None:
        super().__init__(parent)
        self.vault = vault
        self._doors = doors
        self.messages = MessageBar(doors.delay)
        self.jobs = Jobs(
            failed_by_problem=self._on_problem,
            failed_by_bug=failed_by_bug,
            parent=self,
        )
        self.page = MainPage(doors.delay, self.messages, self.jobs)
        self.hand_over: HandOver = _nobody_to_hand_to
        self.frame = OpenFrame(
            self.page,
            self.jobs,
            hand_over=self._hand_over,
            preview=self._preview,
            pick=self._pick_file_to_save,
        )
        self.house: House = doors.furnish(vault, self.frame)
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether it was closed; nothing of it may be shown any more."""
        return self._closed

    @property
    def actor(self) -> Actor:
        """Who is signed in."""
        return self.house.actor

    def come_in(self, *, again: bool, place: str, unsaved: Mapping[str, Mapping[str, Any]]) -> None:
        """Write down who came in, give drafts back, and show the page she was on, or Today."""
        from cantercare_desktop.shell.settings.screen import SettingsScreen

        drafts: dict[str, Mapping[str, Any]] = {}
        troubles: list[Problem] = []
        try:
            self.house.staff.came_in(self.actor, again=again)
            drafts.update(self.house.drafts.give_back(self.actor))
        except Problem as problem:
            troubles.append(problem)
        drafts.update(unsaved)
        rooms = (
            Room(TODAY, TodayScreen.title, TodayScreen.icon, lambda: TodayScreen(self.house, self.frame)),
            *self.house.rooms,
            Room(SETTINGS, "Settings", "settings", lambda: SettingsScreen(self)),
        )
        self.page.furnish(self.house, rooms, drafts)
        self.page.bar.password_asked.connect(lambda: self.frame.open(Link(SETTINGS, deed="password")))
        self.page.help_asked.connect(self._show_help)
        self.changed.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
        self.house.office.when_changed(self.changed.emit)
        self.page.go_to(first_place(place, rooms))
        self.page.count()
        for trouble in troubles:
            self._on_problem(trouble)
        self._say_what_was_noticed()

    def lock_minutes(self) -> int:
        """After how many minutes without use to lock; those of the profile where the choice cannot be read."""
        try:
            return self.house.settings.now().lock_minutes
        except Problem as problem:
            self._on_problem(problem)
            return self.house.office.policy.screens.lock_after_minutes

    def tick(self) -> None:
        """A minute has passed: what depends on the time is shown anew."""
        screen = self.page.screen_shown
        try:
            if screen is not None and screen.name == TODAY:
                screen.refresh()
            self.page.count()
        except Problem as problem:
            self._on_problem(problem)
        self.note_head()

    def note_head(self) -> None:
        """Note beside the database how far its log goes, on a thread: an older copy put back is noticed by it."""
        if not self._closed and not self.jobs.running:  # a job may hold the vault; the next minute comes
            job = Job("Noting how far the log goes", lambda _progress: self.vault.note_head(), can_stop=False)
            self.jobs.run(job, _noted, _noted)

    def close(self, why: str, steps: Steps, *, signed_out: bool) -> Callable[[], Unsaved]:
        """Forget everything that was shown, and return what is left to do: it may take minutes, on any thread.

        That is: wait for the jobs, keep the drafts, write down who went out, close the database. It returns the drafts
        that could not be kept in the vault; there are none when all went well. What fails is in ``steps``, and stops
        nothing.
        """
        self._closed = True
        drafts: Unsaved = self.page.drafts(steps)
        threads: tuple[Thread, ...] = steps.get(self.jobs.let_go, ())
        self.page.forget(steps)

        def finish() -> Unsaved:
            for thread in threads:
                thread.join()
            unsaved = steps.get(lambda: self._keep(drafts), drafts)
            steps.do(lambda: self._write_down(why, signed_out=signed_out))
            steps.do(self.vault.close)
            return unsaved

        return finish

    def _keep(self, drafts: Unsaved) -> Unsaved:
        try:
            self.house.drafts.keep(self.actor, drafts)
        except Problem:
            return drafts
        return {}

    def _write_down(self, why: str, *, signed_out: bool) -> None:
        with suppress(Problem):  # the ledger shows the gap: the next sign-in follows without a sign-out
            self.house.staff.went_out(self.actor, why, signed_out=signed_out)
            self.vault.note_head()

    def _say_what_was_noticed(self) -> None:
        for noticed in self.vault.noticed:
            if noticed.kind == "key_file":
                continue  # a standing warning in Settings, not news at each unlocking
            self.messages.tell(Message("due", noticed.happened, f"{noticed.lost} {noticed.next}"))
            try:
                self.house.staff.noticed(self.actor, noticed.kind)
            except Problem as problem:
                self.messages.tell(problem_message(problem))

    def _on_changed(self, changed: Changed) -> None:
        if not self._closed:
            self.page.refresh(changed.what)

    def _leaves(self, paper: Paper, does: Literal["office.printed", "office.exported"]) -> bool:
        """Write down that a paper leaves; ``False`` when the records were locked meanwhile."""
        if not self._closed:
            write_down(self.house.office, self.actor, does, paper)
        return not self._closed

    def _preview(self, paper: Paper) -> None:
        def printed() -> bool:
            return self._leaves(paper, "office.printed")

        def exported() -> bool:
            return self._leaves(paper, "office.exported")

        view = paper_view(
            paper,
            on_print=lambda: self._tell(print_paper(paper, self._doors.printer, self.page.window(), printed)),
            on_save=lambda: self._tell(save_paper(paper, self._pick_file_to_save, exported)),
        )

        view.closed.connect(view.forget)
        self._lay_over(view, view.closed)
        view.setFocus()

    def _show_help(self, place: str) -> None:
        page = HelpPage(place)
        self._lay_over(page, page.closed)
        page.text.setFocus()

    def _lay_over(self, shown: QWidget, closed: SignalInstance) -> None:
        """Show a page over the one we are on, until it is closed or another place is opened."""
        pages = self.page.pages
        before, keyboard = pages.currentWidget(), QApplication.focusWidget()

        def leave() -> None:
            if pages.currentWidget() is shown and before is not None:
                pages.setCurrentWidget(before)
                if keyboard is not None and isValid(keyboard) and keyboard.isVisible():
                    keyboard.setFocus()
                else:
                    self.page.focus_page()
            pages.removeWidget(shown)
            shown.deleteLater()

        closed.connect(leave)
        pages.addWidget(shown)
        pages.setCurrentWidget(shown)

    def _hand_over(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        self.hand_over(sheet, sign, then)

    def _on_problem(self, problem: Problem) -> None:
        self.messages.tell(problem_message(problem))

    def _tell(self, message: Message | None) -> None:
        if message is not None and not self._closed:
            self.messages.tell(message)

    def _pick_file_to_save(self, suggested: str) -> Path | None:
        chosen = self._doors.pickers.file_to_save(self.page.window(), "Save a copy", suggested)
        return None if self._closed else chosen  # the lock may have come while the question stood there


def _noted(_end: Problem | None) -> None:
    """Where it could not be noted the next minute tries again, and the lock after it."""


def _nobody_to_hand_to(_sheet: Sheet, _sign: Callable[[Signed], None], _then: Callable[[Answer], None]) -> None:
    """Before the window has shown the house, no screen can be handed over."""
