"""The rail at the left: Today, the registers, and Settings at its foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.shell.brand import Brand
from cantercare_desktop.shell.house import RailCount
from cantercare_desktop.ui.buttons import Pressable
from cantercare_desktop.ui.chips import paint_badge
from cantercare_desktop.ui.labels import Rule
from cantercare_desktop.ui.painting import rounded, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

_ITEM = 40
_ITEM_NARROW = 56
_NO_COUNT = RailCount(0, State.AMBER, "")


@dataclass(frozen=True, slots=True)
class RailPlace:
    """One way in the rail."""

    name: str
    title: str
    icon: str


class RailItem(Pressable):
    """A place with its icon and, where something needs doing, a count."""

    def __init__(self, place: RailPlace) -> None:
        super().__init__(place.title, name=f"rail.{place.name}")
        self.place = place
        self._count = _NO_COUNT
        self._narrow = False
        self.setCheckable(True)
        self.setProperty("focus_radius", Px.radius_control)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def count(self) -> RailCount:
        """What is counted here."""
        return self._count

    def show_count(self, count: RailCount) -> None:
        """Show what needs doing; the accessible name says it in words."""
        self._count = count
        self.setAccessibleName(f"{self.place.title}, {count.means}" if count.means else self.place.title)
        self.update()

    def show_narrow(self, *, narrow: bool) -> None:
        """Put the name under the icon."""
        self._narrow = narrow
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(Px.rail_narrow - 2 * Px.half_grid), theme().px(_ITEM_NARROW if self._narrow else _ITEM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        chosen = self.isChecked()
        ink = tokens.accent if chosen else tokens.ink2
        with QPainter(self) as painter:
            where = QRectF(self.rect())
            if chosen:
                rounded(painter, where, fill=tokens.accent, edge=None, radius=Px.radius_control)
                inner = where.adjusted(Px.accent_bar, 0, 0, 0)
                edge = tokens.ink if look.high_contrast else None
                rounded(painter, inner, fill=tokens.surface, edge=edge, radius=Px.radius_control - 1)
            elif self.underMouse() or self.isDown():
                rounded(painter, where, fill=tokens.hover, edge=None, radius=Px.radius_control)
            if self._narrow:
                self._paint_narrow(painter, ink)
            else:
                self._paint_wide(painter, ink)

    def _paint_wide(self, painter: QPainter, ink: str) -> None:
        look = theme()
        side = look.px(Px.icon)
        look.icons.paint(painter, self.place.icon, QRectF(look.px(12), (self.height() - side) / 2, side, side), ink)
        left = look.px(44)
        room = QRectF(left, 0, self.width() - left - look.px(44 if self._count.count else 8), self.height())
        write(painter, room, self.place.title, Words.STRONG if self.isChecked() else Words.BODY, ink)
        if self._count.count > 0:
            self._paint_count(painter, right=self.width() - look.px(10), middle=self.height() / 2)

    def _paint_narrow(self, painter: QPainter, ink: str) -> None:
        look = theme()
        side = look.px(Px.icon)
        left = (self.width() - side) / 2
        look.icons.paint(painter, self.place.icon, QRectF(left, look.px(8), side, side), ink)
        room = QRectF(2, look.px(30), self.width() - 4, look.px(20))
        write(painter, room, self.place.title, Words.CAPTION, ink, align=Qt.AlignmentFlag.AlignHCenter)
        if self._count.count > 0:
            self._paint_count(painter, right=self.width() - 4, middle=look.px(12))

    def _paint_count(self, painter: QPainter, *, right: float, middle: float) -> None:
        height = theme().px(Px.badge)
        text = str(self._count.count) if self._count.count < 1000 else "999+"
        width = max(text_width(text, Words.CAPTION_STRONG) + 2 * Px.radius_control + 2, height)
        paint_badge(painter, QRectF(right - width, middle - height / 2, width, height), text, self._count.state)


class Rail(QFrame):
    """Emits ``place_chosen`` with the name of a place. Up, Down, Home and End move, Enter opens."""

    place_chosen = Signal(str)

    def __init__(self, places: Sequence[RailPlace], at_foot: Sequence[RailPlace]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Registers")
        self.setProperty("surface", "rail")
        self.items = tuple(RailItem(place) for place in (*places, *at_foot))
        head = QWidget()
        head.setFixedHeight(theme().px(Px.top_bar) - 1)
        self._brand_row = QHBoxLayout(head)
        self._brand_row.setContentsMargins(Px.gap_wide, 0, 0, 0)
        self.brand = Brand()
        self._brand_row.addWidget(self.brand)
        self._brand_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Px.edge, Px.gap)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(Rule())
        column.addSpacing(Px.gap)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(Px.grid, 0, Px.grid, 0)
        self._list.setSpacing(2)
        column.addLayout(self._list, 1)
        for item in self.items[: len(places)]:
            self._list.addWidget(item)
        self._list.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(Px.grid, 0, Px.grid, Px.grid)
        line.addWidget(Rule())
        self._list.addLayout(line)
        for item in self.items[len(places) :]:
            self._list.addWidget(item)
        for item in self.items:
            item.clicked.connect(self._on_item_clicked)
        self.show_narrow(narrow=False)

    def show_place(self, name: str) -> None:
        """Mark where we are."""
        for item in self.items:
            item.setChecked(item.place.name == name)

    def show_counts(self, counts: Mapping[str, RailCount]) -> None:
        """Show what needs doing in each place."""
        for item in self.items:
            item.show_count(counts.get(item.place.name, _NO_COUNT))

    def show_narrow(self, *, narrow: bool) -> None:
        """Show icons with names under them, or names beside them."""
        self.setFixedWidth(theme().px(Px.rail_narrow if narrow else Px.rail))
        self._brand_row.setContentsMargins(Px.page_edge + 4 if narrow else Px.gap_wide, 0, 0, 0)
        self.brand.show_word(shown=not narrow)
        for item in self.items:
            item.show_narrow(narrow=narrow)

    def focus_place(self) -> None:
        """Bring the keyboard to the place we are at."""
        next((item for item in self.items if item.isChecked()), self.items[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((at for at, item in enumerate(self.items) if item.hasFocus()), None)
        last = len(self.items) - 1
        if here is not None:
            steps = {
                Qt.Key.Key_Up: max(here - 1, 0),
                Qt.Key.Key_Down: min(here + 1, last),
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: last,
            }
            there = steps.get(Qt.Key(event.key()))
            if there is not None:
                self.items[there].setFocus()
                return
        super().keyPressEvent(event)

    def _on_item_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            item.setChecked(True)
            self.place_chosen.emit(item.place.name)
