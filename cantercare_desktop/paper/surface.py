"""One page to draw on: points, from the top left corner of the body downwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from cantercare_desktop.paper import house
from cantercare_desktop.paper.text import Line, Run, sayable
from cantercare_desktop.paper.type_case import TypeCase, utf16

Side = Literal["near", "far"]
_FILLED, _OUTLINED_TOO = 0, 2
_ROUND_END = 1


class Surface:
    """The page at hand. On a mirrored page every box lies as far from the right as it would from the left."""

    def __init__(self, canvas: Canvas, case: TypeCase, *, mirrored: bool) -> None:
        self._canvas = canvas
        self._case = case
        self._mirrored = mirrored

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
        self._pen(colour, house.HAIR)
        self._canvas.line(left, top, left + width, top)

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.rect(self._left(x, width), house.PAGE_HEIGHT - y - height, width, height, stroke=0, fill=1)

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
        self._pen(edge, house.HAIR)
        if fill is not None:
            self._canvas.setFillColor(HexColor(fill))
        left, bottom = self._left(x, width), house.PAGE_HEIGHT - y - height
        self._canvas.roundRect(left, bottom, width, height, radius, stroke=1, fill=int(fill is not None))

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
        path = self._canvas.beginPath()
        draw = {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo, "h": path.close}
        for deed, numbers in moves:
            draw[deed](
                *(
                    house.PAGE_HEIGHT - y - number * scale if i % 2 else left + number * scale
                    for i, number in enumerate(numbers)
                )
            )
        self._canvas.saveState()
        self._pen(colour, line)
        self._canvas.setLineCap(_ROUND_END)
        self._canvas.setLineJoin(_ROUND_END)
        self._canvas.drawPath(path, stroke=1, fill=0)
        self._canvas.restoreState()

    def bookmark(self, title: str, level: int, top: float | None = None) -> None:
        """An entry of the outline that leads to this page, or to a height on it."""
        key = f"{self._canvas.getPageNumber()}-{top}"
        if top is None:
            self._canvas.bookmarkPage(key)
        else:
            self._canvas.bookmarkPage(key, "XYZ", left=0, top=round(house.PAGE_HEIGHT - top, 2))
        self._canvas.addOutlineEntry(sayable(title), key, level)

    def _left(self, x: float, width: float) -> float:
        return house.MARGIN + (house.BODY_WIDTH - x - width if self._mirrored else x)

    def _pen(self, colour: str, width: float) -> None:
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)

    def _run(self, run: Run, x: float, y: float) -> None:
        shaped, told = self._case.shaped(run)
        colour, size = HexColor(run.style.colour), run.style.size
        if not told:
            self._canvas.addLiteral(f"/Span << /ActualText <FEFF{utf16(run.text)}> >> BDC")
        if run.face.heavier:
            self._pen(run.style.colour, size * 0.028)
        words = self._canvas.beginText(x, y)
        words.setFont(self._case.name_of(run.face), size)
        words.setFillColor(colour)
        words.setTextRenderMode(_OUTLINED_TOO if run.face.heavier else _FILLED)
        words.textOut(shaped)
        words.setTextRenderMode(_FILLED)
        self._canvas.drawText(words)
        if not told:
            self._canvas.addLiteral("EMC")
