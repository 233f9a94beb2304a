"""How the residents' register is read: lists, suggestions, one whole record. Each function is given its session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import case, func, select, tuple_
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.records import StaffRecord
from cantercare_desktop.office.staff import RECOVERY
from cantercare_desktop.registers.residents import rules
from cantercare_desktop.registers.residents.people import name_from, names
from cantercare_desktop.registers.residents.records import PersonRecord, PhotographRecord
from cantercare_desktop.registers.residents.values import (
    Child,
    HouseCounts,
    Look,
    PeoplePage,
    PeopleQuery,
    PersonDetails,
    PersonFull,
    PersonRow,
    Photograph,
)
from cantercare_desktop.vault.ledger import LedgerEntry

#: More people than any house has: what a search looks through before it sorts.
_MOST_FOUND = 5_000
#: Who is meant first when a name is typed.
_NEAREST = case({"resident": 0, "applicant": 1}, value=PersonRecord.stage, else_=2)


def page(session: Session, asked: PeopleQuery) -> PeoplePage:
    """Return one page of people in the order of their names."""
    key = (PersonRecord.sorted_name, PersonRecord.id)
    wanted = select(PersonRecord).order_by(*key).limit(asked.limit + 1)
    if asked.stage is not None:
        wanted = wanted.where(PersonRecord.stage == asked.stage)
    if asked.words.strip():
        found_rows = index.look_up(session, "persons", asked.words, _MOST_FOUND)
        wanted = wanted.where(PersonRecord.id.in_(index.among(found_rows)))
    else:
        wanted = wanted.where(PersonRecord.mother_id.is_(None))
    if asked.after is not None:
        wanted = wanted.where(tuple_(*key) > asked.after)
    found = session.scalars(wanted).all()
    shown = found[: asked.limit]
    there_is_more = len(found) > asked.limit
    return PeoplePage(_rows(session, shown), (shown[-1].sorted_name, shown[-1].id) if there_is_more else None)


def suggest(session: Session, typed: str, limit: int) -> tuple[PersonName, ...]:
    """Return who may be meant: those who live here, then applicants, then leavers; names that begin so come first."""
    found = index.look_up(session, "persons", typed, _MOST_FOUND)
    if not found:
        return ()
    begins = PersonRecord.sorted_name.startswith(rules.plain(typed[:400]), autoescape=True)
    wanted = (
        select(PersonRecord)
        .where(PersonRecord.id.in_(index.among(found)))
        .order_by(_NEAREST, begins.desc(), PersonRecord.sorted_name, PersonRecord.id)
        .limit(limit)
    )
    return tuple(name_from(record) for record in session.scalars(wanted))


def full(session: Session, person: PersonId, viewed: Iterable[LedgerEntry]) -> PersonFull:
    """Return everything on record about one person. Raises `LookupError` when there is no such person."""
    record = session.get(PersonRecord, person)
    if record is None:
        raise LookupError("there is no person of this id")
    mother = session.get(PersonRecord, record.mother_id) if record.mother_id is not None else None
    kept = session.get(PhotographRecord, person)
    return PersonFull(
        name=name_from(record),
        details=details_of(record),
        mother=None if mother is None else name_from(mother),
        children=children(session, person),
        photograph=None if kept is None else Photograph(kept.media_type, kept.content, kept.added_at, kept.added_by),
        recorded_at=record.recorded_at,
        recorded_by=record.recorded_by,
        looks=looks(session, viewed),
    )


def details_of(record: PersonRecord) -> PersonDetails:
    """Return what was typed about a person."""
    return PersonDetails(
        legal_name=record.legal_name,
        preferred_name=record.preferred_name,
        pronunciation=record.pronunciation,
        language=record.language,
        language_note=record.language_note,
        born_on=record.born_on,
        room=record.room,
        applied_on=record.applied_on,
        moved_in_on=record.moved_in_on,
        moved_out_on=record.moved_out_on,
        forwarding_address=record.forwarding_address,
        safe_contact=record.safe_contact,
        post_warning=record.post_warning,
    )


def children_of(session: Session, mother: PersonId) -> Sequence[PersonRecord]:
    """Return the rows of somebody's children, the eldest first."""
    wanted = select(PersonRecord).where(PersonRecord.mother_id == mother)
    return session.scalars(wanted.order_by(PersonRecord.born_on.asc().nulls_last(), PersonRecord.id)).all()


def children(session: Session, mother: PersonId) -> tuple[Child, ...]:
    """Return somebody's children, the eldest first."""
    return tuple(Child(name_from(each), each.born_on) for each in children_of(session, mother))


def lives_in(session: Session, room: str, *, but_not: PersonId | None) -> PersonName | None:
    """Return the resident whose room it is, children and one person left out of account."""
    wanted = select(PersonRecord).where(
        PersonRecord.stage == "resident", PersonRecord.room == room, PersonRecord.mother_id.is_(None)
    )
    if but_not is not None:
        wanted = wanted.where(PersonRecord.id != but_not)
    record = session.scalars(wanted.limit(1)).first()
    return None if record is None else name_from(record)


def rooms_lived_in(session: Session) -> frozenset[str]:
    """Return the rooms that somebody lives in."""
    wanted = select(PersonRecord.room).where(PersonRecord.stage == "resident", PersonRecord.room != "").distinct()
    return frozenset(session.scalars(wanted))


def looks(session: Session, viewed: Iterable[LedgerEntry]) -> tuple[Look, ...]:
    """Return entries of the ledger as openings of a record, with the names of who looked."""
    entries = tuple(viewed)
    asked = select(StaffRecord.member, StaffRecord.name).where(StaffRecord.member.in_({each.actor for each in entries}))
    known = {RECOVERY.member: RECOVERY.name, **{row.member: row.name for row in session.execute(asked)}}
    return tuple(Look(each.at, each.actor, known.get(each.actor, "Somebody not on the list")) for each in entries)


def counts(session: Session) -> HouseCounts:
    """Return how many people there are at each stage."""
    is_child = PersonRecord.mother_id.is_not(None)
    counted = session.execute(select(PersonRecord.stage, is_child, func.count()).group_by(PersonRecord.stage, is_child))
    number = {(stage, bool(child)): count for stage, child, count in counted}
    return HouseCounts(
        rooms_lived_in=len(rooms_lived_in(session)),
        children=number.get(("resident", True), 0),
        residents=number.get(("resident", False), 0),
        applicants=number.get(("applicant", False), 0),
        left=number.get(("left", False), 0),
    )


def _rows(session: Session, shown: Sequence[PersonRecord]) -> tuple[PersonRow, ...]:
    ids = [record.id for record in shown]
    of_mother: dict[int, list[Child]] = {}
    born = select(PersonRecord).where(PersonRecord.mother_id.in_(ids)).order_by(PersonRecord.born_on, PersonRecord.id)
    for child in session.scalars(born):
        of_mother.setdefault(child.mother_id or 0, []).append(Child(name_from(child), child.born_on))
    mothers = names(session, (PersonId(record.mother_id) for record in shown if record.mother_id is not None))
    return tuple(
        PersonRow(
            name=name_from(record),
            born_on=record.born_on,
            applied_on=record.applied_on,
            moved_in_on=record.moved_in_on,
            moved_out_on=record.moved_out_on,
            has_warning=bool(record.safe_contact or record.post_warning),
            mother=None if record.mother_id is None else mothers.get(PersonId(record.mother_id)),
            children=tuple(of_mother.get(record.id, ())),
        )
        for record in shown
    )
