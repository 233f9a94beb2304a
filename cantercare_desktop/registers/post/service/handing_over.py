"""Handing post over: the sheet she sees, her signature or her no, and who may collect for her."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import moment, short_day
from cantercare_desktop.office.numbers import next_number
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.refusals import Refusal, refuse
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import (
    Declined,
    Sheet,
    Shown,
    Signed,
    is_enough_ink,
    keep_signature,
)
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, text_refusals, tidy
from cantercare_desktop.office.work import Saved, Work
from cantercare_desktop.registers.post import rules, sheets
from cantercare_desktop.registers.post.hand_overs import things_of, things_text, value_of
from cantercare_desktop.registers.post.records import CollectorRecord, HandOverRecord, PostItemRecord
from cantercare_desktop.registers.post.service.desk import Desk, add_step, bring_to, check, items_here, person_here
from cantercare_desktop.registers.post.sheets import Taker, ThingToSign
from cantercare_desktop.registers.post.takers import collector_value, herself
from cantercare_desktop.registers.post.values import Collector, CollectorId, HandOver, PostItemId
from cantercare_desktop.registers.residents.people import contact_warnings

_DOES_NOT_FIT = (
    "What was shown on the screen does not fit these things any more. Nothing was saved. Show the screen again."
)


@dataclass(frozen=True, slots=True)
class _Ready:
    person: PersonName
    items: list[PostItemRecord]
    taker: Taker

    @property
    def things(self) -> tuple[ThingToSign, ...]:
        return tuple(ThingToSign(Ref("post_items", item.id), item.kind, item.day) for item in self.items)


class HandingOver(Desk):
    """Everything between "Hand over" and the receipt."""

    def sheet(self, by: Actor, items: Iterable[PostItemId], collector: CollectorId | None = None) -> Sheet:
        """Build the sheet for some items of one person, in every language.

        Raises `RefusedError` for items of two people, for items that cannot be handed over, and for a collector who
        is not named for today.
        """
        with self._reading(by) as session:
            ready = self._ready(session, by, items, collector)
        return sheets.sheet_for(self._languages, ready.person, ready.things, ready.taker, self.today)

    def hand_over(
        self, by: Actor, items: Iterable[PostItemId], signed: Signed, collector: CollectorId | None = None
    ) -> Saved[HandOver]:
        """Hand items over against her signature, or that of her collector.

        What she was shown is made again from the items and compared: a signature under other words is refused.
        Raises `RefusedError`; then nothing was written.
        """
        with self._office.work(by, "post.hand_over", about=[signed.shown.person]) as work:
            ready = self._ready(work.session, by, items, collector)
            shown_on = london_date(signed.shown.started)
            if not sheets.fits(self._languages, ready.person, ready.things, ready.taker, signed.shown, shown_on):
                raise refuse(_DOES_NOT_FIT)
            if signed.way == "drawn" and not is_enough_ink(signed.strokes, signed.aspect):
                raise refuse("There is too little on the signature pad. Ask her to sign a bit more, or to use My mark.")
            if not any(stroke.points for stroke in signed.strokes):
                raise refuse("There is nothing on the signature pad. Ask her to sign, or to use My mark.")
            value = _write(work, ready, signed)
        return Saved(value, work.changed)

    def hand_over_declined(
        self, by: Actor, declined: Declined, items: Iterable[PostItemId], collector: CollectorId | None = None
    ) -> Saved[HandOver]:
        """Record what was handed over although she would rather not sign. Somebody else must have seen it.

        `items` are those actually handed over; each must have been on her screen.
        """
        with self._office.work(by, "post.hand_over", about=[declined.shown.person]) as work:
            check(_declined_refusals(declined, by))
            ready = self._ready(work.session, by, items, collector)
            check(_taker_as_witness(declined.witness, ready))
            shown_on = london_date(declined.shown.started)
            if not sheets.fits_some(self._languages, ready.person, ready.things, ready.taker, declined.shown, shown_on):
                raise refuse(_DOES_NOT_FIT)
            value = _write(work, ready, declined)
        return Saved(value, work.changed)

    def name_collector(
        self, by: Actor, person: PersonId, name: str, known_how: str, asked_how: str, day: date
    ) -> Saved[Collector]:
        """Note whom she named to collect her post on one London day, how we know that person, and how she asked.

        Raises `RefusedError` for a day that is over and for a name that her post warning speaks of.
        """
        with self._office.work(by, "post.name_collector", about=[person]) as work:
            her = person_here(work.session, person)
            warning = contact_warnings(work.session, person).post_warning
            check(
                text_refusals(name, field="name", what="The name", limit=NAME_LIMIT, needed=True),
                text_refusals(known_how, field="known_how", what="How we know them", limit=LINE_LIMIT, needed=True),
                text_refusals(asked_how, field="asked_how", what="How she asked", limit=LINE_LIMIT, needed=True),
                rules.collector_day_refusals(day, london_date(work.at)),
                _warning_refusals(name, warning, her),
            )
            record = CollectorRecord(
                person_id=person,
                day=day,
                name=tidy(name),
                known_how=tidy(known_how),
                asked_how=tidy(asked_how),
                at=work.at,
                by=work.by.name,
                withdrawn_at=None,
            )
            work.session.add(record)
            work.session.flush()
            value = collector_value(record, warning)
        return Saved(value, work.changed)

    def withdraw_collector(self, by: Actor, collector: CollectorId) -> Saved[Collector]:
        """Note that somebody may no longer collect for her."""
        with self._office.work(by, "post.withdraw_collector") as work:
            record = work.session.get(CollectorRecord, collector)
            if record is None or record.withdrawn_at is not None:
                raise refuse("This collector is not named any more. Nothing was changed.")
            record.withdrawn_at = work.at
            value = collector_value(record)
        return Saved(value, work.changed)

    def _ready(self, session: Session, by: Actor, items: Iterable[PostItemId], collector: CollectorId | None) -> _Ready:
        records = items_here(session, items)
        if not records:
            raise refuse("Tick at least one thing to hand over.")
        if len({record.person_id for record in records}) > 1:
            raise refuse("These things are for different people. Each person signs for her own.")
        check(self._state_refusals(session, records))
        person = person_here(session, PersonId(records[0].person_id))
        warnings = contact_warnings(session, person.person)
        if collector is None:
            return _Ready(person, records, herself(session, self._office.policy, person, warnings, by.name))
        named = session.get(CollectorRecord, collector)
        if named is None or named.person_id != person.person or named.withdrawn_at is not None:
            raise refuse(f"{person.first} has not named this person. Ask her first.", "collector")
        if named.day != self.today:
            says = short_day(named.day, self.today)
            raise refuse(f"{named.name} may collect {says}, not today. Ask {person.first} first.", "collector")
        check(_warning_refusals(named.name, warnings.post_warning, person))
        return _Ready(person, records, Taker(named.name, named.known_how, "en"))

    def _state_refusals(self, session: Session, records: Sequence[PostItemRecord]) -> Iterator[Refusal]:
        for record in records:
            if rules.after(record.state, "hand_over") is not None:
                continue
            given = session.get(HandOverRecord, record.hand_over_id) if record.hand_over_id is not None else None
            if record.state == "handed_over" and given is not None:
                person = person_here(session, PersonId(given.person_id))
                took = given.collector or person.full
                when = moment(given.at, self._office.clock.now())
                yield Refusal(f"{record.number} was already handed over: {given.by} gave it to {took} {when}.")
            else:
                yield Refusal(f"{record.number}: {rules.why_not(record.state, 'hand_over')}")


def _write(work: Work, ready: _Ready, answer: Signed | Declined) -> HandOver:
    check(_time_refusals(answer.shown))
    signature = keep_signature(work, "post", answer)
    things = things_of(ready.items)
    record = HandOverRecord(
        number=next_number(work, "H"),
        person_id=ready.person.person,
        at=work.at,
        by=work.by.name,
        signature_id=signature.id,
        collector=ready.taker.name,
        items=things_text(things),
    )
    work.session.add(record)
    work.session.flush()
    for item in ready.items:
        bring_to(work, item, "hand_over")
        item.hand_over_id = record.id
        add_step(
            work,
            item,
            "handed_over",
            detail=record.number,
            reason="" if isinstance(answer, Signed) else "Rather not sign",
            witness=signature.witness,
        )
    return value_of(record, ready.person, signature)


def _time_refusals(shown: Shown) -> Iterator[Refusal]:
    if shown.ended < shown.started:
        yield Refusal(
            "The times of this signature do not fit together. Check the computer's clock, then ask her again."
        )


def _declined_refusals(declined: Declined, by: Actor) -> Iterator[Refusal]:
    witness = declined.witness
    yield from text_refusals(witness, field="witness", what="The name of the witness", limit=NAME_LIMIT, needed=True)
    if rules.may_be(witness, by.name):
        yield Refusal("The witness must be somebody else than you.", "witness")


def _taker_as_witness(witness: str, ready: _Ready) -> Iterator[Refusal]:
    if any(rules.may_be(witness, name) for name in (ready.person.full, ready.taker.name)):
        yield Refusal("The witness must be somebody else than whoever took it.", "witness")


def _warning_refusals(name: str, warning: str, person: PersonName) -> Iterator[Refusal]:
    if warning and rules.warned_against(name, warning, person.full):
        yield Refusal(
            f"The note on {person.first}'s record may mean this person: “{warning}” "
            "Choose somebody else, or ask the Data Manager to look at the note.",
            "name",
        )
