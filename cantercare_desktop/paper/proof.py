"""Blocks that prove or warn: the signature, the marks by which a page is checked, the groups of a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cantercare_desktop.paper import house
from cantercare_desktop.paper.blocks import Certificate, KeyGroups, Mark, SignatureBlock, Warned
from cantercare_desktop.paper.house import u
from cantercare_desktop.paper.setting import WordSetting, baseline_of, draw_lines
from cantercare_desktop.paper.slabs import Slab
from cantercare_desktop.paper.strokes import signature_curves
from cantercare_desktop.paper.surface import Surface
from cantercare_desktop.paper.text import Line

_BOX_WIDTH, _BOX_HEIGHT = u(420), u(132)
_GROUP = 8
_GROUPS_IN_LINE = 4


def signature(setting: WordSetting, block: SignatureBlock) -> list[Slab]:
    """The drawing in its box, its caption under it, the facts beside it; without a drawing, the sentence instead."""
    caption = setting.lines(block.caption, house.CAPTION, _BOX_WIDTH)
    instead = setting.lines(block.in_its_place, house.BODY, _BOX_WIDTH - u(48)) if not _inked(block) else ()
    box = max(_BOX_HEIGHT, len(instead) * house.BODY.leading + u(36))
    inner = u(344), u(68)
    curves = signature_curves(block.strokes or (), block.aspect, *inner, pen=u(2.2))
    facts = setting.facts(block.facts, u(452), house.BODY_WIDTH - u(452), u(122))

    def draw(page: Surface, top: float) -> None:
        page.frame(0, top, _BOX_WIDTH, box)
        if instead:
            above = (box - len(instead) * house.BODY.leading) / 2
            draw_lines(page, instead, house.BODY, u(24), top + above, _BOX_WIDTH - u(48))
        else:
            for curve in curves:
                page.curves(curve.moves, u(38), top + u(21), inner[0], scale=1, line=curve.width, colour=house.INK)
            page.rule(u(25), top + u(100.5), u(370), house.EDGE)
        draw_lines(page, caption, house.CAPTION, 0, top + box + u(5), _BOX_WIDTH)
        down = top
        for fact in facts:
            fact.draw(page, down)
            down += fact.height

    height = max(box + u(5) + len(caption) * house.CAPTION.leading, sum(fact.height for fact in facts))
    return [Slab(height, draw, gap=u(14))]


def certificate(setting: WordSetting, block: Certificate) -> list[Slab]:
    """Rows of marks in one box; more than fit on half a page go into a further box."""
    slabs: list[Slab] = []
    rows: list[Slab] = []
    for row in [_mark_row(setting, mark) for mark in block.rows]:
        if rows and sum(each.height for each in rows) + row.height > u(620):
            slabs.append(_boxed(rows))
            rows = []
        rows.append(row)
    return [*slabs, _boxed(rows)] if rows else slabs


def _boxed(rows: Sequence[Slab]) -> Slab:
    pad, foot = u(6), u(8)
    height = sum(row.height for row in rows) + pad + foot

    def draw(page: Surface, top: float) -> None:
        page.frame(0, top, house.BODY_WIDTH, height)
        down = top + pad
        for i, row in enumerate(rows):
            if i:
                page.rule(u(19), down - u(0.5), house.BODY_WIDTH - u(38))
            row.draw(page, down)
            down += row.height

    return Slab(height, draw, gap=u(6))


def _mark_row(setting: WordSetting, mark: Mark) -> Slab:
    room = house.BODY_WIDTH - u(188)
    label = setting.lines(mark.label, house.CELL, u(138))
    note = setting.lines(mark.note, house.SMALL, room) if mark.note else ()
    digits = "".join(mark.digest.split())
    groups = [digits[i : i + _GROUP] for i in range(0, len(digits), _GROUP)]
    lines = [groups[i : i + _GROUPS_IN_LINE] for i in range(0, len(groups), _GROUPS_IN_LINE)]
    leading = house.DIGEST.leading

    def draw(page: Surface, top: float) -> None:
        down = top + u(8)
        draw_lines(page, label, house.CELL, u(19), down, u(138))
        for line in lines:
            set_line = setting.lines(" ".join(line), house.DIGEST, room, 0)[0]
            page.text(_drawn_apart(set_line), u(169), down + baseline_of(house.DIGEST), room)
            down += leading
        draw_lines(page, note, house.SMALL, u(169), down, room)

    height = max(len(label), len(lines) + len(note)) * leading + u(17)
    return Slab(height, draw)


def _drawn_apart(line: Line) -> Line:
    """Spaces of two thirds between groups of digits: wide enough to read by, narrow enough to read on."""
    runs = []
    x = 0.0
    for run in line.runs:
        glyphs = tuple(
            replace(glyph, advance=glyph.advance * 0.67) if run.text[glyph.place - run.start] == " " else glyph
            for glyph in run.glyphs
        )
        runs.append(replace(run, x=x, glyphs=glyphs))
        x += sum(glyph.advance for glyph in glyphs) * run.style.size
    return Line(tuple(runs), x, line.leading)


def key_groups(setting: WordSetting, block: KeyGroups) -> list[Slab]:
    """Three boxes in a row, each with the number by which the program asks for it."""
    gap, across = u(12), 3
    width, height = (house.BODY_WIDTH - gap * (across - 1)) / across, u(74)
    slabs: list[Slab] = []
    for start in range(0, len(block.groups), across):
        row = [
            (setting.lines(str(start + i), house.CAPTION, u(30), 0)[0], setting.lines(group, house.KEY, width, 0)[0])
            for i, group in enumerate(block.groups[start : start + across], start=1)
        ]

        def draw(page: Surface, top: float, row: list[tuple[Line, Line]] = row) -> None:
            for i, (number, group) in enumerate(row):
                x = i * (width + gap)
                page.frame(x, top, width, height)
                page.text(number, x + u(14), top + height / 2 + house.CAPTION.size * 0.357, number.width)
                lead = (width - group.width) / 2 + u(8)
                page.text(group, x + lead, top + height / 2 + house.KEY.size * 0.357, group.width)

        slabs.append(Slab(height, draw, gap=u(12)))
    return slabs


def warned(setting: WordSetting, block: Warned) -> list[Slab]:
    """A framed warning; the words say it, the colour only helps."""
    room = house.BODY_WIDTH - u(36)
    lead = setting.lines(block.lead, house.WARNED_LEAD, room)
    words = setting.lines(block.words, house.WARNED, room)
    height = len(lead) * house.WARNED_LEAD.leading + len(words) * house.WARNED.leading + u(26)

    def draw(page: Surface, top: float) -> None:
        page.frame(0, top, house.BODY_WIDTH, height, edge=house.RED_LINE, fill=house.RED_TINT)
        draw_lines(page, lead, house.WARNED_LEAD, u(18), top + u(12), room)
        below = top + u(12) + len(lead) * house.WARNED_LEAD.leading
        draw_lines(page, words, house.WARNED, u(18), below, room)

    return [Slab(height, draw, gap=u(14))]


def _inked(block: SignatureBlock) -> bool:
    return any(block.strokes or ())
