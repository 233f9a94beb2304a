"""The office without a window: policy, registers and services on an open vault. The window and the command line
both stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cantercare_desktop.office.erasing import Erasing
from cantercare_desktop.office.languages import Languages
from cantercare_desktop.office.policy import Policy, read_policy
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.keys import DeviceSecrets, KeyFileSecrets, KeyringSecrets

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock
    from cantercare_desktop.office.work import OpenVault

KEY_FILE = "device.key"
PROFILE_FILE = "profile.toml"


@dataclass(frozen=True, slots=True)
class House:
    """Everything the office can do while the vault is open."""

    office: Office
    languages: Languages
    residents: ResidentsService
    post: PostService
    erasing: Erasing


def open_house(vault: OpenVault, policy: Policy, clock: Clock) -> House:
    """Build the office and its services on an open vault."""
    languages = Languages(resource("i18n", "resident"), policy.languages)
    office = Office(vault, policy, clock)
    registers = {"residents": ResidentsRegister(policy), "post": PostRegister(policy)}
    office.take_up(registers[name] for name in policy.registers)
    return House(
        office=office,
        languages=languages,
        residents=ResidentsService(office),
        post=PostService(office, languages),
        erasing=Erasing(office),
    )


def device_secrets(folder: Path) -> DeviceSecrets:
    """Return where this vault's device secret is kept: in the key file where set-up made one, else in the keyring."""
    key_file = folder / KEY_FILE
    return KeyFileSecrets(key_file) if key_file.exists() else KeyringSecrets()


def policy_of(folder: Path) -> Policy:
    """Read the profile a vault works by: its own copy, laid beside it at set-up. Raises `ProfileProblem`."""
    return read_policy(folder / PROFILE_FILE)
