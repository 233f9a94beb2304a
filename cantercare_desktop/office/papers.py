"""A finished paper in memory: what a room prints and what a window can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cantercare_desktop.office.people import PersonId
    from cantercare_desktop.office.register import Ref
    from cantercare_desktop.office.staff import Actor
    from cantercare_desktop.office.work import Office


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that lies in memory only. `file_name` holds no person's data; it is what a save dialogue suggests.

    `about` are the people whom it names, `of` the row it is the paper of, such as a hand-over for its receipt.
    """

    title: str
    file_name: str
    pdf: bytes
    about: frozenset[PersonId] = frozenset()
    of: Ref | None = None


def write_down(office: Office, by: Actor, does: Literal["office.printed", "office.exported"], paper: Paper) -> None:
    """Write in the ledger that a paper leaves the program, and whom it names; do it before it leaves.

    Raises `RefusedError` when the role may not do it, and the vault's `Problem` when it cannot be written.
    """
    with office.work(by, does, about=paper.about) as work:
        if paper.of is not None:
            work.note(paper.of)
