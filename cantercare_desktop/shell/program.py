"""What state the program is in: first run, set-up, locked, open. Each state has its page in the one window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from cantercare_desktop.shell.clipboard import ClipboardWatch
from cantercare_desktop.shell.doors import Doors
from cantercare_desktop.shell.idle import IdleClock
from cantercare_desktop.shell.sign_in.page import Door, SignInPage
from cantercare_desktop.shell.steps import Steps
from cantercare_desktop.shell.window import Window, close_others
from cantercare_desktop.ui.frame import Job
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.vault.problems import (
    KeyringTrouble,
    MustWait,
    NoSuchMember,
    PassEnded,
    Problem,
    WrongPassword,
)

if TYPE_CHECKING:
    from cantercare_desktop.shell.handing import Handing
    from cantercare_desktop.shell.open_house import OpenHouse, Unsaved
    from cantercare_desktop.shell.sign_in.recovery_page import RecoveryPage
    from cantercare_desktop.vault.folder import VaultFolder
    from cantercare_desktop.vault.vault import Vault

_A_MINUTE_S = 60.0
_READ_FIRST_S = 0.3
#: A page that is built anew each time it is shown, such as set-up with what was typed in it.
SHOWN_ONCE = "shown_once"


class Program(QObject):
    """Leads from one state to the next. Everything it needs is handed in as ``Doors``."""

    def __init__(self, doors: Doors, *, failed_by_bug: Callable[[BaseException], None], parent: QObject) -> None:
        super().__init__(parent)
        self._doors = doors
        self._failed_by_bug = failed_by_bug
        self._folder_path = doors.folder
        self._folder: VaultFolder | None = None
        self._places: dict[str, tuple[str, str]] = {}
        self._closed = False
        self._unsaved: dict[str, Mapping[str, Mapping[str, Any]]] = {}
        self._closing: OpenHouse | None = None
        self._opening = self._turned_back = False
        self._when_closed: Callable[[], None] = _nothing_waits
        self._sign_in: SignInPage | None = None
        self._pages: dict[str, QWidget] = {}
        self._call_off: Callable[[], None] | None = None
        self.open_house: OpenHouse | None = None
        self.handing: Handing | None = None
        self.window = Window()
        self.jobs = Jobs(failed_by_problem=self._show_trouble, failed_by_bug=failed_by_bug, parent=self)
        self._clipboard = ClipboardWatch(self)
        self.idle = IdleClock(doors.clock, doors.delay, self)
        self.idle.left_alone.connect(self._on_left_alone)
        self.window.closing.connect(self.close)
        lock_keys = QShortcut(QKeySequence("Ctrl+L"), self.window)
        lock_keys.activated.connect(lambda: self.lock("by hand"))

    # -- states

    def start(self, trouble: Problem | None = None) -> None:
        """Show the window: sign-in where there is a vault, else the first run; first of all what kept it from that."""
        if trouble is None:
            self.show_start()
        else:
            self._show_trouble(trouble)
        self.window.show()
        self._doors.lock_watch.watch(self.window, self.lock)
        self._doors.delay(_READ_FIRST_S, self._get_ready)
        self._call_off = self._doors.delay(_A_MINUTE_S, self._on_minute)

    def _get_ready(self) -> None:
        """While somebody reads the page and types, fetch from the disk what an open house needs."""
        if self.open_house is None and not self._closed:
            self.jobs.run(Job("Getting ready", lambda _progress: self._doors.warm_up(), can_stop=False), _nothing_waits)

    @property
    def folder(self) -> VaultFolder:
        """The folder we are at."""
        if self._folder is None:
            self._folder = self._doors.folder_at(self._folder_path)
        return self._folder

    def show_start(self) -> None:
        """Show the sign-in page, or the choice of the first run where there is no vault."""
        if self.folder.exists():
            self._show_door()
            return
        from cantercare_desktop.shell.first_run import FirstRunPage

        page = FirstRunPage(str(self._folder_path), demo=self._doors.make_demo is not None)
        page.set_up_asked.connect(self._show_set_up)
        page.demo_asked.connect(self._on_demo_asked)
        page.folder_asked.connect(self._on_other_folder_asked)
        self._show(page)
        page.set_up.setFocus()

    def _show_door(self) -> None:
        try:
            members = self.folder.members()
            locked = self.folder.locked_note()
        except Problem as problem:
            self._show_trouble(problem)
            return
        if self._sign_in is None:
            self._sign_in = SignInPage(self._doors.delay, lambda member: self.folder.wait_left(member))  # noqa: PLW0108 - the folder may be another
            self._sign_in.password_given.connect(self._on_password_given)
            self._sign_in.recovery_asked.connect(lambda: self._show_recovery(None))
        self._show(self._sign_in)
        self._sign_in.show_door(
            Door(
                members,
                self._doors.clock.now(),
                locked,
                goes_back={member: title for member, (_name, title) in self._places.items()},
                demo_passwords=self._doors.demo_passwords(self._folder_path),
            )
        )

    def _show_recovery(self, problem: Problem | None) -> None:
        from cantercare_desktop.shell.sign_in.recovery_page import RecoveryPage

        page = self._pages.get("recovery")
        if not isinstance(page, RecoveryPage):
            page = RecoveryPage()
            page.key_given.connect(self._on_recovery_key_given)
            page.gone_back.connect(self.show_start)
            self._pages["recovery"] = page
        self._show(page)
        page.ask(problem)

    def _show_trouble(self, problem: Problem) -> None:
        from cantercare_desktop.shell.sign_in.trouble_page import TroublePage

        page = self._pages.get("trouble")
        if not isinstance(page, TroublePage):
            page = TroublePage()
            page.tried_again.connect(lambda: self._go_to_folder(self._folder_path))
            page.recovery_asked.connect(lambda: self._show_recovery(None))
            page.folder_asked.connect(self._on_other_folder_asked)
            self._pages["trouble"] = page
        self._show(page)
        page.say(problem, folder=str(self._folder_path), recovery_helps=isinstance(problem, KeyringTrouble))

    def _show_set_up(self) -> None:
        from cantercare_desktop.shell.set_up.wizard import SetUpPage

        page = SetUpPage(self._doors, self.jobs, self._folder_path)
        page.called_off.connect(self.show_start)
        page.finished.connect(self._on_set_up_finished)
        self._show(page)

    # -- opening

    def _on_password_given(self, member: str, password: str) -> None:
        page = self._sign_in
        if page is None:
            return
        folder = self.folder
        self._let_in(lambda: folder.unlock(member, password), page, self._on_not_opened, again=self._was_in(member))

    def _on_not_opened(self, problem: Problem) -> None:
        page = self._sign_in
        if isinstance(problem, (WrongPassword, MustWait)) and page is not None:
            page.show_wrong(problem)
        elif isinstance(problem, (PassEnded, NoSuchMember)) and page is not None:
            self._show_door()
            page.show_refused(problem)
        elif isinstance(problem, KeyringTrouble):
            self._show_recovery(problem)
        else:
            self._show_trouble(problem)

    def _on_recovery_key_given(self, typed: str) -> None:
        from cantercare_desktop.shell.sign_in.recovery_page import RecoveryPage
        from cantercare_desktop.vault.keys import RecoveryKey

        page = self._pages["recovery"]
        if not isinstance(page, RecoveryPage):
            return
        try:
            key = RecoveryKey.parse(typed)
        except Problem as problem:
            page.show_wrong(problem)
            return
        folder = self.folder
        self._let_in(lambda: folder.unlock_with_recovery(key), page, page.show_wrong, again=False)

    def _let_in(
        self,
        unlock: Callable[[], Vault],
        page: SignInPage | RecoveryPage,
        failed: Callable[[Problem], None],
        *,
        again: bool,
    ) -> None:
        """Open now, or as soon as the records that were open before are closed; the page says so meanwhile."""

        def not_opened(problem: Problem) -> None:
            self._opening = self._turned_back = False
            page.show_busy(None)
            failed(problem)

        def open_it() -> None:
            self._opening = True
            page.show_busy("Opening…")
            opening = Job("Opening the records", lambda _progress: unlock(), can_stop=False)
            self.jobs.run(opening, lambda vault: self._on_opened(vault, again=again), not_opened)

        if self._closing is None:
            open_it()
        else:
            page.show_busy("Closing what was open…")
            self._when_closed = open_it

    def _on_opened(self, vault: Vault, *, again: bool) -> None:
        from cantercare_desktop.shell.handing import Handing
        from cantercare_desktop.shell.open_house import OpenHouse

        self._show_idle()
        turned_back, self._opening, self._turned_back = self._turned_back, False, False
        if turned_back:
            vault.close()
            self._show_door()
            return
        opened: OpenHouse | None = None
        try:
            opened = OpenHouse(vault, self._doors, parent=self, failed_by_bug=self._failed_by_bug)
            member = opened.actor.member
            place, unsaved = self._places.get(member, ("", ""))[0], self._unsaved.get(member, {})
            opened.come_in(again=again, place=place, unsaved=unsaved)
        except Problem as problem:
            vault.close()
            if opened is not None:
                opened.page.deleteLater()
                opened.deleteLater()
            self._show_trouble(problem)
            return
        for kept in (self._places, self._unsaved):
            kept.pop(member, None)
        self.open_house = opened
        self.handing = Handing(self.window, opened, self._doors, self._clipboard.clear_ours)
        self.handing.left_alone.connect(self._on_left_alone)
        opened.hand_over = self.handing.begin
        bar = opened.page.bar
        bar.lock_asked.connect(lambda: self.lock("by hand"))
        bar.switch_asked.connect(lambda: self.lock("to switch to somebody else"))
        bar.sign_out_asked.connect(self.sign_out)
        opened.lock_minutes_chosen.connect(self.idle.start)
        self._show(opened.page)
        self.idle.start(opened.lock_minutes())
        opened.page.focus_page()

    def _show_idle(self) -> None:
        for page in (self._sign_in, self._pages.get("recovery")):
            if page is not None and hasattr(page, "show_busy"):
                page.show_busy(None)

    # -- closing

    def lock(self, why: str) -> None:
        """Close the records; the same person finds them as she left them. ``why`` ends a sentence of the next page.

        Whoever is on her way in is turned back.
        """
        self._turned_back = self._opening
        if self._when_closed is not _nothing_waits:
            self._when_closed = _nothing_waits
            self._show_idle()
        handed = self.handing is not None and self.handing.screen is not None
        self._leave(why, signed_out=False)
        if handed:  # her screen was in front; now the lock page is
            self.window.bring_forward()

    def sign_out(self) -> None:
        """Close the records at the end of somebody's work."""
        self._leave("at the end of her work", signed_out=True)

    def close(self) -> None:
        """End: lock what is open, and join every thread."""
        self._closed = True
        self._when_closed = _nothing_waits
        self.window.hide()  # waiting for a thread paints nothing: the records would stay on the screen until it ends
        self._leave("when the program was closed", signed_out=True)
        self._doors.lock_watch.stop()
        if self._call_off is not None:
            self._call_off()
        self.idle.stop()
        self.jobs.close()

    def _leave(self, why: str, *, signed_out: bool) -> None:
        opened = self.open_house
        if opened is None:
            return
        self.open_house = None
        handing, self.handing = self.handing, None
        member, steps = opened.actor.member, Steps()  # a lock that stops half-way has locked nothing
        steps.do(self.idle.stop)
        if handing is not None:
            steps.do(handing.take_away)
        steps.do(lambda: close_others(self.window))
        if not signed_out:
            steps.do(lambda: self._note_place(member, opened, why))
        steps.do(self._clipboard.clear_ours)
        steps.do(self._show_door)
        finish = opened.close(why, steps, signed_out=signed_out)
        steps.do(lambda: self.window.drop_page(opened.page))
        self._closing = opened

        def keep(unsaved: Unsaved) -> None:
            if unsaved:
                self._unsaved[member] = unsaved

        def let_in() -> None:
            self._closing = None
            opened.deleteLater()
            waiting, self._when_closed = self._when_closed, _nothing_waits
            for fault in steps.faults:
                self._failed_by_bug(fault)
            waiting()

        self.jobs.run(Job("Closing the records", lambda _progress: finish(), can_stop=False), keep).ended.connect(
            let_in
        )

    def _note_place(self, member: str, opened: OpenHouse, why: str) -> None:
        place = opened.page.place
        self._places[member] = (place, opened.page.title_of(place))
        with suppress(Problem):  # the page then says "Sign in" instead of who was there
            self.folder.note_locked(member, self._doors.clock.now(), why)

    # -- slots

    def _on_left_alone(self) -> None:
        minutes = self.idle.minutes  # not asked of the vault: it locks also when nothing can be read any more
        self.lock(f"after {minutes} minute{'' if minutes == 1 else 's'} without use")

    def _on_minute(self) -> None:
        self._call_off = self._doors.delay(_A_MINUTE_S, self._on_minute)
        if self.open_house is not None:
            self.open_house.tick()
        elif self._sign_in is not None:
            self._sign_in.say_now(self._doors.clock.now())

    def _on_other_folder_asked(self) -> None:
        chosen = self._doors.pickers.folder(self.window, "Where the vault lies", self._folder_path)
        if chosen is not None:
            self._go_to_folder(chosen)

    def _go_to_folder(self, folder: Path) -> None:
        self._folder_path = folder
        self._folder = None
        self.show_start()

    def _on_demo_asked(self) -> None:
        from cantercare_desktop.shell.first_run import FirstRunPage

        make, where = self._doors.make_demo, self._doors.demo_folder
        page = self.window.page
        if make is None or not isinstance(page, FirstRunPage):
            return
        if self._doors.folder_at(where).exists():
            self._go_to_folder(where)
            return
        page.make_demo(
            lambda progress: make(where, progress.say), self.jobs, lambda: self._go_to_folder(where), self._show_trouble
        )

    def _on_set_up_finished(self, folder: Path, vault: Vault) -> None:
        self._folder_path = folder
        self._folder = None
        self._on_opened(vault, again=False)

    def _was_in(self, member: str) -> bool:
        locked = self.folder.locked_note()
        return locked is not None and locked.member_id == member

    def _show(self, page: QWidget) -> None:
        before = self.window.page
        self.window.show_page(page)
        if before is not None and before is not page and before.property(SHOWN_ONCE):
            self.window.drop_page(before)


def _nothing_waits(_done: None = None) -> None:
    """Nobody waits for the end of it."""
