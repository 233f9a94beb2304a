from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from cantercare_desktop.paper.blocks import (
    BulletList,
    Captions,
    Column,
    Document,
    Fact,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Quote,
    SignatureBlock,
    Spacer,
    Strong,
    Table,
)
from cantercare_desktop.paper.press import typeset
from tests.paper.reading import read_by_pdfium, read_by_pypdf
from tests.paper.samples import CANTERCARE, COLUMNS, drawn, many_things, receipt

GOLDEN = Path(__file__).parent / "golden"


def test_a_receipt_says_what_it_always_said() -> None:
    assert read_by_pdfium(typeset(receipt())) == [(GOLDEN / "receipt.txt").read_text(encoding="utf-8")]


def test_both_readers_find_the_same_letters_in_a_receipt() -> None:
    pdf = typeset(receipt())
    by_pdfium, by_pypdf = ("".join("".join(pages).split()) for pages in (read_by_pdfium(pdf), read_by_pypdf(pdf)))
    assert sorted(by_pdfium) == sorted(by_pypdf)
    assert "H-2026-0188" in by_pypdf


@pytest.mark.parametrize(
    "name",
    [
        "ليلى حدادي",
        "عبد الإله",
        "محمد\u200cزاده",
        "עדינה",
        "王小明",
        "김민지",
        "ፅዮን በቀለ",
        "Łucja Żółć",
        "Nguyễn Thị Ánh",
        "हिन्दी शर्मिला",
        "রহিমা বেগম",
        "ਹਰਪ੍ਰੀਤ",
        "சுமதி",
        "ශ්\u200dරීමතී",
        "ខ្មែរ សុខា",
        "ကျော်",
        "สมหญิง ใจดี",
        "Zoë 😀 👩\u200d👧",
        "affiliate ﬁ",
    ],
)
def test_a_name_in_any_script_can_be_read_back(name: str) -> None:
    pdf = typeset(Document("Names", CANTERCARE, (Paragraph(name), Paragraph((Strong(name),)))))
    assert read_by_pypdf(pdf)[0].count(name) == 2
    by_pdfium = read_by_pdfium(pdf)[0]
    assert by_pdfium.count(name.replace("ﬁ", "fi")) == 2


@pytest.mark.parametrize("name", ["מִרְיָם", "مُحَمَّد", "فَاطِمَة"])
def test_a_name_with_vowel_points_can_be_read_back(name: str) -> None:
    assert name in read_by_pypdf(typeset(Document("Names", CANTERCARE, (Paragraph(name),))))[0]


def test_no_private_code_is_left_in_a_file() -> None:
    words = "ليلى الإله हिन्दी বাংলা ﬁ 😀 \ue000 \u00a0 ‑ \U000107ff"
    with pikepdf.open(BytesIO(typeset(Document("Codes", CANTERCARE, (Paragraph(words),))))) as pdf:
        maps = [b"".join(font.ToUnicode.read_bytes().split(b"beginbfchar")[1:]) for font in _fonts(pdf)]
    said = [int(code, 16) for entries in maps for code in re.findall(rb"<[0-9A-F]{2}> <([0-9A-F]{4})>", entries)]
    assert len(said) > 20
    assert [code for code in said if 0xE000 < code < 0xF8FF] == []


def test_a_name_with_more_shapes_than_one_font_has_codes_for_is_printed_whole() -> None:
    names = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 700))
    assert "".join(read_by_pdfium(typeset(Document("Names", CANTERCARE, (Paragraph(names),))))[0].split()).count(names)


def test_papers_may_be_set_at_the_same_time() -> None:
    papers = [receipt(name) for name in ("Amara Okafor", "ليلى حدادي", "王小明", "עדינה")]
    alone = [typeset(paper) for paper in papers]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(typeset, papers * 2)) == alone * 2


def test_the_same_document_makes_the_same_bytes() -> None:
    assert typeset(receipt()) == typeset(receipt())
    assert typeset(receipt()) != typeset(receipt("Łucja Żółć"))


def test_every_font_is_inside_the_file() -> None:
    document = replace(receipt("ليلى حدادي 王小明 ፅዮን 😀"), printed_by="עדינה")
    with pikepdf.open(BytesIO(typeset(document))) as pdf:
        fonts = _fonts(pdf)
        assert len(fonts) >= 6
        for font in fonts:
            assert len(font.FontDescriptor.FontFile2.read_bytes()) > 500
            assert b"beginbfchar" in font.ToUnicode.read_bytes()
        assert b"Helvetica" not in b"".join(str(font.BaseFont).encode() for font in fonts)


def test_the_properties_name_the_paper_and_nobody_else() -> None:
    reader = PdfReader(BytesIO(typeset(receipt())))
    assert reader.metadata is not None
    assert reader.metadata.title == "Receipt for post"
    assert reader.metadata.author == "Cantercare"
    assert reader.metadata.creation_date == receipt().made_at
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert "/DisplayDocTitle': True" in str(reader.root_object["/ViewerPreferences"])
    assert "Amara" not in str(dict(reader.metadata))


def test_every_heading_is_a_bookmark() -> None:
    outline = PdfReader(BytesIO(typeset(receipt()))).outline
    top, headings = outline
    assert isinstance(top, Destination)
    assert top.title == "Receipt for post"
    assert isinstance(headings, list)
    assert [entry.title for entry in headings if isinstance(entry, Destination)] == [
        "What she signed",
        "How this page can be checked",
    ]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src='/etc/passwd'/>", "%s %n {0} {page}", "&lt; </b>"]
)
def test_hostile_words_print_as_they_are(text: str) -> None:
    document = Document(text, CANTERCARE, (Paragraph(text), Table((Column("Who"),), ((text,), (Strong(text),)))), text)
    assert sum(page.count(text) for page in read_by_pdfium(typeset(document))) == 5


