"""A USB barcode scanner types like a very fast keyboard. Its characters go where they belong, whoever has the focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

FASTEST_HAND: Final = 0.035
LEAST_SCANNED: Final = 8
MOST_SCANNED: Final = 200


@runtime_checkable
class Holding(Protocol):
    """A control that keeps more than its text, such as the person who was picked, and can put all of it back."""

    def put_back_later(self) -> Callable[[], None]: ...


class BarcodeScanner(QObject):
    """Notices a burst of at least 8 characters, no two more than 35 ms apart, ended by Enter.

    The burst is put into ``field``; the field that had the keyboard is given back the text it had before; the Enter is
    swallowed, so that no button is pressed. ``code_scanned`` carries the code. It listens while ``page`` can be seen,
    or ``field`` where no page is given. ``monotonic`` gives seconds that never run backwards.
    """

    code_scanned = Signal(str)

    def __init__(self, field: QLineEdit, monotonic: Callable[[], float], page: QWidget | None = None) -> None:
        super().__init__(field)
        self._field = field
        self._page = page or field
        self._monotonic = monotonic
        self._burst = ""
        self._last = float("-inf")
        self._before: tuple[QWidget, Callable[[], None]] | None = None
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QWidget) or watched is not QApplication.focusWidget():
            return False
        if not self._page.isVisible() or not self._field.isEnabled() or watched.window() is not self._field.window():
            return False
        return self._take(watched, event)

    def _take(self, focused: QWidget, event: QKeyEvent) -> bool:
        now = self._monotonic()
        quick = now - self._last <= FASTEST_HAND
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            scanned = quick and len(self._burst) >= LEAST_SCANNED
            if scanned:
                self._deliver()
            self._begin_again()
            return scanned
        typed = event.text()
        if len(typed) != 1 or not typed.isprintable() or not typed.isascii():
            # The Shift a scanner presses for a capital is part of the burst.
            if event.key() != Qt.Key.Key_Shift:
                self._begin_again()
            return False
        if not quick or self._before is None or self._before[0] is not focused:
            self._burst = ""
            self._before = (focused, put_back_of(focused))
        self._burst = (self._burst + typed)[-MOST_SCANNED:]
        self._last = now
        return False

    def _deliver(self) -> None:
        code = self._burst
        if self._before is not None:
            self._before[1]()
        self._field.setText(code)
        self.code_scanned.emit(code)

    def _begin_again(self) -> None:
        self._burst = ""
        self._last = float("-inf")
        self._before = None


def put_back_of(widget: QWidget) -> Callable[[], None]:
    """What puts a control back as it is now, whatever a burst of letters does to it meanwhile."""
    if isinstance(widget, Holding):
        return widget.put_back_later()
    if isinstance(widget, QLineEdit):
        return _line_put_back(widget)
    if isinstance(widget, QPlainTextEdit):
        return _block_put_back(widget)
    if isinstance(widget, QComboBox):
        chosen = widget.currentIndex()

        def choose_again() -> None:
            widget.setCurrentIndex(chosen)
            widget.activated.emit(chosen)

        return choose_again
    if isinstance(widget, QAbstractItemView):
        current = QPersistentModelIndex(widget.currentIndex())
        return lambda: widget.setCurrentIndex(current)
    return lambda: None


def _line_put_back(line: QLineEdit) -> Callable[[], None]:
    text, at = line.text(), line.cursorPosition()

    def put_back() -> None:
        line.setText(text)
        line.setCursorPosition(at)
        line.textEdited.emit(text)

    return put_back


def _block_put_back(block: QPlainTextEdit) -> Callable[[], None]:
    text, at = block.toPlainText(), block.textCursor().position()

    def put_back() -> None:
        block.setPlainText(text)
        cursor = block.textCursor()
        cursor.setPosition(at)
        block.setTextCursor(cursor)

    return put_back
