"""Doing something later, handed in so that a test need not wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


class Delay(Protocol):
    """Does ``deed`` once after so many seconds, on the window's thread; the answer calls it off."""

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]: ...


class QtDelay:
    """A ``Delay`` by Qt's own timers, which end with their owner."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        timer = QTimer(self._owner)
        timer.setSingleShot(True)
        timer.timeout.connect(deed)
        timer.timeout.connect(timer.deleteLater)
        timer.start(round(seconds * 1000))

        def call_off() -> None:
            # A delay that is over has taken its timer along.
            if isValid(timer):
                timer.stop()
                timer.deleteLater()

        return call_off
