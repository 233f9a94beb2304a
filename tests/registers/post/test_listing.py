from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cantercare_desktop.registers.post.values import PostQuery, PostRow
from tests.registers.post.conftest import NOW, PRIYA, RUTH, SIOBHAN, Desk


@pytest.fixture
def picture(desk: Desk) -> Desk:
    """The post of the picture, at 14:20 on Saturday 21 November."""
    day = {number: datetime(2026, 11, number, 10, 22, tzinfo=UTC) for number in (12, 17, 19, 20, 21)}
    desk.log("Leila Haddadi", came_at=day[12])
    desk.log("Tsion Bekele", came_at=day[17])
    desk.log("Amara Okafor", came_at=day[19])
    desk.log("Amara Okafor", kind="parcel", place="Cupboard 2", came_at=day[20])
    desk.log("Amara Okafor", kind="large_letter", signed_for=True, came_at=day[21])
    desk.log("Katarzyna Wrona", came_at=day[21] + timedelta(minutes=9))
    desk.log("Chloe Fenwick", kind="parcel", place="Cupboard 2", came_by="door", came_at=NOW - timedelta(minutes=1))
    return desk


def said(rows: tuple[PostRow, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.person.full, row.what, row.second, row.chip) for row in rows]


def test_the_waiting_list_reads_as_in_the_picture(picture: Desk) -> None:
    page = picture.post.page(PRIYA, PostQuery())
    assert said(page.rows) == [
        ("Amara Okafor", "Letter", "Thu 19 Nov, Drawer A", "2 days"),
        ("Amara Okafor", "Parcel", "Fri 20 Nov, Cupboard 2", "1 day"),
        ("Amara Okafor", "Large letter, signed for", "Today 10:22, Drawer A", "today"),
        ("Leila Haddadi", "Letter", "Thu 12 Nov, Drawer A", "9 days, overdue"),
        ("Tsion Bekele", "Letter", "Tue 17 Nov, Drawer A", "4 days, due"),
        ("Katarzyna Wrona", "Letter", "Today 10:31, Drawer A", "today"),
        ("Chloe Fenwick", "Parcel", "Today 14:19, at the door, Cupboard 2", "today"),
    ]
    assert not page.more
    assert [row.of_person for row in page.rows] == [3, 3, 3, 1, 1, 1, 1]
    assert {row.home for row in page.rows} == {"room 1", "room 2", "room 4", "room 5", "room 6"}


def test_the_counts_and_the_card_beside_today_are_those_of_the_picture(picture: Desk) -> None:
    counts = picture.post.counts(PRIYA)
    assert (counts.waiting, counts.due, counts.overdue, counts.exceptions) == (7, 1, 1, 0)
    assert counts.says == "7 waiting, 1 overdue"
    assert [(line.person.full, line.what, line.chip) for line in picture.post.waiting(PRIYA)] == [
        ("Leila Haddadi", "1 letter", "9 days, overdue"),
        ("Tsion Bekele", "1 letter", "4 days, due"),
        ("Amara Okafor", "3 items", "2 days"),
        ("Chloe Fenwick", "1 parcel", "today"),
        ("Katarzyna Wrona", "1 letter", "today"),
    ]


@pytest.mark.parametrize("view", ["waiting", "handed_over", "exceptions", "all"])
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_pages_laid_end_to_end_are_the_whole_list(picture: Desk, view: str, limit: int) -> None:
    for row in picture.post.page(PRIYA, PostQuery()).rows[:2]:
        picture.post.refused(PRIYA, row.id, "Not wanted")
    for row in picture.post.page(PRIYA, PostQuery()).rows[:2]:
        picture.post.hand_over(PRIYA, [row.id], picture.signed([row.id]))
    whole = picture.post.page(PRIYA, PostQuery(view, limit=200))  # type: ignore[arg-type]
    found: list[PostRow] = []
    after: str | None = None
    for _page in range(20):
        page = picture.post.page(PRIYA, PostQuery(view, limit=limit, after=after))  # type: ignore[arg-type]
        found.extend(page.rows)
        after = page.after
        assert page.more is (after is not None)
        if not page.more:
            break
    assert tuple(found) == whole.rows
    assert found


