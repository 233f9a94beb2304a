"""`vault.json`: who may sign in, and the slots. What a stranger needs to know stands in docs/vault-format.md."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Literal

from cantercare_desktop.vault.head import Head
from cantercare_desktop.vault.keys.cost import Argon2Cost
from cantercare_desktop.vault.keys.members import LONGEST_NAME, ROLES, Role
from cantercare_desktop.vault.keys.slots import Box, Sealed, Slot, SlotHeader, canonical, slot_file_mac

FORMAT = "cantercare vault"
VERSION = 1
LARGEST_BYTES = 4 * 1024 * 1024
MOST_MEMBERS = 500
MOST_FORMER = 200


class NotASlotFile(Exception):
    """The file is not a whole, allowed `vault.json`; the text says what is wrong, without a person's data."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the sign-in page shows of a member."""

    name: str
    role: Role
    title: str
    pass_until: date | None


@dataclass(frozen=True, slots=True)
class MemberSlot:
    """A member and her slot."""

    card: Card
    slot: Slot


@dataclass(frozen=True, slots=True)
class SlotFile:
    """The content of `vault.json`.

    `generation` grows by one with every change of members, slots or key. `salt` is the first 16 bytes of the database
    that this key opens, `former` those of the databases it had before its key was changed. `head` is the ledger's end
    when it was last noted.
    """

    vault_id: str
    generation: int
    salt: bytes
    former: tuple[bytes, ...]
    members: tuple[MemberSlot, ...]
    recovery: Slot
    head: Head

    def slot_of(self, member_id: str) -> MemberSlot | None:
        """Return a member's slot."""
        return next((each for each in self.members if each.slot.header.id == member_id), None)

    def next_generation(self, **changes: Any) -> SlotFile:  # noqa: ANN401 - the fields of this class, checked by `replace`
        """Return a changed copy that counts as the newer one."""
        return replace(self, generation=self.generation + 1, **changes)

    def with_head(self, head: Head) -> SlotFile:
        """Return a copy that notes another end of the ledger; it is of the same generation."""
        return replace(self, head=head)

    def to_bytes(self, dek: bytes) -> bytes:
        """Return the file's bytes, with a checksum against accidents and a mark against edits."""
        content = _content(self)
        content["checksum"] = sha256(canonical(content)).hexdigest()
        content["mac"] = slot_file_mac(dek, self.vault_id, canonical(content)).hex()
        return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"

    def is_marked_by(self, dek: bytes, raw: bytes) -> bool:
        """Tell whether the bytes this was read from were written by a holder of the vault's key, and are unedited."""
        content = json.loads(raw)
        mark = bytes.fromhex(content.pop("mac"))
        return compare_digest(mark, slot_file_mac(dek, self.vault_id, canonical(content)))


def read_slot_file(raw: bytes) -> SlotFile:
    """Read the bytes of a `vault.json`. Raises `NotASlotFile` for anything but a whole one within its limits."""
    if len(raw) > LARGEST_BYTES:
        raise NotASlotFile("larger than a slot file may be")
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotASlotFile("not JSON") from error
    top = _table(content, "file", (*_TOP, "checksum", "mac"))
    unmarked = {key: value for key, value in top.items() if key not in {"checksum", "mac"}}
    if top["format"] != FORMAT or top["version"] != VERSION:
        raise NotASlotFile("another format or version")
    try:
        sound = compare_digest(_hex(top["checksum"], 32), sha256(canonical(unmarked)).digest())
    except UnicodeEncodeError as error:
        raise NotASlotFile("text that is no text") from error
    _hex(top["mac"], 32)
    # The limits are looked at before the checksum, so that a slot asking for too much is named as such.
    found = _read(top)
    if not sound:
        raise NotASlotFile("checksum does not fit")
    return found


_TOP = ("format", "version", "vault_id", "generation", "database", "members", "recovery", "head")


def _content(file: SlotFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault_id": file.vault_id,
        "generation": file.generation,
        "database": {"file": "vault.db", "salt": file.salt.hex(), "former": [salt.hex() for salt in file.former]},
        "members": [{"card": _card_json(each.card), "slot": _slot_json(each.slot)} for each in file.members],
        "recovery": _slot_json(file.recovery),
        "head": {"seq": file.head.seq, "mark": file.head.mark.hex()},
    }


def _card_json(card: Card) -> dict[str, Any]:
    until = card.pass_until.isoformat() if card.pass_until else None
    return {"name": card.name, "role": card.role, "title": card.title, "pass_until": until}


