from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, counted, text_refusals, tidy

NAMES = [
    "A",
    "Amara Okafor",
    "ليلى حدادي",
    "ፅዮን በቀለ",
    "王小明",
    "Nguyễn Thị Ánh",
    "O'Brien-Żółć",
    "<script>alert(1)</script>",
    "%s %n {name}",
    "Zoë 🌻",
    "x" * 200,
    "می‌خواهم",
    "Amara \u200fليلى",
    "நா",
    "🏳️‍🌈",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_up_to_200_characters_can_be_kept(name: str) -> None:
    assert text_refusals(name, field="name", what="The name", limit=NAME_LIMIT, needed=True) == ()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "The name is missing"),
        ("   ", "The name is missing"),
        ("x" * 201, "too long: 201 characters"),
        ("y" * 1_000_000, "too long: 1,000,000 characters"),
        ("Ama\x00ra", "cannot be shown or printed"),
        ("Ama\nra", "cannot be shown or printed"),
        ("Ama\x1b[31mra", "cannot be shown or printed"),
        ("Amara\u202erofakO", "cannot be shown or printed"),
        ("\u2066Amara\u2069 Okafor", "cannot be shown or printed"),
        ("Amara\u2028Okafor", "cannot be shown or printed"),
        ("\u202e", "cannot be shown or printed"),
        ("\u200b", "The name is missing"),
        ("\ufeff \u2800", "The name is missing"),
        ("\u3164", "The name is missing"),
        ("\u0301", "The name is missing"),
    ],
)
def test_what_cannot_be_a_name_is_refused_in_words(typed: str, says: str) -> None:
    (refusal,) = text_refusals(typed, field="name", what="The name", limit=NAME_LIMIT, needed=True)
    assert says in refusal.says
    assert refusal.field == "name"


def test_a_note_may_have_line_breaks_but_a_line_may_not() -> None:
    assert text_refusals("one\ntwo", field="note", what="The note", limit=NOTE_LIMIT) == ()
    assert text_refusals("one\ntwo", field="place", what="The place", limit=LINE_LIMIT)


@given(st.text(max_size=400))
def test_tidy_text_is_composed_and_has_no_space_at_its_ends(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert tidy(text) == tidy(text).strip()


def test_counts_carry_their_noun() -> None:
    assert counted(1, "letter") == "1 letter"
    assert counted(3, "letter") == "3 letters"
    assert counted(18_204, "entry", "entries") == "18,204 entries"
