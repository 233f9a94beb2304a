"""Blocks of words set in type: sentences, heads, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cantercare_desktop.paper import house
from cantercare_desktop.paper.blocks import (
    Blank,
    BulletList,
    CheckRow,
    Column,
    Fact,
    Heading,
    Quote,
    Table,
    Words,
)
from cantercare_desktop.paper.direction import direction_of_language
from cantercare_desktop.paper.fonts import FontShelf
from cantercare_desktop.paper.house import u
from cantercare_desktop.paper.slabs import Draw, Slab, glued
from cantercare_desktop.paper.surface import Side, Surface
from cantercare_desktop.paper.text import Line, Style, parts_of, set_lines

_CELL_GAP = u(16)
_CELL_LINES = 36
"""More lines than this in one cell are cut into further rows, so that no row is higher than a page."""


class WordSetting:
    """Sets words for pages of one direction (0 or 1)."""

    def __init__(self, fonts: FontShelf, base: int) -> None:
        self._fonts = fonts
        self._base = base

    def lines(self, words: Words, style: Style, width: float, base: int | None = None) -> tuple[Line, ...]:
        """Lines of a sentence of the page, or with ``base`` of another direction."""
        return set_lines(self._fonts, parts_of(words, style), width, self._base if base is None else base)

    def value(self, words: Words, style: Style, width: float) -> tuple[Line, ...]:
        """Lines of a value that stands alone: a name, a number. Its direction is its own."""
        return set_lines(self._fonts, parts_of(words, style), width, None)

    def paragraph(self, words: Words, style: Style, gap: float, *, x: float = 0, width: float = 0) -> list[Slab]:
        """A slab for each line; the first two and the last two are not parted."""
        room = width or house.BODY_WIDTH - x
        lines = self.lines(words, style, room)
        slabs = [
            Slab(style.leading, _draw_line(line, style, x, room), gap=0 if i else gap) for i, line in enumerate(lines)
        ]
        last = len(slabs) - 1
        return [replace(slab, keeps=i < last and i in {0, last - 1}) for i, slab in enumerate(slabs)]

    def heading(self, heading: Heading) -> list[Slab]:
        style = house.HEADING if heading.level == 1 else house.HEADING2
        slabs = self.paragraph(heading.text, style, u(24) if heading.level == 1 else u(16))
        slabs[0] = replace(slabs[0], bookmark=heading.text)
        slabs[-1] = replace(slabs[-1], height=slabs[-1].height + u(3))
        return [replace(slab, keeps=True) for slab in slabs]

    def quote(self, quote: Quote) -> list[Slab]:
        """The words stand in their own direction, the bar on the side where their reading starts."""
        base = direction_of_language(quote.language)
        turned = base != self._base
        indent, pad = u(20), u(4)
        room = house.BODY_WIDTH - indent
        lines = self.lines(quote.text, house.QUOTE, room, base)
        slabs: list[Slab] = []
        for i, line in enumerate(lines):
            above = pad if i == 0 else 0
            height = house.QUOTE.leading + above + (pad if i == len(lines) - 1 else 0)

            def draw(page: Surface, top: float, line: Line = line, above: float = above, height: float = height) -> None:
                page.bar(house.BODY_WIDTH - u(4) if turned else 0, top, u(4), height, house.ACCENT)
                baseline = top + above + baseline_of(house.QUOTE)
                page.text(line, 0 if turned else indent, baseline, room, "far" if turned else "near")

            slabs.append(Slab(height, draw, gap=0 if i else u(6)))
        return glued(slabs) if len(slabs) < 12 else slabs

    def facts(self, facts: Sequence[Fact], x: float, width: float, label_width: float) -> list[Slab]:
        """Labels and values in two columns, from ``x`` on."""
        slabs = []
        for fact in facts:
            label = self.lines(fact.label, house.FACT_LABEL, label_width - u(12))
            value = self.value(fact.value, house.FACT, width - label_width)
            height = max(len(label), len(value)) * house.FACT.leading + u(5)

            def draw(
                page: Surface, top: float, label: tuple[Line, ...] = label, value: tuple[Line, ...] = value
            ) -> None:
                draw_lines(page, label, house.FACT_LABEL, x, top, label_width)
                draw_lines(page, value, house.FACT, x + label_width, top, width - label_width)

            slabs.append(Slab(height, draw))
        return slabs

    def bullets(self, items: BulletList) -> list[Slab]:
        indent = u(26)
        slabs: list[Slab] = []
        for number, item in enumerate(items.items, start=1):
            sign = self.lines(f"{number}." if items.numbered else "•", house.BODY, indent)[0]
            first, *others = self.paragraph(item, house.BODY, u(5), x=indent)

            def draw(page: Surface, top: float, sign: Line = sign, first: Slab = first) -> None:
                page.text(sign, 0, top + baseline_of(house.BODY), indent)
                first.draw(page, top)

            slabs += [replace(first, draw=draw), *others]
        return slabs

    def check_row(self, row: CheckRow) -> list[Slab]:
        side, indent = u(17), u(34)
        widths = shared(house.BODY_WIDTH - indent, row.shares or (1.0,) * len(row.cells))
        cells = [self.value(cell, house.CELL, w - _CELL_GAP) for cell, w in zip(row.cells, widths, strict=True)]
        slabs: list[Slab] = []
        for start in range(0, max(len(cell) for cell in cells), _CELL_LINES):
            part = [cell[start : start + _CELL_LINES] for cell in cells]
            height = max(len(lines) for lines in part) * house.CELL.leading + u(15)

            def draw(
                page: Surface,
                top: float,
                part: list[tuple[Line, ...]] = part,
                height: float = height,
                first: bool = start == 0,  # noqa: FBT001
            ) -> None:
                if first:
                    page.frame(0, top + u(9), side, side, radius=u(3))
                    if row.ticked:
                        tick = (("m", (4.0, 9.0)), ("l", (7.5, 12.5)), ("l", (13.0, 5.0)))
                        page.curves(tick, 0, top + u(9), side, scale=u(1), line=u(1.8), colour=house.INK)
                x = indent
                for lines, width in zip(part, widths, strict=True):
                    draw_lines(page, lines, house.CELL, x, top + u(8), width)
                    x += width
                page.rule(0, top + height - u(0.5), house.BODY_WIDTH)

            slabs.append(Slab(height, draw))
        return slabs

    def blank(self, blank: Blank) -> list[Slab]:
        widths = shared(house.BODY_WIDTH, (1.0,) * len(blank.labels))
        labels = [self.lines(label, house.CAPTION, w - _CELL_GAP) for label, w in zip(blank.labels, widths, strict=True)]

        def draw(page: Surface, top: float) -> None:
            x = 0.0
            for lines, width in zip(labels, widths, strict=True):
                page.rule(x, top + u(34), width - _CELL_GAP, house.EDGE)
                draw_lines(page, lines, house.CAPTION, x, top + u(37), width)
                x += width

        deepest = max(len(lines) for lines in labels)
        return [Slab(u(40) + deepest * house.CAPTION.leading, draw, gap=u(12))]

    def table(self, table: Table) -> list[Slab]:
        widths = shared(house.BODY_WIDTH, [column.share for column in table.columns])
        head = self._table_head(table.columns, widths)
        slabs: list[Slab] = []
        for row in table.rows:
            slabs += self._table_row(row, table.columns, widths, head)
        if not slabs and table.when_empty:
            slabs = [replace(slab, gap=u(10)) for slab in self.paragraph(table.when_empty, house.CAPTION, 0)]
        return [replace(head, gap=u(10), keeps=True), *slabs]

    def _table_head(self, columns: Sequence[Column], widths: Sequence[float]) -> Slab:
        titles = [
            self.lines(column.title, house.TABLE_HEAD, width - _CELL_GAP)
            for column, width in zip(columns, widths, strict=True)
        ]
        height = max(len(lines) for lines in titles) * house.TABLE_HEAD.leading + u(20)

        def draw(page: Surface, top: float) -> None:
            x = 0.0
            for column, lines, width in zip(columns, titles, widths, strict=True):
                above = height - u(10) - len(lines) * house.TABLE_HEAD.leading
                draw_lines(page, lines, house.TABLE_HEAD, x, top + above, width, side=_side(column))
                x += width
            page.rule(0, top + height - u(0.5), house.BODY_WIDTH, house.INK)

        return Slab(height, draw)

    def _table_row(
        self, row: Sequence[Words], columns: Sequence[Column], widths: Sequence[float], head: Slab
    ) -> list[Slab]:
        cells = [self.value(cell, house.CELL, width - _CELL_GAP) for cell, width in zip(row, widths, strict=True)]
        deepest = max(len(cell) for cell in cells)
        slabs: list[Slab] = []
        for start in range(0, deepest, _CELL_LINES):
            part = [cell[start : start + _CELL_LINES] for cell in cells]
            last = start + _CELL_LINES >= deepest
            height = max(len(lines) for lines in part) * house.CELL.leading + (u(17) if last else u(8))

            def draw(
                page: Surface,
                top: float,
                part: list[tuple[Line, ...]] = part,
                height: float = height,
                last: bool = last,  # noqa: FBT001
            ) -> None:
                x = 0.0
                for column, lines, width in zip(columns, part, widths, strict=True):
                    draw_lines(page, lines, house.CELL, x, top + u(9), width, side=_side(column))
                    x += width
                if last:
                    page.rule(0, top + height - u(0.5), house.BODY_WIDTH)

            slabs.append(Slab(height, draw, repeats=head))
        return slabs


def shared(width: float, shares: Sequence[float]) -> list[float]:
    """A width divided by shares."""
    return [width * share / sum(shares) for share in shares]


def draw_lines(
    page: Surface, lines: Sequence[Line], style: Style, x: float, top: float, width: float, *, side: Side = "near"
) -> None:
    """Lines one under the other, the first with its top edge at ``top``."""
    for i, line in enumerate(lines):
        page.text(line, x, top + i * style.leading + baseline_of(style), width, side)


def _draw_line(line: Line, style: Style, x: float, width: float) -> Draw:
    return lambda page, top: page.text(line, x, top + baseline_of(style), width)


def baseline_of(style: Style) -> float:
    """How far the feet of the letters lie below the top of their line: capitals stand in its middle."""
    return style.leading / 2 + style.size * 0.357


def _side(column: Column) -> Side:
    return "far" if column.is_number else "near"
