"""What the world may do to a vault, each told in three plain sentences.

A `Problem` is expected: it is shown as a message, never as a crash. It carries no person's data.
"""

from __future__ import annotations

import math
from typing import ClassVar, Literal

UNTOUCHED = "Nothing is lost: the vault is as it was."
ASK_RECOVERY = "Sign in with the recovery key, or ask the Data Manager to."
KeyringKind = Literal["absent", "locked", "not_allowed", "changed", "emptied", "lying"]


class Problem(Exception):
    """An expected problem of the world.

    `happened` says what happened, `lost` whether anything is lost, `next` what to do now. `details` is for whoever
    looks after the computer: technical, and still without a person's data.
    """

    def __init__(self, happened: str, lost: str, next: str, details: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.lost = lost
        self.next = next
        self.details = details


class WrongPassword(Problem):
    """The password does not fit. `wait_s` is how many seconds must pass before the next try (0: none)."""

    def __init__(self, wait_s: float = 0.0) -> None:
        self.wait_s = wait_s
        wait = f" You can try again in {in_words(wait_s)}." if wait_s > 0 else ""
        super().__init__("That password is not right.", UNTOUCHED, f"Check Caps Lock and type it again.{wait}")


class MustWait(Problem):
    """Too many wrong passwords; `seconds` are left."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(
            "There were several wrong passwords.", UNTOUCHED, f"Wait {in_words(seconds)}, then type it again."
        )


class NoSuchMember(Problem):
    """Nobody of this id may sign in here."""

    def __init__(self) -> None:
        super().__init__("This person no longer signs in here.", UNTOUCHED, "Choose another name.")


class PassEnded(Problem):
    """The last day on which this member may sign in is over."""

    def __init__(self) -> None:
        super().__init__(
            "This pass to the vault has ended.", UNTOUCHED, "Ask the Data Manager to set a later last day."
        )


class WrongRecoveryKey(Problem):
    """The recovery key is well formed but is not this vault's."""

    def __init__(self) -> None:
        super().__init__(
            "This recovery key does not open this vault.",
            UNTOUCHED,
            "Look for the newest printed key: making a new one ends the older ones.",
        )


class RecoveryKeyMistyped(Problem):
    """A group of the recovery key cannot be right; `group` counts from 1, 0 means the number of groups is wrong."""

    def __init__(self, group: int) -> None:
        self.group = group
        what = f"Group {group} of the recovery key is mistyped." if group else "The recovery key has 6 groups of 8."
        super().__init__(what, UNTOUCHED, "Compare it with the paper and type it again.")


class PasswordTooWeak(Problem):
    """The password is too short or too common."""

    def __init__(self, why: str) -> None:
        super().__init__(why, UNTOUCHED, "Use at least 12 characters, or four words that do not belong together.")


class WouldLockEveryoneOut(Problem):
    """The change would leave no Data Manager who can sign in."""

    def __init__(self) -> None:
        super().__init__(
            "This would leave no Data Manager who can sign in.", UNTOUCHED, "Make another Data Manager first."
        )


class NoSuchVault(Problem):
    """There is no vault here, or a part of it is missing."""

    def __init__(self, missing: str = "") -> None:
        super().__init__(
            f"The file {missing} is missing from the vault folder." if missing else "There is no vault in this folder.",
            "Nothing was changed or created.",
            "Check that the right folder is chosen and the disk is connected, or restore a backup."
            if missing
            else "Choose another folder, or set up a new vault.",
        )


class EmptyVault(Problem):
    """The database file has 0 bytes."""

    def __init__(self) -> None:
        super().__init__(
            "The vault's file vault.db is empty.",
            "What was in this file is gone from it; backups are not touched.",
            "Do not write to this disk. Restore the newest backup.",
            "vault.db has 0 bytes",
        )


class ForeignVault(Problem):
    """The file is not a vault, or belongs to another one."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "The file vault.db in this folder is not this vault.",
            "Nothing was changed.",
            "Put the right file back, or restore the newest backup.",
            details,
        )


class TruncatedVault(Problem):
    """The end of the database file is missing."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "The end of the file vault.db is missing.",
            "The missing part may hold records. Nothing was changed.",
            "Do not write to this disk. Restore the newest backup.",
            details,
        )


