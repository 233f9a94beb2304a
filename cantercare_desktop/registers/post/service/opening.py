"""Opening one item, or one person's whole post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time, first_upper, moment
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.refusals import NOT_INCLUDED
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.hand_overs import hand_over_value
from cantercare_desktop.registers.post.records import BoxCountRecord, HandOverRecord, PostItemRecord, PostStepRecord
from cantercare_desktop.registers.post.service.arriving import may_undo
from cantercare_desktop.registers.post.service.desk import item_here, person_here
from cantercare_desktop.registers.post.service.listing import Listing
from cantercare_desktop.registers.post.standing import Standing, standing_of
from cantercare_desktop.registers.post.takers import collectors_of
from cantercare_desktop.registers.post.values import (
    Collector,
    DeedNow,
    HandOver,
    HandOverId,
    HistoryLine,
    Page,
    PostItemFull,
    PostItemId,
    Step,
)
from cantercare_desktop.registers.residents.people import Warnings, contact_warnings, names
from cantercare_desktop.registers.residents.reading import suggest

_NUMBERS = ("none", "one", "both", "all three", "all four", "all five", "all six", "all seven", "all eight", "all nine")


class Opening(Listing):
    """What the right-hand side of the post screen shows."""

    def item(self, by: Actor, item: PostItemId, *, opened: bool = False) -> PostItemFull:
        """Return one item in full. Raises `RefusedError` when it is not in the log (any more).

        `opened` says that somebody now reads it, with the warnings of whom it is for: that is a view of her record,
        written once for a person and a sitting. Passing by with the arrow keys is none.
        """
        if opened:
            self._note_view(by, item)
        today = self.today
        with self._reading(by) as session:
            record = item_here(session, item)
            person = person_here(session, PersonId(record.person_id))
            warnings = contact_warnings(session, person.person)
            standing = standing_of(session, [PostItemRecord.person_id == person.person])
            collectors = collectors_of(session, person.person, today)
            mother = names(session, [warnings.mother]).get(warnings.mother) if warnings.mother is not None else None
            steps = tuple(self._steps(session, record, person, standing.get(person.person)))
            given = session.get(HandOverRecord, record.hand_over_id) if record.hand_over_id is not None else None
            hand_over = hand_over_value(session, given) if given is not None else None
            can_undo = may_undo(session, self._office.ledger, record, by, self.now)
        return PostItemFull(
            item=self._value(record, person),
            row=self._row(record, person, standing),
            steps=steps,
            who_may_collect=_who_may(person, mother, collectors),
            collectors_say=_collectors_say(collectors),
            collectors=collectors,
            safe_contact=warnings.safe_contact,
            post_warning=warnings.post_warning,
            forwarding_address=warnings.forwarding_address,
            deeds=tuple(self._deeds(by, record, warnings)),
            hand_over=hand_over,
            can_undo=can_undo,
        )

    def history(self, by: Actor, person: PersonId, after: str | None = None, limit: int = 50) -> Page[HistoryLine]:
        """Return a person's post, the newest first. That her record was opened is written in the ledger."""
        with self._reading(by, at=person, why="Post") as session:
            asked = select(PostItemRecord).where(PostItemRecord.person_id == person)
            before = _history_cursor(after)
            if before is not None:
                asked = asked.where(PostItemRecord.id < before)
            found = list(session.scalars(asked.order_by(PostItemRecord.id.desc()).limit(limit + 1)))
            lines = tuple(self._line(record) for record in found[:limit])
        more = len(found) > limit
        return Page(lines, more, str(lines[-1].id) if more else None)

    def person(self, by: Actor, person: PersonId) -> PersonName:
        """Return how somebody is named. Raises `RefusedError` when there is no such person."""
        with self._reading(by) as session:
            return person_here(session, person)

    def people(self, by: Actor, typed: str, limit: int = 8) -> tuple[PersonName, ...]:
        """Return who may be meant by the beginning of a name, those who live here first: for the fast row."""
        with self._reading(by) as session:
            return suggest(session, typed, limit)

    def hand_overs(self, by: Actor, person: PersonId, limit: int = 50) -> tuple[HandOver, ...]:
        """Return what a person took, the newest first. That her record was opened is written in the ledger."""
        with self._reading(by, at=person, why="Post") as session:
            asked = select(HandOverRecord).where(HandOverRecord.person_id == person)
            found = session.scalars(asked.order_by(HandOverRecord.id.desc()).limit(limit))
            return tuple(hand_over_value(session, record) for record in found)

    def _note_view(self, by: Actor, item: PostItemId) -> None:
        with self._reading(by) as session:
            record = item_here(session, item)
            person, number = PersonId(record.person_id), record.number
        if not self._office.has_looked_lately(by, person):
            with self._reading(by, at=person, why=f"Post item {number}"):
                pass

    def _deeds(self, by: Actor, record: PostItemRecord, warnings: Warnings) -> Iterator[DeedNow]:
        words = self._office.policy.words
        for deed in rules.DEEDS:
            why_not = rules.why_not(record.state, deed)
            if not why_not and deed == "forward" and not warnings.forwarding_address.strip():
                why_not = "There is no forwarding address. Return it to the sender."
            if not why_not and not self._office.may(by, f"post.{deed}"):
                why_not = NOT_INCLUDED
            yield DeedNow(
                deed=deed,
                button=rules.button(deed, words.she, words.hers),
                allowed=not why_not,
                why_not=why_not,
                asks_reason=deed in rules.ASKS_REASON,
                asks_witness=deed in rules.ASKS_WITNESS,
            )

    def _steps(
        self, session: Session, record: PostItemRecord, person: PersonName, standing: Standing | None
    ) -> Iterator[Step]:
        now = self._office.clock.now()
        box = session.get(BoxCountRecord, record.box_count_id) if record.box_count_id is not None else None
        if box is not None and not boxes.fits_in(session, box, record.id):
            yield Step("Logged from the box, not counted", _when(record.came_at, now), record.came_at)
        elif box is not None:
            count = boxes.with_logged(session, [box])[0]
            second = f"{_when(box.at, now)}, {box.by}. {boxes.items_counted(count)}"
            yield Step("Taken out of the locked post box", second, box.at)
        elif record.came_by != "box":
            yield Step(rules.CAME_BY_WORDS[record.came_by], _when(record.came_at, now), record.came_at)
        asked = select(PostStepRecord).where(PostStepRecord.item_id == record.id).order_by(PostStepRecord.id)
        steps = session.scalars(asked).all()
        people = names(session, {PersonId(step.person_id) for step in steps})
        for step in steps:
            yield _step(step, people.get(PersonId(step.person_id), person), now)
        yield from self._next_step(record, person, standing.items if standing else 1)

    def _next_step(self, record: PostItemRecord, person: PersonName, hers: int) -> Iterator[Step]:
        if record.state not in rules.TO_HAND_OVER:
            return
        words = self._office.policy.words
        number = _NUMBERS[hers] if hers < len(_NUMBERS) else f"all {hers}"
        together = f", for {number} at once" if hers > 1 else ""
        if person.stage == "left":
            yield Step("Waiting to be forwarded or returned", f"{words.She} has left", None, is_next=True)
        else:
            verb = "sign" if words.she == "they" else "signs"
            yield Step("Waiting to be handed over", f"{words.She} {verb} on this screen{together}", None, is_next=True)

    def _line(self, record: PostItemRecord) -> HistoryLine:
        what = rules.what(record.kind, signed_for=record.signed_for)
        return HistoryLine(
            id=PostItemId(record.id),
            number=record.number,
            what=what,
            icon=rules.icon(record.kind),
            title=f"{what}: {self._state_word(record)[:1].lower()}{self._state_word(record)[1:]}",
            second=f"{record.number}, {record.place}, logged by {record.logged_by}",
            at=record.came_at,
            state=record.state,
            state_word=self._state_word(record),
            hand_over=None if record.hand_over_id is None else HandOverId(record.hand_over_id),
        )


