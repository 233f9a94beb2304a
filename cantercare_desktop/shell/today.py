"""Today: what waits for a deed of the office, soonest first. Built only from what every register answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time, long_date
from cantercare_desktop.office.register import Due, Ref, Urgency
from cantercare_desktop.shell.house import TODAY, House, HouseFrame
from cantercare_desktop.shell.papers import today_paper
from cantercare_desktop.shell.side_cards import SideCards
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import EmptyState
from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.layouts import PageHead, Scrolling, width_of
from cantercare_desktop.ui.rows import GroupHead, Item, Row, Rows
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Link

_CARDS = 372
_HEADS = {Urgency.OVERDUE: "Overdue", Urgency.TODAY: "Due today", Urgency.THIS_WEEK: "This week"}
_STATES = {Urgency.OVERDUE: State.RED, Urgency.TODAY: State.AMBER, Urgency.THIS_WEEK: State.SLATE}
_CHIP_ICONS = {Urgency.OVERDUE: "alert", Urgency.TODAY: "clock", Urgency.THIS_WEEK: "cal"}


class TodayScreen(Screen):
    """Three groups; each row has its deed, which opens the place where it is done."""

    name = TODAY
    title = "Today"
    icon = "today"

    def __init__(self, house: House, frame: HouseFrame) -> None:
        super().__init__()
        self._house = house
        self._frame = frame
        self._due: Sequence[Due] = ()
        self.head = PageHead(self.title, name="today.head")
        self.print = Button("Print this list", name="today.print", icon="print")
        self.head.add_second(self.print)
        self.first: Button | None = None
        if house.first_deed is not None:
            text, icon, link = house.first_deed
            self.first = Button(text, name="today.first_deed", kind="primary", icon=icon)
            self.first.clicked.connect(lambda _checked=False: frame.open(link))
            self.head.set_primary(self.first)
        self.list = RowList(Rows(), name="today.list", says="What waits")
        self.list_card = ListCard(self.list)
        sees_all = len(house.registers) == len(house.office.registers)
        self.nothing = EmptyState(
            "check",
            "Nothing waits today" if sees_all else "Nothing that your role may see",
            "What needs doing comes here by itself.",
            name="today.nothing",
        )
        self.cards = SideCards(frame.open)
        self._lay_out()
        self.print.clicked.connect(self.printed)
        self.list.deed_asked.connect(self._on_deed_asked)
        self.list.row_opened.connect(self._on_deed_asked)
        self.refresh()

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        """Ask every register what is due, and show it."""
        office = self._house.office
        now = office.clock.now()
        self.head.say(self.title, f"{long_date(london_date(now))}, {clock_time(now)}")
        self._due = due_of(self._house)
        items = _items(self._due)
        self.list.rows.ask(lambda after, _limit: (items if after is None else (), False))
        self.list_card.setMaximumHeight(self.list.verticalHeader().length() + 2 * Px.half_grid + 2)
        self.list_card.setVisible(bool(items))
        self.nothing.setVisible(not items)
        self.cards.show_cards(tuple(self._house.side_cards()))

    def primary_deed(self) -> None:
        """Open the deed that starts most days."""
        if self.first is not None:
            self.first.click()

    def new_entry(self) -> None:
        """The same: a new entry is a new item of post."""
        self.primary_deed()

    def printed(self) -> None:
        """Preview this list as a paper."""
        office = self._house.office
        self._frame.preview(today_paper(self._due, office.policy, self._house.actor, office.clock.now()))

    def areas(self) -> tuple[QWidget, ...]:
        """The head, the list, the cards."""
        return (self.print, self.list, self.cards)

    def take_keyboard(self) -> bool:
        """Begin in the list; where nothing waits, at the deed that starts most days."""
        start = self.first if self.list_card.isHidden() else self.list
        if start is None:
            return False
        start.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def open_link(self, link: Link) -> None:
        """There is only one Today."""

    def forget_people(self) -> None:
        """Empty list and cards."""
        self._due = ()
        self.list.rows.forget()
        self.cards.show_cards(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = width_of(self.window().width())
        narrow = width != "wide"
        self.head.fold(width)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(way)
        self._right.setMaximumWidth(16777215 if narrow else theme().px(_CARDS))
        self._right.setMinimumWidth(0 if narrow else theme().px(_CARDS))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        left = QWidget()
        held = QVBoxLayout(left)
        held.setContentsMargins(0, 0, 0, Px.page_edge)
        held.setSpacing(0)
        held.addWidget(self.list_card, 1)
        held.addWidget(self.nothing, 1)
        held.addStretch(0)
        self._right = Scrolling(self.cards, name="today.right")
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0)
        self._sides.setSpacing(Px.gap_wide)
        self._sides.addWidget(left, 3)
        self._sides.addWidget(self._right, 2)
        column.addLayout(self._sides, 1)

    def _on_deed_asked(self, key: object) -> None:
        if isinstance(key, int):
            self._frame.open(self._due[key].opens)


def due_of(house: House) -> tuple[Due, ...]:
    """Return what is due in all registers, the most urgent and the soonest first."""
    order: Callable[[Due], tuple[int, float]] = lambda due: (list(_HEADS).index(due.urgency), due.at.timestamp())  # noqa: E731
    office = house.office
    now = office.clock.now()
    with office.look(house.actor) as session:
        found = [due for register in house.registers for due in register.due(session, now)]
    return tuple(sorted(found, key=order))


def _items(due: Sequence[Due]) -> list[Item]:
    items: list[Item] = []
    for urgency, head in _HEADS.items():
        group = [(at, each) for at, each in enumerate(due) if each.urgency is urgency]
        if not group:
            continue
        count = f"{len(group)} thing" if len(group) == 1 else f"{len(group)} things"
        items.append(GroupHead(head, second=count, state=_STATES[urgency]))
        items += [_row(at, each) for at, each in group]
    return items


def _row(at: int, due: Due) -> Row:
    state = _STATES[due.urgency]
    icon_state = State.PLAIN if due.urgency is Urgency.THIS_WEEK else state
    chip = ChipWords(due.state, state, _CHIP_ICONS[due.urgency])
    return Row(at, due.title, due.detail, icon=due.icon, icon_state=icon_state, chip=chip, deed=due.deed)
