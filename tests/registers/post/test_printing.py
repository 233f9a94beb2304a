from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pypdf
import pytest

from cantercare_desktop.office.papers import Paper
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import Signed
from cantercare_desktop.registers.post.values import HandOver, HandOverId
from tests.registers.post.conftest import INK, NOW, PRIYA, SIOBHAN, TRUSTEE, Desk

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 21)


def text_of(paper: Paper) -> str:
    """The text of a paper, its marks masked: they are made with a key that no two vaults share."""
    read = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.pdf)).pages)
    masked = re.sub(r"\b[0-9a-f]{8}\b", "########", read)
    return "\n".join(line.rstrip() for line in masked.splitlines()) + "\n"


@pytest.fixture
def given(desk: Desk) -> HandOver:
    letter = desk.log("Amara Okafor", came_at=datetime(2026, 11, 19, 10, 5, tzinfo=UTC), sender="Magistrates’ Court")
    parcel = desk.log(
        "Amara Okafor", kind="parcel", place="Cupboard 2", came_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    )
    large = desk.log("Amara Okafor", kind="large_letter", signed_for=True)
    desk.clock.at = datetime(2026, 11, 21, 14, 26, 8, tzinfo=UTC)
    return desk.give(letter, parcel, large)


def test_the_receipt_says_what_the_picture_says(desk: Desk, given: HandOver) -> None:
    desk.clock.move(timedelta(minutes=1))
    paper = desk.post.receipt(PRIYA, given.id)
    assert text_of(paper) == (GOLDEN / "receipt.txt").read_text(encoding="utf-8")
    assert paper.file_name == "Receipt H-2026-0001.pdf"
    assert (paper.about, paper.of) == (frozenset({given.person.person}), Ref("post_hand_overs", int(given.id)))


def test_the_receipt_of_a_no_says_it_and_names_the_witness(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    declined = desk.declined([item.id], "Grace Owusu")
    refused = desk.post.hand_over_declined(PRIYA, declined, [item.id]).value
    assert text_of(desk.post.receipt(PRIYA, refused.id)) == (GOLDEN / "receipt-no.txt").read_text(encoding="utf-8")


def test_neither_sender_nor_names_are_in_the_receipts_file_name_and_no_sender_in_its_text(
    desk: Desk, given: HandOver
) -> None:
    paper = desk.post.receipt(PRIYA, given.id)
    assert "Court" not in text_of(paper)
    assert "Amara" not in paper.file_name + paper.title
    assert b"Court" not in paper.pdf


def test_printing_a_receipt_is_looking_at_her_record(desk: Desk, given: HandOver) -> None:
    desk.post.receipt(PRIYA, given.id)
    assert desk.actions()[0] == "person.viewed"
    with pytest.raises(RefusedError):
        desk.post.receipt(PRIYA, HandOverId(99))
    with pytest.raises(RefusedError):
        desk.post.receipt(TRUSTEE, given.id)


@pytest.mark.parametrize(
    "name", ["أمل محمود الحسن", "ሰላም በቀለ", "Łucja Śniadecka", "<b>%s</b> & Co", "王小明", "👩🏾 Ada", "n" * 200]
)
def test_a_receipt_is_printed_for_any_name(desk: Desk, name: str) -> None:
    desk.person(name, "3")
    taken = desk.give(desk.log(name))
    assert desk.post.receipt(PRIYA, taken.id).pdf.startswith(b"%PDF")


def test_a_receipt_for_a_mark_a_child_and_a_collector_names_who_took_it(desk: Desk) -> None:
    naomis = desk.give(desk.log("Naomi Bekele"))
    said = " ".join(text_of(desk.post.receipt(PRIYA, naomis.id)).split())
    assert (
        "Tsion Bekele took this thing for Naomi Bekele from the office on Saturday 21 November 2026 at 14:20." in said
    )
    assert "Her mother, room 4" in said
    amara, item = desk.people["Amara Okafor"], desk.log("Amara Okafor")
    grace = desk.post.name_collector(PRIYA, amara, "Grace Mensah", "Passport", "In person", TODAY).value
    marked = Signed(desk.shown([item.id], collector=grace.id), "mark", INK, 3.0)
    taken = desk.post.hand_over(PRIYA, [item.id], marked, grace.id).value
    said = " ".join(text_of(desk.post.receipt(PRIYA, taken.id)).split())
    assert "Grace Mensah took this thing for Amara Okafor" in said
    assert "a mark made on the office screen" in said


@pytest.mark.parametrize("typed", ["H-2026-0001", "h-2026-1", " H 2026 0001 ", "Receipt H-2026-0001"])
def test_a_receipt_is_checked_by_its_number(desk: Desk, given: HandOver, typed: str) -> None:
    checked = desk.post.check_receipt(PRIYA, typed)
    assert (checked.found, checked.agrees) == (True, True)
    assert [check.label for check in checked.checks] == ["Statement", "List of things", "Signature", "Place in the log"]
    assert checked.marks["Statement"] == given.signature.statement_mark


@pytest.mark.parametrize("typed", ["", "H-2026-0002", "P-2026-0001", "x" * 1_000_000, "H-2026-0001'; --"])
def test_a_receipt_that_is_not_there_is_told(desk: Desk, given: HandOver, typed: str) -> None:
    assert not desk.post.check_receipt(PRIYA, typed).found


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ("UPDATE signatures SET statement = 'I have taken these 9 things.'", "Statement"),
        ("UPDATE signatures SET items = '[\"Letter. Came today\"]'", "List of things"),
        ("UPDATE signatures SET strokes = '[[[0.1,0.1,0,0.5],[0.9,0.9,9,0.5]]]'", "Signature"),
        ("UPDATE ledger SET actor = 'siobhan' WHERE action = 'post.hand_over'", "Place in the log"),
    ],
)
def test_a_record_changed_behind_our_back_is_noticed_at_the_right_mark(
    desk: Desk, given: HandOver, change: str, label: str
) -> None:
    with desk.vault.writing() as session:
        session.connection().exec_driver_sql(change)
    checked = desk.post.check_receipt(PRIYA, given.number)
    assert not checked.agrees
    assert [check.label for check in checked.checks if not check.agrees] == [label]


