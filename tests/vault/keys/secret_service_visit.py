"""What is done on a session bus of its own, with a real Secret Service: prints what came of it as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import secretstorage

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost, KeyringSecrets
from cantercare_desktop.vault.problems import KeyringTrouble
from tests.support.vaults import MEMBERS, NOW, PASSWORDS


def _trouble(folder: VaultFolder, member_id: str) -> str:
    try:
        folder.unlock(member_id, PASSWORDS[0]).close()
    except KeyringTrouble as trouble:
        return trouble.kind
    return "opened"


def main(path: Path) -> dict[str, object]:
    secrets = KeyringSecrets()
    came: dict[str, object] = {"unknown": secrets.read("0" * 32)}
    folder = VaultFolder(path, secrets, FixedClock(NOW), Argon2Cost.FLOOR)
    vault, recovery_key = folder.create(MEMBERS[:1])
    member = vault.members[0].id
    vault.note_head()
    vault.close()
    came["kept"] = len(secrets.read(vault.id) or b"")
    came["with the keyring"] = _trouble(folder, member)

    bus = secretstorage.dbus_init()
    collection = secretstorage.get_default_collection(bus)
    collection.lock()
    came["locked"] = _trouble(folder, member)
    folder.unlock_with_recovery(recovery_key).close()
    bus.close()
    return came


def emptied(path: Path) -> dict[str, object]:
    """On another bus with an empty keyring: the vault of `main` finds nothing there."""
    folder = VaultFolder(path, KeyringSecrets(), FixedClock(NOW), Argon2Cost.FLOOR)
    return {"emptied": _trouble(folder, folder.members()[0].id)}


if __name__ == "__main__":
    visit = {"main": main, "emptied": emptied}[sys.argv[1]]
    print(json.dumps(visit(Path(sys.argv[2]))))  # noqa: T201 - its answer
