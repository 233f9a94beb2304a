"""The files of a vault folder, and what the closed and the open vault share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cantercare_desktop.vault.clock import Clock
from cantercare_desktop.vault.files import disk_problem, write_whole
from cantercare_desktop.vault.keys.cost import Argon2Cost
from cantercare_desktop.vault.keys.device import DeviceSecrets
from cantercare_desktop.vault.problems import EditedSlots, NoSuchVault
from cantercare_desktop.vault.signin import SignIn
from cantercare_desktop.vault.slotfile import NotASlotFile, SlotFile, read_slot_file

NoticedKind = Literal["old_copy", "clock_backwards", "slots_mended", "key_file"]


@dataclass(frozen=True, slots=True)
class Noticed:
    """Something that was noticed on opening and does not keep anyone out: three sentences, as in a `Problem`."""

    kind: NoticedKind
    happened: str
    lost: str
    next: str


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the files of one vault lie."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.folder / "vault.db"

    @property
    def new_database(self) -> Path:
        """A database that is being made; it takes the other's place once `vault.json` names it."""
        return self.folder / "vault.db.new"

    @property
    def slots(self) -> Path:
        """The slots."""
        return self.folder / "vault.json"

    @property
    def previous_slots(self) -> Path:
        """The slots as they were one writing earlier."""
        return self.folder / "vault.json.previous"

    @property
    def sign_in(self) -> Path:
        """What the sign-in page remembers."""
        return self.folder / "signin.json"

    @property
    def lock(self) -> Path:
        """Held by the program that has the vault open."""
        return self.folder / "vault.lock"


@dataclass(frozen=True, slots=True)
class FoundSlots:
    """A slot file that could be read, with its bytes. `mended` says that it is not `vault.json` itself."""

    file: SlotFile
    raw: bytes
    mended: bool = False


class SlotStore:
    """`vault.json` on the disk, with the copy before it."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def read(self) -> FoundSlots:
        """Return `vault.json`, or the copy before it when that is missing or not whole.

        Raises `NoSuchVault` when there is no vault, `EditedSlots` when neither file can be used, or a problem of the
        disk.
        """
        try:
            return FoundSlots(*self._read(self._paths.slots))
        except FileNotFoundError:
            why = "vault.json is missing"
        except NotASlotFile as error:
            why = f"vault.json: {error}"
        try:
            return FoundSlots(*self._read(self._paths.previous_slots), mended=True)
        except FileNotFoundError:
            if why == "vault.json is missing":
                raise NoSuchVault("vault.json" if self._paths.database.exists() else "") from None
        except NotASlotFile as error:
            why = f"{why}; vault.json.previous: {error}"
        raise EditedSlots(why)

    def other_of_same_generation(self, found: FoundSlots) -> FoundSlots | None:
        """Return the previous file when it claims the same generation and yet holds other slots: one was edited."""
        try:
            file, raw = self._read(self._paths.previous_slots)
        except (FileNotFoundError, NotASlotFile):
            return None
        if found.mended or file.generation != found.file.generation or _same_slots(file, found.file):
            return None
        return FoundSlots(file, raw, mended=True)

    def write(self, file: SlotFile, dek: bytes, *, end_the_old: bool = False) -> FoundSlots:
        """Write `vault.json`, keeping the one before it.

        With `end_the_old` no copy of the one before stays: it holds a password or a key that was revoked. Raises a
        problem of the disk; `vault.json` is then the old one still, whole.
        """
        raw = file.to_bytes(dek)
        try:
            _, old = self._read(self._paths.slots)
        except (FileNotFoundError, NotASlotFile):
            old = None
        if old is not None:
            write_whole(self._paths.previous_slots, old)
        write_whole(self._paths.slots, raw)
        if old is None or end_the_old:
            write_whole(self._paths.previous_slots, raw)
        return FoundSlots(file, raw)

    def put_back(self, raw: bytes) -> None:
        """Write the bytes of an earlier `vault.json` again."""
        write_whole(self._paths.slots, raw)

    def end_the_old(self, found: FoundSlots) -> None:
        """Make the kept copy the same as `vault.json`."""
        write_whole(self._paths.previous_slots, found.raw)

    def _read(self, path: Path) -> tuple[SlotFile, bytes]:
        try:
            raw = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise FileNotFoundError from error
        except OSError as error:
            raise disk_problem(error) from error
        return read_slot_file(raw), raw


@dataclass(frozen=True, slots=True)
class Parts:
    """What the closed and the open vault share."""

    paths: Paths
    store: SlotStore
    sign_in: SignIn
    secrets: DeviceSecrets
    clock: Clock
    cost: Argon2Cost | None


def make_private(folder: Path) -> None:
    """Make the vault's folder, for its owner alone. Raises a problem of the disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.name != "nt":
            folder.chmod(0o700)
    except OSError as error:
        raise disk_problem(error) from error


def _same_slots(left: SlotFile, right: SlotFile) -> bool:
    return (left.members, left.recovery, left.salt) == (right.members, right.recovery, right.salt)
