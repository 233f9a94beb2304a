from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import PostItem, PostItemId
from cantercare_desktop.vault.problems import DiskFull
from tests.registers.post.conftest import PRIYA, SIOBHAN, Desk
from tests.registers.post.screen.conftest import MakePage, Page

WHY = "post.deed_form.why"


class FullDisk(PostService):
    """A service whose disk is full."""

    def return_to_sender(self, by: Actor, item: PostItemId, reason: str) -> Saved[PostItem]:
        raise DiskFull


@pytest.mark.parametrize(
    ("deed", "state"),
    [
        ("return", "returned"),
        ("refuse", "refused"),
        ("not_hers", "not_hers"),
        ("miss", "missing"),
        ("log_in_error", "logged_in_error"),
    ],
)
def test_a_rare_deed_asks_for_its_reason_and_is_done(page: Page, deed: str, state: str) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, deed)
    assert page.focused == WHY
    page.type("Nobody of that name")
    page.screen.primary_deed()
    assert page.form == ""
    assert page.full(item).item.state == state
    assert page.frame.last.kind == "done"
    assert item.number in page.frame.last.text


@pytest.mark.parametrize("deed", ["return", "refuse", "miss", "log_in_error", "correct"])
def test_without_its_reason_a_rare_deed_is_not_done(page: Page, deed: str) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, deed)
    page.screen.primary_deed()
    assert page.error("post.deed_form.reason") is not None
    assert page.focused == WHY
    assert page.full(item).item.state == "waiting"


def test_opening_post_asks_for_a_reason_and_somebody_else_who_saw_it(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "open")
    page.fill(WHY, "Opened with the office post by mistake")
    page.fill("post.deed_form.who_saw", "Priya Nair")
    page.screen.primary_deed()
    assert page.error("post.deed_form.witness") is not None
    page.fill("post.deed_form.who_saw", "Siobhan Kelly")
    page.screen.primary_deed()
    assert page.full(item).item.state == "opened"


def test_an_item_is_moved_and_told_of(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "move")
    assert page.focused == "post.deed_form.places"
    page.type("c")
    page.screen.primary_deed()
    assert page.full(item).item.place.startswith("Cupboard")
    page.open_deed(item, "tell")
    page.fill("post.deed_form.note_line", "At breakfast")
    page.screen.primary_deed()
    assert any("At breakfast" in step.second for step in page.full(item).steps)


def test_an_item_given_to_another_is_found_under_her_name(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "give_to_another")
    page.fill(WHY, "The name was misread")
    page.screen.primary_deed()
    assert page.error("post.deed_form.person") == "Choose somebody from the list."
    page.type("lei")
    page.press(Qt.Key.Key_Return)
    page.screen.primary_deed()
    assert page.heads() == ["Leila Haddadi"]


def test_a_leavers_letter_goes_to_the_address_she_gave(make_page: MakePage, desk: Desk) -> None:
    desk.leaver("Bethany Marsh", "3", "12 Mill Lane, Stroud")
    item = desk.log("Bethany Marsh")
    page = make_page()
    page.open_deed(item, "forward")
    assert "12 Mill Lane, Stroud" in page.every_word()
    page.fill(WHY, "She left on 1 October")
    page.screen.primary_deed()
    assert page.full(item).item.state == "forwarded"


def test_what_came_back_or_was_found_waits_again(page: Page) -> None:
    gone, lost = page.desk.log("Amara Okafor"), page.desk.log("Leila Haddadi")
    page.desk.post.missing(PRIYA, lost.id, "It is not in the drawer")
    page.click("post.filter.exceptions")
    page.open_deed(lost, "find")
    page.screen.primary_deed()
    assert page.full(lost).item.state == "waiting"
    page.desk.give(gone)
    page.click("post.filter.handed_over")
    page.open_deed(gone, "come_back")
    page.fill(WHY, "She opened it: it was not hers")
    page.screen.primary_deed()
    assert page.full(gone).item.state != "handed_over"


