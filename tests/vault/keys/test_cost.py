from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cantercare_desktop.vault.keys import Argon2Cost, calibrate


class _SlowClock:
    """Each look at it is `step` seconds after the one before."""

    def __init__(self, step: float) -> None:
        self._step, self._seconds = step, 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 21, tzinfo=UTC)

    def monotonic(self) -> float:
        self._seconds += self._step
        return self._seconds


@pytest.mark.parametrize(
    "cost",
    [
        Argon2Cost(64 * 1024 - 1, 3, 4),
        Argon2Cost(64 * 1024, 2, 4),
        Argon2Cost(64 * 1024, 3, 3),
        Argon2Cost(1024 * 1024 + 1, 3, 4),
        Argon2Cost(64 * 1024, 1000, 4),
    ],
)
def test_a_downgrade_or_a_cost_that_stops_the_computer_is_refused_before_computing(cost: Argon2Cost) -> None:
    with pytest.raises(ValueError, match="outside its limits"):
        cost.derive(b"password", bytes(16))


def test_a_slow_computer_gets_less_memory_but_never_less_than_the_floor() -> None:
    assert calibrate(_SlowClock(5.0)) == Argon2Cost.FLOOR


def test_a_computer_of_the_right_speed_keeps_the_default() -> None:
    assert calibrate(_SlowClock(0.7)) == Argon2Cost.DEFAULT


def test_a_fast_computer_gets_more_passes() -> None:
    fast = calibrate(_SlowClock(0.2))
    assert fast.memory_kib == Argon2Cost.DEFAULT.memory_kib
    assert fast.time > Argon2Cost.DEFAULT.time
    assert fast.is_allowed()
