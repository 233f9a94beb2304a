"""Things to choose: a tick box, one of a few, one of a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QListView,
    QRadioButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from cantercare_desktop.ui.focus import FRAME_THE_PARENT
from cantercare_desktop.ui.painting import paint_circle, rounded, text_width, tick_box, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.ui.typing_rules import LONGEST_LINE

_ICON = Qt.ItemDataRole.UserRole + 1


class Tick(QCheckBox):
    """A tick box with its words."""

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.px(Px.tick + Px.grid) + text_width(self.text(), Words.SECOND)
        return QSize(round(width + 0.5) + 2, look.px(Px.page_edge + 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        side = look.px(Px.tick)
        box = QRectF(0, (self.height() - side) // 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width())
        with QPainter(self) as painter:
            tick_box(painter, box, ticked=self.isChecked(), enabled=self.isEnabled(), hovered=self.underMouse())
            self._write(painter, box)

    def hitButton(self, _where: object) -> bool:
        return True

    def _write(self, painter: QPainter, box: QRectF) -> None:
        look = theme()
        ink = look.tokens.ink2 if self.isEnabled() else look.tokens.ink3
        gap = box.width() + look.px(Px.grid)
        room = QRectF(self.rect())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            write(
                painter, room.adjusted(0, 0, -gap, 0), self.text(), Words.SECOND, ink, align=Qt.AlignmentFlag.AlignRight
            )
        else:
            write(painter, room.adjusted(gap, 0, 0, 0), self.text(), Words.SECOND, ink)


class Radio(QRadioButton):
    """One of a few that exclude each other."""

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.px(Px.tick + Px.grid) + text_width(self.text(), Words.SECOND)
        return QSize(round(width + 0.5) + 2, look.px(Px.page_edge + 2))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, _where: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        side = look.px(Px.tick)
        dot = QRectF(0, (self.height() - side) // 2, side, side)
        with QPainter(self) as painter:
            if self.isChecked():
                paint_circle(painter, dot, tokens.accent if self.isEnabled() else tokens.control)
                inset = side * 0.3
                paint_circle(painter, dot.adjusted(inset, inset, -inset, -inset), tokens.on_accent)
            else:
                paint_circle(painter, dot, tokens.hover if self.underMouse() else tokens.surface)
                paint_circle(painter, dot, tokens.control if self.isEnabled() else tokens.line, filled=False, width=1)
            ink = tokens.ink2 if self.isEnabled() else tokens.ink3
            room = QRectF(self.rect()).adjusted(side + look.px(Px.grid), 0, 0, 0)
            write(painter, room, self.text(), Words.SECOND, ink)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing of a choice list."""

    key: str
    text: str
    icon: str | None = None


class Choice(QComboBox):
    """A choice list. Letters jump to what begins with them; with ``free`` another text may be typed as well.

    ``option_chosen`` is emitted with the key when a person chooses, not when the program does. The wheel chooses
    nothing: over a closed list it belongs to the page, which scrolls.
    """

    option_chosen = Signal(str)

    def __init__(
        self, options: Iterable[Option] = (), *, name: str, free: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        # A wheel that turns over it must not bring the keyboard here either.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(Px.popup_rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        view = QListView(self)
        view.setProperty("popup", True)
        view.setUniformItemSizes(True)
        self.setView(view)
        # The style sheet reaches the items of this delegate, not those of a combo box's own.
        self.setItemDelegate(QStyledItemDelegate(view))
        if free:
            self._accept_typing()
        self.offer(tuple(options))
        self.activated.connect(self._on_activated)
        theme().changed.connect(self._on_theme_changed)

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other options; what was chosen stays chosen if it is still there."""
        before = self.chosen
        self.blockSignals(True)
        self.clear()
        for option in options:
            self.addItem(option.text, option.key)
            self.setItemData(self.count() - 1, option.icon, _ICON)
        self._show_icons()
        self.choose(before if before in {option.key for option in options} else "")
        self.blockSignals(False)
        self.update()

    @property
    def chosen(self) -> str:
        """The key of the chosen option; "" if none is, or if another text was typed."""
        at = (
            self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
            if self.isEditable()
            else self.currentIndex()
        )
        key = self.itemData(at)
        return key if isinstance(key, str) else ""

    @property
    def text(self) -> str:
        """What stands in the field: the chosen text, or what was typed."""
        return self.currentText().strip()

    def choose(self, key: str) -> None:
        """Choose without telling anyone; a key that is not offered chooses nothing."""
        self.setCurrentIndex(self.findData(key))
        if self.isEditable() and self.currentIndex() < 0:
            self.setEditText("")

    def sizeHint(self) -> QSize:
        return QSize(max(super().sizeHint().width(), theme().px(Px.list_least // 2)), theme().px(Px.field))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least // 2), theme().px(Px.field))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_line()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutRequest):
            self._place_line()
        return done

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        bad = bool(self.property("bad"))
        edge = tokens.red.line if bad else tokens.control if self.isEnabled() else tokens.line
        hovered = self.underMouse() and not self.isEditable()
        fill = tokens.surface if self.isEnabled() and not hovered else tokens.hover
        width = Px.edge_bad if bad else Px.edge
        with QPainter(self) as painter:
            rounded(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=Px.radius_control, width=width)
            side = look.px(Px.icon_small)
            middle = round((self.height() - side) / 2)
            arrow = QRectF(self.width() - side - Px.field_padding - 1, middle, side, side)
            look.icons.paint(painter, "down", arrow, tokens.ink2 if self.isEnabled() else tokens.ink3)
            if self.isEditable():
                return
            left = float(Px.field_padding + 1)
            icon = self.currentData(_ICON)
            if isinstance(icon, str):
                look.icons.paint(painter, icon, QRectF(left, middle, side, side), tokens.ink2)
                left += side + look.px(Px.grid)
            room = QRectF(left, 0, arrow.left() - left - Px.half_grid, self.height())
            ink = tokens.ink if self.isEnabled() else tokens.ink3
            write(painter, room, self.currentText(), Words.BODY, ink)

    def _accept_typing(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        if line is None:
            return
        line.setProperty("inside", True)
        line.setProperty(FRAME_THE_PARENT, True)
        line.setMaxLength(LONGEST_LINE)
        line.setObjectName(f"{self.objectName()}.typed")
        completer = self.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def _place_line(self) -> None:
        line = self.lineEdit()
        if line is not None:
            right = theme().px(Px.icon_small) + 2 * Px.field_padding
            line.setGeometry(Px.field_padding - 1, 2, self.width() - right - Px.field_padding, self.height() - 4)

    def _show_icons(self) -> None:
        look = theme()
        for at in range(self.count()):
            icon = self.itemData(at, _ICON)
            if isinstance(icon, str):
                self.setItemIcon(at, look.icons.icon(icon, look.tokens.ink2, look.px(Px.icon_small)))

    def _on_theme_changed(self) -> None:
        self._show_icons()
        self.updateGeometry()

    def _on_activated(self, at: int) -> None:
        key = self.itemData(at)
        if isinstance(key, str):
            self.option_chosen.emit(key)
