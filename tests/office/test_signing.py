from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.office.signing import (
    Point,
    Stroke,
    ink_length,
    is_enough_ink,
    items_mark,
    strokes_from,
    strokes_mark,
    strokes_text,
    words_mark,
)

UNIT = st.floats(min_value=0, max_value=1)
POINTS = st.builds(Point, x=UNIT, y=UNIT, ms=st.integers(0, 600_000), force=UNIT)
STROKES = st.lists(st.builds(Stroke, st.lists(POINTS, min_size=1, max_size=20).map(tuple)), max_size=6).map(tuple)


def line(length: float) -> tuple[Stroke, ...]:
    return (Stroke((Point(0, 0.5, 0, 0.5), Point(length, 0.5, 100, 0.5))),)


def test_a_dot_is_not_a_signature_and_a_line_across_the_pad_is() -> None:
    assert not is_enough_ink(line(0.01), aspect=2)
    assert not is_enough_ink((), aspect=2)
    assert is_enough_ink(line(0.8), aspect=2)


def test_ink_is_measured_in_pad_heights_whatever_the_pads_shape() -> None:
    assert ink_length(line(0.5), aspect=2) == 1


@given(STROKES)
def test_strokes_read_back_give_the_same_mark(strokes: tuple[Stroke, ...]) -> None:
    again = strokes_from(strokes_text(strokes))
    assert strokes_mark(again) == strokes_mark(strokes)
    assert len(again) == len(strokes)


@given(st.text(max_size=100), st.text(max_size=100))
def test_two_different_statements_never_share_a_mark(one: str, other: str) -> None:
    assert (words_mark(one) == words_mark(other)) == (one == other)


def test_a_list_of_things_cannot_be_cut_differently_and_keep_its_mark() -> None:
    assert items_mark(["Letter", "Parcel"]) != items_mark(["Letter, Parcel"])
    assert items_mark(["Letter", "Parcel"]) != items_mark(["Parcel", "Letter"])
