"""One window for each vault folder: a second start brings the first one forward, and ends."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject

from cantercare_desktop.vault.files import disk_problems
from cantercare_desktop.vault.problems import DiskReadOnly, DiskTrouble, Problem

_LOCK = "window.lock"
_REQUEST = "window.request"


class OneInstance(QObject):
    """Holds the folder for this window. A second start touches a file that the first one watches: no network."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._request = folder / _REQUEST
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)
        self._watcher: QFileSystemWatcher | None = None
        self._called: Callable[[], None] = _nobody

    def take(self, called: Callable[[], None]) -> bool:
        """Take the folder; ``called`` then hears of every later start. ``False``: another window has it.

        Raises a problem of the disk where the folder cannot be made or written to: then nobody knows who has it.
        """
        with disk_problems():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self._lock.tryLock(0):
            error = self._lock.error()
            if error is QLockFile.LockError.LockFailedError:
                return False
            raise DiskReadOnly(error.name) if error is QLockFile.LockError.PermissionError else DiskTrouble(error.name)
        self._called = called
        try:
            with disk_problems():
                self._request.write_bytes(b"")
        except Problem:
            self._lock.unlock()
            raise
        self._watcher = QFileSystemWatcher([str(self._request)], self)
        self._watcher.fileChanged.connect(self._on_request)
        return True

    def call_other(self) -> None:
        """Ask the window that has the folder to come forward."""
        with contextlib.suppress(OSError), self._request.open("ab") as file:
            file.write(b"!")

    def let_go(self) -> None:
        """Let the next start have the folder."""
        if self._watcher is not None:
            self._watcher.removePaths(self._watcher.files())
            self._watcher.deleteLater()
            self._watcher = None
        self._lock.unlock()

    def _on_request(self, path: str) -> None:
        if self._watcher is not None and path not in self._watcher.files():
            self._watcher.addPath(path)
        self._called()


def _nobody() -> None:
    return
