"""The computer's part of the key: where device secrets are kept."""

from __future__ import annotations

import base64
import binascii
import json
import os
from pathlib import Path
from typing import Literal, Protocol

from cantercare_desktop.vault.files import disk_problem, write_whole
from cantercare_desktop.vault.problems import KeyringTrouble, Problem


class DeviceSecrets(Protocol):
    """A store of small secrets on this computer, by name. A vault uses its id, and its id with ``/head``."""

    @property
    def kind(self) -> Literal["keyring", "key file"]:
        """What sort of store it is; a key file is used under a standing warning."""
        ...

    def read(self, vault_id: str) -> bytes | None:
        """Return the secret, or None when there is none. Raises `KeyringTrouble`."""
        ...

    def write(self, vault_id: str, secret: bytes) -> None:
        """Keep a secret and read it back. Raises `KeyringTrouble`, of kind "lying" when it was not kept."""
        ...

    def forget(self, vault_id: str) -> None:
        """Remove a secret; none there is no error. Raises `KeyringTrouble`."""
        ...


class KeyFileSecrets:
    """A file that only its owner may read (0600), for computers without a usable keyring."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def kind(self) -> Literal["keyring", "key file"]:
        """A key file: the program shows a standing warning."""
        return "key file"

    def read(self, vault_id: str) -> bytes | None:
        """Return the secret, or None when the file or the entry is not there. Raises `KeyringTrouble`."""
        coded = self._all().get(vault_id)
        return None if coded is None else decoded(coded)

    def write(self, vault_id: str, secret: bytes) -> None:
        """Keep a secret and read it back. Raises `KeyringTrouble` or a problem of the disk."""
        kept = self._all()
        kept[vault_id] = encoded(secret)
        self._keep(kept)
        if self.read(vault_id) != secret:
            raise KeyringTrouble("lying", "key file")

    def forget(self, vault_id: str) -> None:
        """Remove a secret."""
        kept = self._all()
        if kept.pop(vault_id, None) is not None:
            self._keep(kept)

    def _keep(self, kept: dict[str, str]) -> None:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path, json.dumps(kept, indent=1, sort_keys=True).encode())

    def _all(self) -> dict[str, str]:
        try:
            kept = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return {}
        except OSError as error:
            problem: Problem = disk_problem(error)
            raise KeyringTrouble("locked", f"key file: {problem.details}") from error
        except ValueError as error:
            raise KeyringTrouble("changed", "key file: not JSON") from error
        if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
            raise KeyringTrouble("changed", "key file: not a table of texts")
        return kept


def encoded(secret: bytes) -> str:
    """Return a secret as the text that is kept."""
    return base64.b64encode(secret).decode("ascii")


def decoded(coded: str) -> bytes:
    """Return the secret of a kept text. Raises `KeyringTrouble` of kind "changed"."""
    try:
        return base64.b64decode(coded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyringTrouble("changed", "not base64") from error


def new_device_secret() -> bytes:
    """Return 32 random bytes."""
    return os.urandom(32)
