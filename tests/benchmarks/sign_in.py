"""From the password to Today on the large vault, less what the password is meant to cost."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks.houses import copied
from tests.benchmarks.measuring import Measured, answer_of

STARTS = 9
BAR_MS = 400.0


def measure() -> Iterator[Measured]:
    """Sign in for the first time after a start, and again after locking; each start is a process of its own."""
    with copied("large", "sign-in") as made:
        runs = [answer_of("open_today", made.path) for _ in range(STARTS)]
    for when, words in (("first", "after a start"), ("again", "after locking")):
        less = statistics.median(run[when] - run["argon"] for run in runs)
        yield Measured(f"password to Today {words}, less Argon2id, large vault", less, "ms", BAR_MS)
