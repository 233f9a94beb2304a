"""Find a person or a record: the field in the top bar and the list of what was found under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.painting import key_cap, key_cap_width
from cantercare_desktop.ui.rows import GroupHead, Item, Row, Rows
from cantercare_desktop.ui.tables import RowList
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Hit

KEYS = "Ctrl+K"
_AFTER_S = 0.12
_WIDEST = 430


@dataclass(frozen=True, slots=True)
class Found:
    """What one register found."""

    title: str
    hits: tuple[Hit, ...]


Find = Callable[[str], Sequence[Found]]


class SearchBox(TextLine):
    """The field. ``hit_opened`` carries the ``Hit`` that was chosen."""

    hit_opened = Signal(object)

    def __init__(self, find: Find, delay: Delay) -> None:
        super().__init__(name="bar.search", placeholder="Find a person or a record")
        self._find = find
        self._delay = delay
        self._call_off: Callable[[], None] | None = None
        self.found: FoundList | None = None
        self.setAccessibleName(f"Find a person or a record, {KEYS}")
        self.setMaximumWidth(theme().px(_WIDEST))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextMargins(theme().px(Px.icon + 4), 0, round(key_cap_width(KEYS)) + 4, 0)
        self.textEdited.connect(self._on_typed)

    def ask(self) -> None:
        """Bring the keyboard here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def leave(self) -> None:
        """Close the list and empty the field."""
        self.clear()
        self._close()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme()
        with QPainter(self) as painter:
            side = look.px(Px.icon_small)
            spot = QRectF(look.px(12), (self.height() - side) // 2, side, side)
            look.icons.paint(painter, "search", spot, look.tokens.ink2)
            if not self.text():
                width, height = key_cap_width(KEYS), look.px(Px.key_cap)
                cap = QRectF(round(self.width() - width - 10), (self.height() - height) // 2, round(width), height)
                key_cap(painter, cap, KEYS, ink=look.tokens.ink2, fill=look.tokens.surface2, edge=look.tokens.line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.text() or self.found is not None):
            self.leave()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found is not None:
            self.found.step(forwards=key == Qt.Key.Key_Down)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
            if self.found is not None:
                self.found.open_chosen()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._close()

    def _on_typed(self, _text: str) -> None:
        if self._call_off is not None:
            self._call_off()
        self._call_off = self._delay(_AFTER_S, self._search)

    def _search(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
        words = self.text().strip()
        if not words:
            self._close()
            return
        if self.found is None:
            self.found = FoundList(self)
            self.found.opened.connect(self._on_hit_opened)
        self.found.show_found(words, self._find(words))

    def _close(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
        if self.found is not None:
            self.found.hide()
            self.found.deleteLater()
            self.found = None

    def _on_hit_opened(self, hit: object) -> None:
        self.leave()
        self.hit_opened.emit(hit)


class FoundList(QFrame):
    """The list under the field: what was found, register by register."""

    opened = Signal(object)

    def __init__(self, box: QWidget) -> None:
        super().__init__(box.window())
        self.setObjectName("bar.found")
        self.setProperty("card", True)
        self._box = box
        self._items: list[Item] = []
        self._hits: list[Hit] = []
        self.list = RowList(Rows(), name="bar.found.list", says="Found", dense=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = Label("", Words.SECOND, ink="ink2", wrap=True, name="bar.found.nothing")
        self.nothing.setContentsMargins(Px.card_padding, Px.gap, Px.card_padding, Px.gap)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.edge, Px.edge, Px.edge, Px.edge)
        column.setSpacing(0)
        column.addWidget(self.nothing)
        column.addWidget(self.list)
        self.list.deed_asked.connect(self._on_row_opened)
        self.list.row_opened.connect(self._on_row_opened)
        self.list.clicked.connect(self._on_clicked)
        box.window().installEventFilter(self)

    def show_found(self, words: str, found: Sequence[Found]) -> None:
        """Show what was found for these words."""
        self._items, self._hits = [], []
        for register in found:
            if not register.hits:
                continue
            self._items.append(GroupHead(register.title, right=str(len(register.hits))))
            for hit in register.hits:
                row = Row(len(self._hits), hit.title, hit.detail, icon=hit.icon)
                self._items.append(row)
                self._hits.append(hit)
        self.list.rows.ask(lambda after, _limit: (self._items if after is None else (), False))
        self.list.setVisible(bool(self._hits))
        self.nothing.setVisible(not self._hits)
        self.nothing.say(f"Nothing is found for “{words[:60]}”. Try the first letters of a name, or a number.")
        self.list.choose_first()
        self._place()
        self.show()
        self.raise_()

    def step(self, *, forwards: bool) -> None:
        """Choose the next hit, or the one before."""
        here = self.list.chosen
        at = here if isinstance(here, int) else -1
        there = at + (1 if forwards else -1)
        if 0 <= there < len(self._hits):
            self.list.choose(there)

    def open_chosen(self) -> None:
        """Open the chosen hit."""
        self._on_row_opened(self.list.chosen)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        window = self._box.window()
        corner = self._box.mapTo(window, QPoint(0, self._box.height() + Px.half_grid))
        height = self.nothing.heightForWidth(self._box.width())
        if self._hits:
            height = self.list.verticalHeader().length() + 2 * Px.edge + 2
        room = window.height() - corner.y() - Px.page_edge
        self.setGeometry(corner.x(), corner.y(), self._box.width(), max(min(height, room), Px.row_two))

    def _on_clicked(self) -> None:
        self._on_row_opened(self.list.chosen)

    def _on_row_opened(self, key: object) -> None:
        if isinstance(key, int) and 0 <= key < len(self._hits):
            self.opened.emit(self._hits[key])
