"""The frame of a page: its head, and columns that fold when the window is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

Width = Literal["wide", "folded", "narrow"]


def width_of(pixels: int) -> Width:
    """Which layout so many logical pixels ask for, at the present size of writing."""
    if pixels < theme().px(Px.fold_detail):
        return "narrow"
    return "folded" if pixels < theme().px(Px.fold_third) else "wide"


class PageHead(QWidget):
    """64 px: title, what stands beside it, space, secondary buttons, and the one primary button far right.

    When the page is narrow the secondary buttons move into "More"; what is not offered now is in neither place.
    """

    def __init__(self, title: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0)
        self._row.setSpacing(Px.gap)
        self.title = Label(title, Words.PAGE_TITLE, name=f"{name}.title")
        self.second = Label("", Words.BODY, ink="ink2", name=f"{name}.second")
        self.second.hide()
        self.reason = Label("", Words.SECOND, ink="ink2", name=f"{name}.reason")
        self.reason.hide()
        self._row.addWidget(self.title)
        self._row.addSpacing(Px.grid)
        self._row.addWidget(self.second)
        self._filters = QHBoxLayout()
        self._filters.setSpacing(Px.gap)
        self._row.addLayout(self._filters)
        self._row.addStretch(1)
        self._row.addWidget(self.reason)
        self.more = Button("More", name=f"{name}.more", icon="more")
        self.more.setAccessibleName("More for this page")
        self.more.clicked.connect(self._on_more_clicked)
        self.more.hide()
        self._row.addWidget(self.more)
        self._seconds: list[Button] = []
        self._not_offered: set[Button] = set()
        self._primary: Button | None = None
        self._narrow = False
        self._set_height()
        theme().changed.connect(self._set_height)

    @property
    def primary(self) -> Button | None:
        """The primary button, if the page has one."""
        return self._primary

    def say(self, title: str, second: str = "") -> None:
        """Say another title, and what stands small beside it."""
        self.title.say(title)
        self.second.say(second)
        self.second.setVisible(bool(second))

    def add_filter(self, widget: QWidget) -> None:
        """Put a filter beside the title."""
        self._filters.addWidget(widget)

    def add_second(self, button: Button) -> None:
        """Add a secondary button, left of those after it."""
        at = self._row.indexOf(self._primary) if self._primary is not None else self._row.count()
        self._row.insertWidget(at, button)
        self._seconds.append(button)
        button.setVisible(not self._narrow)

    def set_primary(self, button: Button) -> None:
        """Set the one primary button, far right; ``reason`` stands beside it when it is blocked."""
        self._primary = button
        self._row.addWidget(button)

    def offer(self, button: Button, *, offered: bool) -> None:
        """Say whether a secondary button can be used now: if not, it stands neither in the head nor under "More"."""
        if offered:
            self._not_offered.discard(button)
        else:
            self._not_offered.add(button)
        self._show_seconds()

    def fold(self, width: Width) -> None:
        """Make room: in a narrow page the secondary buttons go into "More"."""
        self._narrow = width == "narrow"
        self._show_seconds()

    def _show_seconds(self) -> None:
        offered = self._offered()
        for button in self._seconds:
            button.setVisible(button in offered and not self._narrow)
        self.more.setVisible(self._narrow and bool(offered))

    def _offered(self) -> tuple[Button, ...]:
        return tuple(button for button in self._seconds if button not in self._not_offered)

    def _set_height(self) -> None:
        self.setFixedHeight(theme().px(Px.content_head))

    def _on_more_clicked(self) -> None:
        menu = QMenu(self)
        menu.setObjectName(f"{self.objectName()}.more_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._offered():
            action = menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


class Scrolling(QScrollArea):
    """A column that scrolls by itself, never sideways."""

    def __init__(self, inside: QWidget, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.viewport().setAutoFillBackground(False)
        inside.setProperty("bare", True)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)


class Columns(QWidget):
    """List, detail, and perhaps a third column, side by side when there is room.

    Below 1100 px the third stands under the detail; below 900 px list and detail are two pages, with "Back to list".
    ``folded`` carries the new width.
    """

    folded = Signal(str)

    def __init__(
        self,
        list_side: QWidget,
        detail: QWidget,
        third: QWidget | None = None,
        *,
        name: str,
        list_width: int = Px.list_most,
        third_width: int = Px.third_most,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.list_side, self.detail, self.third = list_side, detail, third
        self._list_width, self._third_width = list_width, third_width
        self._width: Width = "wide"
        self._shows_detail = False
        self._pages = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.card_padding)
        outer.addWidget(self._pages)
        self._side_by_side = QWidget()
        self._row = QHBoxLayout(self._side_by_side)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Px.gap_wide)
        self._middle = QWidget()
        self._middle_column = QVBoxLayout(self._middle)
        self._middle_column.setContentsMargins(0, 0, 0, 0)
        self._middle_column.setSpacing(Px.gap)
        self.back = LinkButton("Back to list", name=f"{name}.back")
        self.back.clicked.connect(self.show_list)
        self._detail_page = QWidget()
        self._detail_column = QVBoxLayout(self._detail_page)
        self._detail_column.setContentsMargins(Px.focus_room, Px.focus_room, 0, 0)
        self._detail_column.setSpacing(Px.grid)
        self._detail_column.addWidget(self.back)
        self._pages.addWidget(self._side_by_side)
        self._pages.addWidget(self._detail_page)
        self._middle_column.addWidget(detail, 1)
        self._row.addWidget(list_side)
        self._row.addWidget(self._middle, 1)
        self._lay_out()
        theme().changed.connect(self._on_theme_changed)

    @property
    def width_now(self) -> Width:
        """Which layout is shown."""
        return self._width

    def show_detail(self) -> None:
        """In a narrow window, turn to the detail page; otherwise it is there already."""
        self._shows_detail = True
        if self._width == "narrow":
            focused = QApplication.focusWidget()
            from_list = focused is not None and self.list_side.isAncestorOf(focused)
            self._pages.setCurrentWidget(self._detail_page)
            if from_list:
                self.back.setFocus()

    def show_list(self) -> None:
        """In a narrow window, turn back to the list."""
        self._shows_detail = False
        if self._width == "narrow":
            self._pages.setCurrentWidget(self._side_by_side)
            self.list_side.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if width_of(self.window().width()) != self._width:
            self._fold()

    def _on_theme_changed(self) -> None:
        # Larger writing asks for wider columns, and may fold them, in a window that stays as it is.
        self._fold()

    def _fold(self) -> None:
        before, self._width = self._width, width_of(self.window().width())
        self._lay_out()
        if self._width != before:
            self.folded.emit(self._width)

    def _lay_out(self) -> None:
        narrow = self._width == "narrow"
        focused = QApplication.focusWidget()
        if narrow:
            self.list_side.setMaximumWidth(Px.fold_third)
            self._detail_column.addWidget(self._middle, 1)
            self._pages.setCurrentWidget(self._detail_page if self._shows_detail else self._side_by_side)
        else:
            self.list_side.setFixedWidth(theme().px(self._list_width))
            self._row.insertWidget(1, self._middle, 1)
            self._pages.setCurrentWidget(self._side_by_side)
        if narrow:
            self.list_side.setMinimumWidth(0)
        self._middle.show()
        if self.third is not None:
            if self._width == "wide":
                self.third.setFixedWidth(theme().px(self._third_width))
                self._row.addWidget(self.third)
            else:
                self.third.setMinimumWidth(0)
                self.third.setMaximumWidth(Px.fold_third)
                self._middle_column.addWidget(self.third)
            self.third.show()
        if focused is not None and self.isAncestorOf(focused):
            focused.setFocus()


def column_of(widgets: Sequence[QWidget], *, spacing: int = Px.gap, stretch_last: bool = False) -> QWidget:
    """Widgets one under the other, with nothing around them."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    if not stretch_last:
        column.addStretch(1)
    return made