def _step(step: PostStepRecord, person: PersonName, now: datetime) -> Step:
    second = f"{_when(step.at, now)}, {step.by}"
    told = {
        "logged": f"{second}. {step.detail}",
        "told": f"{second}. {step.reason}" if step.reason else second,
        "handed_over": f"{second}. {step.detail}" + (f". {step.reason}" if step.reason else ""),
    }.get(step.kind, second)
    return Step(
        title=_step_title(step, person),
        second=f"{told}. Witness: {step.witness}" if step.witness else told,
        at=step.at,
        reason=step.reason if step.kind not in {"told", "handed_over"} else "",
        witness=step.witness,
        is_correction=step.kind in {"corrected", "logged_in_error"},
    )


def _step_title(step: PostStepRecord, person: PersonName) -> str:
    return {
        "logged": f"Logged for {person.full}",
        "moved": f"Locked away in {step.detail}",
        "told": f"{person.first} told {step.detail}",
        "handed_over": f"Handed over to {person.first}",
        "came_back": "Back in the office",
        "returned": "Returned to the sender",
        "forwarded": "Forwarded to the address given",
        "refused": f"{person.first} refused it",
        "not_hers": f"Not for {person.full}",
        "opened": "Opened by staff",
        "missing": "Missing",
        "found": "Found",
        "corrected": f"Corrected. {'. '.join(step.detail.splitlines())}",
        "given_to_another": f"Not for {person.full}, but for somebody else",
        "logged_in_error": "Logged in error",
    }[step.kind]


def _when(at: datetime, now: datetime) -> str:
    return clock_time(at) if london_date(at) == london_date(now) else first_upper(moment(at, now))


def _who_may(person: PersonName, mother: PersonName | None, collectors: Sequence[Collector]) -> str:
    taker = mother.first if mother is not None else person.first
    if not collectors:
        return f"Only {taker}"
    return f"{taker}, and today {' or '.join(collector.name for collector in collectors)}"


def _collectors_say(collectors: Sequence[Collector]) -> str:
    if not collectors:
        return "No collector is named for today."
    return " ".join(f"{each.name}: {each.known_how}. Named by {each.named_by}." for each in collectors)


def _history_cursor(after: str | None) -> int | None:
    return int(after) if after is not None and after.isdecimal() and len(after) < 19 else None
