"""A date typed as people write it: "21 11 2026", "21/11/2026", "21 Nov 2026", "today"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from cantercare_desktop.office.datewords import long_date, plain_date
from cantercare_desktop.ui.fields import TextLine

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PARTS = re.compile(r"[\s/.,-]+")


class BadDateError(ValueError):
    """What was typed is not a date; the text is the sentence to show beside the field."""


def read_date(typed: str, today: date) -> date | None:
    """The date in ``typed``; ``None`` if nothing is typed. ``today`` is a London date.

    Raises ``BadDateError`` with a sentence that says how to write it.
    """
    text = typed.strip().lower()[:60]
    if not text:
        return None
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) == 4 and any(day.startswith(parts[0]) and len(parts[0]) >= 3 for day in _WEEKDAYS):
        parts = parts[1:]
    if len(parts) != 3:
        raise BadDateError("Write the day, the month and the year, like 21 11 2026.")
    day, month, year = _number(re.sub(r"(st|nd|rd|th)$", "", parts[0])), _month(parts[1]), _number(parts[2])
    if len(parts[2]) != 4:
        raise BadDateError("Write the year with four figures, like 2026.")
    if not 1 <= month <= 12:
        raise BadDateError(f"There is no month {month}. Write the day first, then the month, like 21 11 2026.")
    if year < 1900:
        raise BadDateError(f"The year {year} is too long ago.")
    try:
        return date(year, month, day)
    except ValueError:
        raise BadDateError(f"{_MONTHS[month - 1].capitalize()} {year} has no day {day}.") from None


def _number(part: str) -> int:
    if not (part.isascii() and part.isdigit()):
        raise BadDateError("Write the date in figures, like 21 11 2026.")
    return int(part)


def _month(part: str) -> int:
    if len(part) >= 3:
        for at, name in enumerate(_MONTHS, start=1):
            if name.startswith(part):
                return at
    return _number(part)


class DateLine(TextLine):
    """A line for a date. Once it is understood the whole date stands grey at its right."""

    def __init__(self, *, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder="day month year", longest=60, parent=parent)
        self._today = today
        self.textChanged.connect(self._on_text_changed)

    def day(self) -> date | None:
        """The date, or ``None`` if nothing is typed. Raises ``BadDateError``."""
        return read_date(self.text(), self._today())

    def show_date(self, day: date | None) -> None:
        """Put a date into the field."""
        self.setText("" if day is None else plain_date(day))

    def trouble(self) -> str | None:
        """The sentence that says what is wrong with what is typed; ``None`` if it is a date or nothing."""
        try:
            self.day()
        except BadDateError as bad:
            return str(bad)
        return None

    def _on_text_changed(self) -> None:
        try:
            understood = self.day()
        except BadDateError:
            understood = None
        self.show_aside(long_date(understood) if understood is not None else "")
