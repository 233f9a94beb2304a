"""What the residents' screen says, made of plain values and the profile's words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from cantercare_desktop.office.clock import london_date, london_moment
from cantercare_desktop.office.datewords import clock_time, first_upper, plain_date, short_day, weekday_date
from cantercare_desktop.office.people import PersonName, Stage
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.register import Entry
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.residents import rules
from cantercare_desktop.registers.residents.values import Child, Look, PersonFull, PersonRow
from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.fitting import apart, breakable
from cantercare_desktop.ui.rows import Row
from cantercare_desktop.ui.tokens import State

STAGES: tuple[Stage, ...] = ("resident", "applicant", "left")
#: A warning that is a whole sentence already says what must not be done.
_SAYS_NOT: Final = re.compile(r"\s*(do not|don.t|never|no |nothing|not )", re.IGNORECASE)


def coming(policy: Policy, name: str) -> str:
    """Return the deed that makes an applicant one of us: "Move Tsion in", or where nobody moves "Make Sam a client"."""
    return f"Move {name} in" if policy.rooms else f"Make {name} a {policy.words.resident}"


def going(policy: Policy, name: str) -> str:
    """Return the deed that ends a stay."""
    return f"Move {name} out" if policy.rooms else f"Write down that {name} left"


def going_back(full: PersonFull, policy: Policy) -> str:
    """Return what taking somebody back to the stage before is called: "Back to applicant", "Undo moving out"."""
    if full.name.stage == "resident":
        return f"Back to {str(policy.stages.applicant).lower()}"
    if full.details.moved_in_on is None and full.mother is None:
        return "Open the application again"
    return "Undo moving out" if policy.rooms else "Undo leaving"


def post_lead(warning: str) -> str:
    """Return what stands bold before a warning about post: it may be names only, or a sentence of its own."""
    return "Post:" if _SAYS_NOT.match(warning) else "Do not hand post to:"


def row_of(person: PersonRow, policy: Policy, today: date) -> Row:
    """Return somebody's row in the list."""
    warned = ChipWords("Take care", State.RED, "phone") if person.has_warning else None
    return Row(
        key=person.name.person,
        title=person.name.full,
        second=_second_line(person, policy, today),
        chip=warned,
    )


def _second_line(person: PersonRow, policy: Policy, today: date) -> str:
    name = person.name
    if person.mother is not None:
        return f"{rules.child_word(policy)} of {apart(person.mother.full)}"
    if name.stage == "resident":
        where = f"Room {name.room}" if name.room else _since("Since", person.moved_in_on, today)
        return ", ".join(part for part in (where, _with_children(person.children)) if part)
    if name.stage == "applicant":
        return _since("Applied", person.applied_on, today) or str(policy.stages.applicant)
    ended = "Left" if person.moved_in_on is not None else "Application closed"
    return _since(ended, person.moved_out_on, today)


def _since(lead: str, day: date | None, today: date) -> str:
    return "" if day is None else f"{lead} {short_day(day, today)}"


def _with_children(children: Iterable[Child]) -> str:
    names = [apart(child.name.first) for child in children if child.name.stage == "resident"]
    return f"with {_and(names)}" if names else ""