def test_the_daily_sheet_has_the_box_what_came_and_what_was_taken(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    desk.post.count_box(SIOBHAN, 3)
    item = desk.log("Amara Okafor")
    desk.log("Leila Haddadi", kind="parcel", place="Cupboard 2", sender="A clinic", sensitive=True)
    desk.clock.at = NOW
    desk.give(item)
    paper = desk.post.daily_sheet(PRIYA, TODAY)
    assert item.person.person in paper.about
    assert text_of(paper) == (GOLDEN / "daily-sheet.txt").read_text(encoding="utf-8")
    assert (paper.file_name, desk.actions()[0]) == ("Post 2026-11-21.pdf", "post.printed")
    with pytest.raises(RefusedError):
        desk.post.daily_sheet(PRIYA, TODAY + timedelta(days=1))


def test_an_empty_day_has_a_sheet_too(desk: Desk) -> None:
    said = text_of(desk.post.daily_sheet(PRIYA, date(2026, 11, 1)))
    assert "Nothing was logged on this day." in said
    assert "Nobody counted the post box." in said


def cells(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_export_has_the_items_of_the_days_and_no_sender(desk: Desk) -> None:
    desk.log("Amara Okafor", came_at=datetime(2026, 11, 10, 10, 0, tzinfo=UTC))
    desk.log("Leila Haddadi", sender="HMRC", tracking="RN1", came_at=datetime(2026, 11, 15, 10, 0, tzinfo=UTC))
    desk.log("Leila Haddadi")
    export = desk.post.export(PRIYA, date(2026, 11, 11), date(2026, 11, 20)).value
    assert (export.rows, export.file_name) == (1, "Post 2026-11-11 to 2026-11-20.csv")
    (row,) = cells(export.content)
    assert (row["Number"], row["For"], row["Tracking number"]) == ("P-2026-0002", "Leila Haddadi", "RN1")
    assert "Sender" not in row
    assert desk.actions()[0] == "post.exported"


def test_the_sender_is_exported_only_when_asked_for_and_never_when_sensitive(desk: Desk) -> None:
    desk.log("Amara Okafor", sender="HMRC")
    desk.log("Amara Okafor", sender="A clinic", carrier="Clinic van", tracking="C1", sensitive=True)
    export = desk.post.export(PRIYA, TODAY, TODAY, with_sender=True).value
    assert [row["Sender"] for row in cells(export.content)] == ["HMRC", ""]
    assert b"linic" not in export.content


def test_the_days_of_the_export_are_london_days(desk: Desk) -> None:
    desk.clock.at = datetime(2027, 6, 1, 23, 30, tzinfo=UTC)
    desk.log("Amara Okafor")
    (row,) = cells(desk.post.export(PRIYA, date(2027, 6, 2), date(2027, 6, 2)).value.content)
    assert (row["Came on"], row["At"], row["Since"]) == ("2027-06-02", "00:30", "2 June 2027")


@pytest.mark.parametrize("evil", ["=1+1", "+44", "-2", "@SUM(A1)", "＝1", '=HYPERLINK("http://x")'])
def test_no_cell_of_the_export_is_a_formula(desk: Desk, evil: str) -> None:
    desk.person(evil, "3")
    desk.log(evil, carrier=evil, tracking=evil, sender=evil)
    (row,) = cells(desk.post.export(PRIYA, TODAY, TODAY, with_sender=True).value.content)
    for column in ("For", "Carrier", "Tracking number", "Sender"):
        assert row[column] == f"'{evil}"


def test_an_export_has_days_in_order_and_is_no_trustees_deed(desk: Desk) -> None:
    for since, until in ((TODAY, TODAY - timedelta(days=1)), (date(2010, 1, 1), TODAY)):
        with pytest.raises(RefusedError):
            desk.post.export(PRIYA, since, until)
    with pytest.raises(RefusedError):
        desk.post.export(TRUSTEE, TODAY, TODAY)
