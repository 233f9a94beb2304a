"""From a document to a PDF in memory. The same document makes the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from cantercare_desktop.paper import house, proof
from cantercare_desktop.paper.blocks import (
    Blank,
    Block,
    BulletList,
    Certificate,
    Document,
    Facts,
    Heading,
    KeyGroups,
    Large,
    Lead,
    NewPage,
    Note,
    Paragraph,
    Quote,
    SignatureBlock,
    Spacer,
    Table,
    Warned,
)
from cantercare_desktop.paper.direction import RIGHT_TO_LEFT, direction_of_language
from cantercare_desktop.paper.drawing import icon_moves
from cantercare_desktop.paper.fonts import FontShelf
from cantercare_desktop.paper.house import u
from cantercare_desktop.paper.setting import WordSetting
from cantercare_desktop.paper.slabs import Placed, Slab, stack
from cantercare_desktop.paper.surface import Surface
from cantercare_desktop.paper.text import Line, Part, Style, sayable, set_lines
from cantercare_desktop.paper.type_case import TypeCase
from cantercare_desktop.resources import resource

_PRODUCER = "Cantercare Desktop"


def typeset(document: Document, fonts: FontShelf | None = None) -> bytes:
    """The finished PDF: A4, every font embedded, text that can be read back, a bookmark for each heading."""
    return _Press(document, fonts or FontShelf()).print()


class _Press:
    def __init__(self, document: Document, fonts: FontShelf) -> None:
        self._document = document
        self._fonts = fonts
        self._base = direction_of_language(document.language)
        self._setting = WordSetting(fonts, self._base)
        self._mark = icon_moves(resource("icons", "mark.svg"))

    def print(self) -> bytes:
        pages = stack(self._slabs())
        out = BytesIO()
        with TypeCase() as case:
            canvas = self._canvas(out, case.name_of(self._fonts.plain("regular")))
            for number, placed in enumerate(pages, start=1):
                self._page(Surface(canvas, case, mirrored=self._base == RIGHT_TO_LEFT), placed, number, len(pages))
                canvas.showPage()
            canvas.save()
            return self._finished(out, case)

    def _canvas(self, out: BytesIO, font: str) -> Canvas:
        """An empty file with its properties. ``invariant``: nothing of the hour or the machine goes into it."""
        document = self._document
        canvas = Canvas(
            out,
            pagesize=(round(house.PAGE_WIDTH, 2), round(house.PAGE_HEIGHT, 2)),
            pageCompression=1,
            invariant=1,
            initialFontName=font,
            lang=document.language,
        )
        canvas.setViewerPreference("DisplayDocTitle", "true")
        if self._base == RIGHT_TO_LEFT:
            canvas.setViewerPreference("Direction", "R2L")
        canvas.setTitle(sayable(document.title))
        canvas.setAuthor(sayable(document.house.organisation))
        canvas.setSubject(sayable(document.number))
        canvas.setCreator(_PRODUCER)
        canvas.setProducer(_PRODUCER)
        if document.made_at is not None:
            at = _pdf_date(document.made_at)
            canvas.setDateFormatter(lambda *_: at)
        return canvas

    def _finished(self, written: BytesIO, case: TypeCase) -> bytes:
        """The file, with what ReportLab cannot say: the characters behind joined shapes, and no date where none is."""
        with pikepdf.open(written) as pdf:
            case.tell(pdf)
            if self._document.made_at is None:
                del pdf.docinfo["/CreationDate"], pdf.docinfo["/ModDate"]
            out = BytesIO()
            packed = pikepdf.ObjectStreamMode.generate
            pdf.save(out, deterministic_id=True, object_stream_mode=packed, min_version="1.7")
            return out.getvalue()

    def _slabs(self) -> Iterator[Slab]:
        yield from self._setting.title(self._document.title)
        blocks = self._document.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            slabs = self._block(block)
            if isinstance(block, Quote) and isinstance(following, SignatureBlock):
                slabs[-1] = replace(slabs[-1], keeps=True)
            yield from slabs

    def _block(self, block: Block) -> list[Slab]:  # noqa: C901, PLR0911, PLR0912 - one line for each word of the vocabulary
        setting = self._setting
        match block:
            case Lead(words):
                return setting.paragraph(words, house.LEAD, 0)
            case Large(words):
                return setting.paragraph(words, house.LARGE, u(12))
            case Paragraph(words):
                return setting.paragraph(words, house.BODY, u(9))
            case Note(words):
                return setting.paragraph(words, house.CAPTION, u(12))
            case Heading():
                return setting.heading(block)
            case Table():
                return setting.table(block)
            case Quote():
                return setting.quote(block)
            case Facts(facts):
                return [Slab(u(10), lambda _page, _top: None), *setting.facts(facts, 0, house.BODY_WIDTH, u(169))]
            case BulletList():
                return setting.bullets(block)
            case Blank():
                return setting.blank(block)
            case SignatureBlock():
                return proof.signature(setting, block)
            case Certificate():
                return proof.certificate(setting, block)
            case KeyGroups():
                return proof.key_groups(setting, block)
            case Warned():
                return proof.warned(setting, block)
            case Spacer(height):
                return [Slab(height, lambda _page, _top: None)]
            case NewPage(title):
                return setting.new_page(title)

    def _page(self, surface: Surface, placed: list[Placed], number: int, pages: int) -> None:
        if number == 1:
            surface.bookmark(self._document.title, 0)
        self._head(surface)
        for each in placed:
            if each.slab.bookmark:
                surface.bookmark(each.slab.bookmark, 1, each.top - u(4))
            each.slab.draw(surface, each.top)
        self._foot(surface, number, pages)

    def _head(self, surface: Surface) -> None:
        document = self._document
        surface.curves(self._mark, 0, u(64), u(24), scale=u(1), line=u(1.9), colour=house.ACCENT)
        number = self._cut(document.number, house.NUMBER, u(330)) if document.number else Line((), 0, 0)
        surface.text(number, 0, u(81), house.BODY_WIDTH, "far")
        room = house.BODY_WIDTH - u(34) - number.width - u(20)
        surface.text(self._cut(document.house.organisation, house.ORGANISATION, room), u(34), u(82.5), room)

    def _foot(self, surface: Surface, number: int, pages: int) -> None:
        document, captions = self._document, self._document.captions
        surface.rule(0, u(1198.5), house.BODY_WIDTH, house.INK)
        page = self._cut(captions.page.format(page=number, pages=pages), house.FOOT, u(160))
        surface.text(page, 0, u(1220.5), house.BODY_WIDTH, "far")
        taken = page.width + u(24)
        printed = Line((), 0, 0)
        if document.printed_at:
            said = captions.printed.format(at=document.printed_at, by=document.printed_by)
            printed = self._cut(said, house.FOOT, u(420) - taken)
            surface.text(printed, 0, u(1220.5), house.BODY_WIDTH - taken, "far")
        address = ", ".join(part for part in (document.house.organisation, document.house.address) if part)
        room = house.BODY_WIDTH - taken - printed.width - u(16)
        surface.text(self._cut(address, house.FOOT, room), 0, u(1220.5), room)
        if document.ledger_head is not None:
            mark = "".join(document.ledger_head.mark.split())
            grouped = " ".join(mark[i : i + 8] for i in range(0, len(mark), 8))
            said = captions.log.format(entry=document.ledger_head.entry, mark=grouped)
            surface.text(self._cut(said, house.FOOT, house.BODY_WIDTH), 0, u(1240), house.BODY_WIDTH)

    def _cut(self, text: str, style: Style, width: float) -> Line:
        """As much of the text as one line holds, with an ellipsis where something is missing."""
        lines = set_lines(self._fonts, (Part(text, style),), width, self._base)
        if len(lines) == 1:
            return lines[0]
        for end in range(min(len(text), 300), 0, -1):
            shorter = set_lines(self._fonts, (Part(f"{text[:end].rstrip()}…", style),), width, self._base)
            if len(shorter) == 1:
                return shorter[0]
        return lines[0]


def _pdf_date(at: datetime) -> str:
    offset = at.strftime("%z")
    return at.strftime("D:%Y%m%d%H%M%S") + f"{offset[:3]}'{offset[3:5]}'"
