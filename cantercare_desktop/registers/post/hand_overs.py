"""Hand-overs as plain values, and the list of things kept with each as it stood when she signed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.signing import signature_from
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.records import HandOverRecord, PostItemRecord
from cantercare_desktop.registers.post.values import HandOver, HandOverId, PostItemId, Thing
from cantercare_desktop.registers.residents.people import person_name

_NUMBER = re.compile(r"\bH[-\s]?(\d{4})[-\s]?(\d{1,9})\s*$", re.IGNORECASE)


def things_of(items: Iterable[PostItemRecord]) -> tuple[Thing, ...]:
    """Return items as they stand now."""
    return tuple(
        Thing(
            id=PostItemId(item.id),
            number=item.number,
            what=rules.what(item.kind, signed_for=item.signed_for),
            day=item.day,
            place=item.place,
        )
        for item in items
    )


def things_text(things: Iterable[Thing]) -> str:
    """Return things as JSON, in the order they were shown."""
    rows = [[thing.id, thing.number, thing.what, thing.day.isoformat(), thing.place] for thing in things]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def things_from(text: str) -> tuple[Thing, ...]:
    """Read things back from their JSON."""
    return tuple(
        Thing(PostItemId(int(row)), str(number), str(what), date.fromisoformat(day), str(place))
        for row, number, what, day, place in json.loads(text)
    )


def hand_over_value(session: Session, record: HandOverRecord) -> HandOver:
    """Return a hand-over with its signature. Raises `LookupError` when the person or the signature is gone."""
    person = person_name(session, PersonId(record.person_id))
    signature = session.get(SignatureRecord, record.signature_id)
    if person is None or signature is None:
        raise LookupError("a hand-over without its person or signature")
    return value_of(record, person, signature)


def value_of(record: HandOverRecord, person: PersonName, signature: SignatureRecord) -> HandOver:
    """Return a hand-over as a plain value."""
    return HandOver(
        id=HandOverId(record.id),
        number=record.number,
        person=person,
        at=record.at,
        by=record.by,
        collector=record.collector,
        things=things_from(record.items),
        signature=signature_from(signature),
    )


def hand_over_number(typed: str) -> str:
    """Return a typed number as it is kept: "Receipt h 2026 188" → "H-2026-0188"."""
    found = _NUMBER.search(typed[:60])
    return f"H-{found[1]}-{int(found[2]):04d}" if found else typed[:60].strip()
