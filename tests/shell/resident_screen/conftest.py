"""A resident screen on a real window, which is taken away when the test is over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cantercare_desktop.office.signing import Sheet
from cantercare_desktop.shell.resident_screen import ResidentDoors, ResidentScreen
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.theme import theme
from tests.support.resident import LANGUAGES, Desk, a_sheet


class Hands(Protocol):
    """Gives the screen to a resident, in a window of so many pixels; 0 leaves it full screen."""

    def __call__(
        self, sheet: Sheet | None = None, *, width: int = 1366, height: int = 768, prints: bool = False
    ) -> ResidentScreen: ...


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    troubles: list[BaseException] = []
    made = Jobs(failed_by_problem=troubles.append, failed_by_bug=troubles.append)
    yield made
    made.close()
    made.deleteLater()
    assert troubles == []


@pytest.fixture
def hand(qtbot: QtBot, desk: Desk, jobs: Jobs) -> Iterator[Hands]:
    made: list[ResidentScreen] = []
    look = theme()
    before = look.scheme, look.scale
    look.choose("light")

    def hand_over(
        sheet: Sheet | None = None, *, width: int = 1366, height: int = 768, prints: bool = False
    ) -> ResidentScreen:
        doors = ResidentDoors(
            clock=desk.clock,
            delay=desk.delay,
            jobs=jobs,
            check_password=desk.check_password,
            voice=desk.voice,
            print_page=desk.printed.append if prints else None,
        )
        screen = ResidentScreen(
            sheet or a_sheet(),
            LANGUAGES.all(),
            doors,
            sign=desk.sign,
            then=desk.heard.append,
        )
        screen.begin(QApplication.primaryScreen())
        qtbot.waitUntil(screen.isActiveWindow)
        if width:
            screen.resize(width, height)
            qtbot.waitUntil(lambda: screen.sheet_page.width() == width)
        made.append(screen)
        return screen

    yield hand_over
    for screen in made:
        if isValid(screen):
            screen.take_away()
    look.choose(before[0])
    look.scale_to(before[1])
