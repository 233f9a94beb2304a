"""What goes to a printer, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.papers import Paper
from cantercare_desktop.shell.system_doors import SystemPrinter, goes_to_paper, is_paper
from tests.shell.conftest import Desk


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


def test_a_copy_is_not_saved_when_the_lock_came_before_the_file_was_chosen(desk: Desk, tmp_path: Path) -> None:
    opened = desk.sign_in()
    desk.pickers.file_answer = tmp_path / "receipt.pdf"
    desk.pickers.meanwhile = lambda: desk.program.lock("by hand")

    assert opened.frame.pick_file_to_save("receipt.pdf") is None


def test_a_preview_writes_and_prints_nothing_once_it_is_locked(desk: Desk, tmp_path: Path) -> None:
    desk.pickers.file_answer = tmp_path / "today.pdf"
    desk.pickers.meanwhile = desk.printer.meanwhile = lambda: desk.program.lock("by hand")
    for deed in ("paper.save", "paper.print"):
        opened = desk.sign_in()
        today = opened.page.go_to("today")
        assert today is not None
        today.printed()
        desk.find(deed).click()  # type: ignore[attr-defined] # it is a button
        assert desk.program.open_house is None

    assert not (tmp_path / "today.pdf").exists()
    assert desk.printer.printed == []
    assert desk.bugs == []


def test_the_printer_asks_whether_the_paper_is_still_wanted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialogue: QPrintDialog.DialogCode.Accepted)
    window = QWidget()
    qtbot.addWidget(window)

    assert not SystemPrinter().print(Paper("A receipt", "receipt.pdf", b"no PDF"), window, lambda: False)
