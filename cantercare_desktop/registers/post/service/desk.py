"""What every part of the post service stands on: the office, and the way from rows to plain values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.desk import RegisterDesk
from cantercare_desktop.office.languages import Languages
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.refusals import Refusal, refuse, refuse_if_any
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.work import Office, Work
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import StepKind
from cantercare_desktop.registers.post.records import PostItemRecord, PostStepRecord
from cantercare_desktop.registers.post.values import PostItem, PostItemId
from cantercare_desktop.registers.residents.people import person_name


class Desk(RegisterDesk):
    """The post register's desk, with the languages of its sheets, as the parts of the service share it."""

    _register = "post"

    def __init__(self, office: Office, languages: Languages) -> None:
        super().__init__(office)
        self._languages = languages

    def _places(self) -> tuple[str, ...]:
        return tuple(place.name for place in self._office.policy.post.places)

    def _age(self, waits_since: date, today: date) -> tuple[int, rules.Age]:
        kept = self._office.policy.post
        days = rules.age_days(waits_since, today)
        return days, rules.age(days, kept.amber_after_days, kept.red_after_days)

    def _state_word(self, record: PostItemRecord) -> str:
        return rules.state_word(record.state, self._office.policy.words.hers)

    def _value(self, record: PostItemRecord, person: PersonName, told: str = "") -> PostItem:
        return PostItem(
            id=PostItemId(record.id),
            number=record.number,
            person=person,
            kind=record.kind,
            signed_for=record.signed_for,
            what=rules.what(record.kind, signed_for=record.signed_for),
            icon=rules.icon(record.kind),
            state=record.state,
            state_word=self._state_word(record),
            state_since=record.state_since,
            came_at=record.came_at,
            day=record.day,
            came_by=record.came_by,
            place=record.place,
            carrier=record.carrier,
            tracking=record.tracking,
            sender=record.sender,
            sensitive=record.sensitive,
            note=record.note,
            logged_by=record.logged_by,
            told=told,
        )


def person_here(session: Session, person: PersonId) -> PersonName:
    """Return how a person is named. Raises `RefusedError` when she is not on record."""
    name = person_name(session, person)
    if name is None:
        raise refuse("This person is not on record. Choose somebody from the list.", "person")
    return name


def item_here(session: Session, item: PostItemId) -> PostItemRecord:
    """Return an item's row. Raises `RefusedError` when there is none (any more)."""
    record = session.get(PostItemRecord, item)
    if record is None:
        raise refuse("This item is not in the log any more. Nothing was changed. Look at the list again.")
    return record


def items_here(session: Session, items: Iterable[PostItemId]) -> list[PostItemRecord]:
    """Return the rows of several items, each once, in the order they came. Raises `RefusedError` like `item_here`."""
    found = [item_here(session, item) for item in dict.fromkeys(items)]
    return sorted(found, key=lambda record: (record.day, record.id))


def add_step(
    work: Work, record: PostItemRecord, kind: StepKind, *, detail: str = "", reason: str = "", witness: str = ""
) -> None:
    """Add one step to where an item has been, at the moment of the deed."""
    work.session.add(
        PostStepRecord(
            item_id=record.id,
            person_id=record.person_id,
            kind=kind,
            at=work.at,
            by=work.by.name,
            detail=detail,
            reason=reason,
            witness=witness,
        )
    )


def bring_to(work: Work, record: PostItemRecord, deed: rules.Deed) -> None:
    """Bring an item to the state a deed leads to. Raises `RefusedError` with the sentence why not."""
    following = rules.after(record.state, deed)
    if following is None:
        raise refuse(f"{record.number}: {rules.why_not(record.state, deed)}")
    if following != record.state:
        record.state = following
        record.state_since = work.at


def check(*refusals: Iterable[Refusal]) -> None:
    """Raise `RefusedError` with every sentence of all the rules that said no."""
    refuse_if_any(each for some in refusals for each in some)


def make_findable(session: Session, record: PostItemRecord) -> None:
    """Put an item into the index: by its numbers and carrier, and by its sender unless that is sensitive."""
    words = [record.carrier] if record.sensitive else [record.carrier, record.sender]
    index.put(session, Ref("post_items", record.id), words, codes=(record.number, record.tracking))
