"""What the list on the page shows: which post is asked for, whose it is, and what is ticked to be handed over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Qt, Signal

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.screen.list_side import ListSide
from cantercare_desktop.registers.post.screen.listing import history_of, items_of, page_of
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import PostItemId, PostRow
from cantercare_desktop.ui.filters import FilterBar
from cantercare_desktop.ui.fitting import short
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.ui.rows import Item, PageOfRows


class PostList(QObject):
    """Asks for the rows that the filter and the fields above the list want.

    `fetched` says that the rows may be others, `ticks_changed` that something else is ticked. Only things of one
    person can be ticked: whoever ticks another person's begins anew with hers.
    """

    fetched = Signal()
    ticks_changed = Signal()

    def __init__(
        self, post: PostService, frame: Frame, by: Actor, clock: Clock, bar: FilterBar, side: ListSide
    ) -> None:
        super().__init__(side)
        self._post, self._frame, self._by, self._clock = post, frame, by, clock
        self._filter, self._side = bar, side
        self._person_of: dict[PostItemId, PersonName] = {}
        self._history: PersonName | None = None
        self._place_first = False
        self._given: PostItemId | None = None
        self.ticked: tuple[PostItemId, ...] = ()
        bar.filter_chosen.connect(self._on_filter_chosen)
        side.asked_changed.connect(self.ask)
        side.history_left.connect(self._on_history_left)
        side.list.rows.ticks_changed.connect(self._on_ticks_changed)
        side.list.row_chosen.connect(self._on_row_chosen)

    @property
    def can_hand_over(self) -> bool:
        """Whether the list is the one in which things are ticked."""
        return self._filter.chosen == "waiting" and self._history is None

    @property
    def whose(self) -> PersonName | None:
        """The person whose things are ticked."""
        return self._person_of.get(self.ticked[0]) if self.ticked else None

    def of(self, person: PersonId) -> list[PostItemId]:
        """Return what the list has shown of one person, the first first."""
        return [item for item, whose in self._person_of.items() if whose.person == person]

    def ask(self) -> None:
        """Fetch what is asked for now, from the beginning."""
        self._person_of.clear()
        rows = self._side.list.rows
        if self._history is not None:
            rows.ask(self._said(history_of(self._post, self._by, self._history.person, self._clock.now())))
        else:
            asked = self._side.asked(self._filter.chosen or "waiting")
            page = page_of(self._post, self._by, asked, self._on_rows_seen, place_first=self._place_first)
            rows.ask(self._said(page))
        self._end_fetch()

    def refresh(self) -> None:
        """Fetch again what is shown. The choice and the ticks stay."""
        self._person_of.clear()
        self._side.list.rows.refresh()
        self._end_fetch()

    def put_places_first(self, *, first: bool) -> None:
        """Say where a thing is before when it came, or after it."""
        if first != self._place_first:
            self._place_first = first
            self.ask()

    def let_go(self, given: PostItemId) -> None:
        """Choose no row while the detail shows what was just handed over; in the next list it is chosen."""
        self._side.list.choose(None)
        self._given = given

    @property
    def shows_given(self) -> bool:
        """Whether no row is chosen because the detail shows what was just handed over."""
        return self._given is not None

    def show(self, view: str, words: str = "") -> None:
        """Show another list."""
        self._history = None
        self._filter.choose(view)
        self._side.show_filters(view, words)
        kept, given = self._side.list.chosen, self._given
        self._side.list.choose(None)
        self._given = None
        self.ask()
        for item in (given, kept):
            if isinstance(item, int) and self._side.list.choose(item):
                break

    def show_history(self, person: PersonName) -> None:
        """Show all post of one person, the newest first."""
        self._history = person
        self._side.show_history(person)
        self.ask()
        self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def tick(self, items: Iterable[int]) -> None:
        """Tick exactly these things."""
        self._side.list.rows.tick(items)

    def forget(self) -> None:
        """Hold nothing about anybody."""
        self._history = None
        self._given = None
        self._side.forget()
        self._person_of.clear()
        self.ticked = ()
        self.ticks_changed.emit()

    def _said(self, page: PageOfRows) -> PageOfRows:
        """Give the pages of a list; when they cannot be read the message bar says why, and the list is empty."""

        def fetch(after: Item | None, limit: int) -> tuple[Sequence[Item], bool]:
            return attempt(self._frame, lambda: page(after, limit)) or ((), False)

        return fetch

    def _end_fetch(self) -> None:
        if self._side.list.chosen is None and self._given is None:
            self._side.list.choose_first()
        self._side.show_empty(nothing=self._side.list.rows.rowCount() == 0, view=self._filter.chosen)
        self.fetched.emit()

    def _on_rows_seen(self, rows: Sequence[PostRow]) -> None:
        self._person_of.update({row.id: row.person for row in rows})

    def _on_filter_chosen(self, view: str) -> None:
        self.show(view)

    def _on_history_left(self) -> None:
        self.show(self._filter.chosen)
        self._side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_row_chosen(self, _key: object) -> None:
        self._given = None

    def _on_ticks_changed(self, keys: tuple[object, ...]) -> None:
        ticked, before = items_of(keys), self.whose
        added = [item for item in ticked if item not in self.ticked]
        newest = added or list(ticked)
        whose = self._person_of.get(newest[-1]) if newest else None
        hers = tuple(item for item in ticked if whose is not None and self._belongs(item, whose))
        self.ticked = hers
        if hers != ticked:
            self._side.list.rows.tick(hers)
            if before is not None and whose is not None and before.person != whose.person:
                says = f"{short(before.first)}’s ticks were taken away."
                self._frame.tell(Message("told", "Only one person’s things at a time.", says))
        self._open_ticked(added)
        self.ticks_changed.emit()

    def _open_ticked(self, added: Sequence[PostItemId]) -> None:
        """Show the item that was ticked, so that what is said beside it is about the person who gets it."""
        chosen = self._side.list.chosen
        if added and (chosen not in self.ticked or (len(added) == 1 and chosen != added[0])):
            self._side.list.choose(int(added[0]))

    def _belongs(self, item: PostItemId, whose: PersonName) -> bool:
        person = self._person_of.get(item)
        return person is not None and person.person == whose.person
