"""What was copied out of the records is taken from the clipboard when they are closed, or the screen handed over."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication


class ClipboardWatch(QObject):
    """Knows whether what lies in the clipboard was copied here; what was copied elsewhere is left alone."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = False
        QGuiApplication.clipboard().dataChanged.connect(self._on_changed)

    def clear_ours(self) -> None:
        """Empty the clipboard if what lies there is ours."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()
        if clipboard.supportsSelection() and clipboard.ownsSelection():  # what a middle button pastes
            clipboard.clear(QClipboard.Mode.Selection)
        self._ours = False

    def _on_changed(self) -> None:
        # Not every system tells who owns the clipboard; it changes by our hand only while the keyboard is ours.
        self._ours = QGuiApplication.clipboard().ownsClipboard() or QGuiApplication.focusWindow() is not None
