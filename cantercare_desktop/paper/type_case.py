"""The faces of one file as ReportLab's fonts: which code stands for a shape, and what that code says when read back.

ReportLab cuts and embeds the fonts and says of each code which character it is. A shape that is not the plain one of
its character (a joined letter, a ligature, an emoji) gets a private code, as in ReportLab's own shaping, and what it
says is written into the finished file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, zip_longest
from threading import RLock
from types import TracebackType
from typing import Any, Self

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from cantercare_desktop.paper.fonts import NO_SUCH_CHARACTER, Face, Glyph
from cantercare_desktop.paper.text import NOT_SHOWN, UNKNOWN, Run

_NO_BREAK_SPACE = "\u00a0"
_MIRRORED = dict(zip("()[]{}<>«»‹›⟨⟩", ")(][}{><»«›‹⟩⟨", strict=True))
"""Programs that read a page back turn a leftward stretch around as it stands, its brackets too."""

# ReportLab keeps the fonts it knows by name, for the whole process.
_ONE_AT_A_TIME = RLock()
_CODE_AND_CHARACTER = re.compile(rb"^(<[0-9A-F]{2}>) <([0-9A-F]{4})>$", re.MULTILINE)


@dataclass(slots=True)
class _Drawer:
    """One face in this file, and what its private codes say."""

    font: Any
    says: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A glyph, or nothing at all to be seen, and what it says."""

    glyph: Glyph | None
    says: str


class TypeCase:
    """The faces used in one file. To be entered before the canvas is made and left when the file is written."""

    def __init__(self) -> None:
        self._drawers: dict[str, _Drawer] = {}

    def __enter__(self) -> Self:
        _ONE_AT_A_TIME.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for drawer in self._drawers.values():
            drawer.font.unregister()
        _ONE_AT_A_TIME.release()

    def name_of(self, face: Face) -> str:
        """The name by which the canvas finds this face."""
        return str(self._drawer(face).font.fontName)

    def shaped(self, run: Run) -> tuple[ShapedStr, bool]:
        """The glyphs of a run as ReportLab draws them, and whether they alone say its text when read back."""
        drawer = self._drawer(run.face)
        codes: list[str] = []
        shapes: list[ShapeData] = []
        signs, told = _signs(run)
        for sign in signs:
            glyph = sign.glyph
            if glyph is None:
                codes.append(_blank(drawer, sign.says))
                shapes.append(ShapeData(len(shapes), 0, 0, 0, shapes[-1].y_offset, 0))
                continue
            code = _code(drawer, run.face, glyph.number, sign.says)
            width = drawer.font.face.charWidths[ord(code)]
            codes.append(code)
            shapes.append(
                ShapeData(len(shapes), glyph.advance * 1000, 0, glyph.shift_x * 1000, glyph.shift_y * 1000, width)
            )
        return ShapedStr("".join(codes), shapes), told

    def tell(self, pdf: pikepdf.Pdf) -> None:
        """Writes into the finished file what the private codes say."""
        by_name = {drawer.font.face.name.decode("ascii"): drawer.says for drawer in self._drawers.values()}
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                says = by_name[str(font.BaseFont).split("+", 1)[1]]
                font.ToUnicode.write(_told(font.ToUnicode.read_bytes(), says))

    def _drawer(self, face: Face) -> _Drawer:
        if face.name not in self._drawers:
            font = TTFont(face.name, str(face.path), asciiReadable=False)
            pdfmetrics.registerFont(font)
            font.hbFont()
            self._drawers[face.name] = _Drawer(font)
        return self._drawers[face.name]


def _code(drawer: _Drawer, face: Face, number: int, says: str) -> str:
    """The character by which ReportLab is asked for this glyph, saying this."""
    glyphs = drawer.font.face.charToGlyph
    is_plain = len(says) == 1 and ord(says) <= 0xFFFF and says != _NO_BREAK_SPACE and ord(says) not in drawer.says
    if is_plain and number != NO_SUCH_CHARACTER and glyphs.get(ord(says)) == number:
        return says
    code = int(drawer.font.hbAddPrivate(f"{number} {says}", number, face.advance(number) * 1000))
    drawer.says[code] = says
    return chr(code)


def _blank(drawer: _Drawer, says: str) -> str:
    """A code that takes no room and draws nothing: the space, which every font of a leftward script has."""
    space = drawer.font.face.charToGlyph[ord(" ")]
    code = int(drawer.font.hbAddPrivate(f"blank {says}", space, 0))
    drawer.says[code] = says
    return chr(code)


def _signs(run: Run) -> tuple[list[_Sign], bool]:
    """What is drawn, left to right, with what it says, and whether every reader finds the text in that.

    Where a place has several shapes, one may stand before or on another, and some readers then put a space between.
    """
    signs: list[_Sign] = []
    told = True
    texts = _texts(run)
    for place, together in groupby(run.glyphs, key=lambda glyph: glyph.place):
        text, glyphs = texts[place], list(together)
        if run.leftwards and run.face.has(" "):
            told &= len(glyphs) <= len(text)
            signs += _leftward_signs(glyphs, text)
        else:
            told &= len(glyphs) == 1
            signs += _rightward_signs(glyphs, text)
    return signs, told


def _texts(run: Run) -> dict[int, str]:
    """The text that belongs to each place where shapes stand."""
    places = sorted({glyph.place for glyph in run.glyphs})
    ends = [place - run.start for place in places[1:]] + [len(run.text)]
    starts = [0, *ends]
    said = run.text.replace(NOT_SHOWN, UNKNOWN)
    return {place: said[start:end] for place, start, end in zip(places, starts, ends, strict=False)}


def _rightward_signs(glyphs: list[Glyph], text: str) -> list[_Sign]:
    """A shape for each character, or the first shape says all of them."""
    says = list(text) if len(text) == len(glyphs) else [text, *[""] * (len(glyphs) - 1)]
    return [_Sign(glyph, what) for glyph, what in zip(glyphs, says, strict=True)]


def _leftward_signs(glyphs: list[Glyph], text: str) -> list[_Sign]:
    """One sign for each character: some readers turn leftward letters around one by one, others code by code."""
    says = [_MIRRORED.get(character, character) for character in reversed(text)]
    return [_Sign(glyph, what or "") for glyph, what in zip_longest(glyphs, says, fillvalue=None)]


def _told(to_unicode: bytes, says: dict[int, str]) -> bytes:
    def line(found: re.Match[bytes]) -> bytes:
        what = says.get(int(found[2], 16))
        return found[0] if what is None else found[1] + b" <" + utf16(what).encode("ascii") + b">"

    return _CODE_AND_CHARACTER.sub(line, to_unicode)


def utf16(text: str) -> str:
    """A text as the hex digits of UTF-16, big end first."""
    return text.replace(NOT_SHOWN, UNKNOWN).encode("utf-16-be").hex().upper()
