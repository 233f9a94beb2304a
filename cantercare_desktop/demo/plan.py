"""What post came to the demo house this year, and when it was handed over: decided by a seed, ended by hand.

All times are told as if now were Saturday 21 November 2026, 14:20 in London; `making` moves them to the real now.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cantercare_desktop.demo.people import PEOPLE, STAFF, DemoPerson
from cantercare_desktop.office.clock import LONDON
from cantercare_desktop.registers.post.kinds import CameBy, Kind

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=LONDON)
FIRST_DAY = date(2026, 1, 2)
BEFORE_THE_LAST_DAYS = date(2026, 11, 18)
ITEMS_BEFORE_THE_LAST_DAYS = 420
HAND_OVERS_BEFORE_TODAY = 186

_KINDS: tuple[tuple[Kind, int], ...] = (
    ("letter", 62),
    ("large_letter", 14),
    ("parcel", 16),
    ("signed_for", 5),
    ("card", 3),
)
_CARRIERS = ("Royal Mail", "Royal Mail", "Evri", "DPD", "Amazon")


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that comes. `fate` is what happens to it: handed over, or left for another deed to decide."""

    at: datetime
    to: str
    kind: Kind
    by: str
    came_by: CameBy = "box"
    place: str = "Drawer A"
    signed_for: bool = False
    carrier: str = ""
    tracking: str = ""
    sensitive: bool = False
    fate: str = "handed over"


