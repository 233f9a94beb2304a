"""The office without a window: registers and services on an open vault. Window and command line both stand on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cantercare_desktop.office.erasing import Erasing
from cantercare_desktop.office.languages import Languages
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.resources import resource

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock
    from cantercare_desktop.office.policy import Policy
    from cantercare_desktop.office.register import Register
    from cantercare_desktop.office.work import OpenVault


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
    registers: dict[str, Register] = {"residents": ResidentsRegister(policy), "post": PostRegister(policy)}
    office.take_up(registers[name] for name in policy.registers)
    return House(
        office=office,
        languages=languages,
        residents=ResidentsService(office),
        post=PostService(office, languages),
        erasing=Erasing(office),
    )
