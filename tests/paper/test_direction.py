from __future__ import annotations

import pytest

from cantercare_desktop.paper.direction import direction_of_language, first_strong, levels, parts_levels, visual_order


def shown(text: str, base: int) -> str:
    """The characters left to right on paper; in a leftward stretch brackets are drawn mirrored."""
    mirrored = str.maketrans("()", ")(")
    found = levels(text, base)
    return "".join(text[i].translate(mirrored) if found[i] % 2 else text[i] for i in visual_order(found))


@pytest.mark.parametrize(
    ("text", "base", "on_paper"),
    [
        ("room 12", 0, "room 12"),
        ("אבג", 1, "גבא"),
        ("אבג 12", 1, "12 גבא"),
        ("אבג 12:30", 1, "12:30 גבא"),
        ("room אבג 4", 0, "room 4 גבא"),
        ("a (אב) b", 0, "a (בא) b"),
        ("אב (cd) ה", 1, "ה (cd) בא"),
        ("ל 5% ב", 1, "ב 5% ל"),
        ("ab אב, גד cd", 0, "ab דג ,בא cd"),
        ("אב-12", 1, "12-בא"),
    ],
)
def test_letters_and_numbers_stand_where_a_reader_expects_them(text: str, base: int, on_paper: str) -> None:
    assert shown(text, base) == on_paper


def test_digits_after_arabic_letters_keep_their_own_order() -> None:
    found = levels("ليلى 24/7", 1)
    assert found[-4:] == [2, 2, 2, 2]


def test_a_name_that_stands_apart_does_not_draw_the_number_after_it_to_itself() -> None:
    parts = (("עדינה", True), (" 3 things", False))
    assert parts_levels(parts, 0) == [1] * 5 + [0] * 9
    assert levels("עדינה 3 things", 0)[5:7] == [1, 2]


def test_a_name_that_stands_apart_in_a_leftward_sentence_runs_its_own_way() -> None:
    found = parts_levels((("استلمت ", False), ("Amara", True), (" هذه", False)), 1)
    assert found == [1] * 7 + [2] * 5 + [1] * 4


def test_the_first_letter_with_a_direction_decides() -> None:
    assert first_strong("12, ليلى and Amara") == 1
    assert first_strong("12 Amara ליל") == 0
    assert first_strong("12") == 0


def test_a_number_that_stands_apart_keeps_its_order_in_a_leftward_sentence() -> None:
    assert parts_levels((("رقم ", False), ("+44 1227", True)), 1) == [1] * 4 + [2] * 8


def test_characters_of_every_length_have_one_level_each() -> None:
    assert levels("é王😀 ליל", 0) == [0, 0, 0, 0, 1, 1, 1]
    assert levels("", 1) == []


@pytest.mark.parametrize("text", ["levels: [9,], ל", "ל\n    levels: [\n 9,\n    ],\n", '"ל" Level(9)'])
def test_words_that_look_like_the_answer_are_only_words(text: str) -> None:
    assert max(levels(text.replace("\n", " "), 0)) <= 2
    assert 9 not in levels(text, 1)


@pytest.mark.parametrize(("language", "direction"), [("ar", 1), ("fa-AF", 1), ("he", 1), ("en-GB", 0), ("am", 0)])
def test_a_page_runs_the_way_of_its_language(language: str, direction: int) -> None:
    assert direction_of_language(language) == direction
