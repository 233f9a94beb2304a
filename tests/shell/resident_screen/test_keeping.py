"""While she has the screen nothing closes it, nothing of anyone else is in it, and left alone it is wiped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.signing import Declined, LeftAlone
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import LIGHT
from tests.shell.resident_screen.conftest import Hands
from tests.support.resident import LANGUAGES, Desk, a_sheet, click, press, sign_name


def all_words(screen: ResidentScreen) -> set[str]:
    found = {screen.windowTitle(), screen.accessibleName()}
    for widget in screen.findChildren(QWidget):
        found |= {widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()}
        for name in ("text", "title", "placeholderText"):
            said = getattr(widget, name, None)
            if callable(said):
                found.add(str(said()))
    return {words for words in found if words.strip()}


def test_it_stands_over_everything_on_the_whole_screen(hand: Hands) -> None:
    screen = hand(width=0)
    assert screen.geometry() == QApplication.primaryScreen().geometry()
    assert screen.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert screen.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert screen.windowState() & Qt.WindowState.WindowFullScreen
    assert screen.windowTitle() == "Cantercare"


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_no_key_closes_it(hand: Hands, desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    screen = hand()
    for widget in (screen, screen.sheet_page.pad, screen.sheet_page.rather_not):
        press(key, widget, held)
    assert screen.isVisible()
    assert screen.sheet_page.isVisible()
    assert desk.heard == []


def test_asking_the_window_to_close_is_refused(hand: Hands, desk: Desk) -> None:
    screen = hand()
    assert not screen.close()
    assert screen.isVisible()
    assert desk.heard == []


def test_no_shortcut_of_the_program_behind_it_works(qtbot: QtBot, hand: Hands) -> None:
    behind = QWidget()
    qtbot.addWidget(behind)
    reached: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+K"), behind)
    shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
    shortcut.activated.connect(lambda: reached.append("search"))
    behind.show()
    behind.activateWindow()
    qtbot.waitUntil(behind.isActiveWindow)
    press(Qt.Key.Key_K, behind, Qt.KeyboardModifier.ControlModifier)
    assert reached == ["search"]
    screen = hand()
    for widget in (screen, screen.sheet_page.pad, screen.sheet_page.read):
        press(Qt.Key.Key_K, widget, Qt.KeyboardModifier.ControlModifier)
    assert reached == ["search"]


def test_nothing_in_it_is_about_anyone_else(hand: Hands) -> None:
    sheet = a_sheet()
    screen = hand(sheet)
    click(screen.sheet_page.language)
    words, book = sheet.words["en"], LANGUAGES.of("en")
    hers = {words.title, words.lead, words.statement, words.thanks, "Cantercare"}
    for item in words.items:
        hers |= {item.title, item.second, item.as_shown}
    hers |= {book.say(key) for key in book.says() if key.startswith("screen.")}
    hers |= {each.native_name for each in LANGUAGES.all()} | {"Language: English"}
    staff = {"Staff: type your password to go on", "Go on", "Show", "Show password"}
    staff |= {"Try again", "Give the screen back to her", "Stop without a signature"}
    staff |= {"What she drew is kept on this screen until you stop."}
    assert all_words(screen) <= hers | staff


def test_left_alone_for_five_minutes_it_goes_and_nothing_is_signed(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign_name(screen.sheet_page.pad)
    desk.pass_time(timedelta(minutes=4, seconds=59))
    assert screen.isVisible()
    with qtbot.waitSignal(screen.left_alone):
        desk.pass_time(timedelta(seconds=1))
    assert not screen.isVisible()
    assert desk.heard == [LeftAlone()]
    assert desk.saved == []


def test_left_alone_it_is_wiped(hand: Hands, desk: Desk) -> None:
    screen = hand()
    sign_name(screen.sheet_page.pad)
    desk.pass_time(timedelta(minutes=5))
    assert screen.sheet_page.pad.strokes() == ()
    words = a_sheet().words["en"]
    hers = {words.title, words.lead, words.statement, words.thanks, *(item.title for item in words.items)}
    assert all_words(screen).isdisjoint(hers)
    assert not [said for said in all_words(screen) if "Amara" in said or "November" in said]


def test_a_touch_begins_the_five_minutes_again(hand: Hands, desk: Desk) -> None:
    screen = hand()
    for _ in range(3):
        desk.clock.move(timedelta(minutes=4))
        QTest.mouseMove(screen.sheet_page.pad)
        press(Qt.Key.Key_Shift, screen.sheet_page.pad)
    desk.delay.end()
    assert screen.isVisible()
    assert desk.delay.waiting[0][0] == pytest.approx(300)


def test_an_answer_she_gave_is_heard_even_when_nobody_takes_the_screen(qtbot: QtBot, hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.rather_not)
    click(screen.rather_not_page.go_on)
    with qtbot.waitSignal(screen.left_alone):
        desk.pass_time(timedelta(minutes=5))
    assert [type(answer) for answer in desk.heard] == [Declined]


def test_the_answer_is_heard_before_the_records_are_locked(hand: Hands, desk: Desk) -> None:
    screen = hand()
    order: list[int] = []
    screen.left_alone.connect(lambda: order.append(len(desk.heard)))
    screen.take_away()
    assert order == [1]


def test_a_password_that_is_still_being_checked_when_it_is_taken_away_changes_nothing(
    hand: Hands, qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    screen = hand()
    click(screen.sheet_page.mark)
    click(screen.sheet_page.sign)
    QTest.keyClicks(screen.strip.password, desk.password)
    press(Qt.Key.Key_Return, screen.strip.password)
    (running,) = jobs.running
    with qtbot.waitSignal(running.ended):
        screen.take_away()
    assert desk.heard == desk.saved


def test_it_is_taken_away_once_only(hand: Hands, desk: Desk) -> None:
    screen = hand()
    screen.take_away()
    screen.take_away()
    assert desk.heard == [LeftAlone()]
    assert desk.delay.waiting == []


def test_it_is_light_while_it_is_up_and_leaves_the_office_as_it_was(hand: Hands) -> None:
    look = theme()
    look.choose("dark")
    screen = hand()
    assert look.tokens == LIGHT
    assert screen.grab().toImage().pixelColor(4, 4) == QColor(LIGHT.paper)
    screen.take_away()
    assert look.tokens.dark
    look.choose("light")


@pytest.mark.parametrize(
    ("width", "height", "scale", "count", "code"),
    [
        (1366, 768, 1.0, 3, "en"),
        (1366, 768, 2.0, 60, "en"),
        (1366, 768, 2.0, 5, "pl"),
        (1024, 768, 1.0, 60, "fr"),
        (683, 384, 1.0, 60, "pl"),
        (683, 384, 1.0, 3, "ar"),
        (1920, 1080, 1.25, 60, "am"),
    ],
)
def test_the_three_answers_stay_and_the_list_scrolls(
    hand: Hands, qtbot: QtBot, width: int, height: int, scale: float, count: int, code: str
) -> None:
    theme().scale_to(scale)
    screen = hand(a_sheet(count, language=code), width=width, height=height)
    page = screen.sheet_page
    parts = (page.read, page.language, page.undo, page.mark, page.pad, page.not_mine, page.rather_not, page.sign)

    def everything_is_there_and_large() -> None:
        for part in parts:
            where = part.rect().translated(part.mapTo(screen, part.rect().topLeft()))
            assert screen.rect().contains(where), part.objectName()
            assert part.height() >= 56 * scale, part.objectName()

    qtbot.waitUntil(everything_is_there_and_large)
    bar = page.things.verticalScrollBar()
    if count > 20:
        assert bar.maximum() > 0
        page.things.setFocus()
        press(Qt.Key.Key_Down, page.things)
        assert bar.value() > 0
        press(Qt.Key.Key_PageDown, page.things)
        qtbot.waitUntil(lambda: bar.value() > page.things.viewport().height() / 2)


@pytest.mark.parametrize("code", LANGUAGES.codes)
def test_at_full_size_three_things_need_no_scrolling(hand: Hands, code: str) -> None:
    screen = hand(a_sheet(language=code))
    assert screen.sheet_page.things.verticalScrollBar().maximum() == 0


def test_targets_stand_apart_and_no_words_are_small(hand: Hands) -> None:
    page = hand().sheet_page
    rows = ((page.read, page.language), (page.undo, page.mark), (page.not_mine, page.rather_not))
    for before, after in (*rows, (page.rather_not, page.sign)):
        assert after.geometry().left() - before.geometry().right() > 12
    assert {page.not_mine.height(), page.rather_not.height(), page.sign.height()} == {72}


def test_a_very_long_first_name_loses_no_answer(hand: Hands) -> None:
    screen = hand(a_sheet(first="Wolfeschlegelsteinhausenbergerdorff" * 5 + " & <b>"))
    page = screen.sheet_page
    for part in (page.read, page.language, page.sign, page.rather_not, page.not_mine):
        where = part.rect().translated(part.mapTo(screen, part.rect().topLeft()))
        assert screen.rect().contains(where)
    assert "& <b>" in page.title.accessibleName()


def test_a_sheet_without_words_is_refused(desk: Desk, hand: Hands) -> None:
    with pytest.raises(ValueError, match="A sheet needs words"):
        hand(a_sheet(codes=()))


def test_it_was_read_aloud_only_if_it_was_really_spoken(hand: Hands, desk: Desk) -> None:
    screen = hand()
    page = screen.sheet_page
    click(page.read)
    ((sentences, locale),) = desk.voice.said
    assert locale == "en-GB"
    assert sentences[0] == "Post for Amara"
    assert sentences[-1] == "I have taken these 3 things."
    assert page.read.text() == "Stop reading"
    click(page.read)
    assert page.read.text() == "Read aloud"
    assert not shown_read_aloud(screen, desk)


def test_what_was_spoken_to_the_end_is_recorded(hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.read)
    desk.voice.end("whole")
    assert shown_read_aloud(screen, desk)


def test_what_was_spoken_in_another_language_does_not_count(hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.read)
    desk.voice.end("whole")
    screen.sheet_page.language.chosen.emit("ar")
    assert not shown_read_aloud(screen, desk)


def shown_read_aloud(screen: ResidentScreen, desk: Desk) -> bool:
    click(screen.sheet_page.mark)
    click(screen.sheet_page.sign)
    return desk.saved[0].shown.read_aloud


@pytest.mark.parametrize("prints", [False, True])
def test_where_nothing_can_speak_the_page_says_so(hand: Hands, desk: Desk, *, prints: bool) -> None:
    desk.voice.absent = True
    screen = hand(a_sheet(language="am"), prints=prints)
    page = screen.sheet_page
    assert not page.no_voice.isVisible()
    click(page.read)
    assert page.no_voice.isVisible()
    assert page.no_voice.text() == LANGUAGES.of("am").say("screen.no_voice")
    assert page.print.isVisible() is prints
    if prints:
        click(page.print)
        assert desk.printed == ["am"]
    assert not shown_read_aloud(screen, desk)


def test_the_voice_is_quiet_once_she_answers(hand: Hands, desk: Desk) -> None:
    screen = hand()
    click(screen.sheet_page.read)
    click(screen.sheet_page.rather_not)
    assert desk.voice.heard is None
    assert QApplication.focusWidget() is screen
