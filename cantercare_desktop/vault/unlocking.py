"""From a key that a slot gave to an open vault: checks, what is noticed, and what is written about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy.orm import Session

from cantercare_desktop.vault.change_of_key import finish
from cantercare_desktop.vault.database import Database
from cantercare_desktop.vault.facts import AUDIT_KEY, SLOTS, VAULT_ID, fact, set_fact
from cantercare_desktop.vault.files import remove_unfinished
from cantercare_desktop.vault.head import Head
from cantercare_desktop.vault.holding import Hold
from cantercare_desktop.vault.keys.members import RECOVERY
from cantercare_desktop.vault.keys.slots import Slot
from cantercare_desktop.vault.ledger import Ledger, NewEntry
from cantercare_desktop.vault.membership import check_pass
from cantercare_desktop.vault.migrations import NEWEST, check_form, form_of, migrate
from cantercare_desktop.vault.opening import check_database_file
from cantercare_desktop.vault.parts import FoundSlots, Noticed, Parts
from cantercare_desktop.vault.problems import (
    DamagedVault,
    EditedSlots,
    ForeignVault,
    KeyringTrouble,
    SlotsPutBack,
)
from cantercare_desktop.vault.slotfile import NotASlotFile, SlotFile, read_slot_file
from cantercare_desktop.vault.vault import Vault

#: Computers set their clock by small steps; only more than this is a clock that went backwards.
CLOCK_SLACK = timedelta(minutes=1)

OLD_COPY = Noticed(
    "old_copy",
    "This vault is older than the one last used here: an old copy was put back.",
    "What was written after that copy was made is not in it.",
    "Find out who put it back. If it was not meant, restore the newest backup.",
)
CLOCK_BACKWARDS = Noticed(
    "clock_backwards",
    "The computer's clock shows an earlier time than the last entry in the vault.",
    "Nothing is lost.",
    "Set the clock before you write anything that has a date.",
)
SLOTS_MENDED = Noticed(
    "slots_mended",
    "The file vault.json was changed or damaged by something other than this program. Its last good copy is in use.",
    "Nothing is lost.",
    "Tell the Data Manager, who can look into who had access to the folder.",
)
KEY_FILE = Noticed(
    "key_file",
    "This computer's part of the key lies in a file, because there was no keyring to use.",
    "Nothing is lost.",
    "Anyone who copies that file and the vault needs only a password. Set up a keyring when you can.",
)


@dataclass(slots=True)
class _Found:
    """What opening has come upon so far."""

    slots: FoundSlots
    noticed: list[Noticed] = field(default_factory=list)
    entries: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def open_vault(parts: Parts, hold: Hold, slots: FoundSlots, dek: bytes, through: Slot) -> Vault:
    """Open the database with a key that came out of the slot `through`, and return the open vault.

    Takes over `hold` and lets go of it on failure. Raises the `Problem` that names what is wrong.
    """
    database: Database | None = None
    try:
        for each in (parts.paths.slots, parts.paths.previous_slots, parts.paths.sign_in):
            remove_unfinished(each)
        marked = slots.file.is_marked_by(dek, slots.raw)
        if marked:
            finish(parts.paths, parts.store, slots)
        check_database_file(parts.paths.database, dek, slots.file, key_is_right=marked)
        database = Database(parts.paths.database, dek)
        found = _Found(slots)
        member_id = through.header.id if through.header.kind == "member" else None
        audit_key = _come_in(parts, database, found, through, dek, marked=marked)
        ledger = Ledger(audit_key)
        with database.reading() as session:
            _compare_heads(parts, session, ledger, found)
            _compare_clock(parts, session, ledger, found)
        if parts.secrets.kind == "key file":
            found.noticed.append(KEY_FILE)
        _write_down(parts, database, ledger, found, member_id or RECOVERY)
        if member_id is not None:
            # The day that was looked at before stood in a file anyone may edit, or put an older one in place of.
            check_pass(found.slots.file.slot_of(member_id), parts.clock)
            parts.sign_in.signed_in(member_id)
        return Vault(parts, hold, database, ledger, found.slots.file, member_id, tuple(found.noticed))
    except BaseException:
        if database is not None:
            database.close()
        hold.let_go()
        raise


def _come_in(parts: Parts, database: Database, found: _Found, through: Slot, dek: bytes, *, marked: bool) -> bytes:
    """Check whose database it is, bring it to today's form, agree on the slots, and return the audit key."""
    with database.reading() as session:
        connection = session.connection()
        check_form(connection)
        behind = form_of(connection) < NEWEST
    if behind:
        with database.writing() as session:
            migrate(session.connection())
    with database.reading() as session:
        audit_key, kept = fact(session, AUDIT_KEY), fact(session, SLOTS)
        if fact(session, VAULT_ID) != bytes.fromhex(found.slots.file.vault_id):
            raise ForeignVault("the database of another vault")
    if audit_key is None or kept is None:
        raise DamagedVault("the vault's own facts are missing")
    try:
        inside = read_slot_file(kept)
    except NotASlotFile as error:
        raise DamagedVault("the vault's own copy of its slots cannot be read") from error
    _agree(parts, database, found, inside, through, dek, marked=marked)
    return audit_key


