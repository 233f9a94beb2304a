"""Everything held about one person's post, in the one shape every register can give.

An item that was logged for her and was somebody else's shows what was noted for her, and nothing of the other person.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import exact_moment, plain_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import Entry, Reason, Ref, Value
from cantercare_desktop.office.signing import signature_from
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import State, StepKind
from cantercare_desktop.registers.post.records import (
    CollectorRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)

_STEP_LABELS: Mapping[StepKind, str] = {
    "logged": "Logged",
    "moved": "Locked away",
    "told": "Told",
    "handed_over": "Handed over",
    "came_back": "Back in the office",
    "returned": "Returned to the sender",
    "forwarded": "Forwarded",
    "refused": "Refused",
    "not_hers": "Said to be somebody else's",
    "opened": "Opened by staff",
    "missing": "Missing",
    "found": "Found",
    "corrected": "Corrected",
    "given_to_another": "Found to be somebody else's",
    "logged_in_error": "Logged in error",
}
#: What happened to an item later is an entry of its own, said of the item: "Letter returned to the sender".
_EVENTS: Mapping[StepKind, str] = {
    "returned": "returned to the sender",
    "forwarded": "forwarded",
    "refused": "refused",
    "not_hers": "not {hers}",
    "opened": "opened by staff",
    "missing": "missing",
    "found": "found",
    "came_back": "back in the office",
}
_WAITS: frozenset[State] = frozenset({"waiting", "opened"})
_ABOUT_ANOTHER: frozenset[StepKind] = frozenset({"not_hers", "given_to_another"})


@dataclass(frozen=True, slots=True)
class _Told:
    """An entry that is still to be put into words, and its place among the others."""

    at: datetime
    id: Ref
    entry: Callable[[], Entry]


class Disclosing:
    """One person's post, read in one session."""

    def __init__(self, policy: Policy, session: Session, person: PersonId) -> None:
        self._policy = policy
        self._session = session
        self._person = person
        # "Their post", but "for them".
        self._her = "them" if policy.words.she == "they" else policy.words.her

    def entries(self) -> Iterator[Entry]:
        """Give all entries, the newest first. Each is put into words when it is asked for: a timeline shows a few."""
        few = (*self._collectors(), *self._notes())
        found = [
            *self._items(),
            *self._hand_overs(),
            *(_Told(each.at, each.id, partial(_as_it_is, each)) for each in few),
        ]
        found.sort(key=lambda told: (told.at, told.id), reverse=True)
        return (told.entry() for told in found)

    def _items(self) -> Iterator[_Told]:
        steps = self._steps()
        items = self._session.scalars(select(PostItemRecord).where(PostItemRecord.person_id == self._person))
        for item in items:
            hers = steps.pop(item.id, [])
            quiet = [step for step in hers if step.kind not in _EVENTS]
            yield _Told(item.came_at, Ref("post_items", item.id), partial(self._item, item, quiet))
            for step in hers:
                if step.kind in _EVENTS:
                    yield _Told(step.at, Ref("post_steps", step.id), partial(self._event, item, step))
        for hers in steps.values():
            yield _Told(hers[0].at, Ref("post_steps", hers[0].id), partial(self._mistaken, hers))

    def _steps(self) -> dict[int, list[PostStepRecord]]:
        found: dict[int, list[PostStepRecord]] = defaultdict(list)
        asked = select(PostStepRecord).where(PostStepRecord.person_id == self._person).order_by(PostStepRecord.id)
        for step in self._session.scalars(asked):
            found[step.item_id].append(step)
        return found

    def _item(self, item: PostItemRecord, steps: Sequence[PostStepRecord]) -> Entry:
        source = f"Logged by {item.logged_by}"
        what = rules.what(item.kind, signed_for=item.signed_for)
        waits = f", waiting for {self._her}" if item.state in _WAITS else ""
        facts = (
            ("In short", f"{item.place}, logged by {item.logged_by}"),
            ("Number", item.number),
            ("What", what),
            ("Came", exact_moment(item.came_at)),
            ("Counted as post of", plain_date(item.day)),
            ("How it came", rules.CAME_BY_WORDS[item.came_by]),
            ("Carrier", item.carrier),
            ("Tracking number", item.tracking),
            ("Sender", item.sender),
            ("Marked as sensitive", "Yes" if item.sensitive else ""),
            ("Note", item.note),
            ("Locked away in", item.place),
            ("State", rules.state_word(item.state, self._policy.words.hers)),
            ("In this state since", exact_moment(item.state_since)),
            ("Waiting counted from", plain_date(item.waits_since)),
        )
        return Entry(
            id=Ref("post_items", item.id),
            register="post",
            kind="post_item",
            person=self._person,
            at=item.came_at,
            title=f"{what} came{waits}",
            values=(*(self._value(label, text, source) for label, text in facts if text), *self._step_values(steps)),
            corrected=any(step.kind == "corrected" for step in steps),
        )

    def _event(self, item: PostItemRecord, step: PostStepRecord) -> Entry:
        what = rules.what(item.kind, signed_for=item.signed_for)
        source = f"Noted by {step.by}"
        return Entry(
            id=Ref("post_steps", step.id),
            register="post",
            kind="post_item",
            person=self._person,
            at=step.at,
            title=f"{what} {_EVENTS[step.kind].format(hers=self._policy.words.hers)}",
            values=(
                self._value("In short", source, source),
                self._value("Number", item.number, source),
                *self._step_values([step]),
            ),
        )

    def _mistaken(self, steps: Sequence[PostStepRecord]) -> Entry:
        return Entry(
            id=Ref("post_steps", steps[0].id),
            register="post",
            kind="post_item",
            person=self._person,
            at=steps[0].at,
            title="Post was logged here by mistake",
            values=(
                self._value("In short", f"Put right by {steps[-1].by}", f"Noted by {steps[-1].by}"),
                self._value("Logged on", plain_date(london_date(steps[0].at)), f"Noted by {steps[0].by}"),
                *self._step_values(steps),
            ),
            corrected=True,
        )

    def _step_values(self, steps: Sequence[PostStepRecord]) -> Iterator[Value]:
        for step in steps:
            label, source = _STEP_LABELS[step.kind], f"Noted by {step.by}"
            # Why it is somebody else's is said in words about that person.
            of_another = step.kind in _ABOUT_ANOTHER
            parts = [exact_moment(step.at), *step.detail.splitlines(), "" if of_another else step.reason]
            yield self._value(label, ". ".join(part for part in parts if part), source)
            if of_another and step.reason:
                yield self._value(f"{label}, reason", step.reason, source, Reason.THIRD_PARTY)
            if step.witness:
                yield self._value(f"{label}, witness", step.witness, source)

    def _hand_overs(self) -> Iterator[_Told]:
        asked = select(HandOverRecord, SignatureRecord).join(
            SignatureRecord, HandOverRecord.signature_id == SignatureRecord.id
        )
        for record, signature in self._session.execute(asked.where(HandOverRecord.person_id == self._person)):
            yield _Told(record.at, Ref("post_hand_overs", record.id), partial(self._hand_over, record, signature))

    def _hand_over(self, record: HandOverRecord, signature: SignatureRecord) -> Entry:
        source = f"Recorded by {record.by}"
        facts = [
            self._value("In short", self._handed_over_words(record, signature), source),
            self._value("Receipt", record.number, source),
            self._value("Things", _things_words(record.items), source),
            self._value("Handed over", exact_moment(record.at), source),
        ]
        if record.collector:
            facts.append(self._value("Taken by", record.collector, source, Reason.THIRD_PARTY))
        return Entry(
            id=Ref("post_hand_overs", record.id),
            register="post",
            kind="hand_over",
            person=self._person,
            at=record.at,
            title="Post handed over",
            values=tuple(facts),
            signatures=(signature_from(signature),),
        )

    def _handed_over_words(self, record: HandOverRecord, signature: SignatureRecord) -> str:
        things = counted(len(json.loads(record.items)), "thing")
        if signature.way == "declined":
            return f"{things}, with a witness and without a signature"
        return f"{things}, taken for {self._her} and signed" if record.collector else f"{things}, signed by {self._her}"

    def _collectors(self) -> Iterator[Entry]:
        asked = select(CollectorRecord).where(CollectorRecord.person_id == self._person)
        for record in self._session.scalars(asked):
            source = f"Recorded by {record.by}"
            withdrawn = "" if record.withdrawn_at is None else exact_moment(record.withdrawn_at)
            facts = (
                self._value("Collector", record.name, source, Reason.THIRD_PARTY),
                self._value("Known how", record.known_how, source, Reason.THIRD_PARTY),
                self._value("For the day", plain_date(record.day), source),
                self._value("Asked how", record.asked_how, source),
                self._value("Named", exact_moment(record.at), source),
                self._value("Withdrawn", withdrawn, source),
            )
            yield Entry(
                id=Ref("post_collectors", record.id),
                register="post",
                kind="collector",
                person=self._person,
                at=record.at,
                title="Collector named",
                values=tuple(fact for fact in facts if fact.text),
            )

    def _notes(self) -> Iterator[Entry]:
        asked = select(IncidentNoteRecord).where(IncidentNoteRecord.person_id == self._person)
        for record in self._session.scalars(asked):
            source = f"Noted by {record.by}"
            yield Entry(
                id=Ref("post_incident_notes", record.id),
                register="post",
                kind="incident_note",
                person=self._person,
                at=record.at,
                title="Note about an item of post",
                values=(
                    self._value("What", record.says, source),
                    self._value("Noted by", record.by, source),
                    self._value("Noted", exact_moment(record.at), source),
                ),
            )

    def _value(self, label: str, text: str, source: str, withhold: Reason | None = None) -> Value:
        category = self._policy.category("post")
        basis = f"{category.basis}. {category.condition}" if category.condition else category.basis
        about = frozenset() if withhold is not None else frozenset({self._person})
        return Value(label, text, source, category.purpose, basis, category.sensitivity, about, withhold)


def _as_it_is(entry: Entry) -> Entry:
    return entry


def _things_words(items: str) -> str:
    rows = json.loads(items)
    return "; ".join(", ".join(str(part) for part in row[1:]) if isinstance(row, list) else str(row) for row in rows)
