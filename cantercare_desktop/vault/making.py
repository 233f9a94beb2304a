"""Laying a new vault into its folder, and taking back what is left of one that could not be finished."""

from __future__ import annotations

import contextlib
import os
from contextlib import closing

from cantercare_desktop.vault.change_of_key import finish, remove_database
from cantercare_desktop.vault.database import Database, driver_problems
from cantercare_desktop.vault.driver import APPLICATION_ID, connect
from cantercare_desktop.vault.facts import AUDIT_KEY, SLOTS, VAULT_ID, set_fact
from cantercare_desktop.vault.files import begin_private, disk_problems, sync_file, sync_folder
from cantercare_desktop.vault.head import Head
from cantercare_desktop.vault.keys.slots import Slot
from cantercare_desktop.vault.ledger import Ledger, NewEntry
from cantercare_desktop.vault.migrations import migrate
from cantercare_desktop.vault.opening import salt_of
from cantercare_desktop.vault.parts import Parts, Paths
from cantercare_desktop.vault.slotfile import MemberSlot, SlotFile


def make_database(parts: Parts, vault_id: str, dek: bytes, slots: tuple[MemberSlot, ...], recovery: Slot) -> None:
    """Make the database with its first ledger entry, and write the slots beside it. Raises a problem of the disk."""
    new = parts.paths.new_database
    remove_database(new)
    begin_private(new)
    with driver_problems(), closing(connect(new, dek, create=True)) as connection:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    audit_key = os.urandom(32)
    salt = salt_of(new)
    database = Database(new, dek)
    try:
        with database.writing() as session:
            migrate(session.connection())
            set_fact(session, VAULT_ID, bytes.fromhex(vault_id))
            set_fact(session, AUDIT_KEY, audit_key)
            entry = Ledger(audit_key).append(
                session,
                NewEntry(
                    at=parts.clock.now(),
                    actor=slots[0].slot.header.id,
                    action="vault.made",
                    touched=tuple(f"member:{each.slot.header.id}" for each in slots),
                    about=(),
                    detail=b"",
                ),
            )
            file = SlotFile(vault_id, 1, salt, (), slots, recovery, Head(entry.seq, entry.mark))
            set_fact(session, SLOTS, file.to_bytes(dek))
    finally:
        database.close()
    with disk_problems():
        sync_file(new)
        sync_folder(parts.paths.folder)
    parts.sign_in.begin()
    finish(parts.paths, parts.store, parts.store.write(file, dek))


def leave_nothing(paths: Paths) -> None:
    """Remove every file of a vault that could not be finished."""
    for each in (paths.slots, paths.previous_slots, paths.sign_in):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)
    remove_database(paths.new_database)
    remove_database(paths.database)
