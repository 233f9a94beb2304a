"""Everything else that may happen to an item: moved, told, returned, forwarded, refused, opened, missing, not hers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.refusals import Refusal, refuse
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, text_refusals, tidy
from cantercare_desktop.office.work import Saved, Work
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import StepKind
from cantercare_desktop.registers.post.records import IncidentNoteRecord, PostItemRecord
from cantercare_desktop.registers.post.service.arriving import reason_of
from cantercare_desktop.registers.post.service.desk import (
    Desk,
    add_step,
    bring_to,
    check,
    item_here,
    items_here,
    person_here,
)
from cantercare_desktop.registers.post.values import PostItem, PostItemId
from cantercare_desktop.registers.residents.people import contact_warnings


class OtherDeeds(Desk):
    """The quiet deeds. Each exception asks for a reason, opened post for a witness too."""

    def move(self, by: Actor, item: PostItemId, place: str) -> Saved[PostItem]:
        """Note that an item was locked away in another place."""
        with self._office.work(by, "post.move") as work:
            check(rules.place_refusals(place, self._places()))
            record = item_here(work.session, item)
            if record.place == place:
                raise refuse(f"It is in {place} already. Choose another place.", "place")
            bring_to(work, record, "move")
            record.place = place
            add_step(work, record, "moved", detail=place)
            value = self._now(work, record)
        return Saved(value, work.changed)

    def told(self, by: Actor, item: PostItemId, how: str, note: str = "") -> Saved[PostItem]:
        """Note that she was told that something waits. `how` is one of `rules.TOLD_HOW`."""
        with self._office.work(by, "post.tell") as work:
            check(_told_refusals(how, note))
            record = item_here(work.session, item)
            bring_to(work, record, "tell")
            add_step(work, record, "told", detail=how, reason=tidy(note))
            value = self._now(work, record)
        return Saved(value, work.changed)

    def return_to_sender(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        """Note that an item went back to whoever sent it."""
        return self._exception(by, item, "return", "returned", reason)

    def forward(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        """Note that an item was forwarded, to the address she gave and to no other (K13).

        Raises `RefusedError` where she gave none: then it goes back to the sender.
        """

        def to_her_address(work: Work, record: PostItemRecord) -> str:
            person = PersonId(record.person_id)
            address = contact_warnings(work.session, person).forwarding_address
            if not address.strip():
                first = person_here(work.session, person).first
                raise refuse(f"{first} gave no forwarding address. Return it to the sender.")
            return address

        return self._exception(by, item, "forward", "forwarded", reason, before=to_her_address)

    def refused(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        """Note that she does not want an item."""
        return self._exception(by, item, "refuse", "refused", reason)

    def opened(self, by: Actor, item: PostItemId, reason: str, witness: str) -> Saved[PostItem]:
        """Note that staff opened an item: an exception, with a reason and a witness who is somebody else.

        Opening post meant for somebody else, without reasonable excuse or to her detriment, is an offence
        (Postal Services Act 2000 s.84). It makes a note for the incident register too.
        """
        with self._office.work(by, "post.open") as work:
            check(
                reason_of("open", reason),
                rules.witness_refusals("open", witness, by.name),
                text_refusals(witness, field="witness", what="The name of the witness", limit=NAME_LIMIT),
            )
            record = item_here(work.session, item)
            bring_to(work, record, "open")
            add_step(work, record, "opened", reason=tidy(reason), witness=tidy(witness))
            _note_incident(work, record, f"Opened by staff. {tidy(reason)}")
            value = self._now(work, record)
        return Saved(value, work.changed)

    def missing(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        """Note that an item cannot be found. It makes a note for the incident register."""

        def note(work: Work, record: PostItemRecord) -> str:
            _note_incident(work, record, f"Missing. {tidy(reason)}")
            return ""

        return self._exception(by, item, "miss", "missing", reason, after=note)

    def found(self, by: Actor, item: PostItemId, place: str, reason: str = "") -> Saved[PostItem]:
        """Note that a missing item is there again, and where it is locked away now."""
        with self._office.work(by, "post.find") as work:
            check(rules.place_refusals(place, self._places()), reason_of("find", reason))
            record = item_here(work.session, item)
            bring_to(work, record, "find")
            add_step(work, record, "found", reason=tidy(reason))
            self._lock_away(work, record, place)
            value = self._now(work, record)
        return Saved(value, work.changed)

    def came_back(self, by: Actor, item: PostItemId, reason: str, place: str | None = None) -> Saved[PostItem]:
        """Note that an item is in the office again, or that she takes it after all. It waits from today on.

        `place` left out means where it was locked away before.
        """
        with self._office.work(by, "post.come_back") as work:
            record = item_here(work.session, item)
            where = place or record.place
            check(reason_of("come_back", reason), rules.place_refusals(where, (*self._places(), record.place)))
            bring_to(work, record, "come_back")
            record.hand_over_id = None
            record.waits_since = london_date(work.at)
            add_step(work, record, "came_back", reason=tidy(reason))
            self._lock_away(work, record, where)
            value = self._now(work, record)
        return Saved(value, work.changed)

    def not_hers(self, by: Actor, items: Iterable[PostItemId], reason: str = "") -> Saved[tuple[PostItem, ...]]:
        """Note that items are not hers, as she said on her screen or at the desk. The office then finds out whose."""
        with self._office.work(by, "post.not_hers") as work:
            check(reason_of("not_hers", reason))
            records = items_here(work.session, items)
            if not records:
                raise refuse("Tick at least one thing.")
            for record in records:
                bring_to(work, record, "not_hers")
                add_step(work, record, "not_hers", reason=tidy(reason))
            values = tuple(self._now(work, record) for record in records)
        return Saved(values, work.changed)

    def give_to_another(self, by: Actor, item: PostItemId, person: PersonId, reason: str) -> Saved[PostItem]:
        """Put an item down to the person it is really for. It waits for her from today on.

        What was noted so far stays with the first person; neither of them ever reads the other's name.
        """
        with self._office.work(by, "post.give_to_another", about=[person]) as work:
            check(reason_of("give_to_another", reason))
            person_here(work.session, person)
            record = item_here(work.session, item)
            if record.person_id == person:
                raise refuse("It is logged for this person already. Choose somebody else.", "person")
            bring_to(work, record, "give_to_another")
            add_step(work, record, "given_to_another", reason=tidy(reason))
            work.about.add(PersonId(record.person_id))
            record.person_id = person
            record.waits_since = london_date(work.at)
            record.note = ""
            add_step(work, record, "logged", detail=rules.what(record.kind, signed_for=record.signed_for))
            value = self._now(work, record)
        return Saved(value, work.changed)

    def _exception(
        self,
        by: Actor,
        item: PostItemId,
        deed: rules.Deed,
        step: StepKind,
        reason: str,
        *,
        before: Callable[[Work, PostItemRecord], str] | None = None,
        after: Callable[[Work, PostItemRecord], str] | None = None,
    ) -> Saved[PostItem]:
        with self._office.work(by, f"post.{deed}") as work:
            check(reason_of(deed, reason))
            record = item_here(work.session, item)
            detail = before(work, record) if before is not None else ""
            bring_to(work, record, deed)
            add_step(work, record, step, detail=detail, reason=tidy(reason))
            if after is not None:
                after(work, record)
            value = self._now(work, record)
        return Saved(value, work.changed)

    def _lock_away(self, work: Work, record: PostItemRecord, place: str) -> None:
        record.place = place
        add_step(work, record, "moved", detail=place)

    def _now(self, work: Work, record: PostItemRecord) -> PostItem:
        work.session.flush()
        return self._value(record, person_here(work.session, PersonId(record.person_id)))


def _note_incident(work: Work, record: PostItemRecord, says: str) -> None:
    work.session.add(
        IncidentNoteRecord(
            item_id=record.id,
            person_id=record.person_id,
            at=work.at,
            by=work.by.name,
            says=says,
            taken_up=False,
        )
    )


def _told_refusals(how: str, note: str) -> Iterator[Refusal]:
    if how not in rules.TOLD_HOW:
        yield Refusal(f"Choose how: {', '.join(rules.TOLD_HOW)}.", "how")
    yield from text_refusals(note, field="note", what="The note", limit=LINE_LIMIT)
