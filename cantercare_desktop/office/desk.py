"""What every service of a register stands on: the office's rules and time, and reads that ask for the role first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import ClassVar

from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office


class RegisterDesk:
    """A register's place in the office. `_register` is its name in links and ledger actions."""

    _register: ClassVar[str]

    def __init__(self, office: Office) -> None:
        self._office = office

    @property
    def policy(self) -> Policy:
        """The rules of this charity: its words, rooms and places."""
        return self._office.policy

    @property
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return self._office.clock.now()

    @property
    def today(self) -> date:
        """The London date."""
        return london_date(self.now)

    def may(self, by: Actor, does: str) -> bool:
        """Tell whether somebody's role includes a deed of this register, such as "hand_over"."""
        return self._office.may(by, f"{self._register}.{does}")

    @contextmanager
    def _reading(self, by: Actor, at: PersonId | None = None, why: str = "") -> Iterator[Session]:
        """Open a read. Raises `RefusedError` when the role may not read this register; then nothing was written."""
        self._office.check_may(by, f"{self._register}.read")
        with self._office.look(by, at, why) as session:
            yield session
