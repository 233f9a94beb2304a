"""One page to draw on: points, from the top left corner of the body downwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from cantercare_desktop.paper import house
from cantercare_desktop.paper.embedding import EmbeddedFont, utf16
from cantercare_desktop.paper.fonts import Face
from cantercare_desktop.paper.text import Line, Run

Side = Literal["near", "far"]
_ROUND = 0.5523


class Surface:
    """Collects what is drawn. On a mirrored page every box lies as far from the right as it would from the left."""

    def __init__(self, font_for: Callable[[Face], EmbeddedFont], *, mirrored: bool) -> None:
        self._font_for = font_for
        self._mirrored = mirrored
        self._drawn: list[str] = []

    def content(self) -> bytes:
        return "\n".join(self._drawn).encode("ascii")

    def text(self, line: Line, x: float, baseline: float, width: float = 0, side: Side = "near") -> None:
        """A line in the box from ``x``, ``width`` wide, on its near side (where reading starts) or on the far one."""
        left = self._left(x, width)
        at_right = (side == "far") != self._mirrored
        start = left + (width - line.width if at_right else 0)
        for run in line.runs:
            self._run(run, start + run.x, house.PAGE_HEIGHT - baseline)

    def rule(self, x: float, y: float, width: float, colour: str = house.RULE) -> None:
        left = self._left(x, width)
        top = house.PAGE_HEIGHT - y
        self._drawn.append(f"{_colour(colour)} RG {_n(house.HAIR)} w")
        self._drawn.append(f"{_n(left)} {_n(top)} m {_n(left + width)} {_n(top)} l S")

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        left = self._left(x, width)
        self._drawn.append(
            f"{_colour(colour)} rg {_n(left)} {_n(house.PAGE_HEIGHT - y - height)} {_n(width)} {_n(height)} re f"
        )

    def frame(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        edge: str = house.EDGE,
        fill: str | None = None,
        radius: float = house.RADIUS,
    ) -> None:
        """A box with round corners."""
        left, right = self._left(x, width), self._left(x, width) + width
        top, bottom, r = house.PAGE_HEIGHT - y, house.PAGE_HEIGHT - y - height, radius
        k = r * (1 - _ROUND)
        path = [
            f"{_n(left + r)} {_n(top)} m {_n(right - r)} {_n(top)} l",
            f"{_n(right - k)} {_n(top)} {_n(right)} {_n(top - k)} {_n(right)} {_n(top - r)} c",
            f"{_n(right)} {_n(bottom + r)} l",
            f"{_n(right)} {_n(bottom + k)} {_n(right - k)} {_n(bottom)} {_n(right - r)} {_n(bottom)} c",
            f"{_n(left + r)} {_n(bottom)} l {_n(left + k)} {_n(bottom)} {_n(left)} {_n(bottom + k)}",
            f"{_n(left)} {_n(bottom + r)} c {_n(left)} {_n(top - r)} l",
            f"{_n(left)} {_n(top - k)} {_n(left + k)} {_n(top)} {_n(left + r)} {_n(top)} c h",
        ]
        colours = f"{_colour(edge)} RG {_n(house.HAIR)} w" + (f" {_colour(fill)} rg" if fill else "")
        self._drawn += [colours, *path, "B" if fill else "S"]

    def curves(
        self,
        moves: Sequence[tuple[str, tuple[float, ...]]],
        x: float,
        y: float,
        width: float,
        *,
        scale: float,
        line: float,
        colour: str,
    ) -> None:
        """Strokes a path with round ends. Its own coordinates run down from the top left of the box at ``x``, ``y``.

        A move is ``("m", (x, y))``, ``("l", (x, y))``, ``("c", (six numbers))`` or ``("h", ())``. Pictures are not
        mirrored, only where they stand. ``line`` is the width of the stroke in points.
        """
        left = self._left(x, width)
        self._drawn.append(f"q {_colour(colour)} RG {_n(line)} w 1 J 1 j")
        for deed, numbers in moves:
            placed = [
                _n(left + number * scale) if i % 2 == 0 else _n(house.PAGE_HEIGHT - y - number * scale)
                for i, number in enumerate(numbers)
            ]
            self._drawn.append(" ".join([*placed, deed]))
        self._drawn.append("S Q")

    def _left(self, x: float, width: float) -> float:
        return house.MARGIN + (house.BODY_WIDTH - x - width if self._mirrored else x)

    def _run(self, run: Run, x: float, y: float) -> None:
        font = self._font_for(run.face)
        size = run.style.size
        told = font.take(run)
        shown: list[str] = []
        waiting = rise = 0.0
        for glyph in run.glyphs:
            if glyph.shift_y * size != rise:
                rise = glyph.shift_y * size
                shown.append(f"] TJ {_n(rise)} Ts [")
            before = waiting - glyph.shift_x
            if abs(before) > 1e-6:
                shown.append(_n(before * 1000))
            shown.append(f"<{glyph.number:04X}>")
            waiting = glyph.shift_x - (glyph.advance - font.width_of(glyph.number))
        if not told:
            self._drawn.append(f"/Span << /ActualText <FEFF{utf16(run.text)}> >> BDC")
        colour = _colour(run.style.colour)
        heavy = f" 2 Tr {colour} RG {_n(size * 0.028)} w" if run.face.heavier else ""
        self._drawn.append(f"BT /{font.name} {_n(size)} Tf {colour} rg{heavy} 1 0 0 1 {_n(x)} {_n(y)} Tm")
        self._drawn.append(f"[{' '.join(shown)}] TJ{' 0 Ts' if rise else ''}{' 0 Tr' if heavy else ''} ET")
        if not told:
            self._drawn.append("EMC")


def _colour(colour: str) -> str:
    return " ".join(_n(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))


def _n(number: float) -> str:
    written = f"{number:.3f}".rstrip("0").rstrip(".")
    return "0" if written in {"-0", ""} else written
