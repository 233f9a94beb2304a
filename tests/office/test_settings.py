from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.settings import SettingsService, chosen_profile
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import NOW, new_vault

RUTH = Actor("m1", "Ruth Adeyemi", "data_manager", "Data Manager")
PRIYA = Actor("m2", "Priya Nair", "staff", "Staff")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    opened = new_vault(tmp_path / "vault").vault
    yield opened
    opened.close()


@pytest.fixture
def settings(vault: Vault) -> SettingsService:
    policy = read_policy(resource("profiles", "cantercare.toml"))
    return SettingsService(Office(vault, policy, FixedClock(NOW)), vault)


def test_what_was_never_chosen_follows_the_profile(settings: SettingsService, vault: Vault) -> None:
    assert chosen_profile(vault) is None
    assert settings.now().lock_minutes == 5
    assert settings.now().profile == "cantercare"


def test_the_chosen_profile_is_found_before_a_policy_is_read(settings: SettingsService, vault: Vault) -> None:
    settings.choose_profile(RUTH, "recovery-steps-ips")

    assert chosen_profile(vault) == "recovery-steps-ips"


def test_a_vault_keeps_the_profile_it_was_set_up_with(settings: SettingsService, vault: Vault) -> None:
    settings.choose_profile(RUTH, "recovery-steps-ips")
    with pytest.raises(RefusedError):
        settings.choose_profile(RUTH, "cantercare")

    assert chosen_profile(vault) == "recovery-steps-ips"


def test_the_data_manager_chooses_the_minutes(settings: SettingsService) -> None:
    settings.lock_after(RUTH, 15)

    assert settings.now().lock_minutes == 15


@pytest.mark.parametrize("minutes", [0, -1, 16, 1_000_000])
def test_the_lock_cannot_be_switched_off(settings: SettingsService, minutes: int) -> None:
    with pytest.raises(RefusedError) as refused:
        settings.lock_after(RUTH, minutes)

    assert refused.value.refusals[0].field == "lock_minutes"
    assert settings.now().lock_minutes == 5


def test_staff_do_not_choose_the_minutes(settings: SettingsService) -> None:
    assert not settings.may_change(PRIYA)
    with pytest.raises(RefusedError):
        settings.lock_after(PRIYA, 10)
