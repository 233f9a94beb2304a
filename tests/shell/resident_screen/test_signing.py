"""She signs: by mouse, pen, or keyboard alone, in her language, and what she drew is never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.signing import Signed
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.ui.theme import theme
from tests.shell.resident_screen.conftest import Hands
from tests.support.resident import LANGUAGES, NOW, Desk, a_sheet, click, draw, press, sign_name


def the_signature(desk: Desk) -> Signed:
    (signed,) = desk.saved
    return signed


def test_she_signs_with_the_mouse(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    desk.clock.move(timedelta(seconds=20))
    sign_name(screen.sheet_page.pad)
    with qtbot.waitSignal(screen.answered):
        click(screen.sheet_page.sign)
    signed = the_signature(desk)
    assert signed.way == "drawn"
    assert len(signed.strokes) == 2
    assert signed.aspect == pytest.approx(screen.sheet_page.pad.aspect)


def test_what_stood_on_the_screen_is_kept_with_the_signature(hand: Hands, desk: Desk) -> None:
    screen = hand()
    desk.clock.move(timedelta(seconds=20))
    sign_name(screen.sheet_page.pad)
    click(screen.sheet_page.sign)
    shown = the_signature(desk).shown
    assert shown.statement == screen.sheet_page.statement.text() == "I have taken these 3 things."
    assert shown.items == (
        "Letter. Came on Thursday 19 November",
        "Parcel. Came on Friday 20 November",
        "Large letter. Came today",
    )
    assert (shown.language, shown.known_how, shown.read_aloud) == ("en", "seen every day", False)
    assert (shown.started, shown.ended) == (NOW, NOW + timedelta(seconds=20))


def test_the_pressure_of_the_pen_is_kept(hand: Hands, desk: Desk) -> None:
    screen = hand()
    pad = screen.sheet_page.pad
    pen = QPointingDevice.primaryPointingDevice()
    steps = [(0.2 + 0.05 * step, 0.5 - 0.2 * (step % 2), 0.2 + 0.05 * step) for step in range(10)]
    for number, (x, y, force) in enumerate(steps):
        kind = QEvent.Type.TabletPress if number == 0 else QEvent.Type.TabletMove
        send_pen(pad, pen, kind, QPointF(x * pad.width(), y * pad.height()), force)
    send_pen(pad, pen, QEvent.Type.TabletRelease, QPointF(0.65 * pad.width(), 0.3 * pad.height()), 0.0)
    click(screen.sheet_page.sign)
    forces = [point.force for point in the_signature(desk).strokes[0].points]
    assert min(forces) < 0.3
    assert max(forces) > 0.5


def send_pen(pad: QWidget, pen: QPointingDevice, kind: QEvent.Type, spot: QPointF, force: float) -> None:
    up = kind is QEvent.Type.TabletRelease
    event = QTabletEvent(
        kind,
        pen,
        spot,
        QPointF(pad.mapToGlobal(spot.toPoint())),
        force,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier.NoModifier,
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.NoButton if up else Qt.MouseButton.LeftButton,
    )
    QApplication.sendEvent(pad, event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_she_signs_with_the_keyboard_alone_by_her_mark(hand: Hands, desk: Desk, key: Qt.Key) -> None:
    screen = hand()
    for _ in range(20):
        if screen.sheet_page.mark.hasFocus():
            break
        press(Qt.Key.Key_Tab)
    press(key)
    for _ in range(20):
        if screen.sheet_page.sign.hasFocus():
            break
        press(Qt.Key.Key_Tab)
    press(key)
    assert the_signature(desk).way == "mark"
    assert the_signature(desk).strokes != ()


def test_tab_goes_in_the_order_of_reading(hand: Hands) -> None:
    screen = hand()
    screen.sheet_page.pad.put_mark()
    stops = []
    for _ in range(9):
        press(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        stops.append(focused.objectName().removeprefix("resident.") if focused is not None else "")
    assert stops == ["read", "language", "things", "pad", "undo", "mark", "not_mine", "rather_not", "sign"]


def test_a_screen_reader_reads_from_the_title_to_the_answers(hand: Hands) -> None:
    page = hand().sheet_page
    said = [child.objectName() for child in page.children() if isinstance(child, QWidget) and child.accessibleName()]
    order = ["title", "read", "language", "lead", "things", "statement", "pad", "undo", "mark"]
    assert said[: len(order)] == [f"resident.{name}" for name in order]
    assert said[-3:] == ["resident.not_mine", "resident.rather_not", "resident.sign"]


def test_an_empty_pad_cannot_be_signed_with_and_says_how(hand: Hands, desk: Desk) -> None:
    page = hand().sheet_page
    assert not page.sign.isEnabled()
    assert page.sign.accessibleDescription() == "Sign on the line, or use My mark."
    assert page.pad.hint.text() == "Sign here with your finger, the pen or the mouse"
    click(page.sign)
    assert desk.saved == []


def test_too_little_ink_is_told_kindly_beside_the_pad(hand: Hands, desk: Desk) -> None:
    page = hand().sheet_page
    draw(page.pad, [(0.4, 0.5), (0.41, 0.51)])
    assert not page.sign.isEnabled()
    assert page.pad.hint.isVisible()
    assert page.pad.hint.text() == "Please sign a bit more, or use My mark."
    click(page.sign)
    assert desk.saved == []
    sign_name(page.pad)
    assert page.sign.isEnabled()
    assert page.pad.hint.text() == "Sign here with your finger, the pen or the mouse"


def test_undo_takes_one_line_away_and_clear_takes_all(hand: Hands) -> None:
    page = hand().sheet_page
    click(page.undo)
    assert page.pad.strokes() == ()
    assert not page.pad.clear_all.isVisible()
    sign_name(page.pad)
    draw(page.pad, [(0.1, 0.1), (0.2, 0.2)])
    click(page.undo)
    assert len(page.pad.strokes()) == 2
    click(page.pad.clear_all)
    assert page.pad.strokes() == ()
    assert not page.pad.clear_all.isVisible()
    assert not page.sign.isEnabled()


def test_her_mark_can_be_taken_back(hand: Hands) -> None:
    page = hand().sheet_page
    click(page.mark)
    assert page.sign.isEnabled()
    click(page.undo)
    assert page.pad.strokes() == ()


def test_what_she_drew_survives_another_size_of_the_screen(hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign_name(screen.sheet_page.pad)
    before = screen.sheet_page.pad.strokes()
    screen.resize(1024, 768)
    screen.resize(1920, 1080)
    assert screen.sheet_page.pad.strokes() == before
    click(screen.sheet_page.sign)
    assert the_signature(desk).strokes == before


def test_a_line_begun_before_the_screen_changed_can_be_ended_after(hand: Hands) -> None:
    screen = hand()
    pad = screen.sheet_page.pad
    draw(pad, [(0.2, 0.5), (0.4, 0.2)])
    screen.resize(800, 600)
    draw(pad, [(0.4, 0.2), (0.6, 0.6)])
    (first, second) = pad.strokes()
    assert first.points[-1].x == pytest.approx(second.points[0].x, abs=0.02)


def test_another_language_keeps_what_she_drew(hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign_name(screen.sheet_page.pad)
    before = screen.sheet_page.pad.strokes()
    choose_language(screen, "fr")
    assert screen.sheet_page.pad.strokes() == before
    click(screen.sheet_page.sign)
    signed = the_signature(desk)
    assert signed.shown.language == "fr"
    assert signed.shown.statement == "J’ai pris ces 3 objets."
    assert signed.shown.items[0] == "Lettre. C’est arrivé le jeudi 19 novembre"
    assert signed.strokes == before


def choose_language(screen: ResidentScreen, code: str) -> None:
    click(screen.sheet_page.language)
    languages = screen.sheet_page.language.list
    assert languages is not None
    (button,) = (each for each in languages.buttons if each.code == code)
    click(button)


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_every_language_says_the_whole_page(hand: Hands, code: str) -> None:
    screen = hand()
    choose_language(screen, code)
    page, book, words = screen.sheet_page, LANGUAGES.of(code), a_sheet().words[code]
    assert page.title.text() == words.title
    assert page.lead.text() == words.lead
    assert page.statement.text() == words.statement
    assert page.language.text() == book.native_name
    assert page.sign.text() == book.say("screen.sign")
    assert page.not_mine.text() == book.say("screen.not_mine")
    assert page.rather_not.text() == book.say("screen.rather_not")
    assert page.read.text() == book.say("screen.read_aloud")


def test_the_page_begins_in_her_language(hand: Hands) -> None:
    assert hand(a_sheet(language="pl")).sheet_page.title.text() == "Poczta: Amara"


def test_a_language_without_words_begins_in_the_first(hand: Hands) -> None:
    screen = hand(a_sheet(language="so"))
    assert screen.sheet_page.title.text() == "Post for Amara"


def test_only_languages_the_sheet_has_are_offered(hand: Hands) -> None:
    screen = hand(a_sheet(codes=("en", "pl")))
    click(screen.sheet_page.language)
    languages = screen.sheet_page.language.list
    assert languages is not None
    assert [each.text() for each in languages.buttons] == ["English", "Polski"]


def test_a_language_is_chosen_by_keyboard(hand: Hands) -> None:
    screen = hand()
    screen.sheet_page.language.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert screen.book.code == "ar"
    assert screen.sheet_page.language.hasFocus()
    assert screen.sheet_page.language.list is None


def test_escape_closes_the_list_of_languages_and_nothing_else(hand: Hands) -> None:
    screen = hand()
    click(screen.sheet_page.language)
    press(Qt.Key.Key_Escape)
    assert screen.sheet_page.language.list is None
    assert screen.isVisible()
    assert screen.book.code == "en"


def test_a_language_from_right_to_left_mirrors_the_page(hand: Hands, qtbot: QtBot) -> None:
    screen = hand()
    page = screen.sheet_page

    def lefts() -> dict[str, int]:
        return {
            part.objectName(): part.mapTo(screen, part.rect().center()).x()
            for part in (page.title, page.language, page.read, page.things, page.pad, page.undo, page.mark, page.sign)
        }

    before, after_the_line = lefts(), page.pad.width() - page.pad.base_line().x2()
    choose_language(screen, "ar")
    qtbot.waitUntil(lambda: lefts()["resident.pad"] < screen.width() / 2)
    mirrored = lefts()
    assert mirrored["resident.things"] > screen.width() / 2 > mirrored["resident.sign"]
    assert mirrored["resident.language"] < mirrored["resident.read"] < mirrored["resident.title"]
    assert mirrored["resident.mark"] < mirrored["resident.undo"]
    assert before["resident.undo"] < before["resident.mark"]
    assert page.pad.base_line().x1() == pytest.approx(after_the_line)
    assert page.pad.hint.geometry().right() >= page.pad.base_line().x2() - 2


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_at_twice_the_size_there_is_room_to_sign_and_nothing_is_lost(hand: Hands, qtbot: QtBot, code: str) -> None:
    theme().scale_to(2.0)
    page = hand(a_sheet(language=code)).sheet_page
    qtbot.waitUntil(lambda: page.pad.base_line().y1() >= 2 * 150)
    assert page.pad.base_line().length() >= 2 * 200
    inside = QRect(0, 0, 1366, 768)
    for part in (page.title, page.things, page.statement, page.undo, page.mark, page.not_mine, page.rather_not):
        assert part.isVisible()
        assert inside.contains(QRect(part.mapTo(page, QPoint()), part.size()))
    assert page.things.isAncestorOf(page.lead)


def test_a_screen_that_grows_again_puts_lead_and_statement_back(hand: Hands, qtbot: QtBot) -> None:
    theme().scale_to(2.0)
    page = hand().sheet_page
    theme().scale_to(1.0)
    qtbot.waitUntil(lambda: page.lead.mapTo(page, QPoint()).y() < page.things.mapTo(page, QPoint()).y())
    qtbot.waitUntil(lambda: page.statement.mapTo(page, QPoint()).y() < page.pad.mapTo(page, QPoint()).y())
    assert not page.things.isAncestorOf(page.lead)
    assert page.lead.isVisible()
    assert page.lead.text() == "You are taking 3 things today."
