"""What the other registers may ask about people: names, and what to know before post is handed over.

Each function reads in the session it is given and opens nothing: looking up a name is not looking at a record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased

from cantercare_desktop.office.people import PersonId, PersonName, Stage, first_name_of
from cantercare_desktop.registers.residents.records import PersonRecord

#: How many ids go into one statement.
_AT_ONCE = 500
_NAMED = (
    PersonRecord.id,
    PersonRecord.legal_name,
    PersonRecord.preferred_name,
    PersonRecord.room,
    PersonRecord.stage,
    PersonRecord.language,
)
_NAME = select(*_NAMED).where(PersonRecord.id == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Warnings:
    """What must be known before contacting a person or handing her post over. Empty texts mean: nothing to know.

    `room` is where she lives now, empty for whoever does not live here. `mother` is set for a child.
    """

    safe_contact: str
    post_warning: str
    forwarding_address: str
    stage: Stage
    mother: PersonId | None
    room: str


def full_name(record: PersonRecord) -> str:
    """Return the name she uses, in full."""
    return record.preferred_name or record.legal_name


def room_now(record: PersonRecord) -> str:
    """Return the room she lives in now; who has left keeps the last one only on her own record."""
    return record.room if record.stage == "resident" else ""


def name_from(record: PersonRecord) -> PersonName:
    """Return how the person of a row is named."""
    return _name(record.id, record.legal_name, record.preferred_name, record.room, record.stage, record.language)


def person_name(session: Session, person: PersonId) -> PersonName | None:
    """Return how a person is named, or nothing when there is no such person (any more)."""
    # Asked in every deed: past the mapper, which would read the whole record.
    row = session.connection().execute(_NAME, {"person": person}).first()
    return None if row is None else _name(*row)


def names(session: Session, people: Iterable[PersonId]) -> dict[PersonId, PersonName]:
    """Return the names of many people at once. Whoever is not on record is not in the answer."""
    wanted = sorted(set(people))
    found: dict[PersonId, PersonName] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        asked = select(*_NAMED).where(PersonRecord.id.in_(wanted[start : start + _AT_ONCE]))
        found.update((PersonId(row[0]), _name(*row)) for row in session.execute(asked))
    return found


def contact_warnings(session: Session, person: PersonId) -> Warnings:
    """Return what to know before contacting a person. Raises `LookupError` when she is not on record.

    A child's warnings are its mother's too: what must not reach her must not reach her by way of the child.
    """
    record = session.get(PersonRecord, person)
    if record is None:
        raise LookupError("there is no person of this id")
    mother = session.get(PersonRecord, record.mother_id) if record.mother_id is not None else None
    return Warnings(
        safe_contact=_both(record.safe_contact, mother.safe_contact if mother else ""),
        post_warning=_both(record.post_warning, mother.post_warning if mother else ""),
        forwarding_address=record.forwarding_address or (mother.forwarding_address if mother else ""),
        stage=record.stage,
        mother=None if record.mother_id is None else PersonId(record.mother_id),
        room=room_now(record),
    )


def with_forwarding_address(session: Session, people: Iterable[PersonId]) -> frozenset[PersonId]:
    """Return those of many people to whom post may be forwarded: she gave an address, or for a child its mother did."""
    wanted = sorted(set(people))
    mother = aliased(PersonRecord)
    found: set[PersonId] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        asked = (
            select(PersonRecord.id)
            .join(mother, PersonRecord.mother_id == mother.id, isouter=True)
            .where(
                PersonRecord.id.in_(wanted[start : start + _AT_ONCE]),
                or_(func.trim(PersonRecord.forwarding_address) != "", func.trim(mother.forwarding_address) != ""),
            )
        )
        found.update(PersonId(row) for row in session.scalars(asked))
    return frozenset(found)


def _name(person: int, legal: str, preferred: str, room: str, stage: Stage, language: str) -> PersonName:
    full = preferred or legal
    return PersonName(
        person=PersonId(person),
        full=full,
        first=first_name_of(full),
        room=room if stage == "resident" else "",
        stage=stage,
        language=language,
    )


def _both(own: str, mothers: str) -> str:
    return "\n".join(dict.fromkeys(part for part in (own, mothers) if part))
