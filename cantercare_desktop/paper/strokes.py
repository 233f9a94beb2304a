"""A drawn signature as curves: smoothed, as wide as the pen pressed, trimmed and brought into its box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from cantercare_desktop.paper.blocks import Point

_LEAST_STEP = 0.35
"""Points of paper. Nearer samples are the trembling of the pad, not of the hand."""


@dataclass(frozen=True, slots=True)
class Curve:
    """One stretch of even width: moves as ``Surface.curves`` takes them, in points from the corner of the box."""

    moves: tuple[tuple[str, tuple[float, ...]], ...]
    width: float


def signature_curves(
    strokes: Sequence[Sequence[Point]], aspect: float, width: float, height: float, pen: float
) -> list[Curve]:
    """The strokes brought into a box of ``width`` by ``height`` points, standing on its lower edge.

    ``aspect`` is the pad's width by its height. ``pen`` is the line in points at middle pressure. A small mark stays
    small: it grows no larger than the whole pad would be, laid a quarter wider than the box.
    """
    inked = [stroke for stroke in strokes if stroke]
    if not inked:
        return []
    xs = [point[0] * aspect for stroke in inked for point in stroke]
    ys = [point[1] for stroke in inked for point in stroke]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(width / max(wide, 1e-6), height / max(high, 1e-6), width * 1.25 / aspect)
    left = (width - wide * scale) / 2 - min(xs) * scale
    top = height - high * scale - min(ys) * scale
    curves: list[Curve] = []
    for stroke in inked:
        placed = [(x * aspect * scale + left, y * scale + top, pressure) for x, y, _, pressure in stroke]
        curves += _stroke(_thinned(placed), pen)
    return curves


_Placed = tuple[float, float, float]


def _thinned(points: Sequence[_Placed]) -> list[_Placed]:
    kept = [points[0]]
    for point in points[1:-1]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= _LEAST_STEP:
            kept.append(point)
    if len(points) > 1:
        kept.append(points[-1])
    return kept


def _stroke(points: Sequence[_Placed], pen: float) -> Iterator[Curve]:
    if len(points) == 1:
        x, y, pressure = points[0]
        yield Curve((("m", (x, y)), ("l", (x, y))), _width(pressure, pen) * 1.4)
        return
    moves: list[tuple[str, tuple[float, ...]]] = []
    width = 0.0
    for i in range(len(points) - 1):
        before, start, end, after = (points[min(max(i + step, 0), len(points) - 1)] for step in (-1, 0, 1, 2))
        here = _width((before[2] + start[2] + end[2] + after[2]) / 4, pen)
        if here != width:
            if moves:
                yield Curve(tuple(moves), width)
            moves, width = [("m", start[:2])], here
        moves.append(
            (
                "c",
                (
                    start[0] + (end[0] - before[0]) / 6,
                    start[1] + (end[1] - before[1]) / 6,
                    end[0] - (after[0] - start[0]) / 6,
                    end[1] - (after[1] - start[1]) / 6,
                    end[0],
                    end[1],
                ),
            )
        )
    yield Curve(tuple(moves), width)


def _width(pressure: float, pen: float) -> float:
    """In steps, so that an even stroke is one curve. A mouse has no pressure and tells 0: that is the middle."""
    felt = pressure if pressure > 0 else 0.5
    return round(pen * (0.6 + 0.8 * min(felt, 1.0)) * 8) / 8
