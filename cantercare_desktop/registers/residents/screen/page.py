"""The residents' page: list, record, and the form of the one deed that is under way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Link, Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.residents.screen.deed_form import DeedForm
from cantercare_desktop.registers.residents.screen.forms import Forms
from cantercare_desktop.registers.residents.screen.people_list import PeopleList
from cantercare_desktop.registers.residents.screen.photograph import NoPictureError, picture_in
from cantercare_desktop.registers.residents.screen.record import RecordView
from cantercare_desktop.registers.residents.screen.showing import (
    all_looks,
    deeds_for,
    done_message,
    fill_record,
    fill_timeline,
)
from cantercare_desktop.registers.residents.screen.trying import attempt
from cantercare_desktop.registers.residents.screen.words import STAGES, coming
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import PersonFull
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import EmptyState
from cantercare_desktop.ui.delays import Delay, QtDelay
from cantercare_desktop.ui.filters import FilterBar, FilterWords
from cantercare_desktop.ui.fitting import short
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.ui.layouts import Columns, PageHead
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tokens import Px

#: Asks which picture to take; nothing when nobody chose.
PickPicture = Callable[[], Path | None]

_LIST_WIDTH = 300
_SETTLES_S = 0.25
_ENTRIES = 20


class ResidentsScreen(Screen):
    """People, one at a time. Going to a row with the arrows opens it once the keyboard rests on it.

    Without `pick_picture` no photograph can be added.
    """

    name = "residents"
    icon = "people"

    def __init__(
        self,
        residents: ResidentsService,
        by: Actor,
        frame: Frame,
        *,
        pick_picture: PickPicture | None = None,
        delay: Delay | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self.title = residents.policy.words.residents.capitalize()
        super().__init__(parent)
        self._residents, self._by, self._frame = residents, by, frame
        self._pick_picture = pick_picture
        self._delay = delay or QtDelay(self)
        self._call_off: Callable[[], None] | None = None
        self._forms = Forms(residents, by)
        self._form: DeedForm | None = None
        self._open: PersonFull | None = None
        self._entries = _ENTRIES
        self._reasons: dict[PersonId, str] = {}
        self._build()
        self._connect()
        self.refresh()
        self._show_head()

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        """Show what is kept now; other registers' rows only matter to the timeline."""
        if changed is None or any(ref.kind in {"persons", "photographs"} for ref in changed):
            self.list.refresh()
            self._count()
        if self._open is not None:
            self._show(self._residents.read_again(self._by, self._open.name.person))

    def draft(self) -> dict[str, object] | None:
        """The form that is typed in, if any."""
        return None if self._form is None else self._form.draft()

    def take_draft(self, draft: Mapping[str, object]) -> None:
        """Open the form again as it was left; a form about somebody who is no longer here is dropped."""
        person, texts = draft.get("person"), draft.get("texts")
        if isinstance(person, int) and draft.get("deed") == "look":
            self._ask_why(PersonId(person), focus=True)
        elif isinstance(person, int) and not self._look_at(PersonId(person), "A half-typed form was opened again"):
            return
        else:
            self._start(str(draft.get("deed")))
        if self._form is not None and isinstance(texts, Mapping):
            self._form.fields.put(texts)

    def open_link(self, link: Link) -> None:
        """Open somebody's record, and the form of a deed where the link names one."""
        if not self._may_leave_form():
            return
        if link.person is not None and self._look_at(link.person):
            self._list_stage_of_open()
            self.columns.show_detail()
        if link.deed:
            self._start(link.deed)

    def primary_deed(self) -> None:
        """Save the form; or move the applicant in who is shown; or begin with somebody new."""
        if self._form is not None:
            self._save()
        elif self._primary.isVisibleTo(self):
            self._start(self._next_deed())

    def new_entry(self) -> None:
        """Ask about somebody new."""
        if self._may("add") and self._may_leave_form():
            self._start("add")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._form is None and not event.modifiers():
            self.columns.show_list()
            return
        super().keyPressEvent(event)

    def areas(self) -> tuple[QWidget, ...]:
        """Head, list, and whatever stands at the right."""
        return (self.head, self.list, self._detail)

    def take_keyboard(self) -> bool:
        """Begin where somebody is found by a few letters: nobody's record is opened by that."""
        if not self.list.search.isVisible():
            return False
        self.list.search.setFocus()
        return True

    def forget_people(self) -> None:
        """Hold nobody's data any more."""
        self._drop_form()
        self._reasons.clear()
        self.list.forget()
        self._show(None)
        self.record.forget()

    def _build(self) -> None:
        words = self._residents.policy.stages
        self.head = PageHead(self.title, name="residents.head")
        filters = [FilterWords(stage, str(getattr(words, stage))) for stage in STAGES]
        self.filter = FilterBar(filters, name="residents.filter", says="Which people")
        self.head.add_filter(self.filter)
        add = f"Add a {self._residents.policy.words.resident}"
        self._add = Button(add, name="residents.add", icon="plus")
        self._primary = Button(add, name="residents.primary", kind="primary")
        self.head.add_second(self._add)
        self.head.set_primary(self._primary)
        self.list = PeopleList(self._residents, self._by)
        self.record = RecordView(name="residents.record")
        self._nobody = EmptyState("person", "Nobody is open", "Choose somebody from the list.", name="residents.nobody")
        self._detail = QStackedWidget()
        self._detail.setObjectName("residents.detail")
        self._detail.addWidget(self._nobody)
        self._detail.addWidget(self.record)
        self.columns = Columns(self.list, self._detail, name="residents.columns", list_width=_LIST_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.half_grid)
        column.addWidget(self.head)
        column.addWidget(self.columns, 1)

    def _connect(self) -> None:
        self.filter.filter_chosen.connect(self._on_filter_chosen)
        self._add.clicked.connect(self.new_entry)
        self._primary.clicked.connect(self.primary_deed)
        self.list.person_chosen.connect(self._on_person_chosen)
        self.list.person_opened.connect(self._on_person_opened)
        self.record.deed_asked.connect(self._on_deed_asked)
        self.record.person_asked.connect(self._on_person_asked)
        self.record.all_looks_asked.connect(self._on_all_looks_asked)
        self.record.timeline.older.clicked.connect(self._on_older_clicked)
        self.record.timeline.post.clicked.connect(self._on_post_clicked)
        self.record.timeline.list.row_opened.connect(self._on_entry_opened)
        self.columns.folded.connect(lambda _width: self._show_head())

    def _may(self, deed: str) -> bool:
        return self._residents.may(self._by, deed)

    def _count(self) -> None:
        counts = self._residents.counts(self._by)
        for stage, count in (("resident", counts.residents), ("applicant", counts.applicants), ("left", counts.left)):
            self.filter.count(stage, count)

    def _look_at(self, person: PersonId, why: str = "", *, focus: bool = True) -> bool:
        """Open a record, unless it is open already; the ledger hears of it. A trustee is asked why first, once."""
        self._stop_waiting()
        if self._open is not None and self._open.name.person == person:
            return True
        if self._by.role == "trustee":
            why = self._reasons.get(person, "")
            if not why:
                self._ask_why(person, focus=focus)
                return False
        full = attempt(self._frame, lambda: self._residents.open(self._by, person, why))
        if full is None:
            return False
        self._entries = _ENTRIES
        self._show(full)
        self.record.to_top()
        return True

    def _show(self, full: PersonFull | None) -> None:
        self._open = full
        if full is not None:
            fill_record(self.record, full, self._residents, self._by)
            can_pick = self._pick_picture is not None
            self.record.show_deeds(deeds_for(full, self._residents, self._by, can_pick=can_pick))
            fill_timeline(self.record, full, self._residents, self._by, self._entries)
        if self._form is None:
            self._detail.setCurrentWidget(self._nobody if full is None else self.record)
        self._show_head()

    def _show_head(self) -> None:
        form, primary = self._form, self._primary
        text, keys = form.deed.saves if form is not None else "", "Ctrl+Enter"
        if form is None and self._next_deed() == "move_in" and self._open is not None:
            text = coming(self._residents.policy, short(self._open.name.first))
        elif form is None:
            text, keys = self._add.text(), "Ctrl+N"
        primary.name_deed(text)
        narrow = self.columns.width_now == "narrow"
        primary.show_keys("" if narrow else keys)
        primary.setVisible(form is not None or self._may("add"))
        self.filter.setVisible(form is None or not narrow)
        self.head.offer(self._add, offered=form is None and self._next_deed() != "add" and self._may("add"))
        self.head.fold(self.columns.width_now)

    def _next_deed(self) -> str:
        full = self._open
        waits = full is not None and full.name.stage == "applicant" and full.mother is None
        return "move_in" if waits and self._may("move_in") else "add"

    def _start(self, deed: str) -> bool:
        """Open the form of a deed; False when there is none for it now, or this role may not do it."""
        full = self._open
        form: DeedForm | None = None
        if deed == "add" and self._may("add"):
            form = self._forms.add()
        elif full is not None and self._may(deed) and deed in self._forms.of_record:
            form = self._forms.of_record[deed](full)
        if form is None:
            return False
        self._put_up(form, focus=True)
        return True

    def _ask_why(self, person: PersonId, *, focus: bool) -> None:
        name = attempt(self._frame, lambda: self._residents.name(self._by, person))
        if name is not None:
            self._put_up(self._forms.look(name), focus=focus)

    def _put_up(self, form: DeedForm, *, focus: bool) -> None:
        self._drop_form()
        self._form = form
        form.save_asked.connect(self._save)
        form.leaving_asked.connect(self._on_leaving_asked)
        self._detail.addWidget(form)
        self._detail.setCurrentWidget(form)
        self.columns.show_detail()
        self._show_head()
        if focus:
            form.go_to_first_field()

    def _save(self) -> None:
        form = self._form
        if form is None or not form.fields.form.is_good():
            return
        saved = attempt(self._frame, lambda: form.deed.do(form.fields), form.fields)
        if saved is None:
            return
        if form.deed.name == "look":
            self._reasons[saved.value] = form.fields.text("why")
            self._entries = _ENTRIES
        self._drop_form()
        full = self._residents.read_again(self._by, saved.value)
        self._show(full)
        self.record.to_top()
        self.refresh(saved.changed.what)
        if full is not None:
            self._list_stage_of_open()
            self._frame.tell(done_message(form.deed, full.name, self._residents.policy, self._frame))
        self.count_changed.emit()
        self._focus_way_on()

    def _may_leave_form(self) -> bool:
        """Drop a form in which nothing was typed; keep any other, and say so beside its way out."""
        if self._form is not None and self._form.is_typed_in:
            self._form.say_unsaved("What you typed is not saved yet. Save it, or go back without saving.")
            self._form.leave.setFocus()
            self.list.choose(None if self._open is None else self._open.name.person)
            return False
        self._on_leaving_asked()
        return True

    def _on_leaving_asked(self) -> None:
        if self._form is not None:
            self._drop_form()
            self._show(self._open)
            self._focus_way_on()

    def _focus_way_on(self) -> None:
        (self.columns.back if self.columns.back.isVisibleTo(self) else self.list).setFocus()

    def _drop_form(self) -> None:
        if self._form is not None:
            self._detail.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def _list_stage_of_open(self) -> None:
        if self._open is None:
            return
        stage, kin = self._open.name.stage, self._open.mother
        if self.list.stage != stage:
            self.filter.choose(stage)
            self.list.show_stage(stage)
        self.list.choose(self._open.name.person if kin is None else kin.person)

    def _stop_waiting(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None

    def _on_filter_chosen(self, stage: str) -> None:
        if stage in STAGES:
            self.list.show_stage(stage)

    def _on_person_chosen(self, person: PersonId) -> None:
        self._stop_waiting()
        self._call_off = self._delay(_SETTLES_S, lambda: self._on_settled(person))

    def _on_settled(self, person: PersonId) -> None:
        self._call_off = None
        if self.list.view.hasFocus() and self.columns.width_now != "narrow" and self._may_leave_form():
            self._look_at(person, focus=False)

    def _on_person_opened(self, person: PersonId) -> None:
        if self._may_leave_form() and self._look_at(person):
            self.columns.show_detail()

    def _on_person_asked(self, person: PersonId) -> None:
        if self._look_at(person):
            self._list_stage_of_open()

    def _on_deed_asked(self, deed: str) -> None:
        if deed == "set_photograph":
            self._take_photograph()
        else:
            self._start(deed)

    def _on_all_looks_asked(self) -> None:
        if self._open is not None:
            says = all_looks(self._residents, self._by, self._open.name.person)
            self.record.show_looks(says, there_are_more=False)

    def _on_older_clicked(self) -> None:
        self._entries += _ENTRIES
        self._show(self._open)

    def _on_post_clicked(self) -> None:
        if self._open is not None:
            self._frame.open(Link("post", self._open.name.person))

    def _on_entry_opened(self, entry: tuple[str, Ref]) -> None:
        register, ref = entry
        if self._open is not None and register != self.name:
            self._frame.open(Link(register, self._open.name.person, ref))

    def _take_photograph(self) -> None:
        path = self._pick_picture() if self._pick_picture is not None else None
        if path is None or self._open is None:
            return
        person = self._open.name.person
        try:
            content = picture_in(path)
        except NoPictureError as bad:
            self._frame.tell(Message("due", str(bad), "Nothing was changed. Choose another one."))
            return
        saved = attempt(self._frame, lambda: self._residents.set_photograph(self._by, person, content))
        if saved is not None:
            self.refresh(saved.changed.what)
