"""Run in a process of its own: shows a window, says "painted" once it has been, and ends.

``first_paint empty`` shows an empty window; ``first_paint program DIR`` starts the program on a vault, as its own
command does, and waits for the sign-in page. Both are watched in the same way.
"""

from __future__ import annotations

import sys

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Sees the first paint of a window that shows what is waited for.

    It begins with the turning of events, when nothing has been painted yet: looking at every event of the building of
    the pages would cost more than many of them.
    """

    def __init__(self, qt: QApplication, shows: str) -> None:
        super().__init__(qt)
        self._qt = qt
        self._shows = shows
        qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at paints of windows; hold nothing back."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            shown = watched.findChild(QWidget, self._shows) if self._shows else watched
            if shown is not None and shown.isVisible():
                self._qt.removeEventFilter(self)
                # Comes when the window has been painted to the end, before anything else that waits for its turn.
                first = Qt.EventPriority.HighEventPriority.value
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), first)
        return False

    def customEvent(self, event: QEvent) -> None:
        """Say it, and end."""
        print("painted", flush=True)
        self._qt.closeAllWindows()
        self._qt.quit()


def show_empty() -> int:
    """Show a window with nothing in it."""
    qt = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    Watch(qt, "")
    return qt.exec()


def show_program(folder: str) -> int:
    """Start the program, with an application that is watched."""

    class Watched(QApplication):
        def exec(self) -> int:  # type: ignore[override] # the program calls it on its application
            Watch(self, "sign_in.heading")
            return super().exec()

    QtWidgets.QApplication = Watched  # type: ignore[misc] # the program asks for it by this name when it starts
    from cantercare_desktop.__main__ import main

    return main(["--vault", folder])


if __name__ == "__main__":
    sys.exit(show_program(sys.argv[2]) if sys.argv[1] == "program" else show_empty())
