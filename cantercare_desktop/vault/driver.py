"""The one place that knows the SQLCipher driver: how a connection is opened, and what its complaints mean."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from cantercare_desktop.vault.problems import (
    DamagedVault,
    DiskFull,
    DiskReadOnly,
    DiskTrouble,
    Problem,
    ProgramTooOld,
    VaultBusy,
    VaultClosed,
)

#: Of the sizes SQLCipher 4 uses by default; every vault has this one.
PAGE_BYTES = 4096
SALT_BYTES = 16
#: "Cant" in ASCII, as `file` and other tools see it once the database is open.
APPLICATION_ID = 0x43616E74
#: The first SQLite in which the WAL-reset fault, which could corrupt a database, is mended.
OLDEST_SQLITE = (3, 51, 3)
BUSY_MS = 15_000
DRIVER: Any = sqlcipher
DriverError: type[Exception] = sqlcipher.Error


def check_engine(version: tuple[int, ...] = sqlcipher.sqlite_version_info) -> None:
    """Raise `ProgramTooOld` when the database engine has the fault that could damage a vault."""
    if version < OLDEST_SQLITE:
        raise ProgramTooOld(".".join(str(part) for part in version))


def connect(path: Path, key: bytes, *, create: bool = False) -> Any:  # noqa: ANN401 - the driver has no types
    """Open a connection with every pragma of the house but the journal mode. Never creates unless told to.

    The key is the raw key of 32 bytes. Nothing is read yet, so a wrong key is not noticed here.
    Raises the driver's errors.
    """
    mode = "rwc" if create else "rw"
    connection = sqlcipher.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{bytes(key).hex()}'\"")
        connection.execute("PRAGMA cipher_compatibility = 4")
        for pragma in (
            f"busy_timeout = {BUSY_MS}",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            "secure_delete = ON",
            "foreign_keys = ON",
            "synchronous = FULL",
            "cell_size_check = ON",
            "recursive_triggers = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def problem_of(error: BaseException) -> Problem | None:
    """Return the `Problem` a driver's error means, or None when it is a fault of the program."""
    name = str(getattr(error, "sqlite_errorname", ""))
    # Extended codes carry a suffix: SQLITE_IOERR_WRITE is a kind of SQLITE_IOERR.
    # What goes wrong inside SQLCipher's export comes as SQLITE_ERROR, with the text of the real code.
    for prefix, message, problem in _PROBLEMS:
        if name.startswith(prefix) or (name == "SQLITE_ERROR" and message == str(error)):
            return problem(name)
    return VaultClosed() if name == "SQLITE_INTERRUPT" else None


_PROBLEMS: tuple[tuple[str, str, Callable[[str], Problem]], ...] = (
    ("SQLITE_FULL", "database or disk is full", DiskFull),
    ("SQLITE_READONLY", "attempt to write a readonly database", DiskReadOnly),
    ("SQLITE_PERM", "access permission denied", DiskReadOnly),
    ("SQLITE_IOERR", "disk I/O error", DiskTrouble),
    ("SQLITE_CANTOPEN", "unable to open database file", DiskTrouble),
    ("SQLITE_CORRUPT", "database disk image is malformed", DamagedVault),
    ("SQLITE_NOTADB", "file is not a database", DamagedVault),
    ("SQLITE_BUSY", "database is locked", VaultBusy),
    ("SQLITE_LOCKED", "database table is locked", VaultBusy),
)
