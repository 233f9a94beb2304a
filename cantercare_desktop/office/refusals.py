"""A rule said no: which field it concerns and what to tell the person at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: What is said to somebody whose role does not include a deed.
NOT_INCLUDED = "Your role does not include this. Ask the Data Manager to do it."


@dataclass(frozen=True, slots=True)
class Refusal:
    """One sentence that names the rule and the way on; `field` is the form field it belongs to, if any."""

    says: str
    field: str | None = None


class RefusedError(Exception):
    """A deed that the rules do not allow. Nothing was written."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("refused: " + ", ".join(each.field or "deed" for each in self.refusals))

    @property
    def says(self) -> str:
        """All sentences, as one text for a message bar."""
        return " ".join(each.says for each in self.refusals)


def refuse_if_any(refusals: Iterable[Refusal]) -> None:
    """Raise `RefusedError` when there is at least one refusal."""
    found = tuple(refusals)
    if found:
        raise RefusedError(found)


def refuse(says: str, field: str | None = None) -> RefusedError:
    """Build the error for a single refusal."""
    return RefusedError((Refusal(says, field),))
