"""Who may open a vault: the rules, and the making of a slot."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from cantercare_desktop.vault.clock import Clock, house_date
from cantercare_desktop.vault.keys.cost import Argon2Cost
from cantercare_desktop.vault.keys.device import DeviceSecrets, new_device_secret
from cantercare_desktop.vault.keys.members import Member, NewMember, Role, check_name, check_title
from cantercare_desktop.vault.keys.passwords import check_password_rules, password_bytes
from cantercare_desktop.vault.keys.slots import DEVICE_SECRET_BYTES, Slot, device_check, make_slot
from cantercare_desktop.vault.problems import KeyringTrouble, PassEnded
from cantercare_desktop.vault.signin import SignIn
from cantercare_desktop.vault.slotfile import Card, MemberSlot


def check_new_member(new: NewMember) -> Card:
    """Return what the sign-in page will show. Raises `NameNotUsable` or `PasswordTooWeak`."""
    check_password_rules(new.password)
    return Card(check_name(new.name), new.role, check_title(new.title), new.pass_until)


def new_member_slot(vault_id: str, new: NewMember, device: bytes, cost: Argon2Cost, dek: bytes) -> MemberSlot:
    """Make a member's slot under a new random id. Runs Argon2id on the caller's thread."""
    card = check_new_member(new)
    member_id = os.urandom(6).hex()
    return MemberSlot(card, make_slot(vault_id, "member", member_id, password_bytes(new.password), device, cost, dek))


def member_of(each: MemberSlot, sign_in: SignIn) -> Member:
    """Return a member as others see her."""
    header, card = each.slot.header, each.card
    return Member(
        header.id, card.name, card.role, card.title, card.pass_until, sign_in.last_signed_in(header.id), header.cost
    )


def someone_stays(passes: Iterable[tuple[Role, date | None]]) -> bool:
    """Tell whether a Data Manager without a last day is among them: someone who can let others in."""
    return any(role == "data_manager" and until is None for role, until in passes)


def check_pass(member: MemberSlot | None, clock: Clock) -> None:
    """Raise `PassEnded` when a member's last day, a London date, is over."""
    until = None if member is None else member.card.pass_until
    if until is not None and house_date(clock.now()) > until:
        raise PassEnded


def device_secret_for(secrets: DeviceSecrets, slot: Slot) -> bytes:
    """Return the device secret a slot was made with. Raises `KeyringTrouble`: "emptied", "changed", or how it fails."""
    header = slot.header
    secret = secrets.read(header.vault_id)
    if secret is None:
        raise KeyringTrouble("emptied")
    if len(secret) != DEVICE_SECRET_BYTES or device_check(secret, header.vault_id) != header.device_check:
        raise KeyringTrouble("changed")
    return secret


def device_secret_now(secrets: DeviceSecrets, vault_id: str) -> bytes:
    """Return this computer's device secret for a new slot, making one where there is none. Raises `KeyringTrouble`."""
    secret = secrets.read(vault_id)
    if secret is None:
        secret = new_device_secret()
        secrets.write(vault_id, secret)
    if len(secret) != DEVICE_SECRET_BYTES:
        raise KeyringTrouble("changed")
    return secret
