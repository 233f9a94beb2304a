"""The whole program with doors: a real vault, a clock and timers moved by hand, pickers that answer as told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.app import build
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.papers import Paper
from cantercare_desktop.shell.doors import MakeDemo, System
from cantercare_desktop.shell.open_house import OpenHouse
from cantercare_desktop.shell.program import Program
from cantercare_desktop.shell.sign_in.page import SignInPage
from cantercare_desktop.shell.voice import Heard
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.vault.keys import Argon2Cost, DeviceSecrets
from cantercare_desktop.vault.problems import Problem
from tests.support.vaults import MEMBERS, NOW, PASSWORDS, MemorySecrets, NewVault, member_id, new_vault


@dataclass(slots=True)
class HandDelay:
    """Timers that go off when the test says that time has passed."""

    clock: FixedClock
    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        one = (self.clock.monotonic() + seconds, deed)
        self.waiting.append(one)

        def call_off() -> None:
            if one in self.waiting:
                self.waiting.remove(one)

        return call_off

    def pass_time(self, by: timedelta) -> None:
        """Move the clock, and let everything go off that is due by then, in its order."""
        end = self.clock.monotonic() + by.total_seconds()
        while due := [one for one in self.waiting if one[0] <= end]:
            one = min(due, key=lambda each: each[0])
            self.waiting.remove(one)
            self.clock.move(timedelta(seconds=max(one[0] - self.clock.monotonic(), 0)))
            one[1]()
        self.clock.move(timedelta(seconds=end - self.clock.monotonic()))


@dataclass(slots=True)
class Answers:
    """What the file dialogues answer next; ``meanwhile`` happens while one is open."""

    folder_answer: Path | None = None
    file_answer: Path | None = None
    meanwhile: Callable[[], None] = lambda: None

    def folder(self, parent: QWidget, title: str, suggested: Path) -> Path | None:
        return self.folder_answer

    def picture(self, parent: QWidget, title: str) -> Path | None:
        return None

    def file_to_save(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        self.meanwhile()
        return self.file_answer


@dataclass(slots=True)
class PaperTray:
    """A printer that keeps what it was given. `at_once` papers came without a dialogue; `trouble` is what it meets.

    `meanwhile` happens while its dialogue is open.
    """

    printed: list[Paper] = field(default_factory=list)
    at_once: list[Paper] = field(default_factory=list)
    is_there: bool = True
    trouble: Problem | None = None
    meanwhile: Callable[[], None] = lambda: None

    def print(self, paper: Paper, parent: QWidget, wanted: Callable[[], bool]) -> bool:
        self.meanwhile()
        if not wanted():
            return False
        self.printed.append(paper)
        return True

    def prints_at_once(self) -> bool:
        return self.is_there

    def print_at_once(self, paper: Paper) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.at_once.append(paper)


@dataclass(slots=True)
class ComputerLock:
    """The computer's own lock, worked by hand."""

    happened: Callable[[str], None] | None = None

    def watch(self, window: QWidget, happened: Callable[[str], None]) -> None:
        self.happened = happened

    def stop(self) -> None:
        self.happened = None

    def lock(self) -> None:
        assert self.happened is not None
        self.happened("because the computer was locked")


class NoVoice:
    """A computer that cannot read aloud."""

    def read(self, sentences: object, locale: str, heard: Callable[[Heard], None]) -> None:
        heard("no voice")

    def stop(self) -> None:
        return


@dataclass(slots=True)
class Desk:
    """A program on a vault, and every door it goes through."""

    program: Program
    qtbot: QtBot
    clock: FixedClock
    delay: HandDelay
    pickers: Answers
    printer: PaperTray
    computer_lock: ComputerLock
    vault: NewVault | None
    bugs: list[BaseException]

    @property
    def page(self) -> SignInPage:
        page = self.program.window.page
        assert isinstance(page, SignInPage), page
        return page

    @property
    def opened(self) -> OpenHouse:
        opened = self.program.open_house
        assert opened is not None
        return opened

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        found = self.program.window.findChild(kind, name)
        assert isinstance(found, QWidget), name
        return found

    def choose(self, name: str) -> None:
        assert self.vault is not None
        tile = self.find(f"sign_in.tile.{member_id(self.vault.folder, name)}")
        tile.click()  # type: ignore[attr-defined] # it is a button

    def type_password(self, password: str) -> None:
        self.page.panel.password.setText(password)
        self.page.panel.unlock.click()

    def sign_in(self, name: str = "Priya", password: str = PASSWORDS[1]) -> OpenHouse:
        self.choose(name)
        self.type_password(password)
        self.qtbot.waitUntil(lambda: self.program.open_house is not None or bool(self.bugs))
        assert not self.bugs, self.bugs
        return self.opened


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MakeDesk]:
    """Return a maker of programs; each is closed at the end."""
    made: list[Program] = []
    theme().choose("light")

    def make(
        *,
        empty: bool = False,
        secrets: Callable[[Path], DeviceSecrets] | None = None,
        make_demo: MakeDemo | None = None,
        demo_passwords: Callable[[Path], Mapping[str, str]] = lambda _folder: {},
    ) -> Desk:
        clock = FixedClock(NOW)
        delay = HandDelay(clock)
        memory = MemorySecrets()
        folder = tmp_path / "vault"
        vault = None if empty else new_vault(folder, MEMBERS, clock, memory)
        if vault is not None:
            vault.vault.close()
        pickers, printer, lock, bugs = Answers(), PaperTray(), ComputerLock(), list[BaseException]()
        program = build(
            System(
                clock=clock,
                delay=delay,
                secrets=secrets or (lambda _folder: memory),
                pickers=pickers,
                printer=printer,
                lock_watch=lock,
                voice=NoVoice(),
                cost=Argon2Cost.FLOOR,
            ),
            parent=qapp,
            folder=folder,
            demo_folder=tmp_path / "demo",
            failed_by_bug=bugs.append,
            make_demo=make_demo,
            demo_passwords=demo_passwords,
        )
        made.append(program)
        qtbot.addWidget(program.window)
        program.start()
        return Desk(program, qtbot, clock, delay, pickers, printer, lock, vault, bugs)

    yield make
    for program in made:
        program.close()
        program.deleteLater()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """A program before its sign-in page, on a vault with a Data Manager, a member of staff and a trustee."""
    return make_desk()
