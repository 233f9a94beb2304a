"""The end of the ledger, as it is noted outside the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the ledger: how many entries, and the mark of the last (32 zero bytes when there is none)."""

    seq: int
    mark: bytes
