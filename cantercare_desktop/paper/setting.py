"""Blocks of words set in type: sentences, heads, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cantercare_desktop.paper import house
from cantercare_desktop.paper.blocks import (
    Blank,
    BulletList,
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
_BOX, _BOX_ROOM = u(17), u(34)
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

    def title(self, title: str) -> list[Slab]:
        """The title of a page, with the room under it. It stays with what follows."""
        slabs = self.paragraph(title, house.TITLE, 0)
        return [replace(slab, keeps=True) for slab in slabs] + [_room(u(7), keeps=True)]

    def new_page(self, title: str) -> list[Slab]:
        slabs = [replace(_room(0, keeps=True), starts_page=True)]
        if title:
            first, *others = self.title(title)
            slabs += [replace(first, bookmark=title), *others]
        return slabs

    def heading(self, heading: Heading) -> list[Slab]:
        style = house.HEADING if heading.level == 1 else house.HEADING2
        slabs = self.paragraph(heading.text, style, u(26) if heading.level == 1 else u(16))
        slabs[0] = replace(slabs[0], bookmark=heading.text)
        slabs[-1] = replace(slabs[-1], height=slabs[-1].height + u(1))
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

            def draw(
                page: Surface, top: float, line: Line = line, above: float = above, height: float = height
            ) -> None:
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

    def blank(self, blank: Blank) -> list[Slab]:
        widths = shared(house.BODY_WIDTH + _CELL_GAP, (1.0,) * len(blank.labels))
        labels = [
            self.lines(label, house.CAPTION, width - _CELL_GAP)
            for label, width in zip(blank.labels, widths, strict=True)
        ]

        def draw(page: Surface, top: float) -> None:
            x = 0.0
            for lines, width in zip(labels, widths, strict=True):
                page.rule(x, top + u(34), width - _CELL_GAP, house.EDGE)
                draw_lines(page, lines, house.CAPTION, x, top + u(37), width)
                x += width

        deepest = max(len(lines) for lines in labels)
        return [Slab(u(40) + deepest * house.CAPTION.leading, draw, gap=u(12))]

    def table(self, table: Table) -> list[Slab]:
        """Rows under heads; the heads come again on every page the table reaches."""
        setting = _TableSetting(self, table.columns, _BOX_ROOM if table.has_boxes else 0)
        slabs = [slab for row in table.rows for slab in setting.row(row)]
        if not slabs and table.when_empty:
            slabs = self.paragraph(table.when_empty, house.CAPTION, u(10))
        return [replace(setting.head, gap=u(16), keeps=True), *slabs]


class _TableSetting:
    """One table: its widths and heads, and how its rows are set. ``indent`` is the room for boxes to tick."""

    def __init__(self, words: WordSetting, columns: Sequence[Column], indent: float) -> None:
        self._words = words
        self._columns = columns
        self._indent = indent
        self._widths = shared(house.BODY_WIDTH - indent, [column.share for column in columns])
        self.head = self._set_head()

    def row(self, row: Sequence[Words]) -> list[Slab]:
        cells = [
            self._words.value(cell, house.CELL, width - _CELL_GAP)
            for cell, width in zip(row, self._widths, strict=True)
        ]
        deepest = max(len(cell) for cell in cells)
        starts = range(0, deepest, _CELL_LINES)
        return [
            self._part([cell[start : start + _CELL_LINES] for cell in cells], start == 0, start == starts[-1])
            for start in starts
        ]

    def _part(self, cells: Sequence[tuple[Line, ...]], is_first: bool, is_last: bool) -> Slab:  # noqa: FBT001
        height = max(len(lines) for lines in cells) * house.CELL.leading + (u(17) if is_last else u(8))

        def draw(page: Surface, top: float) -> None:
            if self._indent and is_first:
                page.frame(0, top + u(10.5), _BOX, _BOX, radius=u(3))
            self._draw_cells(page, cells, house.CELL, [top + u(9)] * len(cells))
            if is_last:
                page.rule(0, top + height - u(0.5), house.BODY_WIDTH)

        return Slab(height, draw, repeats=self.head)

    def _set_head(self) -> Slab:
        titles = [
            self._words.lines(column.title, house.TABLE_HEAD, width - _CELL_GAP)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        height = max(len(lines) for lines in titles) * house.TABLE_HEAD.leading + u(20)

        def draw(page: Surface, top: float) -> None:
            tops = [top + height - u(10) - len(lines) * house.TABLE_HEAD.leading for lines in titles]
            self._draw_cells(page, titles, house.TABLE_HEAD, tops)
            page.rule(0, top + height - u(0.5), house.BODY_WIDTH, house.INK)

        return Slab(height, draw)

    def _draw_cells(
        self, page: Surface, cells: Sequence[tuple[Line, ...]], style: Style, tops: Sequence[float]
    ) -> None:
        x = self._indent
        for column, lines, width, top in zip(self._columns, cells, self._widths, tops, strict=True):
            side: Side = "far" if column.is_number else "near"
            is_last = column is self._columns[-1]
            draw_lines(page, lines, style, x, top, width if is_last else width - _CELL_GAP, side=side)
            x += width


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


def _room(height: float, *, keeps: bool = False) -> Slab:
    return Slab(height, lambda _page, _top: None, keeps=keeps)
