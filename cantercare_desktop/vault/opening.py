"""Before a database is used: is it there, whole, ours, and locked with our key? Each fault is told by its own name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cantercare_desktop.vault.driver import APPLICATION_ID, PAGE_BYTES, SALT_BYTES, DriverError, connect, problem_of
from cantercare_desktop.vault.files import disk_problem
from cantercare_desktop.vault.problems import (
    DamagedVault,
    EmptyVault,
    ForeignVault,
    NoSuchVault,
    Problem,
    TruncatedVault,
    WrongKey,
)
from cantercare_desktop.vault.slotfile import SlotFile

_PLAIN = b"SQLite format 3\0"


def salt_of(path: Path) -> bytes:
    """Return the first 16 bytes of a database, which are its own: a random salt. Empty when there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(SALT_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise disk_problem(error) from error


def check_database_file(path: Path, key: bytes, slots: SlotFile, *, key_is_right: bool) -> None:
    """Raise the `Problem` that names what is wrong with a database file; return when it can be used.

    `key_is_right` says that `vault.json` bears the mark of this very key. Nothing is created or changed.
    """
    size, first = _look_at(path)
    ours = first[:SALT_BYTES] == slots.salt
    if first.startswith(_PLAIN):
        raise ForeignVault("an unencrypted SQLite database")
    if size % PAGE_BYTES:
        details = f"{size} bytes are not a whole number of pages"
        raise TruncatedVault(details) if ours else ForeignVault(details)
    with _told(lambda error: _first_page_problem(error, first, slots, ours=ours, key_is_right=key_is_right)):
        connection = connect(path, key)
    with closing(connection):
        with _told(lambda error: _first_page_problem(error, first, slots, ours=ours, key_is_right=key_is_right)):
            (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            if ours:
                raise TruncatedVault("the first page was never finished")
            raise ForeignVault("another program's database")
        with _told(lambda _error: DamagedVault("the schema cannot be read")):
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        if "vault_facts" not in names:
            raise DamagedVault("the vault's own tables are missing")


@contextmanager
def _told(told: Callable[[Exception], Problem]) -> Iterator[None]:
    try:
        yield
    except DriverError as error:
        problem = problem_of(error)
        if problem is None:
            raise
        if not isinstance(problem, DamagedVault):
            raise problem from error
        raise told(error) from error


def _look_at(path: Path) -> tuple[int, bytes]:
    try:
        with path.open("rb") as file:
            first = file.read(PAGE_BYTES)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise NoSuchVault("vault.db") from error
    except OSError as error:
        raise disk_problem(error) from error
    if size == 0:
        raise EmptyVault
    return size, first


def _first_page_problem(error: Exception, first: bytes, slots: SlotFile, *, ours: bool, key_is_right: bool) -> Problem:
    if getattr(error, "sqlite_errorname", "").startswith("SQLITE_CORRUPT"):
        # The first page could be decrypted and counts more pages than there are.
        return TruncatedVault("fewer pages than the first one counts")
    if ours and key_is_right:
        return DamagedVault("page 1")
    if not ours and first[:SALT_BYTES] in slots.former:
        return WrongKey("a database from before the key was changed")
    if ours or len(set(first)) > 200:
        # An encrypted page looks like chance: nearly all 256 values of a byte occur in 4096 of them.
        return WrongKey("encrypted with another key")
    return ForeignVault("not a database")
