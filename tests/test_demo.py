"""The demo house is the house of the pictures: same people, rooms, items, and a history that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from cantercare_desktop.demo.making import DemoHouse, make_demo
from cantercare_desktop.demo.passwords import demo_passwords
from cantercare_desktop.demo.people import PEOPLE, STAFF
from cantercare_desktop.demo.plan import NOW, make_plan
from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock, london_date
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.staff_service import actor_of
from cantercare_desktop.registers.post.values import PostQuery
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import MemorySecrets

AFTERNOON = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    demo: DemoHouse
    vault: Vault
    house: House
    by: Actor


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("demo") / "house"
    folder.mkdir()
    clock, secrets = FixedClock(AFTERNOON), MemorySecrets()
    demo = make_demo(folder, clock=clock, secrets=secrets)
    vault_folder = VaultFolder(folder, secrets, clock)
    ruth = next(member for member in vault_folder.members() if member.role == "data_manager")
    vault = vault_folder.unlock(ruth.id, demo_passwords(folder)[ruth.id])
    house = open_house(vault, read_policy(resource("profiles", "cantercare.toml")), clock)
    yield Made(demo, vault, house, actor_of(vault.member))
    vault.close()


def test_the_plan_has_the_numbers_of_the_pictures() -> None:
    plan = make_plan(1)
    assert (len(plan.arrivals), len(plan.givings)) == (432, 187)
    amaras = [n for n, each in enumerate(plan.arrivals, 1) if each.to == "Amara Okafor" and each.fate == "waits"]
    assert amaras == [421, 426, 429]


def test_the_same_seed_tells_the_same_story_and_another_another() -> None:
    assert make_plan(1) == make_plan(1)
    assert make_plan(2) != make_plan(1)


def test_nothing_is_given_before_it_came_or_to_somebody_else() -> None:
    plan = make_plan(3)
    for giving in plan.givings:
        assert {plan.arrivals[place].to for place in giving.things} == {giving.to}
        assert all(plan.arrivals[place].at < giving.at <= NOW for place in giving.things)


def test_what_waits_is_what_the_picture_of_post_shows(made: Made) -> None:
    rows = made.house.post.page(made.by, PostQuery(view="waiting")).rows
    assert [(row.number, row.person.full, row.chip) for row in rows] == [
        ("P-2026-0421", "Amara Okafor", "2 days"),
        ("P-2026-0426", "Amara Okafor", "1 day"),
        ("P-2026-0429", "Amara Okafor", "today"),
        (rows[3].number, "Leila Haddadi", "9 days, overdue"),
        (rows[4].number, "Tsion Bekele", "4 days, due"),
        ("P-2026-0431", "Katarzyna Wrona", "today"),
        ("P-2026-0432", "Chloe Fenwick", "today"),
    ]


def test_the_box_of_the_morning_misses_one_letter(made: Made) -> None:
    box = made.house.post.box_today(made.by)
    assert (box.title, box.difference) == ("Post box, today 10:15", "1 still to log")


def test_six_rooms_are_lived_in_with_three_babies(made: Made) -> None:
    counts = made.house.residents.counts(made.by)
    assert (counts.rooms_lived_in, counts.children, counts.applicants, counts.left) == (6, 3, 1, 3)


def test_every_signature_of_the_year_can_be_checked(made: Made) -> None:
    checked = [made.house.post.check_receipt(made.by, f"H-2026-{number:04d}") for number in (1, 90, 187)]
    assert [each.agrees for each in checked] == [True, True, True]


def test_its_ledger_is_whole_and_ends_at_now(made: Made) -> None:
    with made.vault.reading() as session:
        verified = made.vault.ledger.verify(session)
        newest = made.vault.ledger.entries(session, action="post.log", limit=1)[0]
    assert verified.bad is None
    assert timedelta(0) <= AFTERNOON - newest.at < timedelta(hours=1)


def test_everybody_on_the_tiles_has_a_password_that_is_shown(made: Made) -> None:
    assert [each.name for each in made.demo.staff] == [each.name for each in STAFF]
    assert set(demo_passwords(made.vault.path)) == {member.id for member in made.vault.members}


def test_nobody_in_the_story_lives_in_a_room_with_somebody_else() -> None:
    stays = [each for each in PEOPLE if each.moved_in_on is not None]
    for one in stays:
        for other in stays:
            if one is not other and one.room == other.room and one.moved_in_on and other.moved_in_on:
                ends = one.moved_out_on or london_date(AFTERNOON)
                assert not (one.moved_in_on <= other.moved_in_on <= ends)
