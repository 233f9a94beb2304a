"""Real vaults for tests, made fast: floor cost, device secrets in memory, and a cached template to copy from."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.clock import Clock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.holding import Hold
from cantercare_desktop.vault.keys import Argon2Cost, NewMember, RecoveryKey
from cantercare_desktop.vault.parts import Parts, Paths, SlotStore
from cantercare_desktop.vault.signin import SignIn
from cantercare_desktop.vault.unlocking import open_vault
from cantercare_desktop.vault.vault import Vault

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
#: Of the members below, in their order.
PASSWORDS = ("lantern orchard pebble nine", "violet drum kettle seven", "harbour mint saddle four")
MEMBERS = (
    NewMember("Margaret Okafor", "data_manager", "Data Manager", PASSWORDS[0]),
    NewMember("Priya Nair", "staff", "Support worker", PASSWORDS[1]),
    NewMember("Tom Whitfield", "trustee", "Trustee", PASSWORDS[2]),
)


@dataclass(slots=True)
class MemorySecrets:
    """A keyring that forgets when the test ends."""

    kept: dict[str, bytes] = field(default_factory=dict)
    kind: Literal["keyring", "key file"] = "keyring"

    def read(self, vault_id: str) -> bytes | None:
        return self.kept.get(vault_id)

    def write(self, vault_id: str, secret: bytes) -> None:
        self.kept[vault_id] = secret

    def forget(self, vault_id: str) -> None:
        self.kept.pop(vault_id, None)


class NewVault(NamedTuple):
    """An open vault for its first member, the folder it lies in, and the recovery key."""

    vault: Vault
    folder: VaultFolder
    recovery_key: RecoveryKey


@dataclass(frozen=True, slots=True)
class _Template:
    files: tuple[tuple[str, bytes], ...]
    secrets: tuple[tuple[str, bytes], ...]
    key: bytes
    recovery_key: RecoveryKey


def new_vault(
    path: Path,
    members: Sequence[NewMember] = MEMBERS,
    clock: Clock | None = None,
    secrets: MemorySecrets | None = None,
) -> NewVault:
    """Lay a new vault into `path` and open it for `members[0]`; about 20 ms from the second time on."""
    clock = clock or FixedClock(NOW)
    secrets = secrets if secrets is not None else MemorySecrets()
    template = _template(tuple(members), clock.now(), path.parent)
    path.mkdir(parents=True, exist_ok=True)
    for name, content in template.files:
        (path / name).write_bytes(content)
    secrets.kept.update(template.secrets)
    folder = VaultFolder(path, secrets, clock, Argon2Cost.FLOOR)
    vault = open_by_key(path, template.key, secrets, clock)
    return NewVault(vault, folder, template.recovery_key)


def open_by_key(path: Path, key: bytes, secrets: MemorySecrets, clock: Clock) -> Vault:
    """Open a vault for its first member without her password: no Argon2id, all else as at sign-in."""
    paths = Paths(path)
    parts = Parts(paths, SlotStore(paths), SignIn(paths.sign_in, clock), secrets, clock, Argon2Cost.FLOOR)
    found = parts.store.read()
    return open_vault(parts, Hold(paths.lock), found, key, found.file.members[0].slot)


def key_of(path: Path, recovery_key: RecoveryKey) -> bytes:
    """Return the vault's key, through its recovery slot."""
    return SlotStore(Paths(path)).read().file.recovery.open(recovery_key.secret(), b"")


def member_id(folder: VaultFolder, name: str) -> str:
    """Return the id of a member by the beginning of her name."""
    return next(member.id for member in folder.members() if member.name.startswith(name))


def entries_written(vault: Vault) -> tuple[str, ...]:
    """Return what the ledger says was done, the oldest first."""
    with vault.reading() as session:
        return tuple(entry.action for entry in reversed(vault.ledger.entries(session, limit=1000)))


_TEMPLATES: dict[tuple[tuple[NewMember, ...], datetime], _Template] = {}


def _template(members: tuple[NewMember, ...], now: datetime, beside: Path) -> _Template:
    found = _TEMPLATES.get((members, now))
    if found is None:
        found = _TEMPLATES[(members, now)] = _make_template(members, now, beside / "vault-template")
    return found


def _make_template(members: tuple[NewMember, ...], now: datetime, path: Path) -> _Template:
    secrets = MemorySecrets()
    folder = VaultFolder(path, secrets, FixedClock(now), Argon2Cost.FLOOR)
    vault, recovery_key = folder.create(members)
    vault.close()
    key = key_of(path, recovery_key)
    files = tuple((each.name, each.read_bytes()) for each in sorted(path.iterdir()) if each.name != "vault.lock")
    shutil.rmtree(path)
    return _Template(files, tuple(secrets.kept.items()), key, recovery_key)
