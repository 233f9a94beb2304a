from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cantercare_desktop.office.people import PersonName
from cantercare_desktop.office.register import Link, Ref, Register
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import Page as PageOf
from cantercare_desktop.registers.post.values import PostQuery, PostRow
from cantercare_desktop.vault.problems import DamagedVault
from tests.registers.post.conftest import PRIYA, Desk
from tests.registers.post.screen.conftest import MakePage, Page


class Unreadable(PostService):
    """A service whose vault cannot be read any more."""

    def page(self, by: Actor, asked: PostQuery) -> PageOf[PostRow]:
        raise DamagedVault("page 7")

    def people(self, by: Actor, typed: str, limit: int = 8) -> tuple[PersonName, ...]:
        raise DamagedVault("page 7")


def ids(page: Page) -> list[object]:
    return [row.key for row in page.rows()]


def test_each_filter_shows_its_own(page: Page) -> None:
    waits, given, lost = (page.desk.log(name) for name in ("Amara Okafor", "Leila Haddadi", "Chloe Fenwick"))
    page.desk.give(given)
    page.desk.post.missing(PRIYA, lost.id, "It is not in the drawer")
    assert ids(page) == [waits.id]
    for key, expected in (("handed_over", [given.id]), ("exceptions", [lost.id])):
        page.click(f"post.filter.{key}")
        assert ids(page) == expected
    page.click("post.filter.all")
    assert set(ids(page)) == {waits.id, given.id, lost.id}
    assert page.part(QAbstractButton, "post.filter.exceptions").text() == "Exceptions 1"


def test_a_list_that_cannot_be_read_says_so(make_page: MakePage, desk: Desk) -> None:
    desk.log("Amara Okafor")
    page = make_page(post=Unreadable(desk.house.office, desk.house.languages))
    assert ids(page) == []
    assert page.frame.last.lead == DamagedVault("page 7").happened
    page.frame.told.clear()
    page.screen.new_entry()
    page.type("a")
    assert page.frame.last.kind == "danger"


