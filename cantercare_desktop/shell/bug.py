"""When the program itself is at fault: one dialogue without data, and a line in a log file without data."""

from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock

LOG = "faults.log"
_LARGEST_LOG = 200_000


class BugDialog(QDialog):
    """Says that something went wrong in the program, that what was saved is safe, and what to do."""

    def __init__(self, log: Path, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("bug")
        self.setWindowTitle("Something went wrong")
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.page_edge, Px.page_edge, Px.page_edge, Px.page_edge)
        column.setSpacing(Px.gap)
        column.addWidget(Label("Something went wrong in the program.", Words.SECTION, wrap=True))
        column.addWidget(Label("Everything saved before is safe. What you did just now may not be saved.", wrap=True))
        column.addWidget(
            Label("Look whether it is there, then do it again. If it comes back, tell whoever looks after the "
                  "computer.", wrap=True)
        )  # fmt: skip
        where = f"Where it happened is written in {log}, with nobody’s data."
        column.addWidget(Label(where, Words.SECOND, ink="ink2", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        self.close_button = Button("Go on", name="bug.close", kind="primary")
        self.close_button.clicked.connect(self.accept)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.setMinimumWidth(480)


class Bugs(QObject):
    """Hears of every exception that nobody expected, on whatever thread, and shows one dialogue at a time."""

    _met = Signal()

    def __init__(self, clock: Clock, folder: Path, window: Callable[[], QWidget | None], parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._log = folder / LOG
        self._window = window
        self._dialog: BugDialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self._met.connect(self._show)

    @property
    def dialog(self) -> BugDialog | None:
        """The dialogue that is shown now."""
        return self._dialog

    def watch(self) -> None:
        """Hear of exceptions from now on."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda met: self.met(met.exc_value) if met.exc_value is not None else None

    def stop(self) -> None:
        """Leave things as they were."""
        sys.excepthook, threading.excepthook = self._before

    def met(self, error: BaseException) -> None:
        """Write down where it happened, and say so."""
        self._write(error)
        if QThread.currentThread() is self.thread():
            self._show()
        else:
            self._met.emit()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.met(error)

    def _write(self, error: BaseException) -> None:
        line = f"{self._clock.now():%Y-%m-%dT%H:%M:%SZ} {redacted(error)}\n"
        with contextlib.suppress(OSError):
            if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
                self._log.replace(self._log.with_suffix(".old.log"))
            with self._log.open("a", encoding="utf-8") as file:
                file.write(line)

    def _show(self) -> None:
        if self._dialog is not None:
            return
        self._dialog = BugDialog(self._log, self._window())
        self._dialog.finished.connect(self._on_finished)
        self._dialog.open()

    def _on_finished(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


def redacted(error: BaseException) -> str:
    """Return the exception's type and the files and lines it came through: no message, no value, no folder."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 5:
        frames = traceback.extract_tb(seen.__traceback__)[-12:]
        places = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(frames))
        parts.append(f"{type(seen).__module__}.{type(seen).__qualname__} at {places or 'nowhere'}")
        seen = seen.__cause__ or seen.__context__
    return " | because of ".join(parts)
