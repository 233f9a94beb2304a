from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from tests.support.vaults import NOW, MemorySecrets, NewVault, new_vault


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def secrets() -> MemorySecrets:
    return MemorySecrets()


@pytest.fixture
def house(tmp_path: Path, clock: FixedClock, secrets: MemorySecrets) -> Iterator[NewVault]:
    made = new_vault(tmp_path / "house", clock=clock, secrets=secrets)
    yield made
    made.vault.close()
