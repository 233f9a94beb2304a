"""Where the demo house keeps the computer's part of its key."""

from __future__ import annotations

from pathlib import Path

from cantercare_desktop.office.places import key_file_of
from cantercare_desktop.vault.keys import DeviceSecrets, KeyFileSecrets, KeyringSecrets
from cantercare_desktop.vault.problems import KeyringTrouble

_TRIAL = "is there a usable keyring"


def demo_secrets(folder: Path, keyring: DeviceSecrets | None = None) -> tuple[DeviceSecrets, KeyringTrouble | None]:
    """Return the keyring where one can be used; else a key file in the folder, and what is wrong with the keyring."""
    keyring = keyring or KeyringSecrets()
    try:
        keyring.write(_TRIAL, _TRIAL.encode())
        keyring.forget(_TRIAL)
    except KeyringTrouble as trouble:
        return KeyFileSecrets(key_file_of(folder)), trouble
    return keyring, None