def test_paging_goes_on_where_it_was_when_the_last_row_has_gone(picture: Desk) -> None:
    first = picture.post.page(PRIYA, PostQuery(limit=2))
    rest = picture.post.page(PRIYA, PostQuery(after=first.after)).rows
    picture.post.refused(PRIYA, first.rows[-1].id, "Not wanted")
    again = picture.post.page(PRIYA, PostQuery(after=first.after)).rows
    assert [row.id for row in again] == [row.id for row in rest]


@pytest.mark.parametrize("after", ["", "x", "[]", "[1]", '["x", 1]', '["2026-13-01", 1]', '[0, "amara", 1, "x"]', "{}"])
@pytest.mark.parametrize("view", ["waiting", "all", "handed_over"])
def test_a_cursor_that_is_none_begins_at_the_start(picture: Desk, view: str, after: str) -> None:
    asked = PostQuery(view, after=after)  # type: ignore[arg-type]
    assert picture.post.page(PRIYA, asked).rows == picture.post.page(PRIYA, PostQuery(view)).rows  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        (PostQuery(words="leila"), [1]),
        (PostQuery(words="amara oka"), [3, 4, 5]),
        (PostQuery(words="P-2026-0002"), [2]),
        (PostQuery(words="nobody"), []),
        (PostQuery(words="%_'\""), [3, 4, 5, 1, 2, 6, 7]),
        (PostQuery(kind="parcel"), [4, 7]),
        (PostQuery(place="Cupboard 2"), [4, 7]),
        (PostQuery(since=date(2026, 11, 20)), [4, 5, 6, 7]),
        (PostQuery(until=date(2026, 11, 17)), [1, 2]),
        (PostQuery(view="all", since=date(2026, 11, 17), until=date(2026, 11, 20)), [4, 3, 2]),
        (PostQuery(view="all", kind="parcel", words="chloe"), [7]),
        (PostQuery(view="handed_over"), []),
    ],
)
def test_the_list_is_narrowed_by_words_kind_place_and_days(picture: Desk, asked: PostQuery, numbers: list[int]) -> None:
    if asked.words == "%_'\"":  # nothing in it that could be a word
        numbers = []
    assert [int(row.number[-4:]) for row in picture.post.page(PRIYA, asked).rows] == numbers


def test_the_list_of_one_person_is_hers_alone(picture: Desk) -> None:
    asked = PostQuery("all", person=picture.people["Amara Okafor"])
    assert {row.person.full for row in picture.post.page(PRIYA, asked).rows} == {"Amara Okafor"}


def test_exceptions_begin_with_the_newest_and_are_counted(picture: Desk) -> None:
    rows = picture.post.page(PRIYA, PostQuery()).rows
    picture.post.missing(PRIYA, rows[0].id, "Not there")
    picture.clock.move(timedelta(minutes=1))
    picture.post.not_hers(PRIYA, [rows[3].id])
    found = picture.post.page(PRIYA, PostQuery("exceptions")).rows
    assert [row.chip for row in found] == ["Not hers", "Missing"]
    assert picture.post.counts(PRIYA).exceptions == 2


def test_people_are_offered_by_the_beginning_of_a_name(desk: Desk) -> None:
    assert [name.full for name in desk.post.people(PRIYA, "le")] == ["Leila Haddadi"]
    assert desk.post.people(PRIYA, "le")[0].room == "2"
    assert desk.post.people(PRIYA, "") == ()


def test_the_log_says_what_happened_last(desk: Desk) -> None:
    assert desk.post.last_thing(PRIYA) == ""
    desk.give(desk.log("Amara Okafor"))
    assert desk.post.last_thing(PRIYA) == (
        "The last thing: letter for Amara Okafor, handed over today 14:20 by Priya Nair."
    )


def test_what_goes_beyond_the_count_does_not_say_that_it_was_counted(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 1)
    inside, beyond = desk.log("Amara Okafor"), desk.log("Leila Haddadi")
    assert desk.post.item(PRIYA, inside.id).steps[0].title == "Taken out of the locked post box"
    assert desk.post.item(PRIYA, beyond.id).steps[0].title == "Logged from the box, not counted"
    desk.post.undo_log(PRIYA, inside.id)
    assert desk.post.item(PRIYA, beyond.id).steps[0].title == "Taken out of the locked post box"


