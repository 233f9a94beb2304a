"""The forms of the rare deeds: each asks only for what its rule needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from cantercare_desktop.office.clock import Clock, in_london, london_date, london_moment
from cantercare_desktop.office.people import PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.screen.fast_row import KINDS, WAYS, suggestion
from cantercare_desktop.registers.post.screen.form_panel import DAY, NAME, FormPanel
from cantercare_desktop.registers.post.screen.side_forms import day_in
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import Correction, DeedNow, PostItem, PostItemFull
from cantercare_desktop.ui.choices import Choice, Option, Tick
from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.dates import DateLine
from cantercare_desktop.ui.fields import Field, TextBlock, TextLine

#: What each deed means, in a sentence above its fields.
_MEANS: Mapping[str, str] = {
    "return": "It goes back to the sender by the next post.",
    "forward": "It goes on to the forwarding address on the record, and to no other.",
    "refuse": "The item stays locked away until it is returned, or taken after all.",
    "open": "Opening post is an exception. It needs a reason, and somebody who saw it.",
    "not_hers": "The item stays locked away until it is clear whose it is.",
    "give_to_another": "The item was logged under the wrong name. Neither person learns of the other.",
    "miss": "Look in every drawer first. A note is made for the incident register.",
    "come_back": "The item is in the office again. What was signed stays in the log.",
    "correct": "Old and new are both kept, with your reason.",
    "log_in_error": "The item stays in the log, marked as an error.",
}


class DeedForm(FormPanel):
    """One rare deed for one item."""

    def __init__(
        self,
        full: PostItemFull,
        deed: DeedNow,
        policy: Policy,
        clock: Clock,
        people: Callable[[str], tuple[PersonName, ...]],
    ) -> None:
        item = full.item
        super().__init__(
            deed.button,
            f"{item.what} for {item.person.full}, {item.number}",
            deed.button,
            name="post.deed_form",
            key=f"deed:{deed.deed}:{item.id}",
        )
        self.full = full
        self.now = deed
        self._policy, self._clock = policy, clock
        if deed.deed in _MEANS:
            self.add_words(_MEANS[deed.deed])
        if deed.deed == "forward":
            self.add_words(f"Forwarding address: {full.forwarding_address}")
        if deed.deed in {"move", "find", "come_back"}:
            self.add(self._place_field())
        if deed.deed == "tell":
            how = Choice(
                [Option(how, how[:1].upper() + how[1:]) for how in rules.TOLD_HOW], name="post.deed_form.how_told"
            )
            how.choose(rules.TOLD_HOW[0])
            self.add_field("How was it said?", how, field="how", width=NAME)
            self.add_field(
                "Note", TextLine(name="post.deed_form.note_line"), field="note", hint="You may leave this empty"
            )
        if deed.deed == "give_to_another":
            picker = PersonPicker(lambda typed: [suggestion(each) for each in people(typed)], name="post.deed_form.who")
            hint = "Type three letters of the name"
            self.add_field("Whose is it?", picker, field="person", hint=hint, width=NAME)
        if deed.deed == "correct":
            self._add_correction()
        if deed.asks_reason or deed.deed in {"find", "not_hers"}:
            hint = "" if deed.asks_reason else "You may leave this empty"
            self.add_field("Why?", TextBlock(name="post.deed_form.why"), field="reason", hint=hint)
        if deed.asks_witness:
            saw = TextLine(name="post.deed_form.who_saw")
            self.add_field("Who saw it?", saw, field="witness", hint="Somebody else than you", width=NAME)

    def save(self, post: PostService, by: Actor) -> Saved[PostItem] | None:
        """Do the deed. `None` when something needed is not typed yet. Raises what the service raises."""
        item = self.full.item.id
        deed = self.now.deed
        if deed == "give_to_another":
            person = self.picked("person")
            return None if person is None else post.give_to_another(by, item, person, self.text("reason"))
        if deed == "not_hers":
            saved = post.not_hers(by, [item], self.text("reason"))
            return Saved(saved.value[0], saved.changed)
        if deed == "correct":
            changes = self._correction()
            return None if changes is None else post.correct(by, item, changes, self.text("reason"))
        deeds: dict[str, Callable[[], Saved[PostItem]]] = {
            "move": lambda: post.move(by, item, self.text("place")),
            "tell": lambda: post.told(by, item, self.text("how"), self.text("note")),
            "return": lambda: post.return_to_sender(by, item, self.text("reason")),
            "forward": lambda: post.forward(by, item, self.text("reason")),
            "refuse": lambda: post.refused(by, item, self.text("reason")),
            "open": lambda: post.opened(by, item, self.text("reason"), self.text("witness")),
            "miss": lambda: post.missing(by, item, self.text("reason")),
            "find": lambda: post.found(by, item, self.text("place"), self.text("reason")),
            "come_back": lambda: post.came_back(by, item, self.text("reason"), self.text("place")),
            "log_in_error": lambda: post.log_in_error(by, item, self.text("reason")),
        }
        return deeds[deed]()

    # -- inside

    def _place_field(self) -> Field:
        places = Choice(
            [Option(place.name, place.name) for place in self._policy.post.places], name="post.deed_form.places"
        )
        places.choose(self.full.item.place)
        return self.field("Locked away in", places, field="place", width=NAME)

    def _add_correction(self) -> None:
        item = self.full.item
        kinds = Choice(
            [Option(kind, rules.what(kind, signed_for=False), rules.icon(kind)) for kind in KINDS],
            name="post.deed_form.kinds",
        )
        kinds.choose(item.kind)
        ways = Choice([Option(way, rules.CAME_BY_WORDS[way]) for way in WAYS], name="post.deed_form.ways")
        ways.choose(item.came_by)
        came_on = DateLine(name="post.deed_form.came_on", today=self._today)
        came_on.show_date(item.day)
        self.add_side_by_side(self.field("Type", kinds, field="kind"), self._place_field())
        self._came_on = came_on
        self._came_on_field = self.field("Came on", came_on, field="came_at", width=DAY)
        self.add(self.field("How it came", ways, field="came_by", width=DAY))
        self.add(self._came_on_field)
        lines: dict[str, TextLine] = {}
        for name, text in (
            ("carrier", item.carrier),
            ("tracking", item.tracking),
            ("sender", item.sender),
            ("note", item.note),
        ):
            lines[name] = TextLine(name=f"post.deed_form.{name}_line")
            lines[name].setText(text)
        self.add_side_by_side(
            self.field("Carrier", lines["carrier"], field="carrier"),
            self.field("Tracking number", lines["tracking"], field="tracking"),
        )
        self.add_side_by_side(
            self.field("Sender", lines["sender"], field="sender"), self.field("Note", lines["note"], field="note")
        )
        signed_for = Tick("Signed for", name="post.deed_form.signed_for")
        sensitive = Tick("Sensitive", name="post.deed_form.sensitive")
        signed_for.setChecked(item.signed_for)
        sensitive.setChecked(item.sensitive)
        self.keep("signed_for", signed_for)
        self.keep("sensitive", sensitive)
        self.add_side_by_side(signed_for, sensitive)

    def _correction(self) -> Correction | None:
        item = self.full.item
        day = day_in(self, self._came_on_field, self._came_on)
        if day is None:
            return None
        at = in_london(item.came_at)
        return Correction(
            kind=next(kind for kind in KINDS if kind == self.text("kind")),
            # A place that the house no longer has can stay as it is.
            place=self.text("place") or item.place,
            came_by=next(way for way in WAYS if way == self.text("came_by")),
            came_at=item.came_at if day == item.day else london_moment(day, at.hour, at.minute),
            carrier=self.text("carrier"),
            tracking=self.text("tracking"),
            sender=self.text("sender"),
            note=self.text("note"),
            signed_for=self.is_ticked("signed_for"),
            sensitive=self.is_ticked("sensitive"),
        )

    def _today(self) -> date:
        return london_date(self._clock.now())
