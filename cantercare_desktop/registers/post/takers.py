"""Who takes a person's post: she herself, her mother, or somebody she named for the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.registers.post.records import CollectorRecord
from cantercare_desktop.registers.post.sheets import Taker
from cantercare_desktop.registers.post.values import Collector, CollectorId
from cantercare_desktop.registers.residents.people import Warnings, person_name


def herself(session: Session, policy: Policy, person: PersonName, warnings: Warnings, office_member: str) -> Taker:
    """Return who signs when no collector comes: the person, or for a child its mother."""
    mother = person_name(session, warnings.mother) if warnings.mother is not None else None
    if mother is not None:
        says = f"{_upper(policy.words.her)} mother"
        return Taker(mother.full, f"{says}, room {mother.room}" if mother.room else says, mother.language)
    if person.stage == "resident":
        lives = policy.words.lives_here
        return Taker("", f"{lives}, room {person.room}" if person.room else lives, person.language)
    stage = policy.stages.applicant if person.stage == "applicant" else policy.stages.left
    return Taker("", f"{stage}, known to {office_member}", person.language)


def collector_value(record: CollectorRecord, warning: str = "") -> Collector:
    """Return a named collector as a plain value."""
    return Collector(
        id=CollectorId(record.id),
        person=PersonId(record.person_id),
        day=record.day,
        name=record.name,
        known_how=record.known_how,
        asked_how=record.asked_how,
        named_at=record.at,
        named_by=record.by,
        withdrawn_at=record.withdrawn_at,
        warning=warning,
    )


def collectors_of(session: Session, person: PersonId, day: date) -> tuple[Collector, ...]:
    """Return whom a person named for a London day and has not withdrawn."""
    asked = (
        select(CollectorRecord)
        .where(CollectorRecord.person_id == person, CollectorRecord.day == day, CollectorRecord.withdrawn_at.is_(None))
        .order_by(CollectorRecord.id)
    )
    return tuple(collector_value(record) for record in session.scalars(asked))


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]
