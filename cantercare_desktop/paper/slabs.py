"""What a page is stacked from: pieces that are never cut, each as high as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from cantercare_desktop.paper import house
from cantercare_desktop.paper.surface import Surface

Draw = Callable[[Surface, float], None]
"""Draws the slab on a page; the number is how far down its top edge lies, in points."""


@dataclass(frozen=True, slots=True)
class Slab:
    """One piece of a page.

    ``gap`` is the room above it, left out at the top of a page. ``keeps`` slabs stay on the page of the one after them.
    ``repeats`` is drawn above it when it comes first on a page: the heads of its table.
    """

    height: float
    draw: Draw
    gap: float = 0
    keeps: bool = False
    repeats: Slab | None = None
    bookmark: str = ""
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A slab and how far down its page it lies."""

    slab: Slab
    top: float


def stack(slabs: Iterable[Slab]) -> list[list[Placed]]:
    """Lays slabs onto as many pages as they need; at least one."""
    pages: list[list[Placed]] = [[]]
    down = house.BODY_TOP
    for group in _kept_together(slabs):
        height = sum(slab.height + slab.gap for slab in group)
        full = bool(pages[-1]) and down + height > house.BODY_BOTTOM
        if (full or group[0].starts_page) and pages[-1]:
            pages.append([])
            down = house.BODY_TOP
        for slab in group:
            if pages[-1] and down + slab.gap + slab.height > house.BODY_BOTTOM:
                pages.append([])
                down = house.BODY_TOP
            if not pages[-1] and slab.repeats is not None:
                pages[-1].append(Placed(slab.repeats, down))
                down += slab.repeats.height
            down += slab.gap if pages[-1] else 0
            pages[-1].append(Placed(slab, down))
            down += slab.height
    return pages


def glued(slabs: Sequence[Slab]) -> list[Slab]:
    """The same slabs, each staying with the next."""
    return [replace(slab, keeps=True) for slab in slabs[:-1]] + list(slabs[-1:])


def _kept_together(slabs: Iterable[Slab]) -> Iterable[list[Slab]]:
    group: list[Slab] = []
    for slab in slabs:
        group.append(slab)
        if not slab.keeps:
            yield group
            group = []
    if group:
        yield group
