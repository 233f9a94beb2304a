"""The open house: rail, top bar, message bar, and the page we are on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cantercare_desktop.office.register import Hit
from cantercare_desktop.shell.busy import BusyCorner
from cantercare_desktop.shell.house import SETTINGS, TODAY, House, Room
from cantercare_desktop.shell.rail import Rail, RailPlace
from cantercare_desktop.shell.search_box import Found, SearchBox
from cantercare_desktop.shell.top_bar import TopBar
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.message_bar import MessageBar
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Link, Ref
    from cantercare_desktop.shell.steps import Steps

_HITS_EACH = 6


class MainPage(QWidget):
    """Shows the rooms of a house. Screens are built when they are first opened."""

    help_asked = Signal(str)

    def __init__(self, delay: Delay, messages: MessageBar, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("main")
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._delay = delay
        self.messages = messages
        self._jobs = jobs
        self._rooms: dict[str, Room] = {}
        self._order: tuple[str, ...] = ()
        self._screens: dict[str, Screen] = {}
        self._drafts: dict[str, Mapping[str, Any]] = {}
        self._house: House | None = None
        self.pages = QStackedWidget()
        self.pages.setObjectName("main.pages")

    def furnish(self, house: House, rooms: tuple[Room, ...], drafts: Mapping[str, Mapping[str, Any]]) -> None:
        """Take up a house: ``rooms`` in the order of the rail, Settings last; ``drafts`` by the name of a room."""
        self._house = house
        self._rooms = {room.name: room for room in rooms}
        self._order = tuple(self._rooms)
        self._drafts = dict(drafts)
        places = [RailPlace(room.name, room.title, room.icon) for room in rooms]
        self.rail = Rail(
            [place for place in places if place.name != SETTINGS], [place for place in places if place.name == SETTINGS]
        )
        self.search = SearchBox(self._find, self._delay)
        self.bar = TopBar(house.actor, self.search)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.messages)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.busy = BusyCorner(self.pages, self._jobs, self._delay)
        self.rail.place_chosen.connect(self.go_to)
        self.search.hit_opened.connect(self._on_hit_opened)
        self._make_shortcuts()

    @property
    def place(self) -> str:
        """The name of the room we are in."""
        screen = self.screen_shown
        return screen.name if screen is not None else ""

    @property
    def screen_shown(self) -> Screen | None:
        """The page we are on."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Screen) else None

    def title_of(self, name: str) -> str:
        """The title of a room; "" where there is none of that name."""
        room = self._rooms.get(name)
        return room.title if room is not None else ""

    def go_to(self, name: str) -> Screen | None:
        """Show a room; one that does not exist leaves things as they are."""
        if name not in self._rooms:
            return None
        screen = self._screens.get(name) or self._built(name)
        self.pages.setCurrentWidget(screen)
        self.rail.show_place(name)
        self._fold()
        return screen

    def open(self, link: Link) -> None:
        """Show what a link points at."""
        screen = self.go_to(link.register)
        if screen is not None:
            screen.open_link(link)

    def focus_page(self) -> None:
        """Bring the keyboard to where work on the page begins, to the first part that takes it, or to the rail."""
        screen = self.screen_shown
        if screen is not None and screen.take_keyboard():
            return
        areas = screen.areas() if screen is not None else ()
        if not any(_take_keyboard(area) for area in areas if area.isVisible()):
            self.rail.focus_place()

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        """Have every screen that was built, and the rail, show what is kept now."""
        for screen in self._screens.values():
            screen.refresh(changed)
        self.count()

    def count(self) -> None:
        """Ask for the counts of the rail again."""
        if self._house is not None:
            self.rail.show_counts(self._house.counts())

    def drafts(self, steps: Steps) -> dict[str, Mapping[str, object]]:
        """What was typed and not saved, by room; rooms that were not opened give back what was kept for them."""
        kept: dict[str, Mapping[str, object]] = dict(self._drafts)
        for name, screen in self._screens.items():
            draft = steps.get(screen.draft, None)
            if draft is not None:
                kept[name] = draft
        return kept

    def forget(self, steps: Steps) -> None:
        """Empty every screen, model and field: the program is being locked."""
        steps.do(self.search.leave)
        for screen in self._screens.values():
            steps.do(screen.forget_people)
        steps.do(self.messages.forget)
        self._drafts.clear()
        self._house = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        if self._house is None:
            return
        narrow = self.width() < theme().px(Px.fold_detail)
        self.rail.show_narrow(narrow=narrow)
        self.bar.show_narrow(narrow=narrow)

    def _built(self, name: str) -> Screen:
        screen = self._rooms[name].make()
        self._screens[name] = screen
        screen.count_changed.connect(self.count)
        self.pages.addWidget(screen)
        draft = self._drafts.pop(name, None)
        if draft is not None:
            screen.take_draft(draft)
        return screen

    def _find(self, words: str) -> tuple[Found, ...]:
        house = self._house
        if house is None:
            return ()
        office = house.office
        with office.look(house.actor) as session:
            return tuple(
                Found(register.title, tuple(register.find(session, words, _HITS_EACH))) for register in house.registers
            )

    def _on_hit_opened(self, hit: Hit) -> None:
        self.open(hit.opens)

    def _make_shortcuts(self) -> None:
        def on(keys: str, do: Callable[[], object]) -> None:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(f"keys.{keys}")
            shortcut.activated.connect(do)

        on("Ctrl+K", self.search.ask)
        on("F6", lambda: self._next_area(1))
        on("Shift+F6", lambda: self._next_area(-1))
        on("Ctrl+Return", self._do_primary)
        on("Ctrl+Enter", self._do_primary)
        on("Ctrl+N", lambda: self.screen_shown.new_entry() if self.screen_shown else None)
        on("Ctrl+P", lambda: self.screen_shown.printed() if self.screen_shown else None)
        on("F1", lambda: self.help_asked.emit(self.place))
        registers = [name for name in self._order if name != SETTINGS]
        for key, name in zip("1234567890", registers, strict=False):
            on(f"Ctrl+{key}", partial(self._go_by_keys, name))

    def _go_by_keys(self, name: str) -> None:
        if self.go_to(name) is not None:
            self.focus_page()

    def _do_primary(self) -> None:
        if self.screen_shown is not None:
            self.screen_shown.primary_deed()

    def _next_area(self, step: int) -> None:
        areas: list[QWidget] = [self.rail, self.search]
        if self.screen_shown is not None:
            areas += [area for area in self.screen_shown.areas() if area.isVisible()]
        if self.messages.isVisible():
            areas.append(self.messages)
        focus = QApplication.focusWidget()
        here = next((at for at, area in enumerate(areas) if focus is not None and _holds(area, focus)), -1)
        for turn in range(1, len(areas) + 1):
            area = areas[(here + step * turn) % len(areas) if here >= 0 else (turn - 1 if step > 0 else -turn)]
            if area is self.rail:
                self.rail.focus_place()
                return
            if _take_keyboard(area):
                return

    def _step_back(self) -> None:
        if self.messages.shown is not None:
            self.messages.close_shown()
            return
        if self.screen_shown is not None:
            for area in self.screen_shown.areas():
                if area.isVisible() and _take_keyboard(area):
                    return


def _holds(area: QWidget, focus: QWidget) -> bool:
    return area is focus or area.isAncestorOf(focus)


def _take_keyboard(area: QWidget) -> bool:
    """Bring the keyboard to a part of the page, or to the first thing in it that takes it."""
    for widget in (area, *area.findChildren(QWidget)):
        wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if wants and widget.isEnabled() and widget.isVisible():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
    return False


def first_place(place: str, rooms: tuple[Room, ...]) -> str:
    """Where to go after unlocking: back to where she was, else to Today."""
    return place if place in {room.name for room in rooms} else TODAY
