"""Whose things are ticked: the words on the primary button, who must not have them, and an answer not yet kept."""

from __future__ import annotations

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.signing import Declined, NotHers, Signed
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.screen.item_detail import ItemDetail
from cantercare_desktop.registers.post.screen.post_list import PostList
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import CollectorId, PostItemId
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.fitting import breakable, short
from cantercare_desktop.ui.frame import Frame
from cantercare_desktop.ui.layouts import PageHead
from cantercare_desktop.ui.tokens import State

#: An answer that is not written down, the things it is about, and the collector who gave it.
Waiting = tuple[Declined | NotHers | Signed, tuple[PostItemId, ...], CollectorId | None]


class Taking:
    """Names the primary button after what is ticked.

    Who must not have her things is always to be read before they are handed over: beside the item, or, where the
    detail shows another person's item or cannot be seen, in `warning` above the list.
    """

    def __init__(
        self,
        post: PostService,
        frame: Frame,
        by: Actor,
        policy: Policy,
        head: PageHead,
        hand_over: Button,
        item: ItemDetail,
    ) -> None:
        self._post, self._frame, self._by, self._policy = post, frame, by, policy
        self._head, self._hand_over, self._item = head, hand_over, item
        self._person: PersonId | None = None
        self._warns = ""
        self.warning = Banner(State.RED, "", name="post.ticked_warning", icon="alert")
        self.warning.hide()

    def say(self, ticks: PostList, *, can: bool, roomy: bool, sees_item: bool) -> None:
        """Say it anew. `can` tells whether a hand-over can begin now, `sees_item` whether the detail is in sight."""
        person = ticks.whose
        if person is None:
            self._hand_over.name_deed("Hand over")
            self._hand_over.set_blocked(f"Tick what {self._policy.words.she} takes.", self._head.reason)
        else:
            self._hand_over.set_blocked(None)
            what = counted(len(ticks.ticked), "item")
            self._hand_over.name_deed(f"Hand over {what} to {short(person.first)}")
        # Where there is no room for both, the sentence says what the button would.
        self._hand_over.setVisible(can and (roomy or person is not None))
        self._head.reason.setVisible(can and person is None)
        shown = self._item.shown
        if person is not None:
            self._remember(person.person, ticks.ticked[0])
            hers = shown is not None and shown.item.person.person == person.person and sees_item
            lead = f"{short(person.first)}’s post: who must not have it."
            self.warning.say(State.RED, lead, breakable(self._warns))
            self.warning.setVisible(can and bool(self._warns) and not hers)
        else:
            self.forget()

    def forget(self) -> None:
        """Hold nothing about anybody."""
        self._person, self._warns = None, ""
        self.warning.say(State.RED, "", "")
        self.warning.hide()

    def _remember(self, person: PersonId, ticked: PostItemId) -> None:
        shown = self._item.shown
        if shown is not None and shown.item.person.person == person:
            self._person, self._warns = person, shown.post_warning
        elif person != self._person:
            full = attempt(self._frame, lambda: self._post.item(self._by, ticked, opened=True))
            self._person, self._warns = person, full.post_warning if full is not None else ""


class Unsaved(Banner):
    """Stays on the page until an answer given on the resident screen is written down."""

    def __init__(self) -> None:
        super().__init__(State.AMBER, "", name="post.unsaved")
        self.again = LinkButton("Take it up again", name="post.unsaved.again")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.again)
        self.hide()

    def show_pending(self, pending: Waiting | None) -> None:
        """Say which answer waits; nothing when none does."""
        self.setVisible(pending is not None)
        if pending is not None:
            self.say(State.AMBER, "Not saved yet:", unsaved_words(pending))


def unsaved_words(pending: Waiting) -> str:
    """Return what is still to be written down."""
    if isinstance(pending[0], Signed):
        return "a signature. It is kept until it can be saved."
    if isinstance(pending[0], Declined):
        return "what was handed over without a signature."
    return "what is not hers."
