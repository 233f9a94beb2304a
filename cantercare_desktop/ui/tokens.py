"""The one table of colours, type sizes, spaces and radii. No other module writes a colour or a size.

Colours are ``#RRGGBB`` strings; sizes are logical pixels at 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """How a state is coloured. The word beside it says what it is; the colour only repeats it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    SLATE = "slate"
    PLAIN = "plain"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Shade:
    """The three colours of a state: its words, the fill behind them, its edge."""

    ink: str
    tint: str
    line: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one scheme, light or dark."""

    paper: str
    rail: str
    surface: str
    surface2: str
    hover: str
    ink: str
    ink2: str
    ink3: str
    line: str
    control: str
    accent: str
    accent_hover: str
    accent_pressed: str
    accent_tint: str
    on_accent: str
    amber: Shade
    red: Shade
    green: Shade
    slate: Shade
    focus: str
    dark: bool

    def shade(self, state: State) -> Shade:
        """The colours of a state; ``PLAIN`` is second ink on the surface with a decorating line."""
        shades = {
            State.AMBER: self.amber,
            State.RED: self.red,
            State.GREEN: self.green,
            State.SLATE: self.slate,
            State.ACCENT: Shade(self.accent, self.accent_tint, self.accent),
        }
        return shades.get(state, Shade(self.ink2, self.surface, self.line))


LIGHT: Final = Tokens(
    paper="#F6F3EE",
    rail="#EDE8DF",
    surface="#FFFFFF",
    surface2="#FAF8F4",
    hover="#F1EDE6",
    ink="#1E2B2C",
    ink2="#465354",
    ink3="#5A6666",
    line="#DDD6CA",
    control="#857F76",
    accent="#0B5E5B",
    accent_hover="#084B49",
    accent_pressed="#063A38",
    accent_tint="#E0EEEC",
    on_accent="#FFFFFF",
    amber=Shade("#7A4A00", "#FFF0D2", "#B87A12"),
    red=Shade("#9C1C17", "#FBE7E4", "#C9453C"),
    green=Shade("#1D5F36", "#E2F1E6", "#3F8A5A"),
    slate=Shade("#35474F", "#E8EDEF", "#7A8D95"),
    focus="#1D4ED8",
    dark=False,
)

DARK: Final = Tokens(
    paper="#151B1C",
    rail="#101617",
    surface="#1D2526",
    surface2="#222B2C",
    hover="#2A3536",
    ink="#EFECE6",
    ink2="#BCC5C4",
    ink3="#A0ABAA",
    line="#364244",
    control="#7E8D8E",
    accent="#74CBC3",
    accent_hover="#8AD7D0",
    accent_pressed="#5DB8AF",
    accent_tint="#163A39",
    on_accent="#06211F",
    amber=Shade("#F3C873", "#3A2C10", "#B58630"),
    red=Shade("#FF9F95", "#45201C", "#D2635A"),
    green=Shade("#93D6A8", "#183826", "#4E9C69"),
    slate=Shade("#BACAD0", "#253338", "#6F838B"),
    focus="#8AB4FF",
    dark=True,
)

# Pictures of paper stay white with dark text in both schemes.
PAPER_WHITE: Final = "#FFFFFF"
PAPER_INK: Final = "#1E2B2C"


@dataclass(frozen=True, slots=True)
class Type:
    """A size of writing: pixels, line height in pixels, weight (400 regular, 600 semibold)."""

    size: int
    line: int
    weight: int = 400


class Words(StrEnum):
    """The kinds of writing there are."""

    PAGE_TITLE = "page_title"
    SECTION = "section"
    BODY = "body"
    STRONG = "strong"
    SECOND = "second"
    SECOND_STRONG = "second_strong"
    CAPTION = "caption"
    CAPTION_STRONG = "caption_strong"
    CLOCK = "clock"
    COUNTDOWN = "countdown"
    SIGN_IN_TITLE = "sign_in_title"
    RESIDENT_TITLE = "resident_title"
    RESIDENT_SENTENCE = "resident_sentence"
    RESIDENT_STATEMENT = "resident_statement"
    RESIDENT_LEAST = "resident_least"
    RESIDENT_BUTTON = "resident_button"
    RESIDENT_TOOL = "resident_tool"
    RESIDENT_ITEM = "resident_item"
    RESIDENT_MAIN = "resident_main"


TYPES: Final = {
    Words.PAGE_TITLE: Type(24, 32, 600),
    Words.SECTION: Type(18, 24, 600),
    Words.BODY: Type(14, 20),
    Words.STRONG: Type(14, 20, 600),
    Words.SECOND: Type(13, 18),
    Words.SECOND_STRONG: Type(13, 18, 600),
    Words.CAPTION: Type(12, 16),
    Words.CAPTION_STRONG: Type(12, 16, 600),
    Words.CLOCK: Type(28, 32, 600),
    Words.COUNTDOWN: Type(40, 48, 600),
    Words.SIGN_IN_TITLE: Type(28, 36, 600),
    Words.RESIDENT_TITLE: Type(40, 52, 700),
    Words.RESIDENT_SENTENCE: Type(24, 32),
    Words.RESIDENT_STATEMENT: Type(24, 32, 600),
    Words.RESIDENT_LEAST: Type(20, 28),
    Words.RESIDENT_BUTTON: Type(22, 30, 600),
    Words.RESIDENT_TOOL: Type(20, 28, 600),
    Words.RESIDENT_ITEM: Type(26, 36, 600),
    Words.RESIDENT_MAIN: Type(26, 34, 600),
}


class Px:
    """Spaces, radii and heights, in logical pixels at 100 %."""

    grid: Final = 8
    half_grid: Final = 4
    page_edge: Final = 24
    gap: Final = 12
    gap_wide: Final = 16
    card_padding: Final = 16
    field_gap: Final = 12
    focus_room: Final = 4
    focus_width: Final = 2
    focus_offset: Final = 2
    edge: Final = 1
    edge_bad: Final = 2
    accent_bar: Final = 3

    radius_card: Final = 8
    radius_control: Final = 6
    radius_chip: Final = 12
    radius_small: Final = 4

    icon: Final = 20
    icon_small: Final = 16
    icon_in_chip: Final = 14
    icon_big: Final = 32

    button: Final = 36
    button_row: Final = 32
    button_big: Final = 44
    button_resident: Final = 56
    button_resident_main: Final = 72
    button_padding: Final = 14
    button_padding_row: Final = 11
    key_cap: Final = 20
    field: Final = 36
    field_padding: Final = 10
    chip: Final = 24
    chip_padding: Final = 10
    badge: Final = 18
    tick: Final = 18
    target: Final = 32

    top_bar: Final = 56
    rail: Final = 192
    rail_narrow: Final = 80
    message_bar: Final = 40
    content_head: Final = 64
    card_title: Final = 42
    row_one: Final = 37
    row_two: Final = 49
    row_two_dense: Final = 44
    group_head: Final = 32
    group_head_dense: Final = 29
    table_head: Final = 32
    list_least: Final = 200
    list_most: Final = 456
    third_most: Final = 356
    fold_third: Final = 1100
    fold_detail: Final = 900

    dot: Final = 10
    timeline_line: Final = 2
    step: Final = 24
    bar: Final = 6
    scroll: Final = 12
    popup_rows: Final = 8
    signature_pen: Final = 3


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two ``#RRGGBB`` colours, 1 to 21."""

    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