def test_an_item_shows_where_it_has_been_as_in_the_picture(desk: Desk) -> None:
    desk.clock.at = datetime(2026, 11, 21, 10, 15, tzinfo=UTC)
    desk.post.count_box(SIOBHAN, 4)
    desk.clock.at = datetime(2026, 11, 21, 10, 22, tzinfo=UTC)
    desk.log("Amara Okafor")
    desk.log("Amara Okafor", kind="parcel", came_by="door")
    item = desk.log("Amara Okafor", kind="large_letter", signed_for=True)
    desk.clock.at = datetime(2026, 11, 21, 10, 40, tzinfo=UTC)
    desk.post.told(SIOBHAN, item.id, "in person", "As she asked: no notes on her door")
    full = desk.post.item(PRIYA, item.id)
    assert [(step.title, step.second) for step in full.steps] == [
        ("Taken out of the locked post box", "10:15, Siobhan Kelly. 4 items counted"),
        ("Logged for Amara Okafor", "10:22, Priya Nair. Large letter, signed for"),
        ("Locked away in Drawer A", "10:22, Priya Nair"),
        ("Amara told in person", "10:40, Siobhan Kelly. As she asked: no notes on her door"),
        ("Waiting to be handed over", "She signs on this screen, for all three at once"),
    ]
    assert full.steps[-1].is_next
    assert (full.who_may_collect, full.collectors_say) == ("Only Amara", "No collector is named for today.")
    assert full.item.sender == ""


def test_opening_an_items_page_shows_what_must_be_known_first(desk: Desk) -> None:
    desk.person("Bethany Marsh", "3", safe_contact="Tell no caller that she lives here.", post_warning="Not to Darren.")
    full = desk.post.item(PRIYA, desk.log("Bethany Marsh").id)
    assert (full.safe_contact, full.post_warning) == ("Tell no caller that she lives here.", "Not to Darren.")


def test_a_persons_post_is_hers_newest_first_and_looking_is_on_record(desk: Desk) -> None:
    items = [desk.log("Amara Okafor") for _ in range(5)]
    desk.log("Leila Haddadi")
    amara = desk.people["Amara Okafor"]
    first = desk.post.history(PRIYA, amara, limit=3)
    rest = desk.post.history(PRIYA, amara, after=first.after, limit=3)
    assert [line.id for line in (*first.rows, *rest.rows)] == [item.id for item in reversed(items)]
    assert first.rows[0].title == "Letter: waiting, locked away"
    assert desk.actions()[:2] == ["person.viewed", "person.viewed"]
    assert [given.number for given in desk.post.hand_overs(PRIYA, amara)] == []
    assert desk.post.history(PRIYA, amara, after="junk").rows == desk.post.history(PRIYA, amara).rows


def test_a_child_stands_beside_its_mother(desk: Desk) -> None:
    desk.log("Tsion Bekele")
    desk.log("Chloe Fenwick")
    desk.log("Naomi Bekele")
    rows = desk.post.page(PRIYA, PostQuery()).rows
    assert [row.person.full for row in rows] == ["Naomi Bekele", "Tsion Bekele", "Chloe Fenwick"]
    item = desk.post.item(PRIYA, rows[0].id)
    assert item.who_may_collect == "Only Tsion"


def _views(desk: Desk, name: str) -> int:
    with desk.vault.reading() as session:
        return len(desk.vault.ledger.entries(session, about=int(desk.people[name]), action="person.viewed"))


def test_reading_an_item_is_a_view_of_her_once_a_sitting(desk: Desk) -> None:
    first, second = desk.log("Amara Okafor"), desk.log("Amara Okafor")
    desk.post.item(PRIYA, first.id)
    assert _views(desk, "Amara Okafor") == 0
    for item in (first, second, first):
        desk.post.item(PRIYA, item.id, opened=True)
    assert _views(desk, "Amara Okafor") == 1
    desk.post.item(RUTH, first.id, opened=True)
    assert _views(desk, "Amara Okafor") == 2
    desk.clock.at += timedelta(minutes=16)
    desk.post.item(PRIYA, first.id, opened=True)
    assert _views(desk, "Amara Okafor") == 3
