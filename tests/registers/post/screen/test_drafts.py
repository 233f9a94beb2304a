from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import LeftAlone, NotHers
from cantercare_desktop.ui.combos import PersonPicker
from tests.registers.post.conftest import Desk
from tests.registers.post.screen.conftest import MakePage, Page


def over_a_lock(page: Page, make_page: MakePage) -> Page:
    """Keep the draft as the vault does, empty the page, and put the draft into a new one."""
    draft = page.screen.draft()
    assert draft is not None
    kept = json.loads(json.dumps(draft))
    page.screen.forget_people()
    page.screen.hide()
    after = make_page()
    after.screen.take_draft(kept)
    return after


def test_an_empty_page_has_no_draft(page: Page) -> None:
    page.desk.log("Amara Okafor")
    assert page.screen.draft() is None


def test_the_fast_row_comes_back_whole(page: Page, make_page: MakePage) -> None:
    page.screen.new_entry()
    page.type("lei")
    page.screen.fast.who.pick(page.screen.fast.who.offered[0])
    fast = page.screen.fast
    fast.show_more()
    for name, text in (
        ("post.how_many", "2"),
        ("post.carrier", "DPD"),
        ("post.tracking", "15501234567890"),
        ("post.sender", "Her bank"),
        ("post.note", "wet"),
        ("post.came_on", "20 11 2026"),
    ):
        page.fill(name, text)
    fast.kind.choose("parcel")
    fast.place.choose("Cupboard 2")
    fast.came_by.choose("door")
    fast.sensitive.setChecked(True)
    fast.signed_for.setChecked(True)
    before = fast.typed()
    after = over_a_lock(page, make_page)
    assert after.screen.fast.typed() == before
    assert after.has("post.tracking")


def test_half_a_name_comes_back_as_it_was_typed(page: Page, make_page: MakePage) -> None:
    page.screen.new_entry()
    page.type("le")
    assert over_a_lock(page, make_page).screen.fast.who.text() == "le"


def test_ticks_and_an_open_form_come_back(page: Page, make_page: MakePage) -> None:
    item = page.desk.log("Amara Okafor")
    page.screen.list.tick([int(item.id)])
    page.open_deed(item, "return")
    page.fill("post.deed_form.why", "Unknown here")
    after = over_a_lock(page, make_page)
    assert after.form == f"deed:return:{item.id}"
    assert after.part(QPlainTextEdit, "post.deed_form.why").toPlainText() == "Unknown here"
    assert after.screen.list.ticked == (item.id,)
    after.screen.primary_deed()
    assert after.full(item).item.state == "returned"


def test_a_form_that_was_left_comes_back_too(page: Page, make_page: MakePage) -> None:
    item = page.desk.log("Amara Okafor")
    page.choose(item)
    page.click("post.item.name_collector")
    page.fill("post.collector_form.name_line", "Esi Boateng")
    page.click("post.collector_form.back")
    after = over_a_lock(page, make_page)
    assert after.form == ""
    after.choose(item)
    after.click("post.item.name_collector")
    assert after.part(QLineEdit, "post.collector_form.name_line").text() == "Esi Boateng"


@pytest.mark.parametrize("button", ["post.count_box", "post.papers_button"])
def test_the_box_and_the_papers_come_back(page: Page, make_page: MakePage, button: str) -> None:
    page.click(button)
    field = {"post.count_box": "post.box_form.number", "post.papers_button": "post.papers.since_line"}[button]
    page.fill(field, "4")
    key = page.form
    after = over_a_lock(page, make_page)
    assert after.form == key
    assert after.part(QLineEdit, field).text() == "4"


def test_a_person_picked_in_a_form_comes_back(page: Page, make_page: MakePage) -> None:
    item = page.desk.log("Amara Okafor")
    page.open_deed(item, "give_to_another")
    page.type("lei")
    page.fill("post.deed_form.why", "Misread")
    picker = page.part(PersonPicker, "post.deed_form.who")
    picker.pick(picker.offered[0])
    after = over_a_lock(page, make_page)
    after.screen.primary_deed()
    assert after.heads() == ["Leila Haddadi"]


def test_her_answer_without_a_signature_comes_back(page: Page, make_page: MakePage) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.hand_over(letter, parcel)
    answer = page.desk.declined([letter.id, parcel.id], "")
    page.frame.handed[-1].then(answer)
    page.click(f"post.declined.item.{parcel.id}")
    page.fill("post.declined.witness_line", "Siobhan Kelly")
    after = over_a_lock(page, make_page)
    assert after.form == "declined"
    after.screen.primary_deed()
    given = after.full(letter).hand_over
    assert given is not None
    assert given.signature.statement == answer.shown.statement
    assert given.signature.witness == "Siobhan Kelly"
    assert after.full(parcel).item.state == "waiting"


def test_what_she_said_is_not_hers_comes_back(page: Page, make_page: MakePage) -> None:
    letter, parcel = page.desk.log("Amara Okafor"), page.desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    page.hand_over(letter, parcel)
    page.frame.handed[-1].then(NotHers(page.desk.shown([letter.id, parcel.id]), (Ref("post_items", parcel.id),)))
    page.fill("post.not_hers.why", "Another Okafor")
    after = over_a_lock(page, make_page)
    after.screen.primary_deed()
    assert (after.full(letter).item.state, after.full(parcel).item.state) == ("waiting", "not_hers")


def test_a_signature_that_could_not_be_saved_comes_back_and_can_be_saved(page: Page, make_page: MakePage) -> None:
    letter = page.desk.log("Amara Okafor")
    page.hand_over(letter)
    signed = page.signed(letter)
    page.frame.handed[-1].then(LeftAlone(signed))

    after = over_a_lock(page, make_page)
    assert after.full(letter).item.state == "waiting"
    assert after.frame.last.lead == "A signature could not be saved."
    assert after.screen.unsaved.isVisible()
    after.frame.do()

    given = after.full(letter).hand_over
    assert given is not None
    assert given.signature.strokes == signed.strokes
    assert (given.signature.started, given.signature.ended) == (signed.shown.started, signed.shown.ended)
    assert after.frame.last.lead == "Handed over:"
    assert after.screen.draft() is None


@pytest.mark.parametrize(
    "draft",
    [
        {"signed": {"person": 1, "items_of": [1]}, "drawn": {"strokes": "no"}},
        {"fast": 3, "ticked": "x", "forms": [], "open": None, "declined": {"person": "no"}},
        {"open": "deed:return:999"},
        {"open": "box:77"},
        {"ticked": [999], "forms": {"papers": {"day": 7}}, "open": "papers"},
    ],
)
def test_a_draft_that_no_longer_fits_does_no_harm(page: Page, draft: dict[str, object]) -> None:
    page.screen.take_draft(draft)
    assert page.screen.list.ticked == ()


def test_a_locked_page_knows_nobody(make_page: MakePage, desk: Desk) -> None:
    desk.person("Rosa Amaral", "3", post_warning="Nuno Prates", safe_contact="Ring the office line only")
    item = desk.log("Rosa Amaral", tracking="JD0002249912345678")
    page = make_page()
    page.choose(item)
    page.screen.list.tick([int(item.id)])
    page.screen.new_entry()
    page.type("ros")
    page.open_deed(item, "correct")
    page.screen.list.show_history(item.person)
    page.screen.forget_people()
    words = page.every_word()
    for secret in ("Rosa", "Amaral", "Nuno", "office line", "JD0002249912345678", item.number):
        assert secret not in words
    assert page.screen.draft() is None
