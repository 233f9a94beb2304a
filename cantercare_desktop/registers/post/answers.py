"""What the post register answers to the questions every register is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.datewords import moment, plain_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import Due, Entry, Evidence, Forgotten, Hit, Link, Period, Ref, Scope
from cantercare_desktop.office.staff import STAFF
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.disclosing import Disclosing
from cantercare_desktop.registers.post.forgetting import forget
from cantercare_desktop.registers.post.hand_overs import hand_over_number
from cantercare_desktop.registers.post.proving import evidence
from cantercare_desktop.registers.post.records import (
    CollectorRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)
from cantercare_desktop.registers.post.reminding import reminders
from cantercare_desktop.registers.post.standing import standing_of
from cantercare_desktop.registers.residents.people import names, person_name
from cantercare_desktop.vault.keys import Role
from cantercare_desktop.vault.schema import Record

_DEEDS = (
    *rules.DEEDS, "read", "log", "undo_log", "count_box", "explain_difference", "name_collector", "withdraw_collector",
    "printed", "exported",
)  # fmt: skip
#: For how many people of one name search says what waits.
_MOST_PEOPLE = 4
_HAND_OVER_NUMBER = re.compile(r"^\s*H[-\s]?\d{4}[-\s]?\d+\s*$", re.IGNORECASE)


class PostRegister:
    """The post register. Purposes and bases come from the charity's profile."""

    name = "post"
    title = "Post"
    #: A count of the box is about the box and about nobody: it is kept here, and holds no person's data.
    keeps: frozenset[type[Record]] = frozenset(
        {PostItemRecord, PostStepRecord, HandOverRecord, CollectorRecord, IncidentNoteRecord, SignatureRecord}
    )
    permissions: Mapping[str, frozenset[Role]] = {f"post.{deed}": STAFF for deed in _DEEDS}

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    def entries(self, session: Session, person: PersonId) -> Iterator[Entry]:
        """Give her post: items with every step, hand-overs with their signatures, collectors, notes; newest first."""
        return Disclosing(self._policy, session, person).entries()

    def due(self, session: Session, now: datetime) -> Iterator[Due]:
        """Give what waits too long, what came out of the box and is not logged, and what nobody has resolved."""
        return reminders(self._policy, session, now)

    def find(self, session: Session, words: str, limit: int) -> Iterator[Hit]:
        """Give what waits for people of that name, items by their words, and receipts by number.

        Items are found by number, tracking number, carrier or sender (unless it is sensitive).
        """
        if _HAND_OVER_NUMBER.match(words[:40]):
            yield from self._receipts(session, words)
            return
        yield from self._waiting(session, words, limit)
        rows = index.look_up(session, "post_items", words, limit)
        found = {each.id: each for each in session.scalars(select(PostItemRecord).where(PostItemRecord.id.in_(rows)))}
        people = names(session, {PersonId(record.person_id) for record in found.values()})
        for row in rows:
            record = found.get(row)
            person = people.get(PersonId(record.person_id)) if record is not None else None
            if record is None or person is None:
                continue
            state = rules.state_word(record.state, self._policy.words.hers)
            yield Hit(
                register=self.name,
                title=f"{rules.what(record.kind, signed_for=record.signed_for)} for {person.full}",
                detail=f"{record.number}. {state}, {record.place}",
                opens=Link(self.name, person.person, Ref("post_items", record.id)),
                icon=rules.icon(record.kind),
            )

    def forget(self, session: Session, person: PersonId, scope: Scope) -> Forgotten:
        """Remove her post, then look for it again. The box counts keep their sums without it."""
        return forget(session, person, scope)

    def evidence(self, session: Session, period: Period) -> Iterator[Evidence]:
        """Give what shows whether post is logged, locked away and handed over against a signature (C9)."""
        return evidence(self._policy, session, period)

    def _waiting(self, session: Session, words: str, limit: int) -> Iterator[Hit]:
        found = index.look_up(session, "persons", words, min(limit, _MOST_PEOPLE))
        standing = standing_of(session, [PostItemRecord.person_id.in_(found)]) if found else {}
        people = names(session, standing)
        for person in (PersonId(row) for row in found):
            if person in standing and person in people:
                hers = standing[person]
                yield Hit(
                    register=self.name,
                    title=f"{people[person].full}’s post: {hers.items:,} waiting",
                    detail=f"{rules.how_many(hers.kinds)}, the oldest of {plain_date(hers.oldest)}",
                    opens=Link(self.name, person),
                    icon="mail",
                )

    def _receipts(self, session: Session, words: str) -> Iterator[Hit]:
        asked = select(HandOverRecord).where(HandOverRecord.number == hand_over_number(words))
        record = session.scalar(asked)
        person = None if record is None else person_name(session, PersonId(record.person_id))
        if record is not None and person is not None:
            yield Hit(
                register=self.name,
                title=f"Receipt {record.number}, {person.full}",
                detail=f"Handed over {moment(record.at, record.at)}",
                opens=Link(self.name, person.person, Ref("post_hand_overs", record.id)),
                icon="pen",
            )
