"""Who may open the vault."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from cantercare_desktop.vault.keys.cost import Argon2Cost
from cantercare_desktop.vault.problems import UNTOUCHED, Problem

Role = Literal["staff", "data_manager", "trustee"]
ROLES: tuple[Role, ...] = ("staff", "data_manager", "trustee")
LONGEST_NAME = 200
#: How the ledger names whoever signed in with the recovery key.
RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Member:
    """Someone who may sign in. `pass_until` is her last day, a date of the house's time zone; None: no end."""

    id: str
    name: str
    role: Role
    title: str
    pass_until: date | None
    last_signed_in: datetime | None
    cost: Argon2Cost


@dataclass(frozen=True, slots=True)
class NewMember:
    """Someone who is about to be let in."""

    name: str
    role: Role
    title: str
    password: str = field(repr=False)
    pass_until: date | None = None


class NameNotUsable(Problem):
    """A name or title is empty, longer than 200 characters, or holds characters that are not text."""

    def __init__(self, why: str) -> None:
        super().__init__(why, UNTOUCHED, "Change the name and save again.")


def check_name(name: str) -> str:
    """Return a name in NFC without outer spaces. Raises `NameNotUsable`."""
    tidy = check_title(name)
    if not tidy:
        raise NameNotUsable("The name is empty.")
    return tidy


def check_title(title: str) -> str:
    """Return a title, which may be empty, in NFC without outer spaces. Raises `NameNotUsable`."""
    tidy = unicodedata.normalize("NFC", title).strip()
    if len(tidy) > LONGEST_NAME:
        raise NameNotUsable(f"The name is longer than {LONGEST_NAME} characters.")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in tidy):
        raise NameNotUsable("The name holds a character that cannot be shown.")
    return tidy
