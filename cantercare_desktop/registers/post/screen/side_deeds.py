"""The deeds that are not about one item: counting the box, naming a collector, the papers."""

from __future__ import annotations

from collections.abc import Callable

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import Difference
from cantercare_desktop.registers.post.screen.form_panel import FormPanel
from cantercare_desktop.registers.post.screen.side_forms import BoxForm, CollectorForm, PapersForm
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import BoxCount, BoxToday, CollectorId, PostItemFull
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.vault.files import write_whole


class SideDeeds:
    """Opens these forms and does what they ask."""

    def __init__(
        self,
        post: PostService,
        frame: Frame,
        by: Actor,
        policy: Policy,
        clock: Clock,
        show_form: Callable[[FormPanel], None],
        close_form: Callable[[], None],
        log_next: Callable[[], None],
    ) -> None:
        self._post, self._frame, self._by, self._policy, self._clock = post, frame, by, policy, clock
        self._show_form, self._close_form, self._log_next = show_form, close_form, log_next

    def count_box(self, box: BoxToday, about: BoxCount | None = None) -> None:
        """Open the form of the box, or of one count of another day."""
        form = BoxForm(box, about)
        form.asked.connect(lambda: self._save_count(form))
        if form.explain is not None:
            form.explain.clicked.connect(lambda: self._save_reason(form))
        self._show_form(form)

    def name_collector(self, full: PostItemFull) -> None:
        """Open the form that names a collector for the person of an item."""
        form = CollectorForm(full, self._clock, self._policy)
        form.asked.connect(lambda: self._save_collector(form))
        self._show_form(form)

    def withdraw_collector(self, collector: CollectorId) -> None:
        """Note that somebody may no longer collect."""
        saved = attempt(self._frame, lambda: self._post.withdraw_collector(self._by, collector))
        if saved is not None:
            self._frame.tell(Message("done", "Withdrawn:", f"{saved.value.name} may no longer collect."))

    def open_papers(self) -> None:
        """Open the form of the papers."""
        form = PapersForm(self._clock)
        form.asked.connect(lambda: self._show_sheet(form))
        form.export.clicked.connect(lambda: self._export(form))
        self._show_form(form)

    def _save_count(self, form: BoxForm) -> None:
        number = form.number()
        if number is None:
            return
        wrong = form.corrects()
        saved = attempt(
            self._frame,
            lambda: self._post.count_box(self._by, number, corrects=wrong.id if wrong is not None else None),
            form.form,
            "post.box_form.",
        )
        if saved is not None:
            self._close_form()
            self._log_next()
            says = rules.difference_says(saved.value.to_log)
            self._frame.tell(Message("done", "Counted:", f"{counted(number, 'item')} came out of the box, {says}."))

    def _save_reason(self, form: BoxForm) -> None:
        about = form.about
        if about is None or form.why is None:
            return
        chosen = form.why.chosen
        if not chosen:
            form.form.show_errors({"post.box_form.explained": "Choose a reason from the list."})
            return
        why: Difference = next((each for each in rules.DIFFERENCE_WORDS if each == chosen), "")
        saved = attempt(
            self._frame,
            lambda: self._post.explain_difference(self._by, about.id, why),
            form.form,
            "post.box_form.",
        )
        if saved is not None:
            self._close_form()
            self._frame.tell(
                Message("done", "Noted:", f"{rules.DIFFERENCE_WORDS[why].lower()}. The box and the log agree.")
            )

    def _save_collector(self, form: CollectorForm) -> None:
        day = form.chosen_day()
        if day is None:
            return
        saved = attempt(
            self._frame,
            lambda: self._post.name_collector(
                self._by, form.person.person, form.name.text(), form.known_how.text(), form.asked_how.text(), day
            ),
            form.form,
            "post.collector_form.",
        )
        if saved is not None:
            self._close_form()
            self._frame.tell(Message("done", "Named:", f"{saved.value.name} may collect for {form.person.first}."))

    def _show_sheet(self, form: PapersForm) -> None:
        day = form.chosen_day()
        if day is None:
            return
        paper = attempt(self._frame, lambda: self._post.daily_sheet(self._by, day), form.form, "post.papers.")
        if paper is not None:
            self._close_form()
            self._frame.preview(paper)

    def _export(self, form: PapersForm) -> None:
        days = form.chosen_days()
        if days is None:
            return
        with_sender = form.with_sender.isChecked()
        saved = attempt(
            self._frame,
            lambda: self._post.export(self._by, *days, with_sender=with_sender),
            form.form,
            "post.papers.",
        )
        if saved is None:
            return
        path = self._frame.pick_file_to_save(saved.value.file_name)
        if path is None:
            return
        content = saved.value.content

        def write() -> bool:
            write_whole(path, content)
            return True

        if attempt(self._frame, write):
            self._close_form()
            says = (
                f"{counted(saved.value.rows, 'item')}. The file is outside the vault: delete it when it is not needed."
            )
            self._frame.tell(Message("due", "Saved:", says))
