"""The idle clock: when nobody has touched the program for so many minutes, it is locked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal

from cantercare_desktop.ui.delays import Delay

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_AGAIN_S = 10.0


class IdleClock(QObject):
    """Emits ``left_alone``, again and again until stopped. Any key, pointer, touch or pen in any window starts it anew.

    Both faces of the clock count: while the computer sleeps only the wall clock moves on.
    """

    left_alone = Signal()

    def __init__(self, clock: Clock, delay: Delay, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._delay = delay
        self._limit_s = 0.0
        self._touched = (0.0, clock.now())
        self._call_off: Callable[[], None] | None = None

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self._limit_s > 0

    @property
    def minutes(self) -> int:
        """How long nobody may touch the program; 0 while the clock does not run."""
        return round(self._limit_s / 60)

    def start(self, minutes: int) -> None:
        """Run, from now."""
        self._limit_s = minutes * 60.0
        self.touch()
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._set_timer(self._limit_s)

    def stop(self) -> None:
        """Stop: nothing is open."""
        self._limit_s = 0.0
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if self._call_off is not None:
            self._call_off()
            self._call_off = None

    def touch(self) -> None:
        """Count from now."""
        self._touched = (self._clock.monotonic(), self._clock.now())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _set_timer(self, seconds: float) -> None:
        if self._call_off is not None:
            self._call_off()
        self._call_off = self._delay(seconds, self._on_time)

    def _on_time(self) -> None:
        self._call_off = None
        if not self.running:
            return
        ran, wall = self._touched
        alone = max(self._clock.monotonic() - ran, (self._clock.now() - wall) / timedelta(seconds=1))
        if alone >= self._limit_s:
            self._set_timer(_AGAIN_S)  # whatever meets the signal: it comes again until somebody stops the clock
            self.left_alone.emit()
        else:
            self._set_timer(self._limit_s - alone)
