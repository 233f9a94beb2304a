"""For whom post waits, and how much: read from the few rows that wait, never from the whole log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import Kind
from cantercare_desktop.registers.post.records import PostItemRecord
from cantercare_desktop.registers.residents.rules import plain

PersonKey = tuple[int, str, int]


@dataclass(slots=True)
class Standing:
    """What waits for one person: since which London day the oldest, and how many of each kind."""

    oldest: date
    kinds: Counter[Kind] = field(default_factory=Counter)

    @property
    def items(self) -> int:
        """How many things wait for her."""
        return self.kinds.total()


def standing_of(session: Session, terms: Sequence[ColumnElement[bool]] = ()) -> dict[PersonId, Standing]:
    """Return what waits, by person."""
    asked = (
        select(PostItemRecord.person_id, PostItemRecord.kind, func.min(PostItemRecord.waits_since), func.count())
        .where(PostItemRecord.state.in_(sorted(rules.TO_HAND_OVER)), *terms)
        .group_by(PostItemRecord.person_id, PostItemRecord.kind)
    )
    found: dict[PersonId, Standing] = {}
    for person, kind, oldest, number in session.execute(asked):
        standing = found.setdefault(PersonId(person), Standing(oldest))
        standing.oldest = min(standing.oldest, oldest)
        standing.kinds[kind] += number
    return found


def person_order(rooms: Sequence[str]) -> Callable[[PersonName], PersonKey]:
    """Return the order of people in the waiting list: by room as the profile lists them, then by name; no room last."""
    places = {room: number for number, room in enumerate(rooms)}

    def key(person: PersonName) -> PersonKey:
        return places.get(person.room, len(places)), plain(person.full), int(person.person)

    return key
