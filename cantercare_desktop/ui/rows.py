"""What a list shows: rows and group heads, fetched page by page, behind one Qt model."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.tokens import State

ITEM: Final = Qt.ItemDataRole.UserRole
PAGE: Final = 100

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head over some rows: "Amara Okafor  room 1 … 3 items". A ``state`` makes it a head in capitals."""

    text: str
    second: str = ""
    right: str = ""
    state: State | None = None

    @property
    def spoken(self) -> str:
        """The head as words for a screen reader."""
        return ", ".join(part for part in (self.text, self.second, self.right) if part)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list, or of a table when it has ``cells``.

    ``key`` names what the row stands for; ``mark`` is whatever the page function needs to go on after this row.
    ``deed`` is the text of the button at the right. ``can_tick`` gives it a tick box. A ``quiet`` row is history.
    """

    key: Hashable
    title: str = ""
    second: str = ""
    icon: str | None = None
    icon_state: State = State.PLAIN
    chip: ChipWords | None = None
    aside: str = ""
    deed: str = ""
    can_tick: bool = False
    cells: tuple[str | ChipWords, ...] = ()
    mark: object = None

    @property
    def spoken(self) -> str:
        """The row as words for a screen reader."""
        parts = [self.title, self.second, *(c if isinstance(c, str) else c.text for c in self.cells)]
        return ", ".join(part for part in (*parts, self.aside, self.chip.text if self.chip else "") if part)


Item = Row | GroupHead
# (what comes after this item, at most so many) -> (items, whether there are more). ``None`` asks for the first page.
PageOfRows = Callable[[Item | None, int], tuple[Sequence[Item], bool]]


def no_rows(_after: Item | None, _limit: int) -> tuple[Sequence[Item], bool]:
    """A page function that has nothing."""
    return (), False


class Rows(QAbstractTableModel):
    """The items fetched so far. Qt asks for the next page when the list is scrolled near its end.

    ``ticks_changed`` carries the keys that are ticked now, in the order in which the rows stand.
    """

    ticks_changed = Signal(tuple)

    def __init__(
        self, page: PageOfRows = no_rows, *, columns: Sequence[str] = ("",), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._columns = tuple(columns)
        self.number_columns: frozenset[int] = frozenset()
        self._items: list[Item] = []
        self._more = False
        self._ticked: set[Hashable] = set()

    def ask(self, page: PageOfRows) -> None:
        """Show what another page function gives, from its beginning."""
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Fetch again, as many as are shown now; ticks stay on the rows that are still there."""
        wanted = max(PAGE, min(len(self._items), 10 * PAGE))
        self.beginResetModel()
        items, self._more = self._page(None, wanted)
        self._items = list(items)
        self.endResetModel()
        if not self._more:
            there = {item.key for item in self._items if isinstance(item, Row)}
            self._tick(self._ticked & there)

    def forget(self) -> None:
        """Hold nothing any more."""
        self.ask(no_rows)
        self._tick(set())

    def item(self, at: int) -> Item | None:
        """What stands in a place, counted from 0."""
        return self._items[at] if 0 <= at < len(self._items) else None

    def place(self, key: Hashable) -> int | None:
        """Where the row with this key stands among those fetched."""
        for at, item in enumerate(self._items):
            if isinstance(item, Row) and item.key == key:
                return at
        return None

    @property
    def ticked(self) -> tuple[Hashable, ...]:
        """The ticked keys in the order of the rows."""
        return tuple(item.key for item in self._items if isinstance(item, Row) and item.key in self._ticked)

    def is_ticked(self, key: Hashable) -> bool:
        """Whether the row with this key is ticked."""
        return key in self._ticked

    def tick(self, keys: Iterable[Hashable]) -> None:
        """Tick exactly these rows."""
        self._tick(set(keys))

    def turn_tick(self, key: Hashable) -> None:
        """Tick the row, or take its tick away."""
        self._tick(self._ticked ^ {key})

    def _tick(self, keys: set[Hashable]) -> None:
        if keys == self._ticked:
            return
        turned = keys ^ self._ticked
        self._ticked = keys
        for at, item in enumerate(self._items):
            if isinstance(item, Row) and item.key in turned:
                self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))
        self.ticks_changed.emit(self.ticked)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._items:
            return
        items, self._more = self._page(self._items[-1], PAGE)
        if not items:
            return
        first = len(self._items)
        self.beginInsertRows(QModelIndex(), first, first + len(items) - 1)
        self._items.extend(items)
        self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        item = self.item(index.row())
        if item is None:
            return None
        if role == ITEM:
            return item
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self._spoken(item) if index.column() == 0 else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(item, index.column())
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(item, Row) and item.can_tick and index.column() == 0:
            return Qt.CheckState.Checked if item.key in self._ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item(index.row())
        if not isinstance(item, Row):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if item.can_tick else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            side = Qt.AlignmentFlag.AlignRight if section in self.number_columns else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _spoken(self, item: Item) -> str:
        if isinstance(item, Row) and item.can_tick:
            return f"{item.spoken}, {'ticked' if item.key in self._ticked else 'not ticked'}"
        return item.spoken

    @staticmethod
    def _shown(item: Item, column: int) -> str:
        if isinstance(item, GroupHead):
            return item.text if column == 0 else ""
        if column < len(item.cells):
            cell = item.cells[column]
            return cell if isinstance(cell, str) else cell.text
        return item.title if column == 0 else ""
