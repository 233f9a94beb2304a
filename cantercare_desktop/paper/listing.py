"""A list to work from by hand: the post of a day, or what is due today, with boxes to tick and a place for initials."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cantercare_desktop.paper.blocks import (
    Blank,
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    House,
    Lead,
    LedgerHead,
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
    house: House,
    title: str,
    day: Words,
    columns: tuple[Column, ...],
    groups: tuple[ListGroup, ...],
    *,
    counts: tuple[Fact, ...] = (),
    signed: tuple[str, ...] = ("Initials", "Time"),
    has_boxes: bool = True,
    number: str = "",
    language: str = "en-GB",
    printed_at: str = "",
    printed_by: str = "",
    made_at: datetime | None = None,
    ledger_head: LedgerHead | None = None,
) -> Document:
    """A document with the day in large words, the counts, each group as a table, and lines to write on.

    Every row has as many cells as there are columns. ``signed`` are the labels of the lines at the end; none leaves
    them out.
    """
    blocks: list[Block] = [Lead(day)]
    if counts:
        blocks.append(Facts(counts))
    for group in groups:
        blocks.append(Heading(f"{group.title}: {group.count}" if group.count else group.title))
        blocks.append(Table(columns, group.rows, group.when_empty, has_boxes and bool(group.rows)))
    if signed:
        blocks.append(Blank(signed))
    return Document(
        title=title,
        house=house,
        blocks=tuple(blocks),
        number=number,
        language=language,
        printed_at=printed_at,
        printed_by=printed_by,
        made_at=made_at,
        ledger_head=ledger_head,
    )
