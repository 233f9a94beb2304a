"""Whom the records are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

PersonId = NewType("PersonId", int)

Stage = Literal["applicant", "resident", "left"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """How a person is named: in full for staff, by her first name on her own screen."""

    person: PersonId
    full: str
    first: str
    room: str = ""
    stage: Stage = "resident"
    language: str = "en"


def first_name_of(full: str) -> str:
    """Return the first word of a full name; a name of one word is its own first name."""
    words = full.split()
    return words[0] if words else full
