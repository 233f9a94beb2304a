"""What the residents' register answers to the questions every register is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from cantercare_desktop.office import index
from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import exact_moment, plain_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.refusals import refuse
from cantercare_desktop.office.register import (
    Attachment,
    Due,
    Entry,
    Evidence,
    Forgotten,
    Hit,
    Link,
    Period,
    Ref,
    Scope,
    Value,
    Verdict,
)
from cantercare_desktop.office.staff import EVERYONE, STAFF
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.residents import reading, rules
from cantercare_desktop.registers.residents.people import full_name
from cantercare_desktop.registers.residents.records import PersonRecord, PhotographRecord
from cantercare_desktop.vault.keys import Role
from cantercare_desktop.vault.records import LedgerRecord
from cantercare_desktop.vault.schema import Record

_DEEDS = (
    "add", "add_child", "change", "move_in", "move_out", "close_application", "put_back",
    "set_photograph", "remove_photograph",
)  # fmt: skip


class ResidentsRegister:
    """The people register. Its facts carry the purposes and bases of the charity's profile."""

    name = "residents"
    keeps: frozenset[type[Record]] = frozenset({PersonRecord, PhotographRecord})
    permissions: Mapping[str, frozenset[Role]] = {
        "residents.read": EVERYONE,
        **{f"residents.{deed}": STAFF for deed in _DEEDS},
    }

    def __init__(self, policy: Policy) -> None:
        self._policy = policy

    @property
    def title(self) -> str:
        """The name on the screen: "Residents", or what the charity calls them."""
        return self._policy.words.residents.capitalize()

    def entries(self, session: Session, person: PersonId) -> Iterator[Entry]:
        """Give what is on record about a person: her record, and her photograph."""
        record = session.get(PersonRecord, person)
        if record is None:
            return
        photograph = session.get(PhotographRecord, person)
        if photograph is not None:
            yield self._photograph_entry(photograph)
        yield self._person_entry(session, record)

    def due(self, session: Session, now: datetime) -> Iterator[Due]:  # noqa: ARG002 - this register sets no dates
        """Give nothing: no promise of the notice sets a date about the record itself."""
        return iter(())

    def find(self, session: Session, words: str, limit: int) -> Iterator[Hit]:
        """Give the people whose names or room begin with the words; who lives here first."""
        for name in reading.suggest(session, words, limit):
            record = session.get_one(PersonRecord, name.person)
            detail = rules.where_words(self._policy, name.stage, name.room)
            if record.mother_id is not None:
                mother = full_name(session.get_one(PersonRecord, record.mother_id))
                detail = f"{rules.child_word(self._policy)} of {mother}. {detail}"
            yield Hit(
                register=self.name,
                title=name.full,
                detail=detail,
                opens=Link(self.name, name.person, Ref("persons", int(name.person))),
                icon="person",
            )

    def forget(self, session: Session, person: PersonId, scope: Scope) -> Forgotten:
        """Remove a person's record, photograph and findability, then look for them again.

        Raises `RefusedError` while a child's record hangs on this one. What other registers hold about her must be
        gone before: the database refuses otherwise.
        """
        ref = Ref("persons", int(person))
        record = session.get(PersonRecord, person)
        photograph = session.get(PhotographRecord, person)
        whole = record is not None and _is_meant(scope, "person", record.recorded_at)
        picture = photograph is not None and (whole or _is_meant(scope, "photograph", photograph.added_at))
        if whole and (children := reading.children_of(session, person)):
            words = rules.children_words(self._policy, len(children))
            raise refuse(f"{words} still on this record. Erase {'it' if len(children) == 1 else 'them'} first.")
        if picture:
            session.delete(photograph)
        if whole:
            session.flush()
            index.remove(session, ref)
            session.delete(record)
        session.flush()
        session.expire_all()
        found = (
            picture and session.get(PhotographRecord, person) is not None,
            whole and session.get(PersonRecord, person) is not None,
            whole and index.holds(session, ref),
        )
        return Forgotten(
            self.name, removed=picture + whole, kept=(), looked_for=picture + 2 * whole, found_after=sum(found)
        )

    def evidence(self, session: Session, period: Period) -> Iterator[Evidence]:
        """Give the views on record (C8), and whether a child's record outlives its mother's stay (C17)."""
        promises = {promise.id for promise in self._policy.promises}
        if "C8" in promises:
            yield _views(session, period)
        if "C17" in promises:
            yield _children(session)

    def _person_entry(self, session: Session, record: PersonRecord) -> Entry:
        person = PersonId(record.id)
        mother = None if record.mother_id is None else session.get(PersonRecord, record.mother_id)
        family = [("Child", full_name(each), PersonId(each.id)) for each in reading.children_of(session, person)]
        if mother is not None:
            family.append(("Mother", full_name(mother), PersonId(mother.id)))
        facts = (
            ("identity", "Legal name", record.legal_name),
            ("identity", "Preferred name", record.preferred_name),
            ("language", "How to say the name", record.pronunciation),
            ("identity", "Date of birth", _day(record.born_on)),
            ("housing", "Stage", getattr(self._policy.stages, record.stage)),
            ("housing", "Room", record.room),
            ("housing", "Applied on", _day(record.applied_on)),
            ("housing", "Moved in on", _day(record.moved_in_on)),
            ("housing", "Moved out on", _day(record.moved_out_on)),
            ("language", "Language", rules.language_name(record.language)),
            ("language", "Language note", record.language_note),
            ("identity", "Forwarding address", record.forwarding_address),
            ("safety", "Before any contact", record.safe_contact),
            ("safety", "Do not hand post to", record.post_warning),
            ("identity", "Sorted in lists under", record.sorted_name),
        )
        source = f"Recorded by {record.recorded_by}, {exact_moment(record.recorded_at)}"
        own = frozenset({person})
        return Entry(
            id=Ref("persons", record.id),
            register=self.name,
            kind="person",
            person=person,
            at=record.recorded_at,
            title="Put on record",
            values=(
                *(self._value(kind, label, text, source, own) for kind, label, text in facts if text),
                *(self._value("family", label, text, source, own | {other}) for label, text, other in family),
            ),
        )

    def _photograph_entry(self, record: PhotographRecord) -> Entry:
        person = PersonId(record.person_id)
        kind = record.media_type.removeprefix("image/")
        source = f"Added by {record.added_by}, {exact_moment(record.added_at)}"
        text = f"A picture of the kind {record.media_type}, {len(record.content):,} bytes"
        return Entry(
            id=Ref("photographs", record.person_id),
            register=self.name,
            kind="photograph",
            person=person,
            at=record.added_at,
            title="Photograph added",
            values=(self._value("images", "Photograph", text, source, frozenset({person})),),
            attachments=(Attachment(f"photograph.{kind}", record.media_type, record.content),),
        )

    def _value(self, kind: str, label: str, text: str, source: str, about: frozenset[PersonId]) -> Value:
        category = self._policy.category(kind)
        basis = f"{category.basis}. {category.condition}" if category.condition else category.basis
        return Value(label, text, source, category.purpose, basis, category.sensitivity, about)


