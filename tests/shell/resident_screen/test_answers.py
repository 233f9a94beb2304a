"""The answers besides signing, giving the screen back, and what happens when a signature cannot be saved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.refusals import refuse
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import Declined, LeftAlone, NotHers, Signed
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.vault.problems import DiskFull, MustWait
from tests.shell.resident_screen.conftest import Hands
from tests.support.resident import Desk, a_sheet, click, press, sign_name

FAILED = "Something did not work. Please give the screen back, and ask us to try again before you go."


def type_password(screen: ResidentScreen, password: str) -> None:
    QTest.keyClicks(screen.strip.password, password)
    press(Qt.Key.Key_Return, screen.strip.password)


def sign(screen: ResidentScreen) -> None:
    sign_name(screen.sheet_page.pad)
    click(screen.sheet_page.sign)


def staff_take_over(qtbot: QtBot, screen: ResidentScreen, desk: Desk) -> None:
    with qtbot.waitSignal(screen.strip.unlocked):
        type_password(screen, desk.password)


def test_she_is_thanked_and_the_password_gives_the_screen_back(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign(screen)
    assert screen.give_back_page.isVisible()
    assert screen.give_back_page.sentence.text() == "Thank you, Amara. Please give the screen back."
    assert screen.strip.field.label.text() == "Staff: type your password to go on"
    assert desk.heard == []
    with qtbot.waitSignal(screen.given_back):
        type_password(screen, desk.password)
    assert desk.heard == desk.saved
    assert isinstance(desk.heard[0], Signed)


def test_it_is_closed_by_the_time_the_office_hears_the_answer(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    visible: list[bool] = []
    screen.given_back.connect(lambda: visible.append(screen.isVisible()))
    sign(screen)
    with qtbot.waitSignal(screen.given_back):
        type_password(screen, desk.password)
    assert visible == [False]


def test_a_wrong_password_keeps_the_screen_closed_and_tells_the_wait(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign(screen)
    type_password(screen, "not this one")
    qtbot.waitUntil(lambda: screen.strip.field.error is not None)
    assert screen.strip.field.error == (
        "That password is not right. Check Caps Lock and type it again. You can try again in 4 seconds."
    )
    assert screen.isVisible()
    assert desk.heard == []
    assert screen.strip.password.text() == ""
    with qtbot.waitSignal(screen.given_back):
        type_password(screen, desk.password)


def test_the_back_off_is_told_in_words(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign(screen)
    desk.must_wait = MustWait(30)
    type_password(screen, desk.password)
    qtbot.waitUntil(lambda: screen.strip.field.error is not None)
    assert screen.strip.field.error == "There were several wrong passwords. Wait 30 seconds, then type it again."
    assert desk.heard == []


def test_an_empty_password_is_not_even_tried(hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign(screen)
    desk.must_wait = MustWait(30)
    click(screen.strip.go_on)
    assert not screen.strip.go_on.busy
    assert screen.strip.field.error is None


def test_she_says_which_things_are_not_hers(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.not_mine)
    page = screen.not_mine_page
    assert page.isVisible()
    assert not page.go_on.isEnabled()
    assert page.missing.text() == "Tick at least one thing."
    for name in ("resident.not_mine.2", "resident.not_mine.3"):
        click(the_part(page, name))
    assert page.missing.text() == ""
    with qtbot.waitSignal(screen.answered):
        click(page.go_on)
    staff_take_over(qtbot, screen, desk)
    (answer,) = desk.heard
    assert isinstance(answer, NotHers)
    assert answer.refs == (Ref("post_items", 41), Ref("post_items", 42))
    assert len(answer.shown.items) == 3
    assert desk.saved == []


def the_part(page: QWidget, name: str) -> QWidget:
    found = page.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def test_things_are_ticked_with_the_keyboard(hand: Hands) -> None:
    screen = hand()
    click(screen.sheet_page.not_mine)
    press(Qt.Key.Key_Space, the_part(screen.not_mine_page, "resident.not_mine.1"))
    assert screen.not_mine_page.things.chosen() == {0}


def test_a_single_thing_that_is_not_hers_is_ticked_already(hand: Hands) -> None:
    screen = hand(a_sheet(1))
    click(screen.sheet_page.not_mine)
    assert screen.not_mine_page.go_on.isEnabled()


def test_going_back_keeps_what_she_drew_and_forgets_what_she_ticked(hand: Hands) -> None:
    screen = hand()
    sign_name(screen.sheet_page.pad)
    before = screen.sheet_page.pad.strokes()
    click(screen.sheet_page.not_mine)
    click(the_part(screen.not_mine_page, "resident.not_mine.1"))
    click(screen.not_mine_page.go_back)
    click(screen.sheet_page.rather_not)
    click(screen.rather_not_page.go_back)
    assert screen.sheet_page.isVisible()
    assert screen.sheet_page.pad.strokes() == before
    click(screen.sheet_page.not_mine)
    assert screen.not_mine_page.things.chosen() == frozenset()


def test_she_would_rather_not_sign(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.rather_not)
    assert screen.rather_not_page.says.text().startswith("That is fine. You still get your things.")
    click(screen.rather_not_page.go_on)
    assert screen.give_back_page.sentence.text() == "Thank you, Amara. Please give the screen back."
    staff_take_over(qtbot, screen, desk)
    (answer,) = desk.heard
    assert isinstance(answer, Declined)
    assert answer.shown.statement == "I have taken these 3 things."
    assert answer.witness == ""
    assert desk.saved == []


def test_a_sheet_may_leave_out_that_a_thing_is_not_hers(hand: Hands) -> None:
    sheet = a_sheet()
    plain = type(sheet)(
        sheet.person, sheet.first_name, sheet.register, sheet.refs, sheet.words, "en", sheet.known_how, False
    )
    assert not hand(plain).sheet_page.not_mine.isVisible()


def test_a_full_disk_is_told_to_her_kindly_and_to_staff_in_full(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    desk.trouble = DiskFull("vault.db: 0 bytes free")
    screen = hand()
    sign(screen)
    assert screen.give_back_page.sentence.text() == FAILED
    staff_take_over(qtbot, screen, desk)
    page = screen.trouble_page
    assert page.isVisible()
    assert page.happened.text() == "The disk is full, so this was not saved."
    assert page.next.text() == "Make room on the disk, then save again."
    assert page.details.text() == "vault.db: 0 bytes free"
    assert desk.heard == []


def test_trying_again_saves_the_same_signature(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    desk.trouble = DiskFull()
    screen = hand()
    sign(screen)
    drawn = screen.sheet_page.pad.strokes()
    staff_take_over(qtbot, screen, desk)
    click(screen.trouble_page.try_again)
    assert screen.trouble_page.isVisible()
    desk.trouble = None
    desk.clock.move(timedelta(minutes=2))
    with qtbot.waitSignal(screen.given_back):
        click(screen.trouble_page.try_again)
    (signed,) = desk.saved
    assert signed.strokes == drawn
    assert desk.heard == [signed]


def test_the_screen_can_be_given_back_to_her_with_what_she_drew(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    desk.trouble = DiskFull()
    screen = hand()
    sign(screen)
    drawn = screen.sheet_page.pad.strokes()
    staff_take_over(qtbot, screen, desk)
    click(screen.trouble_page.hand_back)
    assert screen.sheet_page.isVisible()
    assert screen.sheet_page.pad.strokes() == drawn
    desk.trouble = None
    click(screen.sheet_page.sign)
    staff_take_over(qtbot, screen, desk)
    assert desk.heard == desk.saved
    assert len(desk.saved) == 1


def test_staff_can_stop_when_it_cannot_be_saved(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    desk.trouble = DiskFull()
    screen = hand()
    sign(screen)
    staff_take_over(qtbot, screen, desk)
    with qtbot.waitSignal(screen.given_back):
        click(screen.trouble_page.stop)
    assert desk.heard == [LeftAlone()]
    assert desk.saved == []


def test_a_deed_the_rules_refuse_is_told_to_staff(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    desk.trouble = refuse("This parcel was handed over today at 14:02 by Priya Nair.")
    screen = hand()
    sign(screen)
    assert screen.give_back_page.sentence.text() == FAILED
    staff_take_over(qtbot, screen, desk)
    assert screen.trouble_page.happened.text() == "This parcel was handed over today at 14:02 by Priya Nair."
    assert screen.trouble_page.lost.text() == "Nothing was written."


def test_a_fault_nobody_expected_is_told_kindly_and_goes_on_its_way(
    qtbot: QtBot, hand: Hands, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.trouble = ZeroDivisionError()
    screen = hand()
    with qtbot.captureExceptions() as exceptions:
        sign(screen)
    assert [kind for kind, _error, _trace in exceptions] == [ZeroDivisionError]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert screen.give_back_page.sentence.text() == FAILED
    staff_take_over(qtbot, screen, desk)
    assert screen.trouble_page.happened.text() == "The program made a mistake while saving."


def test_the_sentence_about_a_fault_is_in_her_language(hand: Hands, desk: Desk) -> None:
    desk.trouble = DiskFull()
    screen = hand(a_sheet(language="pl"))
    sign(screen)
    assert screen.give_back_page.sentence.text().startswith("Coś się nie udało.")
