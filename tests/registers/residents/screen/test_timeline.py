"""What a record says of a stay, of its warnings, of who looked, and of the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Link, Ref
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.residents.screen.deed_form import DeedForm
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.rows import Row
from tests.registers.residents.conftest import PRIYA
from tests.registers.residents.screen.conftest import TODAY, TSION, Desk

MakeDesk = Callable[..., Desk]


def rows_of(desk: Desk) -> list[tuple[str, str, str]]:
    rows = desk.screen.record.timeline.rows
    found = [rows.item(at) for at in range(rows.rowCount())]
    return [(row.title, row.second, row.aside) for row in found if isinstance(row, Row)]


def test_the_timeline_says_when_a_stay_ended_or_an_application_was_closed(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId, katarzyna: PersonId
) -> None:
    residents.move_out(PRIYA, tsion, TODAY)
    residents.close_application(PRIYA, katarzyna, TODAY)
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    assert [title for title, *_rest in rows_of(desk)] == ["Moved out", "Put on record", "Moved in"]
    desk.screen.record.timeline.list.row_opened.emit(("residents", "moved_out"))
    assert desk.frame.opened == []
    desk.screen.open_link(Link("residents", katarzyna))
    assert rows_of(desk)[0] == ("Application closed", "", "Today")


@pytest.mark.parametrize(
    ("warning", "says"),
    [
        ("Yonas Tesfaye", "Do not hand post to: Yonas Tesfaye"),
        ("Do not hand her post to Yonas Tesfaye.", "Post: Do not hand her post to Yonas Tesfaye."),
        ("Never to her brother", "Post: Never to her brother"),
        ("Noah Kaplan", "Do not hand post to: Noah Kaplan"),
    ],
)
def test_a_warning_about_post_does_not_say_itself_twice(
    make_desk: MakeDesk, residents: ResidentsService, warning: str, says: str
) -> None:
    person = residents.add(PRIYA, replace(TSION, post_warning=warning)).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", person))
    assert desk.part(Banner, "residents.record.head.post_warning").accessibleName() == says


def test_the_way_back_says_what_it_does(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId, katarzyna: PersonId
) -> None:
    residents.close_application(PRIYA, katarzyna, TODAY)
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    assert desk.part(Button, "residents.record.deed.put_back").text() == "Back to applicant"
    residents.move_out(PRIYA, tsion, TODAY)
    desk.screen.refresh()
    desk.qtbot.waitUntil(lambda: desk.part(Button, "residents.record.deed.put_back").text() == "Undo moving out")
    desk.screen.open_link(Link("residents", katarzyna))
    way_back = "Open the application again"
    desk.qtbot.waitUntil(lambda: desk.part(Button, "residents.record.deed.put_back").text() == way_back)


def test_a_record_nobody_opened_since_it_was_written_says_so(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    desk.part(DeedForm, "residents.form").fields.put({"legal_name": "Mai", "stage": "applicant", "applied_on": TODAY})
    desk.screen.primary_deed()
    says = "Put on record by you, today 14:20. Nobody else has looked at it yet."
    assert desk.screen.record.looks_text.text() == says


def test_a_long_record_is_scrolled_by_keyboard(make_desk: MakeDesk, residents: ResidentsService) -> None:
    person = residents.add(PRIYA, replace(TSION, safe_contact="x " * 2_000)).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", person))
    bar = desk.screen.record.scrolling.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: bar.maximum() > 0)
    button = desk.part(Button, "residents.record.deed.change")
    QTest.keyClick(button, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(button, Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_the_timeline_leads_to_her_post(make_desk: MakeDesk, office: Office, tsion: PersonId) -> None:
    office.take_up([PostRegister(office.policy)])
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    assert rows_of(desk) == [("Put on record", "By Priya Nair", "Today 14:20"), ("Moved in", "Room 4", "Fri 9 Jan")]
    assert desk.has("residents.record.timeline.post")
    QTest.mouseClick(desk.screen.record.timeline.post, Qt.MouseButton.LeftButton)
    assert desk.frame.opened == [Link("post", tsion)]
    desk.screen.record.timeline.list.row_opened.emit(("post", Ref("post_items", 7)))
    assert desk.frame.opened[-1] == Link("post", tsion, Ref("post_items", 7))
