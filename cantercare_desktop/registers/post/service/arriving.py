"""Logging what came, and setting right what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import moment
from cantercare_desktop.office.numbers import next_number
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.refusals import Refusal, refuse
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, text_refusals, tidy
from cantercare_desktop.office.work import Saved, Work
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.records import PostItemRecord, PostStepRecord
from cantercare_desktop.registers.post.service.desk import (
    Desk,
    add_step,
    bring_to,
    check,
    item_here,
    make_findable,
    person_here,
)
from cantercare_desktop.registers.post.values import Correction, NewPostItem, PostItem, PostItemId
from cantercare_desktop.vault.ledger import Ledger

_FIELD_WORDS = {
    "kind": "Type",
    "signed_for": "Signed for",
    "place": "Locked away in",
    "came_by": "How it came",
    "came_at": "Came",
    "carrier": "Carrier",
    "tracking": "Tracking number",
    "sender": "Sender",
    "sensitive": "Sensitive",
    "note": "Note",
}
#: More than anybody does about one person within the time to undo.
_LAST_ENTRIES = 200
_TEXTS = (
    ("carrier", "The carrier", NAME_LIMIT),
    ("tracking", "The tracking number", NAME_LIMIT),
    ("sender", "The sender", LINE_LIMIT),
    ("note", "The note", NOTE_LIMIT),
)


class Arriving(Desk):
    """The deeds that put an item into the log, and those that set right what was typed."""

    def log(self, by: Actor, new: NewPostItem) -> Saved[PostItem]:
        """Log one item. `told` of the result says it when the tracking number was seen before.

        Raises `RefusedError`, with the field, for what cannot be kept.
        """
        saved = self.log_batch(by, new, 1)
        return Saved(saved.value[0], saved.changed)

    def log_batch(self, by: Actor, new: NewPostItem, how_many: int) -> Saved[tuple[PostItem, ...]]:
        """Log several alike items for one person in one deed. A tracking number belongs to one item only."""
        tidied = _tidied(new)
        with self._office.work(by, "post.log", about=[new.person]) as work:
            check(self._new_refusals(tidied, work.at), _batch_refusals(tidied, how_many))
            person = person_here(work.session, new.person)
            told = _told_of(work.session, tidied.tracking)
            records = [self._add(work, tidied) for _ in range(how_many)]
            values = tuple(self._value(record, person, told) for record in records)
        return Saved(values, work.changed)

    def undo_log(self, by: Actor, item: PostItemId) -> Saved[PostItem]:
        """Take back an item just logged.

        Raises `RefusedError` unless it still waits, was logged by the same person, and that within ten minutes.
        """
        with self._office.work(by, "post.undo_log") as work:
            record = item_here(work.session, item)
            if not may_undo(work.session, self._office.ledger, record, by, work.at):
                raise refuse("This can no longer be undone. Open the item and choose “It was logged in error”.")
            value = self._strike(work, record, "Undone at once")
        return Saved(value, work.changed)

    def log_in_error(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        """Say that an item was logged in error. It stays in the log, with the reason."""
        with self._office.work(by, "post.log_in_error") as work:
            check(reason_of("log_in_error", reason))
            value = self._strike(work, item_here(work.session, item), tidy(reason))
        return Saved(value, work.changed)

    def correct(self, by: Actor, item: PostItemId, changes: Correction, reason: str) -> Saved[PostItem]:
        """Set right what was typed. A step of its own shows old and new: nothing is changed silently."""
        with self._office.work(by, "post.correct") as work:
            record = item_here(work.session, item)
            person = person_here(work.session, PersonId(record.person_id))
            new = _tidied(_corrected(record, changes))
            check(reason_of("correct", reason), self._corrected_refusals(new, record, work.at))
            before = _typed(record)
            lines = [_difference(name, old, value, work.at) for name, old, value in _changes(before, new)]
            if not lines:
                raise refuse("Nothing is different. Change a field first.")
            bring_to(work, record, "correct")
            self._apply(work.session, record, before, new)
            secret = before.sensitive or new.sensitive
            shown = [_hidden(line) if secret else line for line in lines]
            add_step(work, record, "corrected", detail="\n".join(shown), reason=tidy(reason))
            make_findable(work.session, record)
            value = self._value(record, person)
        return Saved(value, work.changed)

    def _add(self, work: Work, new: NewPostItem) -> PostItemRecord:
        came_at = new.came_at or work.at
        day = london_date(came_at)
        # Asked before the number is taken, so that both are written in one go.
        box = boxes.box_for(work.session, day) if new.came_by == "box" else None
        record = PostItemRecord(
            number=next_number(work, "P"),
            person_id=new.person,
            kind=new.kind,
            signed_for=new.signed_for or new.kind == "signed_for",
            state="waiting",
            state_since=work.at,
            came_at=came_at,
            day=day,
            waits_since=day,
            came_by=new.came_by,
            box_count_id=box,
            place=new.place,
            carrier=new.carrier,
            tracking=new.tracking,
            sender=new.sender,
            sensitive=new.sensitive,
            note=new.note,
            logged_by=work.by.name,
            hand_over_id=None,
        )
        work.session.add(record)
        work.session.flush()
        add_step(work, record, "logged", detail=rules.what(record.kind, signed_for=record.signed_for))
        add_step(work, record, "moved", detail=record.place)
        make_findable(work.session, record)
        return record

    def _strike(self, work: Work, record: PostItemRecord, reason: str) -> PostItem:
        person = person_here(work.session, PersonId(record.person_id))
        bring_to(work, record, "log_in_error")
        add_step(work, record, "logged_in_error", reason=reason)
        return self._value(record, person)

    def _new_refusals(self, new: NewPostItem, now: datetime) -> Iterator[Refusal]:
        yield from rules.place_refusals(new.place, self._places())
        if new.came_at is not None:
            yield from rules.came_refusals(new.came_at, now)
        for field, what, limit in _TEXTS:
            yield from text_refusals(getattr(new, field), field=field, what=what, limit=limit)

    def _corrected_refusals(self, new: NewPostItem, record: PostItemRecord, now: datetime) -> Iterator[Refusal]:
        asked = replace(new, place=self._places()[0]) if new.place == record.place else new
        yield from self._new_refusals(asked, now)

    def _apply(self, session: Session, record: PostItemRecord, before: NewPostItem, new: NewPostItem) -> None:
        for name in _FIELD_WORDS:
            if getattr(before, name) != getattr(new, name):
                setattr(record, name, getattr(new, name))
        record.signed_for = new.signed_for or new.kind == "signed_for"
        day = london_date(record.came_at)
        if day != record.day:
            record.waits_since = day if record.waits_since == record.day else record.waits_since
            record.day = day
        if before.came_by != new.came_by or before.came_at != new.came_at:
            record.box_count_id = boxes.box_for(session, day) if record.came_by == "box" else None


def logged_when(session: Session, record: PostItemRecord) -> datetime:
    """Return when an item was logged."""
    found = session.scalar(select(func.min(PostStepRecord.at)).where(PostStepRecord.item_id == record.id))
    return found or record.came_at


def may_undo(session: Session, ledger: Ledger, record: PostItemRecord, by: Actor, now: datetime) -> bool:
    """Tell whether somebody may undo the logging. Who did it, the ledger says: two members may bear one name."""
    same_name = record.logged_by == by.name
    if not rules.can_undo(record.state, same_person=same_name, logged_at=logged_when(session, record), now=now):
        return False
    last = ledger.entries(session, about=record.person_id, limit=_LAST_ENTRIES)
    row = str(Ref("post_items", record.id))
    return any(each.actor == by.member for each in last if each.action == "post.log" and row in each.touched)


def reason_of(deed: rules.Deed, reason: str) -> Iterator[Refusal]:
    """Say why a reason cannot be kept."""
    yield from rules.reason_refusals(deed, reason)
    yield from text_refusals(reason, field="reason", what="The reason", limit=NOTE_LIMIT)


def _batch_refusals(new: NewPostItem, how_many: int) -> Iterator[Refusal]:
    if not 1 <= how_many <= rules.MOST_IN_A_BATCH:
        yield Refusal(f"Choose a number from 1 to {rules.MOST_IN_A_BATCH}.", "how_many")
    elif how_many > 1 and new.tracking:
        yield Refusal("A tracking number belongs to one item. Log this one by itself.", "tracking")


def _told_of(session: Session, tracking: str) -> str:
    if not tracking:
        return ""
    asked = select(PostItemRecord.number).where(PostItemRecord.tracking == tracking).order_by(PostItemRecord.id.desc())
    number = session.scalar(asked.limit(1))
    return f"This tracking number is already on {number}. Both are kept." if number else ""


def _tidied(new: NewPostItem) -> NewPostItem:
    return replace(
        new,
        carrier=_tidy(new.carrier),
        tracking=_tidy(new.tracking),
        sender=_tidy(new.sender),
        note=_tidy(new.note),
    )


def _tidy(text: str) -> str:
    return tidy(text) if len(text) <= NOTE_LIMIT * 4 else text


def _typed(record: PostItemRecord) -> NewPostItem:
    names = [field.name for field in fields(NewPostItem) if field.name != "person"]
    return NewPostItem(person=PersonId(record.person_id), **{name: getattr(record, name) for name in names})


def _corrected(record: PostItemRecord, changes: Correction) -> NewPostItem:
    given = {each.name: getattr(changes, each.name) for each in fields(Correction)}
    return replace(_typed(record), **{name: value for name, value in given.items() if value is not None})


def _changes(before: NewPostItem, new: NewPostItem) -> Iterator[tuple[str, object, object]]:
    for name in _FIELD_WORDS:
        old, value = getattr(before, name), getattr(new, name)
        if old != value:
            yield name, old, value


def _difference(name: str, old: object, value: object, now: datetime) -> str:
    return f"{_FIELD_WORDS[name]}: {_said(name, old, now)} → {_said(name, value, now)}"


def _hidden(line: str) -> str:
    label = line.partition(":")[0]
    return f"{label}: changed" if label in {"Sender", "Note", "Carrier", "Tracking number"} else line


def _said(name: str, value: object, now: datetime) -> str:
    if isinstance(value, datetime):
        return moment(value, now)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name in {"kind", "came_by"}:
        return rules.TYPED_WORDS[str(value)]
    return str(value) or "nothing"
