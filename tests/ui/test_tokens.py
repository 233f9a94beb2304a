"""The contrast that look.md promises, computed from the one table of colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cantercare_desktop.ui
from cantercare_desktop.ui.tokens import DARK, LIGHT, Tokens, contrast

# (what stands on what, the ratio in light, the ratio in dark)
PROMISED = (
    ("ink", "surface", 14.6, 13.2),
    ("ink2", "rail", 6.6, 10.4),
    ("ink3", "rail", 4.9, 7.8),
    ("ink3", "accent_tint", 5.0, 5.2),
    ("ink3", "hover", 5.1, 5.4),
    ("on_accent", "accent", 7.6, 8.9),
    ("accent", "accent_tint", 6.4, 6.5),
    ("control", "surface", 4.0, 4.5),
    ("control", "rail", 3.3, 5.3),
    ("focus", "surface", 6.7, 7.5),
    ("focus", "rail", 5.5, 8.8),
)
OF_STATES = (("amber", 6.6, 8.6), ("red", 6.8, 7.2), ("green", 6.6, 7.6), ("slate", 8.2, 7.7))


@pytest.mark.parametrize(("front", "behind", "light", "dark"), PROMISED)
def test_the_contrast_of_each_pair_is_the_promised_one(front: str, behind: str, light: float, dark: float) -> None:
    assert contrast(getattr(LIGHT, front), getattr(LIGHT, behind)) == pytest.approx(light, abs=0.06)
    assert contrast(getattr(DARK, front), getattr(DARK, behind)) == pytest.approx(dark, abs=0.06)


@pytest.mark.parametrize(("state", "light", "dark"), OF_STATES)
def test_the_words_of_a_state_can_be_read_on_its_tint(state: str, light: float, dark: float) -> None:
    for tokens, promised in ((LIGHT, light), (DARK, dark)):
        shade = getattr(tokens, state)
        assert contrast(shade.ink, shade.tint) == pytest.approx(promised, abs=0.06)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_writing_is_at_least_four_and_a_half_and_edges_at_least_three(tokens: Tokens) -> None:
    grounds = (tokens.paper, tokens.rail, tokens.surface, tokens.surface2, tokens.hover, tokens.accent_tint)
    for ink in (tokens.ink, tokens.ink2, tokens.ink3, tokens.accent):
        for ground in grounds:
            assert contrast(ink, ground) >= 4.5
    for shade in (tokens.amber, tokens.red, tokens.green, tokens.slate):
        assert contrast(shade.ink, shade.tint) >= 4.5
        assert contrast(shade.line, tokens.surface) >= 3
    for fill in (tokens.accent, tokens.accent_hover, tokens.accent_pressed):
        assert contrast(tokens.on_accent, fill) >= 4.5
    for ground in (tokens.paper, tokens.surface, tokens.rail):
        assert contrast(tokens.control, ground) >= 3
        assert contrast(tokens.focus, ground) >= 3


def test_the_lowest_line_of_a_state_is_as_promised() -> None:
    for tokens, promised in ((LIGHT, 3.5), (DARK, 3.9)):
        shades = (tokens.amber, tokens.red, tokens.green, tokens.slate)
        lowest = min(contrast(shade.line, tokens.surface) for shade in shades)
        assert lowest == pytest.approx(promised, abs=0.06)


def test_no_colour_is_written_anywhere_but_in_the_table() -> None:
    package = Path(cantercare_desktop.__file__).parent
    rooms = [package / "ui", package / "shell", *package.glob("registers/*/screen*")]
    files = {file for room in rooms for file in ([room] if room.is_file() else room.rglob("*.py"))}
    written = {file.name for file in files if re.search(r"[\"' ]#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8"))}
    assert written <= {"tokens.py"}
