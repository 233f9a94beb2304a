"""Erasure that holds: one walk over all registers, then a look whether anything is still there.

Every register removes what it holds and reads back; the ledger keeps its chain but loses the content of every entry
about the person, and of every entry about a row that was hers by then but began as somebody else's; half-typed drafts
go; and the vault leaves no free page behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import delete, or_

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import DraftRecord
from cantercare_desktop.office.register import EVERYTHING, Forgotten, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Office, Saved, Work
from cantercare_desktop.vault.problems import Problem


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed for one person, register by register.

    `scrubbed` is false when the rows are gone, but the disk would not overwrite where they lay: the next scrub does.
    """

    person: PersonId
    forgotten: tuple[Forgotten, ...]
    ledger_details: int
    scrubbed: bool = True

    @property
    def holds(self) -> bool:
        """Tell whether reading back found nothing, nothing had to be kept, and free pages hold nothing either."""
        return self.scrubbed and all(each.found_after == 0 and not each.kept for each in self.forgotten)


class Erasing:
    """The use case behind every erasure. Only the Data Manager may."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def erase(self, by: Actor, people: Iterable[PersonId]) -> Saved[tuple[Erased, ...]]:
        """Erase people one after the other, a child before its mother, in one deed.

        The ledger entry holds ids only. Raises `RefusedError` where a register has a reason to refuse, and the
        vault's `Problem` where it cannot be saved; then nothing was erased. What fails after that only says so in
        `Erased.scrubbed`: the rows are gone already.
        """
        asked = tuple(people)
        with self._office.work(by, "person.erased", about=asked) as work:
            work.without_content()
            erased = tuple(self._erase_one(work, person) for person in asked)
        try:
            self._office.scrub()
        except Problem:
            erased = tuple(replace(each, scrubbed=False) for each in erased)
        return Saved(erased, work.changed if asked else Changed())

    def _erase_one(self, work: Work, person: PersonId) -> Erased:
        session = work.session
        work.note(Ref("persons", int(person)))
        session.execute(
            delete(DraftRecord).where(or_(DraftRecord.person_id == person, DraftRecord.person_id.is_(None)))
        )
        details = self._office.ledger.empty_details(session, about=int(person))
        forgotten = tuple(register.forget(session, person, EVERYTHING) for register in reversed(self._office.registers))
        for row in (row for each in forgotten for row in each.given_back):
            work.note(row)
            details += self._office.ledger.empty_details_of(session, str(row))
        return Erased(person, forgotten, details)
