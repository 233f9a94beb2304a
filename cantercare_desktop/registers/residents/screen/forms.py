"""The forms of this room, one for each deed: what is asked, in which order, and what saving does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from cantercare_desktop.office.people import PersonId, PersonName, Stage
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Saved
from cantercare_desktop.registers.residents import rules
from cantercare_desktop.registers.residents.screen.deed_form import Deed, DeedForm, Part
from cantercare_desktop.registers.residents.screen.fields import FieldSet
from cantercare_desktop.registers.residents.screen.words import coming, going, going_back
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewChild, NewPerson, PersonDetails, PersonFull
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.fields import Field
from cantercare_desktop.ui.fitting import short

NAME = "residents.form"
_FULL_HOUSE = "Every room is lived in. Somebody has to move out first."
_DAYS = frozenset({"born_on", "applied_on", "moved_in_on", "moved_out_on"})
_CHILD_KEYS = frozenset(each.name for each in fields(NewChild))


@dataclass(frozen=True, slots=True)
class Forms:
    """Builds the forms. `by` is who is signed in."""

    residents: ResidentsService
    by: Actor

    @property
    def of_record(self) -> Mapping[str, Callable[[PersonFull], DeedForm]]:
        """The forms of an open record, by the name of their deed."""
        return {
            "change": self.change,
            "add_child": self.add_child,
            "move_in": self.move_in,
            "move_out": self.move_out,
            "close_application": self.close_application,
            "put_back": self.put_back,
            "remove_photograph": self.remove_photograph,
        }

    def add(self) -> DeedForm:
        """Ask about somebody new."""
        form = self._fields()
        resident = self.residents.policy.words.resident

        def do(asked: FieldSet) -> Saved[PersonId]:
            stage: Stage = "resident" if asked.text("stage") == "resident" else "applicant"
            typed = _details(asked, PersonDetails(legal_name=""))
            if stage == "applicant":
                typed = replace(typed, room="", moved_in_on=None)
            return self.residents.add(self.by, NewPerson(stage=stage, **_as_dict(typed)))

        parts = (
            *self._names(form),
            "The stay",
            *self._stay(form, self.residents.free_rooms(self.by), ("applied_on", "moved_in_on"), asks_stage=True),
            *self._safety(form),
        )
        title = f"Add a {resident}"
        made = _made(Deed("add", None, title, f"Save the new {resident}", "Added:", do), form, parts)
        _follow_stage(form)
        made.begin()
        return made

    def look(self, person: PersonName) -> DeedForm:
        """Ask a trustee why she looks at a record; saving opens it."""
        form = self._fields()
        why = form.sentence("why", "Why do you look at it?", hint="The reason is kept in the log.")

        def do(asked: FieldSet) -> Saved[PersonId]:
            return Saved(self.residents.open(self.by, person.person, asked.text("why")).name.person, Changed())

        name = short(person.first)
        says = "Trustees look at records on occasion only. Who looked, and why, stands in the record."
        deed = Deed("look", person.person, f"Open the record of {name}", "Open the record", "Opened:", do, says)
        return _made(deed, form, [[why]])

    def add_child(self, mother: PersonFull) -> DeedForm:
        """Ask about a child of hers."""
        form = self._fields()
        child = rules.child_word(self.residents.policy).lower()

        def do(asked: FieldSet) -> Saved[PersonId]:
            typed = _details(asked, PersonDetails(legal_name=""))
            known = {key: value for key, value in _as_dict(typed).items() if key in _CHILD_KEYS}
            return self.residents.add_child(self.by, mother.name.person, NewChild(**known))

        parts = (*self._names(form), *self._safety(form, of_child=True))
        form.put({"language": mother.details.language})
        name = short(mother.name.first)
        says = f"Room and stay are those of {name}."
        deed = Deed(
            "add_child", mother.name.person, f"Add a {child} of {name}", f"Save the {child}", "Added:", do, says
        )
        return _made(deed, form, parts)

    def change(self, full: PersonFull) -> DeedForm:
        """Ask for other facts about somebody on record."""
        form = self._fields()
        person, details = full.name.person, full.details

        def do(asked: FieldSet) -> Saved[PersonId]:
            return self.residents.change(self.by, person, _details(asked, details))

        parts: tuple[Part, ...] = tuple(self._names(form))
        if full.mother is None:
            keys = ["applied_on"]
            if details.moved_in_on is not None:
                keys.append("moved_in_on")
            if full.name.stage == "left":
                keys.append("moved_out_on")
            rooms = () if full.name.stage == "applicant" else self._rooms_for(full)
            parts = (*parts, "The stay", *self._stay(form, rooms, keys, asks_stage=False))
        parts = (*parts, *self._safety(form, of_child=full.mother is not None))
        form.put(_as_dict(details))
        name = short(full.name.first)
        deed = Deed("change", person, f"Change the record of {name}", f"Save the record of {name}", "Saved:", do)
        return _made(deed, form, parts)

    def move_in(self, full: PersonFull) -> DeedForm:
        """Ask for the room and the day."""
        form = self._fields()
        person, name = full.name.person, short(full.name.first)
        rooms = self.residents.free_rooms(self.by)
        asked_for = [self._room(form, rooms)] if self.residents.policy.rooms else []
        asked_for.append(form.day("moved_in_on", self._first_day))
        form.put({"moved_in_on": self.residents.today})

        def do(asked: FieldSet) -> Saved[PersonId]:
            day = asked.date("moved_in_on") or self.residents.today
            return self.residents.move_in(self.by, person, asked.text("room"), day)

        says = _children_say(full, "moves in too", "move in too")
        says_deed = coming(self.residents.policy, name)
        done = "Moved in:" if self.residents.policy.rooms else "Saved:"
        deed = Deed("move_in", person, says_deed, says_deed, done, do, says)
        return _made(deed, form, [asked_for])

    def move_out(self, full: PersonFull) -> DeedForm:
        """Ask for the last day, and where post goes from then on."""
        form = self._fields()
        person, name = full.name.person, short(full.name.first)
        day = form.day("moved_out_on", "Last day here")
        address = form.note(
            "forwarding_address", "Forwarding address", hint="Only one that was given to us. Post goes nowhere else."
        )
        form.put({"moved_out_on": self.residents.today, "forwarding_address": full.details.forwarding_address})

        def do(asked: FieldSet) -> Saved[PersonId]:
            on = asked.date("moved_out_on") or self.residents.today
            return self.residents.move_out(self.by, person, on, asked.text("forwarding_address"))

        says = _children_say(full, "leaves the same day", "leave the same day")
        says_deed = going(self.residents.policy, name)
        done = "Moved out:" if self.residents.policy.rooms else "Left:"
        then = (
            f"Look in Post for things that still wait for {name}." if self.residents.may_read(self.by, "post") else ""
        )
        deed = Deed("move_out", person, says_deed, says_deed, done, do, says, then=then)
        return _made(deed, form, [[day], [address]])

    def close_application(self, full: PersonFull) -> DeedForm:
        """Ask for the day on which an application ended."""
        form = self._fields()
        person, name = full.name.person, short(full.name.first)
        day = form.day("moved_out_on", "Closed on")
        form.put({"moved_out_on": self.residents.today})

        def do(asked: FieldSet) -> Saved[PersonId]:
            return self.residents.close_application(self.by, person, asked.date("moved_out_on") or self.residents.today)

        says = "The application was not taken up. It can be opened again."
        title = f"Close the application of {name}"
        deed = Deed("close_application", person, title, "Close the application", "Application closed:", do, says)
        return _made(deed, form, [[day]])

    def put_back(self, full: PersonFull) -> DeedForm:
        """Ask which earlier stage it goes back to, and why."""
        form = self._fields()
        person, name = full.name.person, short(full.name.first)
        stages = self.residents.policy.stages
        earlier = [Option(each, str(getattr(stages, each))) for each in stages_before(full)]
        first: list[Field] = [form.choice("stage", "Back to", earlier)]
        if self.residents.policy.rooms and full.mother is None and "resident" in stages_before(full):
            first.append(self._room(form, self._rooms_for(full)))
            form.put({"room": full.details.room})
        why = form.sentence("why", "Why?", hint="The reason is kept in the log.")

        def do(asked: FieldSet) -> Saved[PersonId]:
            stage: Stage = "resident" if asked.text("stage") == "resident" else "applicant"
            return self.residents.put_back(self.by, person, stage, asked.text("why"), asked.text("room"))

        says = "For a stay written down by mistake, or an application opened again."
        title = f"{going_back(full, self.residents.policy)}: {name}"
        deed = Deed("put_back", person, title, f"Put {name} back", "Put back:", do, says)
        return _made(deed, form, [first, [why]])

    def remove_photograph(self, full: PersonFull) -> DeedForm:
        """Ask why the photograph goes."""
        form = self._fields()
        person, name = full.name.person, short(full.name.first)
        why = form.sentence("why", "Why?", hint="The reason is kept in the log, the picture is not.")

        def do(asked: FieldSet) -> Saved[PersonId]:
            return self.residents.remove_photograph(self.by, person, asked.text("why"))

        title = f"Remove the photograph of {name}"
        deed = Deed("remove_photograph", person, title, "Remove it", "Photograph removed:", do, destroys=True)
        return _made(deed, form, [[why]])

    @property
    def _first_day(self) -> str:
        return "Moved in on" if self.residents.policy.rooms else "Here since"

    def _fields(self) -> FieldSet:
        return FieldSet(NAME, lambda: self.residents.today)

    def _rooms_for(self, full: PersonFull) -> tuple[str, ...]:
        if full.name.stage == "left":
            free = {*self.residents.free_rooms(self.by), full.details.room}
        else:
            free = {*self.residents.free_rooms(self.by), full.name.room}
        return tuple(room for room in self.residents.policy.rooms if room in free)

    def _names(self, form: FieldSet) -> tuple[Part, ...]:
        languages = [Option(code, rules.language_name(code)) for code in self.residents.policy.languages]
        return (
            (
                form.line("legal_name", "Legal name"),
                form.line("preferred_name", "Name in use", hint="In full. Leave it empty if it is the legal name."),
                form.line("pronunciation", "How to say the name", hint="For example TSEE-on"),
                form.day("born_on", "Date of birth"),
                form.choice("language", "Language of the resident screen", languages),
                form.sentence("language_note", "More about language", hint="Other languages, reading, an interpreter"),
            ),
        )

    def _stay(self, form: FieldSet, rooms: Sequence[str], days: Sequence[str], *, asks_stage: bool) -> tuple[Part, ...]:
        stages = self.residents.policy.stages
        asked: list[Field] = []
        if asks_stage:
            offered = (Option("resident", stages.resident), Option("applicant", stages.applicant))
            asked.append(form.choice("stage", "Stage", offered))
            form.put({"stage": "resident" if rooms or not self.residents.policy.rooms else "applicant"})
        if self.residents.policy.rooms and (rooms or asks_stage):
            asked.append(self._room(form, rooms))
        labels = {"applied_on": "Applied on", "moved_in_on": self._first_day, "moved_out_on": "Last day here"}
        asked += [form.day(key, labels[key]) for key in days]
        return (asked,)

    def _room(self, form: FieldSet, rooms: Sequence[str]) -> Field:
        options = [Option("", "Choose a room"), *(Option(room, f"Room {room}") for room in rooms)]
        field = form.choice("room", "Room", options, hint="" if rooms else _FULL_HOUSE)
        if not rooms:
            field.check = lambda: _FULL_HOUSE
        return field

    def _safety(self, form: FieldSet, *, of_child: bool = False) -> tuple[Part, ...]:
        warnings = (
            form.note("safe_contact", "Before any contact", hint="What one must know before ringing or writing"),
            form.note("post_warning", "Do not hand post to", hint="Names of people who must not receive it"),
        )
        if of_child:
            return ("Safety", warnings)
        address = form.note("forwarding_address", "Forwarding address", hint="Where post may be sent on to")
        return ("Safety and post", (*warnings, address))


def stages_before(full: PersonFull) -> tuple[Stage, ...]:
    """Return the earlier stages somebody can be taken back to."""
    if full.mother is not None:
        back = full.name.stage == "left" and full.mother.stage == "resident"
        return ("resident",) if back else ()
    if full.name.stage == "left":
        return ("resident", "applicant") if full.details.moved_in_on is not None else ("applicant",)
    return ("applicant",) if full.name.stage == "resident" else ()


def _made(deed: Deed, form: FieldSet, parts: Sequence[Part]) -> DeedForm:
    return DeedForm(deed, form, parts, name=NAME)


def _details(asked: FieldSet, before: PersonDetails) -> PersonDetails:
    typed: dict[str, Any] = {}
    for each in fields(PersonDetails):
        if each.name in asked:
            typed[each.name] = asked.date(each.name) if each.name in _DAYS else asked.text(each.name)
    return replace(before, **typed)


def _as_dict(details: PersonDetails) -> dict[str, Any]:
    return {each.name: getattr(details, each.name) for each in fields(PersonDetails)}


def _follow_stage(form: FieldSet) -> None:
    """Ask for room and day of moving in only of somebody who lives here."""
    stage = form["stage"].control

    def show() -> None:
        lives_here = form.text("stage") == "resident"
        for key in ("room", "moved_in_on"):
            if key in form:
                form[key].setVisible(lives_here)

    if isinstance(stage, Choice):
        stage.currentIndexChanged.connect(show)
    show()


def _children_say(full: PersonFull, one: str, many: str) -> str:
    names = [short(child.name.first) for child in full.children if child.name.stage == full.name.stage]
    if not names:
        return ""
    return f"{names[0]} {one}." if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]} {many}."
