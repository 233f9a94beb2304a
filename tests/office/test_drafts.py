from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.drafts import Drafts
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import NOW, entries_written, new_vault

PRIYA = Actor("m1", "Priya Nair", "staff", "Staff")
GRACE = Actor("m2", "Grace Owusu", "staff", "Staff")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = new_vault(tmp_path / "vault").vault
    yield opened
    opened.close()


@pytest.fixture
def drafts(vault: Vault) -> Drafts:
    policy = read_policy(resource("profiles", "cantercare.toml"))
    return Drafts(Office(vault, policy, FixedClock(NOW), [ResidentsRegister(policy)]))


def test_a_draft_comes_back_once_to_the_one_who_typed_it(drafts: Drafts) -> None:
    drafts.keep(PRIYA, {"post": {"who": "ليلى", "rows": [1, 2]}})

    assert drafts.give_back(GRACE) == {}
    assert drafts.give_back(PRIYA) == {"post": {"who": "ليلى", "rows": [1, 2]}}
    assert drafts.give_back(PRIYA) == {}


def test_the_ledger_tells_keeping_from_giving_back(drafts: Drafts, vault: Vault) -> None:
    drafts.keep(PRIYA, {"post": {"who": "Leila"}})
    drafts.give_back(PRIYA)

    assert entries_written(vault)[-2:] == ("draft.kept", "draft.given_back")


def test_keeping_again_replaces_what_was_kept(drafts: Drafts) -> None:
    drafts.keep(PRIYA, {"post": {"who": "Amara"}, "residents": {"name": "Tsion"}})
    drafts.keep(PRIYA, {"residents": {"name": "Tsion B"}})

    assert drafts.give_back(PRIYA) == {"residents": {"name": "Tsion B"}}


def test_with_nothing_typed_nothing_is_written(drafts: Drafts, vault: Vault) -> None:
    before = entries_written(vault)
    drafts.keep(PRIYA, {})

    assert entries_written(vault) == before


def test_what_was_typed_is_not_in_the_ledger(drafts: Drafts, vault: Vault) -> None:
    drafts.keep(PRIYA, {"post": {"who": "Leila Haddadi"}})

    with vault.reading() as session:
        entry = vault.ledger.entries(session, action="draft.kept", limit=1)[0]
        assert b"Leila" not in (vault.ledger.detail(session, entry.seq) or b"")


def test_a_flood_of_text_is_left_out_and_the_rest_is_kept(drafts: Drafts) -> None:
    drafts.keep(PRIYA, {"post": {"note": "x" * 1_000_000}, "residents": {"name": "Chloe"}})

    assert drafts.give_back(PRIYA) == {"residents": {"name": "Chloe"}}
