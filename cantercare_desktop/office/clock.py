"""The only place that asks the time. Stored times are aware UTC; a date the law counts is a London date."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """What the program knows of time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is moved: for tests, the tour and the demo house."""

    at: datetime
    seconds: float = field(default=0.0)

    def now(self) -> datetime:
        """Return the moment the clock was set to, aware, in UTC."""
        return self.at.astimezone(UTC)

    def monotonic(self) -> float:
        """Return the seconds by which the clock was moved forwards."""
        return self.seconds

    def move(self, by: timedelta) -> None:
        """Move both faces of the clock; backwards moves only the face that can be set wrong."""
        self.at += by
        self.seconds += max(by.total_seconds(), 0.0)


def in_london(at: datetime) -> datetime:
    """Return an aware moment as London time."""
    return at.astimezone(LONDON)


def london_date(at: datetime) -> date:
    """Return the London calendar date of an aware moment."""
    return in_london(at).date()


def london_moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the UTC moment of a London wall-clock time; in the repeated autumn hour, the first one."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the UTC moments at which a London day begins and ends (the end is not part of it)."""
    return london_moment(day), london_moment(day + timedelta(days=1))
