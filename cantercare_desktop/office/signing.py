"""A resident's drawn signature, and the sheet she is shown before she signs.

A drawn signature is a simple electronic signature: its weight lies in what is kept around it. So the exact
words and things shown, their SHA-256, the strokes with their times, how she was known and who handed her the
screen are all kept with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import SignatureRecord

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Ref
    from cantercare_desktop.office.work import Work

Way = Literal["drawn", "mark", "declined"]

#: A signature whose ink is shorter than this many pad heights is too little to be one.
LEAST_INK = 0.35


@dataclass(frozen=True, slots=True)
class Point:
    """Where the pen was: x and y from 0 to 1 of the pad, ms since it was first touched, force from 0 to 1."""

    x: float
    y: float
    ms: int
    force: float


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line, from pen down to pen up."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One thing on her list: an icon's name, large words, and a second line. Never a sender."""

    icon: str
    title: str
    second: str

    @property
    def as_shown(self) -> str:
        """Both lines as one text, as `Shown.items` keeps it."""
        return f"{self.title}. {self.second}"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Everything the sheet says, in one language. `Shown.items` has `as_shown` of each item, in this order."""

    title: str
    lead: str
    statement: str
    items: tuple[SheetItem, ...]
    thanks: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person is asked to sign. `words` has one entry for each language it can be shown in."""

    person: PersonId
    first_name: str
    register: str
    refs: tuple[Ref, ...]
    words: Mapping[str, SheetWords]
    language: str
    known_how: str
    offers_not_mine: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """The exact words and things that stood on the screen, and how they were shown."""

    person: PersonId
    language: str
    statement: str
    items: tuple[str, ...]
    known_how: str
    read_aloud: bool
    started: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Signed:
    """She signed, by drawing or by her mark. `aspect` is the pad's width divided by its height."""

    shown: Shown
    way: Literal["drawn", "mark"]
    strokes: tuple[Stroke, ...]
    aspect: float


@dataclass(frozen=True, slots=True)
class Declined:
    """She would rather not sign. `witness` is filled in by the office afterwards."""

    shown: Shown
    witness: str = ""


@dataclass(frozen=True, slots=True)
class NotHers:
    """She says that these things are not hers."""

    shown: Shown
    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Nobody touched the screen for the idle time: nothing was signed.

    `unsaved` is what she had signed, where it could not be saved before the screen was taken away.
    """

    unsaved: Signed | None = None


Answer = Signed | Declined | NotHers | LeftAlone


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature as it is kept, with the digests that a printed page can be checked against."""

    id: int
    person: PersonId
    register: str
    way: Way
    language: str
    statement: str
    items: tuple[str, ...]
    strokes: tuple[Stroke, ...]
    aspect: float
    started: datetime
    ended: datetime
    read_aloud: bool
    known_how: str
    captured_by: str
    witness: str
    statement_mark: str
    items_mark: str
    strokes_mark: str


def ink_length(strokes: Sequence[Stroke], aspect: float) -> float:
    """Return the length of all strokes, measured in pad heights."""
    total = 0.0
    for stroke in strokes:
        for before, after in zip(stroke.points, stroke.points[1:], strict=False):
            total += (((after.x - before.x) * aspect) ** 2 + (after.y - before.y) ** 2) ** 0.5
    return total


def is_enough_ink(strokes: Sequence[Stroke], aspect: float) -> bool:
    """Tell whether what was drawn can stand as a signature."""
    return ink_length(strokes, aspect) >= LEAST_INK


def words_mark(text: str) -> str:
    """Return the SHA-256 of a statement's UTF-8, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def items_mark(items: Sequence[str]) -> str:
    """Return the SHA-256 of the list of things shown, as hex: a JSON array of strings in UTF-8 without spaces."""
    return hashlib.sha256(_canonical(list(items))).hexdigest()


def strokes_text(strokes: Sequence[Stroke]) -> str:
    """Return the strokes as canonical JSON: a list of strokes, each a list of [x, y, ms, force]."""
    rows = [[[round(p.x, 4), round(p.y, 4), p.ms, round(p.force, 3)] for p in stroke.points] for stroke in strokes]
    return _canonical(rows).decode()


def strokes_from(text: str) -> tuple[Stroke, ...]:
    """Read strokes back from their canonical JSON."""
    return tuple(
        Stroke(tuple(Point(float(x), float(y), int(ms), float(force)) for x, y, ms, force in stroke))
        for stroke in json.loads(text)
    )


def strokes_mark(strokes: Sequence[Stroke]) -> str:
    """Return the SHA-256 of the strokes' canonical JSON, as hex."""
    return hashlib.sha256(strokes_text(strokes).encode()).hexdigest()


def keep_signature(work: Work, register: str, answer: Signed | Declined) -> SignatureRecord:
    """Write a signature, or the fact that she chose not to sign, as part of `work`."""
    shown = answer.shown
    drawn = answer.strokes if isinstance(answer, Signed) else ()
    record = SignatureRecord(
        person_id=shown.person,
        register=register,
        way=answer.way if isinstance(answer, Signed) else "declined",
        language=shown.language,
        statement=shown.statement,
        items=_canonical(list(shown.items)).decode(),
        strokes=strokes_text(drawn),
        aspect=answer.aspect if isinstance(answer, Signed) else 1.0,
        started_at=shown.started,
        ended_at=shown.ended,
        read_aloud=shown.read_aloud,
        known_how=shown.known_how,
        captured_by=work.by.signs_as,
        witness="" if isinstance(answer, Signed) else answer.witness,
        statement_mark=words_mark(shown.statement),
        items_mark=items_mark(shown.items),
        strokes_mark=strokes_mark(drawn),
    )
    work.session.add(record)
    work.session.flush()
    return record


def signature_from(record: SignatureRecord) -> Signature:
    """Return a kept signature as a plain value."""
    return Signature(
        id=record.id,
        person=PersonId(record.person_id),
        register=record.register,
        way=record.way,
        language=record.language,
        statement=record.statement,
        items=tuple(json.loads(record.items)),
        strokes=strokes_from(record.strokes),
        aspect=record.aspect,
        started=record.started_at,
        ended=record.ended_at,
        read_aloud=record.read_aloud,
        known_how=record.known_how,
        captured_by=record.captured_by,
        witness=record.witness,
        statement_mark=record.statement_mark,
        items_mark=record.items_mark,
        strokes_mark=record.strokes_mark,
    )


def differences(signature: Signature) -> tuple[str, ...]:
    """Make the three marks again from what is kept, and name those that do not agree. None is good."""
    again = {
        "statement": (signature.statement_mark, words_mark(signature.statement)),
        "list of things": (signature.items_mark, items_mark(signature.items)),
        "signature": (signature.strokes_mark, strokes_mark(signature.strokes)),
    }
    return tuple(name for name, (kept, made) in again.items() if kept != made)


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
