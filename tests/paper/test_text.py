from __future__ import annotations

import pytest

from cantercare_desktop.paper.blocks import Strong
from cantercare_desktop.paper.fonts import NO_SUCH_CHARACTER, FontShelf
from cantercare_desktop.paper.house import BODY
from cantercare_desktop.paper.text import NOT_SHOWN, Line, parts_of, plain, set_lines, visible

NAMES = (
    "Amara Okafor",
    "ليلى حدادي",
    "ፅዮን በቀለ",
    "王小明",
    "김민지",
    "Łucja Żółć",
    "Nguyễn Thị Ánh",
    "עדינה",
    "शर्मिला देवी",
    "রহিমা বেগম",
    "நந்தினி",
    "සුනීතා",
    "สมหญิง ใจดี",
    "ქეთევან",
    "Անահիտ",
    "សុខា",
    "ခင်ခင်",
    "દક્ષા",
    "ਹਰਪ੍ਰੀਤ",
    "Zoë 😀 🎉",
    "ᏣᎳᎩ",
)


def set_in(fonts: FontShelf, text: str, width: float = 400) -> tuple[Line, ...]:
    return set_lines(fonts, parts_of(text, BODY), width, None)


def said(lines: tuple[Line, ...]) -> str:
    """What the runs of all lines say, in reading order."""
    return "".join(run.text for line in lines for run in sorted(line.runs, key=lambda run: run.start))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_has_a_shape_for_every_letter(fonts: FontShelf, name: str) -> None:
    lines = set_in(fonts, name)
    assert said(lines) == name
    assert all(glyph.number != NO_SUCH_CHARACTER for line in lines for run in line.runs for glyph in run.glyphs)


@pytest.mark.parametrize("name", ["\U000107ff", "\ue000", "a\x07b", "Eve\u202etxt.exe", "\ud800"])
def test_what_no_font_has_and_what_would_turn_the_line_prints_as_a_box(fonts: FontShelf, name: str) -> None:
    glyphs = [glyph for run in set_in(fonts, name)[0].runs for glyph in run.glyphs]
    boxes = [glyph for glyph in glyphs if glyph.number == NO_SUCH_CHARACTER]
    assert len(boxes) == 1
    assert boxes[0].advance > 0
    assert len(glyphs) == len(name)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "%s %n {0}", "<img src='/etc/passwd'/>", "&amp; </b>"])
def test_markup_is_only_letters(fonts: FontShelf, text: str) -> None:
    assert said(set_in(fonts, text)) == text


def test_arabic_letters_join_also_where_the_weight_changes(fonts: FontShelf) -> None:
    whole = [glyph.number for run in set_in(fonts, "ليلى")[0].runs for glyph in run.glyphs]
    alone = [run.glyphs[0].number for letter in "ليلى" for run in set_in(fonts, letter)[0].runs]
    assert whole != alone[::-1]
    parted = set_lines(fonts, parts_of(("لي", "لى"), BODY), 400, 1)[0]
    assert [glyph.number for run in parted.runs for glyph in run.glyphs] == whole


def test_a_leftward_name_stands_right_to_left(fonts: FontShelf) -> None:
    run = set_in(fonts, "עדינה")[0].runs[0]
    assert run.leftwards
    assert [glyph.place for glyph in run.glyphs] == [4, 3, 2, 1, 0]


def test_lines_break_at_spaces_and_never_grow_wider_than_the_room(fonts: FontShelf) -> None:
    lines = set_in(fonts, "took these things from the office on Saturday 21 November " * 8, 200)
    assert len(lines) > 8
    assert all(line.width <= 200.01 for line in lines)
    assert all(run.text == run.text.strip() for line in lines for run in line.runs)


@pytest.mark.parametrize("letter", ["x", "王", "ሀ", "é"])
def test_a_word_of_two_hundred_letters_is_cut_and_whole(fonts: FontShelf, letter: str) -> None:
    lines = set_in(fonts, letter * 200, 150)
    assert said(lines) == letter * 200
    assert len(lines) > 1
    assert all(line.width <= 150.01 for line in lines)


def test_a_letter_wider_than_the_room_still_prints(fonts: FontShelf) -> None:
    assert len(set_in(fonts, "WWW", 1)) == 3


def test_no_words_are_one_empty_line(fonts: FontShelf) -> None:
    assert [line.runs for line in set_in(fonts, "")] == [()]


def test_line_ends_of_all_kinds_end_a_line(fonts: FontShelf) -> None:
    assert len(set_in(fonts, "a\nb\r\nc\rd\u2028e")) == 5


def test_a_tab_is_a_space_and_a_null_is_a_box() -> None:
    assert visible("a\tb\x00") == f"a b{NOT_SHOWN}"


def test_strong_words_are_said_with_the_others() -> None:
    assert plain((Strong("Amara"), " took ", Strong("3"), ".")) == "Amara took 3."


def test_a_megabyte_pasted_is_set(fonts: FontShelf) -> None:
    lines = set_in(fonts, "x" * 200_000 + " y" * 100_000)
    assert sum(len(run.text) for line in lines for run in line.runs) > 350_000
