"""The fonts that ship with the program: which one has a character, and how a stretch of text is shaped by it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import uharfbuzz

from cantercare_desktop.resources import resource

Weight = Literal["regular", "semibold", "bold", "italic", "mono", "mono bold"]

# What is asked first. The rest of the folder follows by name, then the two wide ones that have something of everything.
_FIRST: dict[Weight, tuple[str, ...]] = {
    "regular": ("NotoSans-Regular",),
    "semibold": ("NotoSans-SemiBold",),
    "bold": ("NotoSans-Bold",),
    "italic": ("NotoSans-Italic", "NotoSans-Regular"),
    "mono": ("NotoSansMono-Regular", "NotoSans-Regular"),
    "mono bold": ("NotoSansMono-Bold", "NotoSans-Bold"),
}
_LAST = ("NotoSansSymbols-Regular", "Symbola", "NotoSansSymbols2-Regular", "DroidSansFallbackFull", "NanumSquareR")
_PICTURES = frozenset({"NotoSansSymbols-Regular", "NotoSansSymbols2-Regular", "Symbola"})
_JOINERS = frozenset({"\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u00ad", "\ufeff", "\u061c"})
_SEEN_AROUND = 8
NO_SUCH_CHARACTER = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn shape: its number in the font, where in the text it comes from, and its measures in em."""

    number: int
    place: int
    advance: float
    shift_x: float
    shift_y: float


@dataclass(frozen=True)
class Face:
    """One font file, opened. Measures are in em: multiply by the size."""

    name: str
    path: Path
    heavier: bool = False
    """True where a bolder weight was asked for and the font has none: it is then drawn with a thin outline."""

    @cached_property
    def opened(self) -> uharfbuzz.Face:
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(self.path)))

    @cached_property
    def font(self) -> uharfbuzz.Font:
        return uharfbuzz.Font(self.opened)

    @cached_property
    def covers(self) -> frozenset[int]:
        return frozenset(self.opened.unicodes)

    def has(self, cluster: str) -> bool:
        return all(ord(character) in self.covers or is_invisible(character) for character in cluster)

    def advance(self, number: int) -> float:
        """How far a glyph reaches by itself, in em."""
        return float(self.font.get_glyph_h_advance(number)) / float(self.opened.upem)

    def shape(self, text: str, start: int, end: int, *, leftwards: bool) -> tuple[Glyph, ...]:
        """The glyphs of ``text[start:end]`` in the order they stand on paper, left to right.

        A little of the text around it is looked at, so that Arabic letters join across a change of weight.
        """
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        first = max(0, start - _SEEN_AROUND)
        around = text[first : end + _SEEN_AROUND]
        buffer.add_codepoints([ord(character) for character in around], start - first, end - start)
        buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if leftwards else "ltr"
        # Joined leftward pairs are read back the wrong way round by some programs; those the script demands stay.
        uharfbuzz.shape(self.font, buffer, {"liga": not leftwards})
        em = float(self.opened.upem)
        return tuple(
            Glyph(info.codepoint, info.cluster + first, place.x_advance / em, place.x_offset / em, place.y_offset / em)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )


class FontShelf:
    """All faces in one folder, opened only when a character asks for them. Belongs to one thread."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = resource("fonts") if folder is None else folder
        self._faces: dict[tuple[str, bool], Face] = {}
        self._chosen: dict[tuple[str, Weight], Face] = {}
        names = sorted(path.stem for path in self._folder.glob("*.ttf"))
        latin = {name for names_ in _FIRST.values() for name in names_}
        self._scripts = [name for name in names if name.endswith("-Regular") and name not in {*latin, *_LAST}]

    def runs(self, text: str, weight: Weight) -> Iterator[tuple[int, int, Face]]:
        """Splits a text into stretches that one face can draw: start, end, face."""
        start = 0
        face: Face | None = None
        for begin, end in clusters(text):
            cluster = text[begin:end]
            found = face if face is not None and _goes_along(cluster, face) else self.face_for(cluster, weight)
            if face is not None and found is not face:
                yield start, begin, face
                start = begin
            face = found
        if face is not None:
            yield start, len(text), face

    def face_for(self, cluster: str, weight: Weight) -> Face:
        """The first face that has every character of the cluster; where none has, the plain one, which draws a box."""
        key = (cluster, weight)
        if key not in self._chosen:
            self._chosen[key] = next(
                (face for face in self._asked_in_turn(weight) if face.has(cluster)), self._face(_FIRST[weight][0])
            )
        return self._chosen[key]

    def plain(self, weight: Weight) -> Face:
        return self._face(_FIRST[weight][0])

    def _asked_in_turn(self, weight: Weight) -> Iterator[Face]:
        heavy = weight in {"semibold", "bold", "mono bold"}
        for name in _FIRST[weight]:
            yield self._face(name)
        for name in (*self._scripts, *_LAST):
            bold = name.replace("-Regular", "-Bold")
            if heavy and bold != name and (self._folder / f"{bold}.ttf").exists():
                yield self._face(bold)
            else:
                yield self._face(name, heavier=heavy and name not in _PICTURES)

    def _face(self, name: str, *, heavier: bool = False) -> Face:
        key = (name, heavier)
        if key not in self._faces:
            self._faces[key] = Face(name, self._folder / f"{name}.ttf", heavier)
        return self._faces[key]


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """What a reader sees as one character: a letter with its marks, an emoji with what is joined to it."""
    start = 0
    for i in range(1, len(text)):
        before, here = text[i - 1], text[i]
        joined = before == "\u200d" and unicodedata.category(here) == "So"
        if not (joined or is_mark(here)):
            yield start, i
            start = i
    if text:
        yield start, len(text)


def is_mark(character: str) -> bool:
    """Whether this character is drawn on, or joined to, the one before it."""
    return (
        unicodedata.category(character) in {"Mn", "Mc", "Me"}
        or character in {"\u200c", "\u200d"}
        or 0x1F3FB <= ord(character) <= 0x1F3FF
        or 0xE0020 <= ord(character) <= 0xE007F
    )


def is_invisible(character: str) -> bool:
    """Characters that say something about their neighbours and are never drawn themselves."""
    return character in _JOINERS or 0xFE00 <= ord(character) <= 0xFE0F or 0xE0020 <= ord(character) <= 0xE007F


def _goes_along(cluster: str, face: Face) -> bool:
    """Spaces and joiners stay with the word before them: a change of font there would cut the line for nothing."""
    return cluster.isspace() and face.has(cluster)


def width_of(glyphs: Sequence[Glyph]) -> float:
    """How far these glyphs reach, in em."""
    return sum(glyph.advance for glyph in glyphs)
