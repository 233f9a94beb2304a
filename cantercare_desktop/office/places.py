"""Where a vault lies on this computer, and which store holds the computer's part of its key."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cantercare_desktop.vault.keys import DeviceSecrets

#: The key file, where set-up chose one because the computer has no usable keyring.
KEY_FILE = "device.key"
#: Where the demo house is made, beside the real vault's folder.
DEMO_FOLDER = "demo-house"


def default_vault_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return where the vault lies unless another folder is chosen: for all logins on Windows, in XDG data elsewhere."""
    if platform == "win32" and environ.get("PROGRAMDATA"):
        return Path(environ["PROGRAMDATA"]) / "Cantercare" / "vault"
    from platformdirs import user_data_path  # noqa: PLC0415 - wanted only where no folder was named

    return user_data_path("cantercare", appauthor=False) / "vault"


def demo_folder_beside(folder: Path) -> Path:
    """Return where the demo house is made when this is the vault's folder: beside it, never in it."""
    return folder.parent / DEMO_FOLDER


def key_file_of(folder: Path) -> Path:
    """Return where a vault's key file lies, whether or not there is one."""
    return folder / KEY_FILE


def device_secrets(folder: Path) -> DeviceSecrets:
    """Return the store this vault uses: its key file where set-up made one, else the keyring of the login."""
    from cantercare_desktop.vault.keys import KeyFileSecrets, KeyringSecrets  # noqa: PLC0415 - keyrings are slow to import

    key_file = key_file_of(folder)
    return KeyFileSecrets(key_file) if key_file.exists() else KeyringSecrets()


def begin_key_file(folder: Path) -> None:
    """Make the empty key file that says: this vault uses one. Raises a problem of the disk."""
    from cantercare_desktop.vault.files import write_whole  # noqa: PLC0415 - wanted once, at set-up

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(key_file_of(folder), b"{}")
