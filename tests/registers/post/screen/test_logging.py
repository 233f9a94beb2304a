from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import NewPostItem, PostItem
from cantercare_desktop.vault.problems import DiskFull
from tests.registers.post.conftest import PRIYA, Desk
from tests.registers.post.screen.conftest import MakePage, Page

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


class FullDisk(PostService):
    """A service whose disk is full while `is_full`."""

    is_full = True

    def log_batch(self, by: Actor, new: NewPostItem, how_many: int) -> Saved[tuple[PostItem, ...]]:
        if self.is_full:
            raise DiskFull
        return super().log_batch(by, new, how_many)


def test_a_letter_is_logged_with_three_keystrokes_beyond_the_name(page: Page) -> None:
    page.screen.new_entry()
    page.type("lei")
    page.press(ENTER, ENTER, ENTER)
    assert [row.title for row in page.rows()] == ["Letter"]
    assert page.heads() == ["Leila Haddadi"]
    assert (page.frame.last.kind, page.frame.last.lead) == ("done", "Logged:")
    assert "letter for Leila Haddadi, in Drawer A" in page.frame.last.text
    assert page.focused == "post.who"
    assert page.screen.fast.draft() is None


def test_tab_takes_the_best_guess_and_leaves_no_field_out(page: Page) -> None:
    page.screen.new_entry()
    page.type("ama")
    page.press(TAB)
    assert page.screen.fast.who.text() == "Amara Okafor"
    assert page.focused == "post.kind"
    page.type("p")
    page.press(TAB)
    assert page.focused == "post.place"
    page.press(ENTER)
    row = page.rows()[0]
    assert (row.title, row.icon) == ("Parcel", "parcel")


def test_the_place_follows_the_type_until_somebody_chooses_it(page: Page) -> None:
    fast = page.screen.fast
    assert fast.place.chosen == "Drawer A"
    fast.kind.setFocus()
    page.type("p")
    assert fast.place.chosen == "Cupboard 2"
    fast.place.setFocus()
    page.type("d")
    chosen = fast.place.chosen
    fast.kind.setFocus()
    page.type("p")
    assert fast.place.chosen == chosen != "Cupboard 2"


def test_a_scanner_fills_the_tracking_number_whoever_has_the_keyboard(page: Page) -> None:
    page.screen.new_entry()
    page.type("ama")
    page.press(ENTER)
    page.screen.fast.who.setFocus()
    page.hand.step = 0.002
    page.type("JD0002249912345678")
    page.press(ENTER)
    page.hand.step = 1.0
    assert page.part(QLineEdit, "post.tracking").text() == "JD0002249912345678"
    assert page.screen.fast.who.text() == "Amara Okafor"
    assert page.has("post.tracking")
    assert page.rows() == []


def test_several_alike_are_logged_at_once_and_undone_at_once(page: Page) -> None:
    page.click("post.more_fields")
    assert page.focused == "post.how_many"
    page.fill("post.how_many", "3")
    page.screen.new_entry()
    page.type("kat")
    page.press(ENTER, ENTER, ENTER)
    assert len(page.rows()) == 3
    assert page.frame.last.text.startswith("3 items for Katarzyna Wrona, in Drawer A.")
    page.frame.do()
    assert page.rows() == []
    assert page.frame.last.lead == "Undone:"
    assert page.desk.actions().count("post.undo_log") == 3


@pytest.mark.parametrize("typed", ["", "0", "-1", "two", "٣x"])
def test_a_number_that_is_none_is_said_beside_its_field(page: Page, typed: str) -> None:
    page.screen.new_entry()
    page.type("kat")
    page.press(ENTER)
    page.screen.fast.how_many.setText(typed)
    page.click("post.log_item")
    assert page.error("post.new.how_many") == "Type a number, 1 or more."
    assert page.has("post.how_many")
    assert page.rows() == []


def test_nobody_chosen_is_said_and_the_keyboard_goes_there(page: Page) -> None:
    page.click("post.log_item")
    assert page.error("post.new.person") == "Type three letters of the name."
    assert page.focused == "post.who"
    page.type("zzz")
    page.click("post.log_item")
    assert page.error("post.new.person") == "Nobody on record has this name."


def test_enter_on_a_name_that_fits_nobody_says_so_and_stays(page: Page) -> None:
    page.screen.new_entry()
    page.type("zzz")
    page.press(ENTER)
    assert page.error("post.new.person") == "Nobody on record has this name."
    assert page.focused == "post.who"
    page.type("kat")
    assert page.screen.fast.who.text() == "kat"


def test_a_new_entry_replaces_what_stands_in_the_first_field(page: Page) -> None:
    page.screen.new_entry()
    page.type("lei")
    page.screen.side.list.setFocus()
    page.screen.new_entry()
    page.type("kat")
    assert page.screen.fast.who.text() == "kat"


def test_the_second_line_folds_after_logging_unless_it_is_kept_open(page: Page) -> None:
    for keeps in (False, True):
        page.click("post.more_fields")
        if keeps:
            page.click("post.keep_open")
        page.screen.new_entry()
        page.type("kat")
        page.press(ENTER, ENTER, ENTER)
        assert page.has("post.how_many") is keeps


