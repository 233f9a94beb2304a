from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from cantercare_desktop.office.register import (
    Due,
    Entry,
    Hit,
    Reason,
    Urgency,
)
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.post.values import Correction
from tests.registers.post.conftest import NOW, PRIYA, SIOBHAN, Desk

TODAY = date(2026, 11, 21)


def register(desk: Desk) -> PostRegister:
    return PostRegister(desk.house.office.policy)


def due(desk: Desk) -> list[Due]:
    with desk.vault.reading() as session:
        return list(register(desk).due(session, desk.clock.now()))


def said(found: Sequence[Due]) -> list[tuple[str, str, str, str, str]]:
    return [(each.urgency.value, each.title, each.detail, each.state, each.deed) for each in found]


def hits(desk: Desk, words: str) -> list[Hit]:
    with desk.vault.reading() as session:
        return list(register(desk).find(session, words, 10))


def entries(desk: Desk, who: str) -> list[Entry]:
    with desk.vault.reading() as session:
        return list(register(desk).entries(session, desk.people[who]))


def on(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


def test_post_waiting_too_long_is_due_as_in_the_picture(desk: Desk) -> None:
    desk.log("Leila Haddadi", came_at=on(12))
    desk.log("Tsion Bekele", came_at=on(17))
    desk.log("Amara Okafor", came_at=on(19))
    assert said(due(desk)) == [
        (
            "overdue",
            "Post for Leila Haddadi has waited 9 days",
            "1 letter, came Thursday 12 November, in Drawer A",
            "2 days over",
            "Hand over",
        ),
        (
            "this_week",
            "Post for Tsion Bekele has waited 4 days",
            "1 letter, came Tuesday 17 November, in Drawer A",
            "by Tue 24 Nov",
            "Hand over",
        ),
    ]


def test_on_its_last_day_post_is_due_today(desk: Desk) -> None:
    desk.log("Amara Okafor", came_at=on(14))
    desk.log("Amara Okafor", kind="parcel", place="Cupboard 2", came_at=on(15))
    (only,) = due(desk)
    assert (only.urgency, only.state) == (Urgency.TODAY, "today")
    assert only.detail == "2 items, the oldest came Saturday 14 November, in Drawer A and Cupboard 2"


def test_a_letter_of_the_box_that_is_not_logged_is_due_as_in_the_picture(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 4, datetime(2026, 11, 21, 10, 15, tzinfo=UTC))
    for who in ("Amara Okafor", "Leila Haddadi", "Katarzyna Wrona"):
        desk.log(who)
    assert said(due(desk)) == [
        (
            "today",
            "One letter from this morning’s post box is not logged",
            "4 came out at 10:15, 3 are logged",
            "by 20:00",
            "Log it",
        )
    ]
    desk.clock.at = NOW.replace(hour=22)
    assert said(due(desk))[0][3:] == ("2 hours over", "Log it")
    desk.clock.at = NOW + timedelta(days=2)
    assert said(due(desk))[0][1] == "One letter from Sat 21 Nov’s post box is not logged"


@pytest.mark.parametrize(
    ("counted_at", "asked_at", "state"),
    [
        ((20, 15), (20, 22), "by 21:15"),
        ((20, 15), (21, 28), "13 minutes over"),
        ((19, 50), (20, 40), "by 20:50"),
        ((23, 30), (23, 40), "by 23:59"),
    ],
)
def test_a_late_count_leaves_an_hour_to_log_what_came_out(
    desk: Desk, counted_at: tuple[int, int], asked_at: tuple[int, int], state: str
) -> None:
    desk.clock.at = datetime(2026, 11, 21, *asked_at, tzinfo=UTC)
    desk.post.count_box(SIOBHAN, 5, datetime(2026, 11, 21, *counted_at, tzinfo=UTC))
    (only,) = due(desk)
    assert only.state == state


def test_more_logged_than_counted_asks_why_until_somebody_says(desk: Desk) -> None:
    count = desk.post.count_box(SIOBHAN, 0).value
    desk.log("Amara Okafor")
    assert said(due(desk))[0][1:5:3] == ("1 more logged than came out of this afternoon’s post box", "Say why")
    desk.post.explain_difference(PRIYA, count.id, "counted_wrongly")
    assert due(desk) == []


def test_a_box_that_nobody_counted_is_due(desk: Desk) -> None:
    desk.log("Amara Okafor")
    assert [each.title for each in due(desk)] == ["Nobody has counted today's post box"]


def test_a_leavers_post_is_due_with_the_way_it_must_go(desk: Desk) -> None:
    desk.leaver("Danielle Prior", "3", "Flat 2, 8 Orchard Row")
    desk.leaver("Ivy Marsh", "3")
    desk.log("Danielle Prior", came_by="door")
    desk.log("Ivy Marsh", came_by="door", came_at=on(12))
    assert said(due(desk)) == [
        (
            "this_week",
            "Post for Danielle Prior, who has left",
            "1 letter, in Drawer A. Forward to the address she gave",
            "by Sat 28 Nov",
            "Forward",
        ),
        (
            "overdue",
            "Post for Ivy Marsh, who has left",
            "1 letter, in Drawer A. Return to sender: she gave no address",
            "2 days over",
            "Return",
        ),
    ]


def test_what_is_not_hers_refused_or_missing_stays_due_until_resolved(desk: Desk) -> None:
    one, two, three = (desk.log("Amara Okafor", came_by="door") for _ in range(3))
    desk.post.not_hers(PRIYA, [one.id])
    desk.post.refused(PRIYA, two.id, "Not wanted")
    desk.post.missing(PRIYA, three.id, "Gone")
    assert [(each.title, each.urgency) for each in due(desk)] == [
        ("Letter logged for Amara Okafor is somebody else’s", Urgency.TODAY),
        ("Letter that Amara Okafor refused is still here", Urgency.THIS_WEEK),
        ("Letter for Amara Okafor is missing", Urgency.TODAY),
    ]
    desk.clock.move(timedelta(days=8))
    assert {each.urgency for each in due(desk)} == {Urgency.OVERDUE}


def test_post_is_found_by_number_tracking_carrier_and_sender_but_not_a_sensitive_one(desk: Desk) -> None:
    desk.log("Amara Okafor", tracking="RN 123-456 GB", carrier="Parcelforce", sender="Tenancy Deposit Scheme")
    desk.log("Leila Haddadi", sender="Wellbeing Clinic", sensitive=True)
    for words in ("P-2026-0001", "p20260001", "RN123456GB", "parcelf", "deposit scheme"):
        assert [hit.title for hit in hits(desk, words)] == ["Letter for Amara Okafor"], words
    assert hits(desk, "wellbeing") == []
    assert hits(desk, "2026") == []
    assert hits(desk, "") == []


def test_a_receipt_is_found_by_its_number(desk: Desk) -> None:
    given = desk.give(desk.log("Amara Okafor"))
    (hit,) = hits(desk, "h-2026-1")
    assert (hit.title, hit.opens.person) == (f"Receipt {given.number}, Amara Okafor", desk.people["Amara Okafor"])
    assert hits(desk, "H-2026-0099") == []


def test_an_item_marked_sensitive_later_is_no_longer_found_by_its_sender(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="Wellbeing Clinic")
    assert hits(desk, "wellbeing")
    desk.post.correct(PRIYA, item.id, Correction(sensitive=True), "She asked for it")
    assert hits(desk, "wellbeing") == []


def test_everything_about_her_post_is_disclosed_with_purpose_and_basis(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="HMRC", tracking="RN1", note="By hand only")
    desk.post.told(PRIYA, item.id, "by phone")
    desk.post.name_collector(PRIYA, desk.people["Amara Okafor"], "Grace Mensah", "Passport", "In person", TODAY)
    given = desk.give(item)
    found = entries(desk, "Amara Okafor")
    assert sorted(entry.kind for entry in found) == ["collector", "hand_over", "post_item"]
    values = [value for entry in found for value in entry.values]
    category = desk.house.office.policy.category("post")
    assert {(value.purpose, value.basis) for value in values} == {(category.purpose, category.basis)}
    texts = " ".join(value.text for value in values)
    for text in (
        "P-2026-0001",
        "HMRC",
        "RN1",
        "By hand only",
        "by phone",
        "H-2026-0001",
        "21 November 2026, 14:20:00 GMT",
    ):
        assert text in texts
    (signature,) = next(entry.signatures for entry in found if entry.kind == "hand_over")
    assert signature == given.signature
    withheld = {value.text for value in values if value.withhold is Reason.THIRD_PARTY}
    assert withheld == {"Grace Mensah", "Passport"}


def test_an_item_given_to_another_shows_neither_the_others_name(desk: Desk) -> None:
    item = desk.log("Amara Okafor", note="Amara asked about this")
    desk.post.not_hers(PRIYA, [item.id])
    desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "Misread")
    desk.give(desk.post.item(PRIYA, item.id).item)
    amaras, leilas = repr(entries(desk, "Amara Okafor")), repr(entries(desk, "Leila Haddadi"))
    assert "Post was logged here by mistake" in amaras
    assert "Leila" not in amaras
    assert "H-2026-0001" not in amaras
    assert "Amara" not in leilas
    assert "Misread" not in leilas
    assert "H-2026-0001" in leilas


