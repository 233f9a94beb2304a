"""What stands between the program and the world in a test: time, hands, the computer's lock, the windows shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.papers import Paper


@dataclass
class MovingDelay:
    """Delays that end when the driver moves the clock over their moment."""

    clock: FixedClock
    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        entry = (self.clock.monotonic() + seconds, deed)
        self.waiting.append(entry)

        def call_off() -> None:
            if entry in self.waiting:
                self.waiting.remove(entry)

        return call_off

    def move(self, by: timedelta) -> None:
        """Let time pass; every delay ends at its own moment, in order."""
        until = self.clock.monotonic() + by.total_seconds()
        while True:
            due = sorted((entry for entry in self.waiting if entry[0] <= until), key=lambda entry: entry[0])
            if not due:
                break
            when, deed = due[0]
            self.waiting.remove(due[0])
            self.clock.move(timedelta(seconds=max(when - self.clock.monotonic(), 0)))
            deed()
        self.clock.move(timedelta(seconds=max(until - self.clock.monotonic(), 0)))


@dataclass
class Hands:
    """What a person would answer in a file dialogue, and what came out of the printer."""

    folder_chosen: Path | None = None
    file_chosen: Path | None = None
    picture_chosen: Path | None = None
    printed: list[Paper] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)

    def folder(self, parent: QWidget, title: str, suggested: Path) -> Path | None:
        return self.folder_chosen

    def file_to_save(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return self.file_chosen

    def picture(self, parent: QWidget, title: str) -> Path | None:
        return self.picture_chosen

    def print(self, paper: Paper, parent: QWidget, wanted: Callable[[], bool]) -> bool:
        if not wanted():
            return False
        self.printed.append(paper)
        return True

    def prints_at_once(self) -> bool:
        return True

    def print_at_once(self, paper: Paper) -> None:
        self.printed.append(paper)


@dataclass
class ToldLockWatch:
    """The computer's own lock, which the driver locks."""

    happened: Callable[[str], None] | None = None

    def watch(self, window: QWidget, happened: Callable[[str], None]) -> None:
        self.happened = happened

    def stop(self) -> None:
        self.happened = None


class Windows(QObject):
    """Remembers every window that was ever shown, even for a moment: a stray one takes the keyboard with it."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False

    def stop(self) -> None:
        """Look away."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
