"""The papers of a fictional house, for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from math import sin

from cantercare_desktop.paper.blocks import (
    Certificate,
    Column,
    Document,
    Fact,
    Heading,
    House,
    Lead,
    LedgerHead,
    Mark,
    Note,
    Point,
    Quote,
    SignatureBlock,
    Strong,
    Table,
)

CANTERCARE = House("Cantercare", "169 Wincheap, Canterbury CT1 3SE")
MADE_AT = datetime(2026, 11, 21, 14, 27, tzinfo=UTC)
COLUMNS = (Column("Number", 128), Column("What", 221), Column("Came on", 280), Column("Was locked in", 127))
THREE_THINGS = (
    ("P-2026-0421", "Letter", "Thursday 19 November 2026", "Drawer A"),
    ("P-2026-0426", "Parcel", "Friday 20 November 2026", "Cupboard 2"),
    ("P-2026-0429", "Large letter, signed for", "Saturday 21 November 2026", "Drawer A"),
)


def digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()


def many_things(count: int) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((f"P-2026-{number:04d}", "Letter", "Friday 20 November 2026", "Drawer A") for number in range(count))


def drawn() -> tuple[tuple[Point, ...], ...]:
    slope = tuple((0.1 + 0.01 * i, 0.7 - 0.05 * i, 0.01 * i, 0.5) for i in range(10))
    wave = tuple((0.25 + 0.005 * i, 0.5 + 0.15 * sin(i / 4), 0.01 * i, 0.2 + 0.006 * i) for i in range(100))
    return slope, wave


def receipt(
    name: str = "Amara Okafor",
    things: tuple[tuple[str, str, str, str], ...] = THREE_THINGS,
    signature: tuple[tuple[Point, ...], ...] | None = None,
    in_its_place: str = "",
) -> Document:
    facts = (
        Fact("Language", "English"),
        Fact("Read aloud", "No"),
        Fact("Known how", "She lives here, room 1"),
        Fact("Given by", "Priya Nair, staff"),
        Fact("Witness", "Not needed"),
    )
    strokes = drawn() if signature is None else signature
    return Document(
        title="Receipt for post",
        house=CANTERCARE,
        blocks=(
            Lead(
                (
                    Strong(name),
                    f" took these {len(things)} things from the office on ",
                    Strong("Saturday 21 November 2026 at 14:26"),
                    ".",
                )
            ),
            Table(COLUMNS, things),
            Heading("What she signed"),
            Quote(f"“I have taken these {len(things)} things.”"),
            SignatureBlock(f"{name}, drawn on the office screen", facts, strokes, in_its_place=in_its_place),
            Heading("How this page can be checked"),
            Certificate(
                (
                    Mark("Statement", digest("statement")),
                    Mark("List of things", digest("things")),
                    Mark("Signature", digest("signature"), "11 strokes, 402 points, 14:26:08 to 14:26:17"),
                    Mark(
                        "Place in the log",
                        digest("log"),
                        "Entry 18,204. It carries the mark of entry 18,203: a gap or a change would show.",
                    ),
                )
            ),
            Note(
                "These marks are SHA-256. The program makes them again from the record and compares: Settings, Check a "
                "receipt. This is a drawn signature. Its weight lies in the record around it."
            ),
        ),
        number="Receipt H-2026-0188",
        printed_at="21 November 2026, 14:27",
        printed_by="Priya Nair",
        made_at=MADE_AT,
        ledger_head=LedgerHead("18,204", digest("log")),
    )
