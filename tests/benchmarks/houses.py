"""The large and the small house, opened for one member of staff, on copies that may be written to."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cantercare_desktop.house import House, open_house
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.staff_service import actor_of
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.vault import Vault
from tests.benchmarks.measuring import OUT
from tests.support.large_vault import LARGE, SMALL, MadeVault, kept
from tests.support.long_history import NOW

BENCH = OUT / "bench"
#: "of the large vault", as the names of the figures say it.
SIZES = {"large": LARGE, "small": SMALL}


@dataclass(frozen=True, slots=True)
class Opened:
    """An open house, the clock it goes by, and who is at the desk."""

    vault: Vault
    house: House
    clock: FixedClock
    by: Actor


def vault_of(name: str) -> MadeVault:
    """Return the kept vault of a name, made now if need be. Only read it."""

    def said(text: str, done: int, of: int) -> None:
        if sys.stderr.isatty() or done == of:
            print(f"\r{text}: {done:,} of {of:,} ledger entries", end="\n" if done == of else "", file=sys.stderr)

    BENCH.mkdir(parents=True, exist_ok=True)
    return kept(BENCH, name, SIZES[name], said)


@contextmanager
def copied(name: str, purpose: str) -> Iterator[MadeVault]:
    """Lend a copy that may be written to; it is gone afterwards."""
    copy = vault_of(name).copy(BENCH / f"copy-{name}-{purpose}")
    try:
        yield copy
    finally:
        shutil.rmtree(copy.path)


@contextmanager
def opened(name: str, purpose: str) -> Iterator[Opened]:
    """Lend a copy, opened for Priya Nair at the moment where its history ends."""
    with copied(name, purpose) as copy:
        clock = FixedClock(NOW)
        vault = copy.open(clock=clock)
        try:
            house = open_house(vault, read_policy(resource("profiles", "cantercare.toml")), clock)
            yield Opened(vault, house, clock, actor_of(vault.member))
        finally:
            vault.close()
