from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import EVERYTHING, Link, Ref
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.residents.screen.deed_form import DeedForm
from cantercare_desktop.registers.residents.screen.photograph import decoded
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewPerson
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.theme import theme
from tests.registers.residents.conftest import PRIYA, RUTH, TRUSTEE
from tests.registers.residents.screen.conftest import NAOMI, TODAY, TSION, Desk

MakeDesk = Callable[..., Desk]


def picture(kind: str = "PNG") -> bytes:
    image = QImage(400, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#cfa39b"))
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs know no device here
    return bytes(held.data())


def test_people_are_listed_by_stage_with_their_numbers(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId, katarzyna: PersonId
) -> None:
    residents.add_child(PRIYA, tsion, NAOMI)
    desk = make_desk()
    assert desk.listed() == ["Tsion Bekele"]
    row = desk.screen.list.rows.item(0)
    assert row is not None
    assert row.spoken == "Tsion Bekele, Room 4, with Naomi, Take care"
    QTest.mouseClick(desk.part(QWidget, "residents.filter.applicant"), Qt.MouseButton.LeftButton)
    assert desk.listed() == ["Katarzyna Wrona"]
    shown = [desk.part(QPushButton, f"residents.filter.{stage}").text() for stage in ("resident", "applicant", "left")]
    assert shown == ["Lives here 1", "Applicant 1", "Has left 0"]


def test_a_few_letters_narrow_the_list(make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId) -> None:
    residents.add(PRIYA, replace(TSION, legal_name="Leila Haddadi", room="2"))
    desk = make_desk()
    QTest.keyClicks(desk.screen.list.search, "had")
    assert desk.listed() == ["Leila Haddadi"]
    QTest.keyClicks(desk.screen.list.search, "zzz")
    assert desk.listed() == []
    assert desk.screen.list.empty.title.text() == "Nobody is found"
    desk.screen.list.search.clear()
    assert len(desk.listed()) == 2


def test_walking_through_the_list_opens_only_where_one_rests(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId
) -> None:
    amara = residents.add(PRIYA, replace(TSION, legal_name="Amara Okafor", room="1")).value
    desk = make_desk()
    desk.screen.list.setFocus()
    QTest.keyClick(desk.screen.list.view, Qt.Key.Key_Down)
    QTest.keyClick(desk.screen.list.view, Qt.Key.Key_Down)
    desk.delay.pass_by()
    assert (desk.views_of(amara), desk.views_of(tsion)) == (0, 1)
    assert desk.screen.record.head.full_name.text() == "Tsion Bekele"


def test_a_click_opens_at_once_and_a_second_one_is_no_second_view(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    view = desk.screen.list.view
    for _click in range(2):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(0, 0)).center()
        )
        desk.delay.pass_by()
    assert desk.views_of(tsion) == 1


