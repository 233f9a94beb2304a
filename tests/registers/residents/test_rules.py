from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.office.people import PersonId, PersonName, Stage
from cantercare_desktop.office.policy import Policy, read_policy
from cantercare_desktop.office.refusals import Refusal
from cantercare_desktop.registers.residents import rules
from cantercare_desktop.registers.residents.rules import Stay
from cantercare_desktop.registers.residents.values import PersonDetails
from cantercare_desktop.resources import resource

TODAY = date(2026, 11, 21)
HOUSE = read_policy(resource("profiles", "cantercare.toml"))
SERVICE = read_policy(resource("profiles", "recovery-steps-ips.toml"))

TSION = PersonDetails(legal_name="Tsion Bekele", born_on=date(2004, 5, 17))
HER_STAY = Stay("resident", "4", date(2025, 12, 20), date(2026, 1, 9))


def fields_of(refusals: object) -> list[str | None]:
    assert isinstance(refusals, list)
    return [each.field for each in refusals]


def of_details(details: PersonDetails, policy: Policy = HOUSE) -> list[Refusal]:
    return list(rules.details_refusals(details, policy, TODAY))


@pytest.mark.parametrize(
    "name",
    [
        "X",
        "Nguyễn Thị Mai",
        "ጽዮን በቀለ",
        "ليلى حدادي",
        "王秀英",
        "प्रिया शर्मा",
        "Katarzyna Wróna-Łęcka",
        "O’Brien 💛",
        "<b>Amara</b> & Sons",
        "%s %d {0}",
        "a" * 200,
    ],
)
def test_a_name_of_any_script_can_be_written_down(name: str) -> None:
    assert of_details(replace(TSION, legal_name=name, preferred_name=name)) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("a" * 201, "too long: 201"),
        ("a" * 1_000_000, "too long: 1,000,000"),
        ("Tsion\x00Bekele", "cannot be shown or printed"),
        ("Tsion\nBekele", "cannot be shown or printed"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused_and_said(name: str, says: str) -> None:
    (refusal,) = of_details(replace(TSION, legal_name=name))
    assert refusal.field == "legal_name"
    assert says in refusal.says


def test_notes_may_have_lines_but_no_nul() -> None:
    assert of_details(replace(TSION, safe_contact="Text only.\nNever ring.")) == []
    assert fields_of(of_details(replace(TSION, safe_contact="Text\x00only"))) == ["safe_contact"]


@pytest.mark.parametrize(
    ("born_on", "fields"),
    [
        (None, []),
        (TODAY, []),
        (date(1900, 1, 1), []),
        (TODAY + timedelta(days=1), ["born_on"]),
        (date(1899, 12, 31), ["born_on"]),
    ],
)
def test_a_date_of_birth_lies_between_1900_and_today(born_on: date | None, fields: list[str]) -> None:
    assert fields_of(of_details(replace(TSION, born_on=born_on))) == fields


def test_the_language_is_one_the_profile_names() -> None:
    assert of_details(replace(TSION, language="am")) == []
    assert fields_of(of_details(replace(TSION, language="am"), SERVICE)) == ["language"]


def test_what_was_typed_is_tidied_and_a_preferred_name_is_not_kept_twice() -> None:
    typed = PersonDetails(legal_name="  Tsion Bekele ", preferred_name="Tsion Bekele", safe_contact=" Text only.\n")
    assert rules.tidied(typed) == PersonDetails(legal_name="Tsion Bekele", safe_contact="Text only.")


@pytest.mark.parametrize(
    ("stay", "fields"),
    [
        (HER_STAY, []),
        (replace(HER_STAY, room="9"), ["room"]),
        (replace(HER_STAY, room=""), ["room"]),
        (replace(HER_STAY, moved_in_on=None), ["moved_in_on"]),
        (replace(HER_STAY, moved_in_on=date(2025, 12, 19)), ["moved_in_on"]),
        (replace(HER_STAY, moved_in_on=TODAY + timedelta(days=1)), ["moved_in_on"]),
        (replace(HER_STAY, applied_on=date(2003, 1, 1), moved_in_on=date(2003, 1, 2)), ["applied_on"]),
        (replace(HER_STAY, moved_out_on=TODAY), ["moved_out_on"]),
        (replace(HER_STAY, stage="left"), ["moved_out_on"]),
        (replace(HER_STAY, stage="left", moved_out_on=TODAY), []),
        (replace(HER_STAY, stage="left", moved_out_on=date(2026, 1, 8)), ["moved_out_on"]),
        (Stay("applicant", applied_on=TODAY), []),
        (Stay("applicant", "4"), ["room"]),
        (Stay("applicant", moved_in_on=TODAY), ["moved_in_on"]),
        (Stay("left", applied_on=TODAY, moved_out_on=TODAY), []),
    ],
)
def test_a_stay_fits_together(stay: Stay, fields: list[str]) -> None:
    assert fields_of(list(rules.stay_refusals(stay, HOUSE, TODAY, date(2004, 5, 17)))) == fields


def test_a_service_without_rooms_asks_for_none() -> None:
    client = Stay("resident", moved_in_on=TODAY)
    assert list(rules.stay_refusals(client, SERVICE, TODAY)) == []
    assert fields_of(list(rules.stay_refusals(replace(client, room="1"), SERVICE, TODAY))) == ["room"]


def test_a_room_that_is_lived_in_is_refused_by_name_and_without_dates() -> None:
    amara = PersonName(PersonId(1), "Amara Okafor", "Amara", "1")
    (refusal,) = rules.room_taken("1", amara)
    assert refusal == Refusal("Amara Okafor lives in room 1. Choose another room.", "room")
    assert list(rules.room_taken("1", None)) == []


@pytest.mark.parametrize(
    ("now", "to", "why", "lived_here", "fields"),
    [
        ("left", "resident", "Wrong day", True, []),
        ("left", "applicant", "She applies again", True, []),
        ("resident", "applicant", "Wrong person", True, []),
        ("left", "resident", "", True, ["why"]),
        ("left", "resident", "Wrong day", False, ["stage"]),
        ("applicant", "resident", "Wrong day", True, ["stage"]),
        ("resident", "resident", "Wrong day", True, ["stage"]),
        ("resident", "left", " ", True, ["stage", "why"]),
    ],
)
def test_a_stage_goes_back_only_with_a_reason(
    *, now: Stage, to: Stage, why: str, lived_here: bool, fields: list[str]
) -> None:
    assert fields_of(list(rules.put_back_refusals(now, to, why, lived_here=lived_here))) == fields


@pytest.mark.parametrize(
    ("is_child", "stage", "policy", "refused"),
    [
        (False, "resident", HOUSE, False),
        (False, "applicant", HOUSE, False),
        (False, "left", HOUSE, True),
        (True, "resident", HOUSE, True),
        (False, "resident", SERVICE, True),
    ],
)
def test_a_child_hangs_on_a_mother_who_is_here(*, is_child: bool, stage: Stage, policy: Policy, refused: bool) -> None:
    assert bool(list(rules.child_refusals(is_child, stage, policy))) is refused


@pytest.mark.parametrize(
    ("born_on", "fields"),
    [
        (None, []),
        (date(2025, 12, 15), []),
        (date(2004, 5, 17), ["born_on"]),
        (date(2026, 12, 1), ["born_on"]),
    ],
)
def test_a_child_is_younger_than_its_mother_and_no_younger_than_the_stay(
    born_on: date | None, fields: list[str]
) -> None:
    ended = date(2026, 11, 30)
    assert fields_of(list(rules.child_birth_refusals(born_on, date(2004, 5, 17), ended))) == fields


def test_a_mothers_own_dates_are_held_against_her_childrens() -> None:
    births = [date(2025, 12, 15), date(2020, 3, 1)]
    assert list(rules.children_refusals(date(2004, 5, 17), TODAY, births)) == []
    assert fields_of(list(rules.children_refusals(date(2021, 1, 1), None, births))) == ["born_on"]
    assert fields_of(list(rules.children_refusals(None, date(2025, 1, 1), births))) == ["moved_out_on"]


def test_twins_differ_in_name_and_the_same_child_is_not_written_down_twice() -> None:
    naomi = PersonDetails(legal_name="Naomi Bekele", born_on=date(2025, 12, 15))
    ruth = replace(naomi, legal_name="Ruth Bekele")
    assert list(rules.twice_refusals(ruth, [naomi])) == []
    assert fields_of(list(rules.twice_refusals(replace(naomi, legal_name="NAOMI BEKELE"), [naomi]))) == ["legal_name"]


@pytest.mark.parametrize(
    ("born_on", "applied_on", "moved_in_on"),
    [
        (date(2025, 12, 15), date(2025, 12, 20), date(2026, 1, 9)),
        (date(2025, 12, 30), date(2025, 12, 30), date(2026, 1, 9)),
        (date(2026, 2, 1), date(2026, 2, 1), date(2026, 2, 1)),
        (None, date(2025, 12, 20), date(2026, 1, 9)),
    ],
)
def test_a_childs_stay_begins_with_its_mothers_or_with_its_birth(
    born_on: date | None, applied_on: date, moved_in_on: date
) -> None:
    assert rules.child_stay(HER_STAY, born_on) == replace(HER_STAY, applied_on=applied_on, moved_in_on=moved_in_on)


def test_a_child_that_left_before_its_mother_no_longer_goes_along() -> None:
    left = replace(HER_STAY, stage="left", moved_out_on=date(2026, 11, 1))
    assert rules.goes_along(HER_STAY, HER_STAY)
    assert not rules.goes_along(left, HER_STAY)
    assert rules.goes_along(left, left)
    assert not rules.goes_along(left, replace(left, moved_out_on=TODAY))


@pytest.mark.parametrize(
    ("to", "mother", "refused"),
    [
        ("resident", None, False),
        ("applicant", None, False),
        ("resident", "resident", False),
        ("resident", "left", True),
        ("applicant", "resident", True),
    ],
)
def test_a_child_comes_back_only_to_a_mother_who_lives_here(*, to: Stage, mother: Stage | None, refused: bool) -> None:
    assert bool(list(rules.child_put_back_refusals(to, mother))) is refused


def test_going_back_empties_what_had_not_happened_then() -> None:
    left = replace(HER_STAY, stage="left", moved_out_on=TODAY)
    assert rules.put_back(left, "resident", "4") == HER_STAY
    assert rules.put_back(left, "applicant", "4") == Stay("applicant", applied_on=HER_STAY.applied_on)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"GIF89a", "not a JPEG or PNG"),
        (b"<svg onload=alert(1)>", "not a JPEG or PNG"),
        (b"\xff\xd8\xff" + b"\0" * rules.LARGEST_PHOTOGRAPH, "larger than 5 MB"),
    ],
)
def test_a_photograph_is_a_jpeg_or_png_of_at_most_5_mb(content: bytes, says: str) -> None:
    (refusal,) = rules.photograph_refusals(content)
    assert refusal.field == "photograph"
    assert says in refusal.says
    assert list(rules.photograph_refusals(b"\xff\xd8\xff\xe0 picture")) == []
    assert list(rules.photograph_refusals(b"\x89PNG\r\n\x1a\n picture")) == []


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Łukasz Wróbel", "lukasz wrobel"),
        ("Zoë  Ångström", "zoe angstrom"),
        ("Weiß", "weiss"),
        ("Søren", "soren"),
        ("ليلى", "ليلى"),
        ("ጽዮን", "ጽዮን"),
    ],
)
def test_names_are_sorted_and_found_without_their_marks(name: str, plain: str) -> None:
    assert rules.plain(name) == plain


