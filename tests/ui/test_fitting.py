from __future__ import annotations

import pytest

from cantercare_desktop.ui.fitting import apart, breakable, short


def test_a_short_name_stays_as_it_is() -> None:
    assert [short("Amara"), breakable("Amara Okafor"), apart("Amara")] == ["Amara", "Amara Okafor", "Amara"]


def test_a_long_name_is_shortened_on_a_button() -> None:
    assert short("Å" * 200) == "Å" * 16 + "…"


def test_an_endless_word_can_be_broken_and_loses_nothing() -> None:
    broken = breakable(f"Logged for {'x' * 200}")
    assert max(len(part) for part in broken.replace("\u200b", " ").split()) <= 24
    assert broken.replace("\u200b", "") == f"Logged for {'x' * 200}"


@pytest.mark.parametrize("name", ["ليلى", "שרה"])
def test_a_name_in_the_other_direction_stays_apart_from_the_sentence(name: str) -> None:
    assert short(name) == f"\u2068{name}\u2069"
