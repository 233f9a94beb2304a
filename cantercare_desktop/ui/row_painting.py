"""How rows, group heads and cells are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from cantercare_desktop.ui.chips import ChipWords, chip_size, paint_chip
from cantercare_desktop.ui.painting import kept, rounded, text_width, tick_box, write
from cantercare_desktop.ui.rows import ITEM, GroupHead, Index, Row
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

# The width all deed buttons of a list share, so that they stand in one column.
_DEED_WIDTH = 92


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in px (0 takes what is left), and whether it holds numbers."""

    title: str
    width: int = 0
    numbers: bool = False


def tick_spot(row: QRect) -> QRectF:
    """Where the tick box of a row is."""
    side = theme().px(Px.tick)
    return QRectF(row.left() + Px.card_padding, row.top() + (row.height() - side) // 2, side, side)


def deed_spot(row: QRect) -> QRectF:
    """Where the deed button of a row is."""
    look = theme()
    width, height = look.px(_DEED_WIDTH), look.px(Px.button_row)
    return QRectF(row.right() + 1 - Px.card_padding - width, row.top() + (row.height() - height) // 2, width, height)


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a list: tick box, icon, two lines, chip, deed."""

    def __init__(self, view: QWidget, *, dense: bool = False) -> None:
        super().__init__(view)
        self._view = view
        self._dense = dense
        self.hovered_deed = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        where: QRect = option.rect
        with kept(painter):
            if isinstance(item, GroupHead):
                paint_head(painter, where, item)
            elif isinstance(item, Row):
                chosen = paint_ground(painter, where, option, self._view)
                self._paint_row(painter, where, item, index, chosen=chosen)
                paint_focus(painter, where, option, self._view)

    def _paint_row(self, painter: QPainter, where: QRect, row: Row, index: Index, *, chosen: bool) -> None:
        look = theme()
        left = where.left() + Px.card_padding
        if row.can_tick:
            box = tick_spot(where)
            tick_box(painter, box, ticked=index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked)
            left = round(box.right()) + Px.gap
        if row.icon:
            side = look.px(Px.icon)
            spot = QRectF(left, where.top() + (where.height() - side) // 2, side, side)
            look.icons.paint(painter, row.icon, spot, look.tokens.shade(row.icon_state).ink)
            left += side + Px.gap
        right = where.right() + 1 - Px.card_padding
        if row.deed:
            spot = deed_spot(where)
            hovered = index.row() == self.hovered_deed
            fill = look.tokens.hover if hovered else look.tokens.surface
            rounded(painter, spot, fill=fill, edge=look.tokens.control, radius=Px.radius_control)
            centre = Qt.AlignmentFlag.AlignHCenter
            write(painter, spot, row.deed, Words.SECOND_STRONG, look.tokens.ink, align=centre)
            right = round(spot.left()) - Px.gap
        if row.chip is not None:
            size = chip_size(row.chip)
            spot = QRectF(right - size.width(), where.top() + (where.height() - size.height()) // 2, 0, 0)
            spot.setSize(size)
            paint_chip(painter, spot, row.chip, edged=chosen)
            right = round(spot.left()) - Px.gap
        if row.aside:
            room = QRectF(left, where.top(), right - left, where.height())
            write(painter, room, row.aside, Words.CAPTION, look.tokens.ink2, align=Qt.AlignmentFlag.AlignRight)
            right -= round(text_width(row.aside, Words.CAPTION)) + Px.gap
        self._paint_lines(painter, QRectF(left, where.top(), max(right - left, 0), where.height() - Px.edge), row)

    def _paint_lines(self, painter: QPainter, room: QRectF, row: Row) -> None:
        look = theme()
        if not row.second:
            write(painter, room, row.title, Words.STRONG, look.tokens.ink)
            return
        first, second = look.px(19), look.px(17 if self._dense else 18)
        top = room.top() + (room.height() - first - second) / 2
        write(painter, QRectF(room.left(), round(top), room.width(), first), row.title, Words.STRONG, look.tokens.ink)
        under = QRectF(room.left(), round(top) + first - 1, room.width(), second)
        words = Words.CAPTION if self._dense else Words.SECOND
        write(painter, under, row.second, words, look.tokens.ink3 if self._dense else look.tokens.ink2)


class CellDelegate(QStyledItemDelegate):
    """Draws the cells of a table, one line each, numbers at the right."""

    def __init__(self, view: QAbstractItemView, columns: Sequence[Column]) -> None:
        super().__init__(view)
        self._view = view
        self._columns = tuple(columns)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = index.data(ITEM)
        where: QRect = option.rect
        with kept(painter):
            if isinstance(item, GroupHead):
                paint_head(painter, where, item, words=index.column() == 0)
                return
            chosen = paint_ground(painter, where, option, self._view, bar=index.column() == 0)
            if isinstance(item, Row):
                self._paint_cell(painter, where, item, index.column(), chosen=chosen)
                self._paint_focus(painter, where, index)

    def _paint_cell(self, painter: QPainter, where: QRect, row: Row, column: int, *, chosen: bool) -> None:
        cell = row.cells[column] if column < len(row.cells) else ""
        room = QRectF(where).adjusted(Px.card_padding, 0, -Px.grid, -Px.edge)
        if isinstance(cell, ChipWords):
            size = chip_size(cell)
            left = room.right() - size.width() if self._columns[column].numbers else room.left()
            spot = QRectF(left, room.top() + (room.height() - size.height()) // 2, size.width(), size.height())
            paint_chip(painter, spot, cell, edged=chosen)
            return
        align = Qt.AlignmentFlag.AlignRight if self._columns[column].numbers else Qt.AlignmentFlag.AlignLeft
        ink = theme().tokens.ink if column == 0 else theme().tokens.ink2
        write(painter, room, cell, Words.SECOND_STRONG if column == 0 else Words.SECOND, ink, align=align)

    def _paint_focus(self, painter: QPainter, where: QRect, index: Index) -> None:
        if not self._view.hasFocus() or self._view.currentIndex().row() != index.row():
            return
        width, colour = Px.focus_width, theme().colour("focus")
        painter.fillRect(QRect(where.left(), where.top(), where.width(), width), colour)
        painter.fillRect(QRect(where.left(), where.bottom() - width + 1, where.width(), width), colour)
        if index.column() == 0:
            painter.fillRect(QRect(where.left(), where.top(), width, where.height()), colour)
        if index.column() == len(self._columns) - 1:
            painter.fillRect(QRect(where.right() - width + 1, where.top(), width, where.height()), colour)

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(Px.list_least, theme().px(Px.row_one))


def paint_ground(
    painter: QPainter, where: QRect, option: QStyleOptionViewItem, view: QWidget, *, bar: bool = True
) -> bool:
    """The fill of a row and the line under it; the answer is whether the row is chosen."""
    tokens = theme().tokens
    state: QStyle.StateFlag = option.state
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    fill = tokens.accent_tint if chosen else tokens.hover if hovered else tokens.surface
    painter.fillRect(where, QColor(fill))
    painter.fillRect(QRect(where.left(), where.bottom(), where.width(), Px.edge), QColor(tokens.line))
    if chosen and bar:
        left = where.left() if view.layoutDirection() == Qt.LayoutDirection.LeftToRight else where.right() - 2
        painter.fillRect(QRect(left, where.top(), Px.accent_bar, where.height()), QColor(tokens.accent))
    return chosen


def paint_focus(painter: QPainter, where: QRect, option: QStyleOptionViewItem, view: QWidget) -> None:
    """The focus frame inside the row that has the keyboard."""
    state: QStyle.StateFlag = option.state
    if view.hasFocus() and state & QStyle.StateFlag.State_HasFocus:
        rounded(painter, QRectF(where), fill=None, edge=theme().tokens.focus, radius=0, width=Px.focus_width)


def paint_head(painter: QPainter, where: QRect, head: GroupHead, *, words: bool = True) -> None:
    """A group head: a name with its second words, and a count at the right."""
    look = theme()
    tokens = look.tokens
    painter.fillRect(where, QColor(tokens.surface2))
    painter.fillRect(QRect(where.left(), where.bottom(), where.width(), Px.edge), QColor(tokens.line))
    if not words:
        return
    room = QRectF(where).adjusted(Px.card_padding, 0, -Px.card_padding, -Px.edge)
    if head.right:
        write(painter, room, head.right, Words.CAPTION, tokens.ink2, align=Qt.AlignmentFlag.AlignRight)
        room.setRight(room.right() - text_width(head.right, Words.CAPTION) - Px.gap)
    if head.state is None:
        text, kind, ink = head.text, Words.SECOND_STRONG, tokens.ink
    else:
        quiet = head.state in (State.PLAIN, State.SLATE)
        text, kind = head.text.upper(), Words.CAPTION_STRONG
        ink = tokens.ink2 if quiet else tokens.shade(head.state).ink
    write(painter, room, text, kind, ink)
    left = text_width(text, kind) + Px.grid
    write(painter, room.adjusted(left, 0, 0, 0), head.second, Words.CAPTION, tokens.ink2)
