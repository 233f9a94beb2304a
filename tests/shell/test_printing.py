"""What goes to a printer, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.papers import Paper, write_down
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Ref
from cantercare_desktop.shell.open_house import OpenHouse
from cantercare_desktop.shell.system_doors import SystemPrinter, goes_to_paper, is_paper
from tests.shell.conftest import Desk
from tests.support.vaults import PASSWORDS, entries_written


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


RECEIPT = Paper("Receipt H-2026-0001", "receipt.pdf", b"%PDF", frozenset({PersonId(7)}), Ref("post_hand_overs", 3))


def _press(desk: Desk, opened: OpenHouse, deed: str) -> None:
    today = opened.page.go_to("today")
    assert today is not None
    today.printed()
    desk.find(deed).click()  # type: ignore[attr-defined] # it is a button


def test_what_is_printed_or_saved_is_in_the_log_first(desk: Desk, tmp_path: Path) -> None:
    opened = desk.sign_in()
    desk.pickers.file_answer = tmp_path / "today.pdf"

    _press(desk, opened, "paper.print")
    _press(desk, opened, "paper.save")

    assert entries_written(opened.vault)[-2:] == ("office.printed", "office.exported")
    assert (tmp_path / "today.pdf").exists()


def test_the_log_says_whom_a_paper_named_and_nothing_of_what_it_said(desk: Desk) -> None:
    opened = desk.sign_in()

    write_down(opened.house.office, opened.actor, "office.printed", RECEIPT)

    with opened.vault.reading() as session:
        (entry,) = opened.vault.ledger.entries(session, limit=1)
        assert (entry.action, entry.about, entry.touched) == ("office.printed", (7,), ("post_hand_overs:3",))
        assert opened.vault.ledger.detail(session, entry.seq) in {None, b""}


def test_no_paper_leaves_when_that_cannot_be_written_down(desk: Desk, tmp_path: Path) -> None:
    opened = desk.sign_in()
    desk.pickers.file_answer = tmp_path / "today.pdf"
    opened.page.go_to("today")
    desk.pickers.meanwhile = desk.printer.meanwhile = opened.vault.close
    today = opened.page.screen_shown
    assert today is not None
    today.printed()

    for deed in ("paper.save", "paper.print"):
        desk.find(deed).click()  # type: ignore[attr-defined] # it is a button
        assert opened.messages.shown is not None
        opened.messages.close_shown()

    assert not (tmp_path / "today.pdf").exists()
    assert desk.printer.printed == []


def test_a_trustee_saves_no_copy(desk: Desk, tmp_path: Path) -> None:
    opened = desk.sign_in("Tom", PASSWORDS[2])
    desk.pickers.file_answer = tmp_path / "today.pdf"

    _press(desk, opened, "paper.save")

    assert not (tmp_path / "today.pdf").exists()
    assert opened.messages.shown is not None
    assert opened.messages.shown.lead == "Not saved."


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
