"""From ticked items to the receipt: who takes them, the resident screen, and each of her answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.signing import Answer, Declined, LeftAlone, NotHers, Signed
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.screen.form_panel import NAME, FormPanel
from cantercare_desktop.registers.post.screen.side_forms import DeclinedForm, NotHersForm
from cantercare_desktop.registers.post.screen.taking import Waiting, unsaved_words
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import (
    Collector,
    CollectorId,
    HandOver,
    HandOverId,
    PostItemFull,
    PostItemId,
)
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.fitting import breakable
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.ui.tokens import State

_HERSELF = "herself"


class TakerForm(FormPanel):
    """Who takes the things today: the person, or somebody she named."""

    def __init__(self, full: PostItemFull, items: Sequence[PostItemId], collectors: Sequence[Collector]) -> None:
        person = full.item.person
        super().__init__(
            f"Who takes {counted(len(items), 'item')} for {person.first}?",
            f"Whoever takes {'it' if len(items) == 1 else 'them'} signs",
            "Go on to the signature",
            name="post.taker",
            key="taker:" + ",".join(str(item) for item in items),
        )
        self.items = tuple(items)
        if full.post_warning:
            self.add(
                Banner(State.RED, "Who must not have it.", breakable(full.post_warning), name="post.taker.warning")
            )
        self.who = Choice(
            [
                Option(_HERSELF, person.full),
                *(Option(str(each.id), f"{each.name}, {each.known_how}") for each in collectors),
            ],
            name="post.taker.choice",
        )
        self.who.choose(_HERSELF)
        self.add_field("Who is here?", self.who, field="who", width=NAME)

    def collector(self) -> CollectorId | None:
        """Return the collector who is here; `None` for the person herself."""
        return None if self.who.chosen in {_HERSELF, ""} else CollectorId(int(self.who.chosen))


class Handing:
    """Leads items through the hand-over, and shows forms through `show_form`.

    `pending` is an answer that is not written down yet: one without a signature, or a signature that was not saved.
    """

    def __init__(
        self,
        post: PostService,
        frame: Frame,
        by: Actor,
        policy: Policy,
        show_form: Callable[[FormPanel], None],
        close_form: Callable[[], None],
        show_given: Callable[[HandOver], None],
    ) -> None:
        self._post, self._frame, self._by, self._policy = post, frame, by, policy
        self._show_form, self._close_form, self._show_given = show_form, close_form, show_given
        self._given: HandOver | None = None
        self.pending: Waiting | None = None

    def begin(self, items: Sequence[PostItemId]) -> None:
        """Hand these items over. Where a collector is named for today, ask first who is here.

        An answer that is not written down yet comes first: a second one would take its place.
        """
        if self.pending is not None:
            self._frame.tell(Message("told", "First this:", unsaved_words(self.pending)))
            self.take_up(*self.pending)
            return
        full = attempt(self._frame, lambda: self._post.item(self._by, items[0]))
        if full is None:
            return
        here = [each for each in full.collectors if each.withdrawn_at is None and each.day == self._post.today]
        if not here:
            self._to_resident(items, None)
            return
        form = TakerForm(full, items, here)
        form.asked.connect(lambda: self._taker_chosen(form))
        self._show_form(form)

    def show_receipt(self, hand_over: HandOverId) -> None:
        """Show the receipt of a hand-over."""
        paper = attempt(self._frame, lambda: self._post.receipt(self._by, hand_over))
        if paper is not None:
            self._frame.preview(paper)

    def take_up(
        self, answer: Declined | NotHers | Signed, items: Sequence[PostItemId], collector: CollectorId | None
    ) -> None:
        """Open the form that an answer without a signature needs; offer to save a signature again."""
        if isinstance(answer, Signed):
            self.pending = (answer, tuple(items), collector)
            self.remind()
            return
        found = attempt(self._frame, lambda: tuple(self._post.item(self._by, each).item for each in items))
        if not found:
            return
        first = found[0].person.first
        self.pending = (answer, tuple(items), collector)
        if isinstance(answer, Declined):
            declined = DeclinedForm(answer, found, first)
            declined.collector = collector
            declined.asked.connect(lambda: self._save_declined(declined))
            self._show_form(declined)
        else:
            refused = {ref.row for ref in answer.refs}
            not_hers = NotHersForm(answer, [each for each in found if each.id in refused], first)
            not_hers.asked.connect(lambda: self._save_not_hers(not_hers))
            self._show_form(not_hers)

    def remind(self) -> None:
        """Say that an answer is not written down yet, after its form was left."""
        if self.pending is None:
            return
        waiting = self.pending
        signed = isinstance(waiting[0], Signed)
        self._frame.tell(
            Message(
                "due",
                "A signature could not be saved." if signed else "Not saved yet:",
                "It is kept until it can be." if signed else unsaved_words(waiting),
                deed="Try again" if signed else "Take it up again",
                do=lambda: self._take_up_if_still(waiting),
            )
        )

    def take_up_again(self) -> None:
        """Open the form of the answer that is not written down yet; a signature is saved."""
        if self.pending is not None:
            self._take_up_if_still(self.pending)

    def forget(self) -> None:
        """Hold nothing about anybody."""
        self._given, self.pending = None, None

    # -- inside

    def _take_up_if_still(self, waiting: Waiting) -> None:
        answer, items, collector = waiting
        if self.pending is not waiting:
            return
        if isinstance(answer, Signed):
            self._save_signed(answer, items, collector)
        else:
            self.take_up(answer, items, collector)

    def _taker_chosen(self, form: TakerForm) -> None:
        self._close_form()
        self._to_resident(form.items, form.collector())

    def _to_resident(self, items: Sequence[PostItemId], collector: CollectorId | None) -> None:
        sheet = attempt(self._frame, lambda: self._post.sheet(self._by, items, collector))
        if sheet is None:
            return
        self._given = None

        def sign(signed: Signed) -> None:
            self._given = self._post.hand_over(self._by, items, signed, collector).value

        self._frame.hand_to_resident(sheet, sign, lambda answer: self._answered(answer, tuple(items), collector))

    def _answered(self, answer: Answer, items: tuple[PostItemId, ...], collector: CollectorId | None) -> None:
        if isinstance(answer, Signed):
            self._close_form()
            self._say_given()
        elif isinstance(answer, LeftAlone):
            self._close_form()
            if answer.unsaved is not None:
                self.take_up(answer.unsaved, items, collector)
                return
            says = f"Nothing was signed. {_still_wait(items)}"
            self._frame.tell(Message("told", "Nobody touched the screen.", says))
        else:
            self.take_up(answer, items, collector)

    def _say_given(self) -> None:
        given = self._given
        if given is None:
            return
        self._show_given(given)
        taker = given.collector or given.person.full
        self._frame.tell(
            Message(
                "done",
                "Handed over:",
                f"{counted(len(given.things), 'item')} to {taker} ({given.number}).",
                deed="Show the receipt",
                do=lambda: self.show_receipt(given.id),
            )
        )

    def _save_signed(self, signed: Signed, items: Sequence[PostItemId], collector: CollectorId | None) -> None:
        saved = attempt(self._frame, lambda: self._post.hand_over(self._by, items, signed, collector))
        if saved is not None:
            self._given, self.pending = saved.value, None
            self._close_form()
            self._say_given()

    def _save_declined(self, form: DeclinedForm) -> None:
        items = form.handed_over()
        if not items:
            self.pending = None
            self._close_form()
            self._frame.tell(Message("told", "Nothing was handed over.", _still_wait([each for each, _ in form.ticks])))
            return
        declined = Declined(form.declined.shown, form.witness.text())
        saved = attempt(
            self._frame,
            lambda: self._post.hand_over_declined(self._by, declined, items, form.collector),
            form.form,
            "post.declined.",
        )
        if saved is not None:
            self._given, self.pending = saved.value, None
            self._close_form()
            self._say_given()

    def _save_not_hers(self, form: NotHersForm) -> None:
        saved = attempt(
            self._frame,
            lambda: self._post.not_hers(self._by, form.items, form.reason.toPlainText()),
            form.form,
            "post.not_hers.",
        )
        if saved is not None:
            self.pending = None
            self._close_form()
            self._frame.tell(
                Message("done", "Noted:", f"{counted(len(saved.value), 'item')} not hers. Look under Exceptions.")
            )


def _still_wait(items: Sequence[PostItemId]) -> str:
    return "The item still waits." if len(items) == 1 else "The items still wait."
