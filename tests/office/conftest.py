from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.policy import Policy, read_policy
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import NOW, NewVault, new_vault


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def made(tmp_path: Path, clock: FixedClock) -> Iterator[NewVault]:
    made = new_vault(tmp_path / "vault", clock=clock)
    yield made
    made.vault.close()


@pytest.fixture
def vault(made: NewVault) -> Vault:
    return made.vault


@pytest.fixture
def policy() -> Policy:
    return read_policy(resource("profiles", "cantercare.toml"))


@pytest.fixture
def house(vault: Vault, policy: Policy, clock: FixedClock) -> House:
    return open_house(vault, policy, clock)
