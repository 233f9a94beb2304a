"""Every word that living widgets still hold, seen or not: what a lock must leave behind nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.UserRole,
)
_ASKED = ("text", "toPlainText", "placeholderText", "currentText", "title")


def words_of(widget: QWidget) -> Iterator[str]:
    """Give what a widget shows, says to a screen reader, or offers in its list."""
    yield widget.windowTitle()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.toolTip()
    for name in _ASKED:
        asked = getattr(widget, name, None)
        if callable(asked):
            with suppress(TypeError):  # a form's own `text` takes the name of a field
                yield str(asked())
    for action in widget.findChildren(QAction, options=Qt.FindChildOption.FindDirectChildrenOnly):
        yield action.text()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _in_model(widget.model())


def held_words() -> Iterator[tuple[str, str]]:
    """Give everything that any widget of the program holds, hidden ones too, with the widget's name."""
    for widget in QApplication.allWidgets():
        name = f"{type(widget).__name__} {widget.objectName()}"
        for word in words_of(widget):
            yield name, word
        for attribute, value in vars(widget).items():
            if not isinstance(value, QObject):
                yield f"{name}.{attribute}", repr(value)
    yield "the clipboard", QApplication.clipboard().text()


def names_in(texts: Iterable[str], names: Iterable[str]) -> set[str]:
    """Return those names that stand in the texts as words."""
    whole = "\n".join(texts)
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", whole)}


def names_held(names: Iterable[str]) -> dict[str, str]:
    """Return where which of these names is still held."""
    wanted = tuple(names)
    found: dict[str, str] = {}
    for where, text in held_words():
        for name in names_in((text,), wanted):
            found.setdefault(where, name)
    return found


def _in_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount(QModelIndex())):
        for column in range(model.columnCount(QModelIndex())):
            for role in _ROLES:
                kept = model.index(row, column).data(role)
                if kept is not None:
                    yield str(kept)
