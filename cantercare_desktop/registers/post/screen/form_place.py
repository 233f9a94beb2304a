"""The place beside the list: one item, or the form of one deed; and what was typed in forms that were left."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cantercare_desktop.registers.post.screen.form_panel import FormPanel


class FormPlace(QStackedWidget):
    """Shows one thing at a time. Going back from a form loses nothing: the same form opens with what was typed.

    `opened` and `closed` say that a form took the place, and that it is gone; `laid_aside` carries the key of a form
    that was left without its deed.
    """

    opened = Signal()
    closed = Signal()
    laid_aside = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("post.form_place")
        self.form: FormPanel | None = None
        self._aside: dict[str, Mapping[str, object]] = {}
        self._behind: QWidget | None = None

    def show_behind(self, widget: QWidget) -> None:
        """Show something that is no form; while a form is open it waits behind it."""
        self._behind = widget
        if self.form is None:
            self.setCurrentWidget(widget)

    def show_form(self, form: FormPanel) -> None:
        """Show a form, with what was typed in it before it was last left."""
        self._keep_typed()
        self._take_away()
        self.form = form
        form.left.connect(self.leave)
        self.addWidget(form)
        self.setCurrentWidget(form)
        self.opened.emit()
        form.begin()
        kept = self._aside.pop(form.key, None)
        if kept is not None:
            form.take(kept)

    def leave(self) -> None:
        """Go back from a form without its deed. What was typed is kept for the next time."""
        form = self.form
        if form is None:
            return
        self._keep_typed()
        self._take_away()
        self.closed.emit()
        self.laid_aside.emit(form.key)

    def close_form(self) -> None:
        """Take the form away: its deed is done."""
        if self.form is not None:
            self._aside.pop(self.form.key, None)
            self._take_away()
            self.closed.emit()

    def all_typed(self) -> dict[str, object]:
        """Return what is typed in the open form and in those that were left, by the forms' keys."""
        kept: dict[str, object] = {key: dict(typed) for key, typed in self._aside.items()}
        if self.form is not None:
            kept[self.form.key] = self.form.typed()
        return kept

    def put_back(self, kept: Mapping[str, object]) -> None:
        """Take what `all_typed` gave."""
        self._aside.update({key: typed for key, typed in kept.items() if isinstance(typed, Mapping)})

    def forget(self) -> None:
        """Hold nothing that anybody typed."""
        self._take_away()
        self._aside.clear()

    def _keep_typed(self) -> None:
        if self.form is not None and self.form.is_touched():
            self._aside[self.form.key] = self.form.typed()

    def _take_away(self) -> None:
        form, self.form = self.form, None
        if form is None:
            return
        self.removeWidget(form)
        form.hide()
        # Away from the page at once: what it shows may be about somebody.
        form.setParent(None)
        form.deleteLater()
        if self._behind is not None:
            self.setCurrentWidget(self._behind)