def test_search_by_a_name_finds_what_waits_for_her(desk: Desk) -> None:
    desk.log("Leila Haddadi", came_at=on(12))
    desk.log("Leila Haddadi", kind="parcel", place="Cupboard 2")
    given = desk.log("Amara Okafor")
    desk.give(given)
    (found,) = hits(desk, "lei")
    assert (found.title, found.detail) == (
        "Leila Haddadi’s post: 2 waiting",
        "2 items, the oldest of 12 November 2026",
    )
    assert (found.opens.person, found.opens.ref) == (desk.people["Leila Haddadi"], None)
    assert hits(desk, "amara") == []


def test_her_post_is_told_in_words_a_timeline_can_show(desk: Desk) -> None:
    letter, parcel = desk.log("Amara Okafor"), desk.log("Amara Okafor", kind="parcel", place="Cupboard 2")
    desk.post.return_to_sender(SIOBHAN, parcel.id, "The sender asked for it")
    third = desk.log("Amara Okafor", kind="card", by=SIOBHAN)
    desk.post.not_hers(PRIYA, [third.id], "Another Okafor")
    desk.clock.at = NOW + timedelta(minutes=5)
    desk.give(letter)
    desk.log("Amara Okafor")
    told = {entry.title: entry.values[0].text for entry in entries(desk, "Amara Okafor")}
    assert told == {
        "Letter came, waiting for her": "Drawer A, logged by Priya Nair",
        "Letter came": "Drawer A, logged by Priya Nair",
        "Parcel came": "Cupboard 2, logged by Priya Nair",
        "Card to collect came": "Drawer A, logged by Siobhan Kelly",
        "Post handed over": "1 thing, signed by her",
        "Parcel returned to the sender": "Noted by Siobhan Kelly",
        "Card to collect not hers": "Noted by Priya Nair",
    }
    seconds = [value.text for entry in entries(desk, "Amara Okafor") for value in entry.values[:2]]
    assert [text for text in seconds if "GMT" in text or "UTC" in text] == []


def test_why_an_item_is_somebody_elses_is_marked_as_about_that_person(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.not_hers(PRIYA, [item.id], "It says Haddadi")
    desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "It is for Leila")
    values = [value for entry in entries(desk, "Amara Okafor") for value in entry.values]
    open_to_her = " ".join(value.text for value in values if value.withhold is None)
    assert "Leila" not in open_to_her
    assert "Haddadi" not in open_to_her
    withheld = {value.text: value for value in values if value.withhold is Reason.THIRD_PARTY}
    assert set(withheld) == {"It says Haddadi", "It is for Leila"}
    assert all(desk.people["Amara Okafor"] not in value.about for value in withheld.values())
