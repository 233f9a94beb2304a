"""kill -9 in the middle of a day's post: nothing that was promised is lost, and nothing stands half written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.vault import Vault
from tests.faults.post_visits import HERE, house_on, settle_people
from tests.support.kills import Visits, visits
from tests.support.vaults import NOW, MemorySecrets, key_of, new_vault, open_by_key

pytestmark = pytest.mark.slow

KILLS = 200
#: Everything that must be so after any kill: each question counts what contradicts it.
_CONTRADICTIONS = {
    "an item without the step that logged it": (
        "SELECT count(*) FROM post_items i WHERE NOT EXISTS"
        " (SELECT 1 FROM post_steps s WHERE s.item_id = i.id AND s.kind = 'logged')"
    ),
    "an item handed over without a hand-over, or the other way round": (
        "SELECT count(*) FROM post_items WHERE (state = 'handed_over') <> (hand_over_id IS NOT NULL)"
    ),
    "an item handed over without the step": (
        "SELECT count(*) FROM post_items i WHERE (i.state = 'handed_over') <>"
        " EXISTS (SELECT 1 FROM post_steps s WHERE s.item_id = i.id AND s.kind = 'handed_over')"
    ),
    "a hand-over without three things or without a signature": (
        "SELECT count(*) FROM post_hand_overs h WHERE"
        " (SELECT count(*) FROM post_items i WHERE i.hand_over_id = h.id) <> 3"
        " OR NOT EXISTS (SELECT 1 FROM signatures g WHERE g.id = h.signature_id)"
    ),
    "a signature that belongs to nothing": (
        "SELECT count(*) FROM signatures g WHERE NOT EXISTS"
        " (SELECT 1 FROM post_hand_overs h WHERE h.signature_id = g.id)"
    ),
    "an item that cannot be found, or a find without an item": (
        "SELECT (SELECT count(*) FROM post_items) <> (SELECT count(*) FROM search_post_items)"
    ),
    "an item without its ledger entry, or an entry without its item": (
        "SELECT (SELECT count(*) FROM post_items) <> (SELECT count(*) FROM ledger WHERE action = 'post.log')"
    ),
    "a hand-over without its ledger entry, or an entry without its hand-over": (
        "SELECT (SELECT count(*) FROM post_hand_overs) <> (SELECT count(*) FROM ledger WHERE action = 'post.hand_over')"
    ),
    "a number given twice": "SELECT count(*) - count(DISTINCT number) FROM post_items",
}


@pytest.fixture(scope="module")
def killed() -> Iterator[Visits]:
    with visits(HERE) as made:
        yield made


def _contradictions(session: Session) -> list[str]:
    return [what for what, question in _CONTRADICTIONS.items() if session.execute(text(question)).scalar_one()]


def _kept(session: Session, line: str) -> bool:
    kind, *rest = line.split()
    if kind == "logged":
        return bool(session.execute(text("SELECT 1 FROM post_items WHERE id = :id"), {"id": int(rest[0])}).first())
    asked = "SELECT i.id FROM post_items i JOIN post_hand_overs h ON h.id = i.hand_over_id WHERE h.number = :number"
    found = session.execute(text(asked), {"number": rest[0]}).scalars()
    return set(found) == {int(item) for item in rest[1:]}


def test_of_200_killed_offices_not_one_item_or_signature_is_lost(tmp_path: Path, killed: Visits) -> None:
    path, secrets = tmp_path / "house", MemorySecrets()
    made = new_vault(path, secrets=secrets, clock=FixedClock(NOW))
    people = settle_people(house_on(made.vault))
    made.vault.close()
    key = key_of(path, made.recovery_key)
    arguments = {
        "path": str(path),
        "key": key.hex(),
        "secrets": {name: secret.hex() for name, secret in secrets.kept.items()},
        "people": list(people),
    }
    chance = random.Random(20261121)
    promised = given = 0
    for _ in range(KILLS):
        ended = killed.run(
            f"{HERE}:work", after=chance.choice((0, 1, 2, 3, 3, 4)), within_s=chance.uniform(0.0, 0.02), **arguments
        )
        assert ended.killed, ended.said
        vault = open_by_key(path, key, secrets, FixedClock(NOW))
        assert vault.noticed == ()
        with vault.reading() as session:
            lost = [line for line in ended.acknowledged if not _kept(session, line)]
            assert lost == []
            assert _contradictions(session) == []
        promised += len(ended.acknowledged)
        given += sum(line.startswith("given") for line in ended.acknowledged)
        vault.close()
    assert promised > KILLS
    assert given > KILLS // 10
    _is_whole(open_by_key(path, key, secrets, FixedClock(NOW)))


def _is_whole(vault: Vault) -> None:
    checked = vault.check()
    vault.close()
    assert checked.bad == ""
