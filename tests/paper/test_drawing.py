from __future__ import annotations

from pathlib import Path

import pytest

from cantercare_desktop.paper.drawing import icon_moves
from cantercare_desktop.resources import resource


def test_the_mark_of_the_house_is_drawn_within_its_square() -> None:
    moves = icon_moves(resource("icons", "mark.svg"))
    assert {deed for deed, _ in moves} >= {"m", "l", "c"}
    assert all(0 <= number <= 24 for _, numbers in moves for number in numbers)


def test_relative_and_absolute_words_mean_the_same(tmp_path: Path) -> None:
    drawing = tmp_path / "roof.svg"
    drawing.write_text('<svg><path d="M3 11.5l9-7.5h4V9z"/></svg>', encoding="utf-8")
    assert icon_moves(drawing) == (
        ("m", (3.0, 11.5)),
        ("l", (12.0, 4.0)),
        ("l", (16.0, 4.0)),
        ("l", (16.0, 9.0)),
        ("h", ()),
    )


def test_a_drawing_that_uses_more_is_refused(tmp_path: Path) -> None:
    drawing = tmp_path / "arc.svg"
    drawing.write_text('<svg><path d="M3 11a5 5 0 0 1 5 5"/></svg>', encoding="utf-8")
    with pytest.raises(ValueError, match="not drawn on paper"):
        icon_moves(drawing)