def test_a_form_gets_the_room_of_an_empty_second_line(page: Page) -> None:
    page.click("post.more_fields")
    page.click("post.papers_button")
    assert not page.has("post.how_many")
    page.screen.forms.leave()
    page.click("post.more_fields")
    page.fill("post.carrier", "DPD")
    page.click("post.papers_button")
    assert page.has("post.carrier")


def test_enter_saves_the_count_and_the_first_thing_can_be_typed(page: Page) -> None:
    page.click("post.count_box")
    page.type("x")
    page.press(ENTER)
    assert page.error("post.box_form.items") == "Type a number. 0 is an answer."
    page.fill("post.box_form.number", "4")
    page.press(ENTER)
    assert page.frame.last.lead == "Counted:"
    assert page.focused == "post.who"


def test_in_little_room_the_place_comes_first_and_the_box_is_one_line(make_page: MakePage, desk: Desk) -> None:
    desk.post.count_box(PRIYA, 4)
    desk.log("Amara Okafor")
    page = make_page(width=1000)
    assert page.rows()[0].second == "Drawer A, today 14:20"
    assert page.part(QAbstractButton, "post.box_line").text() == "Box 14:20: 3 still to log"
    page.click("post.box_line")
    assert page.form == "box"


def test_a_day_that_has_not_come_is_refused_and_what_was_typed_stays(page: Page) -> None:
    page.screen.new_entry()
    page.type("chl")
    page.press(ENTER)
    page.click("post.more_fields")
    page.fill("post.came_on", "22 11 2026")
    page.fill("post.note", "wet")
    page.press(ENTER)
    assert page.error("post.new.came_at") is not None
    assert page.rows() == []
    assert page.screen.fast.note.text() == "wet"
    page.fill("post.came_on", "20 11 2026")
    page.press(ENTER)
    assert page.rows()[0].second.startswith("Fri 20 Nov")


def test_a_tracking_number_seen_before_is_told_and_allowed(page: Page) -> None:
    page.desk.log("Amara Okafor", kind="parcel", tracking="JD0002249912345678")
    page.screen.new_entry()
    page.type("lei")
    page.press(ENTER)
    page.screen.fast.show_more()
    page.fill("post.tracking", "JD0002249912345678")
    page.press(ENTER)
    assert page.frame.last.kind == "told"
    assert len(page.rows()) == 2


def test_a_full_disk_keeps_what_was_typed(make_page: MakePage, desk: Desk) -> None:
    service = FullDisk(desk.house.office, desk.house.languages)
    page = make_page(post=service)
    page.screen.new_entry()
    page.type("ama")
    page.press(ENTER)
    page.screen.fast.show_more()
    page.fill("post.note", "torn at one corner")
    page.press(ENTER)
    assert page.frame.last.kind == "danger"
    assert page.frame.last.lead == DiskFull().happened
    assert page.screen.fast.who.text() == "Amara Okafor"
    assert page.screen.fast.note.text() == "torn at one corner"
    assert page.screen.fast.log.isEnabled()
    service.is_full = False
    page.press(ENTER)
    assert [row.title for row in page.rows()] == ["Letter"]


def test_a_megabyte_is_cut_at_the_field_and_said(page: Page) -> None:
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    page.screen.fast.show_more()
    page.screen.fast.note.setFocus()
    page.screen.fast.note.paste()
    assert len(page.screen.fast.note.text()) <= 200
    page.screen.fast.who.setFocus()
    page.screen.fast.who.paste()
    assert len(page.screen.fast.who.text()) <= 200


@pytest.mark.parametrize("name", ["ليلى حدادي", "<b>Ama</b> %s", "Å" * 200, "🌻 Sunniva"])
def test_any_name_is_shown_as_it_was_typed(make_page: MakePage, desk: Desk, name: str) -> None:
    desk.person(name, "3")
    item = desk.log(name)
    page = make_page()
    page.choose(item)
    page.screen.list.tick([int(item.id)])
    assert page.heads() == [name]
    assert page.screen.item.title.title.text() == f"Letter for {name}"
    deed = page.part(QWidget, "post.deed.return")
    page.qtbot.waitUntil(lambda: deed.mapTo(page.screen, deed.rect().topRight()).x() < 1174)
    assert page.screen.width() == 1174


def test_the_words_about_the_box_keep_step_with_the_log(page: Page) -> None:
    box = page.part(QWidget, "post.box_today")
    assert "Nobody has emptied it." in box.accessibleName()
    page.desk.post.count_box(PRIYA, 2)
    page.desk.log("Amara Okafor")
    assert "2 came out, 1 logged, 1 still to log" in box.accessibleName()
    page.screen.new_entry()
    page.type("lei")
    page.press(ENTER, ENTER, ENTER)
    assert "still to log" not in box.accessibleName()
    assert "still to log" not in page.frame.last.text


def test_a_leaver_is_told_at_once(make_page: MakePage, desk: Desk) -> None:
    desk.leaver("Bethany Marsh", "3")
    page = make_page()
    page.screen.new_entry()
    page.type("bet")
    page.press(ENTER)
    assert "has left" in page.screen.fast.who_field.under.text()


def test_tab_goes_in_the_order_of_reading(page: Page) -> None:
    page.screen.fast.show_more()
    order = ["post.who", "post.kind", "post.place", "post.log_item", "post.more_fields", "post.how_many"]
    page.screen.new_entry()
    for before, after in pairwise(order):
        assert page.focused == before
        page.press(TAB)
        assert page.focused == after
