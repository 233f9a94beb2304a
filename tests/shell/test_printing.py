"""What goes to a printer, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from cantercare_desktop.shell.system_doors import goes_to_paper, is_paper


def test_a_printer_that_writes_a_file_is_no_printer(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "Cantercare.pdf"))
    assert not goes_to_paper(printer)


@pytest.mark.parametrize(
    ("name", "prints"),
    [
        ("HP LaserJet M110we", True),
        ("Office printer", True),
        ("", False),
        ("Microsoft Print to PDF", False),
        ("Microsoft XPS Document Writer", False),
        ("OneNote (Desktop)", False),
        ("Fax", False),
    ],
)
def test_a_printer_is_told_from_a_file_by_its_name(name: str, *, prints: bool) -> None:
    assert is_paper(name) is prints
