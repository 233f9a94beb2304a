"""A finished paper in memory: what a room prints and what a window can show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that lies in memory only. `file_name` holds no person's data; it is what a save dialogue suggests."""

    title: str
    file_name: str
    pdf: bytes
