"""Picking a person by typing a few letters of her name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.painting import kept, text_width, write
from cantercare_desktop.ui.rows import Index
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

_SUGGESTION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Someone, or something, that could be meant: "Leila Haddadi", "room 2"."""

    key: Hashable
    text: str
    second: str = ""

    @property
    def spoken(self) -> str:
        """Both parts as words."""
        return f"{self.text}, {self.second}" if self.second else self.text


Suggest = Callable[[str], Sequence[Suggestion]]


class _SuggestionDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        suggestion = index.data(_SUGGESTION)
        where: QRect = option.rect
        tokens = theme().tokens
        with kept(painter):
            if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
                painter.fillRect(where, theme().colour("accent_tint"))
            if isinstance(suggestion, Suggestion):
                room = QRectF(where).adjusted(Px.field_padding, 0, -Px.field_padding, 0)
                write(painter, room, suggestion.text, Words.BODY, tokens.ink)
                gap = text_width(suggestion.text, Words.BODY) + Px.grid
                write(painter, room.adjusted(gap, 0, 0, 0), suggestion.second, Words.SECOND, tokens.ink2)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), theme().px(Px.target))


class PersonPicker(TextLine):
    """Typing narrows; the best guess stands grey at the right; Tab or Enter takes it; arrows choose another.

    ``person_picked`` carries the ``Suggestion`` that was taken, or ``None`` as soon as the text is changed again. An
    Enter that takes a guess is used up; an Enter on a person already taken is ``returnPressed`` as usual.
    """

    person_picked = Signal(object)

    def __init__(self, suggest: Suggest, *, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, placeholder=placeholder, parent=parent)
        self._suggest = suggest
        self._offered: tuple[Suggestion, ...] = ()
        self._picked: Suggestion | None = None
        self._popup: QListView | None = None
        self._model = QStandardItemModel(self)
        self.textEdited.connect(self._on_text_edited)

    @property
    def picked(self) -> Suggestion | None:
        """Who has been taken."""
        return self._picked

    @property
    def offered(self) -> tuple[Suggestion, ...]:
        """Who could be meant by what is typed."""
        return self._offered

    def pick(self, suggestion: Suggestion | None) -> None:
        """Take someone, or nobody, and say so."""
        self._set(suggestion)
        self.person_picked.emit(suggestion)

    def put(self, suggestion: Suggestion | None) -> None:
        """Take someone without telling anyone, as when a draft comes back."""
        self._set(suggestion)

    def put_back_later(self) -> Callable[[], None]:
        """What puts back the person, or the letters, that stand here now."""
        picked, text = self._picked, self.text()

        def put_back() -> None:
            if picked is not None:
                self.pick(picked)
            else:
                self.setText(text)
                self.textEdited.emit(text)

        return put_back

    def close_popup(self) -> None:
        """Take the list of others away."""
        if self._popup is not None:
            self._popup.hide()

    @property
    def popup(self) -> QListView | None:
        """The list of others, while it can be seen."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self._take_guess()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._picked is None and self._take_guess():
            event.accept()
        elif key == Qt.Key.Key_Escape and self.popup is not None:
            self.close_popup()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_popup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self.close_popup()
        return super().eventFilter(watched, event)

    def _set(self, suggestion: Suggestion | None) -> None:
        self._picked = suggestion
        self._offered = ()
        self._model.clear()
        self.setText(suggestion.text if suggestion is not None else "")
        self.show_aside(suggestion.second if suggestion is not None else "")
        self.close_popup()

    def _on_text_edited(self, _text: str) -> None:
        typed = self.text().strip()
        if self._picked is not None:
            self._picked = None
            self.person_picked.emit(None)
        self._offered = tuple(self._suggest(typed)) if typed else ()
        self._model.clear()
        for suggestion in self._offered:
            item = QStandardItem(suggestion.spoken)
            item.setData(suggestion, _SUGGESTION)
            self._model.appendRow(item)
        self._show_guess(self._offered[0] if self._offered else None)
        if len(self._offered) < 2:
            self.close_popup()
        elif self.popup is not None:
            self._open_popup()

    def _show_guess(self, guess: Suggestion | None) -> None:
        typed = self.text().strip()
        self.show_aside(guess.spoken if guess is not None else "no one of that name" if typed else "")
        self.setAccessibleDescription(f"Best guess: {guess.spoken}" if guess is not None else self.aside)

    def _step(self, step: int) -> None:
        if not self._offered:
            self._offered = tuple(self._suggest(self.text().strip() if self._picked is None else ""))
            self._model.clear()
            for suggestion in self._offered:
                item = QStandardItem(suggestion.spoken)
                item.setData(suggestion, _SUGGESTION)
                self._model.appendRow(item)
        if not self._offered:
            return
        fresh = self.popup is None
        view = self._open_popup()
        at = 0 if fresh else (view.currentIndex().row() + step) % len(self._offered)
        view.setCurrentIndex(self._model.index(at, 0))
        self._show_guess(self._offered[at])

    def _take_guess(self) -> bool:
        if self._picked is not None or not self._offered:
            return False
        popup = self.popup
        at = max(popup.currentIndex().row(), 0) if popup is not None else 0
        self.pick(self._offered[at])
        return True

    def _open_popup(self) -> QListView:
        window = self.window()
        if self._popup is None or self._popup.parentWidget() is not window:
            view = QListView(window)
            view.setObjectName(f"{self.objectName()}.popup")
            view.setAccessibleName("People")
            view.setProperty("popup", True)
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.setUniformItemSizes(True)
            view.setMouseTracking(True)
            view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
            view.setModel(self._model)
            view.setItemDelegate(_SuggestionDelegate(view))
            view.clicked.connect(self._on_clicked)
            window.installEventFilter(self)
            self._popup = view
        view = self._popup
        rows = min(len(self._offered), Px.popup_rows)
        corner = self.mapTo(window, QPoint(0, self.height() + Px.focus_room + 1))
        view.setGeometry(QRect(corner, QSize(self.width(), rows * theme().px(Px.target) + 2)))
        view.show()
        view.raise_()
        return view

    def _on_clicked(self, index: QModelIndex) -> None:
        suggestion = index.data(_SUGGESTION)
        if isinstance(suggestion, Suggestion):
            self.pick(suggestion)
            self.setFocus()
