"""How dates, times and counts of days are said to staff, in British English."""

from __future__ import annotations

from datetime import date, datetime

from cantercare_desktop.office.clock import in_london, london_date

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """Return "Tuesday 24 November 2026"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def weekday_date(day: date) -> str:
    """Return "Tuesday 24 November"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def plain_date(day: date) -> str:
    """Return "24 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return "Tue 24 Nov"."""
    return f"{_DAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def clock_time(at: datetime) -> str:
    """Return the London time of an aware moment: "14:35"."""
    return f"{in_london(at):%H:%M}"


def short_day(day: date, today: date) -> str:
    """Return "today", "yesterday", "Tue 24 Nov", or with the year when it is another one."""
    if day == today:
        return "today"
    if (today - day).days == 1:
        return "yesterday"
    return short_date(day) if day.year == today.year else f"{short_date(day)} {day.year}"


def moment(at: datetime, now: datetime) -> str:
    """Return "today 14:35" or "Tue 24 Nov 14:35"."""
    return f"{short_day(london_date(at), london_date(now))} {clock_time(at)}"


def long_moment(at: datetime) -> str:
    """Return "Saturday 21 November 2026 at 14:26"."""
    return f"{long_date(london_date(at))} at {clock_time(at)}"


def exact_moment(at: datetime) -> str:
    """Return date, time with seconds and the zone's letters: "21 November 2026, 14:26:08 GMT"."""
    local = in_london(at)
    return f"{plain_date(local.date())}, {local:%H:%M:%S} {local.tzname()}"


def first_upper(text: str) -> str:
    """Return `text` with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]
