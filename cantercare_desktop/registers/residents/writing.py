"""How the residents' register is written: rows, and what they can be found by, inside somebody's deed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.people import PersonId, Stage
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.work import Work
from cantercare_desktop.registers.residents import reading, rules
from cantercare_desktop.registers.residents.people import full_name, room_now
from cantercare_desktop.registers.residents.records import PersonRecord
from cantercare_desktop.registers.residents.rules import Stay
from cantercare_desktop.registers.residents.values import PersonDetails


def new_record(work: Work, details: PersonDetails, stay: Stay, mother: PersonId | None = None) -> PersonRecord:
    """Add a row for somebody, and make her findable."""
    record = PersonRecord(mother_id=mother, recorded_at=work.at, recorded_by=work.by.name)
    write_details(record, details)
    _write_stay(record, stay)
    work.session.add(record)
    work.session.flush()
    _make_findable(work.session, record)
    return record


def take(work: Work, record: PersonRecord, stay: Stay) -> None:
    """Write a stay down, and with it that of the children who are part of it."""
    before = stay_now(record)
    _write_stay(record, stay)
    _make_findable(work.session, record)
    for child in reading.children_of(work.session, PersonId(record.id)):
        if rules.goes_along(stay_now(child), before):
            _write_stay(child, rules.child_stay(stay, child.born_on))
            _make_findable(work.session, child)


def _make_findable(session: Session, record: PersonRecord) -> None:
    written = [record.legal_name, record.preferred_name]
    index.put(
        session,
        Ref("persons", record.id),
        [*written, *(rules.plain(name) for name in written if rules.plain(name) != name.casefold())],
        codes=[room_now(record)],
    )


def stay_now(record: PersonRecord) -> Stay:
    """Return the stay of a row as it is."""
    return Stay(record.stage, record.room, record.applied_on, record.moved_in_on, record.moved_out_on)


def stay_of(details: PersonDetails, stage: Stage) -> Stay:
    """Return the stay that was typed."""
    return Stay(stage, details.room, details.applied_on, details.moved_in_on, details.moved_out_on)


def _write_stay(record: PersonRecord, stay: Stay) -> None:
    record.stage = stay.stage
    record.room = stay.room
    record.applied_on = stay.applied_on
    record.moved_in_on = stay.moved_in_on
    record.moved_out_on = stay.moved_out_on


def write_details(record: PersonRecord, details: PersonDetails) -> None:
    """Put what was typed into a row."""
    record.legal_name = details.legal_name
    record.preferred_name = details.preferred_name
    record.sorted_name = rules.plain(full_name(record))
    record.pronunciation = details.pronunciation
    record.language = details.language
    record.language_note = details.language_note
    record.born_on = details.born_on
    record.forwarding_address = details.forwarding_address
    record.safe_contact = details.safe_contact
    record.post_warning = details.post_warning