@pytest.mark.parametrize("text", ["\u200d", "\u200f\u200d", "\ud800", "a\x00b", "x\u202ey", "(", "\\", ""])
def test_words_that_no_pen_could_write_stop_no_paper(text: str) -> None:
    blocks = (Heading(text), Paragraph(text), Paragraph((Strong(text), " took it")))
    pdf = typeset(Document(text, CANTERCARE, blocks, number=text, printed_at=text))
    assert "took it" in read_by_pdfium(pdf)[0]
    told = PdfReader(BytesIO(pdf)).metadata
    assert told is not None
    assert not set(told.title or "") & set("\ud800\x00\u202e")


def test_sixty_things_flow_over_pages_with_their_heads_and_each_page_knows_its_place() -> None:
    pages = read_by_pdfium(typeset(receipt(things=many_things(60))))
    assert len(pages) == 4
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 4" in page
        assert "Log entry 18,204, mark" in page
        assert ("Was locked in" in page) == ("P-2026-" in page.replace("H-2026-", ""))
    listed = [word for page in pages for word in page.split() if word.startswith("P-2026-")]
    assert listed == [thing[0] for thing in many_things(60)]


def test_a_name_of_two_hundred_letters_is_printed_whole() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Amara Ngozi Okafor K"
    assert len(name) == 200
    assert " ".join(" ".join(read_by_pdfium(typeset(receipt(name)))).split()).count(name) == 2


def test_a_cell_longer_than_a_page_loses_nothing() -> None:
    words = " ".join(f"w{number}" for number in range(4000))
    pages = read_by_pdfium(typeset(Document("Long", CANTERCARE, (Table((Column("What"),), ((words,),)),))))
    assert len(pages) > 3
    assert [word for page in pages for word in page.split() if word[0] == "w" and word[1:].isdigit()] == words.split()


def test_a_heading_never_stands_last_on_a_page() -> None:
    for height in range(600, 690, 6):
        document = Document("Full", CANTERCARE, (Spacer(height), Heading("A head"), Paragraph("Its words.")))
        pages = read_by_pdfium(typeset(document))
        assert [("A head" in page) for page in pages] == [("Its words." in page) for page in pages]


def test_what_she_agreed_to_stays_with_her_signature() -> None:
    signed = (Quote("I have taken it."), SignatureBlock("Amara Okafor, drawn on the office screen", (), drawn()))
    for height in range(480, 660, 12):
        pages = read_by_pdfium(typeset(Document("Full", CANTERCARE, (Spacer(height), *signed))))
        assert [("taken it" in page) for page in pages] == [("drawn on" in page) for page in pages]


def test_not_signing_is_said_in_the_box_and_nothing_is_drawn() -> None:
    sentence = "Amara Okafor chose not to sign. Priya Nair gave her the things, and Bea Lund saw it."
    document = receipt(signature=(), in_its_place=sentence)
    assert sentence in " ".join(read_by_pdfium(typeset(document))[0].split())
    drawn_with_round_ends = [_content(typeset(paper)).count(b"1 J\n1 j") for paper in (document, receipt())]
    assert drawn_with_round_ends[0] == 1 < drawn_with_round_ends[1]


def test_a_page_in_arabic_is_laid_out_from_the_right() -> None:
    words = Captions("طُبع {at}، {by}", "صفحة {page} من {pages}", "السجل {entry} {mark}")
    document = replace(receipt(), language="ar", captions=words)
    content = _content(typeset(document))
    assert content != _content(typeset(replace(receipt(), captions=words)))
    with pikepdf.open(BytesIO(typeset(document))) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == pikepdf.Name.R2L


def test_a_table_without_rows_says_so() -> None:
    (page,) = read_by_pdfium(typeset(Document("Post sheet", CANTERCARE, (Table(COLUMNS, (), "Nothing came."),))))
    assert "Nothing came." in page


def test_a_row_has_as_many_cells_as_there_are_columns() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        Table(COLUMNS, (("P-2026-0421", "Letter"),))


def test_a_time_without_its_zone_is_refused() -> None:
    naive = datetime(2026, 11, 21, 14, 27)  # noqa: DTZ001 - the very thing that is refused
    with pytest.raises(ValueError, match="time zone"):
        Document("Receipt", CANTERCARE, made_at=naive)


def test_a_new_page_may_have_a_title_of_its_own() -> None:
    blocks = (
        Paragraph("One."),
        NewPage("The second"),
        Facts((Fact("Room", "4"),)),
        BulletList(("Two.",), numbered=True),
    )
    first, second = read_by_pdfium(typeset(Document("The first", CANTERCARE, blocks)))
    assert "The first" in first
    assert "The second" not in first
    assert "The second" in second
    assert "1. Two." in second


def test_long_addresses_and_names_do_not_run_into_each_other_at_the_foot() -> None:
    long = replace(
        receipt(), house=replace(CANTERCARE, address="A very long address indeed " * 9), printed_by="N" * 200
    )
    (page,) = read_by_pdfium(typeset(long))
    assert "…" in page
    assert "Page 1 of 1" in page


def _fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [font for page in pdf.pages for font in dict(page.Resources.Font.items()).values()]


def _content(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return b"".join(page.Contents.read_bytes() for page in opened.pages)
