"""The lines of a signature: taking them down, smoothing them, measuring them. Places are 0 to 1 of the pad."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from cantercare_desktop.office.signing import Point, Stroke

# How much of the way to a new point the pen goes: takes the tremble out of a mouse without lagging behind a pen.
_SMOOTH: Final = 0.65
# Points nearer than this part of the pad's height say nothing new.
_NEAR: Final = 0.004
MOST_POINTS: Final = 20_000


class StrokeTaker:
    """Takes down strokes as they are drawn. Times are milliseconds since the pad was first touched."""

    def __init__(self) -> None:
        self._done: list[Stroke] = []
        self._open: list[Point] | None = None
        self._last = Point(0, 0, 0, 0)
        self._count = 0

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """All strokes, with the one that is being drawn."""
        return (*self._done, Stroke(tuple(self._open))) if self._open else tuple(self._done)

    @property
    def drawing(self) -> bool:
        """Whether the pen is down."""
        return self._open is not None

    def begin(self, x: float, y: float, ms: int, force: float) -> None:
        """Pen down."""
        self.end()
        self._last = _point(x, y, ms, force)
        self._open = [self._last]

    def go_on(self, x: float, y: float, ms: int, force: float, aspect: float) -> bool:
        """Pen moved; ``False`` if the point was too near to the last one to say anything."""
        if self._open is None or self._count + len(self._open) >= MOST_POINTS:
            return False
        last = self._last
        smoothed = _point(last.x + (x - last.x) * _SMOOTH, last.y + (y - last.y) * _SMOOTH, ms, force)
        if ((smoothed.x - last.x) * aspect) ** 2 + (smoothed.y - last.y) ** 2 < _NEAR**2:
            return False
        self._open.append(smoothed)
        self._last = smoothed
        return True

    def end(self, x: float | None = None, y: float | None = None, ms: int = 0, force: float = 0.5) -> None:
        """Pen up, at the place where it was lifted."""
        if self._open is None:
            return
        if x is not None and y is not None and (x, y) != (self._last.x, self._last.y):
            self._open.append(_point(x, y, max(ms, self._last.ms), force))
        self._count += len(self._open)
        self._done.append(Stroke(tuple(self._open)))
        self._open = None

    def put(self, strokes: tuple[Stroke, ...]) -> None:
        """Put strokes that nobody drew: the mark."""
        self._open = None
        self._done = list(strokes)
        self._count = sum(len(stroke.points) for stroke in strokes)

    def undo(self) -> None:
        """Take the last stroke away."""
        self.end()
        if self._done:
            self._count -= len(self._done.pop().points)


def _point(x: float, y: float, ms: int, force: float) -> Point:
    def between(value: float) -> float:
        return min(max(value, 0.0), 1.0)

    return Point(between(x), between(y), max(ms, 0), between(force))


def mark_strokes(aspect: float, ms: int) -> tuple[Stroke, ...]:
    """A cross on the base line, as a person who does not write puts it. ``aspect`` is the pad's width by its height."""
    middle, low, size = 0.5, 0.62, 0.22
    across = size / aspect

    def line(x1: float, y1: float, x2: float, y2: float) -> Stroke:
        return Stroke(
            tuple(_point(x1 + (x2 - x1) * at / 8, y1 + (y2 - y1) * at / 8, ms + at * 12, 0.5) for at in range(9))
        )

    return (
        line(middle - across, low - size, middle + across, low + size / 3),
        line(middle + across, low - size, middle - across, low + size / 3),
    )


def path_of(stroke: Stroke, where: QRectF) -> QPainterPath:
    """The stroke as a smooth line inside ``where``: a curve through the middles between its points."""
    spots = [QPointF(where.left() + p.x * where.width(), where.top() + p.y * where.height()) for p in stroke.points]
    path = QPainterPath(spots[0])
    if len(spots) == 1:
        path.lineTo(spots[0] + QPointF(0.1, 0.1))
        return path
    for before, now in pairwise(spots[1:]):
        path.quadTo(before, (before + now) / 2)
    path.lineTo(spots[-1])
    return path
