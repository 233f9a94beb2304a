"""kill -9 in the middle of saves, of a change of key, of a change of password, of set-up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost
from cantercare_desktop.vault.problems import NoSuchMember, WrongPassword
from cantercare_desktop.vault.vault import Vault
from tests.faults.vault_visits import HERE
from tests.support.kills import Visits, visits
from tests.support.vaults import (
    MEMBERS,
    NOW,
    PASSWORDS,
    MemorySecrets,
    NewVault,
    entries_written,
    key_of,
    member_id,
    new_vault,
    open_by_key,
)

STEPS = ("started", "copied", "written", "checked", "decided", "old slots ended", "log removed", "swapped")
NEW_PASSWORD = "saffron bridge cloud ten"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def killed() -> Iterator[Visits]:
    with visits(HERE) as made:
        yield made


@dataclass(frozen=True, slots=True)
class Closed:
    """A vault that nobody has open, and what a visit needs to open it."""

    path: Path
    key: bytes
    made: NewVault
    secrets: MemorySecrets

    def arguments(self) -> dict[str, object]:
        kept = {name: secret.hex() for name, secret in self.secrets.kept.items()}
        return {"path": str(self.path), "key": self.key.hex(), "secrets": kept}

    def open(self) -> Vault:
        return open_by_key(self.path, self.key, self.secrets, FixedClock(NOW))


@pytest.fixture
def closed(tmp_path: Path) -> Closed:
    return _closed(tmp_path / "house")


def _closed(path: Path) -> Closed:
    secrets = MemorySecrets()
    made = new_vault(path, secrets=secrets, clock=FixedClock(NOW))
    made.vault.close()
    return Closed(path, key_of(path, made.recovery_key), made, secrets)


def _entries(vault: Vault) -> tuple[int, dict[int, str]]:
    with vault.reading() as session:
        result = vault.ledger.verify(session)
        assert result.bad is None
        newest = vault.ledger.entries(session, limit=200)
    return result.count, {entry.seq: entry.mark.hex() for entry in newest}


def test_of_200_killed_programs_not_one_acknowledged_entry_is_lost(closed: Closed, killed: Visits) -> None:
    chance = random.Random(20261121)
    kills = safe = 0
    while kills < 200:
        ended = killed.run(
            f"{HERE}:write_entries",
            after=chance.choice((0, 1, 1, 2, 3, 7)),
            within_s=chance.uniform(0.0, 0.025),
            **closed.arguments(),
        )
        assert ended.killed, ended.said
        kills += 1
        vault = closed.open()
        _, kept = _entries(vault)
        for line in ended.acknowledged:
            seq, mark = line.split()
            assert kept[int(seq)] == mark
            safe += 1
        assert [each.kind for each in vault.noticed] == []
        vault.close()
    assert safe > 100


def _either_old_or_new(closed: Closed) -> bool:
    """Check that the vault opens whole for those who stay, by either set of slots; tell whether it was the new one."""
    vault = closed.made.folder.unlock_with_recovery(closed.made.recovery_key)
    assert [each.kind for each in vault.noticed] == []
    _entries(vault)
    is_new = "vault.member_removed" in entries_written(vault)
    assert len(vault.members) == (2 if is_new else 3)
    vault.close()
    folder = closed.made.folder
    folder.unlock(member_id(folder, "Margaret"), PASSWORDS[0]).close()
    assert sorted(each.name for each in closed.path.iterdir()) == [
        "signin.json",
        "vault.db",
        "vault.json",
        "vault.json.previous",
        "vault.lock",
    ]
    return is_new


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_of_a_change_of_key_the_vault_opens(closed: Closed, killed: Visits, step: str) -> None:
    priya = member_id(closed.made.folder, "Priya")
    ended = killed.run(f"{HERE}:remove_priya", after=99, within_s=60, at=step, **closed.arguments())
    assert ended.killed, ended.said
    assert ended.acknowledged[-1] == step
    is_new = _either_old_or_new(closed)
    assert is_new == (STEPS.index(step) >= STEPS.index("decided"))
    if is_new:
        for name in ("vault.json", "vault.json.previous"):
            assert priya not in (closed.path / name).read_text()
        with pytest.raises(NoSuchMember):
            closed.made.folder.unlock(priya, PASSWORDS[1])
    else:
        closed.made.folder.unlock(priya, PASSWORDS[1]).close()


def test_killed_at_any_moment_of_a_change_of_key_the_vault_opens(tmp_path: Path, killed: Visits) -> None:
    chance = random.Random(7)
    seen = []
    # From the very start, from after each step between, and when all is done.
    for after in (0, 1, 2, 3, 4, 5, 6, len(STEPS)):
        closed = _closed(tmp_path / f"house {after}")
        within_s = chance.uniform(0.0, 0.02) if after else 0.0
        ended = killed.run(f"{HERE}:remove_priya", after=after, within_s=within_s, at=None, **closed.arguments())
        is_new = _either_old_or_new(closed)
        assert is_new or "decided" not in ended.acknowledged
        seen.append(is_new)
    assert not seen[0]
    assert seen[-1]


def test_killed_while_the_change_of_key_is_being_finished_the_next_opening_finishes_it(
    closed: Closed, killed: Visits
) -> None:
    chance = random.Random(3)
    killed.run(f"{HERE}:remove_priya", after=99, within_s=60, at="decided", **closed.arguments())
    for _ in range(6):
        new_key = key_of(closed.path, closed.made.recovery_key)
        arguments = {**closed.arguments(), "key": new_key.hex()}
        killed.run(f"{HERE}:write_entries", after=0, within_s=chance.uniform(0.005, 0.03), **arguments)
    assert _either_old_or_new(closed)


def test_killed_in_the_middle_of_a_change_of_password_one_of_the_two_opens(tmp_path: Path, killed: Visits) -> None:
    chance = random.Random(11)
    for turn in range(5):
        closed = _closed(tmp_path / f"house {turn}")
        folder, priya = closed.made.folder, member_id(closed.made.folder, "Priya")
        ended = killed.run(
            f"{HERE}:set_priyas_password",
            after=1,
            within_s=chance.uniform(0.2, 0.5),
            new=NEW_PASSWORD,
            **closed.arguments(),
        )
        opened = []
        for password in (NEW_PASSWORD, PASSWORDS[1]):
            try:
                vault = folder.unlock(priya, password)
            except WrongPassword:
                continue
            _entries(vault)
            vault.close()
            opened.append(password)
        assert len(opened) == 1
        assert opened == [NEW_PASSWORD] or "done" not in ended.acknowledged


def test_killed_in_the_middle_of_set_up_there_is_no_vault_or_a_whole_one(tmp_path: Path, killed: Visits) -> None:
    chance = random.Random(5)
    for turn in range(6):
        path = tmp_path / f"house {turn}"
        killed.run(f"{HERE}:make_a_vault", after=0, within_s=chance.uniform(0.1, 0.7), path=str(path))
        folder = VaultFolder(path, MemorySecrets(), FixedClock(NOW), Argon2Cost.FLOOR)
        if folder.exists():
            assert [each.name for each in folder.members()] == [MEMBERS[0].name]
        else:
            folder.create(MEMBERS[:1])[0].close()
