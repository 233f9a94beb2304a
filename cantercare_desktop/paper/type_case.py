"""The faces of one file as ReportLab's fonts: which code stands for a shape, and what that code says when read back.

ReportLab cuts and embeds the fonts and says of each code which character it is. A shape that is not the plain one of
its character (a joined letter, a ligature, an emoji) gets a private code, as in ReportLab's own shaping, and what it
says is written into the finished file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from threading import RLock
from types import TracebackType
from typing import Any, Self

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from cantercare_desktop.paper.fonts import NO_SUCH_CHARACTER, Face, is_invisible
from cantercare_desktop.paper.text import NOT_SHOWN, Run

UNKNOWN = "\ufffd"
_NO_BREAK_SPACE = "\u00a0"
_NOTHING = "\u200b"
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


class TypeCase:
    """The faces used in one file. To be entered before the canvas is made and left when the file is written."""

    def __init__(self, first: Face) -> None:
        self._first = first
        self._drawers: dict[str, _Drawer] = {}

    def __enter__(self) -> Self:
        _ONE_AT_A_TIME.acquire()
        self._drawer(self._first)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for drawer in self._drawers.values():
            drawer.font.unregister()
        _ONE_AT_A_TIME.release()

    def shaped(self, run: Run) -> tuple[ShapedStr, bool]:
        """The glyphs of a run as ReportLab draws them, and whether they alone say its text when read back."""
        drawer = self._drawer(run.face)
        said, told = _what_glyphs_say(run)
        codes = [_code(drawer, run.face, glyph.number, what) for glyph, what in zip(run.glyphs, said, strict=True)]
        widths = drawer.font.face.charWidths
        shapes = [
            ShapeData(
                place,
                glyph.advance * 1000,
                0,
                glyph.shift_x * 1000,
                glyph.shift_y * 1000,
                widths[ord(code)],
            )
            for place, (glyph, code) in enumerate(zip(run.glyphs, codes, strict=True))
        ]
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


def _what_glyphs_say(run: Run) -> tuple[list[str], bool]:
    """What each glyph says, and whether that is the whole text: one glyph for one place, and nothing unseen."""
    said = [""] * len(run.glyphs)
    told = True
    places = sorted({glyph.place for glyph in run.glyphs})
    for place, end in zip(places, [*places[1:], run.start + len(run.text)], strict=True):
        text = run.text[place - run.start : end - run.start].replace(NOT_SHOWN, UNKNOWN)
        seen = "".join(character for character in text if not is_invisible(character))
        here = [i for i, glyph in enumerate(run.glyphs) if glyph.place == place]
        told &= len(seen) == len(text) and len(here) == 1
        if run.leftwards:
            seen = _MIRRORED.get(seen, seen)
        parts = list(seen) if len(seen) == len(here) else [seen, *[_NOTHING] * (len(here) - 1)]
        for i, part in zip(here, parts, strict=True):
            said[i] = part or _NOTHING
    return said, told


def _told(to_unicode: bytes, says: dict[int, str]) -> bytes:
    def line(found: re.Match[bytes]) -> bytes:
        what = says.get(int(found[2], 16))
        return found[0] if what is None else found[1] + b" <" + utf16(what).encode("ascii") + b">"

    return _CODE_AND_CHARACTER.sub(line, to_unicode)


def utf16(text: str) -> str:
    """A text as the hex digits of UTF-16, big end first."""
    return text.replace(NOT_SHOWN, UNKNOWN).encode("utf-16-be").hex().upper()
