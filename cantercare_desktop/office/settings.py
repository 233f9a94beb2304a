"""The few choices the office makes for itself, kept in the vault."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from cantercare_desktop.office.records import SettingRecord
from cantercare_desktop.office.refusals import refuse
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Office, OpenVault

SHORTEST_LOCK, LONGEST_LOCK = 1, 15

_PROFILE = "profile"
_LOCK_MINUTES = "lock_minutes"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices in force. `lock_minutes` is how long the screen may be left alone, 1 to 15."""

    profile: str
    lock_minutes: int


def chosen_profile(vault: OpenVault) -> str | None:
    """Return the name of the profile this vault was set up with; None before it was chosen."""
    return _kept(vault).get(_PROFILE)


class SettingsService:
    """Reading and changing the choices. What was never chosen follows the profile."""

    def __init__(self, office: Office, vault: OpenVault) -> None:
        self._office = office
        self._vault = vault

    def now(self) -> Settings:
        """Return the choices in force."""
        kept = _kept(self._vault)
        minutes = kept.get(_LOCK_MINUTES, "")
        asked = int(minutes) if minutes.isdecimal() else self._office.policy.screens.lock_after_minutes
        return Settings(
            profile=kept.get(_PROFILE, self._office.policy.name),
            lock_minutes=min(max(asked, SHORTEST_LOCK), LONGEST_LOCK),
        )

    def choose_profile(self, by: Actor, name: str) -> Changed:
        """Write down which profile the vault follows. Only the Data Manager may, once, at set-up.

        Raises `RefusedError` for another one later: what was written under the first has its purposes and words.
        """
        if chosen_profile(self._vault) not in {None, name}:
            raise refuse("This vault follows a profile already. Set up a new vault for another one.", "profile")
        return self._choose(by, _PROFILE, name)

    def lock_after(self, by: Actor, minutes: int) -> Changed:
        """Choose after how many minutes without use the screen locks. Raises `RefusedError` outside 1 to 15."""
        if not SHORTEST_LOCK <= minutes <= LONGEST_LOCK:
            says = f"Choose from {SHORTEST_LOCK} to {LONGEST_LOCK} minutes. The lock cannot be switched off."
            raise refuse(says, "lock_minutes")
        return self._choose(by, _LOCK_MINUTES, str(minutes))

    def may_change(self, by: Actor) -> bool:
        """Tell whether this member of staff may change the choices of the house."""
        return self._office.may(by, "settings.changed")

    def _choose(self, by: Actor, name: str, value: str) -> Changed:
        with self._office.work(by, "settings.changed") as work:
            record = work.session.get(SettingRecord, name)
            if record is None:
                record = SettingRecord(name=name, value=value)
                work.session.add(record)
            record.value = value
            work.note(Ref("settings", 0), name=name, value=value)
        return work.changed


def _kept(vault: OpenVault) -> dict[str, str]:
    with vault.reading() as session:
        return {record.name: record.value for record in session.scalars(select(SettingRecord))}
