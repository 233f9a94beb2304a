"""One program at a time: a lock that ends with the program that holds it, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from cantercare_desktop.vault.files import disk_problem
from cantercare_desktop.vault.problems import VaultInUse


class Hold:
    """Holds a vault folder while it is open. Raises `VaultInUse` when someone else holds it."""

    def __init__(self, path: Path) -> None:
        try:
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise disk_problem(error) from error
        try:
            _lock(self._handle)
        except OSError as error:
            os.close(self._handle)
            raise VaultInUse("vault.lock is held") from error

    def let_go(self) -> None:
        """Let go; a second time does nothing."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
