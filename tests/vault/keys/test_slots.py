from __future__ import annotations

import os
from dataclasses import replace

import pytest

from cantercare_desktop.vault.keys import Argon2Cost
from cantercare_desktop.vault.keys.slots import Box, DoesNotOpen, Slot, make_slot

VAULT = "0f" * 16
DEVICE = bytes(range(32))
DEK = os.urandom(32)


@pytest.fixture(scope="module")
def slot() -> Slot:
    return make_slot(VAULT, "member", "ab12", b"lantern orchard", DEVICE, Argon2Cost.FLOOR, DEK)


def test_the_password_and_the_device_secret_together_give_the_key(slot: Slot) -> None:
    assert slot.open(b"lantern orchard", DEVICE) == DEK


@pytest.mark.parametrize(("password", "device"), [(b"lantern orcharD", DEVICE), (b"lantern orchard", bytes(32))])
def test_either_alone_gives_nothing(slot: Slot, password: bytes, device: bytes) -> None:
    with pytest.raises(DoesNotOpen):
        slot.open(password, device)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "ab13"},
        {"vault_id": "1f" * 16},
        {"kind": "recovery"},
        {"device_check": bytes(16)},
        {"public_key": bytes(32)},
        {"cost": Argon2Cost(64 * 1024, 4, 4)},
        {"salt": bytes(16)},
    ],
)
def test_an_edited_header_fails(slot: Slot, change: dict[str, object]) -> None:
    edited = replace(slot, header=replace(slot.header, **change))  # type: ignore[arg-type]
    with pytest.raises(DoesNotOpen):
        edited.open(b"lantern orchard", DEVICE)


def test_an_edited_box_fails(slot: Slot) -> None:
    flipped = bytes([slot.wrapped.box[0] ^ 1]) + slot.wrapped.box[1:]
    with pytest.raises(DoesNotOpen):
        replace(slot, wrapped=Box(slot.wrapped.nonce, flipped)).open(b"lantern orchard", DEVICE)


def test_a_new_key_is_sealed_without_the_password_and_opens_with_it(slot: Slot) -> None:
    new = os.urandom(32)
    assert slot.resealed(new).open(b"lantern orchard", DEVICE) == new


def test_a_sealed_key_does_not_fit_another_slot(slot: Slot) -> None:
    other = make_slot(VAULT, "member", "cd34", b"violet drum", DEVICE, Argon2Cost.FLOOR, os.urandom(32))
    with pytest.raises(DoesNotOpen):
        replace(other, sealed=slot.sealed).open(b"violet drum", DEVICE)
