"""What the vault asks of a clock; the clock itself is handed in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HOUSE_ZONE = ZoneInfo("Europe/London")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Clock(Protocol):
    """Two faces: the wall clock, which may be set wrong, and one that only runs forwards."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        ...


def to_micros(at: datetime) -> int:
    """Return microseconds since 1970 UTC. Raises `ValueError` for a time without a zone."""
    if at.tzinfo is None:
        message = "a time without a zone cannot be kept"
        raise ValueError(message)
    return (at - _EPOCH) // _MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware UTC moment of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=micros)


def house_date(at: datetime) -> date:
    """Return the calendar date in the house's own time zone."""
    return at.astimezone(HOUSE_ZONE).date()
