"""Two readers of finished papers, so that none is believed alone."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from pypdf import PdfReader


def read_by_pdfium(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(str(text.get_text_range()).replace("\r\n", "\n"))
            text.close()
            page.close()
        return pages
    finally:
        document.close()


def read_by_pypdf(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
