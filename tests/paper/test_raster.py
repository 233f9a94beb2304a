from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from cantercare_desktop.paper.press import typeset
from cantercare_desktop.paper.problems import CannotShowPage
from cantercare_desktop.paper.raster import page_count, page_image, page_size
from tests.paper.samples import many_things, receipt


def test_a_page_becomes_a_picture_of_the_asked_size_on_white() -> None:
    picture = page_image(typeset(receipt()), 0, 72)
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.pixels) == 596 * 842 * 4
    assert picture.pixels[:4] == b"\xff\xff\xff\xff"
    assert set(picture.pixels[3::4]) == {255}


def test_colours_come_red_first() -> None:
    picture = page_image(typeset(receipt()), 0, 144)
    pixels = {picture.pixels[i : i + 3] for i in range(0, len(picture.pixels), 4)}
    assert bytes((0x0B, 0x5E, 0x5B)) in pixels
    assert bytes((0x5B, 0x5E, 0x0B)) not in pixels


def test_pages_are_counted_and_measured() -> None:
    pdf = typeset(receipt(things=many_things(60)))
    assert page_count(pdf) == 4
    assert page_size(pdf, 3) == pytest.approx((595.28, 841.89), abs=0.01)


def test_several_threads_may_ask_at_once() -> None:
    pdf = typeset(receipt())
    with ThreadPoolExecutor(6) as pool:
        pictures = list(pool.map(lambda _: page_image(pdf, 0, 40), range(12)))
    assert len({picture.pixels for picture in pictures}) == 1


@pytest.mark.parametrize("broken", [b"", b"not a paper", b"%PDF-1.7\nnothing more"])
def test_what_is_not_a_paper_is_told_in_plain_words(broken: bytes) -> None:
    with pytest.raises(CannotShowPage) as told:
        page_count(broken)
    assert told.value.happened == "This paper cannot be shown."
    assert "lost" in told.value.lost
    assert told.value.next


def test_a_cut_off_paper_is_told_or_shown_but_never_crashes() -> None:
    pdf = typeset(receipt())
    with pytest.raises(CannotShowPage):
        page_image(pdf[: len(pdf) // 3], 0, 72)


@pytest.mark.parametrize(("index", "dpi"), [(1, 72), (-1, 72), (0, 0), (0, -5), (0, 1e6)])
def test_a_page_or_size_that_does_not_exist_is_told(index: int, dpi: float) -> None:
    with pytest.raises(CannotShowPage):
        page_image(typeset(receipt()), index, dpi)
