"""PDF pages as pictures, for the preview and the printer. Everything stays in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock

import pypdfium2

from cantercare_desktop.paper.problems import CannotShowPage

# PDFium keeps state of its own for the whole process and may be entered by one thread at a time.
_ONE_AT_A_TIME = RLock()
_LARGEST_SIDE = 20_000


@dataclass(frozen=True, slots=True)
class RgbaImage:
    """A picture: rows from the top, four bytes a pixel (red, green, blue, opacity), no padding."""

    width: int
    height: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages there are. Raises CannotShowPage."""
    with _opened(pdf) as document:
        return len(document)


def page_size(pdf: bytes, index: int) -> tuple[float, float]:
    """Width and height of a page (counted from 0) in points. Raises CannotShowPage."""
    with _opened(pdf) as document, _page(document, index) as page:
        width, height = page.get_size()
        return float(width), float(height)


def page_image(pdf: bytes, index: int, dpi: float) -> RgbaImage:
    """A page (counted from 0) on white paper, ``dpi`` pixels to the inch. Raises CannotShowPage; any thread may ask."""
    with _opened(pdf) as document, _page(document, index) as page:
        if not 0 < max(page.get_size()) * dpi / 72 <= _LARGEST_SIDE:
            raise CannotShowPage(f"{dpi} dots to the inch would make a picture of more than {_LARGEST_SIDE} pixels")
        bitmap = page.render(scale=dpi / 72, rev_byteorder=True, prefer_bgrx=True, fill_color=(255, 255, 255, 255))
        try:
            return _solid(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
        finally:
            bitmap.close()


def _solid(buffer: bytes, width: int, height: int, stride: int) -> RgbaImage:
    row = width * 4
    pixels = bytearray(buffer[: stride * height])
    if stride != row:
        pixels = bytearray(b"".join(pixels[y * stride : y * stride + row] for y in range(height)))
    pixels[3::4] = b"\xff" * (width * height)
    return RgbaImage(width, height, bytes(pixels))


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise CannotShowPage(str(error)) from error
        try:
            yield document
        finally:
            document.close()


@contextmanager
def _page(document: pypdfium2.PdfDocument, index: int) -> Iterator[pypdfium2.PdfPage]:
    if not 0 <= index < len(document):
        raise CannotShowPage(f"page {index + 1} of {len(document)}")
    try:
        page = document[index]
    except pypdfium2.PdfiumError as error:
        raise CannotShowPage(str(error)) from error
    try:
        yield page
    finally:
        page.close()
