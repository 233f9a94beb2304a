from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.signing import Signed
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.screen import PostScreen
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import PostItem, PostItemFull, PostItemId
from cantercare_desktop.ui.fields import Field
from cantercare_desktop.ui.rows import GroupHead, Row
from tests.registers.post.conftest import PRIYA, Desk
from tests.support.frames import RecordingFrame

W = TypeVar("W", bound=QWidget)


class SlowHand:
    """A clock on which a second passes whenever it is asked: nobody here types as fast as a scanner."""

    def __init__(self, desk: Desk, step: float = 1.0) -> None:
        self._desk, self.step, self._seconds = desk, step, 0.0

    def now(self) -> datetime:
        return self._desk.clock.now()

    def monotonic(self) -> float:
        self._seconds += self.step
        return self._seconds


@dataclass
class Page:
    """The post page on a real vault, and everything around it."""

    qtbot: QtBot
    desk: Desk
    frame: RecordingFrame
    screen: PostScreen
    hand: SlowHand

    # -- finding

    def part(self, kind: type[W], name: str) -> W:
        found: list[W] = [each for each in self.screen.findChildren(kind) if each.objectName() == name]
        assert found, f"there is no {name}"
        return found[-1]

    def has(self, name: str) -> bool:
        return any(
            each.isVisibleTo(self.screen) for each in self.screen.findChildren(QWidget) if each.objectName() == name
        )

    def error(self, name: str) -> str | None:
        return self.part(Field, name).error

    def rows(self) -> list[Row]:
        model = self.screen.side.list.rows
        items = [model.item(at) for at in range(model.rowCount())]
        return [item for item in items if isinstance(item, Row)]

    def heads(self) -> list[str]:
        model = self.screen.side.list.rows
        items = [model.item(at) for at in range(model.rowCount())]
        return [item.text for item in items if isinstance(item, GroupHead)]

    @property
    def form(self) -> str:
        """The key of the form that is open, or nothing."""
        return self.screen.forms.form.key if self.screen.forms.form is not None else ""

    @property
    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget is not None else ""

    def full(self, item: PostItem) -> PostItemFull:
        return self.desk.post.item(PRIYA, item.id)

    # -- doing

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None, "nothing has the keyboard"
            QTest.keyClick(focused, key)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QTest.keyClicks(focused, text)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.part(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def choose(self, item: PostItem | PostItemId) -> None:
        row = item.id if isinstance(item, PostItem) else item
        assert self.screen.side.list.choose(int(row)), "the item is not in the list"

    def open_deed(self, item: PostItem, deed: str) -> None:
        """Choose an item and press the button of a rare deed."""
        self.choose(item)
        if not self.part(QWidget, f"post.deed.{deed}").isVisibleTo(self.screen):
            self.click("post.item.more_deeds")
        self.click(f"post.deed.{deed}")

    def fill(self, name: str, text: str) -> None:
        widget = self.part(QWidget, name)
        assert isinstance(widget, (QLineEdit, QPlainTextEdit))
        widget.setFocus()
        widget.clear()
        QTest.keyClicks(widget, text)

    def hand_over(self, *items: PostItem) -> None:
        """Tick things and press the primary button."""
        self.screen.list.tick([int(item.id) for item in items])
        self.click("post.hand_over")

    def signed(self, *items: PostItem) -> Signed:
        return self.desk.signed([item.id for item in items])

    def every_word(self) -> str:
        """Everything any widget of the page shows or says."""
        words: list[str] = []
        for widget in [self.screen, *self.screen.findChildren(QWidget)]:
            words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
            if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
                words.append(widget.text())
            if isinstance(widget, QPlainTextEdit):
                words.append(widget.toPlainText())
        words += [row.spoken for row in self.rows()] + self.heads()
        return "\n".join(words)


MakePage = Callable[..., Page]


@pytest.fixture
def make_page(qtbot: QtBot, desk: Desk, policy: Policy) -> MakePage:
    def make(by: Actor = PRIYA, post: PostService | None = None, width: int = 1174) -> Page:
        frame, hand = RecordingFrame(), SlowHand(desk)
        screen = PostScreen(post or desk.post, frame, by, policy, hand)
        desk.house.office.when_changed(lambda changed: screen.refresh(changed.what))
        qtbot.addWidget(screen)
        screen.resize(width, 712)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        return Page(qtbot, desk, frame, screen, hand)

    return make


@pytest.fixture
def page(make_page: MakePage) -> Page:
    return make_page()
