"""Which way each character runs, after the Unicode bidirectional algorithm (UAX #9) as python-bidi carries it out.

Explicit embeddings, overrides and isolates in a text are not obeyed: ``text`` prints them as boxes, so that nobody's
name can turn the sentence around it. What must stand apart is given as its own part and set as an isolate here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bidi import get_base_level, get_display

LEFT_TO_RIGHT = 0
RIGHT_TO_LEFT = 1

_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})
# What python-bidi tells when asked for its levels: one for each byte of the text. The text is told too, in one line.
_LEVELS = re.compile(r"^    levels: \[$(.*?)^    \],$", re.DOTALL | re.MULTILINE)
_LEVEL = re.compile(r"\d+")
_ALL_RIGHTWARDS = re.compile("[\u0000-\u0590]*")
"""Before Hebrew no character runs leftwards, so in a rightward line all of them are on level 0."""


def direction_of_language(language: str) -> int:
    """The direction a page in this language (BCP 47, e.g. ``ar`` or ``fa-AF``) is laid out in: 0 or 1."""
    return RIGHT_TO_LEFT if language.lower().split("-")[0] in _RIGHT_TO_LEFT_LANGUAGES else LEFT_TO_RIGHT


def first_strong(text: str) -> int:
    """The direction of the first character that has one (rules P2 and P3), left to right where none has."""
    return int(get_base_level(text))


def levels(text: str, base: int) -> list[int]:
    """The embedding level of every character of one paragraph whose own direction is ``base`` (0 or 1)."""
    if base == LEFT_TO_RIGHT and _ALL_RIGHTWARDS.fullmatch(text):
        return [0] * len(text)
    told = _LEVELS.search(str(get_display(text, base_dir="R" if base else "L", debug=True)))
    of_bytes = [int(level) for level in _LEVEL.findall(told[1])] if told else []
    found: list[int] = []
    place = 0
    for character in text:
        found.append(of_bytes[place])
        place += len(character.encode("utf-8"))
    return found


def parts_levels(parts: Sequence[tuple[str, bool]], base: int) -> list[int]:
    """The levels of all parts together; a part is a text and whether it stands apart, as an isolate does.

    Such a part is resolved by its own first strong character; seen from outside, it is one neutral thing. So a name
    in Arabic at the head of an English sentence neither turns the sentence nor draws the number after it to itself.
    """
    whole = "".join(f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if apart else text for text, apart in parts)
    all_levels = levels(whole, base)
    found: list[int] = []
    place = 0
    for text, apart in parts:
        start = place + 1 if apart else place
        found += all_levels[start : start + len(text)]
        place = start + len(text) + apart
    return found


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The order, left to right on paper, of runs given in the order they are read (rule L2)."""
    order = list(range(len(run_levels)))
    if not order:
        return order
    for level in range(max(run_levels), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order
