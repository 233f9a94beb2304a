from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cantercare_desktop.office.refusals import RefusedError
from tests.registers.post.conftest import NOW, PRIYA, SIOBHAN, TRUSTEE, Desk

QUARTER_PAST_TEN = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)


def test_the_box_is_compared_with_the_log_as_in_the_picture(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 4, QUARTER_PAST_TEN)
    for who in ("Amara Okafor", "Leila Haddadi", "Katarzyna Wrona"):
        desk.log(who)
    box = desk.post.box_today(PRIYA)
    assert (box.title, box.says, box.difference) == (
        "Post box, today 10:15",
        "Siobhan Kelly emptied it. 4 came out, 3 logged",
        "1 still to log",
    )
    assert not box.agrees
    assert box.to_log == 1


def test_parcels_at_the_door_are_not_part_of_the_box(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 1, QUARTER_PAST_TEN)
    desk.log("Amara Okafor")
    desk.log("Chloe Fenwick", kind="parcel", came_by="door")
    assert desk.post.box_today(PRIYA).difference == "all logged"
    assert desk.post.box_today(PRIYA).agrees


def test_more_logged_than_counted_is_said(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 1, QUARTER_PAST_TEN)
    desk.log("Amara Okafor")
    desk.log("Leila Haddadi")
    assert desk.post.box_today(PRIYA).difference == "1 more logged than counted"


def test_nothing_in_the_box_is_a_count_too(desk: Desk) -> None:
    assert desk.post.box_today(PRIYA).says == "Nobody has emptied it."
    desk.post.count_box(SIOBHAN, 0)
    assert desk.post.box_today(PRIYA).agrees


def test_items_logged_before_the_count_belong_to_it_once_it_is_made(desk: Desk) -> None:
    desk.log("Amara Okafor")
    assert desk.post.box_today(PRIYA).not_in_a_count == 1
    count = desk.post.count_box(SIOBHAN, 2).value
    assert (count.logged, count.to_log) == (1, 1)
    assert desk.post.box_today(PRIYA).not_in_a_count == 0


def test_with_two_emptyings_items_fill_the_newest_that_has_room(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 2, QUARTER_PAST_TEN)
    desk.log("Amara Okafor")
    desk.post.count_box(PRIYA, 1, NOW)
    desk.log("Leila Haddadi")  # the newest has room
    desk.log("Katarzyna Wrona")  # the newest is full: back to the first
    desk.log("Chloe Fenwick")  # all are full: the newest
    assert [(count.counted, count.logged) for count in desk.post.box_today(PRIYA).counts] == [(2, 2), (1, 2)]


def test_an_item_undone_leaves_the_count_open_again(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 1)
    item = desk.log("Amara Okafor")
    desk.post.undo_log(PRIYA, item.id)
    assert desk.post.box_today(PRIYA).difference == "1 still to log"


def test_a_wrong_count_is_replaced_and_its_items_move_to_the_right_one(desk: Desk) -> None:
    wrong = desk.post.count_box(SIOBHAN, 5, QUARTER_PAST_TEN).value
    desk.log("Amara Okafor")
    right = desk.post.count_box(PRIYA, 1, corrects=wrong.id).value
    assert (right.logged, right.at) == (1, QUARTER_PAST_TEN)
    assert [count.id for count in desk.post.box_today(PRIYA).counts] == [right.id]
    with pytest.raises(RefusedError, match="refused"):
        desk.post.count_box(PRIYA, 3, corrects=wrong.id)


def test_a_difference_is_explained_by_a_choice_and_the_explanation_can_be_taken_back(desk: Desk) -> None:
    count = desk.post.count_box(SIOBHAN, 2).value
    explained = desk.post.explain_difference(PRIYA, count.id, "junk_mail").value
    assert explained.agrees
    assert desk.post.box_today(PRIYA).difference == "2 still to log: junk mail"
    assert not desk.post.explain_difference(PRIYA, count.id, "").value.agrees
    with pytest.raises(RefusedError):
        desk.post.explain_difference(PRIYA, count.id, "Amara took it")  # type: ignore[arg-type]


@pytest.mark.parametrize("items", [-1, 1000])
def test_a_count_is_a_number_that_a_box_can_hold(desk: Desk, items: int) -> None:
    with pytest.raises(RefusedError):
        desk.post.count_box(PRIYA, items)


def test_a_count_to_come_and_a_count_by_a_trustee_are_refused(desk: Desk) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.post.count_box(PRIYA, 1, NOW + timedelta(hours=1))
    assert caught.value.refusals[0].field == "at"
    with pytest.raises(RefusedError):
        desk.post.count_box(TRUSTEE, 1)