@given(st.text(max_size=300))
def test_any_text_can_be_made_plain_and_stays_so(text: str) -> None:
    once = rules.plain(text)
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("born_on", "words"),
    [
        (date(2004, 5, 17), "22 years old"),
        (date(2004, 11, 22), "21 years old"),
        (date(2025, 12, 15), "11 months old"),
        (date(2025, 5, 21), "18 months old"),
        (date(2024, 11, 21), "2 years old"),
        (date(2026, 10, 20), "4 weeks old"),
        (date(2026, 11, 14), "1 week old"),
        (date(2026, 11, 19), "2 days old"),
        (date(2026, 11, 20), "1 day old"),
        (TODAY, "born today"),
    ],
)
def test_an_age_is_said_as_people_say_it(born_on: date, words: str) -> None:
    assert rules.age_words(born_on, TODAY) == words


def test_languages_and_places_are_named_in_words() -> None:
    assert rules.language_name("am") == "Amharic"
    assert rules.language_name("xx-nonsense") == "xx-nonsense"
    assert rules.where_words(HOUSE, "resident", "4") == "Lives here, room 4"
    assert rules.where_words(HOUSE, "left", "4") == "Has left"
    assert rules.where_words(SERVICE, "resident", "") == "Client"


def test_children_are_called_what_the_charity_calls_them() -> None:
    assert rules.children_counted(HOUSE, 3) == "3 babies"
    assert rules.children_words(HOUSE, 1) == "1 baby is"
    assert rules.children_counted(SERVICE, 2) == "2 children"
    assert (rules.child_word(HOUSE), rules.child_word(SERVICE)) == ("Baby", "Child")