def test_a_correction_keeps_old_and_new(page: Page) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "correct")
    page.type("p")
    page.fill("post.deed_form.tracking_line", "JD0002249912345678")
    page.fill("post.deed_form.came_on", "20 11 2026")
    page.fill(WHY, "Typed in a hurry")
    page.screen.primary_deed()
    now = page.full(item)
    assert (now.item.kind, now.item.tracking, now.item.day) == ("parcel", "JD0002249912345678", date(2026, 11, 20))
    step = next(step for step in now.steps if step.is_correction)
    assert step.reason == "Typed in a hurry"


@pytest.mark.parametrize("typed", ["22 11 2026", "31 2 2026", ""])
def test_a_day_that_cannot_be_is_said_beside_it(page: Page, typed: str) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "correct")
    page.fill("post.deed_form.came_on", typed)
    page.fill(WHY, "Typed in a hurry")
    page.screen.primary_deed()
    assert page.error("post.deed_form.came_at") is not None
    assert page.part(QPlainTextEdit, WHY).toPlainText() == "Typed in a hurry"
    assert page.full(item).item.day == date(2026, 11, 21)


def test_a_full_disk_leaves_the_form_as_it_was_typed(make_page: MakePage, desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    page = make_page(post=FullDisk(desk.house.office, desk.house.languages))
    page.open_deed(item, "return")
    page.fill(WHY, "Unknown here")
    page.screen.primary_deed()
    assert page.frame.last.kind == "danger"
    assert page.part(QPlainTextEdit, WHY).toPlainText() == "Unknown here"
    assert page.form


def test_escape_goes_back_and_the_same_form_opens_with_what_was_typed(page: Page) -> None:
    item, other = page.desk.log("Amara Okafor"), page.desk.log("Leila Haddadi")
    page.open_deed(item, "return")
    page.type("Unknown here")
    page.press(Qt.Key.Key_Escape)
    assert (page.form, page.focused) == ("", "post.list")
    page.open_deed(other, "return")
    assert page.part(QPlainTextEdit, WHY).toPlainText() == ""
    page.choose(item)
    assert page.form == ""
    page.open_deed(item, "return")
    assert page.part(QPlainTextEdit, WHY).toPlainText() == "Unknown here"
    page.screen.primary_deed()
    assert page.screen.draft() is None


def test_after_a_deed_the_keyboard_stands_on_the_next_row(page: Page) -> None:
    first, second = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor")
    page.open_deed(first, "return")
    page.type("Unknown here")
    page.screen.primary_deed()
    assert page.focused == "post.list"
    assert page.screen.side.list.chosen == second.id
    assert page.screen.item.shown is not None
    assert page.screen.item.shown.item.id == second.id


def test_the_box_is_counted_corrected_and_its_difference_explained(page: Page) -> None:
    page.desk.log("Amara Okafor")
    page.click("post.count_box")
    assert page.focused == "post.box_form.number"
    page.screen.primary_deed()
    assert page.error("post.box_form.items") == "Type a number. 0 is an answer."
    page.type("5")
    page.screen.primary_deed()
    assert page.frame.last.text == "5 items came out of the box, 4 still to log."
    page.click("post.count_box")
    page.type("3")
    page.click("post.box_form.corrects")
    page.screen.primary_deed()
    assert [count.counted for count in page.desk.post.box_today(PRIYA).counts] == [3]
    page.click("post.count_box")
    page.click("post.box_form.explain")
    assert page.error("post.box_form.explained") == "Choose a reason from the list."
    assert page.focused == "post.box_form.why"
    page.press(Qt.Key.Key_Down)
    page.click("post.box_form.explain")
    assert page.desk.post.box_today(PRIYA).agrees
    assert page.form == ""


def test_a_count_that_is_no_number_stays_to_be_mended(page: Page) -> None:
    page.click("post.count_box")
    page.type("4x")
    page.screen.primary_deed()
    assert page.error("post.box_form.items") == "Type a number. 0 is an answer."
    assert page.part(QLineEdit, "post.box_form.number").text() == "4x"
    assert page.desk.post.box_today(PRIYA).counts == ()


def test_someone_elses_log_is_not_undone(page: Page) -> None:
    item = page.desk.log("Amara Okafor", by=SIOBHAN)
    page.choose(item)
    assert not page.full(item).can_undo
