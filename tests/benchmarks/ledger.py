"""The whole ledger walked, in a process of its own so that its memory can be told."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.houses import vault_of
from tests.benchmarks.measuring import Measured, answer_of

MOST_SECONDS = 15.0
MOST_MB = 200.0
RUNS = 3


def measure() -> Iterator[Measured]:
    """Walk a million entries a few times, and give the middle one."""
    made = vault_of("large")
    runs = [answer_of("walk_ledger", made.path) for _ in range(RUNS)]
    assert all(run["count"] == made.size.entries for run in runs)
    yield Measured(
        "verify 1,000,000 ledger entries", sorted(run["seconds"] for run in runs)[RUNS // 2], "s", MOST_SECONDS
    )
    yield Measured("memory while verifying, at most", max(run["peak_mb"] for run in runs), "MB", MOST_MB)
