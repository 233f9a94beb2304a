"""Choosing the language of the page: a button, and under it a list of large buttons within the same window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.shell.resident_screen.parts import ResidentButton
from cantercare_desktop.ui.painting import rounded
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px


class LanguageButton(ResidentButton):
    """Says which language is shown, in that language, and opens the list of the others. `chosen` carries a code."""

    chosen = Signal(str)

    def __init__(self, books: Sequence[Phrasebook]) -> None:
        super().__init__("tool", name="resident.language", icon="globe", opens=True)
        self._books = tuple(books)
        self._code = ""
        self.list: LanguageList | None = None
        self.clicked.connect(self._on_clicked)

    def show_language(self, book: Phrasebook) -> None:
        """Show which language is shown now."""
        self._code = book.code
        self.say(book.native_name, f"{book.say('screen.language')}: {book.native_name}")

    def close_list(self) -> None:
        """Close the list, if it is open."""
        if self.list is not None:
            self.list.hide()
            self.list.deleteLater()
            self.list = None

    def _on_clicked(self) -> None:
        if self.list is not None:
            self.close_list()
            return
        self.list = LanguageList(self._books, self._code, self)
        self.list.chosen.connect(self._on_chosen)
        self.list.left.connect(self._on_left)
        self.list.open_below(self)

    def _on_chosen(self, code: str) -> None:
        self.close_list()
        self.setFocus()
        self.chosen.emit(code)

    def _on_left(self, back: bool) -> None:  # noqa: FBT001 - the signature of the signal
        self.close_list()
        if back:
            self.setFocus()


class LanguageList(QWidget):
    """The languages, each in its own writing. `left` carries whether the keyboard should go back to the button."""

    chosen = Signal(str)
    left = Signal(bool)

    def __init__(self, books: Sequence[Phrasebook], code: str, button: QWidget) -> None:
        super().__init__(button.window())
        self._page = button.window()
        self.setObjectName("resident.languages")
        self.setAccessibleName(button.accessibleName())
        self.setLayoutDirection(button.layoutDirection())
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.gap, Px.gap, Px.gap, Px.gap)
        column.setSpacing(Px.gap)
        self.buttons = [_Language(book, chosen=book.code == code) for book in books]
        for each in self.buttons:
            each.clicked.connect(self._on_clicked)
            each.left.connect(self._on_button_left)
            column.addWidget(each)

    def open_below(self, button: QWidget) -> None:
        """Show it under the button, inside the window, with the keyboard on the language shown now."""
        size = self.sizeHint()
        width = max(size.width(), button.width())
        corner = button.mapTo(self._page, QPoint(0, button.height() + Px.half_grid))
        room = self._page.rect()
        left = corner.x()
        if self.layoutDirection() == Qt.LayoutDirection.LeftToRight:
            left = corner.x() + button.width() - width
        left = max(Px.grid, min(left, room.width() - width - Px.grid))
        top = max(Px.grid, min(corner.y(), room.height() - size.height() - Px.grid))
        self.setGeometry(left, top, width, size.height())
        self.show()
        self.raise_()
        for each in self.buttons:
            if each.isChecked():
                each.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit(True)
        elif event.key() in steps:
            at = [each.hasFocus() for each in self.buttons]
            now = at.index(True) if True in at else 0
            self.buttons[(now + steps[Qt.Key(event.key())]) % len(self.buttons)].setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme().tokens
        with QPainter(self) as painter:
            rounded(
                painter,
                QRectF(self.rect()),
                fill=tokens.surface,
                edge=tokens.control,
                radius=Px.radius_card,
                width=Px.edge_bad,
            )

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _Language):
            self.chosen.emit(button.code)

    def _on_button_left(self) -> None:
        if self.isVisible() and not any(each.hasFocus() for each in self.buttons):
            self.left.emit(False)


class _Language(ResidentButton):
    left = Signal()

    def __init__(self, book: Phrasebook, *, chosen: bool) -> None:
        super().__init__("tool", name=f"resident.language.{book.code}", icon="check" if chosen else "")
        self.code = book.code
        self.setCheckable(True)
        self.setChecked(chosen)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.say(book.native_name)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
