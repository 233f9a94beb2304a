from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import LeftAlone, NotHers
from cantercare_desktop.registers.post.values import PostItem
from tests.registers.post.conftest import PRIYA, Desk
from tests.registers.post.screen.conftest import MakePage, Page


def click_tick(page: Page, item: PostItem) -> None:
    view = page.screen.side.list
    place = view.rows.place(item.id)
    assert place is not None
    area = view.visualRect(view.rows.index(place, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(area.left() + 26, area.center().y()))


def test_ticking_names_the_deed_and_the_person(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    assert page.screen.hand_over.isEnabled() is False
    assert page.screen.head.reason.text() == "Tick what she takes."
    page.choose(letter)
    page.screen.side.list.setFocus()
    page.press(Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert page.screen.hand_over.text() == "Hand over 2 items to Amara"
    assert page.screen.hand_over.isEnabled()
    assert not page.screen.head.reason.isVisible()


def test_two_people_can_never_be_ticked_at_once(page: Page) -> None:
    hers, another = page.desk.log("Amara Okafor"), page.desk.log("Leila Haddadi")
    for item in (hers, another):
        page.choose(item)
        page.screen.side.list.setFocus()
        page.press(Qt.Key.Key_Space)
    assert page.screen.list.ticked == (another.id,)
    assert page.screen.side.list.rows.ticked == (another.id,)
    assert page.screen.hand_over.text() == "Hand over 1 item to Leila"


def test_ticking_opens_the_item_and_says_whose_ticks_went(page: Page) -> None:
    hers, another = page.desk.log("Amara Okafor"), page.desk.log("Leila Haddadi")
    for item in (hers, another):
        click_tick(page, item)
        assert page.screen.item.shown is not None
        assert page.screen.item.shown.item.id == item.id
    assert (page.frame.last.lead, page.frame.last.text) == (
        "Only one person’s things at a time.",
        "Amara’s ticks were taken away.",
    )


def test_who_must_not_have_it_is_read_whatever_item_is_looked_at(make_page: MakePage, desk: Desk) -> None:
    desk.person("Bethany Marsh", "3", post_warning="Do not hand her post to Daniel Eze.")
    hers, another = desk.log("Bethany Marsh"), desk.log("Leila Haddadi")
    page = make_page()
    click_tick(page, hers)
    assert page.has("post.item.warning")
    assert not page.has("post.ticked_warning")
    page.choose(another)
    assert page.has("post.ticked_warning")
    assert page.part(QWidget, "post.ticked_warning").accessibleName() == (
        "Bethany’s post: who must not have it. Do not hand her post to Daniel Eze."
    )
    click_tick(page, hers)
    assert not page.has("post.ticked_warning")
    narrow = make_page(width=700)
    click_tick(narrow, hers)
    assert narrow.has("post.ticked_warning")
    narrow.screen.resize(1174, 712)
    assert not narrow.has("post.ticked_warning")


def test_after_a_hand_over_its_receipt_stands_beside_the_list(page: Page) -> None:
    earlier, letter = page.desk.log("Leila Haddadi"), page.desk.log("Amara Okafor")
    page.desk.log("Chloe Fenwick")
    page.desk.give(earlier)
    page.hand_over(letter)
    signed = page.signed(letter)
    page.frame.handed[-1].sign(signed)
    page.frame.handed[-1].then(signed)
    page.screen.refresh()
    assert page.screen.item.shown is not None
    assert page.screen.item.shown.item.id == letter.id
    assert page.has("post.item.receipt")
    for name in ("post.item.who_may", "post.item.name_collector", "post.item.warning"):
        assert not page.has(name)
    assert page.part(QLabel, "post.item.asks").text() == "Both ask for a reason."
    page.click("post.filter.handed_over")
    assert page.screen.side.list.chosen == letter.id


def test_an_answer_not_written_down_stays_on_the_page_until_it_is(make_page: MakePage) -> None:
    page = make_page()
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.hand_over(letter)
    page.frame.handed[-1].then(NotHers(page.desk.shown([letter.id]), (Ref("post_items", letter.id),)))
    assert "It stays locked away until it is clear whose it is." in page.every_word()
    page.press(Qt.Key.Key_Escape)
    assert page.has("post.unsaved")
    kept = page.screen.draft()
    assert kept is not None
    page.screen.forget_people()
    page = make_page()
    page.screen.take_draft(kept)
    assert page.form == "not_hers"
    page.press(Qt.Key.Key_Escape)
    page.hand_over(parcel)
    assert (page.form, page.frame.handed) == ("not_hers", [])
    page.press(Qt.Key.Key_Escape)
    page.click("post.unsaved.again")
    page.screen.primary_deed()
    assert page.full(letter).item.state == "not_hers"
    assert not page.has("post.unsaved")


def test_an_empty_list_says_what_happened_last(page: Page) -> None:
    page.desk.give(page.desk.log("Amara Okafor"))
    assert "The last thing: letter for Amara Okafor, handed over today 14:20 by Priya Nair." in page.every_word()


def test_signed_things_leave_the_list_and_the_receipt_can_be_shown(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    left = page.desk.log("Leila Haddadi")
    page.screen.list.tick([int(letter.id), int(parcel.id)])
    page.screen.primary_deed()
    handed = page.frame.handed[-1]
    assert handed.sheet.refs == (Ref("post_items", letter.id), Ref("post_items", parcel.id))
    signed = page.signed(letter, parcel)
    handed.sign(signed)
    handed.then(signed)
    assert [row.key for row in page.rows()] == [left.id]
    assert page.frame.last.lead == "Handed over:"
    assert page.frame.last.text.startswith("2 items to Amara Okafor (H-2026-")
    assert page.focused == "post.list"
    assert page.screen.list.ticked == ()
    page.frame.do()
    assert page.frame.shown[-1].pdf.startswith(b"%PDF")


def test_the_receipt_can_be_shown_from_the_item(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.desk.give(letter)
    page.click("post.filter.handed_over")
    page.choose(letter)
    page.click("post.item.receipt")
    page.screen.printed()
    assert len(page.frame.shown) == 2
    assert page.rows()[0].second.count("Handed over") == 0


def test_who_would_rather_not_sign_is_written_down_with_a_witness(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.hand_over(letter, parcel)
    page.frame.handed[-1].then(page.desk.declined([letter.id, parcel.id], ""))
    assert page.form == "declined"
    page.screen.primary_deed()
    assert page.error("post.declined.witness") is not None
    page.click(f"post.declined.item.{parcel.id}")
    page.fill("post.declined.witness_line", "Siobhan Kelly")
    page.screen.primary_deed()
    assert page.form == ""
    assert page.frame.last.lead == "Handed over:"
    given = page.full(letter).hand_over
    assert given is not None
    assert (given.signature.way, given.signature.witness) == ("declined", "Siobhan Kelly")
    assert page.full(parcel).item.state == "waiting"


def test_going_back_from_an_unsigned_hand_over_is_reminded_of_and_taken_up_again(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.hand_over(letter)
    page.frame.handed[-1].then(page.desk.declined([letter.id], ""))
    page.fill("post.declined.witness_line", "Siobhan Kelly")
    page.press(Qt.Key.Key_Escape)
    assert page.form == ""
    assert (page.frame.last.kind, page.frame.last.lead) == ("due", "Not saved yet:")
    page.frame.do()
    assert page.part(QLineEdit, "post.declined.witness_line").text() == "Siobhan Kelly"
    page.screen.primary_deed()
    assert page.full(letter).item.state == "handed_over"
    assert page.screen.draft() is None


def test_nothing_handed_over_without_a_signature_leaves_all_waiting(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.hand_over(letter)
    page.frame.handed[-1].then(page.desk.declined([letter.id], ""))
    page.click(f"post.declined.item.{letter.id}")
    page.screen.primary_deed()
    assert page.frame.last.lead == "Nothing was handed over."
    assert page.full(letter).item.state == "waiting"


def test_what_is_not_hers_goes_to_the_exceptions(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.hand_over(letter, parcel)
    shown = page.desk.shown([letter.id, parcel.id])
    page.frame.handed[-1].then(NotHers(shown, (Ref("post_items", parcel.id),)))
    assert page.form == "not_hers"
    page.fill("post.not_hers.why", "Another Okafor")
    page.screen.primary_deed()
    assert [row.key for row in page.rows()] == [letter.id]
    page.click("post.filter.exceptions")
    assert [row.key for row in page.rows()] == [parcel.id]


def test_a_screen_left_alone_changes_nothing(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.hand_over(letter)
    page.frame.handed[-1].then(LeftAlone())
    assert page.frame.last.text == "Nothing was signed. The item still waits."
    assert page.full(letter).item.state == "waiting"
    assert page.screen.list.ticked == (letter.id,)


def test_what_was_handed_over_meanwhile_is_refused_and_said(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.desk.post.name_collector(
        PRIYA, page.desk.people["Amara Okafor"], "Esi Boateng", "Her sister", "By phone", page.desk.post.today
    )
    page.hand_over(letter)
    page.desk.give(letter)
    page.screen.primary_deed()
    assert page.frame.handed == []
    assert page.frame.last.lead == "Not done."
    assert "21 Nov" in page.frame.last.text or "14:20" in page.frame.last.text


def test_a_collector_is_named_takes_the_things_and_is_taken_back(page: Page) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.choose(letter)
    page.click("post.item.name_collector")
    page.screen.primary_deed()
    assert page.error("post.collector_form.name") is not None
    page.fill("post.collector_form.name_line", "Esi Boateng")
    page.fill("post.collector_form.known_how_line", "Her sister. Showed a passport")
    page.fill("post.collector_form.asked_how_line", "On the phone")
    page.screen.primary_deed()
    assert page.frame.last.text == "Esi Boateng may collect for Amara."
    page.hand_over(letter)
    assert page.form.startswith("taker:")
    collector = page.full(letter).collectors[0]
    page.screen.forms.form.take({"who": str(collector.id)})  # type: ignore[union-attr]  # it is open
    page.screen.primary_deed()
    handed = page.frame.handed[-1]
    signed = page.desk.signed([letter.id], collector=collector.id)
    handed.sign(signed)
    handed.then(signed)
    assert "to Esi Boateng" in page.frame.last.text
    page.choose(parcel)
    assert page.part(QLabel, "post.item.who_may").text() == "Amara, and today:"
    withdraw = page.part(QAbstractButton, f"post.collector.{collector.id}.withdraw")
    assert withdraw.text() == "Withdraw Esi"
    page.click(withdraw.objectName())
    assert page.frame.last.text == "Esi Boateng may no longer collect."
    page.hand_over(parcel)
    assert page.form == ""
    assert len(page.frame.handed) == 2


def test_a_collector_of_another_day_is_not_asked_about(make_page: MakePage, desk: Desk) -> None:
    letter = desk.log("Amara Okafor")
    desk.post.name_collector(
        PRIYA, desk.people["Amara Okafor"], "Esi Boateng", "Her sister", "By phone", desk.post.today + timedelta(days=1)
    )
    page = make_page()
    page.hand_over(letter)
    assert page.form == ""
    assert len(page.frame.handed) == 1


def test_a_child_has_a_signature_of_her_own(page: Page) -> None:
    page.desk.log("Tsion Bekele")
    hers = page.desk.log("Naomi Bekele")
    page.screen.list.tick([int(hers.id)])
    assert page.screen.hand_over.text() == "Hand over 1 item to Naomi"


def test_ticks_stay_when_something_else_is_logged(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    page.choose(letter)
    page.screen.list.tick([int(letter.id)])
    page.desk.log("Leila Haddadi")
    assert page.screen.list.ticked == (letter.id,)
    assert page.screen.side.list.chosen == letter.id
    assert page.screen.hand_over.text() == "Hand over 1 item to Amara"


def test_a_click_on_the_box_of_a_row_ticks_it(page: Page) -> None:
    letter = page.desk.log("Amara Okafor")
    click_tick(page, letter)
    assert page.screen.list.ticked == (letter.id,)
