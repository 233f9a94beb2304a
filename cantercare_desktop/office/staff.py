"""Who does a deed: a member of staff, by name and role."""

from __future__ import annotations

from dataclasses import dataclass

from cantercare_desktop.vault.keys import Role

STAFF: frozenset[Role] = frozenset({"staff", "data_manager"})
DATA_MANAGER: frozenset[Role] = frozenset({"data_manager"})
EVERYONE: frozenset[Role] = frozenset({"staff", "data_manager", "trustee"})

ROLE_TITLES: dict[Role, str] = {"staff": "Staff", "data_manager": "Data Manager", "trustee": "Trustee"}


@dataclass(frozen=True, slots=True)
class Actor:
    """The person at the desk. `member` is the id of the vault's slot; the recovery key signs in as "recovery"."""

    member: str
    name: str
    role: Role
    title: str

    @property
    def signs_as(self) -> str:
        """Return "Priya Nair, staff", as papers name who did something."""
        return f"{self.name}, {self.title[:1].lower() + self.title[1:] if self.role == 'staff' else self.title}"


RECOVERY = Actor(member="recovery", name="The recovery key", role="data_manager", title="Recovery key")
