"""Where the pointer is, handed in so that a test can hold it still."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QGuiApplication


class Pointer(Protocol):
    """The mouse, pen or finger that points."""

    def place(self) -> QPoint:
        """Where it is, in logical pixels of the whole desktop."""
        ...

    def is_down(self) -> bool:
        """Whether a button is held down now."""
        ...


class QtPointer:
    """The ``Pointer`` that Qt knows of."""

    def place(self) -> QPoint:
        """Where it is, in logical pixels of the whole desktop."""
        return QCursor.pos()

    def is_down(self) -> bool:
        """Whether a button is held down now."""
        return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
