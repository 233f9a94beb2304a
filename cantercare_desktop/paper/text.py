"""Lines of type: any text, in any script, broken to a width and ordered as it stands on paper.

This is the only door by which words reach a page. Nothing in them is read as markup. Control characters and the
invisible ones that would turn a line around are shown as boxes, as is every character that no font has.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cantercare_desktop.paper.blocks import Strong, Words
from cantercare_desktop.paper.direction import first_strong, parts_levels, visual_order
from cantercare_desktop.paper.fonts import Face, FontShelf, Glyph, Weight, clusters, width_of

NOT_SHOWN = "\U0010fffe"
"""A non-character: no font has it, so it prints as the box of the plain face."""

UNKNOWN = "\ufffd"

_TURNS_THE_LINE = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " "})
_SMALL_KANA = frozenset("ーぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_BREAK_AFTER = frozenset("-\u2010\u2013\u2014\u200b")


@dataclass(frozen=True, slots=True)
class Style:
    """Size and leading in points, weight, and colour as ``#RRGGBB``."""

    size: float
    leading: float
    weight: Weight
    colour: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words in one style. ``apart``: its direction is its own affair."""

    text: str
    style: Style
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one face, ``x`` points from the start of the line. ``text`` is what they say, in reading order."""

    x: float
    face: Face
    style: Style
    glyphs: tuple[Glyph, ...]
    text: str
    start: int
    leftwards: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its runs left to right; measures in points."""

    runs: tuple[Run, ...]
    width: float
    leading: float


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    face: Face
    style: Style
    level: int


def parts_of(words: Words, style: Style) -> tuple[Part, ...]:
    """Words as parts in this style, what is ``Strong`` in semibold and apart."""
    each = words if isinstance(words, tuple) else (words,)
    strong = replace(style, weight="semibold")
    return tuple(
        Part(word.text, strong, apart=True) if isinstance(word, Strong) else Part(word, style) for word in each
    )


def plain(words: Words) -> str:
    """The words alone."""
    each = words if isinstance(words, tuple) else (words,)
    return "".join(word.text if isinstance(word, Strong) else word for word in each)


def visible(text: str) -> str:
    """The text as it is printed: line ends made one kind, and a box for what has no shape of its own."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    if text.isprintable():
        return text
    return "".join(
        NOT_SHOWN
        if character in _TURNS_THE_LINE or (character != "\n" and unicodedata.category(character) in {"Cc", "Cs"})
        else character
        for character in text
    )


def sayable(text: str) -> str:
    """The text for where there are no shapes, as in the properties of a file: a sign for what prints as a box."""
    return visible(text).replace(NOT_SHOWN, UNKNOWN)


def set_lines(fonts: FontShelf, parts: Sequence[Part], width: float, base: int | None) -> tuple[Line, ...]:
    """Breaks the parts into lines no wider than ``width`` points.

    ``base`` is the direction of the whole, 0 left to right, 1 right to left; None takes it from the first letter that
    has one. At least one line comes back, an empty one for no words. A word wider than the line is cut.
    """
    lines: list[Line] = []
    for paragraph in _paragraphs(parts):
        lines += _set_paragraph(fonts, paragraph, width, base)
    return tuple(lines)


def _paragraphs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    current: list[Part] = []
    for part in parts:
        first, *others = visible(part.text).split("\n")
        current.append(replace(part, text=first))
        for text in others:
            yield current
            current = [replace(part, text=text)]
    yield current


def _set_paragraph(fonts: FontShelf, parts: Sequence[Part], width: float, base: int | None) -> Iterator[Line]:
    text = "".join(part.text for part in parts)
    if not text:
        yield Line((), 0, parts[0].style.leading if parts else 0)
        return
    direction = first_strong(text) if base is None else base
    levels = parts_levels([(part.text, part.apart) for part in parts if part.text], direction)
    pieces = list(_pieces(fonts, parts, levels))
    reach = _reach(text, pieces)
    for start, end in _breaks(text, reach, width):
        yield _line(text[start:end], start, pieces)


def _pieces(fonts: FontShelf, parts: Sequence[Part], levels: Sequence[int]) -> Iterator[_Piece]:
    offset = 0
    for part in parts:
        for start, end, face in fonts.runs(part.text, part.style.weight):
            begin = offset + start
            for i in range(begin + 1, offset + end + 1):
                if i == offset + end or levels[i] != levels[begin]:
                    yield _Piece(begin, i, face, part.style, levels[begin])
                    begin = i
        offset += len(part.text)


def _reach(text: str, pieces: Sequence[_Piece]) -> list[float]:
    """How far the text up to each character reaches, were it all on one line."""
    advance = [0.0] * (len(text) + 1)
    for piece in pieces:
        for glyph in piece.face.shape(text, piece.start, piece.end, leftwards=piece.level % 2 == 1):
            advance[glyph.place + 1] += glyph.advance * piece.style.size
    for i in range(1, len(advance)):
        advance[i] += advance[i - 1]
    return advance


def _breaks(text: str, reach: Sequence[float], width: float) -> Iterator[tuple[int, int]]:
    """Start and end of each line, without the spaces at which it was broken."""
    ends = [end for _, end in clusters(text)]
    allowed = [end for end in ends if end == len(text) or _may_break(text, end)]
    start = 0
    next_allowed = next_end = 0
    while start < len(text):
        limit = reach[start] + width + 0.01
        best = start
        while next_allowed < len(allowed):
            end = allowed[next_allowed]
            if end > start and reach[start + len(text[start:end].rstrip())] > limit:
                break
            best = max(best, end)
            next_allowed += 1
        if best == start:
            next_end = bisect_right(ends, start)
            best = ends[next_end]
            while next_end < len(ends) and reach[ends[next_end]] <= limit:
                best = ends[next_end]
                next_end += 1
        yield start, start + len(text[start:best].rstrip(" "))
        start = best
        while start < len(text) and text[start] == " ":
            start += 1


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after == " ":
        return False
    if before == " " or (before in _BREAK_AFTER and after.isalnum()):
        return True
    return (_breaks_anywhere(before) and not _clings_back(after)) or (_breaks_anywhere(after) and not _opens(before))


def _breaks_anywhere(character: str) -> bool:
    """Scripts written without spaces."""
    code = ord(character)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xA000 <= code <= 0xA4CF
        or 0xAC00 <= code <= 0xD7AF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


def _clings_back(character: str) -> bool:
    return unicodedata.category(character) in {"Pe", "Pf", "Po"} or character in _SMALL_KANA


def _opens(character: str) -> bool:
    return unicodedata.category(character) in {"Ps", "Pi"}


def _line(text: str, offset: int, pieces: Sequence[_Piece]) -> Line:
    first = bisect_right(pieces, offset, key=lambda piece: piece.end)
    beyond = bisect_left(pieces, offset + len(text), key=lambda piece: piece.start)
    here = [
        replace(piece, start=max(piece.start - offset, 0), end=min(piece.end - offset, len(text)))
        for piece in pieces[first:beyond]
    ]
    runs: list[Run] = []
    x = 0.0
    for i in visual_order([piece.level for piece in here]):
        piece = here[i]
        leftwards = piece.level % 2 == 1
        glyphs = piece.face.shape(text, piece.start, piece.end, leftwards=leftwards)
        runs.append(Run(x, piece.face, piece.style, glyphs, text[piece.start : piece.end], piece.start, leftwards))
        x += width_of(glyphs) * piece.style.size
    leading = max((piece.style.leading for piece in here), default=pieces[0].style.leading)
    return Line(tuple(runs), x, leading)
