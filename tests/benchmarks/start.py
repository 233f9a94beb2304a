"""From the command to the sign-in page, beside the least that a window of this toolkit could take."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from time import perf_counter

from tests.benchmarks.houses import BENCH, copied
from tests.benchmarks.measuring import Measured

PAIRS = 15
BAR = 2.0


def measure() -> Iterator[Measured]:
    """Start both in turns, each in a process of its own; the first pair warms the disk."""
    with copied("small", "start") as made:
        program: list[float] = []
        empty: list[float] = []
        for number in range(PAIRS + 1):
            pair = [(program, ("program", str(made.path))), (empty, ("empty",))]
            for times, what in pair if number % 2 else pair[::-1]:
                times.append(_seconds_to_paint(what))
    medians = [statistics.median(times[1:]) for times in (program, empty)]
    yield Measured("start to sign-in window, against an empty window", medians[0] / medians[1], "times", BAR)


def _seconds_to_paint(what: Sequence[str]) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", *what]
    surroundings = _compiled()
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = perf_counter() - began
        process.communicate()
    assert said == b"painted\n", said
    return seconds


def _compiled() -> dict[str, str]:
    """Return the environment in which Python keeps what it compiled, as an installed program does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(BENCH / "compiled")}
