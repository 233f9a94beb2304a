"""How something is measured: one figure with its bar, and two things timed in turns so that noise hits both."""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypedDict

OUT = Path(__file__).resolve().parents[2] / "out"
Deed = Callable[[int], object]


class Written(TypedDict):
    """One line of `out/bench.json`. `bar` is the most that is allowed."""

    what: str
    value: float
    unit: str
    bar: float
    met: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: what, how much, in which unit, and the most that is allowed."""

    what: str
    value: float
    unit: str
    bar: float

    @property
    def met(self) -> bool:
        """Tell whether it stays under its bar."""
        return self.value <= self.bar

    def written(self) -> Written:
        """Return it as it stands in the file."""
        return Written(what=self.what, value=round(self.value, 3), unit=self.unit, bar=self.bar, met=self.met)


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took each time, in seconds."""

    each: tuple[float, ...]

    @property
    def median_ms(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.each) * 1000

    @property
    def p95_ms(self) -> float:
        """What 95 of 100 times stay within, in milliseconds."""
        ordered = sorted(self.each)
        return ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))] * 1000


def answer_of(module: str, *arguments: str | Path) -> dict[str, float]:
    """Run a module of this folder in a process of its own, and return the JSON it prints."""
    command = [sys.executable, "-m", f"tests.benchmarks.{module}", *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise RuntimeError(f"{module} ended with {ended.returncode}:\n{ended.stderr}")
    answer: dict[str, float] = json.loads(ended.stdout)
    return answer


def timed(deed: Deed, number: int) -> float:
    """Return how many seconds one call takes. It is told which time it is."""
    began = perf_counter()
    deed(number)
    return perf_counter() - began


def in_turns(first: Deed, second: Deed, times: int, warm_up: int = 3) -> tuple[Times, Times]:
    """Time two deeds in turns, each going first every other time; the first few turns are not counted.

    What earlier parts have left in memory is not looked through for garbage while this runs.
    """
    gc.collect()
    gc.freeze()
    taken: tuple[list[float], list[float]] = ([], [])
    pairs = ((first, taken[0]), (second, taken[1]))
    for number in range(-warm_up, times):
        for deed, into in pairs if number % 2 else pairs[::-1]:
            seconds = timed(deed, number + warm_up)
            if number >= 0:
                into.append(seconds)
    gc.unfreeze()
    return Times(tuple(taken[0])), Times(tuple(taken[1]))


def enough_times(deeds: Sequence[Deed], within_s: float, fewest: int = 60, most: int = 600) -> int:
    """Return how often deeds can be timed within some seconds, after having done each once or twice."""
    gc.collect()
    once = sum(min(timed(deed, 0), timed(deed, 1)) for deed in deeds)
    return max(fewest, min(most, int(within_s / max(once, 1e-6))))