class DamagedVault(Problem):
    """A page of the database cannot be read as it was written."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "A part of the file vault.db is damaged.",
            "What stands in that part cannot be read. Nothing was changed.",
            "Restore the newest backup, and have the disk checked.",
            details,
        )


class WrongKey(Problem):
    """The database is locked with another key than the one the slots hold."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "The file vault.db is locked with another key: it is from another vault, or from before a change of key.",
            "Nothing was changed.",
            "Put back the vault.db and vault.json that belong together, or restore the newest backup.",
            details,
        )


class NewerVault(Problem):
    """The vault was written by a newer version of the program."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "This vault was written by a newer version of the program.",
            UNTOUCHED,
            "Install the newer version on this computer.",
            details,
        )


class EditedSlots(Problem):
    """`vault.json` was edited or damaged, and no copy of it could be used in its place."""

    def __init__(self, details: str) -> None:
        super().__init__(
            "The file vault.json was changed by something other than this program.",
            "The records are not touched, but this file holds the locks to them.",
            "Put vault.json back from the newest backup. Then tell the Data Manager.",
            details,
        )


class SlotsPutBack(Problem):
    """An older `vault.json`, with a password that was ended since, had been put back."""

    def __init__(self) -> None:
        super().__init__(
            "An older vault.json had been put into the vault's folder. The current one is in its place again.",
            "Nothing is lost.",
            "Sign in with your current password, and tell the Data Manager.",
        )


class KeyringTrouble(Problem):
    """The store of device secrets cannot be used; `kind` says how."""

    _SAYS: ClassVar[dict[KeyringKind, str]] = {
        "absent": "This computer offers no keyring to keep its part of the key.",
        "locked": "This computer's keyring is locked.",
        "not_allowed": "The keyring on this computer is of a kind that does not keep secrets safe.",
        "changed": "This computer's part of the key is not the one this password was made with.",
        "emptied": "This computer's part of the key is missing from its keyring.",
        "lying": "The keyring did not keep what it was given.",
    }

    def __init__(self, kind: KeyringKind, details: str = "") -> None:
        self.kind = kind
        super().__init__(
            self._SAYS[kind],
            UNTOUCHED,
            f"Unlock the keyring and try again. {ASK_RECOVERY}" if kind == "locked" else ASK_RECOVERY,
            details,
        )


class DiskFull(Problem):
    """There is no room left to write."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "The disk is full, so this was not saved.",
            "Everything saved before is safe.",
            "Make room on the disk, then save again.",
            details,
        )


class DiskReadOnly(Problem):
    """The disk or the folder cannot be written to."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "The disk cannot be written to, so this was not saved.",
            "Everything saved before is safe.",
            "Allow writing to the vault's folder, then save again.",
            details,
        )


class DiskTrouble(Problem):
    """The disk did not do what was asked of it."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "The disk did not answer, so this was not done.",
            "Everything saved before is safe.",
            "Check that the disk is connected, then try again.",
            details,
        )


class VaultInUse(Problem):
    """Another program has the vault open."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "The vault is open in another program.", UNTOUCHED, "Close the other program, then try again.", details
        )


class VaultBusy(Problem):
    """Something else that is done with the vault, by this program as a rule, takes longer than one can wait for."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "The vault is busy with something else, so this was not done.",
            UNTOUCHED,
            "Wait a minute, then try again. If it stays so, close the program and start it again.",
            details,
        )


class VaultClosed(Problem):
    """The vault was locked while something was being read or written."""

    def __init__(self) -> None:
        super().__init__(
            "The vault was locked in the meantime, so this was not done.",
            "Everything saved before is safe.",
            "Sign in and do it again.",
        )


class VaultExists(Problem):
    """A new vault would be laid over one that is already there."""

    def __init__(self) -> None:
        super().__init__(
            "There is already a vault in this folder.", UNTOUCHED, "Sign in to it, or choose an empty folder."
        )


class ProgramTooOld(Problem):
    """The database engine inside the program has a known fault."""

    def __init__(self, sqlite: str) -> None:
        super().__init__(
            "This copy of the program carries a database engine with a known fault.",
            UNTOUCHED,
            "Install the current version of the program.",
            f"SQLite {sqlite}; at least 3.51.3 is needed",
        )


def in_words(seconds: float) -> str:
    """Return "1 second", "40 seconds" or "5 minutes", rounded up."""
    whole = math.ceil(seconds)
    if whole > 90:
        return f"{math.ceil(whole / 60)} minutes"
    return "1 second" if whole == 1 else f"{whole} seconds"
