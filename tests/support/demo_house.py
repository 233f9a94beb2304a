"""The demo house, made once for a whole run of tests and copied for each that wants to live in it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cantercare_desktop.demo.making import make_demo
from cantercare_desktop.demo.passwords import demo_passwords
from cantercare_desktop.demo.people import PEOPLE
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost
from tests.support.driver import NOW
from tests.support.vaults import MemorySecrets

#: Every word of every name of somebody on record: none of them is also the name of one who works there.
NAMES = frozenset(
    word
    for person in PEOPLE
    for name in (person.name, *(child.name for child in person.children))
    for word in name.split()
)


@dataclass(frozen=True, slots=True)
class DemoCopy:
    """A demo house of one's own: where it lies, who may sign in (by name), and the recovery key."""

    folder: Path
    secrets: MemorySecrets
    members: Mapping[str, str]
    passwords: Mapping[str, str]
    recovery_key: str

    def vault_folder(self) -> VaultFolder:
        """Return the folder as the program would open it, with a clock that stands still."""
        return VaultFolder(self.folder, self.secrets, FixedClock(NOW), Argon2Cost.FLOOR)


@dataclass(frozen=True, slots=True)
class DemoTemplate:
    """The house that is copied."""

    made: DemoCopy

    def copy_to(self, folder: Path) -> DemoCopy:
        """Return a house of one's own in a folder that does not exist yet."""
        made = self.made
        shutil.copytree(made.folder, folder)
        return DemoCopy(folder, MemorySecrets(dict(made.secrets.kept)), made.members, made.passwords, made.recovery_key)


def make_template(folder: Path) -> DemoTemplate:
    """Make the house; takes some seconds. Its past ends on the driver's day."""
    secrets = MemorySecrets()
    house = make_demo(folder, clock=FixedClock(NOW), secrets=secrets)
    passwords = demo_passwords(folder)
    members = {member.name: member.id for member in VaultFolder(folder, secrets, FixedClock(NOW)).members()}
    by_name = {name: passwords[member] for name, member in members.items()}
    return DemoTemplate(DemoCopy(folder, secrets, members, by_name, house.recovery_key))
