"""Drives the whole program, as the tour and the journeys do: real window, real vault, doors instead of the world."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from cantercare_desktop.app import build
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.signing import Stroke
from cantercare_desktop.shell.doors import MakeDemo, System
from cantercare_desktop.shell.program import Program
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.ui.choices import Choice
from cantercare_desktop.ui.row_painting import tick_spot
from cantercare_desktop.ui.rows import GroupHead, Row
from cantercare_desktop.ui.signature_pad import SignaturePad
from cantercare_desktop.ui.tables import RowList
from cantercare_desktop.vault.keys import Argon2Cost, DeviceSecrets
from tests.support.doors import Hands, MovingDelay, ToldLockWatch, Windows
from tests.support.held_words import words_of
from tests.support.resident import StillVoice
from tests.support.vaults import MemorySecrets

WidgetT = TypeVar("WidgetT", bound=QWidget)

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=UTC)
SCREEN = QSize(1366, 768)
_LONGEST_WAIT_MS = 20_000
_LOOK_EVERY_MS = 5


class NotThereError(AssertionError):
    """A widget that should be on the screen is not."""


class Driver:
    """The program, with hands at its keyboard and mouse."""

    def __init__(
        self,
        folder: Path,
        *,
        clock: FixedClock | None = None,
        secrets: DeviceSecrets | None = None,
        demo_folder: Path | None = None,
        make_demo: MakeDemo | None = None,
        demo_passwords: Callable[[Path], Mapping[str, str]] = lambda _folder: {},
        size: QSize = SCREEN,
    ) -> None:
        self.clock = clock or FixedClock(NOW)
        self.delay = MovingDelay(self.clock)
        self.hands = Hands()
        self.lock_watch = ToldLockWatch()
        self.bugs: list[BaseException] = []
        self._closed = False
        self._owner = QObject()
        self.windows = Windows()
        kept = secrets or MemorySecrets()
        self.program: Program = build(
            System(
                clock=self.clock,
                delay=self.delay,
                secrets=lambda _folder: kept,
                pickers=self.hands,
                printer=self.hands,
                lock_watch=self.lock_watch,
                voice=StillVoice(absent=True),
                cost=Argon2Cost.FLOOR,
            ),
            parent=self._owner,
            folder=folder,
            demo_folder=demo_folder or folder.parent / "demo",
            failed_by_bug=self.bugs.append,
            make_demo=make_demo,
            demo_passwords=demo_passwords,
        )
        self.program.window.resize(size)

    def start(self) -> None:
        """Show the window."""
        self.program.start()
        self.program.window.resize(SCREEN if self.program.window.width() < 1 else self.program.window.size())
        self.settle()

    def close(self) -> None:
        """Close the program as a person would, and let go of it; twice does no harm."""
        if self._closed:
            return
        self._closed = True
        self.program.close()
        self.program.window.close()
        self.program.window.deleteLater()
        self._owner.deleteLater()
        self.windows.stop()
        self.settle()

    # -- waiting

    def until(self, happens: Callable[[], bool], what: str = "") -> None:
        """Let the program run until something is so. Raises `NotThereError` when it does not become so."""
        if happens():
            return
        loop = QEventLoop()
        look, give_up = QTimer(), QTimer()
        look.setInterval(_LOOK_EVERY_MS)
        give_up.setSingleShot(True)
        look.timeout.connect(lambda: loop.quit() if happens() or self.bugs else None)
        give_up.timeout.connect(loop.quit)
        look.start()
        give_up.start(_LONGEST_WAIT_MS)
        loop.exec()
        look.stop()
        give_up.stop()
        if self.bugs:
            raise self.bugs[0]
        if not happens():
            raise NotThereError(what or "what was waited for did not happen")

    def settle(self) -> None:
        """Let what is queued be done: layouts, deferred deletes, paints."""
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()
        QApplication.sendPostedEvents(None, 0)
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()

    def pass_time(self, by: timedelta) -> None:
        """Let the office clock go on."""
        self.delay.move(by)
        self.settle()

    def move_clock_to(self, at: datetime) -> None:
        """Set the face of the clock, without any time passing for delays."""
        self.clock.at = at
        self.settle()

    # -- looking

    def there(self, name: str) -> bool:
        """Tell whether a widget of this name can be seen."""
        return self._seen(name) is not None

    def get(self, name: str, kind: type[WidgetT]) -> WidgetT:
        """Return the widget of this name that can be seen, waiting for it if need be."""
        self.until(lambda: self._seen(name) is not None, f"{name} is not on the screen; there are: {self.names()}")
        found = self._seen(name)
        if not isinstance(found, kind):
            raise NotThereError(f"{name} is a {type(found).__name__}, not a {kind.__name__}")
        return found

    def names(self) -> str:
        """Name what can be seen, for a message."""
        seen = {each.objectName() for top in _tops() for each in top.findChildren(QWidget) if each.isVisible()}
        return ", ".join(sorted(name for name in seen if "." in name and not name.startswith("qt_")))

    def words(self) -> str:
        """Return every word that can be seen or that a screen reader would say, in all windows."""
        return "\n".join(
            word
            for top in _tops()
            for each in (top, *top.findChildren(QWidget))
            if each.isVisible()
            for word in words_of(each)
            if word
        )

    def resident_screen(self) -> ResidentScreen:
        """Return the resident screen, waiting for it."""
        self.until(lambda: any(isinstance(top, ResidentScreen) for top in _tops()), "the resident screen did not come")
        return next(top for top in _tops() if isinstance(top, ResidentScreen))

    # -- doing

    def click(self, name: str) -> None:
        """Click a widget with the mouse."""
        widget = self.get(name, QWidget)
        self.until(widget.isEnabled, f"{name} is disabled")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def click_action(self, name: str) -> None:
        """Click an item of the menu that is open."""
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise NotThereError("no menu is open")
        action = next(each for each in menu.actions() if each.objectName() == name)
        spot = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self.settle()

    def type(self, name: str, text: str) -> None:
        """Put the keyboard into a field and type."""
        widget = self.get(name, QWidget)
        widget.setFocus()
        _key_in(widget, text)
        self.settle()

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        """Press a key where the keyboard is."""
        for _ in range(times):
            QTest.keyClick(self.focus(), key, held)
            self.settle()

    def write(self, text: str) -> None:
        """Type where the keyboard is."""
        _key_in(self.focus(), text)
        self.settle()

    def focus(self) -> QWidget:
        """Return where the keyboard is."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        return found if found is not None else self.program.window

    def tab_to(self, name: str, most: int = 80) -> None:
        """Press Tab until the keyboard is at a widget."""
        for _ in range(most):
            if self.focus().objectName() == name:
                return
            self.key(Qt.Key.Key_Tab)
        raise NotThereError(f"Tab does not lead to {name}")

    def rows_of(self, listed: str, head: str) -> list[Hashable]:
        """Return the keys of the rows under a group head of a list, or of those that begin with the words."""
        rows = self.get(listed, RowList).rows
        under = ""
        found: list[Hashable] = []
        for at in range(rows.rowCount()):
            item = rows.item(at)
            if isinstance(item, GroupHead):
                under = item.text
            elif isinstance(item, Row) and (under.startswith(head) or item.title.startswith(head)):
                found.append(item.key)
        return found

    def click_row(self, listed: str, key: Hashable, *, tick: bool = False) -> None:
        """Click a row of a list with the mouse, or its box to tick."""
        view = self.get(listed, RowList)
        at = view.rows.place(key)
        if at is None:
            raise NotThereError(f"{key} is not in {listed}")
        view.scrollTo(view.rows.index(at, 0))
        area = view.visualRect(view.rows.index(at, 0))
        spot = tick_spot(area).center().toPoint() if tick else area.center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self.settle()

    def tab_and_press(self, name: str) -> None:
        """Go to a button with Tab, and press it with Enter."""
        self.tab_to(name)
        self.until(self.focus().isEnabled, f"{name} is disabled")
        self.key(Qt.Key.Key_Return)

    def tab_and_write(self, name: str, text: str) -> None:
        """Go to a field with Tab, and type into it."""
        self.tab_to(name)
        self.write(text)

    def draw(self, strokes: tuple[Stroke, ...]) -> None:
        """Draw on the signature pad with the mouse."""
        pad = self.get("resident.pad", SignaturePad)
        for stroke in strokes:
            points = [QPoint(round(p.x * pad.width()), round(p.y * pad.height())) for p in stroke.points]
            QTest.mousePress(pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[0])
            for point in points[1:]:
                self.clock.move(timedelta(milliseconds=14))
                QTest.mouseMove(pad, point)
            QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, points[-1])
        self.settle()

    def choose(self, name: str, key: str) -> None:
        """Choose an option of a choice list, as a person does who opens it."""
        choice = self.get(name, Choice)
        choice.setCurrentIndex(choice.findData(key))
        choice.activated.emit(choice.currentIndex())
        self.settle()

    def click_message_deed(self) -> None:
        """Press the link in the message bar."""
        self.click("message.deed")

    def sign_in(self, member_id: str, password: str) -> None:
        """Choose a tile and type the password."""
        self.click(f"sign_in.tile.{member_id}")
        self.type("sign_in.password", password)
        self.key(Qt.Key.Key_Return)
        self.until(lambda: self.there("bar.lock"), "the window did not open")

    def lock_the_computer(self) -> None:
        """Have the computer locked, as by the Windows key and L."""
        if self.lock_watch.happened is None:
            raise NotThereError("nobody listens for the computer's lock")
        self.lock_watch.happened("because the computer was locked")
        self.settle()

    def picture(self, path: Path) -> None:
        """Save what the front window shows as a PNG."""
        self.settle()
        window = next((top for top in _tops() if isinstance(top, ResidentScreen)), self.program.window)
        path.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(path))

    def _seen(self, name: str) -> QWidget | None:
        for top in _tops():
            if top.objectName() == name:
                return top
            for each in top.findChildren(QWidget, name):
                if each.isVisible():
                    return each
        return None


def _key_in(widget: QWidget, text: str) -> None:
    """Press a key for each character; those that QTest has no key for come as from a keyboard that has one."""
    for character in text:
        if character.isascii():
            QTest.keyClicks(widget, character)
            continue
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, key)


def _tops() -> list[QWidget]:
    return [top for top in QApplication.topLevelWidgets() if top.isVisible()]
