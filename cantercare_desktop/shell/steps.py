"""Deeds that must all be done, such as those of a lock: a fault in one keeps none of the others from being done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Steps:
    """Does one step after another. ``faults`` are those that were met, to be told when everything is done."""

    def __init__(self) -> None:
        self.faults: list[Exception] = []

    def do(self, step: Callable[[], object]) -> None:
        """Do this step, whatever comes of it."""
        self.get(step, None)

    def get(self, step: Callable[[], T], instead: T) -> T:
        """Do this step and return what it gives; ``instead`` where it fails."""
        try:
            return step()
        except Exception as fault:  # noqa: BLE001 - it is kept and told: the steps that follow matter more
            self.faults.append(fault)
            return instead
