from __future__ import annotations

import pytest

from cantercare_desktop.paper.strokes import Curve, signature_curves
from tests.paper.samples import drawn


def reach(curves: list[Curve]) -> tuple[float, float, float, float]:
    ends = [numbers[-2:] for curve in curves for _, numbers in curve.moves]
    xs, ys = [end[0] for end in ends], [end[1] for end in ends]
    return min(xs), min(ys), max(xs), max(ys)


def test_a_signature_is_brought_into_its_box_and_stands_on_its_lower_edge() -> None:
    left, top, right, bottom = reach(signature_curves(drawn(), 3.0, 230, 45, 1.5))
    assert left >= 0
    assert top >= 0
    assert right <= 230
    assert bottom == pytest.approx(45, abs=0.5)
    assert left == pytest.approx(230 - right, abs=0.5)


def test_it_keeps_the_shape_of_the_hand() -> None:
    square = [[(0.1, 0.1, 0.0, 0.5), (0.2, 0.1, 0.1, 0.5), (0.2, 0.4, 0.2, 0.5), (0.1, 0.4, 0.3, 0.5)]]
    left, top, right, bottom = reach(signature_curves(square, 3.0, 230, 45, 1.5))
    assert (right - left) == pytest.approx(bottom - top)


def test_a_small_mark_stays_small() -> None:
    cross = [[(0.5, 0.5, 0.0, 0.5), (0.52, 0.56, 0.1, 0.5)], [(0.52, 0.5, 0.2, 0.5), (0.5, 0.56, 0.3, 0.5)]]
    _, top, _, bottom = reach(signature_curves(cross, 3.0, 230, 45, 1.5))
    assert bottom - top < 10


def test_a_dot_is_drawn() -> None:
    (dot,) = signature_curves([[(0.5, 0.5, 0.0, 0.0)]], 3.0, 230, 45, 1.5)
    assert [deed for deed, _ in dot.moves] == ["m", "l"]
    assert dot.width > 0


def test_the_line_is_wider_where_the_pen_pressed() -> None:
    growing = [[(0.1 + 0.02 * i, 0.5, 0.01 * i, i / 40) for i in range(1, 41)]]
    widths = [curve.width for curve in signature_curves(growing, 3.0, 230, 45, 1.5)]
    assert widths == sorted(widths)
    assert widths[-1] > widths[0] * 1.5


def test_a_mouse_without_pressure_draws_one_even_curve() -> None:
    flat = [[(0.1 + 0.02 * i, 0.5 + 0.01 * (i % 3), 0.01 * i, 0.0) for i in range(40)]]
    assert len(signature_curves(flat, 3.0, 230, 45, 1.5)) == 1


def test_nothing_drawn_is_nothing() -> None:
    assert signature_curves([], 3.0, 230, 45, 1.5) == []
    assert signature_curves([[]], 3.0, 230, 45, 1.5) == []
