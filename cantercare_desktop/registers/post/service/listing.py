"""The lists: what waits, what was handed over, what is an exception, and everything. Filtered and paged in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.clock import day_bounds, london_date
from cantercare_desktop.office.datewords import clock_time, first_upper, moment, short_date, short_day
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.records import PostItemRecord
from cantercare_desktop.registers.post.service.desk import Desk
from cantercare_desktop.registers.post.standing import Standing, person_order, standing_of
from cantercare_desktop.registers.post.values import (
    HandOverId,
    Page,
    PostCounts,
    PostItemId,
    PostQuery,
    PostRow,
    WaitingFor,
)
from cantercare_desktop.registers.residents.people import names

#: How many people and how many items typed words may stand for. More words narrow them.
_MOST_PEOPLE = 12
_MOST_ITEMS = 500
_MOST_ROWS = 200


class Listing(Desk):
    """What the post screen and Today list."""

    def page(self, by: Actor, asked: PostQuery) -> Page[PostRow]:
        """Return one page of a list.

        Waiting things are grouped by person, in the order of the rooms; the others begin with the newest. A cursor that
        is not one begins again at the start.
        """
        limit = max(1, min(asked.limit, _MOST_ROWS))
        with self._reading(by) as session:
            terms = _terms(session, asked)
            if asked.view == "waiting":
                return self._waiting_page(session, terms, asked.after, limit)
            return self._newest_page(session, asked, terms, limit)

    def counts(self, by: Actor) -> PostCounts:
        """Return how much waits, how much of it for too long, and how many exceptions are open."""
        with self._reading(by) as session:
            return self._counts(session)

    def waiting(self, by: Actor, limit: int = 50) -> tuple[WaitingFor, ...]:
        """Return for whom post waits, the longest first: the card beside Today."""
        with self._reading(by) as session:
            standing = standing_of(session)
            people = names(session, standing)
        today = self.today
        lines = []
        for person, stands in standing.items():
            if person not in people:
                continue
            days, age = self._age(stands.oldest, today)
            what = rules.how_many(stands.kinds)
            lines.append(WaitingFor(people[person], stands.items, what, days, age, rules.age_chip(days, age)))
        lines.sort(key=lambda line: (-line.age_days, line.person.full.casefold(), line.person.person))
        return tuple(lines[:limit])

    def _counts(self, session: Session) -> PostCounts:
        held = (*rules.TO_HAND_OVER, *rules.EXCEPTIONS)
        asked = (
            select(PostItemRecord.state, PostItemRecord.waits_since, func.count())
            .where(PostItemRecord.state.in_(sorted(set(held))))
            .group_by(PostItemRecord.state, PostItemRecord.waits_since)
        )
        today = self.today
        waiting = due = overdue = exceptions = 0
        for state, since, number in session.execute(asked):
            if state in rules.EXCEPTIONS:
                exceptions += number
            if state in rules.TO_HAND_OVER:
                waiting += number
                _days, age = self._age(since, today)
                due += number if age == "amber" else 0
                overdue += number if age == "red" else 0
        return PostCounts(waiting=waiting, due=due, overdue=overdue, exceptions=exceptions)

    def _waiting_page(
        self, session: Session, terms: Sequence[ColumnElement[bool]], after: str | None, limit: int
    ) -> Page[PostRow]:
        standing = standing_of(session, terms)
        people = names(session, standing)
        order = person_order(self._office.policy.rooms)
        start = _cursor(after, (int, str, int, int))
        ordered = sorted((order(name), name) for name in people.values())
        wanted: list[PersonId] = []
        room_for = limit + 1
        for key, name in ordered:
            if start is not None and key < tuple(start[:3]):
                continue
            wanted.append(name.person)
            room_for -= standing[name.person].items
            if start is not None and key == tuple(start[:3]):
                room_for += standing[name.person].items
            if room_for <= 0:
                break
        rows = self._items_of(session, wanted, terms)
        place = {person: number for number, person in enumerate(wanted)}
        rows.sort(key=lambda record: (place[PersonId(record.person_id)], record.day, record.id))
        if start is not None:
            rows = _after_the_last(rows, tuple(start[:3]), int(start[3]), {name.person: key for key, name in ordered})
        shown, more = rows[:limit], len(rows) > limit
        values = tuple(self._row(record, people[PersonId(record.person_id)], standing) for record in shown)
        last = shown[-1] if shown else None
        cursor = None
        if more and last is not None:
            key = order(people[PersonId(last.person_id)])
            cursor = json.dumps([*key, last.id], ensure_ascii=False)
        return Page(values, more, cursor)

    def _items_of(
        self, session: Session, people: Iterable[PersonId], terms: Sequence[ColumnElement[bool]]
    ) -> list[PostItemRecord]:
        asked = select(PostItemRecord).where(
            PostItemRecord.person_id.in_(list(people)),
            PostItemRecord.state.in_(sorted(rules.TO_HAND_OVER)),
            *terms,
        )
        return list(session.scalars(asked))

    def _newest_page(
        self, session: Session, asked: PostQuery, terms: Sequence[ColumnElement[bool]], limit: int
    ) -> Page[PostRow]:
        query = select(PostItemRecord).where(*terms)
        if asked.place is not None and not _was_ever_in(session, asked.place):
            return Page(())
        if asked.view == "all":
            keys = (PostItemRecord.day, PostItemRecord.id)
        else:
            keys = (PostItemRecord.state_since, PostItemRecord.id)
            states = sorted(rules.EXCEPTIONS) if asked.view == "exceptions" else ["handed_over"]
            query = query.where(PostItemRecord.state.in_(states))
        start = _cursor(asked.after, (str, int))
        if start is not None and (moment_or_day := _read_key(asked, start[0])) is not None:
            first, second = keys
            query = query.where(first <= moment_or_day, or_(first < moment_or_day, second < start[1]))
        query = query.order_by(*(key.desc() for key in keys)).limit(limit + 1)
        found = _found(session, query) if asked.words.strip() else list(session.scalars(query))
        shown, more = found[:limit], len(found) > limit
        people = names(session, {PersonId(record.person_id) for record in shown})
        standing = standing_of(session, [PostItemRecord.person_id.in_(list(people))]) if people else {}
        values = tuple(
            self._row(record, people[PersonId(record.person_id)], standing)
            for record in shown
            if PersonId(record.person_id) in people
        )
        cursor = None
        if more:
            last = shown[-1]
            key = last.day.isoformat() if asked.view == "all" else last.state_since.isoformat()
            cursor = json.dumps([key, last.id])
        return Page(values, more, cursor)

    def _row(self, record: PostItemRecord, person: PersonName, standing: dict[PersonId, Standing]) -> PostRow:
        now = self._office.clock.now()
        waits = record.state in rules.TO_HAND_OVER
        days, age = self._age(record.waits_since, london_date(now)) if waits else (0, "fresh")
        stands = standing.get(person.person)
        return PostRow(
            id=PostItemId(record.id),
            number=record.number,
            person=person,
            home=home_of(person, self._office.policy.stages.applicant, self._office.policy.stages.left),
            of_person=stands.items if stands else 0,
            kind=record.kind,
            what=rules.what(record.kind, signed_for=record.signed_for),
            icon=rules.icon(record.kind),
            second=_second(record, now),
            state=record.state,
            state_word=self._state_word(record),
            state_since=record.state_since,
            day=record.day,
            place=record.place,
            age_days=days,
            age=age,
            chip=rules.age_chip(days, age) if record.state == "waiting" else self._state_word(record),
            sensitive=record.sensitive,
            hand_over=None if record.hand_over_id is None else HandOverId(record.hand_over_id),
        )


def home_of(person: PersonName, applicant: str, left: str) -> str:
    """Return what stands beside a name: "room 1", or that she has left or has only applied."""
    if person.stage == "resident":
        return f"room {person.room}" if person.room else ""
    return (applicant if person.stage == "applicant" else left).lower()


def _second(record: PostItemRecord, now: datetime) -> str:
    if record.state == "handed_over":
        return f"Handed over {moment(record.state_since, now)}"
    today = london_date(now)
    came = f"Today {clock_time(record.came_at)}" if record.day == today else _day(record.day, today)
    parts = [came, *(["at the door"] if record.came_by == "door" and record.day == today else []), record.place]
    return ", ".join(parts)


def _day(day: date, today: date) -> str:
    return short_date(day) if day.year == today.year else first_upper(short_day(day, today))


def _terms(session: Session, asked: PostQuery) -> list[ColumnElement[bool]]:
    terms: list[ColumnElement[bool]] = []
    if asked.person is not None:
        terms.append(PostItemRecord.person_id == asked.person)
    if asked.kind is not None:
        terms.append(_of_few(asked, PostItemRecord.kind == asked.kind))
    if asked.place is not None:
        terms.append(_of_few(asked, PostItemRecord.place == asked.place))
    if asked.view == "handed_over":
        if asked.since is not None:
            terms.append(PostItemRecord.state_since >= day_bounds(asked.since)[0])
        if asked.until is not None:
            terms.append(PostItemRecord.state_since < day_bounds(asked.until)[1])
    else:
        if asked.since is not None:
            terms.append(PostItemRecord.day >= asked.since)
        if asked.until is not None:
            terms.append(PostItemRecord.day <= asked.until)
    if asked.words.strip():
        terms.append(_found_by(session, asked.words))
    return terms


def _was_ever_in(session: Session, place: str) -> bool:
    return session.scalar(select(PostItemRecord.id).where(PostItemRecord.place == place).limit(1)) is not None


def _of_few(asked: PostQuery, term: ColumnElement[bool]) -> ColumnElement[bool]:
    """Keep SQLite from looking through all cards or all of Drawer A where the state alone leaves only a few rows."""
    return term if asked.view == "all" else func.likely(term, type_=Boolean())


def _found_by(session: Session, words: str) -> ColumnElement[bool]:
    people = index.look_up(session, "persons", words, _MOST_PEOPLE)
    items = index.look_up(session, "post_items", words, _MOST_ITEMS)
    of_people = select(PostItemRecord.id).where(PostItemRecord.person_id.in_(people))
    return or_(PostItemRecord.id.in_(of_people), PostItemRecord.id.in_(index.among(items)))


def _found(session: Session, query: Select[PostItemRecord]) -> list[PostItemRecord]:
    """Sort what was found by its keys alone, then read only the rows to show: a name may stand for thousands."""
    ids = list(session.scalars(query.with_only_columns(PostItemRecord.id)))
    records = {
        record.id: record for record in session.scalars(select(PostItemRecord).where(PostItemRecord.id.in_(ids)))
    }
    return [records[row] for row in ids]


def _after_the_last(
    rows: list[PostItemRecord], last: tuple[Any, ...], item: int, keys: dict[PersonId, tuple[int, str, int]]
) -> list[PostItemRecord]:
    """Leave out what the pages before have shown, also when the last row shown has gone since."""
    hers = [record for record in rows if keys[PersonId(record.person_id)] == last]
    place = next((number for number, record in enumerate(hers) if record.id == item), None)
    if place is None:
        place = max((number for number, record in enumerate(hers) if record.id <= item), default=-1)
    shown = {record.id for record in hers[: place + 1]}
    return [record for record in rows if record.id not in shown]


def _cursor(after: str | None, kinds: tuple[type, ...]) -> list[Any] | None:
    if after is None:
        return None
    try:
        read = json.loads(after)
    except ValueError:
        return None
    fits = isinstance(read, list) and len(read) == len(kinds)
    return read if fits and all(type(part) is kind for part, kind in zip(read, kinds, strict=True)) else None


def _read_key(asked: PostQuery, text: str) -> date | datetime | None:
    try:
        return date.fromisoformat(text) if asked.view == "all" else datetime.fromisoformat(text)
    except ValueError:
        return None
