"""The names on the sign-in page, one tile each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.painting import paint_circle, rounded, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

_HEIGHT = 72
_GAP = 10
_CIRCLE = 40
_ROWS_SEEN = 6
_ONE_COLUMN_BELOW = 400


@dataclass(frozen=True, slots=True)
class TileWords:
    """One name: ``member`` is the id of the slot, "" for the tile that only explains a trustee's pass."""

    member: str
    name: str
    second: str

    @property
    def initials(self) -> str:
        """At most two letters for the circle."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


class Tile(Pressable):
    """A name with its initials. The chosen one is checked."""

    def __init__(self, words: TileWords) -> None:
        super().__init__(words.name, name=f"sign_in.tile.{words.member or 'trustee'}")
        self.words = words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("focus_radius", Px.radius_card)
        self.setAccessibleName(f"{words.name}, {words.second}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_ONE_COLUMN_BELOW // 2), theme().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down) or _letter(event):
            event.ignore()  # the grid moves, not the group of buttons
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        chosen = self.isChecked()
        fill = tokens.accent_tint if chosen else tokens.hover if self.underMouse() else tokens.surface
        edge = tokens.accent if chosen else tokens.control
        with QPainter(self) as painter:
            where = QRectF(self.rect())
            rounded(painter, where, fill=fill, edge=edge, radius=Px.radius_card, width=2 if chosen else 1)
            side = look.px(_CIRCLE)
            circle = QRectF(15 + chosen, (self.height() - side) / 2, side, side)
            paint_circle(painter, circle, tokens.accent if chosen else tokens.slate.tint)
            ink = tokens.on_accent if chosen else tokens.slate.ink
            write(painter, circle, self.words.initials, Words.SECOND_STRONG, ink, align=Qt.AlignmentFlag.AlignHCenter)
            left = circle.right() + look.px(Px.gap)
            middle, line = self.height() / 2, look.px(18)
            room = self.width() - left - look.px(Px.gap)
            name = QRectF(left, middle - line, room, line)
            write(painter, name, self.words.name, Words.STRONG, tokens.ink)
            write(painter, name.translated(0, line), self.words.second, Words.CAPTION, tokens.ink2)


class Tiles(QScrollArea):
    """All names, two beside each other; more than twelve scroll. Arrow keys move, letters jump.

    ``member_chosen`` tells of every choice, ``member_pressed`` of a click, Enter or Space on a name.
    """

    member_chosen = Signal(str)
    member_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sign_in.tiles")
        self.setAccessibleName("Who are you?")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(Px.focus_room, Px.focus_room, Px.focus_room, Px.focus_room)
        self._grid.setSpacing(_GAP)
        self.setWidget(inside)
        self.tiles: list[Tile] = []
        self._columns = 2

    @property
    def chosen(self) -> TileWords | None:
        """The chosen name."""
        return next((tile.words for tile in self.tiles if tile.isChecked()), None)

    def show_names(self, names: Sequence[TileWords], chosen: str) -> None:
        """Show these names, one of them chosen."""
        for tile in self.tiles:
            tile.setParent(None)
            tile.deleteLater()
        self.tiles = [Tile(words) for words in names]
        for tile in self.tiles:
            tile.setChecked(tile.words.member == chosen)
            tile.clicked.connect(self._on_tile_clicked)
        self._lay_out()

    def focus_names(self) -> None:
        """Bring the keyboard to the chosen name, or to the first."""
        tile = next((each for each in self.tiles if each.isChecked()), next(iter(self.tiles), None))
        if tile is not None:
            tile.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 1 if self.width() < theme().px(_ONE_COLUMN_BELOW) else 2
        if columns != self._columns:
            self._columns = columns
            self._lay_out()

    def sizeHint(self) -> QSize:
        rows = min(max(-(-len(self.tiles) // self._columns), 1), _ROWS_SEEN)
        height = rows * theme().px(_HEIGHT) + (rows - 1) * _GAP + 2 * Px.focus_room
        return QSize(theme().px(_ONE_COLUMN_BELOW), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least), theme().px(_HEIGHT) + 2 * Px.focus_room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((at for at, tile in enumerate(self.tiles) if tile.hasFocus()), None)
        if here is None:
            super().keyPressEvent(event)
            return
        last = len(self.tiles) - 1
        steps = {
            Qt.Key.Key_Left: here - 1,
            Qt.Key.Key_Right: here + 1,
            Qt.Key.Key_Up: here - self._columns,
            Qt.Key.Key_Down: here + self._columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        there = steps.get(Qt.Key(event.key()))
        if there is None:
            there = self._beginning_with(_letter(event), after=here)
        if there is not None and 0 <= there <= last:
            self._choose(there)

    def _beginning_with(self, letter: str, after: int) -> int | None:
        if not letter:
            return None
        turn = [*range(after + 1, len(self.tiles)), *range(after + 1)]
        return next((at for at in turn if self.tiles[at].words.name.casefold().startswith(letter)), None)

    def _choose(self, at: int) -> None:
        tile = self.tiles[at]
        tile.setChecked(True)
        tile.setFocus()
        self.ensureWidgetVisible(tile)
        self.member_chosen.emit(tile.words.member)

    def _lay_out(self) -> None:
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // self._columns, at % self._columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if self._columns == 2 else 0)
        rows = -(-len(self.tiles) // self._columns)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row == rows else 0)
        self.updateGeometry()

    def _on_tile_clicked(self) -> None:
        chosen = self.chosen
        if chosen is not None:
            self.member_chosen.emit(chosen.member)
            self.member_pressed.emit(chosen.member)


def _letter(event: QKeyEvent) -> str:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    typed = event.text()
    return typed.casefold() if plain and typed.isprintable() and not typed.isspace() else ""
