"""What every register answers: the few questions from which every house-wide feature is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from cantercare_desktop.office.people import PersonId

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from cantercare_desktop.office.signing import Signature
    from cantercare_desktop.vault.keys import Role
    from cantercare_desktop.vault.schema import Record


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One row somewhere in the house: the table's name and the row's number."""

    kind: str
    row: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}"


@dataclass(frozen=True, slots=True)
class Link:
    """A way to a place in the program: a register, and in it a person or one row."""

    register: str
    person: PersonId | None = None
    ref: Ref | None = None
    deed: str = ""


class Reason(StrEnum):
    """The four reasons of the notice for leaving something out (C11; DPA 2018 Sch 2 para 16, Sch 3)."""

    THIRD_PARTY = "third_party"
    COMPLAINANT = "complainant"
    DANGER = "danger"
    HARM = "harm"


class Urgency(StrEnum):
    """How soon something must be done."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"


class Verdict(StrEnum):
    """Whether a sentence of the notice is true at this moment."""

    KEPT = "kept"
    AT_RISK = "at_risk"
    UNTRUE = "untrue"
    ON_PAPER_ONLY = "on_paper_only"


@dataclass(frozen=True, slots=True)
class Value:
    """One labelled fact, with why we hold it, where it came from and whose information it is."""

    label: str
    text: str
    source: str
    purpose: str
    basis: str
    sensitivity: str = "ordinary"
    about: frozenset[PersonId] = frozenset()
    withhold: Reason | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an entry; `content` is whole and in memory."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a register holds about a person."""

    id: Ref
    register: str
    kind: str
    person: PersonId
    at: datetime
    title: str
    values: tuple[Value, ...] = ()
    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits for a deed of the office. `state` is the word on its chip."""

    at: datetime
    title: str
    detail: str
    urgency: Urgency
    person: PersonId | None
    opens: Link
    state: str
    deed: str
    icon: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer to a search."""

    register: str
    title: str
    detail: str
    opens: Link
    icon: str


@dataclass(frozen=True, slots=True)
class Period:
    """From one moment up to, not including, another."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows whether one promise of the notice is kept."""

    promise: str
    verdict: Verdict
    says: str
    counts: Mapping[str, int] = field(default_factory=dict)
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What is to be forgotten: everything, or only some kinds of entry, or only what is older than a day."""

    kinds: frozenset[str] | None = None
    before: date | None = None

    @property
    def everything(self) -> bool:
        """Tell whether nothing about the person may stay."""
        return self.kinds is None and self.before is None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Kept:
    """What `forget` left in place, and why."""

    id: Ref
    why: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What `forget` removed, and what it found when it looked again.

    `given_back` are rows that stay because somebody else had them first, without what was said of the forgotten one.
    The ledger's words on them go too.
    """

    register: str
    removed: int
    kept: tuple[Kept, ...]
    looked_for: int
    found_after: int
    given_back: tuple[Ref, ...] = ()


class Register(Protocol):
    """One book of the office. Declared in `registers/<name>/__init__.py`."""

    @property
    def name(self) -> str:
        """The name used in links and ledger actions: "post"."""
        ...

    @property
    def title(self) -> str:
        """The name on the screen: "Post"."""
        ...

    @property
    def keeps(self) -> frozenset[type[Record]]:
        """The tables this register answers for."""
        ...

    @property
    def permissions(self) -> Mapping[str, frozenset[Role]]:
        """Which roles may do which deed: "post.hand_over" → roles. Without a "post.read" nobody may read it."""
        ...

    def entries(self, session: Session, person: PersonId) -> Iterator[Entry]:
        """Give everything held about a person, newest first."""
        ...

    def due(self, session: Session, now: datetime) -> Iterator[Due]:
        """Give what waits for a deed."""
        ...

    def find(self, session: Session, words: str, limit: int) -> Iterator[Hit]:
        """Give what matches the words, best first, at most `limit`."""
        ...

    def forget(self, session: Session, person: PersonId, scope: Scope) -> Forgotten:
        """Remove what is held about a person, then look for it again. The caller commits."""
        ...

    def evidence(self, session: Session, period: Period) -> Iterator[Evidence]:
        """Give what shows whether the promises it serves are kept."""
        ...