def test_danger_is_shown_before_facts(make_desk: MakeDesk, tsion: PersonId, katarzyna: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    assert desk.part(Banner, "residents.record.head.safe_contact").accessibleName() == (
        "Before you contact Tsion: Tell no caller that she lives here."
    )
    assert desk.part(Banner, "residents.record.head.post_warning").accessibleName() == (
        "Do not hand post to: Yonas Tesfaye"
    )
    desk.wait_for_fact("4, since 9 January 2026")
    desk.wait_for_fact("17 May 2004, 22 years old")
    desk.wait_for_fact("Amharic. Some English. Reads Amharic")
    desk.screen.open_link(Link("residents", katarzyna))
    assert not desk.has("residents.record.head.safe_contact")
    assert not desk.has("residents.record.head.post_warning")
    assert desk.listed() == ["Katarzyna Wrona"]


def test_a_record_says_who_looked(make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId) -> None:
    residents.open(RUTH, tsion)
    residents.open(TRUSTEE, tsion, "Quarterly check of records")
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    says = desk.screen.record.looks_text
    assert says.text() == "Last looked at: you, today 14:20. Before: Tom Whitlock, today 14:20."
    QTest.mouseClick(desk.screen.record.all_looks, Qt.MouseButton.LeftButton)
    assert [line.partition(",")[0] for line in says.text().splitlines()] == [
        "Priya Nair",
        "Tom Whitlock",
        "Ruth Adeyemi",
    ]


def test_a_childs_record_is_one_step_from_its_mothers_and_back(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId
) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    desk.wait_for_fact("Naomi Bekele, 11 months old")
    QTest.mouseClick(desk.part(LinkButton, f"residents.record.family.{naomi}"), Qt.MouseButton.LeftButton)
    assert desk.screen.record.head.full_name.text() == "Naomi Bekele"
    desk.wait_for_fact("Tsion Bekele, room 4")
    assert desk.screen.list.view.chosen == tsion
    QTest.mouseClick(desk.part(LinkButton, f"residents.record.family.{tsion}"), Qt.MouseButton.LeftButton)
    assert desk.screen.record.head.full_name.text() == "Tsion Bekele"


@pytest.mark.parametrize(
    "name",
    ["<b>Amara</b> & <img src=x>", "%s %d {0}", "O" * 200, "ليلى " * 40, "👩🏽‍🍼 Zoë", "ጽዮን በቀለ"],
    ids=["html", "formats", "one long word", "right to left", "emoji", "Ethiopic"],
)
def test_any_name_is_shown_as_it_is_and_keeps_the_page_in_shape(
    make_desk: MakeDesk, residents: ResidentsService, name: str
) -> None:
    person = residents.add(
        PRIYA, replace(TSION, legal_name=name, preferred_name="x" * 200, safe_contact="x" * 3_000)
    ).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", person))
    desk.wait_for_fact(name.strip())
    assert desk.screen.minimumSizeHint().width() < 900
    inside = desk.screen.record.scrolling.widget()
    assert inside is not None
    assert inside.width() <= desk.screen.record.width()


def test_a_name_written_from_right_to_left_keeps_the_sentence_around_it_in_order(
    make_desk: MakeDesk, residents: ResidentsService
) -> None:
    leila = residents.add(PRIYA, replace(TSION, legal_name="ليلى حدادي", safe_contact="لا تتصل بها")).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", leila))
    assert desk.screen.record.head.contact.accessibleName() == (
        "Before you contact \u2068ليلى\u2069: \u2068لا تتصل بها\u2069"
    )


def test_a_photograph_is_chosen_shown_and_taken_away_with_a_reason(
    make_desk: MakeDesk, tsion: PersonId, tmp_path: Path
) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    (tmp_path / "picture.jpg").write_bytes(picture("JPEG"))
    desk.picture.append(tmp_path / "picture.jpg")
    QTest.mouseClick(desk.part(Button, "residents.record.deed.set_photograph"), Qt.MouseButton.LeftButton)
    assert desk.screen.record.head.photograph.shows_picture
    assert desk.screen.record.head.photograph.accessibleName() == "Photograph of Tsion"
    QTest.mouseClick(desk.part(Button, "residents.record.deed.remove_photograph"), Qt.MouseButton.LeftButton)
    desk.screen.primary_deed()
    assert desk.screen.record.head.photograph.shows_picture
    QTest.keyClicks(desk.part(QWidget, "residents.form.why.typed"), "She no longer wants it")
    desk.screen.primary_deed()
    assert not desk.screen.record.head.photograph.shows_picture


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "not a JPEG or PNG"),
        (b"\xff\xd8\xff" + b"x" * 5 * 1024 * 1024, "larger than 5 MB"),
        (b"\x89PNG\r\n\x1a\n and nothing more", "damaged"),
        (picture("PNG")[:-20], "damaged"),
        (picture("JPEG")[:-200], "damaged"),
        (None, "could not be read"),
    ],
    ids=["empty", "another kind", "large", "damaged", "cut PNG", "cut JPEG", "not there"],
)
def test_a_file_that_is_no_picture_is_told_and_changes_nothing(
    make_desk: MakeDesk, tsion: PersonId, tmp_path: Path, content: bytes | None, says: str
) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    path = tmp_path / "picture.png"
    if content is not None:
        path.write_bytes(content)
    desk.picture.append(path)
    desk.screen.record.deed_asked.emit("set_photograph")
    (message,) = desk.frame.told
    assert says in f"{message.lead} {message.text}"
    assert not desk.screen.record.head.photograph.shows_picture


