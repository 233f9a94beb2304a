"""Fonts inside the file: only the shapes that were drawn, and for each of them what it says."""

from __future__ import annotations

import hashlib

import pikepdf
import uharfbuzz

from cantercare_desktop.paper.fonts import NO_SUCH_CHARACTER, Face, is_invisible
from cantercare_desktop.paper.text import NOT_SHOWN, Run

UNKNOWN = "\ufffd"
_NOTHING = "\u200b"
_MIRRORED = dict(zip("()[]{}<>«»‹›⟨⟩", ")(][}{><»«›‹⟩⟨", strict=True))
"""Programs that read a page back turn a leftward stretch around as it stands, its brackets too."""


class EmbeddedFont:
    """One face as it is used in one file."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        self._face = face
        self._says: dict[int, str] = {NO_SUCH_CHARACTER: UNKNOWN}

    def take(self, run: Run) -> bool:
        """Notes the glyphs of a run. True when they alone say its text, so that it can be read back from them."""
        told = True
        places = sorted({glyph.place for glyph in run.glyphs})
        for place, end in zip(places, [*places[1:], run.start + len(run.text)], strict=True):
            text = run.text[place - run.start : end - run.start]
            seen = "".join(character for character in text if not is_invisible(character))
            told &= len(seen) == len(text)
            if run.leftwards:
                seen = _MIRRORED.get(seen, seen)
            numbers = [glyph.number for glyph in run.glyphs if glyph.place == place]
            told &= len(numbers) == 1
            says = list(seen) if len(seen) == len(numbers) else [seen, *[_NOTHING] * (len(numbers) - 1)]
            for number, what in zip(numbers, says, strict=True):
                told &= self._says.setdefault(number, what or _NOTHING) == what
        return told

    def width_of(self, number: int) -> float:
        """How far the file says that this glyph reaches, in em."""
        return round(self._per_mille(float(self._face.font.get_glyph_h_advance(number)))) / 1000

    def dictionary(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """The font as an object of this file."""
        used = sorted(self._says)
        program = self._subset(used)
        base = pikepdf.Name(f"/{_tag(program)}+{self._face.name}")
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.CIDFontType2,
            BaseFont=base,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(self._descriptor(pdf, base, program)),
            DW=0,
            W=pikepdf.Array(self._widths(used)),
            CIDToGIDMap=pikepdf.Name.Identity,
        )
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type0,
                BaseFont=base,
                Encoding=pikepdf.Name("/Identity-H"),
                DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_stream(self._to_unicode()),
            )
        )

    def _subset(self, used: list[int]) -> bytes:
        wanted = uharfbuzz.SubsetInput()
        wanted.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        wanted.glyph_set.update(used)
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"kern", b"name", b"meta", b"DSIG")
        )
        return bytes(uharfbuzz.subset(self._face.opened, wanted).blob.data)

    def _widths(self, used: list[int]) -> list[pikepdf.Object | int]:
        widths: list[pikepdf.Object | int] = []
        for number in used:
            widths += [number, pikepdf.Array([round(self.width_of(number) * 1000)])]
        return widths

    def _per_mille(self, units: float) -> float:
        return units * 1000 / float(self._face.opened.upem)

    def _descriptor(self, pdf: pikepdf.Pdf, base: pikepdf.Name, program: bytes) -> pikepdf.Dictionary:
        extents = self._face.font.get_font_extents("ltr")
        ascent, descent = (round(self._per_mille(value)) for value in (extents.ascender, extents.descender))
        return pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor,
            FontName=base,
            Flags=4,
            FontBBox=pikepdf.Array([-1000, descent, 2000, ascent]),
            ItalicAngle=-12 if "Italic" in self._face.name else 0,
            Ascent=ascent,
            Descent=descent,
            CapHeight=714,
            StemV=140 if "Bold" in self._face.name else 80,
            FontFile2=pdf.make_stream(program, Length1=len(program)),
        )

    def _to_unicode(self) -> bytes:
        says = [(number, text.replace(NOT_SHOWN, UNKNOWN)) for number, text in sorted(self._says.items()) if text]
        lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"]
        lines += ["/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"]
        lines += ["/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def"]
        lines += ["1 begincodespacerange", "<0000> <FFFF>", "endcodespacerange"]
        for start in range(0, len(says), 100):
            some = says[start : start + 100]
            lines += [f"{len(some)} beginbfchar"]
            lines += [f"<{number:04X}> <{utf16(text)}>" for number, text in some]
            lines += ["endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode("ascii")


def utf16(text: str) -> str:
    """A text as the hex digits of UTF-16, big end first."""
    return text.replace(NOT_SHOWN, UNKNOWN).encode("utf-16-be").hex().upper()


def _tag(program: bytes) -> str:
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
