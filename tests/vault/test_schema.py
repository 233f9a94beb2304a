from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from cantercare_desktop.vault.clock import from_micros, house_date, to_micros
from cantercare_desktop.vault.schema import UtcTime

DIALECT = sqlite.dialect()


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))])
SECONDS = st.integers(-(2**31), 2**33)


@given(SECONDS, st.integers(0, 999_999), ZONES)
def test_a_moment_is_kept_to_the_microsecond_and_comes_back_in_utc(seconds: int, micros: int, zone: tzinfo) -> None:
    at = datetime.fromtimestamp(seconds, zone).replace(microsecond=micros)
    kept = UtcTime().process_bind_param(at, DIALECT)
    assert isinstance(kept, int)
    back = UtcTime().process_result_value(kept, DIALECT)
    assert back == at
    assert back is not None
    assert back.tzinfo is UTC
    assert from_micros(to_micros(at)) == at


def test_a_moment_without_a_zone_is_not_kept() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        UtcTime().process_bind_param(datetime(2026, 11, 21, 14, 20), DIALECT)  # noqa: DTZ001 - the point


def test_nothing_stays_nothing() -> None:
    assert UtcTime().process_bind_param(None, DIALECT) is None
    assert UtcTime().process_result_value(None, DIALECT) is None


def test_the_last_day_of_a_pass_is_a_day_of_the_house() -> None:
    assert house_date(datetime(2026, 7, 5, 23, 30, tzinfo=UTC)) == date(2026, 7, 6)
