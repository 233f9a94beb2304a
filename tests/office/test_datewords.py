from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cantercare_desktop.office import datewords

TODAY = date(2026, 11, 21)
SIGNED = datetime(2026, 11, 21, 14, 26, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 17), "Tue 17 Nov"),
        (date(2025, 12, 31), "Wed 31 Dec 2025"),
    ],
)
def test_days_in_lists_are_said_shortly(day: date, words: str) -> None:
    assert datewords.short_day(day, TODAY) == words


def test_dates_and_times_are_british() -> None:
    assert datewords.long_date(date(2026, 11, 24)) == "Tuesday 24 November 2026"
    assert datewords.weekday_date(date(2026, 11, 19)) == "Thursday 19 November"
    assert datewords.long_moment(SIGNED) == "Saturday 21 November 2026 at 14:26"
    assert datewords.moment(SIGNED, SIGNED) == "today 14:26"


def test_an_exact_moment_names_its_zone_in_winter_and_summer() -> None:
    assert datewords.exact_moment(SIGNED) == "21 November 2026, 14:26:08 GMT"
    assert datewords.exact_moment(datetime(2026, 7, 1, 12, 0, 1, tzinfo=UTC)) == "1 July 2026, 13:00:01 BST"


def test_only_the_first_letter_is_raised() -> None:
    assert datewords.first_upper("she said NO") == "She said NO"
    assert datewords.first_upper("") == ""
