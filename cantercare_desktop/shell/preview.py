"""Showing a finished paper: pages drawn from memory, printed, or saved where someone chose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.shell.doors import PrinterDoor
from cantercare_desktop.ui.frame import Message
from cantercare_desktop.ui.paper_view import PaperView
from cantercare_desktop.vault.files import write_whole
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.papers import Paper


def paper_view(
    paper: Paper,
    *,
    on_print: Callable[[], None],
    on_save: Callable[[], None],
) -> PaperView:
    """Return the view of a paper; its pages are drawn as they are turned to."""
    from cantercare_desktop.paper.raster import page_count

    return PaperView(
        paper.title,
        page_count(paper.pdf),
        lambda at, dpi: _png(paper.pdf, at, dpi),
        on_print=on_print,
        on_save=on_save,
    )


def save_paper(paper: Paper, pick: Callable[[str], Path | None], wanted: Callable[[], bool]) -> Message | None:
    """Write a copy where someone chose, and return what to say; ``None`` when nobody chose, or it is not ``wanted``.

    ``wanted`` is asked right before; what it refuses, or meets, is said, and nothing is written.
    """
    where = pick(paper.file_name)
    try:
        if where is None or not wanted():
            return None
        write_whole(where, paper.pdf)
    except RefusedError as refused:
        return Message("due", "Not saved.", refused.says)
    except Problem as problem:
        return Message("danger", problem.happened, f"{problem.lost} {problem.next}", details=problem.details)
    return Message(
        "due",
        "A copy is saved outside the vault.",
        "It is not encrypted: whoever can open the folder can read it. Delete it when you no longer need it.",
    )


def print_paper(paper: Paper, printer: PrinterDoor, parent: QWidget, wanted: Callable[[], bool]) -> Message | None:
    """Print, and return what to say; ``None`` when nobody chose a printer, or it is not ``wanted`` any more."""
    try:
        sent = printer.print(paper, parent, wanted)
    except RefusedError as refused:
        return Message("due", "Not printed.", refused.says)
    except Problem as problem:
        return Message("danger", problem.happened, f"{problem.lost} {problem.next}", details=problem.details)
    return Message("done", "Sent to the printer:", f"{paper.title}.") if sent else None


def _png(pdf: bytes, at: int, dpi: int) -> bytes:
    from cantercare_desktop.paper.raster import page_image

    drawn = page_image(pdf, at, dpi)
    image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.width * 4, QImage.Format.Format_RGBA8888)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub asks for bytes, Qt takes only text
    return bytes(kept.data())
