"""The page of the post register: fast row, list, one item, and the forms that take the item's place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.register import Link, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.screen import drafts
from cantercare_desktop.registers.post.screen.deed_forms import DeedForm
from cantercare_desktop.registers.post.screen.fast_row import FastRow, Typed
from cantercare_desktop.registers.post.screen.form_panel import FormPanel
from cantercare_desktop.registers.post.screen.handing import Handing, undo_message
from cantercare_desktop.registers.post.screen.item_detail import ItemDetail
from cantercare_desktop.registers.post.screen.list_side import ListSide
from cantercare_desktop.registers.post.screen.listing import history_of, items_of, page_of
from cantercare_desktop.registers.post.screen.side_deeds import SideDeeds
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import (
    BoxToday,
    DeedNow,
    HandOverId,
    PostItem,
    PostItemFull,
    PostItemId,
    PostRow,
)
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Card, EmptyState
from cantercare_desktop.ui.filters import FilterBar, FilterWords
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.ui.layouts import Columns, PageHead
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tokens import Px

_OURS = frozenset({"post_items", "post_steps", "post_box_counts", "post_hand_overs", "post_collectors", "persons"})


class PostScreen(Screen):
    """Log post, hand it over, and everything that rarely happens to it."""

    name = "post"
    title = "Post"
    icon = "mail"

    def __init__(
        self, post: PostService, frame: Frame, by: Actor, policy: Policy, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._post, self._frame, self._by, self._policy, self._clock = post, frame, by, policy, clock
        self._person_of: dict[PostItemId, PersonName] = {}
        self._ticked: tuple[PostItemId, ...] = ()
        self._form: FormPanel | None = None
        self._history: PersonName | None = None
        self._box: BoxToday | None = None
        self._handing = Handing(post, frame, by, policy, self.show_form, self.close_form)
        self._side = SideDeeds(post, frame, by, policy, clock, self.show_form, self.close_form)
        self._build()
        self._connect()
        self.refresh()

    # -- what the shell asks

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        if changed is not None and not any(ref.kind in _OURS for ref in changed):
            return
        counts = attempt(self._frame, lambda: self._post.counts(self._by))
        box = attempt(self._frame, lambda: self._post.box_today(self._by))
        if counts is None or box is None:
            return
        self._box = box
        self.filter.count("waiting", counts.waiting)
        self.filter.count("exceptions", counts.exceptions)
        self.fast.show_box(box)
        self.side.list.rows.refresh()
        self._after_fetch()
        if self.item.shown is not None:
            self._show_item(self.item.shown.item.id)
        self.count_changed.emit()

    def draft(self) -> dict[str, object] | None:
        return drafts.draft_of(self.fast, self._ticked, self._form)

    def take_draft(self, draft: Mapping[str, object]) -> None:
        self.fast.take_draft(drafts.part(draft, "fast"))
        self.side.list.rows.tick(drafts.numbers(draft, "ticked"))
        form = drafts.part(draft, "form")
        item, deed = form.get("item"), form.get("deed")
        if isinstance(item, int) and isinstance(deed, str):
            self._open_deed(PostItemId(item), deed)
            if isinstance(self._form, DeedForm):
                self._form.take(form)
        answer = drafts.answer_in(draft)
        if answer is not None:
            self._handing.take_up(*answer)

    def open_link(self, link: Link) -> None:
        if link.deed == "log":
            self.new_entry()
        elif link.deed in {"count_box", "explain_difference"} and self._box is not None:
            self._side.count_box(self._box)
        elif link.ref is not None and link.ref.kind == "post_hand_overs":
            self._handing.show_receipt(HandOverId(link.ref.row))
        elif link.ref is not None and link.ref.kind == "post_items":
            self._open_item(PostItemId(link.ref.row), link.deed)
        elif link.person is not None:
            self._open_person(link.person)

    def primary_deed(self) -> None:
        if self._form is not None:
            self._form.asked.emit()
        elif self.hand_over.isEnabled() and self.hand_over.isVisible():
            self.hand_over.click()

    def new_entry(self) -> None:
        self.fast.focus_first()

    def printed(self) -> None:
        full = self.item.shown
        if self._form is None and full is not None and full.hand_over is not None:
            self._handing.show_receipt(full.hand_over.id)
        else:
            self._side.open_papers()

    def areas(self) -> tuple[QWidget, ...]:
        return (self.filter, self.fast.who, self.side.list, self._detail)

    def forget_people(self) -> None:
        self.close_form()
        self.fast.start_again()
        self.side.list.rows.forget()
        self.item.forget()
        self._person_of.clear()
        self._ticked, self._history = (), None

    # -- forms in the place of the item

    def show_form(self, form: FormPanel) -> None:
        """Show a form in the place of the item."""
        self.close_form()
        self._form = form
        form.left.connect(self.close_form)
        self._detail.addWidget(form)
        self._detail.setCurrentWidget(form)
        self.hand_over.hide()
        self.columns.show_detail()
        form.begin()

    def close_form(self) -> None:
        """Show the item again."""
        form, self._form = self._form, None
        if form is None:
            return
        self._detail.setCurrentWidget(self.item if self.item.shown is not None else self.empty)
        self._detail.removeWidget(form)
        form.hide()
        form.deleteLater()
        self._name_primary()
        self.side.list.setFocus()

    # -- building

    def _build(self) -> None:
        self.head = PageHead("Post", name="post.head")
        self.filter = FilterBar(
            [
                FilterWords("waiting", "Waiting", 0),
                FilterWords("handed_over", "Handed over"),
                FilterWords("exceptions", "Exceptions", 0),
                FilterWords("all", "All"),
            ],
            name="post.filter",
            says="Which post",
        )
        self.head.add_filter(self.filter)
        self.count_box = Button("Count the box", name="post.count_box", icon="box")
        self.papers = Button("Papers", name="post.papers_button", icon="print")
        self.hand_over = Button("Hand over", name="post.hand_over", kind="primary", keys="Ctrl+Enter")
        self.head.add_second(self.papers)
        self.head.add_second(self.count_box)
        self.head.set_primary(self.hand_over)
        self.fast = FastRow(lambda typed: self._post.people(self._by, typed), self._policy, self._clock.monotonic)
        self.side = ListSide(self._clock)
        self.item = ItemDetail()
        self.empty = EmptyState("mail", "No item is chosen", "Choose one in the list.", name="post.empty")
        card = Card(name="post.detail", padded=False)
        self._detail = QStackedWidget()
        self._detail.addWidget(self.empty)
        self._detail.addWidget(self.item)
        card.add(self._detail, 1)
        self.columns = Columns(self.side, card, name="post.columns")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        fast_line = QHBoxLayout()
        fast_line.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.gap)
        fast_line.addWidget(self.fast)
        column.addLayout(fast_line)
        column.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.filter.filter_chosen.connect(self._on_filter_chosen)
        self.side.asked_changed.connect(self._ask)
        self.side.history_left.connect(self._on_history_left)
        self.side.list.rows.ticks_changed.connect(self._on_ticks_changed)
        self.side.list.row_chosen.connect(self._on_row_chosen)
        self.side.list.row_opened.connect(self._on_row_opened)
        self.fast.log_asked.connect(self._on_log_asked)
        self.fast.count_asked.connect(self._on_count_asked)
        self.count_box.clicked.connect(self._on_count_asked)
        self.papers.clicked.connect(self._side.open_papers)
        self.hand_over.clicked.connect(self._on_hand_over_clicked)
        self.item.deed_asked.connect(self._on_deed_asked)
        self.item.receipt_asked.connect(self._handing.show_receipt)
        self.item.collector_asked.connect(self._on_collector_asked)
        self.item.collector_withdrawn.connect(self._side.withdraw_collector)
        self.item.history_asked.connect(self._on_history_asked)
        self.columns.folded.connect(self._on_folded)
        self._ask()

    # -- the list

    def _ask(self) -> None:
        view = self.filter.chosen or "waiting"
        asked = self.side.asked(view)
        if self._history is not None:
            self.side.list.rows.ask(history_of(self._post, self._by, self._history.person, self._clock.now()))
        else:
            self.side.list.rows.ask(page_of(self._post, self._by, asked, self._on_rows_seen))
        self._after_fetch()

    def _after_fetch(self) -> None:
        if self.side.list.chosen is None:
            self.side.list.choose_first()
        rows = self.side.list.rows.rowCount()
        self.side.show_empty(nothing=rows == 0, view=self.filter.chosen)
        if rows == 0 and self._form is None:
            self.item.forget()
            self._detail.setCurrentWidget(self.empty)
        self._name_primary()

    def _on_rows_seen(self, rows: Sequence[PostRow]) -> None:
        self._person_of.update({row.id: row.person for row in rows})

    def _on_filter_chosen(self, _view: str) -> None:
        self._history = None
        self.side.show_filters(self.filter.chosen, "")
        self._ask()

    def _on_ticks_changed(self, keys: tuple[object, ...]) -> None:
        ticked = items_of(keys)
        newest = [item for item in ticked if item not in self._ticked] or list(ticked)
        whose = self._person_of.get(newest[-1]) if newest else None
        hers = tuple(item for item in ticked if self._person_of.get(item) == whose)
        self._ticked = hers
        if hers != ticked:
            self.side.list.rows.tick(hers)
        self._name_primary()

    def _on_row_chosen(self, key: object) -> None:
        if isinstance(key, int):
            self._show_item(PostItemId(key))

    def _on_row_opened(self, _key: object) -> None:
        self.columns.show_detail()

    def _on_folded(self, width: str) -> None:
        self.head.fold(self.columns.width_now)
        self.fast.fold(narrow=width == "narrow")

    def _show_item(self, item: PostItemId) -> None:
        full = attempt(self._frame, lambda: self._post.item(self._by, item))
        if full is None:
            self.item.forget()
            return
        self.item.say(full)
        if self._form is None:
            self._detail.setCurrentWidget(self.item)

    def _name_primary(self) -> None:
        waiting = self.filter.chosen == "waiting" and self._history is None
        self.hand_over.setVisible(waiting and self._form is None)
        self.head.reason.setVisible(waiting and self._form is None and not self._ticked)
        person = self._person_of.get(self._ticked[0]) if self._ticked else None
        if person is None:
            self.hand_over.name_deed("Hand over")
            self.hand_over.set_blocked(f"Tick what {self._policy.words.she} takes.", self.head.reason)
            self.head.reason.setVisible(waiting and self._form is None)
            return
        self.hand_over.set_blocked(None)
        first = person.first if len(person.first) <= 18 else f"{person.first[:18]}…"
        self.hand_over.name_deed(f"Hand over {counted(len(self._ticked), 'item')} to {first}")

    # -- deeds

    def _on_log_asked(self, typed: Typed) -> None:
        self.fast.log.set_busy("Logging…")
        saved = attempt(
            self._frame,
            lambda: self._post.log_batch(self._by, typed.new, typed.how_many),
            self.fast.form,
            "post.new.",
        )
        self.fast.log.set_busy(None)
        if saved is None:
            return
        self.fast.start_again()
        self.fast.focus_first()
        self._say_logged(saved.value)

    def _say_logged(self, items: tuple[PostItem, ...]) -> None:
        still = ""
        if self._box is not None and items[0].came_by == "box" and self._box.to_log > 0:
            still = f"{counted(self._box.to_log, 'item')} from the box still to log."
        if len(items) == 1:
            self._frame.tell(undo_message(items[0], still, lambda: self._undo(items)))
            return
        text = f"{counted(len(items), 'item')} for {items[0].person.full}, in {items[0].place}. {still}".strip()
        self._frame.tell(Message("done", "Logged:", text, deed="Undo", do=lambda: self._undo(items)))

    def _undo(self, items: Sequence[PostItem]) -> None:
        undone = all(
            attempt(self._frame, partial(self._post.undo_log, self._by, each.id)) is not None for each in items
        )
        if undone:
            self._frame.tell(
                Message("told", "Undone:", f"{counted(len(items), 'item')} no longer waiting. The log says so.")
            )

    def _on_hand_over_clicked(self) -> None:
        if self._ticked:
            self._handing.begin(self._ticked)

    def _on_count_asked(self) -> None:
        if self._box is not None:
            self._side.count_box(self._box)

    def _on_collector_asked(self) -> None:
        if self.item.shown is not None:
            self._side.name_collector(self.item.shown)

    def _on_deed_asked(self, deed: DeedNow) -> None:
        if self.item.shown is not None:
            self._show_deed(self.item.shown, deed)

    def _show_deed(self, full: PostItemFull, deed: DeedNow) -> None:
        form = DeedForm(full, deed, self._policy, lambda typed: self._post.people(self._by, typed))
        form.asked.connect(lambda: self._do_deed(form))
        self.show_form(form)

    def _do_deed(self, form: DeedForm) -> None:
        saved = attempt(self._frame, lambda: form.save(self._post, self._by), form.form, "post.deed_form.")
        if saved is None:
            return
        self.close_form()
        item = saved.value
        self._frame.tell(
            Message("done", f"{item.state_word}:", f"{item.what.lower()} {item.number}. {item.told}".strip())
        )

    # -- places a link leads to

    def _open_item(self, item: PostItemId, deed: str) -> None:
        full = attempt(self._frame, lambda: self._post.item(self._by, item))
        if full is None:
            return
        self._history = None
        waits = full.item.state in {"waiting", "opened"}
        self.filter.choose(
            "waiting"
            if waits
            else "exceptions"
            if full.may("correct").allowed and full.item.state in {"refused", "not_hers", "missing"}
            else "all"
        )
        self.side.show_filters(self.filter.chosen, "" if waits else full.item.number)
        self._ask()
        self.side.list.choose(int(item))
        self._show_item(item)
        self.columns.show_detail()
        if deed == "hand_over":
            hers = [each for each, person in self._person_of.items() if person.person == full.item.person.person]
            self.side.list.rows.tick(hers)
            self.side.list.setFocus()
        elif deed:
            self._open_deed(item, deed)

    def _open_deed(self, item: PostItemId, deed: str) -> None:
        full = attempt(self._frame, lambda: self._post.item(self._by, item))
        now = next((each for each in full.deeds if each.deed == deed and each.allowed), None) if full else None
        if full is not None and now is not None:
            self.item.say(full)
            self._show_deed(full, now)

    def _open_person(self, person: PersonId) -> None:
        waiting = [each for each, whose in self._person_of.items() if whose.person == person]
        if waiting and self.filter.chosen == "waiting" and self.side.list.choose(int(waiting[0])):
            self.side.list.setFocus()
            return
        name = attempt(self._frame, lambda: self._post.person(self._by, person))
        if name is not None:
            self._show_history(name)

    def _on_history_asked(self) -> None:
        if self.item.shown is not None:
            self._show_history(self.item.shown.item.person)

    def _show_history(self, person: PersonName) -> None:
        self._history = person
        self.side.show_history(person)
        self._ask()
        self.side.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_history_left(self) -> None:
        self._history = None
        self.side.show_filters(self.filter.chosen, "")
        self._ask()
