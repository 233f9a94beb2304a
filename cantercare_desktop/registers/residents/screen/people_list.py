"""The list at the left: who lives here, who applies, who has left; or who is found by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cantercare_desktop.office.people import PersonId, Stage
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.residents.screen.words import row_of
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import PeopleQuery
from cantercare_desktop.ui.cards import EmptyState
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.rows import Item, Row, Rows, no_rows
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.tokens import Px

_NAME = "residents.list"
_EMPTY: dict[Stage, str] = {
    "resident": "Nobody is here yet",
    "applicant": "There is no open application",
    "left": "Nobody has left yet",
}


class PeopleList(QWidget):
    """``person_chosen`` when somebody goes to a row, ``person_opened`` on Enter or a click, both with the person's id.

    What the program itself chooses, as when the list is fetched again, is told to nobody: opening a record is a deed.
    """

    person_chosen = Signal(object)
    person_opened = Signal(object)

    def __init__(self, residents: ResidentsService, by: Actor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._residents = residents
        self._by = by
        self._stage: Stage = "resident"
        self._is_listing = False
        self.search = TextLine(name="residents.search", placeholder="Find by name or room")
        self.search.setAccessibleName("Find by name or room")
        self.rows = Rows(no_rows)
        self.view = RowList(self.rows, name=_NAME, says="People")
        self.empty = EmptyState("people", "", name=f"{_NAME}.empty")
        self._pages = QStackedWidget()
        self._pages.addWidget(ListCard(self.view))
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.focus_room, Px.focus_room, 0, 0)
        column.setSpacing(Px.gap)
        column.addWidget(self.search)
        column.addWidget(self._pages, 1)
        self.setFocusProxy(self.view)
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        self.view.row_chosen.connect(self._on_row_chosen)
        self.view.row_opened.connect(self.person_opened)
        self.view.clicked.connect(self._on_clicked)

    @property
    def stage(self) -> Stage:
        """Which stage is listed."""
        return self._stage

    def show_stage(self, stage: Stage) -> None:
        """List the people of a stage, from the beginning."""
        self._stage = stage
        self._list_again(self._ask)

    def refresh(self) -> None:
        """List again, as many as before; the chosen row stays chosen."""
        self._list_again(self.rows.refresh if self.rows.rowCount() else self._ask)

    def choose(self, person: PersonId | None) -> bool:
        """Choose somebody's row, if it is listed, and tell nobody."""
        self._is_listing = True
        found = self.view.choose(person)
        self._is_listing = False
        return found

    def forget(self) -> None:
        """Hold nobody any more."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.rows.forget()

    def _ask(self) -> None:
        self.rows.ask(self._page)

    def _list_again(self, fetch: Callable[[], None]) -> None:
        self._is_listing = True
        fetch()
        self._is_listing = False
        if self.search.text().strip():
            self.empty.say("Nobody is found", "Type fewer letters, or look among the others above.")
        else:
            self.empty.say(_EMPTY[self._stage])
        self._pages.setCurrentIndex(0 if self.rows.rowCount() else 1)

    def _page(self, after: Item | None, limit: int) -> tuple[Sequence[Item], bool]:
        place = after.mark if isinstance(after, Row) and isinstance(after.mark, tuple) else None
        page = self._residents.page(self._by, PeopleQuery(self._stage, self.search.text(), place, limit))
        policy, today = self._residents.policy, self._residents.today
        rows = [row_of(person, policy, today) for person in page.rows]
        if rows:
            rows[-1] = replace(rows[-1], mark=page.next)
        return rows, page.next is not None

    def _on_search_changed(self) -> None:
        self._list_again(self._ask)

    def _on_search_entered(self) -> None:
        if self.view.choose_first():
            self.view.setFocus()

    def _on_row_chosen(self, person: object) -> None:
        if not self._is_listing:
            self.person_chosen.emit(person)

    def _on_clicked(self, _index: QModelIndex) -> None:
        if self.view.chosen is not None:
            self.person_opened.emit(self.view.chosen)
