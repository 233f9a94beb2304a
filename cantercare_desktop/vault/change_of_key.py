"""Giving a vault a new key: copy, check, swap. A program killed at any moment leaves a vault that opens.

The whole new database is made and checked beside the old one. Then `vault.json`, which names the database it belongs
to by the salt in its first 16 bytes, is replaced: that one rename decides. Before it the old key and database are in
force, after it the new ones, and whoever opens the vault next finishes what is left to do.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from sqlalchemy.orm import Session

from cantercare_desktop.vault.database import Database, driver_problems
from cantercare_desktop.vault.driver import APPLICATION_ID, connect
from cantercare_desktop.vault.facts import SLOTS, set_fact
from cantercare_desktop.vault.files import begin_private, disk_problems, replace_patiently, sync_file, sync_folder
from cantercare_desktop.vault.keys.slots import DEK_BYTES
from cantercare_desktop.vault.opening import salt_of
from cantercare_desktop.vault.parts import FoundSlots, Paths, SlotStore
from cantercare_desktop.vault.problems import DamagedVault, Problem
from cantercare_desktop.vault.slotfile import SlotFile

Step = Literal["started", "copied", "written", "checked", "decided", "old slots ended", "log removed", "swapped"]
Reached = Callable[[Step], None]


def unwatched(_step: Step) -> None:
    """Steps that nobody watches."""


def change_key(
    paths: Paths,
    store: SlotStore,
    database: Database,
    new_slots: Callable[[bytes, bytes], SlotFile],
    write: Callable[[Session], None],
    reached: Reached = unwatched,
) -> FoundSlots:
    """Copy the database under a new random key, check the copy, and put it in the old one's place.

    `new_slots` is given the new key and the new database's salt and returns the slots to be written; `write` may add to
    the new database, such as a ledger entry. Others wait meanwhile. Raises `DamagedVault` when the database or its copy
    does not hold, or a problem of the disk; the old key and database are then in force.
    """
    key = os.urandom(DEK_BYTES)
    with database.alone():
        reached("started")
        try:
            counts = _copy(paths, database.key, key)
            reached("copied")
            file = new_slots(key, salt_of(paths.new_database))
            _write_into(paths.new_database, key, file, write)
            reached("written")
            _check(paths.new_database, key, counts)
            with disk_problems():
                sync_file(paths.new_database)
                sync_folder(paths.folder)
            reached("checked")
            found = _decide(store, file, key)
        except BaseException:
            remove_database(paths.new_database)
            raise
        reached("decided")
        database.change_key(key)
        finish(paths, store, found, reached)
    return found


def _decide(store: SlotStore, file: SlotFile, key: bytes) -> FoundSlots:
    try:
        return store.write(file, key)
    except Problem:
        # The rename may have been done, and only the disk's answer be missing: then there is no way back.
        found = store.read()
        if found.file.salt != file.salt:
            raise
        return found


def finish(paths: Paths, store: SlotStore, found: FoundSlots, reached: Reached = unwatched) -> bool:
    """Put the database that `vault.json` names in its place, if that is still to be done, and clear what is left over.

    Returns whether a new database was put in place. Call it while nobody has the database open. Raises a problem of
    the disk; calling it again goes on where it stopped.
    """
    waiting = salt_of(paths.new_database)
    if not waiting:
        return False
    if waiting != found.file.salt:
        # A copy that was never decided for: its key exists nowhere.
        remove_database(paths.new_database)
        return False
    # Before the swap: as long as the new database waits, a killed program's successor comes by here again.
    store.end_the_old(found)
    reached("old slots ended")
    with disk_problems():
        # The old database's log must not be taken for the new one's.
        for suffix in ("-wal", "-shm", "-journal"):
            _beside(paths.database, suffix).unlink(missing_ok=True)
        reached("log removed")
        replace_patiently(paths.new_database, paths.database)
        sync_folder(paths.folder)
    reached("swapped")
    return True


def remove_database(path: Path) -> None:
    """Remove an unused database with its logs. What cannot be removed now is removed at the next opening."""
    for suffix in ("-wal", "-shm", "-journal", ""):
        with contextlib.suppress(OSError):
            _beside(path, suffix).unlink(missing_ok=True)


def _copy(paths: Paths, old_key: bytes, new_key: bytes) -> dict[str, int]:
    remove_database(paths.new_database)
    begin_private(paths.new_database)
    with closing(connect(paths.database, old_key)) as connection, driver_problems():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        if bad:
            raise DamagedVault(str(bad[0][0]))
        uri = f"{paths.new_database.absolute().as_uri()}?mode=rwc"
        connection.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{new_key.hex()}'\"", (uri,))
        connection.execute("PRAGMA fresh.auto_vacuum = INCREMENTAL")
        connection.execute("PRAGMA fresh.synchronous = FULL")
        connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
        # The export copies neither of the two numbers in the header.
        (form,) = connection.execute("PRAGMA main.user_version").fetchone()
        connection.execute(f"PRAGMA fresh.user_version = {form:d}")
        connection.execute(f"PRAGMA fresh.application_id = {APPLICATION_ID:d}")
        connection.execute("DETACH DATABASE fresh")
        return _counts(connection)


def _write_into(path: Path, key: bytes, file: SlotFile, write: Callable[[Session], None]) -> None:
    fresh = Database(path, key)
    try:
        with fresh.writing() as session:
            set_fact(session, SLOTS, file.to_bytes(key))
            write(session)
    finally:
        fresh.close()


def _check(path: Path, key: bytes, counts: dict[str, int]) -> None:
    with closing(connect(path, key)) as connection, driver_problems():
        bad = connection.execute("PRAGMA cipher_integrity_check").fetchall()
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if bad or said != ("ok",):
            raise DamagedVault("the copy under the new key does not hold")
        found = _counts(connection)
    # The ledger may have grown by the entry about this very change.
    grown = {name for name in counts if found.get(name, -1) > counts[name]}
    if set(found) != set(counts) or any(found[name] < counts[name] for name in counts) or grown - _MAY_GROW:
        raise DamagedVault("the copy under the new key is not complete")


_MAY_GROW = {"ledger", "ledger_about", "ledger_detail", "vault_facts"}


def _counts(connection: Any) -> dict[str, int]:  # noqa: ANN401 - the driver has no types
    names = connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall()
    counted = {}
    for (name,) in names:
        quoted = name.replace('"', '""')
        (counted[name],) = connection.execute(f'SELECT count(*) FROM main."{quoted}"').fetchone()  # noqa: S608 - names of our own tables
    return counted


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
