"""What a page is made of. Registers compose these; ``press`` sets them in type.

Texts are plain: nothing in them is markup, every character prints as itself. Dates, times and numbers come already
written for the reader. Lengths are points (1/72 inch) on A4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in semibold. They stand apart: a name in another script does not turn the sentence around it."""

    text: str


Words = str | Strong | tuple[str | Strong, ...]
Level = Literal[1, 2]


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence under the title, in large words."""

    words: Words


@dataclass(frozen=True, slots=True)
class Large:
    """Large print, about 19 points, for what a resident reads on paper in place of the screen."""

    words: Words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True, slots=True)
class Heading:
    """A section head. It never stands last on a page, and is a bookmark. Level 2 is smaller."""

    text: str
    level: Level = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``share`` is its part of the width, against the shares of the others."""

    title: str
    share: float = 1.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. It flows over pages, its heads repeated.

    ``when_empty`` is printed when there are no rows; ``has_boxes`` puts a box to tick by hand before each.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    when_empty: str = ""
    has_boxes: bool = False

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has as many cells as the table has columns")


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that were agreed to, as they were shown, in the language (BCP 47) they were shown in."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values, one under the other."""

    facts: tuple[Fact, ...]


Point = tuple[float, float, float, float]
"""x and y from 0 to 1 of the pad (y downwards), seconds since the first touch, pressure from 0 to 1."""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The drawn signature, or the sentence said in its place, with the facts of its making beside it.

    ``strokes`` are sequences of ``Point``; none of them means that nothing was drawn, and ``in_its_place`` is printed.
    ``aspect`` is the width of the pad divided by its height.
    """

    caption: str
    facts: tuple[Fact, ...] = ()
    strokes: Sequence[Sequence[Point]] | None = None
    aspect: float = 3.0
    in_its_place: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A digest as hex digits, what it is of, and a word about it."""

    label: str
    digest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The box of marks by which a page can be checked."""

    rows: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Grey words under what they explain."""

    words: Words


@dataclass(frozen=True, slots=True)
class Warned:
    """A framed warning: what is lost, and what that means."""

    lead: str
    words: str


@dataclass(frozen=True, slots=True)
class KeyGroups:
    """Groups of a key to be typed back by a tired person: large, numbered, three in a row."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """Points in no order, or, when numbered, in theirs."""

    items: tuple[Words, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """Lines to write on, each under its label, beside each other."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spacer:
    """Empty room."""

    height: float


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a new page, under a title of its own if one is given."""

    title: str = ""


Block = (
    Lead
    | Large
    | Paragraph
    | Heading
    | Table
    | Quote
    | Facts
    | SignatureBlock
    | Certificate
    | Note
    | Warned
    | KeyGroups
    | BulletList
    | Blank
    | Spacer
    | NewPage
)


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where the log stood when the page was printed: the number of the last entry, as written, and its mark in hex."""

    entry: str
    mark: str


@dataclass(frozen=True, slots=True)
class Captions:
    """The few words the house puts on every page, for pages in other languages."""

    printed: str = "Printed {at}, by {by}"
    page: str = "Page {page} of {pages}"
    log: str = "Log entry {entry}, mark {mark}"


@dataclass(frozen=True, slots=True)
class House:
    """Whose paper it is."""

    organisation: str
    address: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper.

    ``printed_at`` is written for the reader; ``made_at`` (aware) goes into the properties of the file.
    ``language`` (BCP 47) sets the direction of the page. ``number`` stands at the head on the far side ("Receipt
    H-2026-0188") and may be empty, as may ``printed_by``.
    """

    title: str
    house: House
    blocks: tuple[Block, ...] = ()
    number: str = ""
    language: str = "en-GB"
    printed_at: str = ""
    printed_by: str = ""
    made_at: datetime | None = None
    ledger_head: LedgerHead | None = None
    captions: Captions = Captions()

    def __post_init__(self) -> None:
        if self.made_at is not None and self.made_at.tzinfo is None:
            raise ValueError("made_at needs its time zone")
