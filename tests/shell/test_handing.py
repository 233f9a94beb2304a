"""The screen in a resident's hands, in the whole program: what lies behind it, how it ends, and her sheet on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from cantercare_desktop.office.signing import Answer, LeftAlone, Signed
from cantercare_desktop.shell.handing import HandedPage
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.shell.system_doors import PrinterDidNotAnswer, is_paper
from cantercare_desktop.vault.problems import DiskFull, VaultClosed
from cantercare_desktop.vault.vault import Vault
from tests.shell.conftest import Desk
from tests.support.resident import a_sheet
from tests.support.vaults import PASSWORDS

Sign = Callable[[Signed], None]


def hand_over(
    desk: Desk, sign: Sign | None = None, *, language: str = "en", signed_in: bool = False
) -> tuple[ResidentScreen, list[Answer]]:
    opened = desk.opened if signed_in else desk.sign_in()
    heard: list[Answer] = []
    saved: list[Signed] = []
    opened.frame.hand_to_resident(a_sheet(language=language), sign or saved.append, heard.append)
    assert desk.program.handing is not None
    screen = desk.program.handing.screen
    assert screen is not None
    return screen, heard


def sign_with_mark(screen: ResidentScreen) -> None:
    screen.sheet_page.mark.click()
    screen.sheet_page.sign.click()


def type_password(screen: ResidentScreen) -> None:
    screen.strip.password.setText(PASSWORDS[1])
    screen.strip.go_on.click()


def is_closed(vault: Vault) -> bool:
    try:
        with vault.reading():
            return False
    except VaultClosed:
        return True


def test_the_page_behind_her_screen_names_nobody(desk: Desk) -> None:
    hand_over(desk)

    behind = desk.program.window.page
    assert isinstance(behind, HandedPage)
    words = " ".join(label.text() for label in behind.findChildren(QLabel))
    assert "Locked" in words
    assert not any(name in words for name in ("Amara", "Priya", "Nair", "Margaret"))
    assert {top.windowTitle() for top in QApplication.topLevelWidgets() if top.isVisible()} == {"Cantercare"}


def test_a_screen_nobody_touches_ends_in_a_closed_database(desk: Desk) -> None:
    _screen, heard = hand_over(desk)
    vault = desk.opened.vault

    desk.delay.pass_time(timedelta(minutes=5, seconds=1))

    assert heard == [LeftAlone()]
    assert desk.program.open_house is None
    assert desk.page.heading.text().startswith("Locked since")
    desk.qtbot.waitUntil(lambda: is_closed(vault))


def test_what_kept_a_signature_from_being_saved_is_told_after_the_password(desk: Desk) -> None:
    tries: list[Signed] = []

    def sign(signed: Signed) -> None:
        tries.append(signed)
        if len(tries) == 1:
            raise DiskFull

    screen, heard = hand_over(desk, sign)
    sign_with_mark(screen)
    assert not screen.trouble_page.isVisible()
    assert isinstance(desk.program.window.page, HandedPage)

    type_password(screen)
    desk.qtbot.waitUntil(screen.trouble_page.isVisible)

    assert screen.trouble_page.happened.text() == DiskFull().happened
    assert screen.trouble_page.lost.text() == DiskFull().lost
    assert heard == []
    screen.trouble_page.try_again.click()
    assert heard == [tries[0]]
    assert desk.opened.page.isVisible()


def test_giving_it_back_brings_the_records_and_leaves_no_page_behind(desk: Desk) -> None:
    screen, heard = hand_over(desk)
    sign_with_mark(screen)

    type_password(screen)
    desk.qtbot.waitUntil(lambda: bool(heard))

    assert desk.program.window.page is desk.opened.page
    assert desk.program.handing is not None
    assert desk.program.handing.screen is None


def test_nobody_hands_over_the_screen_with_only_the_recovery_key(desk: Desk) -> None:
    assert desk.vault is not None
    key = " ".join(desk.vault.recovery_key.groups)
    desk.page.recovery.click()
    desk.program._on_recovery_key_given(key)  # noqa: SLF001 - the page's own way is tested at the sign-in page
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    desk.opened.frame.hand_to_resident(a_sheet(), lambda _signed: None, lambda _answer: None)

    assert desk.program.handing is not None
    assert desk.program.handing.screen is None
    shown = desk.opened.messages.shown
    assert shown is not None
    assert "Sign in by name first." in shown.text


def test_where_no_voice_reads_her_sheet_it_comes_out_of_the_printer(desk: Desk) -> None:
    screen, _heard = hand_over(desk, language="fr")
    screen.sheet_page.read.click()
    assert screen.sheet_page.print.isVisible()

    screen.sheet_page.print.click()

    sheet = a_sheet(language="fr").words["fr"]
    (paper,) = desk.printer.at_once
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(paper.pdf)).pages).split())
    assert desk.printer.printed == []
    assert paper.file_name == "sheet.pdf"
    assert all(item.title in text and item.second in text for item in sheet.items)
    assert " ".join(sheet.statement.split()) in text
    assert not any(name in text for name in ("Priya", "Nair", "Margaret", "Okafor"))


def test_without_a_printer_for_paper_no_sheet_is_offered(desk: Desk) -> None:
    desk.printer.is_there = False
    screen, _heard = hand_over(desk)
    screen.sheet_page.read.click()

    assert screen.sheet_page.no_voice.isVisible()
    assert not screen.sheet_page.print.isVisible()


def test_a_printer_that_does_not_answer_is_told_to_staff_and_not_to_her(desk: Desk) -> None:
    desk.printer.trouble = PrinterDidNotAnswer("Her sheet")
    screen, heard = hand_over(desk)
    screen.sheet_page.read.click()
    screen.sheet_page.print.click()
    sign_with_mark(screen)
    type_password(screen)
    desk.qtbot.waitUntil(lambda: bool(heard))

    shown = desk.opened.messages.shown
    assert shown is not None
    assert shown.lead == "The printer did not answer."


@pytest.mark.parametrize(
    ("printer", "prints"),
    [
        ("HP LaserJet 400", True),
        ("Microsoft Print to PDF", False),
        ("Microsoft XPS Document Writer", False),
        ("", False),
    ],
)
def test_only_a_printer_that_asks_for_no_file_prints_her_sheet(printer: str, *, prints: bool) -> None:
    assert is_paper(printer) is prints


def test_what_the_office_copied_is_not_hers_to_paste(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.page.search.setText("Amara Okafor")
    opened.page.search.selectAll()
    opened.page.search.copy()

    screen, _heard = hand_over(desk, signed_in=True)

    assert QApplication.clipboard().text() == ""
    sign_with_mark(screen)
    QApplication.clipboard().setText("copied in another program")
    field = screen.strip.password
    QTest.keySequence(field, QKeySequence(QKeySequence.StandardKey.Paste))
    QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(field, Qt.MouseButton.MiddleButton)
    assert field.text() == ""
    assert not field.acceptDrops()
    assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    assert not field.show_words.isVisible()
    QTest.keyClicks(field, "heron")
    assert field.text() == "heron"
    QApplication.clipboard().clear()


def test_a_signature_that_could_not_be_saved_is_told_of_when_the_screen_is_left_alone(desk: Desk) -> None:
    tries: list[Signed] = []

    def sign(signed: Signed) -> None:
        tries.append(signed)
        raise DiskFull

    screen, heard = hand_over(desk, sign)
    sign_with_mark(screen)

    desk.delay.pass_time(timedelta(minutes=5, seconds=1))

    assert heard == [LeftAlone(tries[0])]
    assert desk.program.open_house is None


def test_how_far_the_log_goes_is_noted_after_a_hand_over(desk: Desk) -> None:
    screen, heard = hand_over(desk)
    before = desk.program.folder.path.joinpath("vault.json").read_bytes()
    sign_with_mark(screen)
    type_password(screen)
    desk.qtbot.waitUntil(lambda: bool(heard) and not desk.opened.jobs.running)

    assert desk.program.folder.path.joinpath("vault.json").read_bytes() != before
