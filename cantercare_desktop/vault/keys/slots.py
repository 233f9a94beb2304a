"""A slot: from a password and the device secret to a private key, and from that to the vault's key.

The exact steps, for other tools, stand in docs/vault-format.md.
"""

from __future__ import annotations

import hmac
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from cantercare_desktop.vault.keys.cost import Argon2Cost

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

DEK_BYTES = 32
DEVICE_SECRET_BYTES = 32
_WRAP_INFO = b"cantercare vault 1: slot"
_SEAL_INFO = b"cantercare vault 1: sealed key"
_FILE_INFO = b"cantercare vault 1: vault.json"
_DEVICE_INFO = b"cantercare vault 1: device secret"


class DoesNotOpen(Exception):
    """The password, recovery key or device secret does not fit this slot, or the slot was edited."""


@dataclass(frozen=True, slots=True)
class Box:
    """One AES-256-GCM ciphertext with its tag at the end, and its 12-byte nonce."""

    nonce: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """The vault's key, sealed to a slot's public key."""

    ephemeral: bytes
    nonce: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class SlotHeader:
    """What is bound to the wrapped private key: changing any of it makes the slot fail."""

    vault_id: str
    kind: Literal["member", "recovery"]
    id: str
    cost: Argon2Cost
    salt: bytes
    public_key: bytes
    device_check: bytes

    def as_json(self) -> dict[str, Any]:
        """Return the header as it stands in vault.json."""
        return {
            "vault_id": self.vault_id,
            "kind": self.kind,
            "id": self.id,
            "argon2id": {"memory_kib": self.cost.memory_kib, "time": self.cost.time, "lanes": self.cost.lanes},
            "salt": self.salt.hex(),
            "public_key": self.public_key.hex(),
            "device_check": self.device_check.hex(),
        }


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the vault."""

    header: SlotHeader
    wrapped: Box
    sealed: Sealed

    def open(self, secret: bytes, device_secret: bytes) -> bytes:
        """Return the vault's key. Runs Argon2id on the caller's thread. Raises `DoesNotOpen`."""
        # The ciphers are slow to import, and the sign-in page, which reads slots, needs none.
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

        kek = _kek(secret, device_secret, self.header)
        try:
            private = AESGCM(kek).decrypt(self.wrapped.nonce, self.wrapped.box, canonical(self.header.as_json()))
            return _unseal(self.sealed, X25519PrivateKey.from_private_bytes(private), self.header)
        except (InvalidTag, ValueError) as error:
            raise DoesNotOpen from error

    def resealed(self, dek: bytes) -> Slot:
        """Return this slot with a new key of the vault in it. Needs nobody's password."""
        return Slot(self.header, self.wrapped, _seal(dek, self.header))


def make_slot(
    vault_id: str,
    kind: Literal["member", "recovery"],
    id: str,
    secret: bytes,
    device_secret: bytes,
    cost: Argon2Cost,
    dek: bytes,
) -> Slot:
    """Make a slot with fresh salt and keys; a recovery slot has no device secret (empty).

    Runs Argon2id on the caller's thread.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    private = X25519PrivateKey.generate()
    header = SlotHeader(
        vault_id=vault_id,
        kind=kind,
        id=id,
        cost=cost,
        salt=os.urandom(16),
        public_key=private.public_key().public_bytes_raw(),
        device_check=device_check(device_secret, vault_id) if device_secret else b"",
    )
    raw = private.private_bytes_raw()
    nonce = os.urandom(12)
    wrapped = Box(nonce, AESGCM(_kek(secret, device_secret, header)).encrypt(nonce, raw, canonical(header.as_json())))
    return Slot(header, wrapped, _seal(dek, header))


def device_check(device_secret: bytes, vault_id: str) -> bytes:
    """Return what tells, without the secret, whether a device secret is the one a slot was made with (16 bytes)."""
    return hmac.digest(device_secret, _DEVICE_INFO + vault_id.encode(), sha256)[:16]


def slot_file_mac(dek: bytes, vault_id: str, content: bytes) -> bytes:
    """Return the mark over the whole of vault.json that only a holder of the vault's key can make."""
    return hmac.digest(_hkdf(dek, vault_id.encode(), _FILE_INFO), content, sha256)


def canonical(value: object) -> bytes:
    """Return JSON with sorted keys, no spaces, UTF-8: the same bytes for the same content (RFC 8785 for our types)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _kek(secret: bytes, device_secret: bytes, header: SlotHeader) -> bytes:
    return _hkdf(header.cost.derive(secret, header.salt) + device_secret, header.salt, _WRAP_INFO)


def _seal(dek: bytes, header: SlotHeader) -> Sealed:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(header.public_key))
    nonce = os.urandom(12)
    box = AESGCM(_hkdf(shared, public + header.public_key, _SEAL_INFO)).encrypt(nonce, dek, _seal_aad(header, public))
    return Sealed(public, nonce, box)


def _unseal(sealed: Sealed, private: X25519PrivateKey, header: SlotHeader) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    shared = private.exchange(X25519PublicKey.from_public_bytes(sealed.ephemeral))
    key = _hkdf(shared, sealed.ephemeral + header.public_key, _SEAL_INFO)
    dek = AESGCM(key).decrypt(sealed.nonce, sealed.box, _seal_aad(header, sealed.ephemeral))
    if len(dek) != DEK_BYTES:
        raise DoesNotOpen
    return dek


def _seal_aad(header: SlotHeader, ephemeral: bytes) -> bytes:
    return canonical(
        {
            "vault_id": header.vault_id,
            "kind": header.kind,
            "id": header.id,
            "public_key": header.public_key.hex(),
            "ephemeral": ephemeral.hex(),
        }
    )


def _hkdf(material: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415

    return HKDF(SHA256(), 32, salt, info).derive(material)
