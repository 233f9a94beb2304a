"""Colours, sizes and styles of the house's paper. No other file of the room names a colour or a type size."""

from __future__ import annotations

from cantercare_desktop.paper.text import Style

PAGE_WIDTH, PAGE_HEIGHT = 595.276, 841.89
_UNIT = PAGE_WIDTH / 900


def u(units: float) -> float:
    """Points for a length in units of the page, which is 900 of them wide. The grid of the design is drawn in these."""
    return units * _UNIT


INK = "#1E2B2C"
INK2 = "#465354"
ACCENT = "#0B5E5B"
EDGE = "#857F76"
RULE = "#C9CFCE"
RED_INK, RED_TINT, RED_LINE = "#9C1C17", "#FBE7E4", "#C9453C"

MARGIN = u(72)
BODY_WIDTH = u(756)
BODY_TOP = u(115)
BODY_BOTTOM = u(1182)
HAIR = u(1)
RADIUS = u(7)


ORGANISATION = Style(u(18), u(24), "bold", ACCENT)
NUMBER = Style(u(14), u(18), "regular", INK2)
TITLE = Style(u(34), u(42), "bold", INK)
LEAD = Style(u(19), u(29), "regular", INK)
LARGE = Style(u(26), u(38), "regular", INK)
BODY = Style(u(15), u(22), "regular", INK)
TABLE_HEAD = Style(u(13), u(18), "semibold", INK2)
CELL = Style(u(15), u(21), "regular", INK)
HEADING = Style(u(19), u(27), "bold", INK)
HEADING2 = Style(u(16), u(23), "bold", INK)
QUOTE = Style(u(19), u(28), "regular", INK)
FACT_LABEL = Style(u(14.5), u(21), "regular", INK2)
FACT = Style(u(14.5), u(21), "regular", INK)
CAPTION = Style(u(14), u(21), "regular", INK2)
SMALL = Style(u(13.5), u(21), "regular", INK2)
DIGEST = Style(u(15), u(21), "mono", INK)
KEY = Style(u(25), u(32), "mono bold", INK)
FOOT = Style(u(12.5), u(18), "regular", INK2)
WARNED_LEAD = Style(u(16), u(23), "semibold", RED_INK)
WARNED = Style(u(15), u(22), "regular", RED_INK)