def _slot_json(slot: Slot) -> dict[str, Any]:
    return {
        "header": slot.header.as_json(),
        "wrapped_private_key": {"nonce": slot.wrapped.nonce.hex(), "box": slot.wrapped.box.hex()},
        "sealed_vault_key": {
            "ephemeral": slot.sealed.ephemeral.hex(),
            "nonce": slot.sealed.nonce.hex(),
            "box": slot.sealed.box.hex(),
        },
    }


def _read(top: dict[str, Any]) -> SlotFile:
    vault_id = _hex(top["vault_id"], 16).hex()
    database = _table(top["database"], "database", ("file", "salt", "former"))
    if database["file"] != "vault.db":
        raise NotASlotFile("another database file")
    head = _table(top["head"], "head", ("seq", "mark"))
    members = tuple(_read_member(each, vault_id) for each in _list(top["members"], MOST_MEMBERS))
    if len({each.slot.header.id for each in members}) != len(members):
        raise NotASlotFile("two members of one id")
    return SlotFile(
        vault_id=vault_id,
        generation=_number(top["generation"]),
        salt=_hex(database["salt"], 16),
        former=tuple(_hex(each, 16) for each in _list(database["former"], MOST_FORMER)),
        members=members,
        recovery=_read_slot(top["recovery"], vault_id, "recovery"),
        head=Head(_number(head["seq"]), _hex(head["mark"], 32)),
    )


def _read_member(value: object, vault_id: str) -> MemberSlot:
    both = _table(value, "member", ("card", "slot"))
    card = _table(both["card"], "card", ("name", "role", "title", "pass_until"))
    role = next((each for each in ROLES if each == card["role"]), None)
    if role is None:
        raise NotASlotFile("a role that does not exist")
    until = card["pass_until"]
    try:
        pass_until = None if until is None else date.fromisoformat(_text(until, 10))
    except ValueError as error:
        raise NotASlotFile("a date that does not exist") from error
    shown = Card(_text(card["name"], LONGEST_NAME), role, _text(card["title"], LONGEST_NAME), pass_until)
    return MemberSlot(shown, _read_slot(both["slot"], vault_id, "member"))


def _read_slot(value: object, vault_id: str, kind: Literal["member", "recovery"]) -> Slot:
    slot = _table(value, "slot", ("header", "wrapped_private_key", "sealed_vault_key"))
    header = _table(
        slot["header"], "header", ("vault_id", "kind", "id", "argon2id", "salt", "public_key", "device_check")
    )
    if header["vault_id"] != vault_id or header["kind"] != kind:
        raise NotASlotFile("a slot of another vault or kind")
    asks = _table(header["argon2id"], "argon2id", ("memory_kib", "time", "lanes"))
    cost = Argon2Cost(_number(asks["memory_kib"]), _number(asks["time"]), _number(asks["lanes"]))
    if not cost.is_allowed():
        raise NotASlotFile("a slot asks for an Argon2 cost outside its limits")
    wrapped = _table(slot["wrapped_private_key"], "wrapped key", ("nonce", "box"))
    sealed = _table(slot["sealed_vault_key"], "sealed key", ("ephemeral", "nonce", "box"))
    return Slot(
        SlotHeader(
            vault_id=vault_id,
            kind=kind,
            id=_text(header["id"], 40),
            cost=cost,
            salt=_hex(header["salt"], 16),
            public_key=_hex(header["public_key"], 32),
            device_check=_hex(header["device_check"], 0 if kind == "recovery" else 16),
        ),
        Box(_hex(wrapped["nonce"], 12), _hex(wrapped["box"], 48)),
        Sealed(_hex(sealed["ephemeral"], 32), _hex(sealed["nonce"], 12), _hex(sealed["box"], 48)),
    )


def _table(value: object, what: str, keys: Iterable[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != set(keys):
        raise NotASlotFile(f"{what}: not the expected entries")
    return value


def _list(value: object, most: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise NotASlotFile("a list is missing or too long")
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest:
        raise NotASlotFile("a text is missing or too long")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 2**53:
        raise NotASlotFile("a number is missing or out of range")
    return value


def _hex(value: object, size: int) -> bytes:
    if not isinstance(value, str) or len(value) != 2 * size:
        raise NotASlotFile("a value has the wrong length")
    try:
        return bytes.fromhex(value)
    except ValueError as error:
        raise NotASlotFile("a value is not hexadecimal") from error
