from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.papers import Paper
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Link
from cantercare_desktop.office.signing import Answer, Sheet, Signed
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.residents.screen import ResidentsScreen
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.vault.problems import Problem
from tests.registers.residents.conftest import PRIYA

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)
TODAY = date(2026, 11, 21)

TSION = NewPerson(
    stage="resident",
    legal_name="Tsion Bekele",
    language="am",
    language_note="some English. Reads Amharic",
    born_on=date(2004, 5, 17),
    room="4",
    applied_on=date(2025, 12, 20),
    moved_in_on=date(2026, 1, 9),
    safe_contact="Tell no caller that she lives here.",
    post_warning="Yonas Tesfaye",
)
KATARZYNA = NewPerson(legal_name="Katarzyna Wrona", applied_on=date(2026, 11, 18))
NAOMI = NewChild(legal_name="Naomi Bekele", born_on=date(2025, 12, 15))


@dataclass
class TellingFrame:
    """A frame that remembers what it was told."""

    told: list[Message] = field(default_factory=list)
    opened: list[Link] = field(default_factory=list)

    def tell(self, message: Message) -> None:
        self.told.append(message)

    def open(self, link: Link) -> None:
        self.opened.append(link)

    def hand_to_resident(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        raise AssertionError("nothing is signed here")

    def run(self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None) -> None:
        raise AssertionError("nothing takes long here")

    def preview(self, paper: Paper) -> None:
        raise AssertionError("nothing is printed here")

    def pick_file_to_save(self, suggested: str) -> Path | None:
        raise AssertionError("nothing is saved outside the vault here")


@dataclass
class HeldDelay:
    """A delay whose time passes when the test says so."""

    waiting: list[Callable[[], None]] = field(default_factory=list)

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        self.waiting.append(deed)
        return lambda: self.waiting.remove(deed) if deed in self.waiting else None

    def pass_by(self) -> None:
        waiting, self.waiting = self.waiting, []
        for deed in waiting:
            deed()


@dataclass
class Desk:
    """A residents' screen on a real vault, and everything around it."""

    qtbot: QtBot
    office: Office
    residents: ResidentsService
    frame: TellingFrame
    delay: HeldDelay
    screen: ResidentsScreen
    picture: list[Path]

    def part(self, kind: type[W], name: str) -> W:
        found: list[W] = [each for each in self.screen.findChildren(kind) if each.objectName() == name]
        assert found, f"there is no {name}"
        return found[-1]

    def has(self, name: str) -> bool:
        return any(
            each.isVisibleTo(self.screen) for each in self.screen.findChildren(QWidget) if each.objectName() == name
        )

    def wait_for_fact(self, text: str) -> None:
        """Wait until a fact stands in the head of the record: new labels are shown once the layout has been made."""
        head = self.screen.record.head.facts

        def stands_there() -> bool:
            shown = [label.text().replace("\u200b", "") for label in head.findChildren(QLabel) if label.isVisible()]
            return any(text in each for each in shown)

        self.qtbot.waitUntil(stands_there)

    def views_of(self, person: PersonId) -> int:
        with self.office.look(PRIYA) as session:
            return len(self.office.viewed(session, person, 100))

    def listed(self) -> list[str]:
        rows = self.screen.list.rows
        return [str(rows.index(at, 0).data()) for at in range(rows.rowCount())]


@pytest.fixture
def make_desk(qtbot: QtBot, office: Office) -> Callable[..., Desk]:
    def make(by: Actor = PRIYA, residents: ResidentsService | None = None, width: int = 1174) -> Desk:
        service = residents or ResidentsService(office)
        frame, delay, picture = TellingFrame(), HeldDelay(), list[Path]()
        screen = ResidentsScreen(
            service, by, frame, pick_picture=lambda: picture.pop() if picture else None, delay=delay
        )
        qtbot.addWidget(screen)
        # A window of its own would tell the display each time its content asks for less or more.
        screen.setMinimumSize(1, 1)
        screen.resize(width, 690)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return Desk(qtbot, office, service, frame, delay, screen, picture)

    return make


@pytest.fixture
def tsion(residents: ResidentsService) -> PersonId:
    return residents.add(PRIYA, TSION).value


@pytest.fixture
def katarzyna(residents: ResidentsService) -> PersonId:
    return residents.add(PRIYA, KATARZYNA).value
