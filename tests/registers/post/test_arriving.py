from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.text import TURNING
from cantercare_desktop.registers.post.values import Correction, NewPostItem, PostItemId, PostQuery
from tests.registers.post.conftest import PRIYA, SIOBHAN, TRUSTEE, Desk

HOSTILE = ["<b>Bank</b>", "%s %d {0}", "'; DROP TABLE post_items; --", "سلام" * 20, "👶🏽🎉", "a" * 500]


def refused_fields(caught: pytest.ExceptionInfo[RefusedError]) -> list[str | None]:
    return [refusal.field for refusal in caught.value.refusals]


def test_a_logged_item_gets_the_next_number_and_waits_locked_away(desk: Desk) -> None:
    first = desk.log("Amara Okafor")
    second = desk.log("Chloe Fenwick", kind="parcel", place="Cupboard 2", came_by="door")
    assert (first.number, second.number) == ("P-2026-0001", "P-2026-0002")
    assert second.state_word == "Waiting, locked away"
    assert second.says == "parcel for Chloe Fenwick, in Cupboard 2 (P-2026-0002)"
    assert desk.actions()[:2] == ["post.log", "post.log"]


def test_a_signed_for_letter_is_signed_for_without_saying_so(desk: Desk) -> None:
    assert desk.log("Amara Okafor", kind="signed_for").signed_for
    assert desk.log("Amara Okafor", kind="large_letter", signed_for=True).what == "Large letter, signed for"


def test_the_sender_is_not_recorded_unless_typed(desk: Desk) -> None:
    assert desk.log("Amara Okafor").sender == ""
    assert desk.log("Amara Okafor", sender="HMRC").sender == "HMRC"


def test_a_tracking_number_seen_before_is_told_and_kept(desk: Desk) -> None:
    first = desk.log("Amara Okafor", tracking="RN 123 456 785 GB")
    again = desk.log("Leila Haddadi", tracking="RN 123 456 785 GB")
    assert first.told == ""
    assert again.told == "This tracking number is already on P-2026-0001. Both are kept."


def test_several_items_for_one_person_are_logged_in_one_deed(desk: Desk) -> None:
    new = NewPostItem(person=desk.people["Amara Okafor"], kind="letter", place="Drawer A")
    saved = desk.post.log_batch(PRIYA, new, 4)
    assert [item.number for item in saved.value] == [f"P-2026-000{number}" for number in range(1, 5)]
    assert desk.actions().count("post.log") == 1


@pytest.mark.parametrize("how_many", [0, -1, 51])
def test_a_batch_has_from_one_to_fifty_items(desk: Desk, how_many: int) -> None:
    new = NewPostItem(person=desk.people["Amara Okafor"], kind="letter", place="Drawer A")
    with pytest.raises(RefusedError) as caught:
        desk.post.log_batch(PRIYA, new, how_many)
    assert refused_fields(caught) == ["how_many"]


def test_a_batch_cannot_share_a_tracking_number(desk: Desk) -> None:
    new = NewPostItem(person=desk.people["Amara Okafor"], kind="letter", place="Drawer A", tracking="RN1")
    with pytest.raises(RefusedError) as caught:
        desk.post.log_batch(PRIYA, new, 2)
    assert refused_fields(caught) == ["tracking"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"came_at": datetime(2026, 11, 22, 9, 0, tzinfo=UTC)}, "came_at"),
        ({"place": "the hall table"}, "place"),
        ({"place": ""}, "place"),
        ({"person": PersonId(4711)}, "person"),
        ({"sender": "NUL \x00 byte"}, "sender"),
        ({"note": "x" * 1_000_000}, "note"),
        ({"tracking": "y" * 201}, "tracking"),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field_and_nothing_is_written(
    desk: Desk, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.log("Amara Okafor", **changed)
    assert refused_fields(caught) == [field]
    assert desk.post.counts(PRIYA).waiting == 0
    assert "post.log" not in desk.actions()
    assert desk.log("Amara Okafor").number == "P-2026-0001"


def test_a_trustee_may_neither_log_nor_look(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        desk.log("Amara Okafor", by=TRUSTEE)
    with pytest.raises(RefusedError):
        desk.post.counts(TRUSTEE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_it_is(desk: Desk, text: str) -> None:
    item = desk.log("Amara Okafor", sender=text, note=text)
    kept = desk.post.item(PRIYA, item.id).item
    assert (kept.sender, kept.note) == (text, text)


def test_marks_that_turn_words_round_are_refused_in_words(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="refused: sender, note") as caught:
        desk.log("Amara Okafor", sender="\u202eevil", note="\u202eevil")
    assert "cannot be shown or printed" in caught.value.says


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="".join(sorted(TURNING))), max_size=120)
)
def test_any_text_that_can_be_shown_is_kept_in_one_form_of_unicode(desk: Desk, text: str) -> None:
    item = desk.log("Amara Okafor", sender=text)
    assert desk.post.item(PRIYA, item.id).item.sender == item.sender
    assert item.sender == item.sender.strip()


