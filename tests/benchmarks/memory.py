"""How much the window holds after an hour's work on the large vault."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.houses import copied
from tests.benchmarks.measuring import Measured, answer_of

BAR_MB = 300.0


def measure() -> Iterator[Measured]:
    """Work an hour in a process of its own, and give what is resident at its end."""
    with copied("large", "memory") as made:
        held = answer_of("work_an_hour", made.path)
    yield Measured("resident memory after an hour's work, large vault", held["end"], "MB", BAR_MB)
