"""Her things, as a list to read and as a list to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QScroller, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.office.signing import SheetItem
from cantercare_desktop.shell.resident_screen.parts import Says
from cantercare_desktop.ui.labels import IconLabel, Rule
from cantercare_desktop.ui.painting import rounded, tick_box
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

ICON = 40


class ThingWords(QWidget):
    """One thing: its icon, what it is, and when it came."""

    def __init__(self, item: SheetItem, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(item.as_shown)
        edge, gap = theme().px(Px.icon), theme().px(Px.gap_wide)
        row = QHBoxLayout(self)
        row.setContentsMargins(edge + 2, Px.gap, edge, Px.gap)
        row.setSpacing(gap)
        self.icon = IconLabel(item.icon, size=ICON, ink="accent")
        column = QVBoxLayout()
        column.setSpacing(0)
        self.title = Says(Words.RESIDENT_ITEM, name=f"{name}.title")
        self.second = Says(Words.RESIDENT_LEAST, name=f"{name}.second", ink="ink2")
        column.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.second)
        column.addStretch(1)
        row.addWidget(self.icon)
        row.addLayout(column, 1)
        self.title.say(item.title)
        self.second.say(item.second)
        self.second.setVisible(bool(item.second))


class Scrolling(QScrollArea):
    """A column that scrolls up and down, by finger, wheel and arrow keys, where there is no room for all of it."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focus_radius", Px.radius_card)
        bar = self.verticalScrollBar()
        bar.setSingleStep(Px.page_edge)
        bar.setFixedWidth(Px.page_edge)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def fill(self, inside: QWidget) -> None:
        """Show `inside`, from its top."""
        inside.setProperty("bare", True)
        self.setWidget(inside)
        self.fit()

    def fit(self) -> None:
        """Take no more height than there is to show."""
        inside = self.widget()
        if inside is None:
            return
        layout = inside.layout()
        height = inside.sizeHint().height()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.viewport().width())
        self.setMaximumHeight(max(height, 1))
        self.verticalScrollBar().setPageStep(max(self.viewport().height() - Px.page_edge, 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least), theme().px(Px.button_resident_main))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().event(event)


class ThingList(Scrolling):
    """The card with her things, to read."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self._foot: QWidget | None = None
        self._lead: QWidget | None = None

    def keep_lead(self, lead: QWidget | None) -> None:
        """Let `lead` stand above the card and scroll with it; `None` lets go of it."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if isinstance(layout, QVBoxLayout):
            if self._lead is not None:
                layout.removeWidget(self._lead)
            if lead is not None:
                layout.insertWidget(0, lead)
        self._lead = lead
        self.fit()

    def keep_foot(self, foot: QWidget | None) -> None:
        """Let `foot` stand under the card and scroll with it; `None` lets go of it."""
        if foot is self._foot:
            return
        self._foot = foot
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if foot is not None and isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.count() - 1, foot)
        self.fit()

    def show_things(self, items: Sequence[SheetItem], *, says: str, direction: Qt.LayoutDirection) -> None:
        """Show other things, or the same in another language, from the top."""
        self.setAccessibleName(says)
        inside = QWidget()
        inside.setLayoutDirection(direction)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.gap)
        card = QFrame()
        card.setProperty("card", True)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        for number, item in enumerate(items, start=1):
            if number > 1:
                rows.addWidget(Rule())
            rows.addWidget(ThingWords(item, name=f"resident.thing.{number}"))
        if self._lead is not None:
            column.addWidget(self._lead)
        column.addWidget(card)
        if self._foot is not None:
            column.addWidget(self._foot)
        column.addStretch(1)
        self.fill(inside)


class ThingTick(QCheckBox):
    """One thing with a large box to tick; the whole row is the target."""

    def __init__(self, item: SheetItem, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(item.as_shown)
        self.setProperty("focus_radius", Px.radius_card)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(theme().px(Px.page_edge + Px.icon_big))
        words = ThingWords(item, name=f"{name}.words")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(words, 1)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.list_least), self.sizeHint().height())

    def hitButton(self, _where: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, tokens = theme(), theme().tokens
        fill = tokens.accent_tint if self.isChecked() else tokens.hover if self.underMouse() else tokens.surface
        edge = tokens.accent if self.isChecked() else tokens.control
        side = look.px(Px.icon_big)
        box = QRectF(look.px(Px.page_edge), (self.height() - side) // 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - look.px(Px.page_edge))
        with QPainter(self) as painter:
            rounded(painter, QRectF(self.rect()), fill=fill, edge=edge, radius=Px.radius_card, width=Px.edge_bad)
            tick_box(painter, box, ticked=self.isChecked(), hovered=self.underMouse())


class TickList(Scrolling):
    """Her things with boxes to tick. `ticked` is emitted whenever another set is ticked."""

    ticked = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._ticks: list[ThingTick] = []

    def show_things(self, items: Sequence[SheetItem], *, direction: Qt.LayoutDirection) -> None:
        """Show her things; what was ticked stays ticked when only the language changes."""
        kept = self.chosen() if len(self._ticks) == len(items) else frozenset[int]()
        inside = QWidget()
        inside.setLayoutDirection(direction)
        column = QVBoxLayout(inside)
        column.setContentsMargins(Px.focus_room, Px.focus_room, Px.focus_room, Px.focus_room)
        column.setSpacing(Px.gap)
        self._ticks = [
            ThingTick(item, name=f"resident.not_mine.{number}") for number, item in enumerate(items, start=1)
        ]
        for number, tick in enumerate(self._ticks):
            tick.setChecked(number in kept or len(items) == 1)
            tick.toggled.connect(self.ticked)
            column.addWidget(tick)
        column.addStretch(1)
        self.fill(inside)

    def chosen(self) -> frozenset[int]:
        """Return the places, from 0, of what is ticked."""
        return frozenset(number for number, tick in enumerate(self._ticks) if tick.isChecked())

    def untick(self) -> None:
        """Begin again; a single thing is ticked already."""
        for tick in self._ticks:
            tick.setChecked(len(self._ticks) == 1)
