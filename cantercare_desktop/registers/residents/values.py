"""What is told to the residents' register and what it answers: plain values, no rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cantercare_desktop.office.people import PersonName, Stage

#: Where a page of people ends and the next begins: the sorted name and the id of its last row.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What can be typed about a person. `preferred_name` is the full name she uses where it is not the legal one.

    `language` is one of the profile's languages, the one her screen starts in; `language_note` says the rest.
    `room` and the dates of the stay of a child are its mother's. Dates are London dates.
    """

    legal_name: str
    preferred_name: str = ""
    pronunciation: str = ""
    language: str = "en"
    language_note: str = ""
    born_on: date | None = None
    room: str = ""
    applied_on: date | None = None
    moved_in_on: date | None = None
    moved_out_on: date | None = None
    forwarding_address: str = ""
    safe_contact: str = ""
    post_warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson(PersonDetails):
    """Somebody who applies, or who lives here already. A resident's `room` is needed where the house has rooms."""

    stage: Stage = "applicant"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChild:
    """A child of somebody on record. Its stage, room and stay are taken from its mother's."""

    legal_name: str
    preferred_name: str = ""
    pronunciation: str = ""
    language: str = "en"
    language_note: str = ""
    born_on: date | None = None
    safe_contact: str = ""
    post_warning: str = ""


@dataclass(frozen=True, slots=True)
class Child:
    """A child, as it is shown beside its mother."""

    name: PersonName
    born_on: date | None


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph in memory: a whole JPEG or PNG file."""

    media_type: str
    content: bytes
    added_at: datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class Look:
    """One opening of a person's record: when and by whom. `member` is the id of who looked."""

    at: datetime
    member: str
    by: str


@dataclass(frozen=True, slots=True)
class PersonFull:
    """Everything this register holds about one person. `looks` begins with the newest."""

    name: PersonName
    details: PersonDetails
    mother: PersonName | None
    children: tuple[Child, ...]
    photograph: Photograph | None
    recorded_at: datetime
    recorded_by: str
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of a list of people."""

    name: PersonName
    born_on: date | None
    applied_on: date | None
    moved_in_on: date | None
    moved_out_on: date | None
    has_warning: bool
    mother: PersonName | None
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class PeopleQuery:
    """Which people to list. Children stand with their mothers; only a search by words lists them as rows.

    `words` are beginnings of names or a room; `after` is the `next` of the page before.
    """

    stage: Stage | None = None
    words: str = ""
    after: Place | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """A page of people in the order of their names; `next` is nothing at the end."""

    rows: tuple[PersonRow, ...]
    next: Place | None


@dataclass(frozen=True, slots=True)
class HouseCounts:
    """How many people there are. Children are counted only as children, and only those who live here."""

    rooms_lived_in: int
    children: int
    residents: int
    applicants: int
    left: int
