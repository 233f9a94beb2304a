from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId, Stage
from cantercare_desktop.office.policy import Policy, read_policy
from cantercare_desktop.office.signing import Declined, Point, Shown, Signed, Stroke
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import CollectorId, HandOver, NewPostItem, PostItem, PostItemId
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import new_vault

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
PRIYA = Actor("priya", "Priya Nair", "staff", "Staff")
SIOBHAN = Actor("siobhan", "Siobhan Kelly", "staff", "Staff")
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")
TRUSTEE = Actor("tom", "Tom Whitlock", "trustee", "Trustee")

INK = (
    Stroke((Point(0.1, 0.8, 0, 0.5), Point(0.2, 0.2, 120, 0.6), Point(0.3, 0.8, 260, 0.5))),
    Stroke((Point(0.15, 0.5, 700, 0.4), Point(0.6, 0.5, 900, 0.4))),
)


@dataclass(slots=True)
class Desk:
    """The office of the pictures, with a clock that a test moves, and the shortest way to each deed."""

    house: House
    vault: Vault
    clock: FixedClock
    people: dict[str, PersonId]

    @property
    def post(self) -> PostService:
        return self.house.post

    def person(self, name: str, room: str = "", stage: Stage = "resident", **facts: Any) -> PersonId:  # noqa: ANN401 - any fact of her record
        day = date(2026, 1, 9)
        new = NewPerson(
            legal_name=name,
            stage="applicant" if stage == "applicant" else "resident",
            room=room,
            applied_on=day,
            moved_in_on=None if stage == "applicant" else day,
            **facts,
        )
        self.people[name] = self.house.residents.add(RUTH, new).value
        return self.people[name]

    def leaver(self, name: str, room: str, forwarding_address: str = "") -> PersonId:
        """Somebody who lived in a room and moved out on 1 October."""
        person = self.person(name, room)
        self.house.residents.move_out(RUTH, person, date(2026, 10, 1), forwarding_address)
        return person

    def child(self, name: str, mother: PersonId) -> PersonId:
        self.people[name] = self.house.residents.add_child(
            RUTH, mother, NewChild(legal_name=name, born_on=date(2026, 2, 1))
        ).value
        return self.people[name]

    def log(self, who: str, by: Actor = PRIYA, **changed: Any) -> PostItem:  # noqa: ANN401 - any field of the item
        facts: dict[str, Any] = {"person": self.people[who], "kind": "letter", "place": "Drawer A", **changed}
        new = NewPostItem(**facts)
        return self.post.log(by, new).value

    def shown(self, items: Sequence[PostItemId], language: str = "en", collector: CollectorId | None = None) -> Shown:
        sheet = self.post.sheet(PRIYA, items, collector)
        words = sheet.words[language]
        return Shown(
            person=sheet.person,
            language=language,
            statement=words.statement,
            items=tuple(item.as_shown for item in words.items),
            known_how=sheet.known_how,
            read_aloud=False,
            started=self.clock.now(),
            ended=self.clock.now() + timedelta(seconds=9),
        )

    def signed(self, items: Sequence[PostItemId], language: str = "en", collector: CollectorId | None = None) -> Signed:
        return Signed(self.shown(items, language, collector), "drawn", INK, 3.0)

    def declined(self, items: Sequence[PostItemId], witness: str) -> Declined:
        return Declined(self.shown(items), witness)

    def give(self, *items: PostItem, by: Actor = PRIYA) -> HandOver:
        ids = [item.id for item in items]
        return self.post.hand_over(by, ids, self.signed(ids)).value

    def actions(self) -> list[str]:
        with self.vault.reading() as session:
            return [entry.action for entry in self.vault.ledger.entries(session, limit=200)]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def policy() -> Policy:
    return read_policy(resource("profiles", "cantercare.toml"))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock, policy: Policy) -> Iterator[Desk]:
    vault = new_vault(tmp_path / "vault", clock=clock).vault
    made = Desk(open_house(vault, policy, clock), vault, clock, {})
    made.person("Amara Okafor", "1")
    made.person("Leila Haddadi", "2", language="ar")
    tsion = made.person("Tsion Bekele", "4", language="am")
    made.person("Katarzyna Wrona", "5", language="pl")
    made.person("Chloe Fenwick", "6")
    made.child("Naomi Bekele", tsion)
    yield made
    vault.close()
