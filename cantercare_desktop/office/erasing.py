"""Erasure that holds: one walk over all registers, then a look whether anything is still there.

Every register removes what it holds and reads back; the ledger keeps its chain but loses the content of every entry
about the person, and of every entry about a row that was hers by then but began as somebody else's; half-typed drafts
go; and the vault leaves no free page behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, or_

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import DraftRecord
from cantercare_desktop.office.register import EVERYTHING, Forgotten, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Office, Saved, Work


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed for one person, register by register. `holds` says that nothing was found afterwards."""

    person: PersonId
    forgotten: tuple[Forgotten, ...]
    ledger_details: int

    @property
    def holds(self) -> bool:
        """Tell whether reading back found nothing, and nothing had to be kept."""
        return all(each.found_after == 0 and not each.kept for each in self.forgotten)


class Erasing:
    """The use case behind every erasure. Only the Data Manager may."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def erase(self, by: Actor, people: Iterable[PersonId]) -> Saved[tuple[Erased, ...]]:
        """Erase people one after the other, a child before its mother, in one deed.

        The ledger entry holds ids only. Raises `RefusedError` where a register has a reason to refuse; then nothing
        was erased.
        """
        asked = tuple(people)
        with self._office.work(by, "person.erased", about=asked) as work:
            work.without_content()
            erased = tuple(self._erase_one(work, person) for person in asked)
        self._office.scrub()
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
            details += self._office.ledger.empty_details_of(session, str(row))
        return Erased(person, forgotten, details)