@dataclass(frozen=True, slots=True)
class Giving:
    """Things handed over together: the arrivals' places in the plan."""

    at: datetime
    to: str
    by: str
    things: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A year of post, in the order of time."""

    arrivals: tuple[Arrival, ...]
    givings: tuple[Giving, ...]


def at(day: date, clock: str) -> datetime:
    """Return a London moment."""
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=LONDON)


def make_plan(seed: int) -> Plan:
    """Decide the year."""
    dice = random.Random(seed)  # noqa: S311 - a story, not a secret
    arrivals = sorted((*_by_chance(dice), *_WAITING), key=lambda each: each.at)
    arrivals += _LAST_DAYS
    givings = _givings(dice, arrivals)
    return Plan(tuple(arrivals), tuple(givings))


def lives_here(person: DemoPerson, day: date) -> bool:
    """Tell whether somebody can take post at the desk on a day, with a few days left to collect it."""
    if person.moved_in_on is None or day < person.moved_in_on:
        return False
    return person.moved_out_on is None or day <= person.moved_out_on - timedelta(days=3)


def _by_chance(dice: random.Random) -> list[Arrival]:
    days = [FIRST_DAY + timedelta(days=n) for n in range((BEFORE_THE_LAST_DAYS - FIRST_DAY).days + 1)]
    posted = [day for day in days if day.weekday() < 6 and any(lives_here(person, day) for person in PEOPLE)]
    chosen = []
    for _ in range(ITEMS_BEFORE_THE_LAST_DAYS - len(_WAITING) - len(_FORMER)):
        day = dice.choice(posted)
        person = dice.choice([each for each in PEOPLE if lives_here(each, day)])
        chosen.append(_one(dice, day, person.name))
    return chosen + list(_FORMER)


def _one(dice: random.Random, day: date, name: str) -> Arrival:
    kind: Kind = dice.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    at_the_door = kind == "parcel" or (kind == "signed_for" and dice.random() < 0.5)
    minute = dice.randint(16, 50)
    carrier = dice.choice(_CARRIERS) if kind in {"parcel", "signed_for"} else ""
    return Arrival(
        at=at(day, f"{dice.randint(11, 15)}:{minute}" if at_the_door else f"10:{minute}"),
        to=name,
        kind=kind,
        by=dice.choice(STAFF[:4]).name,
        came_by="door" if at_the_door else "box",
        place="Cupboard 2" if kind == "parcel" else dice.choice(("Drawer A", "Drawer A", "Drawer B")),
        carrier=carrier,
        tracking=f"{dice.choice('ABCJKR')}{dice.choice('BDFKT')}{dice.randint(10**8, 10**9 - 1)}GB" if carrier else "",
        sensitive=dice.random() < 0.03,
    )


#: What still waits from before the last days, as on the pictures.
_WAITING = [
    Arrival(at(date(2026, 11, 12), "10:31"), "Leila Haddadi", "letter", "Grace Owusu", fate="waits"),
    Arrival(at(date(2026, 11, 17), "10:20"), "Tsion Bekele", "letter", "Denise Carter", fate="waits"),
    Arrival(at(date(2026, 11, 16), "10:26"), "Chloe Fenwick", "letter", "Priya Nair", fate="not hers"),
    Arrival(
        at(date(2026, 11, 3), "12:10"), "Bethany Marsh", "parcel", "Denise Carter", "door", "Cupboard 2",
        carrier="Evri", tracking="H00AAA0412345678", fate="missing",
    ),
]  # fmt: skip

#: Post for people who had left by then.
_FORMER = [
    Arrival(at(date(2026, 4, 2), "10:24"), "Jade Whitcombe", "letter", "Siobhan Kelly", fate="forwarded"),
    Arrival(at(date(2026, 7, 8), "10:29"), "Marisol Duarte", "letter", "Priya Nair", fate="returned"),
    Arrival(at(date(2026, 8, 19), "10:22"), "Danielle Prior", "large_letter", "Grace Owusu", fate="forwarded"),
    Arrival(at(date(2026, 9, 9), "10:33"), "Danielle Prior", "letter", "Siobhan Kelly", fate="forwarded"),
]

#: The last three days, one by one, so that the numbers are those on the pictures.
_LAST_DAYS = [
    Arrival(at(date(2026, 11, 19), "10:21"), "Amara Okafor", "letter", "Priya Nair", fate="waits"),
    Arrival(at(date(2026, 11, 19), "10:23"), "Katarzyna Wrona", "letter", "Priya Nair"),
    Arrival(at(date(2026, 11, 19), "10:24"), "Naomi Bekele", "letter", "Priya Nair"),
    Arrival(at(date(2026, 11, 20), "10:19"), "Bethany Marsh", "letter", "Grace Owusu"),
    Arrival(at(date(2026, 11, 20), "10:20"), "Katarzyna Wrona", "large_letter", "Grace Owusu"),
    Arrival(
        at(date(2026, 11, 20), "11:45"), "Amara Okafor", "parcel", "Grace Owusu", "door", "Cupboard 2",
        carrier="Royal Mail", tracking="KB418820377GB", fate="waits",
    ),
    Arrival(at(date(2026, 11, 20), "12:05"), "Chloe Fenwick", "letter", "Grace Owusu", "door"),
    Arrival(at(date(2026, 11, 20), "13:40"), "Tsion Bekele", "parcel", "Denise Carter", "door", "Cupboard 2"),
    Arrival(
        at(date(2026, 11, 21), "10:22"), "Amara Okafor", "large_letter", "Priya Nair", signed_for=True, fate="waits"
    ),
    Arrival(at(date(2026, 11, 21), "10:25"), "Bethany Marsh", "letter", "Priya Nair"),
    Arrival(at(date(2026, 11, 21), "10:31"), "Katarzyna Wrona", "letter", "Priya Nair", fate="waits"),
    Arrival(
        at(date(2026, 11, 21), "14:19"), "Chloe Fenwick", "parcel", "Priya Nair", "door", "Cupboard 2",
        carrier="DPD", tracking="15501234567890", fate="waits",
    ),
]  # fmt: skip


def _givings(dice: random.Random, arrivals: list[Arrival]) -> list[Giving]:
    """Put a person's things that came close together into one hand-over, until the year has as many as it should."""
    groups: dict[str, list[list[int]]] = {}
    for place, arrival in enumerate(arrivals):
        if arrival.fate == "handed over" and arrival.at.date() < NOW.date():
            groups.setdefault(arrival.to, []).append([place])
    while sum(len(each) for each in groups.values()) > HAND_OVERS_BEFORE_TODAY:
        gaps = [
            (arrivals[after[0]].at - arrivals[before[-1]].at, name, n)
            for name, each in groups.items()
            for n, (before, after) in enumerate(itertools.pairwise(each))
        ]
        _, name, n = min(gaps)
        groups[name][n : n + 2] = [groups[name][n] + groups[name][n + 1]]
    givings = [
        Giving(_when_given(dice, arrivals[things[-1]].at), name, dice.choice(STAFF[:6]).name, tuple(things))
        for name, each in groups.items()
        for things in each
    ]
    today = [
        n for n, arrival in enumerate(arrivals) if arrival.fate == "handed over" and arrival.at.date() == NOW.date()
    ]
    givings.append(Giving(at(NOW.date(), "11:42"), arrivals[today[0]].to, "Siobhan Kelly", tuple(today)))
    return sorted(givings, key=lambda each: each.at)


def _when_given(dice: random.Random, last_came: datetime) -> datetime:
    same_day = last_came + timedelta(hours=dice.randint(1, 5), minutes=dice.randint(0, 50))
    return same_day.replace(second=dice.randint(0, 59))
