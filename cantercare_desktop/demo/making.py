"""Make the demo house: the same services as in the window, a clock that runs through the year, a seed."""

from __future__ import annotations

import heapq
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.demo.passwords import DEMO_FILE
from cantercare_desktop.demo.people import PEOPLE, STAFF, DemoChild, DemoPerson
from cantercare_desktop.demo.plan import NOW, Arrival, Giving, at, make_plan
from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import LONDON, Clock, FixedClock, in_london, london_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.settings import SettingsService
from cantercare_desktop.office.signing import Shown, Signed
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.staff_service import StaffService, actor_of
from cantercare_desktop.registers.post.values import NewPostItem, PostItemId
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.files import write_whole
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost, DeviceSecrets, NewMember, Role

_PROFILE = "cantercare"
_PAD = 714 / 474
_WORDS = (
    "amber", "badger", "candle", "copper", "cotton", "daisy", "ember", "falcon", "garden", "hazel", "island", "kettle",
    "lantern", "maple", "marble", "meadow", "nettle", "orchard", "pebble", "pepper", "piano", "pigeon", "quilt",
    "river", "saddle", "silver", "sparrow", "thimble", "tulip", "velvet", "walnut", "willow", "window", "winter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoMember:
    """Somebody who may sign in to the demo house, with her password: nothing here is secret."""

    name: str
    role: Role
    title: str
    password: str


@dataclass(frozen=True, slots=True)
class DemoHouse:
    """What one needs to know to look round."""

    staff: tuple[DemoMember, ...]
    recovery_key: str


def make_demo(
    folder: Path,
    *,
    clock: Clock,
    secrets: DeviceSecrets,
    seed: int = 1,
    shift: timedelta | None = None,
    cost: Argon2Cost = Argon2Cost.FLOOR,
    said: Callable[[str, int, int], None] = lambda _text, _done, _of: None,
) -> DemoHouse:
    """Make the demo house in an empty folder. Its history ends at the clock's now.

    `shift` moves the story in time; left out, its last afternoon is the present one. Keys cost the least that is
    allowed, since everybody may read the passwords. `said` hears how far it is. Raises the vault's `Problem` when it
    cannot be written.
    """
    if shift is None:
        shift = in_london(clock.now()).replace(tzinfo=None) - NOW.replace(tzinfo=None)
    dice = random.Random(seed)  # noqa: S311 - shown on the sign-in page
    staff = tuple(DemoMember(each.name, each.role, each.title, " ".join(dice.sample(_WORDS, 4))) for each in STAFF)
    story = _Story(shift, FixedClock(at(PEOPLE[0].applied_on or NOW.date(), "09:00") + shift))
    vault_folder = VaultFolder(folder, secrets, story.clock, cost)
    pass_until = london_date(clock.now()) + timedelta(days=30)
    vault, recovery_key = vault_folder.create(
        [
            NewMember(each.name, each.role, each.title, each.password, pass_until if each.role == "trustee" else None)
            for each in staff
        ]
    )
    try:
        house = open_house(vault, read_policy(resource("profiles", f"{_PROFILE}.toml")), story.clock)
        people = StaffService(house.office, vault)
        story.actors = {member.name: actor_of(member) for member in people.members()}
        ruth = story.actors["Ruth Adeyemi"]
        people.came_in(ruth, again=False)
        SettingsService(house.office, vault).choose_profile(ruth, _PROFILE)
        _tell(story, house, seed, clock.now(), said)
        story.clock.at = clock.now()
        vault.note_head()
        house.office.scrub()
    finally:
        vault.close()
    made = DemoHouse(staff, "  ".join(recovery_key.groups))
    listed = [{"id": story.actors[each.name].member, "password": each.password} for each in staff]
    write_whole(folder / DEMO_FILE, json.dumps({"staff": listed}, ensure_ascii=False, indent=1).encode())
    return made


@dataclass(slots=True)
class _Story:
    shift: timedelta
    clock: FixedClock
    actors: dict[str, Actor] = field(default_factory=dict)
    people: dict[str, PersonId] = field(default_factory=dict)
    items: dict[int, PostItemId] = field(default_factory=dict)
    events: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=count)

    def then(self, when: datetime, deed: Callable[[], None]) -> None:
        """Have a deed done at a moment of the pictures' time."""
        naive = when.astimezone(LONDON).replace(tzinfo=None) + self.shift
        heapq.heappush(self.events, (naive.replace(tzinfo=LONDON), next(self.order), deed))

    def day(self, day: datetime) -> datetime:
        """Move a moment of the pictures' time into this house's time."""
        return (day.replace(tzinfo=None) + self.shift).replace(tzinfo=LONDON)


