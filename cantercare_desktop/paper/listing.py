"""A list to work from by hand: the post of a day, or what is due today, with boxes to tick and a place for initials."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cantercare_desktop.paper.blocks import (
    Blank,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    Lead,
    Table,
    Words,
)


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Rows under a head. The count stands behind the head; ``when_empty`` is printed when there are none."""

    title: str
    rows: tuple[tuple[Words, ...], ...]
    when_empty: str = "None."
    count: str = ""


def listing(
    sheet: Document,
    day: Words,
    columns: tuple[Column, ...],
    groups: tuple[ListGroup, ...],
    *,
    counts: tuple[Fact, ...] = (),
    signed: tuple[str, ...] = ("Initials", "Time"),
    has_boxes: bool = True,
) -> Document:
    """The sheet (a document without blocks) filled: the day in large words, the counts, each group as a table.

    Every row has as many cells as there are columns. ``signed`` are the labels of the lines to write on at the end;
    none leaves them out.
    """
    blocks: list[Block] = [Lead(day)]
    if counts:
        blocks.append(Facts(counts))
    for group in groups:
        blocks.append(Heading(f"{group.title}: {group.count}" if group.count else group.title))
        blocks.append(Table(columns, group.rows, group.when_empty, has_boxes and bool(group.rows)))
    if signed:
        blocks.append(Blank(signed))
    return replace(sheet, blocks=tuple(blocks))
