from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import Kind, State

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
any_state = st.sampled_from(rules.STATES)
any_deed = st.sampled_from(rules.DEEDS)


@given(any_state, any_deed)
def test_every_deed_either_leads_to_a_state_or_is_told_why_not(state: State, deed: rules.Deed) -> None:
    following, reason = rules.after(state, deed), rules.why_not(state, deed)
    assert (following is None) == bool(reason)
    assert following is None or following in rules.STATES


@given(st.lists(any_deed, max_size=40))
def test_no_way_through_the_deeds_hands_an_item_over_twice_without_its_coming_back(deeds: list[rules.Deed]) -> None:
    state: State = "waiting"
    out = False
    for deed in deeds:
        following = rules.after(state, deed)
        if following is None:
            continue
        if deed == "hand_over":
            assert not out
            out = True
        if deed == "come_back":
            out = False
        state = following


@given(st.lists(any_deed, max_size=40))
def test_only_what_is_in_the_office_can_be_handed_over_moved_or_lost(deeds: list[rules.Deed]) -> None:
    state: State = "waiting"
    for deed in deeds:
        if deed in {"hand_over", "move", "return", "miss"} and rules.after(state, deed):
            assert state in rules.HELD
        state = rules.after(state, deed) or state


@given(any_deed)
def test_what_was_logged_in_error_stays_so(deed: rules.Deed) -> None:
    assert rules.after("logged_in_error", deed) is None


@given(any_deed.filter(lambda deed: deed not in {"correct", "log_in_error", "find"}))
def test_what_is_missing_must_be_found_first(deed: rules.Deed) -> None:
    assert rules.after("missing", deed) is None
    assert "found" in rules.why_not("missing", deed)


def test_every_state_can_be_reached_and_every_deed_is_possible_somewhere() -> None:
    assert set(rules.NEXT.values()) == set(rules.STATES)
    assert {deed for _state, deed in rules.NEXT} == set(rules.DEEDS)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "fresh"), (3, "fresh"), (4, "amber"), (7, "amber"), (8, "red"), (9, "red"), (400, "red")],
)
def test_post_is_amber_after_three_days_and_red_after_seven(days: int, expected: rules.Age) -> None:
    assert rules.age(days, 3, 7) == expected


@given(st.integers(0, 5000), st.integers(1, 30), st.integers(1, 30))
def test_waiting_longer_never_makes_post_less_urgent(days: int, amber: int, more: int) -> None:
    order = {"fresh": 0, "amber": 1, "red": 2}
    assert order[rules.age(days, amber, amber + more)] <= order[rules.age(days + 1, amber, amber + more)]


@pytest.mark.parametrize(
    ("came", "chip"),
    [
        (TODAY, "today"),
        (date(2026, 11, 20), "1 day"),
        (date(2026, 11, 19), "2 days"),
        (date(2026, 11, 17), "4 days, due"),
        (date(2026, 11, 12), "9 days, overdue"),
    ],
)
def test_the_chip_counts_days_as_the_picture_does(came: date, chip: str) -> None:
    days = rules.age_days(came, TODAY)
    assert rules.age_chip(days, rules.age(days, 3, 7)) == chip


@pytest.mark.parametrize(
    ("kind", "signed_for", "said"),
    [
        ("letter", False, "Letter"),
        ("large_letter", True, "Large letter, signed for"),
        ("signed_for", True, "Signed-for letter"),
        ("card", False, "Card to collect"),
    ],
)
def test_an_item_is_called_by_its_kind_and_whether_it_is_signed_for(kind: Kind, *, signed_for: bool, said: str) -> None:
    assert rules.what(kind, signed_for=signed_for) == said


def test_things_of_one_kind_are_counted_by_its_name_and_mixed_ones_as_items() -> None:
    assert rules.how_many({"letter": 1}) == "1 letter"
    assert rules.how_many({"parcel": 2, "letter": 0}) == "2 parcels"
    assert rules.how_many({"parcel": 1, "letter": 2}) == "3 items"


@pytest.mark.parametrize(
    ("to_log", "said"), [(0, "all logged"), (1, "1 still to log"), (-1, "1 more logged than counted")]
)
def test_the_difference_of_a_count_is_said_in_words(to_log: int, said: str) -> None:
    assert rules.difference_says(to_log) == said