def test_applicants_and_those_who_left_get_post_too(desk: Desk) -> None:
    desk.person("Hodan Warsame", stage="applicant")
    desk.leaver("Danielle Prior", "3")
    desk.log("Hodan Warsame")
    desk.log("Danielle Prior")
    assert desk.post.counts(PRIYA).waiting == 2


def test_an_item_that_came_yesterday_is_counted_from_yesterday(desk: Desk) -> None:
    item = desk.log("Amara Okafor", came_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC))
    assert item.day.isoformat() == "2026-11-20"
    assert desk.post.page(PRIYA, PostQuery()).rows[0].chip == "1 day"


def test_the_day_an_item_came_is_the_day_in_london(desk: Desk) -> None:
    desk.clock.at = datetime(2027, 6, 15, 23, 30, tzinfo=UTC)  # half past midnight on the 16th in London
    assert desk.log("Amara Okafor").day.isoformat() == "2027-06-16"


def test_undo_takes_back_what_was_just_logged(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.clock.move(timedelta(minutes=9))
    assert desk.post.item(PRIYA, item.id).can_undo
    undone = desk.post.undo_log(PRIYA, item.id).value
    assert undone.state == "logged_in_error"
    assert desk.post.counts(PRIYA).waiting == 0


def test_undo_is_refused_to_somebody_else_and_after_ten_minutes(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    with pytest.raises(RefusedError):
        desk.post.undo_log(SIOBHAN, item.id)
    desk.clock.move(timedelta(minutes=11))
    with pytest.raises(RefusedError, match="refused"):
        desk.post.undo_log(PRIYA, item.id)
    assert desk.post.log_in_error(PRIYA, item.id, "It was for number 196").value.state == "logged_in_error"


def test_a_correction_shows_old_and_new_and_is_never_silent(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="Bank")
    desk.post.correct(SIOBHAN, item.id, Correction(kind="parcel", place="Cupboard 2", sender=""), "Seen again")
    full = desk.post.item(PRIYA, item.id)
    assert (full.item.kind, full.item.place, full.item.sender) == ("parcel", "Cupboard 2", "")
    step = next(step for step in full.steps if step.is_correction)
    assert step.title == (
        "Corrected. Type: Letter → Parcel. Locked away in: Drawer A → Cupboard 2. Sender: Bank → nothing"
    )
    assert step.reason == "Seen again"


def test_a_correction_of_a_sensitive_item_does_not_repeat_the_sender(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="A clinic", sensitive=True)
    desk.post.correct(PRIYA, item.id, Correction(sender="Another clinic"), "Misread")
    titles = [step.title for step in desk.post.item(PRIYA, item.id).steps]
    assert "Corrected. Sender: changed" in titles


def test_a_correction_needs_a_reason_and_a_difference(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    with pytest.raises(RefusedError) as caught:
        desk.post.correct(PRIYA, item.id, Correction(kind="parcel"), "  ")
    assert refused_fields(caught) == ["reason"]
    with pytest.raises(RefusedError):
        desk.post.correct(PRIYA, item.id, Correction(kind="letter"), "No change")
    with pytest.raises(RefusedError):
        desk.post.correct(PRIYA, item.id, Correction(came_at=desk.clock.now() + timedelta(days=1)), "Tomorrow")


def test_a_corrected_day_moves_the_waiting_with_it(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.post.correct(PRIYA, item.id, Correction(came_at=datetime(2026, 11, 12, 10, 0, tzinfo=UTC)), "Found late")
    assert desk.post.page(PRIYA, PostQuery()).rows[0].chip == "9 days, overdue"


def test_a_corrected_tracking_number_is_found_and_the_old_one_is_not(desk: Desk) -> None:
    item = desk.log("Amara Okafor", tracking="RN111")
    desk.post.correct(PRIYA, item.id, Correction(tracking="RN222"), "Scanned again")
    with desk.vault.reading() as session:
        register = desk.house.office.registers[1]
        assert list(register.find(session, "RN111", 5)) == []
        assert [hit.detail for hit in register.find(session, "rn222", 5)] == [
            "P-2026-0001. Waiting, locked away, Drawer A"
        ]


def test_a_deed_on_an_item_that_is_not_there_is_refused_kindly(desk: Desk) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.post.undo_log(PRIYA, PostItemId(99))
    assert caught.value.says.startswith("This item is not in the log any more.")


def test_a_namesake_cannot_undo_what_somebody_else_logged(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    namesake = replace(PRIYA, member="another-priya")
    assert not desk.post.item(namesake, item.id).can_undo
    with pytest.raises(RefusedError):
        desk.post.undo_log(namesake, item.id)
    assert desk.post.item(PRIYA, item.id).can_undo
    desk.post.undo_log(PRIYA, item.id)
