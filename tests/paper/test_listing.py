from __future__ import annotations

from cantercare_desktop.paper.blocks import Column, Document, Fact
from cantercare_desktop.paper.listing import ListGroup, listing
from cantercare_desktop.paper.press import typeset
from tests.paper.reading import read_by_pdfium
from tests.paper.samples import CANTERCARE

COLUMNS = (Column("For", 2), Column("Room", 1, is_number=True), Column("What", 2))
SHEET = Document("Post sheet", CANTERCARE, printed_at="21 November 2026, 14:27", printed_by="Priya Nair")


def sheet(waiting: int) -> Document:
    rows = tuple((f"Łucja Żółć {number}", str(number), "Letter") for number in range(waiting))
    return listing(
        SHEET,
        "Saturday 21 November 2026",
        COLUMNS,
        (ListGroup("Waiting", rows, count=str(waiting)), ListGroup("Overdue", (), "Nothing is overdue.")),
        counts=(Fact("Out of the box", "12"), Fact("Logged", "12")),
    )


def test_a_post_sheet_shows_its_counts_its_groups_and_a_place_for_initials() -> None:
    (page,) = read_by_pdfium(typeset(sheet(3)))
    for words in ("Post sheet", "Saturday 21 November 2026", "Out of the box 12", "Waiting: 3", "Initials", "Time"):
        assert words in page
    assert "Łucja Żółć 2 2 Letter" in page
    assert "Nothing is overdue." in page


def test_a_long_sheet_repeats_its_heads_on_every_page() -> None:
    pages = read_by_pdfium(typeset(sheet(60)))
    assert len(pages) == 3
    assert all("For Room What" in page for page in pages)


def test_without_boxes_and_lines_it_is_only_a_list() -> None:
    bare = listing(SHEET, "Today", COLUMNS, (), signed=(), has_boxes=False)
    assert len(bare.blocks) == 1