def _is_meant(scope: Scope, kind: str, at: datetime) -> bool:
    return (scope.kinds is None or kind in scope.kinds) and (scope.before is None or london_date(at) < scope.before)


def _day(day: date | None) -> str:
    return "" if day is None else plain_date(day)


def _views(session: Session, period: Period) -> Evidence:
    seen = select(func.count(), func.count(LedgerRecord.actor.distinct())).where(
        LedgerRecord.action == "person.viewed", LedgerRecord.at >= period.since, LedgerRecord.at < period.until
    )
    views, people = session.execute(seen).one()
    says = f"Records were opened {counted(views, 'time')}, by {counted(people, 'person', 'people')}; each is on record."
    return Evidence("C8", Verdict.KEPT, says, {"views": views, "who looked": people})


def _children(session: Session) -> Evidence:
    mother = aliased(PersonRecord)
    recorded = session.scalar(select(func.count()).where(PersonRecord.mother_id.is_not(None))) or 0
    pairs = select(PersonRecord.stage, mother.stage, mother.mother_id)
    hanging = session.execute(pairs.join(mother, PersonRecord.mother_id == mother.id)).all()
    alone = recorded - sum(1 for _child, _its, its_mother in hanging if its_mother is None)
    outliving = sum(1 for child, its, _its_mother in hanging if child != "left" and its == "left")
    counts = {"children": recorded, "without a mother": alone, "outliving the stay": outliving}
    if not alone and not outliving:
        said = counted(recorded, "child's record hangs on its mother's stay", "children's records hang on a stay")
        return Evidence("C17", Verdict.KEPT, f"{said}; none outlives it.", counts)
    wrong = counted(alone + outliving, "child's record is", "children's records are")
    return Evidence("C17", Verdict.UNTRUE, f"{wrong} not part of a mother's stay.", counts)
