from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy, read_policy
from cantercare_desktop.office.records import StaffRecord
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.registers.residents.people import KATARZYNA, TSION
from tests.support.vaults import new_vault

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
PRIYA = Actor("priya", "Priya Nair", "staff", "Staff")
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")
TRUSTEE = Actor("tom", "Tom Whitlock", "trustee", "Trustee")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def vault(tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    made = new_vault(tmp_path / "vault", clock=clock).vault
    with made.writing() as session:
        for actor in (PRIYA, RUTH, TRUSTEE):
            session.add(
                StaffRecord(member=actor.member, name=actor.name, role=actor.role, title=actor.title, joined_at=NOW)
            )
    yield made
    made.close()


def office_of(vault: Vault, clock: FixedClock, profile: str = "cantercare") -> Office:
    policy: Policy = read_policy(resource("profiles", f"{profile}.toml"))
    return Office(vault, policy, clock, [ResidentsRegister(policy)])


@pytest.fixture
def office(vault: Vault, clock: FixedClock) -> Office:
    return office_of(vault, clock)


@pytest.fixture
def residents(office: Office) -> ResidentsService:
    return ResidentsService(office)


@pytest.fixture
def tsion(residents: ResidentsService) -> PersonId:
    return residents.add(PRIYA, TSION).value


@pytest.fixture
def katarzyna(residents: ResidentsService) -> PersonId:
    return residents.add(PRIYA, KATARZYNA).value
