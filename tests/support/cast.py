"""Everybody a long-running house has had a record about. All invented, from names of many origins."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from cantercare_desktop.office.people import Stage

FIRST = (
    "Amara", "Tsion", "Katarzyna", "Leila", "Chloe", "Hodan", "Bethany", "Jade", "Marisol", "Danielle", "Oluwaseun",
    "Nguyễn Thị", "Zeynep", "Siân", "Aoife", "Priyanka", "Fatou", "Ioana", "Zoë", "Małgorzata", "Samira", "Yun-Seo",
    "Ling", "Rukhsana", "Kehinde", "Ngozi", "Blessing", "Ewa", "Shanice", "Holly", "Mehwish", "Adaeze", "Tigist",
    "Selam", "Nadia", "Roxana", "Ayşe", "Chidinma", "Ellie-Mae", "Niamh", "Svitlana", "Oksana", "Farah", "Abena",
    "Esi", "Thandiwe", "Leticia", "Inês", "Valentina", "Giulia", "Anneliese", "Sinéad", "Rhiannon", "Megan", "Kayleigh",
)  # fmt: skip
LAST = (
    "Okafor", "Bekele", "Wrona", "Haddadi", "Fenwick", "Warsame", "Marsh", "Whitcombe", "Duarte", "Prior", "Adebayo",
    "Trần", "Yıldız", "Llewellyn", "Ní Bhriain", "Sharma", "Diallo", "Popescu", "O'Brien", "Wójcik", "Rahmani", "Kim",
    "Chen", "Begum", "Taiwo", "Eze", "Mensah", "Kowalczyk", "Campbell", "Smith-Jones", "Hussain", "Nwosu", "Tesfaye",
    "Haile", "Petrova", "Ionescu", "Demir", "Balogun", "Atkins", "Doherty", "Shevchenko", "Bondarenko", "Noori",
    "Owusu", "Amponsah", "Dlamini", "Silva", "Ferreira", "Rossi", "Bianchi", "Vogel", "Kavanagh", "Pugh", "Harker",
    "Tunstall", "Ashby", "Brightwell", "Copeland", "Dunmore", "Eastwood", "Furness", "Garside", "Hollis", "Ingham",
)  # fmt: skip
ROOMS = ("1", "2", "3", "4", "5", "6")
LANGUAGES = ("en", "en", "en", "en", "am", "ar", "fr", "pl")
#: For how many days those who live here now have lived here, by room: the same in a house of any size.
STAYS_NOW = (70, 12, 45, 61, 25, 53)
APPLICANTS_NOW = 30


@dataclass(slots=True, eq=False)
class Someone:
    """One person with the days of her way through the house; a child has its mother's."""

    stage: Stage
    name: str
    born_on: date
    recorded_on: date
    room: str = ""
    applied_on: date | None = None
    moved_in_on: date | None = None
    moved_out_on: date | None = None
    forwarding_address: str = ""
    language: str = "en"
    mother: Someone | None = None
    children: list[Someone] = field(default_factory=list)
    id: int = 0

    @property
    def here_from(self) -> date | None:
        """From which day on the house keeps her post; nothing for whoever never moved in."""
        return None if self.moved_in_on is None else max(self.moved_in_on, self.recorded_on)


def everybody(count: int, first: date, today: date) -> list[Someone]:
    """Return `count` people (at least 45) in the order in which they were put on record, numbered from 1.

    Those who live here now and who apply now are the same for every count, but for their numbers.
    """
    now = list(_living_here(first, today))
    house = [*now, *(child for each in now for child in each.children), *_applying(today)]
    for former in _former(first, today):
        if len(house) + 1 + len(former.children) > count:
            break
        house += [former, *former.children]
    dice = random.Random("closed applications")
    while len(house) < count:
        applied = first + timedelta(days=dice.randint(0, max((today - first).days - 3, 0)))
        closed = min(applied + timedelta(days=dice.randint(1, 60)), today - timedelta(days=1))
        her = _someone(dice, "left", applied, applied)
        her.moved_out_on = closed
        house.append(her)
    house.sort(key=lambda each: (each.recorded_on, each.mother is not None))
    for number, each in enumerate(house, 1):
        each.id = number
    return house


def _living_here(first: date, today: date) -> Iterator[Someone]:
    dice = random.Random("who lives here")
    for room, days in zip(ROOMS, STAYS_NOW, strict=True):
        moved_in = today - timedelta(days=days)
        her = _someone(dice, "resident", max(first, moved_in), moved_in - timedelta(days=20), room)
        her.moved_in_on = moved_in
        if room != "2":
            _with_child(dice, her, moved_in)
        yield her


def _applying(today: date) -> Iterator[Someone]:
    dice = random.Random("who applies")
    for _ in range(APPLICANTS_NOW):
        applied = today - timedelta(days=dice.randint(0, 8))
        yield _someone(dice, "applicant", applied, applied)


def _former(first: date, today: date) -> Iterator[Someone]:
    """Give those who lived here before, the last first: one after the other in each room."""
    dice = random.Random("who lived here")
    ends = {room: today - timedelta(days=days + 2) for room, days in zip(ROOMS, STAYS_NOW, strict=True)}
    while True:
        room = max(ends, key=lambda each: ends[each])
        moved_out = ends[room]
        if moved_out <= first:
            return
        moved_in = moved_out - timedelta(days=dice.randint(60, 170))
        applied = moved_in - timedelta(days=dice.randint(5, 40))
        her = _someone(dice, "left", max(first, moved_in), applied, room)
        her.moved_in_on, her.moved_out_on = moved_in, moved_out
        if dice.random() < 0.6:
            her.forwarding_address = f"Flat {dice.randint(1, 40)}, {dice.randint(1, 200)} Orchard Row, Ashford TN23 1QZ"
        if dice.random() < 0.6:
            _with_child(dice, her, moved_in)
        ends[room] = moved_in - timedelta(days=dice.randint(1, 6))
        yield her


def _someone(dice: random.Random, stage: Stage, recorded: date, applied: date, room: str = "") -> Someone:
    born = recorded - timedelta(days=dice.randint(16 * 366, 25 * 365))
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}"
    return Someone(stage, name, born, recorded, room, applied, language=dice.choice(LANGUAGES))


def _with_child(dice: random.Random, mother: Someone, moved_in: date) -> None:
    born = moved_in - timedelta(days=dice.randint(3, 200))
    mother.children.append(
        Someone(
            mother.stage,
            f"{dice.choice(FIRST)} {mother.name.rpartition(' ')[2]}",
            born,
            mother.recorded_on,
            mother.room,
            mother.applied_on,
            mother.moved_in_on,
            mother.moved_out_on,
            mother=mother,
        )
    )
