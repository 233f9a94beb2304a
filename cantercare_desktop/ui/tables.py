"""Lists and tables that fetch their rows page by page and are used by keyboard as well as by pointer."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QVBoxLayout, QWidget

from cantercare_desktop.ui.focus import FRAMES_ITSELF
from cantercare_desktop.ui.row_painting import CellDelegate, Column, RowDelegate, deed_spot, tick_spot
from cantercare_desktop.ui.rows import GroupHead, Index, Row, Rows
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px


class _View(QTableView):
    """What lists and tables share. Heights are fixed; nothing is ever measured by its contents."""

    row_chosen = Signal(object)
    row_opened = Signal(object)
    deed_asked = Signal(object)

    def __init__(self, model: Rows, *, name: str, says: str, dense: bool, one_line: bool) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty(FRAMES_ITSELF, True)
        self._rows = model
        self._dense = dense
        self._one_line = one_line
        model.setParent(self)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        heights = self.verticalHeader()
        heights.hide()
        heights.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heights.setMinimumSectionSize(1)
        self._set_heights()
        model.modelReset.connect(self._on_reset)
        model.modelAboutToBeReset.connect(self._on_about_to_reset)
        model.rowsInserted.connect(self._on_rows_inserted)
        theme().changed.connect(self._set_heights)
        self._kept_key: Hashable | None = None
        self._kept_place = 0
        self._on_rows_inserted(QModelIndex(), 0, model.rowCount() - 1)

    @property
    def rows(self) -> Rows:
        """The model behind the list."""
        return self._rows

    @property
    def chosen(self) -> Hashable | None:
        """The key of the chosen row."""
        item = self._rows.item(self.currentIndex().row())
        return item.key if isinstance(item, Row) else None

    def choose(self, key: Hashable | None) -> bool:
        """Choose a row; ``False`` if it is not among those fetched."""
        at = self._rows.place(key) if key is not None else None
        if at is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return False
        self._go_to(at)
        return True

    def choose_first(self) -> bool:
        """Choose the first row there is."""
        return self._step_from(-1, 1)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row() and current.isValid():
            self.row_chosen.emit(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        key = Qt.Key(event.key())
        item = self._rows.item(at)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Home:
            self._step_from(-1, 1)
        elif key == Qt.Key.Key_End:
            self._step_from(self._rows.rowCount(), -1)
        elif key == Qt.Key.Key_Down:
            self._step_from(at, 1)
        elif key == Qt.Key.Key_Up:
            self._step_from(at if at >= 0 else self._rows.rowCount(), -1)
        elif key == Qt.Key.Key_Space and isinstance(item, Row) and item.can_tick:
            self._rows.turn_tick(item.key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(item, Row):
            (self.deed_asked if item.deed else self.row_opened).emit(item.key)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item, where = self._under(event.position().toPoint())
        if isinstance(item, Row) and event.button() == Qt.MouseButton.LeftButton and not self._one_line:
            area = self.visualRect(where)
            if item.can_tick and tick_spot(area).adjusted(-8, -8, 8, 8).contains(event.position()):
                self._rows.turn_tick(item.key)
                self.setFocus()
                return
            if item.deed and deed_spot(area).contains(event.position()):
                self._go_to(where.row())
                self.deed_asked.emit(item.key)
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        item, _where = self._under(event.position().toPoint())
        if isinstance(item, Row):
            self.row_opened.emit(item.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            item, where = self._under(event.position().toPoint())
            over = (
                isinstance(item, Row)
                and bool(item.deed)
                and deed_spot(self.visualRect(where)).contains(event.position())
            )
            now = where.row() if over else -1
            if now != delegate.hovered_deed:
                delegate.hovered_deed = now
                self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            delegate.hovered_deed = -1

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        arrived = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if arrived and not isinstance(self._rows.item(self.currentIndex().row()), Row):
            self.choose_first()

    def _under(self, point: QPoint) -> tuple[Row | GroupHead | None, QModelIndex]:
        where = self.indexAt(point)
        return self._rows.item(where.row()) if where.isValid() else None, where

    def _step_from(self, at: int, step: int) -> bool:
        at += step
        while at >= 0:
            if at >= self._rows.rowCount():
                if not self._rows.canFetchMore(QModelIndex()) or step < 0:
                    return False
                self._rows.fetchMore(QModelIndex())
                continue
            if isinstance(self._rows.item(at), Row):
                self._go_to(at)
                return True
            at += step
        return False

    def _go_to(self, at: int) -> None:
        index = self._rows.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        above = self._rows.item(at - 1)
        if isinstance(above, GroupHead):
            self.scrollTo(self._rows.index(at - 1, 0))
        self.scrollTo(index)

    def _set_heights(self) -> None:
        look = theme()
        two = Px.row_two_dense if self._dense else Px.row_two
        self._row_height = look.px(Px.row_one if self._one_line else two) + Px.edge
        self._head_height = look.px(Px.group_head_dense if self._dense else Px.group_head) + Px.edge
        self.verticalHeader().setDefaultSectionSize(self._row_height)
        self._on_rows_inserted(QModelIndex(), 0, self._rows.rowCount() - 1)

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        heights = self.verticalHeader()
        for at in range(first, last + 1):
            is_head = isinstance(self._rows.item(at), GroupHead)
            height = self._head_height if is_head else self._row_height
            # Qt keeps the heights of other rows that stood here before.
            if heights.sectionSize(at) != height:
                heights.resizeSection(at, height)
            if is_head and self._rows.columnCount() > 1:
                self.setSpan(at, 0, 1, self._rows.columnCount())

    def _on_about_to_reset(self) -> None:
        self._kept_key = self.chosen
        self._kept_place = max(self.currentIndex().row(), 0)

    def _on_reset(self) -> None:
        self.clearSpans()
        self._on_rows_inserted(QModelIndex(), 0, self._rows.rowCount() - 1)
        if self._kept_key is None or self.choose(self._kept_key):
            return
        # What was chosen has gone: the keyboard goes on with the row that took its place, or the one before.
        if not self._step_from(self._kept_place - 1, 1):
            self._step_from(self._rows.rowCount(), -1)


class RowList(_View):
    """A list of two-line rows under group heads. ``dense`` rows are 44 px high instead of 49."""

    def __init__(self, model: Rows, *, name: str, says: str, dense: bool = False) -> None:
        super().__init__(model, name=name, says=says, dense=dense, one_line=False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(RowDelegate(self, dense=dense))


class Table(_View):
    """A table of one-line rows; each ``Row`` has its ``cells``. The head names the columns."""

    def __init__(self, model: Rows, columns: Sequence[Column], *, name: str, says: str) -> None:
        super().__init__(model, name=name, says=says, dense=False, one_line=True)
        self.setItemDelegate(CellDelegate(self, columns))
        head = self.horizontalHeader()
        head.setFixedHeight(theme().px(Px.table_head))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        model.number_columns = frozenset(at for at, column in enumerate(columns) if column.numbers)
        for at, column in enumerate(columns):
            if column.width:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
                head.resizeSection(at, theme().px(column.width))
            else:
                head.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)


class _Corners(QWidget):
    """Lies over a card whose content reaches its edge, and rounds the corners of what is under it."""

    def __init__(self, card: QWidget) -> None:
        super().__init__(card)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        whole = QRectF(self.rect())
        inside = QPainterPath()
        inside.addRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), Px.radius_card, Px.radius_card)
        outside = QPainterPath()
        outside.addRect(whole)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(outside - inside, look.colour("paper"))
            painter.setPen(QPen(look.colour("line"), Px.edge))
            painter.drawPath(inside)


class ListCard(QFrame):
    """A list or table on a surface with an edge and rounded corners. It stands on paper."""

    def __init__(self, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName(f"{view.objectName()}.card")
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.edge, Px.edge, Px.edge, Px.edge)
        column.addWidget(view)
        self.setFocusProxy(view)
        self._corners = _Corners(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._corners.setGeometry(self.rect())
        self._corners.raise_()
