"""The one window: a stack of pages, a title that says nothing about anyone, and the focus frame."""

from __future__ import annotations

import sys

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from cantercare_desktop.shell.brand import PROGRAM
from cantercare_desktop.ui.focus import FocusFrame
from cantercare_desktop.ui.theme import theme

_FIRST_SIZE = (1366, 768)
_LEAST_SIZE = (640, 480)
_EXCLUDE_FROM_CAPTURE = 0x11


class Window(QMainWindow):
    """Shows one page at a time. ``closing`` comes before the window goes."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_FIRST_SIZE)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self._focus_frame = FocusFrame(self)
        self._hidden_from_capture = False

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page; it is taken into the stack when it is new."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def drop_page(self, page: QWidget) -> None:
        """Take a page out of the stack for good."""
        self._pages.removeWidget(page)
        page.hide()
        page.deleteLater()

    def bring_forward(self) -> None:
        """Come to the front, as when the program is started a second time."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._hidden_from_capture:
            self._hidden_from_capture = True
            hide_from_capture(self)
            self.setWindowIcon(theme().icons.icon("brand", theme().tokens.accent, 32))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


def close_others(window: QWidget) -> None:
    """Close dialogues and menus, so that nothing of the records stays on the screen."""
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        else:
            other.close()


def hide_from_capture(window: QWidget) -> bool:
    """Keep a window out of screenshots and screen sharing on Windows; elsewhere the system has no such thing.

    Returns whether the system did it. Older Windows 10 does not know the setting and refuses it.
    """
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), _EXCLUDE_FROM_CAPTURE))
    return False
