"""Giving the screen to a resident and taking it back: meanwhile the window shows nothing of the records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.shell.doors import Doors
from cantercare_desktop.shell.frame import problem_message
from cantercare_desktop.shell.open_house import OpenHouse
from cantercare_desktop.shell.papers import sheet_paper
from cantercare_desktop.shell.window import Window
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.frame import Message
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.signing import Answer, Sheet, Signed
    from cantercare_desktop.shell.resident_screen import ResidentScreen


class HandedPage(PlainPage):
    """What the window shows while a resident has the screen. It names nobody."""

    def __init__(self, go_back: Callable[[], None]) -> None:
        super().__init__(name="handed", says="Locked", width=560)
        self.setProperty("shown_once", True)
        self.back = Button("Back to the other screen", name="handed.back", kind="primary", size="big")
        self.back.clicked.connect(lambda _checked=False: go_back())
        self.middle.addStretch(2)
        for widget in (
            IconLabel("lock", size=Px.icon_big, ink="accent"),
            Label("Locked", Words.SIGN_IN_TITLE),
            Label("The records come back with the password, on the other screen.", Words.BODY, ink="ink2", wrap=True),
        ):
            self.middle.addWidget(widget)
        self.middle.addSpacing(Px.gap_wide)
        self.middle.addWidget(self.back)
        self.middle.addStretch(3)


class Handing(QObject):
    """One screen in a resident's hands. ``left_alone`` means that everything is to be locked."""

    left_alone = Signal()

    def __init__(self, window: Window, opened: OpenHouse, doors: Doors, clear_clipboard: Callable[[], None]) -> None:
        super().__init__(opened)
        self._window, self._opened, self._doors = window, opened, doors
        self._clear_clipboard = clear_clipboard
        self._screen: ResidentScreen | None = None

    @property
    def screen(self) -> ResidentScreen | None:
        """The resident screen while it is up."""
        return self._screen

    def begin(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        """Cover the window and show her the sheet."""
        from cantercare_desktop.shell.resident_screen import ResidentDoors, ResidentScreen

        opened = self._opened
        member = opened.vault.member
        if self._screen is not None:
            return
        if member is None:
            opened.messages.tell(
                Message(
                    "due",
                    "The screen is not handed over.",
                    "Only somebody who signed in with a password can take it back. Sign in by name first.",
                )
            )
            return
        office, vault = opened.house.office, opened.vault
        try:
            books = opened.house.languages.all()
        except Problem as problem:
            opened.messages.tell(Message("danger", problem.happened, f"{problem.lost} {problem.next}"))
            return
        member_id = member.id

        def heard(answer: Answer) -> None:
            if not opened.closed:
                then(answer)
                opened.note_head()

        screen = ResidentScreen(
            sheet,
            books,
            ResidentDoors(
                clock=self._doors.clock,
                delay=self._doors.delay,
                jobs=opened.jobs,
                check_password=lambda typed: vault.check_password(member_id, typed),
                voice=self._doors.voice,
                idle=timedelta(minutes=office.policy.screens.resident_screen_minutes),
                print_page=self._print_page(sheet) if self._doors.printer.prints_at_once() else None,
            ),
            sign=sign,
            then=heard,
        )
        self._screen = screen
        self._clear_clipboard()  # what the office copied is not hers to paste
        screen.given_back.connect(self._on_given_back)
        screen.left_alone.connect(self._on_left_alone)
        self._window.show_page(HandedPage(screen.activateWindow))
        screen.begin(self._window.screen())

    def _print_page(self, sheet: Sheet) -> Callable[[str], None]:
        """Return what prints her sheet in a language. What goes wrong is said to staff, when they have the screen."""
        opened, doors = self._opened, self._doors
        policy = opened.house.office.policy

        def print_page(code: str) -> None:
            try:
                book = opened.house.languages.of(code)
                doors.printer.print_at_once(sheet_paper(sheet.words[code], book, policy, doors.clock.now()))
            except Problem as problem:
                opened.messages.tell(problem_message(problem))

        return print_page

    def take_away(self) -> None:
        """End it without a password: everything is being locked."""
        if self._screen is not None:
            screen, self._screen = self._screen, None
            screen.left_alone.disconnect(self._on_left_alone)
            screen.take_away()

    def _on_given_back(self) -> None:
        self._screen = None
        covered = self._window.page
        self._window.show_page(self._opened.page)
        if covered is not None:
            self._window.drop_page(covered)
        self._window.bring_forward()

    def _on_left_alone(self) -> None:
        self._screen = None
        self.left_alone.emit()
        self._window.bring_forward()
