"""A sheet for the resident screen, and doors that stand still until a test moves them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.languages import Languages
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import Answer, Sheet, SheetItem, SheetWords, Signed
from cantercare_desktop.resources import resource
from cantercare_desktop.shell.voice import Heard
from cantercare_desktop.vault.problems import Problem, WrongPassword

LANGUAGES = Languages(resource("i18n", "resident"), ("en", "am", "ar", "fr", "pl"))
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
TODAY = date(2026, 11, 21)
KINDS = (("letter", "mail", 19), ("parcel", "parcel", 20), ("large_letter", "mail", 21))


def a_sheet(
    count: int = 3, *, language: str = "en", first: str = "Amara", codes: Sequence[str] = LANGUAGES.codes
) -> Sheet:
    """Return a sheet for `count` things of one person, in the languages named."""
    things = [KINDS[number % len(KINDS)] for number in range(count)]
    words = {}
    for book in map(LANGUAGES.of, codes):
        items = [
            SheetItem(icon, book.say(f"post.kind.{kind}"), book.came_on(date(2026, 11, day), TODAY))
            for kind, icon, day in things
        ]
        words[book.code] = SheetWords(
            title=book.say("post.title", name=first),
            lead=book.say("post.lead", count),
            statement=book.say("post.statement", count),
            items=tuple(items),
            thanks=book.say("post.thanks", name=first),
        )
    refs = tuple(Ref("post_items", 40 + number) for number in range(count))
    return Sheet(PersonId(7), first, "post", refs, words, language, "seen every day")


@dataclass(slots=True)
class StillDelay:
    """Delays that end only when a test says so."""

    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        entry = (seconds, deed)
        self.waiting.append(entry)

        def call_off() -> None:
            if entry in self.waiting:
                self.waiting.remove(entry)

        return call_off

    def end(self) -> None:
        """Let the oldest delay end."""
        _seconds, deed = self.waiting.pop(0)
        deed()


@dataclass(slots=True)
class StillVoice:
    """A voice that ends its reading when a test says so; with `absent` it has no voice at all."""

    absent: bool = False
    said: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    heard: Callable[[Heard], None] | None = None

    def read(self, sentences: Sequence[str], locale: str, heard: Callable[[Heard], None]) -> None:
        self.said.append((tuple(sentences), locale))
        self.heard = heard
        if self.absent:
            self.end("no voice")

    def stop(self) -> None:
        self.end("stopped")

    def end(self, what: Heard) -> None:
        """End the reading, if there is one."""
        tell, self.heard = self.heard, None
        if tell is not None:
            tell(what)


@dataclass(slots=True)
class Desk:
    """What the office has: the clock, the password, the vault that saves or does not, and what was heard."""

    clock: FixedClock = field(default_factory=lambda: FixedClock(NOW))
    delay: StillDelay = field(default_factory=StillDelay)
    voice: StillVoice = field(default_factory=StillVoice)
    password: str = "four words like these"
    trouble: Exception | None = None
    must_wait: Problem | None = None
    saved: list[Signed] = field(default_factory=list)
    heard: list[Answer] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)

    def sign(self, signed: Signed) -> None:
        """Save, or run into what is in the way."""
        if self.trouble is not None:
            raise self.trouble
        self.saved.append(signed)

    def check_password(self, typed: str) -> bool:
        """Tell whether the password is right, as the vault does."""
        if self.must_wait is not None:
            raise self.must_wait
        if typed != self.password:
            raise WrongPassword(4)
        return True

    def pass_time(self, by: timedelta) -> None:
        """Move the clock, and end the delay that was running."""
        self.clock.move(by)
        self.delay.end()


def click(widget: QWidget) -> None:
    """Click in the middle of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def press(
    key: Qt.Key, widget: QWidget | None = None, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key there, or wherever the keyboard is."""
    target = widget or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, held)


def draw(pad: QWidget, *lines: Sequence[tuple[float, float]]) -> None:
    """Draw lines with the mouse; each is points from 0 to 1 of the pad's width and height."""
    for line in lines:
        spots = [QPointF(x * pad.width(), y * pad.height()) for x, y in line]
        _mouse(pad, QEvent.Type.MouseButtonPress, spots[0], Qt.MouseButton.LeftButton)
        for spot in spots[1:]:
            _mouse(pad, QEvent.Type.MouseMove, spot, Qt.MouseButton.NoButton)
        _mouse(pad, QEvent.Type.MouseButtonRelease, spots[-1], Qt.MouseButton.LeftButton)


def sign_name(pad: QWidget) -> None:
    """Draw enough for a signature, in two lines."""
    draw(
        pad,
        [(0.2 + 0.02 * step, 0.7 - 0.3 * (step % 2)) for step in range(12)],
        [(0.5 + 0.02 * step, 0.6 - 0.2 * (step % 2)) for step in range(12)],
    )


def _mouse(pad: QWidget, kind: QEvent.Type, spot: QPointF, button: Qt.MouseButton) -> None:
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    there = QPointF(pad.mapToGlobal(spot.toPoint()))
    QApplication.sendEvent(pad, QMouseEvent(kind, spot, there, button, held, Qt.KeyboardModifier.NoModifier))
