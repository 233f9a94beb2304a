from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.records import IncidentNoteRecord
from cantercare_desktop.registers.post.values import PostQuery
from tests.registers.post.conftest import PRIYA, SIOBHAN, Desk


def notes(desk: Desk) -> list[str]:
    with desk.vault.reading() as session:
        return [record.says for record in session.scalars(select(IncidentNoteRecord))]


def test_an_item_is_moved_to_another_place_and_the_way_is_kept(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.clock.move(timedelta(minutes=5))
    assert desk.post.move(SIOBHAN, item.id, "Safe").value.place == "Safe"
    titles = [step.title for step in desk.post.item(PRIYA, item.id).steps]
    assert titles == [
        "Logged for Amara Okafor",
        "Locked away in Drawer A",
        "Locked away in Safe",
        "Waiting to be handed over",
    ]
    for place in ("Safe", "the hall table"):
        with pytest.raises(RefusedError):
            desk.post.move(PRIYA, item.id, place)


def test_it_is_noted_that_she_was_told(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.told(SIOBHAN, item.id, "in person", "As she asked: no notes on her door")
    step = desk.post.item(PRIYA, item.id).steps[-2]
    assert (step.title, step.second) == (
        "Amara told in person",
        "14:20, Siobhan Kelly. As she asked: no notes on her door",
    )
    with pytest.raises(RefusedError):
        desk.post.told(PRIYA, item.id, "by pigeon")


@pytest.mark.parametrize(
    ("deed", "state"),
    [("return_to_sender", "returned"), ("refused", "refused"), ("missing", "missing")],
)
def test_each_exception_asks_for_a_reason_and_is_kept_with_it(desk: Desk, deed: str, state: str) -> None:
    item = desk.log("Amara Okafor")
    do = getattr(desk.post, deed)
    with pytest.raises(RefusedError) as caught:
        do(PRIYA, item.id, "   ")
    assert caught.value.refusals[0].field == "reason"
    assert do(PRIYA, item.id, "She said so").value.state == state
    assert desk.post.item(PRIYA, item.id).steps[-1].reason == "She said so"
    with pytest.raises(RefusedError):
        do(PRIYA, item.id, "Once more")


def test_a_leavers_post_goes_only_to_the_address_she_gave(desk: Desk) -> None:
    desk.leaver("Danielle Prior", "3", "Flat 2, 8 Orchard Row, Whitstable")
    desk.leaver("Ivy Marsh", "3")
    item, nowhere = desk.log("Danielle Prior"), desk.log("Ivy Marsh")
    assert desk.post.forward(PRIYA, item.id, "She moved out").value.state == "forwarded"
    with pytest.raises(RefusedError) as caught:
        desk.post.forward(PRIYA, nowhere.id, "She moved out")
    assert caught.value.says == "Ivy gave no forwarding address. Return it to the sender."
    may = desk.post.item(PRIYA, nowhere.id).may("forward")
    assert (may.allowed, may.why_not) == (False, "There is no forwarding address. Return it to the sender.")
    assert desk.post.return_to_sender(PRIYA, nowhere.id, "No address").value.state == "returned"


def test_opened_post_needs_a_reason_and_a_witness_and_makes_a_note(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    for reason, witness in (("", "Grace Owusu"), ("No name on it", ""), ("No name on it", "priya nair")):
        with pytest.raises(RefusedError):
            desk.post.opened(PRIYA, item.id, reason, witness)
    opened = desk.post.opened(PRIYA, item.id, "No name on it", "Grace Owusu").value
    assert opened.state == "opened"
    assert notes(desk) == ["Opened by staff. No name on it"]
    assert desk.post.counts(PRIYA).exceptions == 1
    assert [row.chip for row in desk.post.page(PRIYA, PostQuery()).rows] == ["Opened by staff"]
    assert desk.give(opened).things[0].number == opened.number


def test_what_is_missing_makes_a_note_and_may_be_found(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.missing(PRIYA, item.id, "Not in Drawer A")
    assert notes(desk) == ["Missing. Not in Drawer A"]
    with pytest.raises(RefusedError):
        desk.post.sheet(PRIYA, [item.id])
    found = desk.post.found(SIOBHAN, item.id, "Safe", "Behind the drawer").value
    assert (found.state, found.place) == ("waiting", "Safe")


def test_what_came_back_waits_again_from_that_day(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    given = desk.give(item)
    desk.clock.move(timedelta(days=9))
    back = desk.post.came_back(PRIYA, item.id, "She brought it back: it is for her sister").value
    assert back.state == "waiting"
    full = desk.post.item(PRIYA, item.id)
    assert (full.row.age, full.row.chip, full.hand_over) == ("fresh", "today", None)
    assert desk.post.hand_overs(PRIYA, given.person.person) == (given,)
    assert desk.give(back).number == "H-2026-0002"


def test_a_refused_item_may_be_wanted_after_all(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.refused(PRIYA, item.id, "From her ex-partner")
    with pytest.raises(RefusedError):
        desk.post.sheet(PRIYA, [item.id])
    assert desk.post.came_back(PRIYA, item.id, "She takes it after all").value.state == "waiting"


def test_what_is_not_hers_is_given_to_whom_it_is_for(desk: Desk) -> None:
    one, two = desk.log("Amara Okafor", note="For her own eyes"), desk.log("Amara Okafor")
    values = desk.post.not_hers(PRIYA, [one.id, two.id]).value
    assert {value.state_word for value in values} == {"Not hers"}
    desk.clock.move(timedelta(days=5))
    given = desk.post.give_to_another(PRIYA, one.id, desk.people["Leila Haddadi"], "Two alike names").value
    assert (given.person.full, given.state, given.note) == ("Leila Haddadi", "waiting", "")
    assert desk.post.item(PRIYA, one.id).row.chip == "today"
    with pytest.raises(RefusedError):
        desk.post.give_to_another(PRIYA, one.id, desk.people["Leila Haddadi"], "Again")
    with pytest.raises(RefusedError):
        desk.post.not_hers(PRIYA, [])


def test_giving_to_another_is_about_both_people_in_the_ledger(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    changed = desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "Misread").changed
    assert changed.about == {desk.people["Amara Okafor"], desk.people["Leila Haddadi"]}


def test_what_the_item_says_may_be_done_is_what_the_rules_allow(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.refused(PRIYA, item.id, "Not wanted")
    for deed in desk.post.item(PRIYA, item.id).deeds:
        assert deed.allowed == (rules.after("refused", deed.deed) is not None)
        assert bool(deed.why_not) != deed.allowed
