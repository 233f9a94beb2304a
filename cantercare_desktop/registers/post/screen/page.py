"""The page of the post register: fast row, list, one item, and the forms that take the item's place."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.register import Link, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.screen import drafts, links
from cantercare_desktop.registers.post.screen.deed_forms import DeedForm
from cantercare_desktop.registers.post.screen.handing import Handing
from cantercare_desktop.registers.post.screen.laid_out import PostPage
from cantercare_desktop.registers.post.screen.log_deeds import Logging
from cantercare_desktop.registers.post.screen.side_deeds import SideDeeds
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import (
    BoxCountId,
    BoxToday,
    DeedNow,
    HandOver,
    PostItemFull,
    PostItemId,
)
from cantercare_desktop.ui.fitting import breakable
from cantercare_desktop.ui.frame import Frame, Message

_OURS = frozenset({"post_items", "post_steps", "post_box_counts", "post_hand_overs", "post_collectors", "persons"})


class PostScreen(PostPage):
    """Log post, hand it over, and everything that rarely happens to it."""

    name = "post"
    title = "Post"
    icon = "mail"

    def __init__(
        self, post: PostService, frame: Frame, by: Actor, policy: Policy, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(post, frame, by, policy, clock, parent)
        self._box: BoxToday | None = None
        self._refreshing = False
        self._logging = Logging(post, frame, by, self.fast, self._box_now)
        self._handing = Handing(post, frame, by, policy, self.forms.show_form, self._end_deed, self._show_given)
        self._side = SideDeeds(
            post, frame, by, policy, clock, self.forms.show_form, self._end_deed, self.fast.focus_first
        )
        self._connect()
        self._count()
        self.list.ask()

    # -- what the shell asks

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        if changed is not None and not any(ref.kind in _OURS for ref in changed):
            return
        if not self._count():
            return
        self._refreshing = True
        self.list.refresh()
        self._refreshing = False
        if self.item.shown is not None:
            self._show_item(self.item.shown.item.id)
        self.count_changed.emit()

    def draft(self) -> dict[str, object] | None:
        return drafts.draft_of(self.fast, self.list.ticked, self.forms, self._handing.pending)

    def take_draft(self, draft: Mapping[str, object]) -> None:
        self.fast.take_draft(drafts.part(draft, "fast"))
        self.list.tick(drafts.numbers(draft, "ticked"))
        self.forms.put_back(drafts.part(draft, "forms"))
        answer = drafts.answer_in(draft)
        if answer is not None:
            self._handing.take_up(*answer)
            self._name_primary()
        else:
            self._open_form(str(draft.get("open", "")))

    def open_link(self, link: Link) -> None:
        item, hand_over, count = links.item_of(link), links.hand_over_of(link), links.count_of(link)
        if count is not None:
            self._open_count(count, link.deed)
        elif link.deed == "log":
            self.new_entry()
        elif link.deed == "count_box":
            self._on_count_asked()
        elif hand_over is not None:
            self._handing.show_receipt(hand_over)
        elif item is not None:
            self._open_item(item, link.deed)
        elif link.person is not None:
            self._open_person(link.person)

    def primary_deed(self) -> None:
        if self.forms.form is not None:
            self.forms.form.asked.emit()
        elif self.hand_over.isEnabled() and self.hand_over.isVisible():
            self.hand_over.click()

    def new_entry(self) -> None:
        self.fast.focus_first()

    def printed(self) -> None:
        full = self.item.shown
        if self.forms.form is None and full is not None and full.hand_over is not None:
            self._handing.show_receipt(full.hand_over.id)
        else:
            self._side.open_papers()

    def areas(self) -> tuple[QWidget, ...]:
        return (self.filter, self.fast.who, self.side.list, self.forms)

    def take_keyboard(self) -> bool:
        """Begin in the form that is open, or in the first field of the fast row."""
        if self.forms.form is not None:
            self.forms.form.take_keyboard()
            return True
        if not self.fast.who.isVisible():
            return False
        self.fast.who.setFocus()
        return True

    def forget_people(self) -> None:
        self.forms.forget()
        self._handing.forget()
        self.fast.start_again()
        self.list.forget()
        self.item.forget()
        self.taking.forget()
        self.empty.say("No item is chosen")
        self.forms.show_behind(self.empty)

    def _connect(self) -> None:
        self.list.fetched.connect(self._on_fetched)
        self.list.ticks_changed.connect(self._name_primary)
        self.side.list.row_chosen.connect(self._on_row_chosen)
        self.side.list.row_opened.connect(self.columns.show_detail)
        self.fast.log_asked.connect(self._logging.log)
        self.count_box.clicked.connect(self._on_count_asked)
        self.box_line.clicked.connect(self._on_count_asked)
        self.unsaved.again.clicked.connect(self._handing.take_up_again)
        self.papers.clicked.connect(self._side.open_papers)
        self.hand_over.clicked.connect(self._on_hand_over_clicked)
        self.item.deed_asked.connect(self._on_deed_asked)
        self.item.receipt_asked.connect(self._handing.show_receipt)
        self.item.collector_asked.connect(self._on_collector_asked)
        self.item.collector_withdrawn.connect(self._side.withdraw_collector)
        self.item.history_asked.connect(self._on_history_asked)
        self.forms.opened.connect(self._on_form_opened)
        self.forms.closed.connect(self._on_form_closed)
        self.forms.laid_aside.connect(self._on_form_laid_aside)
        self.columns.folded.connect(self._fold)

    # -- the list and the item

    def _count(self) -> bool:
        counts = attempt(self._frame, lambda: self._post.counts(self._by))
        box = attempt(self._frame, lambda: self._post.box_today(self._by))
        if counts is None or box is None:
            return False
        self._box = box
        self.filter.count("waiting", counts.waiting)
        self.filter.count("exceptions", counts.exceptions)
        self.fast.show_box(box)
        self.box_line.show_box(box)
        return True

    def _on_fetched(self) -> None:
        if self.side.list.rows.rowCount() == 0 and not self.list.shows_given:
            self.item.forget()
            last = attempt(self._frame, lambda: self._post.last_thing(self._by)) or ""
            self.empty.say(self.side.nothing.text(), breakable(last), deed="Log the next item")
            self.forms.show_behind(self.empty)
        self._name_primary()

    def _on_row_chosen(self, key: object) -> None:
        if not isinstance(key, int):
            return
        shown = self.item.shown
        if self.forms.form is not None and not self._refreshing and (shown is None or shown.item.id != key):
            self.forms.leave()
        self._show_item(PostItemId(key))

    def _show_item(self, item: PostItemId) -> None:
        full = attempt(self._frame, lambda: self._post.item(self._by, item))
        if full is None:
            self.item.forget()
            return
        self.item.say(full)
        self.forms.show_behind(self.item)
        self._name_primary()

    def _name_primary(self) -> None:
        form = self.forms.form
        can = self.list.can_hand_over and form is None
        sees_item = self.columns.width_now != "narrow"
        self.taking.say(self.list, can=can, roomy=self._roomy, sees_item=sees_item)
        self.unsaved.show_pending(self._handing.pending if form is None else None)
        self.told.setHidden(self.unsaved.isHidden() and self.taking.warning.isHidden())

    def _show_given(self, given: HandOver) -> None:
        """Show what was just handed over, with its receipt, until something else is chosen."""
        first = given.things[0].id
        self.list.let_go(first)
        self._show_item(first)

    # -- forms

    def _on_form_opened(self) -> None:
        self.fast.fold_more()
        self._name_primary()
        self.columns.show_detail()

    def _on_form_closed(self) -> None:
        self._name_primary()
        self.columns.show_list()
        self.side.list.setFocus()

    def _end_deed(self) -> None:
        self.forms.close_form()
        self.side.list.setFocus()

    def _on_form_laid_aside(self, key: str) -> None:
        if key in {"declined", "not_hers"}:
            self._handing.remind()

    def _open_form(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        what, _, row = rest.rpartition(":")
        if kind == "box" and not row:
            self._on_count_asked()
        elif kind == "box" and row.isdecimal():
            self._open_count(BoxCountId(int(row)), "explain_difference")
        elif kind == "papers":
            self._side.open_papers()
        elif kind == "taker" and self.list.ticked:
            self._handing.begin(self.list.ticked)
        elif kind in {"deed", "collector"} and row.isdecimal():
            full = attempt(self._frame, lambda: self._post.item(self._by, PostItemId(int(row))))
            if full is not None and kind == "collector":
                self._side.name_collector(full)
            elif full is not None:
                self._open_deed(full, what)

    def _on_hand_over_clicked(self) -> None:
        if self.list.ticked:
            self._handing.begin(self.list.ticked)

    def _box_now(self) -> BoxToday | None:
        """Today's box with what was logged a moment ago, of which the page hears only afterwards."""
        return attempt(self._frame, lambda: self._post.box_today(self._by))

    def _on_count_asked(self) -> None:
        if self._box is not None:
            self._side.count_box(self._box)

    def _on_collector_asked(self) -> None:
        if self.item.shown is not None:
            self._side.name_collector(self.item.shown)

    def _on_history_asked(self) -> None:
        if self.item.shown is not None:
            self.list.show_history(self.item.shown.item.person)

    def _on_deed_asked(self, deed: DeedNow) -> None:
        if self.item.shown is not None:
            self._show_deed(self.item.shown, deed)

    def _show_deed(self, full: PostItemFull, deed: DeedNow) -> None:
        form = DeedForm(full, deed, self._policy, self._clock, self._people)
        form.asked.connect(lambda: self._do_deed(form))
        self.forms.show_form(form)

    def _do_deed(self, form: DeedForm) -> None:
        saved = attempt(self._frame, lambda: form.save(self._post, self._by), form.form, "post.deed_form.")
        if saved is None:
            return
        self._end_deed()
        item = saved.value
        self._frame.tell(
            Message("done", f"{item.state_word}:", f"{item.what.lower()} {item.number}. {item.told}".strip())
        )

    # -- places a link leads to

    def _open_count(self, count: BoxCountId, deed: str) -> None:
        found = attempt(self._frame, lambda: self._post.box_count(self._by, count))
        if found is None or self._box is None:
            return
        if deed != "log":
            self._side.count_box(self._box, found)
            return
        if found.day != self._box.day:
            self.fast.show_day(found.day)
        self.new_entry()

    def _open_item(self, item: PostItemId, deed: str) -> None:
        full = attempt(self._frame, lambda: self._post.item(self._by, item))
        if full is None:
            return
        view = links.view_of(full)
        self.list.show(view, full.item.number if view == "all" else "")
        self.side.list.choose(int(item))
        self._show_item(item)
        self.columns.show_detail()
        if deed == "hand_over" and view == "waiting":
            self.list.tick(self.list.of(full.item.person.person))
            self.side.list.setFocus()
        elif deed:
            self._open_deed(full, deed)

    def _open_deed(self, full: PostItemFull, deed: str) -> None:
        now = next((each for each in full.deeds if each.deed == deed and each.allowed), None)
        if now is not None:
            self.item.say(full)
            self._show_deed(full, now)

    def _open_person(self, person: PersonId) -> None:
        waiting = self.list.of(person) if self.list.can_hand_over else []
        if waiting and self.side.list.choose(int(waiting[0])):
            self.side.list.setFocus()
            return
        name = attempt(self._frame, lambda: self._post.person(self._by, person))
        if name is not None:
            self.list.show_history(name)
