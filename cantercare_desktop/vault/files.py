"""Files that are either wholly the old or wholly the new, on every disk we meet."""

from __future__ import annotations

import contextlib
import errno
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cantercare_desktop.vault.problems import DiskFull, DiskReadOnly, DiskTrouble, Problem

#: Windows: access denied, sharing violation. A virus scanner or an indexer holds the file for a moment.
_BUSY_ON_WINDOWS = (5, 32)
_PAUSES_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)

Replace = Callable[[Path, Path], None]


def replace_patiently(old: Path, new: Path, replace: Replace = os.replace) -> None:
    """Rename `old` over `new`, trying again for about a second and a half while Windows says that it is held.

    Raises `OSError` when it stays held, or at once for any other reason.
    """
    for pause in _PAUSES_S:
        try:
            replace(old, new)
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY_ON_WINDOWS:
                raise
        else:
            return
        threading.Event().wait(pause)
    replace(old, new)


def write_whole(path: Path, content: bytes, replace: Replace = os.replace) -> None:
    """Write a file so that, whatever happens, its name leads to the old content or to the new one.

    Raises `DiskFull`, `DiskReadOnly` or `DiskTrouble`; the old content is then still there.
    """
    new = _unfinished(path)
    with disk_problems():
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            replace_patiently(new, path, replace)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def remove_unfinished(path: Path) -> None:
    """Remove what a `write_whole` left that was killed before its end; whoever holds the vault may."""
    with contextlib.suppress(OSError):
        _unfinished(path).unlink(missing_ok=True)


def _unfinished(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def begin_private(path: Path) -> None:
    """Make an empty file that only its owner may read; what a database writes beside it follows its rights.

    Raises a problem of the disk, also when there is one already.
    """
    with disk_problems():
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync_file(path: Path) -> None:
    """Have the disk really hold what was written to a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk really hold the names in a folder. Windows offers no such thing and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def disk_problems() -> Iterator[None]:
    """Turn the operating system's complaints about a disk into a `Problem`."""
    try:
        yield
    except OSError as error:
        raise disk_problem(error) from error


def disk_problem(error: OSError) -> Problem:
    """Return the `Problem` for a complaint of the operating system; the file's name stays out of it."""
    details = f"{errno.errorcode.get(error.errno or 0, error.errno)}: {error.strerror}"
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}:
        return DiskFull(details)
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return DiskReadOnly(details)
    return DiskTrouble(details)
