"""The doors of the real system: file dialogues and the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cantercare_desktop.office.papers import Paper

_PRINT_DPI = 300
_NOT_PAPER = ("pdf", "xps", "onenote", "fax", "file")


class PrinterDidNotAnswer(Problem):
    """The printer, or the list of printers, did not answer."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "The printer did not answer.",
            f"{what} is not lost: it is still on the screen.",
            "Switch the printer on, then try again. Or save a copy and print it elsewhere.",
        )


class NotAPrinter(Problem):
    """What was chosen writes a file. A file is saved knowingly, with its warning, or not at all."""

    def __init__(self, what: str) -> None:
        super().__init__(
            "This is not a printer: it writes a file.",
            f"Nothing was written. {what} is still on the screen.",
            "Choose a printer. To have a file, use Save a copy: it says what to mind.",
        )


class SystemPickers:
    """The system's own file dialogues."""

    def folder(self, parent: QWidget, title: str, suggested: Path) -> Path | None:
        """Ask for a folder."""
        near = suggested if suggested.exists() else suggested.parent
        chosen = QFileDialog.getExistingDirectory(parent, title, str(near))
        return Path(chosen) if chosen else None

    def picture(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a picture."""
        chosen, _filter = QFileDialog.getOpenFileName(parent, title, str(Path.home()), "Pictures (*.jpg *.jpeg *.png)")
        return Path(chosen) if chosen else None

    def file_to_save(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Ask where to save a file."""
        chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(Path.home() / suggested))
        return Path(chosen) if chosen else None


class SystemPrinter:
    """The system's own print dialogue; pages are drawn from memory."""

    def print(self, paper: Paper, parent: QWidget, wanted: Callable[[], bool]) -> bool:
        """Ask which printer and print; ``False`` when nobody chose one, or nothing is ``wanted`` any more.

        Raises ``PrinterDidNotAnswer``, or ``NotAPrinter`` for what would write a file.
        """
        from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Cantercare")
        printer.setFullPage(True)
        dialogue = QPrintDialog(printer, parent)
        dialogue.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)
        if dialogue.exec() != QPrintDialog.DialogCode.Accepted or not wanted():
            return False
        if not goes_to_paper(printer):
            raise NotAPrinter(paper.title)
        _draw(paper, printer)
        return True

    def prints_at_once(self) -> bool:
        """Tell whether the system's first printer puts things on paper, without asking for a file."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return is_paper(QPrinterInfo.defaultPrinter().printerName())

    def print_at_once(self, paper: Paper) -> None:
        """Print on the system's first printer, with no dialogue. Raises ``PrinterDidNotAnswer``."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        first = QPrinterInfo.defaultPrinter()
        if not is_paper(first.printerName()):
            raise PrinterDidNotAnswer(paper.title)
        printer = QPrinter(first, QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Cantercare")
        printer.setFullPage(True)
        _draw(paper, printer)


def is_paper(printer: str) -> bool:
    """Tell by its name whether a printer prints on paper; others would ask where to save, and show files."""
    name = printer.casefold()
    return bool(name) and not any(word in name for word in _NOT_PAPER)


def goes_to_paper(printer: QPrinter) -> bool:
    """Tell whether what is drawn on it comes out on paper, and not in a file."""
    return not printer.outputFileName() and is_paper(printer.printerName())


def _draw(paper: Paper, printer: QPrinter) -> None:
    from cantercare_desktop.paper.raster import page_count, page_image

    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterDidNotAnswer(paper.title)
    try:
        for at in range(page_count(paper.pdf)):
            if at and not printer.newPage():
                raise PrinterDidNotAnswer(paper.title)
            drawn = page_image(paper.pdf, at, _PRINT_DPI)
            image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.width * 4, QImage.Format.Format_RGBA8888)
            sheet = QRectF(painter.viewport())
            size = image.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
    finally:
        painter.end()
