"""The fast row: who is it for, what is it, where is it locked away. Enter in the last field logs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import Clock, london_date, london_moment
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import CameBy, Kind
from cantercare_desktop.registers.post.screen.box_words import BoxWords
from cantercare_desktop.registers.post.values import BoxToday, NewPostItem
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.choices import Choice, Option, Tick
from cantercare_desktop.ui.combos import PersonPicker, Suggestion
from cantercare_desktop.ui.dates import BadDateError, DateLine
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.scanner import BarcodeScanner
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

KINDS: tuple[Kind, ...] = get_args(Kind)
WAYS: tuple[CameBy, ...] = get_args(CameBy)
_MOST_DIGITS = 2
#: The hour that is kept for something that came on another day: nobody types one.
_NOON = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one log: the item, and how many alike ones there are."""

    new: NewPostItem
    how_many: int


def suggestion(person: PersonName) -> Suggestion:
    """Return somebody as the picker offers her: "Leila Haddadi", "room 2"."""
    where = (
        f"room {person.room}" if person.room else {"applicant": "has applied", "left": "has left"}.get(person.stage, "")
    )
    return Suggestion(person.person, person.full, where)


class FastRow(QFrame):
    """Three fields and a button; a second line for what is rarely typed. `log_asked` carries `Typed`."""

    log_asked = Signal(object)

    def __init__(
        self,
        people: Callable[[str], tuple[PersonName, ...]],
        policy: Policy,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName("post.fast_row")
        self.setAccessibleName("Log post")
        self._policy = policy
        self._people = people
        self._clock = clock
        self._tabs_on = False
        self._stages: dict[PersonId, str] = {}
        self._place_chosen = False
        self.who = PersonPicker(self._suggest, name="post.who")
        kinds = [Option(kind, rules.what(kind, signed_for=False), rules.icon(kind)) for kind in KINDS]
        self.kind = Choice(kinds, name="post.kind")
        self.place = Choice([Option(place.name, place.name) for place in policy.post.places], name="post.place")
        self.log = Button("Log it", name="post.log_item", keys="Enter")
        self.more = LinkButton("More", name="post.more_fields")
        self.who_field = Field("1 Who is it for?", self.who, name="post.new.person")
        self.kind_field = Field("2 Type", self.kind, name="post.new.kind")
        self.place_field = Field("3 Locked away in", self.place, name="post.new.place")
        self.form = Form((self.who_field, self.kind_field, self.place_field))
        self._second = self._rare_fields()
        self._box = BoxWords()
        self._lay_out()
        self.scanner = BarcodeScanner(self.tracking, clock.monotonic, page=self)
        self._connect()
        self.start_again()

    # -- what the screen asks of it

    def show_box(self, box: BoxToday) -> None:
        """Say how the box and the log compare."""
        self._box.say(box)

    def start_again(self) -> None:
        """Empty the row for the next item. Type stays a letter, the place follows the type."""
        self.form.clear_errors()
        self.who.put(None)
        self.who.clear()
        self.who_field.show_note("")
        self.kind.choose("letter")
        self._place_chosen = False
        self._follow_kind()
        for line in self._lines().values():
            line.clear()
        self.how_many.setText("1")
        for tick in (self.signed_for, self.sensitive):
            tick.setChecked(False)
        self.came_by.choose("box")
        if not self.keep_open.isChecked():
            self._hide_more()

    def focus_first(self) -> None:
        """Bring the keyboard to "Who is it for?". What stands there is chosen, so that typing begins anew."""
        self.who.setFocus()
        self.who.selectAll()

    def show_day(self, day: date) -> None:
        """Log what came on another day."""
        self.came_on.show_date(day)
        self.show_more()

    def typed(self) -> Typed | None:
        """Return what is typed; `None` when nobody was chosen or the number is none, said beside the field."""
        self.form.clear_errors()
        picked = self.who.picked
        if picked is None:
            self._say_nobody()
            return None
        number = self.how_many.text().strip()
        if not number.isdecimal() or int(number) < 1:
            self.show_more()
            self.how_many_field.show_error("Type a number, 1 or more.")
            self.form.go_to_first_bad()
            return None
        try:
            day = self.came_on.day()
        except BadDateError as bad:
            self.show_more()
            self.came_on_field.show_error(str(bad))
            self.form.go_to_first_bad()
            return None
        return Typed(
            NewPostItem(
                person=PersonId(int(str(picked.key))),
                kind=next(kind for kind in KINDS if kind == (self.kind.chosen or "letter")),
                place=self.place.chosen,
                signed_for=self.signed_for.isChecked(),
                came_by=next(way for way in WAYS if way == (self.came_by.chosen or "box")),
                came_at=None if day in (None, self._today()) else london_moment(day, _NOON),
                carrier=self.carrier.text(),
                tracking=self.tracking.text(),
                sender=self.from_whom.text(),
                sensitive=self.sensitive.isChecked(),
                note=self.note.text(),
            ),
            int(number),
        )

    def fold_more(self) -> None:
        """Fold the second line away where nothing is typed in it: a form beneath needs the room."""
        if not self.keep_open.isChecked() and not self._has_rare():
            self._hide_more()

    def show_bad(self) -> None:
        """Bring the keyboard to the first field that was refused, also where it is folded away."""
        bad = next((field for field in self.form.fields if field.error is not None), None)
        if bad is not None and self._second.isAncestorOf(bad):
            self.show_more()
        self.form.go_to_first_bad()

    def draft(self) -> dict[str, object] | None:
        """Return what is typed and not logged, in plain values; `None` when the row is empty."""
        picked = self.who.picked
        kept: dict[str, object] = {
            "who": self.who.text(),
            "person": int(str(picked.key)) if picked is not None else None,
            "second": picked.second if picked is not None else "",
            "kind": self.kind.chosen,
            "place": self.place.chosen,
            "came_by": self.came_by.chosen,
            "how_many": self.how_many.text(),
            "signed_for": self.signed_for.isChecked(),
            "sensitive": self.sensitive.isChecked(),
            **{name: line.text() for name, line in self._lines().items()},
        }
        return kept if kept["who"] or any(kept[name] for name in self._lines()) else None

    def take_draft(self, kept: Mapping[str, object]) -> None:
        """Put back what `draft` gave."""
        person = kept.get("person")
        if isinstance(person, int):
            self.who.put(Suggestion(PersonId(person), str(kept.get("who", "")), str(kept.get("second", ""))))
        else:
            self.who.setText(str(kept.get("who", "")))
        self.kind.choose(str(kept.get("kind") or "letter"))
        self.place.choose(str(kept.get("place") or self.place.chosen))
        self.came_by.choose(str(kept.get("came_by") or "box"))
        self.how_many.setText(str(kept.get("how_many") or "1"))
        self.signed_for.setChecked(bool(kept.get("signed_for")))
        self.sensitive.setChecked(bool(kept.get("sensitive")))
        for name, line in self._lines().items():
            line.setText(str(kept.get(name) or ""))
        if self._has_rare():
            self.show_more()

    def show_more(self) -> None:
        """Open the second line."""
        self._second.show()
        self.more.setText("Less")
        self.more.setAccessibleName("Fewer fields")

    def fold(self, *, narrow: bool) -> None:
        """Leave out what there is no room for: the words about the box, and the key on the button."""
        self._box.setVisible(not narrow)
        self.log.show_keys("" if narrow else "Enter")

    # -- inside

    def _lines(self) -> dict[str, TextLine]:
        return {
            "came_on": self.came_on,
            "carrier": self.carrier,
            "tracking": self.tracking,
            "sender": self.from_whom,
            "note": self.note,
        }

    def _has_rare(self) -> bool:
        rare = (self.signed_for.isChecked(), self.sensitive.isChecked(), self.how_many.text() != "1")
        return any(rare) or any(line.text() for line in self._lines().values())

    def _hide_more(self) -> None:
        self._second.hide()
        self.more.setText("More")
        self.more.setAccessibleName("More fields")

    def _say_nobody(self) -> None:
        typed = self.who.text().strip()
        says = "Choose somebody from the list." if self.who.offered else "Nobody on record has this name."
        self.who_field.show_error(says if typed else "Type three letters of the name.")
        self.form.go_to_first_bad()
        self.who.selectAll()

    def _rare_fields(self) -> QWidget:
        self.carrier = TextLine(name="post.carrier")
        self.tracking = TextLine(name="post.tracking")
        self.from_whom = TextLine(name="post.sender")
        self.note = TextLine(name="post.note")
        self.how_many = TextLine(name="post.how_many", longest=_MOST_DIGITS)
        self.came_by = Choice([Option(way, rules.CAME_BY_WORDS[way]) for way in WAYS], name="post.came_by")
        self.signed_for = Tick("Signed for", name="post.signed_for")
        self.sensitive = Tick("Sensitive", name="post.sensitive")
        self.keep_open = Tick("Keep these open", name="post.keep_open")
        self.how_many_field = Field("How many alike", self.how_many, name="post.new.how_many")
        self.came_on = DateLine(name="post.came_on", today=self._today)
        self.came_on_field = Field("Came on", self.came_on, name="post.new.came_at", hint="Today, if left empty")
        lines = (
            (
                (self.how_many_field, 2),
                (Field("How it came", self.came_by, name="post.new.came_by"), 4),
                (self.came_on_field, 5),
                (Field("Carrier", self.carrier, name="post.new.carrier"), 5),
            ),
            (
                (Field("Tracking number", self.tracking, name="post.new.tracking", hint="Or scan it"), 5),
                (Field("Sender", self.from_whom, name="post.new.sender", hint="Only when it is needed"), 5),
                (Field("Note", self.note, name="post.new.note"), 5),
            ),
        )
        second = QWidget()
        second.setObjectName("post.fast_row.second")
        column = QVBoxLayout(second)
        column.setContentsMargins(0, Px.grid, 0, 0)
        column.setSpacing(Px.half_grid)
        row = QHBoxLayout()
        for fields in lines:
            row = QHBoxLayout()
            row.setSpacing(Px.field_gap)
            for field, width in fields:
                self.form.add(field)
                row.addWidget(field, width, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        ticks = QVBoxLayout()
        ticks.setSpacing(Px.half_grid)
        ticks.addWidget(self.signed_for)
        ticks.addWidget(self.sensitive)
        ticks.addWidget(self.keep_open)
        ticks.addStretch(1)
        row.addLayout(ticks)
        second.hide()
        return second

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.card_padding, Px.gap, Px.card_padding, Px.gap)
        column.setSpacing(0)
        first = QHBoxLayout()
        first.setSpacing(Px.field_gap)
        for field, width in ((self.who_field, 254), (self.kind_field, 184), (self.place_field, 200)):
            first.addWidget(field, width, Qt.AlignmentFlag.AlignTop)
        button = QGridLayout()
        # The button stands in one line with the fields, whose labels are 18 px high.
        button.setContentsMargins(0, theme().px(Px.page_edge - 2), 0, 0)
        button.setRowStretch(1, 1)
        button.addWidget(self.log, 0, 0)
        button.addWidget(self.more, 0, 1)
        first.addLayout(button)
        first.addWidget(self._box, 280)
        column.addLayout(first)
        column.addWidget(self._second)

    def _connect(self) -> None:
        self.who.person_picked.connect(self._on_person_picked)
        self.who.returnPressed.connect(self._on_who_entered)
        self.who.installEventFilter(self)
        self.kind.option_chosen.connect(self._on_kind_chosen)
        self.place.option_chosen.connect(self._on_place_chosen)
        self.log.clicked.connect(self._on_log_clicked)
        self.more.clicked.connect(self._on_more_clicked)
        self.scanner.code_scanned.connect(self._on_code_scanned)
        for choice in (self.kind, self.place):
            choice.installEventFilter(self)
        for line in (*self._lines().values(), self.how_many):
            line.returnPressed.connect(self._on_log_clicked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.who:
                # Tab takes the best guess and goes on by itself: going on here as well would leave a field out.
                self._tabs_on = event.key() == Qt.Key.Key_Tab
            if enter and watched is self.kind:
                self.place.setFocus()
                return True
            if enter and watched is self.place:
                self._on_log_clicked()
                return True
        return super().eventFilter(watched, event)

    def _suggest(self, typed: str) -> list[Suggestion]:
        found = self._people(typed)
        self._stages = {person.person: person.stage for person in found}
        return [suggestion(person) for person in found]

    def _follow_kind(self) -> None:
        if self._place_chosen:
            return
        kind = self.kind.chosen or "letter"
        fitting = [place.name for place in self._policy.post.places if kind in place.for_kinds]
        self.place.choose((fitting or [self._policy.post.places[0].name])[0])

    def _on_person_picked(self, picked: Suggestion | None) -> None:
        self.who_field.show_error(None)
        if picked is None:
            self.who_field.show_note("")
            return
        has_left = self._stages.get(PersonId(int(str(picked.key)))) == "left"
        words = self._policy.words
        self.who_field.show_note(
            f"{words.She} has left: forward it to the address {words.she} gave, or return it." if has_left else ""
        )
        if self.who.hasFocus() and not self._tabs_on:
            self.kind.setFocus()

    def _today(self) -> date:
        return london_date(self._clock.now())

    def _on_who_entered(self) -> None:
        if self.who.picked is None:
            self._say_nobody()
        else:
            self.kind.setFocus()

    def _on_kind_chosen(self, _kind: str) -> None:
        self._follow_kind()

    def _on_place_chosen(self, _place: str) -> None:
        self._place_chosen = True

    def _on_code_scanned(self, _code: str) -> None:
        self.show_more()

    def _on_more_clicked(self) -> None:
        if self._second.isVisible():
            self._hide_more()
        else:
            self.show_more()
            self.how_many.setFocus()

    def _on_log_clicked(self) -> None:
        typed = self.typed()
        if typed is not None:
            self.log_asked.emit(typed)