def _and(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def facts_of(full: PersonFull, policy: Policy, today: date) -> tuple[tuple[str, str], ...]:
    """Return the rows of the head of a record: label and value. What is not known is left out."""
    details = full.details
    rows = [
        ("Legal name", details.legal_name if details.preferred_name else ""),
        ("Say the name", details.pronunciation),
        (_stage_label(full), _stay(full)),
        ("Mother", _mother(full.mother)),
        ("Born", "" if details.born_on is None else f"{plain_date(details.born_on)}, {_age(details.born_on, today)}"),
        *((rules.child_word(policy), _child(child, today)) for child in full.children),
        ("Language", _language(full)),
        ("Applied", "" if details.applied_on is None else plain_date(details.applied_on)),
    ]
    return tuple((label, breakable(text)) for label, text in rows if text)


def _stage_label(full: PersonFull) -> str:
    if full.name.stage == "resident" and full.details.room:
        return "Room"
    return {"resident": "Since", "applicant": "", "left": "Last day"}[full.name.stage]


def _stay(full: PersonFull) -> str:
    details = full.details
    if full.name.stage == "left":
        ended = "" if details.moved_out_on is None else plain_date(details.moved_out_on)
        if details.moved_in_on is None:
            return f"{ended}. The application was not taken up"
        room = f". Room {details.room}" if details.room else ""
        return f"{ended}, here since {plain_date(details.moved_in_on)}{room}"
    if full.name.stage == "resident" and details.moved_in_on is not None:
        since = plain_date(details.moved_in_on)
        return f"{details.room}, since {since}" if details.room else since
    return ""


def _mother(mother: PersonName | None) -> str:
    if mother is None:
        return ""
    return f"{apart(mother.full)}, room {mother.room}" if mother.room else mother.full


def _age(born_on: date, today: date) -> str:
    return rules.age_words(born_on, today)


def _child(child: Child, today: date) -> str:
    age = "" if child.born_on is None else f", {_age(child.born_on, today)}"
    gone = ", no longer here" if child.name.stage == "left" else ""
    return f"{apart(child.name.full)}{age}{gone}"


def _language(full: PersonFull) -> str:
    name = rules.language_name(full.details.language)
    note = full.details.language_note
    return f"{name}. {apart(first_upper(note))}" if note else name


def last_looks(full: PersonFull, by: Actor, now: datetime) -> str:
    """Return "Last looked at: you, today 14:20. Before: Grace Owusu, Thursday 19 November 16:02."."""
    said = [_look(each, by, now) for each in full.looks[:2]]
    if not said:
        who = "you" if full.recorded_by == by.name else full.recorded_by
        return f"Put on record by {who}, {look_moment(full.recorded_at, now)}. Nobody else has looked at it yet."
    before = f" Before: {said[1]}." if len(said) > 1 else ""
    return f"Last looked at: {said[0]}.{before}"


def _look(look: Look, by: Actor, now: datetime) -> str:
    who = "you" if look.member == by.member else look.by
    return f"{who}, {look_moment(look.at, now)}"


def look_moment(at: datetime, now: datetime) -> str:
    """Return "today 14:20", "yesterday 09:15" or "Thursday 19 November 16:02", with the year when it is another."""
    day, today = london_date(at), london_date(now)
    if (today - day).days in {0, 1}:
        return f"{short_day(day, today)} {clock_time(at)}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekday_date(day)}{year} {clock_time(at)}"


def entry_row(entry: Entry, icon: str, now: datetime, told: str = "") -> Row:
    """Return an entry of the timeline as a row, its key the register and the entry: what, in short, and when.

    In short it is `told`, or the first value of the entry, which every register chooses to be read alone.
    """
    short = told or (entry.values[0].text if entry.values else "")
    today = london_date(now)
    return Row(
        key=(entry.register, entry.id),
        title=entry.title,
        second=apart(short.replace("\n", " ")),
        icon=icon,
        aside=f"{first_upper(short_day(london_date(entry.at), today))} {clock_time(entry.at)}",
    )


def stay_rows(full: PersonFull, policy: Policy, today: date) -> tuple[tuple[datetime, Row], ...]:
    """Return when a stay began and ended as rows of the timeline, each with its moment there, in UTC.

    A stay has days without a time: it begins before all else of its day and ends after it.
    """
    details = full.details
    began = "Moved in" if policy.rooms else f"Became a {policy.words.resident}"
    ended = ("Moved out" if policy.rooms else "Left") if details.moved_in_on else "Application closed"
    room = f"Room {details.room}" if details.room else ""
    rows = []
    if details.moved_in_on is not None:
        rows.append(
            (london_moment(details.moved_in_on), _stay_row("moved_in", began, room, details.moved_in_on, today))
        )
    if details.moved_out_on is not None:
        last = london_moment(details.moved_out_on, 23, 59)
        rows.append((last, _stay_row("moved_out", ended, "", details.moved_out_on, today)))
    return tuple(rows)


def _stay_row(key: str, title: str, second: str, day: date, today: date) -> Row:
    return Row(("residents", key), title, second, icon="person", aside=first_upper(short_day(day, today)))
