from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.office.clock import FixedClock, SystemClock, day_bounds, london_date, london_moment


def test_a_summer_evening_in_utc_is_already_the_next_day_in_london() -> None:
    assert london_date(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_the_day_the_clocks_go_back_has_25_hours() -> None:
    begins, ends = day_bounds(date(2026, 10, 25))
    assert ends - begins == timedelta(hours=25)


def test_the_repeated_hour_in_autumn_is_the_first_one() -> None:
    assert london_moment(date(2026, 10, 25), 1, 30) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis takes naive bounds
def test_every_moment_lies_within_the_bounds_of_its_london_day(at: datetime) -> None:
    begins, ends = day_bounds(london_date(at))
    assert begins <= at < ends


def test_a_clock_set_back_shows_an_earlier_time_but_never_negative_seconds() -> None:
    clock = FixedClock(datetime(2026, 11, 21, 14, 20, tzinfo=UTC))
    clock.move(timedelta(minutes=5))
    clock.move(timedelta(hours=-2))
    assert clock.now() == datetime(2026, 11, 21, 12, 25, tzinfo=UTC)
    assert clock.monotonic() == 300


def test_the_systems_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)
    first = SystemClock().monotonic()
    assert SystemClock().monotonic() >= first
