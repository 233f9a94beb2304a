"""Which way each character runs: the implicit part of the Unicode bidirectional algorithm (UAX #9).

Explicit embeddings, overrides and isolates are not obeyed: ``text`` prints them as boxes, so that nobody's name can
turn the sentence around it. What must stand apart is given as its own part and resolved as an isolate.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LEFT_TO_RIGHT = 0
RIGHT_TO_LEFT = 1
ISOLATE = "\ufffc"

_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


def direction_of_language(language: str) -> int:
    """The direction a page in this language (BCP 47, e.g. ``ar`` or ``fa-AF``) is laid out in: 0 or 1."""
    return RIGHT_TO_LEFT if language.lower().split("-")[0] in _RIGHT_TO_LEFT_LANGUAGES else LEFT_TO_RIGHT


def first_strong(text: str, otherwise: int = LEFT_TO_RIGHT) -> int:
    """The direction of the first character that has one (rules P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind == "L":
            return LEFT_TO_RIGHT
        if kind in {"R", "AL"}:
            return RIGHT_TO_LEFT
    return otherwise


def levels(text: str, base: int) -> list[int]:
    """The embedding level of every character of one paragraph whose own direction is ``base`` (0 or 1)."""
    kinds = [_kind(character) for character in text]
    start = "R" if base else "L"
    _resolve_marks(kinds, start)
    _resolve_numbers(kinds, start)
    _resolve_brackets(text, kinds, start)
    _resolve_neutrals(kinds, start)
    return [_level(kind, base) for kind in kinds]


def parts_levels(parts: Sequence[tuple[str, bool]], base: int) -> list[int]:
    """The levels of all parts together; a part is a text and whether it stands apart, as an isolate does.

    Such a part is resolved by its own first strong character; seen from outside, it is one neutral thing. So a name
    in Arabic at the head of an English sentence neither turns the sentence nor draws the number after it to itself.
    """
    outer = levels("".join(ISOLATE if apart else text for text, apart in parts), base)
    found: list[int] = []
    place = 0
    for text, apart in parts:
        if not apart:
            found += outer[place : place + len(text)]
            place += len(text)
            continue
        around = outer[place]
        place += 1
        inner = first_strong(text, around % 2)
        lift = around + 1 + (inner - around - 1) % 2 - inner
        found += [level + lift for level in levels(text, inner)]
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


def _kind(character: str) -> str:
    kind = unicodedata.bidirectional(character) or "L"
    return kind if kind in {"L", "R", "AL", "EN", "AN", "ES", "ET", "CS", "NSM", "BN"} | _NEUTRAL else "ON"


def _resolve_marks(kinds: list[str], start: str) -> None:
    """W1: a mark takes the kind of what it stands on; so do invisible joiners (BN), which changes nothing seen."""
    before = start
    for i, kind in enumerate(kinds):
        if kind in {"NSM", "BN"}:
            kinds[i] = before
        else:
            before = kind


def _resolve_numbers(kinds: list[str], start: str) -> None:
    strong = start
    for i, kind in enumerate(kinds):  # W2
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for i in range(1, len(kinds) - 1):  # W4
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and ((kind == "ES" and before == "EN") or (kind == "CS" and before in {"EN", "AN"})):
            kinds[i] = before
    _stretch_numbers_over_terminators(kinds)
    kinds[:] = ["ON" if kind in {"ES", "ET", "CS"} else kind for kind in kinds]  # W6
    strong = start
    for i, kind in enumerate(kinds):  # W7
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"


def _stretch_numbers_over_terminators(kinds: list[str]) -> None:
    """W5: signs such as % and £ beside a number go with it."""
    i = 0
    while i < len(kinds):
        if kinds[i] != "ET":
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if (i > 0 and kinds[i - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[i:end] = ["EN"] * (end - i)
        i = end


_BRACKETS = dict(zip("([{⟨《「『【〈（", ")]}⟩》」』】〉）", strict=True))


def _bracket_pairs(text: str, kinds: list[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for i, character in enumerate(text):
        if kinds[i] != "ON":
            continue
        if character in _BRACKETS:
            waiting.append((_BRACKETS[character], i))
        else:
            for depth in range(len(waiting) - 1, max(-1, len(waiting) - 64), -1):
                if waiting[depth][0] == character:
                    pairs.append((waiting[depth][1], i))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _resolve_brackets(text: str, kinds: list[str], start: str) -> None:
    """N0: the two brackets of a pair always run the same way."""
    for opening, closing in _bracket_pairs(text, kinds):
        inside = {"R" if kind in {"EN", "AN"} else kind for kind in kinds[opening + 1 : closing]} & {"L", "R"}
        if not inside:
            continue
        if start in inside:
            chosen = start
        else:
            before = next((_strong(kind) for kind in reversed(kinds[:opening]) if _strong(kind)), start)
            chosen = before if before in inside else start
        kinds[opening] = kinds[closing] = chosen


def _strong(kind: str) -> str:
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _resolve_neutrals(kinds: list[str], start: str) -> None:
    """N1 and N2: what has no direction goes with its neighbours where they agree, else with the paragraph."""
    i = 0
    while i < len(kinds):
        if kinds[i] not in _NEUTRAL:
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] in _NEUTRAL:
            end += 1
        before = _strong(kinds[i - 1]) if i else start
        after = _strong(kinds[end]) if end < len(kinds) else start
        kinds[i:end] = [before if before == after else start] * (end - i)
        i = end


def _level(kind: str, base: int) -> int:
    """I1 and I2."""
    if base == LEFT_TO_RIGHT:
        return {"L": 0, "R": 1}.get(kind, 2)
    return 1 if kind == "R" else 2
