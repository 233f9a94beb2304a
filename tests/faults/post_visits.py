"""An office at work, in a process that is killed: it logs post and hands it over through the real services."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from pathlib import Path

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.signing import Point, Shown, Signed, Stroke
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.kinds import Kind
from cantercare_desktop.registers.post.values import NewPostItem, PostItemId
from cantercare_desktop.registers.residents.values import NewPerson
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.kills import Acknowledge
from tests.support.vaults import NOW, MemorySecrets, open_by_key

HERE = "tests.faults.post_visits"
PRIYA = Actor("priya", "Priya Nair", "staff", "Staff")
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")
KINDS: tuple[Kind, ...] = ("letter", "parcel", "large_letter")
PEOPLE = ("Amara Okafor", "Leila Haddadi", "Tsion Bekele")
_INK = (
    Stroke((Point(0.1, 0.8, 0, 0.5), Point(0.2, 0.2, 120, 0.6), Point(0.3, 0.8, 260, 0.5))),
    Stroke((Point(0.15, 0.5, 700, 0.4), Point(0.6, 0.5, 900, 0.4))),
)


def house_on(vault: Vault) -> House:
    """Return the office on an open vault."""
    return open_house(vault, read_policy(resource("profiles", "cantercare.toml")), FixedClock(NOW))


def settle_people(house: House) -> tuple[int, ...]:
    """Let three people move in; return their ids."""
    day = date(2026, 1, 9)
    return tuple(
        house.residents.add(
            RUTH, NewPerson(legal_name=name, stage="resident", room=str(room), applied_on=day, moved_in_on=day)
        ).value
        for room, name in enumerate(PEOPLE, start=1)
    )


def work(acknowledge: Acknowledge, path: str, key: str, secrets: dict[str, str], people: list[int]) -> None:
    """Log an item, and hand every third one over with the two before it, without end.

    What is acknowledged is "logged ID" and "given NUMBER ID ID ID".
    """
    kept = MemorySecrets({name: bytes.fromhex(secret) for name, secret in secrets.items()})
    vault = open_by_key(Path(path), bytes.fromhex(key), kept, FixedClock(NOW))
    house = house_on(vault)
    for turn in count():
        person = PersonId(people[turn % len(people)])
        items: list[PostItemId] = []
        for kind in KINDS:
            new = NewPostItem(person=person, kind=kind, place="Drawer A", note="a note " * 40)
            items.append(house.post.log(PRIYA, new).value.id)
            acknowledge(f"logged {items[-1]}")
        given = house.post.hand_over(PRIYA, items, _signed(house, items)).value
        acknowledge(f"given {given.number} {' '.join(map(str, items))}")


def _signed(house: House, items: list[PostItemId]) -> Signed:
    sheet = house.post.sheet(PRIYA, items)
    words = sheet.words[sheet.language]
    shown = Shown(
        person=sheet.person,
        language=sheet.language,
        statement=words.statement,
        items=tuple(item.as_shown for item in words.items),
        known_how=sheet.known_how,
        read_aloud=False,
        started=NOW,
        ended=NOW + timedelta(seconds=9),
    )
    return Signed(shown, "drawn", _INK, 3.0)
