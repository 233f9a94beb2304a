"""The frame of a page, its cards, its steps, and a paper from memory."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.buttons import Button, Pressable
from cantercare_desktop.ui.cards import Banner, BusyCard, Card, EmptyState, Facts
from cantercare_desktop.ui.clocks import ClockFace
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.layouts import Columns, PageHead, Scrolling
from cantercare_desktop.ui.paper_view import PaperView
from cantercare_desktop.ui.stepper import Stepper
from cantercare_desktop.ui.theme import Theme
from cantercare_desktop.ui.timeline import Timeline, TimelineStep
from cantercare_desktop.ui.tokens import State
from tests.support.gallery import Gallery


def page(at: int, dpi: int) -> bytes:
    image = QImage(round(8.27 * dpi), round(11.69 * dpi), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF - at)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"PNG")).write(image)
    return bytes(held.data().data())


def paper(qtbot: QtBot, done: list[str], pages: int = 3) -> PaperView:
    made = PaperView(
        "Receipt", pages, page, on_print=lambda: done.append("printed"), on_save=lambda: done.append("saved")
    )
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    return made


def test_a_paper_is_turned_and_zoomed_by_keyboard(qtbot: QtBot, look: object) -> None:
    made = paper(qtbot, [])
    assert made.which.text() == "Page 1 of 3"
    QTest.keyClick(made, Qt.Key.Key_PageDown)
    assert made.page == 1
    QTest.keyClick(made, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert made.zoom == 125
    QTest.keyClick(made, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(made, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert made.zoom == 75
    QTest.keyClick(made, Qt.Key.Key_PageUp)
    QTest.keyClick(made, Qt.Key.Key_PageUp)
    assert made.page == 0
    with qtbot.waitSignal(made.closed):
        QTest.keyClick(made, Qt.Key.Key_Escape)


def test_a_paper_can_be_printed_and_saved(qtbot: QtBot, look: object) -> None:
    done: list[str] = []
    made = paper(qtbot, done)
    QTest.keyClick(made, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.mouseClick(made.save, Qt.MouseButton.LeftButton)
    assert done == ["printed", "saved"]
    made.forget()


def columns(qtbot: QtBot) -> tuple[Columns, QWidget, QWidget, QWidget]:
    parts = QWidget(), QWidget(), QWidget()
    made = Columns(*parts, name="post.columns")
    qtbot.addWidget(made)
    made.resize(1366, 600)
    made.show()
    return made, *parts


def test_a_narrower_window_folds_the_third_column_and_then_the_detail(qtbot: QtBot, look: object) -> None:
    made, list_side, detail, third = columns(qtbot)
    assert made.width_now == "wide"
    assert third.mapTo(made, third.rect().topLeft()).x() > detail.mapTo(made, detail.rect().topLeft()).x()
    with qtbot.waitSignal(made.folded):
        made.resize(1000, 600)
    qtbot.waitUntil(lambda: third.mapTo(made, third.rect().topLeft()).y() > 0)
    assert third.isVisible()
    with qtbot.waitSignal(made.folded):
        made.resize(800, 600)
    assert list_side.isVisible()
    assert not detail.isVisible()
    made.show_detail()
    assert detail.isVisible()
    assert not list_side.isVisible()
    QTest.mouseClick(made.back, Qt.MouseButton.LeftButton)
    assert list_side.isVisible()
    with qtbot.waitSignal(made.folded):
        made.resize(1366, 600)
    assert list_side.isVisible()
    assert detail.isVisible()
    assert third.isVisible()


def test_larger_writing_folds_the_page_in_a_window_that_stays_as_it_is(qtbot: QtBot, look: Theme) -> None:
    made, list_side, *_parts = columns(qtbot)
    before = list_side.width()
    with qtbot.assertNotEmitted(made.folded):
        look.scale_to(1.1)
    qtbot.waitUntil(lambda: list_side.width() > before)
    with qtbot.waitSignal(made.folded) as told:
        look.scale_to(2.0)
    assert told.args == ["narrow"]


def test_what_is_not_offered_stands_neither_in_the_head_nor_under_more(qtbot: QtBot, look: object) -> None:
    head = PageHead("Post", name="post.head")
    qtbot.addWidget(head)
    count, papers = Button("Count the box", name="post.count"), Button("Papers", name="post.papers")
    for button in (count, papers):
        head.add_second(button)
    head.show()
    head.offer(count, offered=False)
    assert count.isHidden()
    assert not papers.isHidden()
    head.fold("narrow")
    QTest.mouseClick(head.more, Qt.MouseButton.LeftButton)
    menu = head.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Papers"]
    menu.close()
    head.offer(papers, offered=False)
    assert head.more.isHidden()
    head.fold("wide")
    assert count.isHidden()
    head.offer(count, offered=True)
    assert not count.isHidden()


def test_a_narrow_head_keeps_its_primary_button_and_puts_the_others_into_more(qtbot: QtBot, look: object) -> None:
    head = PageHead("Post", name="post.head")
    qtbot.addWidget(head)
    pressed: list[str] = []
    count = Button("Count the box", name="post.count")
    count.clicked.connect(lambda: pressed.append("count"))
    log = Button("Log post", name="post.log", kind="primary")
    head.add_second(count)
    head.set_primary(log)
    head.show()
    assert head.height() == 64
    head.fold("narrow")
    assert count.isHidden()
    assert not log.isHidden()
    QTest.mouseClick(head.more, Qt.MouseButton.LeftButton)
    menu = head.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    assert pressed == ["count"]
    menu.close()


def test_done_steps_can_be_opened_and_later_ones_not(qtbot: QtBot, look: object) -> None:
    made = Stepper(["Print", "Prove", "Finish"], name="setup.steps")
    qtbot.addWidget(made)
    made.go_to(1)
    made.show()
    first = made.findChild(Pressable, "setup.steps.1")
    assert first is not None
    assert first.accessibleName() == "Step 1, Print, done"
    with qtbot.waitSignal(made.step_opened) as told:
        first.click()
    assert told.args == [0]
    last = made.findChild(Pressable, "setup.steps.3")
    assert last is not None
    assert not last.isEnabled()
    assert not made.grab().isNull()


def test_a_timeline_says_what_is_next(qtbot: QtBot, look: object) -> None:
    steps = [TimelineStep("Locked away in Drawer A", "10:23, Priya Nair"), TimelineStep("Waiting", is_next=True)]
    made = Timeline(steps, name="post.timeline")
    qtbot.addWidget(made)
    names = [child.accessibleName() for child in made.findChildren(QWidget) if child.accessibleName()]
    assert names == ["Locked away in Drawer A. 10:23, Priya Nair", "Next: Waiting. "]
    made.say(steps[:1])
    assert not made.grab().isNull()


def test_facts_empty_banner_busy_and_clock_say_their_words(qtbot: QtBot, look: object) -> None:
    card = Card("House", name="today.house", aside="today")
    qtbot.addWidget(card)
    facts = Facts([("Files out", "1 of 31")], name="today.facts")
    facts.say([("Notices", "Wall copy is out of date", State.RED)])
    banner = Banner(State.RED, "Safe contact:", "never ring her.", name="post.banner")
    clock = ClockFace(name="today.clock")
    clock.say("2 days over", "to answer", "Received 5 July", left=0, state=State.RED)
    asked: list[str] = []
    empty = EmptyState("mail", "No post is waiting", name="post.empty", deed="Log post", do=lambda: asked.append("log"))
    busy = BusyCard("Making the pack", name="busy", on_stop=lambda: asked.append("stop"))
    busy.show_progress("Page 92 of 167.", 92, 167)
    for widget in (facts, banner, clock, empty, busy):
        card.add(widget)
    card.show()
    empty.deed.click()
    busy.stop.click()
    assert asked == ["log", "stop"]
    assert busy.how_far.text() == "Page 92 of 167. You can go on working."
    assert banner.accessibleName() == "Safe contact: never ring her."
    assert clock.accessibleName() == "2 days over to answer. Received 5 July"
    spoken = [label.accessibleName() for label in facts.findChildren(Label) if not label.isHidden()]
    assert "Notices: Wall copy is out of date" in spoken
    assert Scrolling(QWidget(), name="column").widget() is not None


def test_every_component_is_drawn_in_light_in_dark_and_at_double_size(qtbot: QtBot, look: Theme) -> None:
    for scheme, scale in (("light", 1.0), ("dark", 1.0), ("light", 2.0)):
        look.choose(scheme)  # type: ignore[arg-type]
        look.scale_to(scale)
        gallery = Gallery()
        qtbot.addWidget(gallery)
        gallery.show()
        gallery.sign()
        image = gallery.grab().toImage()
        assert image.pixelColor(2, 2) == look.colour("paper")
        unnamed = [
            widget.objectName() or type(widget).__name__
            for widget in gallery.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.isVisible()
            and not (widget.accessibleName() and widget.objectName())
            and not widget.objectName().startswith("qt_")
        ]
        assert unnamed == []
