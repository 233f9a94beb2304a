"""The Settings page: sections at the left, one of them open at the right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cantercare_desktop.shell.house import SETTINGS
from cantercare_desktop.shell.settings.own import PasswordSection, ScreenSection
from cantercare_desktop.shell.settings.records import AboutSection, MessagesSection, ReceiptSection, RecordsSection
from cantercare_desktop.shell.settings.section import Section
from cantercare_desktop.shell.settings.staff import StaffSection
from cantercare_desktop.ui.layouts import PageHead, Scrolling, width_of
from cantercare_desktop.ui.rows import Item, Row, Rows
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Link, Ref
    from cantercare_desktop.shell.open_house import OpenHouse

_SECTIONS: tuple[tuple[type[Section], str], ...] = (
    (StaffSection, "people"),
    (PasswordSection, "key"),
    (ScreenSection, "lock"),
    (RecordsSection, "shield"),
    (ReceiptSection, "file"),
    (MessagesSection, "info"),
    (AboutSection, "home"),
)
_LIST_WIDTH = 280


class SettingsScreen(Screen):
    """Each section is a widget of its own, built when it is first opened."""

    name = SETTINGS
    title = "Settings"
    icon = "settings"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__()
        self._opened = opened
        self._sections: dict[str, Section] = {}
        self._scrolls: dict[str, QWidget] = {}
        self.head = PageHead(self.title, name="settings.head")
        self.list = RowList(Rows(), name="settings.list", says="Settings")
        items: list[Item] = [Row(each.name, each.title, each.second, icon=icon) for each, icon in _SECTIONS]
        self.list.rows.ask(lambda after, _limit: (items if after is None else (), False))
        self._list_card = ListCard(self.list)
        self.pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        row = QHBoxLayout()
        row.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.gap_wide)
        row.setSpacing(Px.gap_wide)
        row.addWidget(self._list_card)
        row.addWidget(self.pages, 1)
        column.addLayout(row, 1)
        self.list.row_chosen.connect(self._on_chosen)
        self.list.choose_first()

    def section(self, name: str) -> Section:
        """Open a section and return it. Raises `StopIteration` for a name that is none."""
        if name not in self._sections:
            made = next(each for each, _icon in _SECTIONS if each.name == name)(self._opened)
            self._sections[name] = made
            self._scrolls[name] = Scrolling(made, name=f"settings.{name}.scroll")
            self.pages.addWidget(self._scrolls[name])
        section = self._sections[name]
        section.show_now()
        self.pages.setCurrentWidget(self._scrolls[name])
        return section

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        """Show the staff anew when they changed."""
        shown = self._sections.get("staff")
        if shown is not None and changed is not None and any(ref.kind == "staff" for ref in changed):
            shown.show_now()

    def open_link(self, link: Link) -> None:
        """The deed of the link names the section."""
        if link.deed:
            self.list.choose(link.deed)

    def primary_deed(self) -> None:
        """Do the deed of the section that is open."""
        shown = next((name for name, page in self._scrolls.items() if page is self.pages.currentWidget()), "")
        if shown:
            self._sections[shown].primary_deed()

    def draft(self) -> dict[str, object] | None:
        """What is typed and not saved, by section."""
        kept = {name: typed for name, each in self._sections.items() if (typed := each.draft()) is not None}
        return dict(kept) or None

    def take_draft(self, draft: Mapping[str, object]) -> None:
        """Open the section in which something was typed, and put it back."""
        for name, typed in draft.items():
            if isinstance(typed, Mapping) and any(each.name == name for each, _icon in _SECTIONS):
                self.list.choose(name)
                self.section(name).take_draft(typed)

    def areas(self) -> tuple[QWidget, ...]:
        """The list of sections, and the open one."""
        return (self.list, self.pages)

    def forget_people(self) -> None:
        """Empty every section."""
        for section in self._sections.values():
            section.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = width_of(self.window().width()) == "narrow"
        self._list_card.setFixedWidth(theme().px(Px.list_least if narrow else _LIST_WIDTH))

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, str):
            self.section(key)
