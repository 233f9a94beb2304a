"""The open vault."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import EllipsisType

from sqlalchemy.orm import Session

from cantercare_desktop.vault.change_of_key import Reached, change_key, unwatched
from cantercare_desktop.vault.checking import Checked, check_whole
from cantercare_desktop.vault.database import Database, driver_problems
from cantercare_desktop.vault.driver import connect
from cantercare_desktop.vault.facts import SLOTS, set_fact
from cantercare_desktop.vault.holding import Hold
from cantercare_desktop.vault.keys.cost import Argon2Cost, calibrate
from cantercare_desktop.vault.keys.members import RECOVERY, Member, NewMember, Role, check_name, check_title
from cantercare_desktop.vault.keys.passwords import check_password_rules, password_bytes
from cantercare_desktop.vault.keys.recovery_key import RecoveryKey
from cantercare_desktop.vault.keys.slots import DoesNotOpen, Slot, make_slot
from cantercare_desktop.vault.ledger import Head, Ledger, NewEntry
from cantercare_desktop.vault.membership import (
    check_new_member,
    device_secret_for,
    device_secret_now,
    member_of,
    new_member_slot,
    someone_stays,
)
from cantercare_desktop.vault.parts import FoundSlots, Noticed, Parts
from cantercare_desktop.vault.problems import (
    KeyringTrouble,
    NoSuchMember,
    Problem,
    WouldLockEveryoneOut,
)
from cantercare_desktop.vault.slotfile import MemberSlot, SlotFile
from cantercare_desktop.vault.walking import Progress, Stopped, never, silent


class Vault:
    """An open vault. Safe to use from several threads; closed for good by `close`."""

    def __init__(
        self,
        parts: Parts,
        hold: Hold,
        database: Database,
        ledger: Ledger,
        slots: SlotFile,
        member_id: str | None,
        noticed: tuple[Noticed, ...],
    ) -> None:
        self.noticed = noticed
        self.ledger = ledger
        self._parts = parts
        self._hold = hold
        self._database = database
        self._slots = slots
        self._member_id = member_id
        self._changing = threading.RLock()

    @property
    def id(self) -> str:
        """The vault's own id: 32 hexadecimal digits."""
        return self._slots.vault_id

    @property
    def path(self) -> Path:
        """The vault's folder."""
        return self._parts.paths.folder

    @property
    def member(self) -> Member | None:
        """Who signed in; None with the recovery key, or when she was removed since."""
        mine = self._slots.slot_of(self._member_id) if self._member_id is not None else None
        return None if mine is None else member_of(mine, self._parts.sign_in)

    @property
    def members(self) -> tuple[Member, ...]:
        """Those who may sign in, as the vault itself knows them."""
        return tuple(member_of(each, self._parts.sign_in) for each in self._slots.members)

    def reading(self) -> AbstractContextManager[Session]:
        """Open a read that sees one moment and is always rolled back. Raises `VaultClosed` or `DamagedVault`."""
        return self._database.reading()

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that commits at a clean end and rolls back on an error.

        Raises `DiskFull`, `DiskReadOnly`, `DiskTrouble`, `DamagedVault`, `VaultBusy` or `VaultClosed`; nothing was
        written then.
        """
        return self._database.writing()

    def check_password(self, member_id: str, password: str) -> bool:
        """Tell whether a member's password is right. Runs Argon2id on the caller's thread.

        A wrong one counts as at sign-in. Raises `MustWait`, `NoSuchMember` or `KeyringTrouble`.
        """
        slot = self._slot_of(member_id).slot
        parts = self._parts
        parts.sign_in.start_try(member_id)
        try:
            device = device_secret_for(parts.secrets, slot)
        except Problem:
            parts.sign_in.call_off(member_id)
            raise
        try:
            slot.open(password_bytes(password), device)
        except DoesNotOpen:
            return False
        parts.sign_in.right(member_id)
        return True

    def add_member(self, new: NewMember) -> Member:
        """Let someone in. Runs Argon2id on the caller's thread.

        Raises `PasswordTooWeak`, `NameNotUsable`, `KeyringTrouble`, or a problem of the disk.
        """
        check_new_member(new)
        with self._changing:
            device = device_secret_now(self._parts.secrets, self.id)
            added = new_member_slot(self.id, new, device, self._cost(), self._database.key)
            self._save(
                self._slots.next_generation(members=(*self._slots.members, added)),
                "vault.member_added",
                added.slot.header.id,
                {"role": added.card.role},
            )
            return member_of(added, self._parts.sign_in)

    def set_password(self, member_id: str, new: str) -> None:
        """Give a member a new password; the old one ends with its slot. Runs Argon2id twice on the caller's thread.

        Also binds the slot to this computer's device secret as it is now. Raises `PasswordTooWeak`, `NoSuchMember`,
        `KeyringTrouble`, or a problem of the disk.
        """
        check_password_rules(new)
        with self._changing:
            old = self._slot_of(member_id)
            device = device_secret_now(self._parts.secrets, self.id)
            dek = self._database.key
            slot = make_slot(self.id, "member", member_id, password_bytes(new), device, self._cost(), dek)
            self._prove(slot, password_bytes(new), device)
            members = tuple(replace(each, slot=slot) if each is old else each for each in self._slots.members)
            self._save(
                self._slots.next_generation(members=members), "vault.password_set", member_id, {}, end_the_old=True
            )
            self._parts.sign_in.forget_tries(member_id)

    def change_member(
        self,
        member_id: str,
        *,
        name: str | None = None,
        role: Role | None = None,
        title: str | None = None,
        pass_until: date | EllipsisType | None = ...,
    ) -> Member:
        """Change what is said of a member; what is not given stays. `pass_until=None` takes the last day away.

        Raises `NameNotUsable`, `NoSuchMember`, `WouldLockEveryoneOut`, or a problem of the disk.
        """
        with self._changing:
            old = self._slot_of(member_id)
            card = replace(
                old.card,
                name=old.card.name if name is None else check_name(name),
                role=old.card.role if role is None else role,
                title=old.card.title if title is None else check_title(title),
                pass_until=old.card.pass_until if isinstance(pass_until, EllipsisType) else pass_until,
            )
            changed = replace(old, card=card)
            members = tuple(changed if each is old else each for each in self._slots.members)
            _check_someone_stays(members)
            what: dict[str, object] = {
                field: [str(getattr(old.card, field)), str(getattr(card, field))]
                for field in ("name", "role", "title", "pass_until")
                if getattr(old.card, field) != getattr(card, field)
            }
            if what:
                self._save(self._slots.next_generation(members=members), "vault.member_changed", member_id, what)
            return member_of(changed, self._parts.sign_in)

    def remove_member(self, member_id: str, reached: Reached = unwatched) -> None:
        """Take a member's slot away and give the vault a new key, sealed to those who stay.

        Copies the whole database: let it run on a thread of its own; others wait meanwhile. `reached` is told each
        step. Raises `NoSuchMember`, `WouldLockEveryoneOut`, `DamagedVault`, or a problem of the disk; the old key is
        then in force still.
        """
        with self._changing:
            gone = self._slot_of(member_id)
            members = tuple(each for each in self._slots.members if each is not gone)
            _check_someone_stays(members)
            entry = self._entry("vault.member_removed", member_id, {})
            self._change_key(members, lambda _dek: self._slots.recovery, entry, reached)
            self._parts.sign_in.forget(member_id)

    def new_recovery_key(self, key: RecoveryKey, reached: Reached = unwatched) -> None:
        """Put a new recovery key in force and end the old one, in backups made from now on too: the key changes.

        `key` was generated, put on paper and typed back before: from here on nothing else opens what the old one did.
        Copies the whole database, as `remove_member` does, and raises the same; the old key is then in force still.
        """
        with self._changing:
            cost = self._cost()
            entry = self._entry("vault.recovery_key_renewed", None, {})
            self._change_key(
                self._slots.members,
                lambda dek: make_slot(self.id, "recovery", RECOVERY, key.secret(), b"", cost, dek),
                entry,
                reached,
            )

    def note_head(self) -> None:
        """Note the ledger's end outside the database: in `vault.json`, and in the keyring where that can be done.

        An older database put back later is noticed by it. Raises a problem of the disk.
        """
        with self._changing:
            with self.reading() as session:
                head = self.ledger.head(session)
            if head == self._slots.head:
                return
            self._take_up(self._parts.store.write(self._slots.with_head(head), self._database.key))
            self._note_in_keyring(head)

    def scrub(self) -> None:
        """Leave nothing of what was deleted: free pages are given back and the log is emptied into the database.

        Waits until nobody uses the database. Raises `VaultBusy`, `DamagedVault`, or a problem of the disk.
        """
        with (
            self._database.alone(),
            driver_problems(),
            closing(connect(self._parts.paths.database, self._database.key)) as connection,
        ):
            connection.execute("PRAGMA incremental_vacuum").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def check(self, progress: Progress = silent, stopped: Stopped = never) -> Checked:
        """Read the whole vault: the cipher of each page, the database's structure, the ledger. See `check_whole`."""
        return check_whole(self._database, self.ledger, self._slots.head, progress, stopped)

    def close(self) -> None:
        """Close the database and overwrite the key. Reads under way end with `VaultClosed`. Twice does no harm."""
        self._database.close()
        self._hold.let_go()

    def _slot_of(self, member_id: str) -> MemberSlot:
        found = self._slots.slot_of(member_id)
        if found is None:
            raise NoSuchMember
        return found

    def _cost(self) -> Argon2Cost:
        return self._parts.cost or calibrate(self._parts.clock)

    def _prove(self, slot: Slot, secret: bytes, device: bytes) -> None:
        """Open the database with what the new slot gives, before the old one is dropped."""
        key = slot.open(secret, device)
        with driver_problems(), closing(connect(self._parts.paths.database, key)) as connection:
            connection.execute("SELECT count(*) FROM vault_facts").fetchone()

    def _entry(self, action: str, member_id: str | None, detail: dict[str, object]) -> NewEntry:
        return NewEntry(
            at=self._parts.clock.now(),
            actor=self._member_id or RECOVERY,
            action=action,
            touched=(f"member:{member_id}",) if member_id else (),
            about=(),
            detail=json.dumps(detail, ensure_ascii=False, sort_keys=True).encode() if detail else b"",
        )

    def _save(
        self,
        slots: SlotFile,
        action: str,
        member_id: str,
        detail: dict[str, object],
        *,
        end_the_old: bool = False,
    ) -> None:
        """Write new slots into both places and the ledger, or into none."""
        before = self._slots
        key = self._database.key
        try:
            with self.writing() as session:
                self.ledger.append(session, self._entry(action, member_id, detail))
                set_fact(session, SLOTS, slots.to_bytes(key))
                self._take_up(self._parts.store.write(slots, key, end_the_old=end_the_old))
        except Exception:
            if self._slots is not before or self._parts.store.read().file.generation != before.generation:
                self._slots = before
                self._parts.store.write(before, key, end_the_old=True)
            raise

    def _change_key(
        self,
        members: tuple[MemberSlot, ...],
        recovery: Callable[[bytes], Slot],
        entry: NewEntry,
        reached: Reached,
    ) -> None:
        old = self._slots

        def new_slots(dek: bytes, salt: bytes) -> SlotFile:
            return old.next_generation(
                salt=salt,
                former=(*old.former, old.salt)[-MOST_KEPT_SALTS:],
                members=tuple(replace(each, slot=each.slot.resealed(dek)) for each in members),
                recovery=recovery(dek).resealed(dek),
            )

        def write(session: Session) -> None:
            self.ledger.append(session, entry)

        try:
            found = change_key(self._parts.paths, self._parts.store, self._database, new_slots, write, reached)
        except Exception:
            if self._parts.store.read().file.generation != old.generation:
                # It was decided, and could not be finished: the next opening finishes it.
                self.close()
            raise
        self._take_up(found)

    def _take_up(self, found: FoundSlots) -> None:
        self._slots = found.file

    def _note_in_keyring(self, head: Head) -> None:
        try:
            self._parts.secrets.write(f"{self.id}/head", head.seq.to_bytes(8, "big") + head.mark)
        except KeyringTrouble:
            # The note in vault.json stands; the keyring's is a second witness.
            return


MOST_KEPT_SALTS = 100


def _check_someone_stays(members: tuple[MemberSlot, ...]) -> None:
    if not someone_stays((each.card.role, each.card.pass_until) for each in members):
        raise WouldLockEveryoneOut