def test_words_type_and_days_narrow_the_list(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Leila Haddadi", kind="parcel", place="Cupboard 2")
    page.click("post.filter.all")
    page.fill("post.find", "leila")
    assert ids(page) == [parcel.id]
    page.fill("post.find", letter.number)
    assert ids(page) == [letter.id]
    page.fill("post.find", "")
    page.screen.side.kind.setFocus()
    page.type("p")
    assert ids(page) == [parcel.id]
    page.press(Qt.Key.Key_Home)
    page.fill("post.find_since", "22 11 2026")
    assert ids(page) == []
    assert page.screen.side.nothing.text() == "Nothing like this is in the log."
    page.fill("post.find_since", "1 11 2026")
    assert len(ids(page)) == 2


def test_a_bad_day_is_said_and_the_list_stays(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.click("post.filter.all")
    page.fill("post.find_since", "31 02 2026")
    assert page.part(QLabel, "post.find_bad_date").isVisible()
    assert ids(page) == [item.id]


def test_one_persons_whole_post_and_back(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    other = page.desk.log("Leila Haddadi")
    page.desk.give(letter)
    page.choose(parcel)
    page.click("post.item.history")
    assert set(ids(page)) == {letter.id, parcel.id}
    assert not page.screen.hand_over.isVisible()
    page.click("post.history_back")
    assert set(ids(page)) == {parcel.id, other.id}


def test_an_empty_list_says_so_and_offers_one_way_on(page: Page) -> None:
    assert page.has("post.nothing")
    assert "No post is waiting." in page.every_word()
    page.click("post.empty.deed")
    assert page.focused == "post.who"


def test_every_reminder_leads_to_its_deed(make_page: MakePage, desk: Desk) -> None:
    desk.leaver("Bethany Marsh", "3", "12 Mill Lane, Stroud")
    desk.leaver("Ewa Nowak", "3")
    late = desk.log("Amara Okafor")
    desk.log("Bethany Marsh")
    desk.log("Ewa Nowak")
    lost, hers, refused = desk.log("Leila Haddadi"), desk.log("Chloe Fenwick"), desk.log("Katarzyna Wrona")
    desk.post.missing(PRIYA, lost.id, "It is not in the drawer")
    desk.post.not_hers(PRIYA, [hers.id], "")
    desk.post.refused(PRIYA, refused.id, "From her former landlord")
    desk.clock.move(timedelta(days=9))
    page = make_page()
    with desk.house.office.look(PRIYA) as session:
        dues = list(register_of(desk).due(session, desk.clock.now()))
    opened: dict[str, str] = {}
    for due in dues:
        page.screen.open_link(due.opens)
        opened[due.opens.deed] = page.form or page.screen.hand_over.text() or page.focused
        page.screen.forms.close_form()
    assert opened["hand_over"] == "Hand over 1 item to Amara"
    for deed in ("forward", "return", "find", "give_to_another"):
        assert opened[deed].startswith(f"deed:{deed}:")
    page.click("post.filter.waiting")
    assert late.id in ids(page)


def register_of(desk: Desk) -> Register:
    return next(each for each in desk.house.office.registers if each.name == "post")


def test_a_count_of_yesterday_is_explained_or_logged_from_its_link(make_page: MakePage, desk: Desk) -> None:
    count = desk.post.count_box(PRIYA, 2).value
    desk.log("Amara Okafor")
    desk.clock.move(timedelta(days=1))
    page = make_page()
    ref = Ref("post_box_counts", int(count.id))
    page.screen.open_link(Link("post", ref=ref, deed="explain_difference"))
    assert page.form == f"box:{count.id}"
    assert "Post box, yesterday 14:20" in page.every_word()
    page.screen.forms.close_form()
    page.screen.open_link(Link("post", ref=ref, deed="log"))
    assert page.focused == "post.who"
    page.type("lei")
    page.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert desk.post.box_count(PRIYA, count.id).to_log == 0


def test_links_to_a_person_a_receipt_and_the_box(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    amara, katarzyna = page.desk.people["Amara Okafor"], page.desk.people["Katarzyna Wrona"]
    page.screen.open_link(Link("post", amara))
    assert page.screen.side.list.chosen == letter.id
    given = page.desk.give(letter)
    page.screen.open_link(Link("post", katarzyna))
    assert "All post for Katarzyna Wrona" in page.every_word()
    assert "No post has come yet." in page.every_word()
    page.screen.open_link(Link("post", amara, Ref("post_hand_overs", int(given.id))))
    assert page.frame.shown[-1].pdf.startswith(b"%PDF")
    page.screen.open_link(Link("post", amara, Ref("post_items", int(letter.id))))
    assert ids(page) == [letter.id]
    page.screen.open_link(Link("post", deed="count_box"))
    assert page.form == "box"
    page.screen.open_link(Link("post", deed="log"))
    assert page.focused == "post.who"


def test_a_link_to_what_is_gone_is_said(page: Page) -> None:
    page.screen.open_link(Link("post", None, Ref("post_items", 999)))
    assert page.frame.last.lead == "Not done."


def test_the_day_sheet_is_shown(page: Page) -> None:
    page.desk.log("Amara Okafor")
    page.screen.printed()
    page.screen.primary_deed()
    assert page.frame.shown[-1].pdf.startswith(b"%PDF")
    assert page.form == ""
    page.click("post.papers_button")
    page.fill("post.papers.day_line", "31 2 2026")
    page.screen.primary_deed()
    assert page.error("post.papers.day") is not None


def test_the_file_is_saved_with_a_warning_and_not_where_nobody_chose(page: Page, tmp_path: Path) -> None:
    page.desk.log("Amara Okafor")
    page.click("post.papers_button")
    page.click("post.papers.export")
    assert page.form == "papers"
    assert page.frame.told == []
    page.frame.save_to = tmp_path / "post.csv"
    page.click("post.papers.export")
    assert (page.frame.last.kind, page.frame.last.lead) == ("due", "Saved:")
    assert "Amara Okafor" in (tmp_path / "post.csv").read_text("utf-8-sig")
    assert "Amara" not in page.frame.suggested[0]


def test_a_file_that_cannot_be_written_leaves_the_form_as_it_was(page: Page, tmp_path: Path) -> None:
    page.click("post.papers_button")
    page.fill("post.papers.since_line", "3 11 2026")
    page.frame.save_to = tmp_path / "nowhere" / "post.csv"
    page.click("post.papers.export")
    assert page.frame.last.kind == "danger"
    assert page.part(QLineEdit, "post.papers.since_line").text() == "3 11 2026"


def test_refresh_keeps_the_choice(page: Page) -> None:
    page.desk.log("Amara Okafor")
    chosen = page.desk.log("Leila Haddadi")
    page.choose(chosen)
    page.desk.log("Amara Okafor")
    assert page.screen.side.list.chosen == chosen.id
    assert page.screen.item.shown is not None
    assert page.screen.item.shown.item.id == chosen.id


@pytest.mark.parametrize("width", [1174, 908, 708, 606])
def test_nothing_is_cut_off_at_any_width(make_page: MakePage, desk: Desk, width: int) -> None:
    item = desk.log("Amara Okafor")
    page = make_page(width=width)
    page.choose(item)
    assert page.screen.width() == width
    page.screen.list.tick([int(item.id)])
    page.qtbot.waitUntil(lambda: page.screen.hand_over.width() >= page.screen.hand_over.minimumSizeHint().width())
    for name in ("post.who", "post.kind", "post.place", "post.log_item", "post.hand_over", "post.filter"):
        widget = page.part(QWidget, name)
        right = widget.mapTo(page.screen, widget.rect().topRight()).x()
        assert widget.isVisible()
        assert right <= width
        assert widget.width() >= widget.minimumSizeHint().width()


def test_a_narrow_page_turns_to_the_form_and_back_to_the_list(make_page: MakePage, desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    page = make_page(width=708)
    page.choose(item)
    QTest.keyClick(page.screen.side.list, Qt.Key.Key_Return)
    assert page.screen.item.isVisible()
    page.click("post.deed.return")
    assert page.part(QWidget, "post.deed_form").isVisible()
    page.press(Qt.Key.Key_Escape)
    assert page.focused == "post.list"


def test_every_control_has_two_names(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.choose(item)
    page.screen.fast.show_more()
    page.click("post.filter.all")
    page.open_deed(item, "correct")
    for widget in page.screen.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.objectName(), widget
            assert widget.accessibleName(), widget.objectName()


def _views(page: Page, name: str) -> list[str]:
    with page.desk.vault.reading() as session:
        entries = page.desk.vault.ledger.entries(session, about=int(page.desk.people[name]), limit=50)
    return [entry.actor for entry in entries if entry.action == "person.viewed"]


def test_resting_on_an_item_is_a_view_of_her_and_passing_by_is_none(make_page: MakePage, desk: Desk) -> None:
    amara, leila, chloe = (desk.log(name) for name in ("Amara Okafor", "Leila Haddadi", "Chloe Fenwick"))
    page = make_page()
    for item in (amara, leila, chloe):
        page.choose(item)
    page.qtbot.waitUntil(lambda: _views(page, "Chloe Fenwick") == ["priya"])
    assert _views(page, "Amara Okafor") == []
    assert _views(page, "Leila Haddadi") == []
