"""Sees the first paint of a window, and ends the program then."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Watched(QApplication):
    """An application that says when the sign-in page has been painted."""

    def exec(self) -> int:  # type: ignore[override] # the program calls it on its application
        """Run, and look at the windows that are shown by now."""
        say_when_painted(self, "sign_in.heading")
        return super().exec()


class _Watch(QObject):
    """Looks at the events of the windows alone: to look at all would cost more than many of them."""

    def __init__(self, qt: QApplication, shows: str) -> None:
        super().__init__(qt)
        self._qt = qt
        self._shows = shows
        self._seen = False
        for window in qt.topLevelWidgets():
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for a paint; hold nothing back."""
        if not self._seen and event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            shown = watched.findChild(QWidget, self._shows) if self._shows else watched
            if shown is not None and shown.isVisible():
                self._seen = True
                # Comes when the window has been painted to the end, before anything else that waits for its turn.
                first = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)
        return False

    def customEvent(self, event: QEvent) -> None:
        """Say it, and end."""
        print("painted", flush=True)
        self._qt.closeAllWindows()
        self._qt.quit()


def say_when_painted(qt: QApplication, shows: str) -> None:
    """Print "painted" and end when a window has been painted that holds a shown widget of this name ("": any)."""
    _Watch(qt, shows)