def _agree(
    parts: Parts, database: Database, found: _Found, inside: SlotFile, through: Slot, dek: bytes, *, marked: bool
) -> None:
    """Settle which slots are in force: those in `vault.json`, or the database's own copy, which nobody can edit."""
    outside = found.slots.file
    if marked and outside.generation > inside.generation:
        # A change that was cut off after vault.json was written, or an older database beside a newer vault.json.
        with database.writing() as session:
            set_fact(session, SLOTS, found.slots.raw)
        found.entries.append(("vault.slots_taken_over", {"generation": outside.generation}))
    elif not marked or outside.generation < inside.generation:
        noted = inside if not marked else inside.with_head(outside.head)
        found.slots = parts.store.write(noted, dek, end_the_old=True)
        _check_still_in(inside, through)
        found.noticed.append(SLOTS_MENDED)
    elif found.slots.mended:
        found.slots = parts.store.write(outside, dek, end_the_old=True)
        found.noticed.append(SLOTS_MENDED)


def _check_still_in(inside: SlotFile, through: Slot) -> None:
    """Raise when the slot that was opened is not one that is in force."""
    if through.header.kind == "recovery":
        current = inside.recovery
    else:
        member = inside.slot_of(through.header.id)
        if member is None:
            raise EditedSlots("a member who is not one")
        current = member.slot
    if current.header != through.header:
        raise SlotsPutBack


def _compare_heads(parts: Parts, session: Session, ledger: Ledger, found: _Found) -> None:
    """Notice a database that lacks what was noted of its ledger outside of it."""
    file = found.slots.file
    noted = [file.head]
    try:
        kept = parts.secrets.read(f"{file.vault_id}/head")
    except KeyringTrouble:
        kept = None
    if kept is not None and len(kept) == 40:
        noted.append(Head(int.from_bytes(kept[:8], "big"), kept[8:]))
    for head in noted:
        if head.seq == 0:
            continue
        entry = ledger.entry(session, head.seq)
        if entry is None or entry.mark != head.mark:
            found.noticed.append(OLD_COPY)
            here = ledger.head(session).seq
            found.entries.append(("vault.old_copy_noticed", {"noted": head.seq, "found": here}))
            return


def _compare_clock(parts: Parts, session: Session, ledger: Ledger, found: _Found) -> None:
    last = ledger.entry(session, ledger.head(session).seq)
    now = parts.clock.now()
    if last is not None and last.at > now + CLOCK_SLACK:
        found.noticed.append(CLOCK_BACKWARDS)
        found.entries.append(("vault.clock_backwards", {"last": last.at.isoformat(), "now": now.isoformat()}))


def _write_down(parts: Parts, database: Database, ledger: Ledger, found: _Found, actor: str) -> None:
    """Write into the ledger what was noticed, who came in with the recovery key, and the wrong passwords before."""
    entries = list(found.entries)
    if SLOTS_MENDED in found.noticed:
        entries.append(("vault.slots_mended", {"generation": found.slots.file.generation}))
    wrong = parts.sign_in.untold()
    for each in wrong:
        times = [at.isoformat() for at in each.times]
        entries.append(("vault.wrong_passwords", {"member": each.member_id, "count": each.count, "times": times}))
    if actor == RECOVERY:
        entries.append(("vault.opened_with_recovery_key", {}))
    if not entries:
        return
    with database.writing() as session:
        for action, detail in entries:
            member = detail.get("member")
            touched = (f"member:{member}",) if member else ()
            body = json.dumps(detail, sort_keys=True, separators=(",", ":")).encode() if detail else b""
            ledger.append(session, NewEntry(parts.clock.now(), actor, action, touched, (), body))
    if wrong:
        parts.sign_in.told()