def test_choosing_no_file_does_nothing(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    desk.screen.record.deed_asked.emit("set_photograph")
    assert desk.frame.told == []


def test_a_picture_is_decoded_no_larger_than_it_is_shown() -> None:
    image = decoded(picture())
    assert image is not None
    assert max(image.width(), image.height()) < 400
    assert decoded(b"not a picture") is None


def test_trustees_see_a_record_and_no_deeds(make_desk: MakeDesk, office: Office, tsion: PersonId) -> None:
    office.take_up([PostRegister(office.policy)])
    desk = make_desk(by=TRUSTEE)
    desk.screen.open_link(Link("residents", tsion, deed="move_out"))
    desk.part(DeedForm, "residents.form").fields.put({"why": "Quarterly check of records"})
    desk.screen.primary_deed()
    assert not desk.has("residents.record.timeline.post")
    assert desk.screen.record.head.full_name.text() == "Tsion Bekele"
    assert not desk.has("residents.record.deeds")
    assert not desk.has("residents.primary")
    assert not desk.has("residents.form")
    desk.screen.new_entry()
    desk.screen.primary_deed()
    assert not desk.has("residents.form")


@pytest.mark.parametrize("width", [1174, 820])
def test_before_anybody_is_chosen_the_head_offers_one_deed_or_none(make_desk: MakeDesk, width: int) -> None:
    for by, shown in ((TRUSTEE, set[str]()), (PRIYA, {"residents.primary"})):
        desk = make_desk(by=by, width=width)
        names = ("residents.primary", "residents.add", "residents.head.more")
        assert {name for name in names if desk.has(name)} == shown


def test_whoever_is_erased_is_gone_from_the_page(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    with desk.office.work(RUTH, "person.erased") as work:
        work.without_content()
        desk.office.registers[0].forget(work.session, tsion, EVERYTHING)
    desk.screen.refresh(work.changed.what)
    assert desk.has("residents.nobody")
    assert desk.listed() == []
    desk.screen.open_link(Link("residents", tsion))
    assert "no longer here" in desk.frame.told[-1].text


def test_locking_leaves_no_name_on_the_page(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    QTest.keyClicks(desk.screen.list.search, "tsion")
    desk.screen.open_link(Link("residents", tsion))
    desk.screen.forget_people()
    assert desk.listed() == []

    def says_nothing() -> bool:
        said = {label.text() for label in desk.screen.findChildren(QLabel)}
        said |= {each.accessibleName() for each in desk.screen.findChildren(QWidget)}
        return not [each for each in said if "Tsion" in each or "Yonas" in each or "Amharic" in each]

    desk.qtbot.waitUntil(says_nothing)


def test_in_a_narrow_window_list_and_record_are_two_pages(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk(width=820)
    assert desk.has("residents.list")
    desk.screen.list.setFocus()
    QTest.keyClick(desk.screen.list.view, Qt.Key.Key_Return)
    assert desk.has("residents.record.head")
    assert not desk.has("residents.list")
    assert desk.screen.columns.back.hasFocus()
    QTest.mouseClick(desk.screen.columns.back, Qt.MouseButton.LeftButton)
    assert desk.has("residents.list")
    assert desk.screen.list.view.hasFocus()
    QTest.keyClick(desk.screen.list.view, Qt.Key.Key_Return)
    QTest.keyClick(desk.screen.columns.back, Qt.Key.Key_Escape)
    assert desk.has("residents.list")


def test_a_record_is_readable_in_the_dark_and_at_twice_the_size(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    before = desk.screen.grab().toImage()
    try:
        theme().choose("dark")
        assert desk.screen.grab().toImage() != before
        theme().scale_to(2.0)
        assert desk.screen.record.head.isVisible()
    finally:
        theme().scale_to(1.0)
        theme().choose("light")


def test_an_empty_house_says_so(make_desk: MakeDesk, residents: ResidentsService) -> None:
    desk = make_desk()
    assert desk.screen.list.empty.title.text() == "Nobody is here yet"
    residents.add(PRIYA, NewPerson(legal_name="Mai", applied_on=TODAY))
    desk.screen.refresh(frozenset({Ref("persons", 1)}))
    desk.screen.filter.filter_chosen.emit("applicant")
    assert desk.listed() == ["Mai"]


def test_a_trustee_is_asked_why_on_the_page_once_for_each_person(
    make_desk: MakeDesk, tsion: PersonId, katarzyna: PersonId
) -> None:
    desk = make_desk(by=TRUSTEE)
    desk.screen.open_link(Link("residents", tsion))
    assert desk.has("residents.form.card")
    assert desk.views_of(tsion) == 0
    desk.part(DeedForm, "residents.form").fields.put({"why": "Quarterly check of records"})
    desk.screen.primary_deed()
    assert desk.views_of(tsion) == 1
    assert desk.has("residents.record")
    desk.screen.open_link(Link("residents", katarzyna))
    assert desk.views_of(katarzyna) == 0
    desk.screen.open_link(Link("residents", tsion))
    assert desk.views_of(tsion) == 1
    with desk.office.look(TRUSTEE) as session:
        (view,) = desk.office.viewed(session, tsion, 10)
        assert b"Quarterly check of records" in (desk.office.ledger.detail(session, view.seq) or b"")
