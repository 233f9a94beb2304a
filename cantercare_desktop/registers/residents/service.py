"""What is done in the residents' register: each deed one transaction with one ledger entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from heapq import merge
from itertools import islice

from sqlalchemy.orm import Session

from cantercare_desktop.office.desk import RegisterDesk
from cantercare_desktop.office.people import PersonId, PersonName, Stage
from cantercare_desktop.office.refusals import Refusal, refuse, refuse_if_any
from cantercare_desktop.office.register import Entry, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import LINE_LIMIT, text_refusals, tidy
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.residents import reading, rules, writing
from cantercare_desktop.registers.residents.people import person_name
from cantercare_desktop.registers.residents.pictures import NotAPictureError, picture_alone
from cantercare_desktop.registers.residents.records import PersonRecord, PhotographRecord
from cantercare_desktop.registers.residents.rules import Stay
from cantercare_desktop.registers.residents.values import (
    Child,
    HouseCounts,
    Look,
    NewChild,
    NewPerson,
    PeoplePage,
    PeopleQuery,
    PersonDetails,
    PersonFull,
)

_LOOKS_SHOWN = 5
_LOOKS_ASKED = 50
_NOT_THERE = "This record is no longer here. Go back to the list."


class ResidentsService(RegisterDesk):
    """The deeds and the questions about people.

    Every deed raises `RefusedError` where a rule says no, with the field it concerns, and the vault's `Problem` where
    the world does; then nothing was written. Each answers with the person it was about.
    """

    _register = "residents"

    def may_read(self, by: Actor, register: str) -> bool:
        """Tell whether the office keeps a register, and somebody's role includes reading it."""
        return self._office.may(by, f"{register}.read")

    def add(self, by: Actor, new: NewPerson) -> Saved[PersonId]:
        """Write down somebody who applies, or who lives here already."""
        with self._office.work(by, "residents.add") as work:
            details = rules.tidied(new)
            stay = writing.stay_of(details, new.stage)
            refuse_if_any(
                (
                    *_if(
                        new.stage == "left",
                        Refusal(
                            "Somebody new applies or lives here. The last day is written down by moving out.", "stage"
                        ),
                    ),
                    *rules.details_refusals(details, self.policy, self.today),
                    *rules.stay_refusals(stay, self.policy, self.today, details.born_on),
                    *_room_refusals(work.session, stay, None),
                )
            )
            record = writing.new_record(work, details, stay)
        return Saved(PersonId(record.id), work.changed)

    def add_child(self, by: Actor, mother: PersonId, new: NewChild) -> Saved[PersonId]:
        """Write down a child of somebody on record; its stay is part of hers."""
        with self._office.work(by, "residents.add_child", about=[mother]) as work:
            parent = _record(work.session, mother)
            details = rules.tidied(PersonDetails(**{each.name: getattr(new, each.name) for each in fields(NewChild)}))
            siblings = reading.children_of(work.session, mother)
            refuse_if_any(
                (
                    *rules.child_refusals(parent.mother_id is not None, parent.stage, self.policy),
                    *rules.details_refusals(details, self.policy, self.today),
                    *rules.child_birth_refusals(details.born_on, parent.born_on, parent.moved_out_on),
                    *rules.twice_refusals(details, [reading.details_of(each) for each in siblings]),
                )
            )
            stay = rules.child_stay(writing.stay_now(parent), details.born_on)
            record = writing.new_record(work, details, stay, mother)
        return Saved(PersonId(record.id), work.changed)

    def change(self, by: Actor, person: PersonId, details: PersonDetails) -> Saved[PersonId]:
        """Put other facts in place of those on record. A child's room and stay stay its mother's."""
        with self._office.work(by, "residents.change", about=[person]) as work:
            record = _record(work.session, person)
            new = rules.tidied(details)
            mother = _mother(work.session, record)
            if mother is None:
                stay = writing.stay_of(new, record.stage)
                of_family = (
                    *rules.stay_refusals(stay, self.policy, self.today, new.born_on),
                    *rules.children_refusals(new.born_on, stay.moved_out_on, _births(work.session, person)),
                    *_room_refusals(work.session, stay, person),
                )
            else:
                stay, mothers = writing.stay_now(record), writing.stay_now(mother)
                if rules.goes_along(stay, mothers):
                    stay = rules.child_stay(mothers, new.born_on)
                of_family = tuple(rules.child_birth_refusals(new.born_on, mother.born_on, mother.moved_out_on))
            refuse_if_any((*rules.details_refusals(new, self.policy, self.today), *of_family))
            writing.write_details(record, new)
            writing.take(work, record, stay)
        return Saved(person, work.changed)

    def move_in(self, by: Actor, person: PersonId, room: str, on: date) -> Saved[PersonId]:
        """Make an applicant a resident, from a day on, in a room where the house has rooms."""
        with self._office.work(by, "residents.move_in", about=[person]) as work:
            record = _own_stay(work.session, person)
            stay = replace(writing.stay_now(record), stage="resident", room=tidy(room), moved_in_on=on)
            refuse_if_any(
                (
                    *_if(record.stage != "applicant", Refusal("Only an applicant can move in. Nothing was changed.")),
                    *rules.stay_refusals(stay, self.policy, self.today, record.born_on),
                    *_room_refusals(work.session, stay, person),
                )
            )
            writing.take(work, record, stay)
        return Saved(person, work.changed)

    def move_out(self, by: Actor, person: PersonId, on: date, forwarding_address: str | None = None) -> Saved[PersonId]:
        """End a stay on a day; her children's stays end with it. A child alone may leave before its mother.

        `forwarding_address` replaces the one on record, unless it is `None`.
        """
        with self._office.work(by, "residents.move_out", about=[person]) as work:
            record = _record(work.session, person)
            stay = replace(writing.stay_now(record), stage="left", moved_out_on=on)
            address = tidy(record.forwarding_address if forwarding_address is None else forwarding_address)
            new = replace(reading.details_of(record), forwarding_address=address)
            refuse_if_any(
                (
                    *_if(record.stage != "resident", Refusal("The stay has ended already. Nothing was changed.")),
                    *rules.details_refusals(new, self.policy, self.today),
                    *rules.stay_refusals(stay, self.policy, self.today),
                    *rules.children_refusals(None, on, _births(work.session, person)),
                )
            )
            record.forwarding_address = address
            writing.take(work, record, stay)
        return Saved(person, work.changed)

    def close_application(self, by: Actor, person: PersonId, on: date) -> Saved[PersonId]:
        """End an application that was not taken up; the day is kept as the last one."""
        with self._office.work(by, "residents.close_application", about=[person]) as work:
            record = _own_stay(work.session, person)
            stay = replace(writing.stay_now(record), stage="left", moved_out_on=on)
            refuse_if_any(
                (
                    *_if(record.stage != "applicant", Refusal("There is no open application. Nothing was changed.")),
                    *rules.stay_refusals(stay, self.policy, self.today),
                )
            )
            writing.take(work, record, stay)
        return Saved(person, work.changed)

    def put_back(self, by: Actor, person: PersonId, stage: Stage, why: str, room: str = "") -> Saved[PersonId]:
        """Take somebody back to an earlier stage; the reason goes into the ledger.

        Back to living here: in `room`, or in the room she had. Back to applying: room and days of the stay are emptied.
        """
        with self._office.work(by, "residents.put_back", about=[person]) as work:
            record = _record(work.session, person)
            mother = _mother(work.session, record)
            refuse_if_any(
                (
                    *rules.put_back_refusals(record.stage, stage, why, lived_here=record.moved_in_on is not None),
                    *rules.child_put_back_refusals(stage, mother.stage if mother else None),
                )
            )
            if mother is None:
                stay = rules.put_back(writing.stay_now(record), stage, tidy(room) or record.room)
                taken = tuple(_room_refusals(work.session, stay, person))
                refuse_if_any((*rules.stay_refusals(stay, self.policy, self.today), *taken))
            else:
                stay = rules.child_stay(writing.stay_now(mother), record.born_on)
            work.note(Ref("persons", int(person)), why=tidy(why))
            writing.take(work, record, stay)
        return Saved(person, work.changed)

    def set_photograph(self, by: Actor, person: PersonId, content: bytes) -> Saved[PersonId]:
        """Keep a JPEG or PNG picture of at most 5 MB as her photograph, in place of the one before.

        Only the picture is kept: the place, time and device that a telephone writes beside it are left out.
        """
        refuse_if_any(rules.photograph_refusals(content))
        try:
            picture = picture_alone(content)
        except NotAPictureError:
            raise refuse("This picture cannot be read. Choose another one.", "photograph") from None
        with self._office.work(by, "residents.set_photograph", about=[person]) as work:
            _record(work.session, person)
            kept = work.session.get(PhotographRecord, person)
            if kept is None:
                kept = PhotographRecord(person_id=person)
                work.session.add(kept)
            kept.media_type = rules.media_type_of(picture) or ""
            kept.content = picture
            kept.added_at = work.at
            kept.added_by = by.name
        return Saved(person, work.changed)

    def remove_photograph(self, by: Actor, person: PersonId, why: str) -> Saved[PersonId]:
        """Throw her photograph away; the reason goes into the ledger, the picture does not."""
        with self._office.work(by, "residents.remove_photograph", about=[person]) as work:
            kept = work.session.get(PhotographRecord, person)
            if kept is None:
                raise refuse("There is no photograph on this record.", "photograph")
            refuse_if_any(text_refusals(why, field="why", what="The reason", limit=LINE_LIMIT, needed=True))
            work.session.delete(kept)
            work.note(Ref("photographs", int(person)), why=tidy(why))
        return Saved(person, work.changed)

    def page(self, by: Actor, asked: PeopleQuery) -> PeoplePage:
        """Return people in the order of their names, a page at a time."""
        with self._reading(by) as session:
            return reading.page(session, asked)

    def suggest(self, by: Actor, typed: str, limit: int = 8) -> tuple[PersonName, ...]:
        """Return who may be meant by the beginning of any word of a name: who lives here first, who left last."""
        with self._reading(by) as session:
            return reading.suggest(session, typed, limit)

    def name(self, by: Actor, person: PersonId) -> PersonName | None:
        """Return how somebody is named, or nothing when she is not on record."""
        with self._reading(by) as session:
            return person_name(session, person)

    def open(self, by: Actor, person: PersonId, why: str = "") -> PersonFull:
        """Return all that is on record about somebody; that it was looked at goes into the ledger.

        Raises `RefusedError` when there is no such person, and where a trustee does not say why: she reads records on
        occasion only.
        """
        refuse_if_any(rules.why_look_refusals(by.role, why))
        with self._reading(by) as session:
            _record(session, person)
        with self._reading(by, at=person, why=why) as session:
            return self._full(session, person)

    def read_again(self, by: Actor, person: PersonId) -> PersonFull | None:
        """Return a record that is open already after it changed: no second view. Nothing when it is gone.

        Raises `RefusedError` for a trustee who did not open it.
        """
        with self._reading(by) as session:
            self._check_opened(by, session, person)
            return None if session.get(PersonRecord, person) is None else self._full(session, person)

    def timeline(self, by: Actor, person: PersonId, most: int) -> tuple[Entry, ...]:
        """Return at most so many entries about somebody whose record is open, newest first.

        They come from every register that `by` may read.
        """
        readable = [each for each in self._office.registers if self.may_read(by, each.name)]
        with self._reading(by) as session:
            self._check_opened(by, session, person)
            found = (register.entries(session, person) for register in readable)
            newest_first = merge(*found, key=lambda entry: entry.at, reverse=True)
            return tuple(islice(newest_first, most))

    def children(self, by: Actor, mother: PersonId) -> tuple[Child, ...]:
        """Return somebody's children, the eldest first."""
        with self._reading(by) as session:
            return reading.children(session, mother)

    def free_rooms(self, by: Actor) -> tuple[str, ...]:
        """Return the rooms of the house that nobody lives in."""
        with self._reading(by) as session:
            taken = reading.rooms_lived_in(session)
        return tuple(room for room in self.policy.rooms if room not in taken)

    def who_looked(self, by: Actor, person: PersonId, limit: int = 50) -> tuple[Look, ...]:
        """Return who opened a person's record, newest first."""
        with self._reading(by) as session:
            return reading.looks(session, self._office.viewed(session, person, limit))

    def counts(self, by: Actor) -> HouseCounts:
        """Return how many people there are at each stage, rooms lived in, and children."""
        with self._reading(by) as session:
            return reading.counts(session)

    def _check_opened(self, by: Actor, session: Session, person: PersonId) -> None:
        """Refuse a trustee what stands in a record that she did not open, with her reason, a short while ago."""
        if by.role == "trustee" and not any(
            entry.actor == by.member for entry in self._office.viewed(session, person, _LOOKS_ASKED)
        ):
            raise refuse(rules.SAY_WHY, "why")

    def _full(self, session: Session, person: PersonId) -> PersonFull:
        return reading.full(session, person, self._office.viewed(session, person, _LOOKS_SHOWN))


def _if(wrong: bool, refusal: Refusal) -> tuple[Refusal, ...]:  # noqa: FBT001 - reads as a sentence where it stands
    return (refusal,) if wrong else ()


def _record(session: Session, person: PersonId) -> PersonRecord:
    record = session.get(PersonRecord, person)
    if record is None:
        raise refuse(_NOT_THERE)
    return record


def _own_stay(session: Session, person: PersonId) -> PersonRecord:
    record = _record(session, person)
    refuse_if_any(
        _if(record.mother_id is not None, Refusal("A child's stay is part of its mother's. Open her record."))
    )
    return record


def _mother(session: Session, record: PersonRecord) -> PersonRecord | None:
    return None if record.mother_id is None else session.get(PersonRecord, record.mother_id)


def _births(session: Session, mother: PersonId) -> list[date]:
    return [each.born_on for each in reading.children_of(session, mother) if each.born_on is not None]


def _room_refusals(session: Session, stay: Stay, person: PersonId | None) -> Iterator[Refusal]:
    if stay.stage == "resident" and stay.room:
        yield from rules.room_taken(stay.room, reading.lives_in(session, stay.room, but_not=person))