def test_a_time_to_come_is_refused_but_not_a_clock_a_few_seconds_ahead() -> None:
    assert rules.came_refusals(NOW + timedelta(seconds=30), NOW) == ()
    assert rules.came_refusals(NOW + timedelta(minutes=2), NOW)[0].field == "came_at"


def test_a_place_that_the_profile_does_not_name_is_refused() -> None:
    assert rules.place_refusals("Safe", ("Drawer A", "Safe")) == ()
    (refusal,) = rules.place_refusals("the hall table", ("Drawer A", "Safe"))
    assert refusal.says == "Choose where it is locked away: Drawer A or Safe."


def test_logging_is_undone_only_at_once_by_the_same_person_while_it_waits() -> None:
    ten = timedelta(minutes=10)
    assert rules.can_undo("waiting", same_person=True, logged_at=NOW - ten, now=NOW)
    assert not rules.can_undo("waiting", same_person=True, logged_at=NOW - ten - timedelta(seconds=1), now=NOW)
    assert not rules.can_undo("waiting", same_person=False, logged_at=NOW, now=NOW)
    assert not rules.can_undo("handed_over", same_person=True, logged_at=NOW, now=NOW)
    assert not rules.can_undo("waiting", same_person=True, logged_at=NOW + timedelta(hours=1), now=NOW)


@pytest.mark.parametrize("witness", ["Priya Nair", "  priya   NAIR ", "priya n", "P. Nair", "Nair", "Príya"])
def test_nobody_is_her_own_witness(witness: str) -> None:
    assert rules.witness_refusals("open", witness, "Priya Nair")[0].field == "witness"
    assert rules.witness_refusals("open", "Grace Owusu", "Priya Nair") == ()
    assert rules.witness_refusals("open", "Priya Shah", "Priya Nair") == ()


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        ("Darren Okafor", True),
        ("darren okafor", True),
        ("Dárren Smith", True),
        ("Grace Okafor", False),
        ("Grace Owusu", False),
        ("", False),
    ],
)
def test_a_collector_whom_the_warning_names_is_noticed(name: str, *, warned: bool) -> None:
    warning = "Do not hand her post to Darren Okafor, her brother."
    assert rules.warned_against(name, warning, "Amara Okafor") is warned


def test_a_warning_in_a_script_without_capitals_is_read_too() -> None:
    assert rules.warned_against("سامي حداد", "لا تسلم البريد إلى سامي", "Leila Haddadi")


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("Lukasz Nowak", "Nothing to Łukasz, ever."),
        ("Łukasz Nowak", "do not hand post to lukasz"),
        ("Kevin Smith", "not to kevin"),
        ("Kevin Smith", "Do not hand anything to kevin. He is her ex."),
        ("OBrien", "Not to O’Brien"),
        ("Sean O'Brien", "Not to Sean OBrien"),
        ("Ke\u200bvin Smi\u200bth", "Do not hand post to Kevin Smith"),
        ("كيفن حداد", "لا تُسَلِّم البريد إلى كيفِن"),
        ("Søren Dahl", "Never to Soren"),
        ("kevin", "KEVIN MUST NOT GET IT"),
    ],
)
def test_the_one_she_is_kept_safe_from_is_noticed_however_the_name_was_typed(name: str, warning: str) -> None:
    assert rules.warned_against(name, warning, "Amara Okafor")


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        ("Grace Owusu", "not to kevin"),
        ("Grace Owusu", "Do not hand post to Kevin Smith, who says he is her brother."),
        ("Will Mensah", "She will not have Kevin collect it."),
    ],
)
def test_another_collector_is_not_taken_for_the_one_of_the_warning(name: str, warning: str) -> None:
    assert not rules.warned_against(name, warning, "Amara Okafor")


@given(st.text(max_size=200), st.text(max_size=400), st.text(max_size=200))
def test_comparing_names_never_fails_whatever_is_typed(name: str, warning: str, own: str) -> None:
    assert rules.warned_against(name, warning, own) in {True, False}


def test_buttons_speak_of_people_as_the_profile_does() -> None:
    assert rules.button("refuse", "she", "hers") == "She refused it"
    assert rules.button("refuse", "they", "theirs") == "They refused it"
    assert rules.button("not_hers", "they", "theirs") == "It is not theirs"
    assert rules.state_word("not_hers", "theirs") == "Not theirs"
