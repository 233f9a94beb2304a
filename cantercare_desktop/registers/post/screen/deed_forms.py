"""The forms of the rare deeds: each asks only for what its rule needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.screen.fast_row import KINDS, WAYS, suggestion
from cantercare_desktop.registers.post.screen.form_panel import FormPanel
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import Correction, DeedNow, PostItem, PostItemFull
from cantercare_desktop.ui.choices import Choice, Option, Tick
from cantercare_desktop.ui.combos import PersonPicker, Suggestion
from cantercare_desktop.ui.fields import TextBlock, TextLine

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
        people: Callable[[str], tuple[PersonName, ...]],
    ) -> None:
        item = full.item
        super().__init__(
            deed.button, f"{item.what} for {item.person.full}, {item.number}", deed.button, name="post.deed_form"
        )
        self.full = full
        self.now = deed
        self._controls: dict[str, QWidget] = {}
        if deed.deed in _MEANS:
            self.add_words(_MEANS[deed.deed])
        if deed.deed == "forward":
            self.add_words(f"Forwarding address: {full.forwarding_address}")
        if deed.deed in {"move", "find", "come_back"}:
            places = Choice(
                [Option(place.name, place.name) for place in policy.post.places], name="post.deed_form.places"
            )
            places.choose(item.place)
            self._add("place", "Locked away in", places)
        if deed.deed == "tell":
            how = Choice(
                [Option(how, how[:1].upper() + how[1:]) for how in rules.TOLD_HOW], name="post.deed_form.how_told"
            )
            how.choose(rules.TOLD_HOW[0])
            self._add("how", "How was it said?", how)
            self._add("note", "Note", TextLine(name="post.deed_form.note_line"), hint="You may leave this empty")
        if deed.deed == "give_to_another":
            picker = PersonPicker(lambda typed: [suggestion(each) for each in people(typed)], name="post.deed_form.who")
            self._add("person", "Whose is it?", picker, hint="Type three letters of the name")
        if deed.deed == "correct":
            self._add_correction(policy)
        if deed.asks_reason or deed.deed in {"find", "not_hers"}:
            hint = "" if deed.asks_reason else "You may leave this empty"
            self._add("reason", "Why?", TextBlock(name="post.deed_form.why"), hint=hint)
        if deed.asks_witness:
            self._add("witness", "Who saw it?", TextLine(name="post.deed_form.who_saw"), hint="Somebody else than you")

    def save(self, post: PostService, by: Actor) -> Saved[PostItem] | None:
        """Do the deed. `None` when something needed is not typed yet. Raises what the service raises."""
        item = self.full.item.id
        deed = self.now.deed
        if deed == "give_to_another":
            picked = self._picked()
            if picked is None:
                return None
            return post.give_to_another(by, item, PersonId(int(str(picked.key))), self._text("reason"))
        if deed == "not_hers":
            saved = post.not_hers(by, [item], self._text("reason"))
            return Saved(saved.value[0], saved.changed)
        deeds: dict[str, Callable[[], Saved[PostItem]]] = {
            "move": lambda: post.move(by, item, self._chosen("place")),
            "tell": lambda: post.told(by, item, self._chosen("how"), self._text("note")),
            "return": lambda: post.return_to_sender(by, item, self._text("reason")),
            "forward": lambda: post.forward(by, item, self._text("reason")),
            "refuse": lambda: post.refused(by, item, self._text("reason")),
            "open": lambda: post.opened(by, item, self._text("reason"), self._text("witness")),
            "miss": lambda: post.missing(by, item, self._text("reason")),
            "find": lambda: post.found(by, item, self._chosen("place"), self._text("reason")),
            "come_back": lambda: post.came_back(by, item, self._text("reason"), self._chosen("place")),
            "correct": lambda: post.correct(by, item, self._correction(), self._text("reason")),
            "log_in_error": lambda: post.log_in_error(by, item, self._text("reason")),
        }
        return deeds[deed]()

    def typed(self) -> dict[str, object]:
        """Return what was typed, in plain values."""
        kept: dict[str, object] = {"item": int(self.full.item.id), "deed": self.now.deed}
        for name, control in self._controls.items():
            kept[name] = control.isChecked() if isinstance(control, Tick) else self._text(name)
        return kept

    def take(self, kept: Mapping[str, object]) -> None:
        """Put back what `typed` gave."""
        for name, control in self._controls.items():
            value = kept.get(name)
            if isinstance(control, Choice):
                control.choose(str(value or ""))
            elif isinstance(control, Tick):
                control.setChecked(bool(value))
            elif isinstance(control, TextBlock):
                control.setPlainText(str(value or ""))
            elif isinstance(control, TextLine):
                control.setText(str(value or ""))

    # -- inside

    def _add(self, name: str, label: str, control: QWidget, hint: str = "") -> None:
        self._controls[name] = control
        self.add_field(label, control, field=name, hint=hint)

    def _add_correction(self, policy: Policy) -> None:
        item = self.full.item
        kinds = Choice(
            [Option(kind, rules.what(kind, signed_for=False)) for kind in KINDS], name="post.deed_form.kinds"
        )
        kinds.choose(item.kind)
        places = Choice([Option(place.name, place.name) for place in policy.post.places], name="post.deed_form.places")
        places.choose(item.place)
        ways = Choice([Option(way, rules.CAME_BY_WORDS[way]) for way in WAYS], name="post.deed_form.ways")
        ways.choose(item.came_by)
        self._add("kind", "Type", kinds)
        self._add("place", "Locked away in", places)
        self._add("came_by", "How it came", ways)
        for name, label, text in (
            ("carrier", "Carrier", item.carrier),
            ("tracking", "Tracking number", item.tracking),
            ("sender", "Sender", item.sender),
            ("note", "Note", item.note),
        ):
            line = TextLine(name=f"post.deed_form.{name}_line")
            line.setText(text)
            self._add(name, label, line)
        for name, label, ticked in (
            ("signed_for", "Signed for", item.signed_for),
            ("sensitive", "Sensitive", item.sensitive),
        ):
            tick = Tick(label, name=f"post.deed_form.{name}")
            tick.setChecked(ticked)
            self._controls[name] = tick
            self.add(tick)

    def _correction(self) -> Correction:
        return Correction(
            kind=next(kind for kind in KINDS if kind == self._chosen("kind")),
            place=self._chosen("place"),
            came_by=next(way for way in WAYS if way == self._chosen("came_by")),
            carrier=self._text("carrier"),
            tracking=self._text("tracking"),
            sender=self._text("sender"),
            note=self._text("note"),
            signed_for=self._ticked("signed_for"),
            sensitive=self._ticked("sensitive"),
        )

    def _picked(self) -> Suggestion | None:
        picker = self._controls["person"]
        picked = picker.picked if isinstance(picker, PersonPicker) else None
        if picked is None:
            self.form.show_errors({f"{self.objectName()}.person": "Choose somebody from the list."})
        return picked

    def _text(self, name: str) -> str:
        control = self._controls.get(name)
        if isinstance(control, TextBlock):
            return control.toPlainText()
        if isinstance(control, Choice):
            return control.chosen
        return control.text() if isinstance(control, TextLine) else ""

    def _chosen(self, name: str) -> str:
        control = self._controls.get(name)
        return control.chosen if isinstance(control, Choice) else ""

    def _ticked(self, name: str) -> bool:
        control = self._controls.get(name)
        return isinstance(control, Tick) and control.isChecked()
