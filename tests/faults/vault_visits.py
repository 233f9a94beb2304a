"""What runs in the processes that the tests of this folder kill."""

from __future__ import annotations

from pathlib import Path

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost
from cantercare_desktop.vault.ledger import NewEntry
from tests.support.kills import Acknowledge, die
from tests.support.vaults import MEMBERS, NOW, MemorySecrets, open_by_key

HERE = "tests.faults.vault_visits"


def _secrets(kept: dict[str, str]) -> MemorySecrets:
    return MemorySecrets({name: bytes.fromhex(secret) for name, secret in kept.items()})


def write_entries(acknowledge: Acknowledge, path: str, key: str, secrets: dict[str, str]) -> None:
    """Write entries without end; each is acknowledged once the vault has said that it is kept."""
    vault = open_by_key(Path(path), bytes.fromhex(key), _secrets(secrets), FixedClock(NOW))
    number = 0
    while True:
        number += 1
        new = NewEntry(NOW, "priya", "post.logged", (f"post_items:{number}",), (4, 9), b"x" * 2000)
        with vault.writing() as session:
            entry = vault.ledger.append(session, new)
        acknowledge(f"{entry.seq} {entry.mark.hex()}")
        if number % 5 == 0:
            vault.note_head()


def remove_priya(acknowledge: Acknowledge, path: str, key: str, secrets: dict[str, str], at: str | None) -> None:
    """Remove a member, which changes the vault's key, and die at a step of it."""
    vault = open_by_key(Path(path), bytes.fromhex(key), _secrets(secrets), FixedClock(NOW))
    priya = next(member.id for member in vault.members if member.name.startswith("Priya"))

    def reached(step: str) -> None:
        acknowledge(step)
        if step == at:
            die()

    vault.remove_member(priya, reached)
    vault.close()
    acknowledge("done")


def set_priyas_password(acknowledge: Acknowledge, path: str, key: str, secrets: dict[str, str], new: str) -> None:
    """Give a member a new password."""
    vault = open_by_key(Path(path), bytes.fromhex(key), _secrets(secrets), FixedClock(NOW))
    priya = next(member.id for member in vault.members if member.name.startswith("Priya"))
    acknowledge("open")
    vault.set_password(priya, new)
    acknowledge("done")
    vault.close()


def make_a_vault(acknowledge: Acknowledge, path: str) -> None:
    """Make a new vault."""
    vault, _ = VaultFolder(Path(path), MemorySecrets(), FixedClock(NOW), Argon2Cost.FLOOR).create(MEMBERS[:1])
    acknowledge("done")
    vault.close()
