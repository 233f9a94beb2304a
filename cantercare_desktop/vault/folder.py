"""A vault's folder: what can be said and done before its key is known."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cantercare_desktop.vault.clock import Clock
from cantercare_desktop.vault.holding import Hold
from cantercare_desktop.vault.keys.cost import Argon2Cost, calibrate
from cantercare_desktop.vault.keys.device import DeviceSecrets, new_device_secret
from cantercare_desktop.vault.keys.members import RECOVERY, Member, NewMember
from cantercare_desktop.vault.keys.passwords import password_bytes
from cantercare_desktop.vault.keys.recovery_key import RecoveryKey
from cantercare_desktop.vault.keys.slots import DEK_BYTES, DoesNotOpen, Slot, make_slot
from cantercare_desktop.vault.membership import (
    check_new_member,
    check_pass,
    device_secret_for,
    member_of,
    new_member_slot,
    someone_stays,
)
from cantercare_desktop.vault.parts import FoundSlots, Parts, Paths, SlotStore, make_private
from cantercare_desktop.vault.problems import (
    NoSuchMember,
    Problem,
    VaultExists,
    WouldLockEveryoneOut,
    WrongPassword,
    WrongRecoveryKey,
)
from cantercare_desktop.vault.signin import LockedNote, SignIn

if TYPE_CHECKING:
    from cantercare_desktop.vault.vault import Vault


class VaultFolder:
    """The folder of one vault, closed. `cost` None means: measured on this computer when the first slot is made."""

    def __init__(self, path: Path, secrets: DeviceSecrets, clock: Clock, cost: Argon2Cost | None = None) -> None:
        self.path = path
        paths = Paths(path)
        self._parts = Parts(paths, SlotStore(paths), SignIn(paths.sign_in, clock), secrets, clock, cost)

    def exists(self) -> bool:
        """Tell whether there is a vault here, or what is left of one."""
        paths = self._parts.paths
        return any(each.exists() for each in (paths.slots, paths.previous_slots, paths.database))

    def members(self) -> tuple[Member, ...]:
        """Return those who may sign in, as `vault.json` lists them; it is not proven before someone does.

        Raises `NoSuchVault` or `EditedSlots`.
        """
        return tuple(member_of(each, self._parts.sign_in) for each in self._parts.store.read().file.members)

    def create(self, members: Sequence[NewMember], recovery: RecoveryKey | None = None) -> tuple[Vault, RecoveryKey]:
        """Make a new vault and open it for the first of its members. Runs Argon2id for each, on the caller's thread.

        `recovery` is a key that was generated, shown and typed back before; None makes one now.

        Raises `VaultExists`, `PasswordTooWeak`, `NameNotUsable`, `WouldLockEveryoneOut` when no Data Manager without a
        last day is among them, `KeyringTrouble`, or a problem of the disk. Nothing is left behind then.
        """
        from cantercare_desktop.vault import making  # noqa: PLC0415 - the database takes half a second to import; the names are shown before
        from cantercare_desktop.vault.driver import check_engine  # noqa: PLC0415
        from cantercare_desktop.vault.unlocking import open_vault  # noqa: PLC0415

        check_engine()
        if self.exists():
            raise VaultExists
        for each in members:
            check_new_member(each)
        if not someone_stays((each.role, each.pass_until) for each in members):
            raise WouldLockEveryoneOut
        parts, vault_id, device = self._parts, os.urandom(16).hex(), new_device_secret()
        make_private(parts.paths.folder)
        hold = Hold(parts.paths.lock)
        parts.secrets.write(vault_id, device)
        try:
            dek, recovery = os.urandom(DEK_BYTES), recovery or RecoveryKey.generate()
            cost = parts.cost or calibrate(parts.clock)
            slots = tuple(new_member_slot(vault_id, each, device, cost, dek) for each in members)
            recovery_slot = make_slot(vault_id, "recovery", RECOVERY, recovery.secret(), b"", cost, dek)
            making.make_database(parts, vault_id, dek, slots, recovery_slot)
        except BaseException:
            making.leave_nothing(parts.paths)
            hold.let_go()
            with contextlib.suppress(Problem):
                parts.secrets.forget(vault_id)
            raise
        return open_vault(parts, hold, parts.store.read(), dek, slots[0].slot), recovery

    def unlock(self, member_id: str, password: str) -> Vault:
        """Open the vault with a member's password. Runs Argon2id on the caller's thread.

        Raises `WrongPassword`, `MustWait`, `PassEnded`, `NoSuchMember`, `KeyringTrouble`, `VaultInUse`, or the problem
        of the file that is not as it should be.
        """
        from cantercare_desktop.vault.driver import check_engine  # noqa: PLC0415
        from cantercare_desktop.vault.unlocking import open_vault  # noqa: PLC0415

        check_engine()
        parts = self._parts
        found = parts.store.read()
        member = found.file.slot_of(member_id)
        if member is None:
            raise NoSuchMember
        check_pass(member, parts.clock)
        wait = parts.sign_in.start_try(member_id)
        try:
            device = device_secret_for(parts.secrets, member.slot)
        except Problem:
            parts.sign_in.call_off(member_id)
            raise
        try:
            found, slot, dek = self._open_slot(found, member.slot, password_bytes(password), device)
        except DoesNotOpen:
            raise WrongPassword(wait) from None
        parts.sign_in.right(member_id)
        return open_vault(parts, Hold(parts.paths.lock), found, dek, slot)

    def unlock_with_recovery(self, key: RecoveryKey) -> Vault:
        """Open the vault with the recovery key; `Vault.member` is then None. Needs no keyring.

        Raises `WrongRecoveryKey`, `VaultInUse`, or the problem of the file that is not as it should be.
        """
        from cantercare_desktop.vault.driver import check_engine  # noqa: PLC0415
        from cantercare_desktop.vault.unlocking import open_vault  # noqa: PLC0415

        check_engine()
        parts = self._parts
        found = parts.store.read()
        try:
            found, slot, dek = self._open_slot(found, found.file.recovery, key.secret(), b"")
        except DoesNotOpen:
            raise WrongRecoveryKey from None
        return open_vault(parts, Hold(parts.paths.lock), found, dek, slot)

    def wait_left(self, member_id: str) -> float:
        """Return the seconds this member must still wait after wrong passwords."""
        return self._parts.sign_in.wait_left(member_id)

    def locked_note(self) -> LockedNote | None:
        """Return who locked the screen, when and why; it survives a restart."""
        return self._parts.sign_in.locked_note()

    def note_locked(self, member_id: str, at: datetime, why: str) -> None:
        """Remember who locked the screen. Raises a problem of the disk."""
        self._parts.sign_in.note_locked(member_id, at, why)

    def _open_slot(self, found: FoundSlots, slot: Slot, secret: bytes, device: bytes) -> tuple[FoundSlots, Slot, bytes]:
        """Open a slot; where it fails and the kept copy of the same generation differs, one was edited: try it."""
        try:
            return found, slot, slot.open(secret, device)
        except DoesNotOpen:
            other = self._parts.store.other_of_same_generation(found)
            if other is None:
                raise
        in_other = (
            other.file.recovery
            if slot.header.kind == "recovery"
            else next((each.slot for each in other.file.members if each.slot.header.id == slot.header.id), None)
        )
        if in_other is None or in_other == slot:
            raise DoesNotOpen
        return other, in_other, in_other.open(secret, device)