def _tell(story: _Story, house: House, seed: int, until: datetime, said: Callable[[str, int, int], None]) -> None:
    plan = make_plan(seed)
    for person in PEOPLE:
        _come_and_go(story, house, person)
    by_day = groupby(
        (each for each in plan.arrivals if each.came_by == "box"), key=lambda each: each.at.astimezone(LONDON).date()
    )
    for day, arrivals in by_day:
        came = list(arrivals)
        out = len(came) + (1 if day == NOW.date() else 0)
        counter = "Siobhan Kelly" if day == NOW.date() else came[0].by
        story.then(at(day, "10:15"), _counting(story, house, counter, out))
    for place, arrival in enumerate(plan.arrivals):
        story.then(arrival.at, _logging(story, house, place, arrival))
        _decide_fate(story, house, place, arrival)
    for giving in plan.givings:
        story.then(giving.at, _giving(story, house, giving))
    amaras = next(n for n, each in enumerate(plan.arrivals) if each.at == at(NOW.date(), "10:22"))
    story.then(at(NOW.date(), "10:40"), _telling(story, house, amaras))
    whole = len(story.events)
    while story.events:
        when, _, deed = heapq.heappop(story.events)
        if when > until:
            break
        story.clock.move(max(when - story.clock.at, timedelta(0)))
        deed()
        done = whole - len(story.events)
        if done % 25 == 0 or done == whole:
            said("Writing a year of invented post", done, whole)


def _come_and_go(story: _Story, house: House, person: DemoPerson) -> None:
    ruth = story.actors["Ruth Adeyemi"]
    applied = person.applied_on or NOW.date()

    def moved_date(day: datetime) -> datetime:
        return story.day(day)

    def apply() -> None:
        story.people[person.name] = house.residents.add(
            ruth,
            NewPerson(
                legal_name=person.name,
                born_on=person.born_on,
                pronunciation=person.pronunciation,
                language=person.language,
                language_note=person.language_note,
                safe_contact=person.safe_contact,
                post_warning=person.post_warning,
                applied_on=moved_date(at(applied, "10:00")).date(),
            ),
        ).value

    story.then(at(applied, "10:00"), apply)
    if person.moved_in_on is None:
        return
    moved_in = at(person.moved_in_on, "09:30")
    story.then(
        moved_in,
        lambda: _done(
            house.residents.move_in(ruth, story.people[person.name], person.room, moved_date(moved_in).date())
        ),
    )
    for child in person.children:
        born = max(at(child.born_on, "12:00"), moved_in + timedelta(hours=1))

        def add_child(each: DemoChild = child) -> None:
            mother = story.people[person.name]
            new = NewChild(legal_name=each.name, born_on=moved_date(at(each.born_on, "12:00")).date())
            story.people[each.name] = house.residents.add_child(ruth, mother, new).value

        story.then(born, add_child)
    if person.moved_out_on is not None:
        moved_out = at(person.moved_out_on, "15:00")
        story.then(
            moved_out,
            lambda: _done(
                house.residents.move_out(
                    ruth, story.people[person.name], moved_date(moved_out).date(), person.forwarding_address
                )
            ),
        )


def _counting(story: _Story, house: House, by: str, items: int) -> Callable[[], None]:
    return lambda: _done(house.post.count_box(story.actors[by], items))


def _logging(story: _Story, house: House, place: int, arrival: Arrival) -> Callable[[], None]:
    def log() -> None:
        new = NewPostItem(
            person=story.people[arrival.to],
            kind=arrival.kind,
            place=arrival.place,
            signed_for=arrival.signed_for,
            came_by=arrival.came_by,
            carrier=arrival.carrier,
            tracking=arrival.tracking,
            sensitive=arrival.sensitive,
        )
        story.items[place] = house.post.log(story.actors[arrival.by], new).value.id

    return log


def _decide_fate(story: _Story, house: House, place: int, arrival: Arrival) -> None:
    grace = story.actors["Grace Owusu"]
    next_day = arrival.at + timedelta(days=1, hours=4)
    if arrival.fate == "forwarded":
        story.then(next_day, lambda: _done(house.post.forward(grace, story.items[place], "She has moved out")))
    elif arrival.fate == "returned":
        story.then(
            next_day, lambda: _done(house.post.return_to_sender(grace, story.items[place], "She left no new address"))
        )
    elif arrival.fate == "not hers":
        story.then(
            next_day, lambda: _done(house.post.not_hers(grace, [story.items[place]], "The name on it is another one"))
        )
    elif arrival.fate == "missing":
        story.then(
            next_day, lambda: _done(house.post.missing(grace, story.items[place], "It is not in Cupboard 2 any more"))
        )


def _telling(story: _Story, house: House, place: int) -> Callable[[], None]:
    return lambda: _done(
        house.post.told(
            story.actors["Siobhan Kelly"], story.items[place], "in person", "As she asked: no notes on her door"
        )
    )


def _giving(story: _Story, house: House, giving: Giving) -> Callable[[], None]:
    def hand_over() -> None:
        by = story.actors[giving.by]
        items = [story.items[place] for place in giving.things]
        sheet = house.post.sheet(by, items)
        words = sheet.words[sheet.language]
        strokes = signature_of(giving.to)
        began = story.clock.now()
        story.clock.move(timedelta(milliseconds=max(point.ms for stroke in strokes for point in stroke.points)))
        shown = Shown(
            person=sheet.person,
            language=sheet.language,
            statement=words.statement,
            items=tuple(item.as_shown for item in words.items),
            known_how=sheet.known_how,
            read_aloud=False,
            started=began,
            ended=story.clock.now(),
        )
        house.post.hand_over(by, items, Signed(shown, "drawn", strokes, _PAD))

    return hand_over


def _done(_saved: object) -> None:
    """Take the result of a deed that nothing here waits for."""
