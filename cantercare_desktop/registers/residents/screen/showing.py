"""Filling a record with one person: her facts, the deeds that can be done for her, what happened, who looked."""

from __future__ import annotations

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.register import Entry, Link
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.residents import rules
from cantercare_desktop.registers.residents.screen.deed_form import Deed
from cantercare_desktop.registers.residents.screen.forms import stages_before
from cantercare_desktop.registers.residents.screen.record import DeedWords, RecordView
from cantercare_desktop.registers.residents.screen.words import (
    entry_row,
    facts_of,
    going,
    going_back,
    last_looks,
    look_moment,
    stay_rows,
)
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import PersonFull
from cantercare_desktop.ui.fitting import apart, short
from cantercare_desktop.ui.frame import Frame, Message

_ICONS = {"post": "mail", "residents": "person"}


def fill_record(view: RecordView, full: PersonFull, residents: ResidentsService, by: Actor) -> None:
    """Show somebody's head, family, address and who looked."""
    policy = residents.policy
    stage = str(getattr(policy.stages, full.name.stage))
    view.head.show_person(full, stage, facts_of(full, policy, residents.today))
    family = [child.name for child in full.children] if full.mother is None else [full.mother]
    one = rules.child_word(policy) if full.mother is None else "Mother"
    view.show_family(one if len(family) == 1 else rules.children_counted(policy, len(family)), family)
    view.show_address(full.details.forwarding_address)
    view.show_looks(last_looks(full, by, residents.now), there_are_more=len(full.looks) > 2)


def fill_timeline(view: RecordView, full: PersonFull, residents: ResidentsService, by: Actor, most: int) -> None:
    """Show at most so many entries, when the stay began and ended among them, and the way to her post."""
    now = residents.now
    entries = residents.timeline(by, full.name.person, most + 1)
    shown, there_are_more = entries[:most], len(entries) > most
    placed = [
        (entry.at, entry_row(entry, _ICONS.get(entry.register, "file"), now, _told(entry, full))) for entry in shown
    ]
    stays = stay_rows(full, residents.policy, residents.today)
    # What is older than the last entry shown is shown with the older entries.
    placed += [stay for stay in stays if not there_are_more or stay[0] >= placed[-1][0]]
    placed.sort(key=lambda each: each[0], reverse=True)
    view.timeline.show_rows([row for _place, row in placed], there_are_more=there_are_more)
    view.timeline.name_post(f"Post for {short(full.name.first)}")
    view.timeline.post.setVisible(residents.may_read(by, "post"))


def _told(entry: Entry, full: PersonFull) -> str:
    if entry.kind == "person":
        return f"By {full.recorded_by}"
    return f"By {full.photograph.added_by}" if entry.kind == "photograph" and full.photograph is not None else ""


def done_message(deed: Deed, name: PersonName, policy: Policy, frame: Frame) -> Message:
    """Return what is said after a deed: of whom, and where she is now, or the way to her post when she has left."""
    if deed.then:
        way = f"Post for {short(name.first)}"
        post = Link("post", name.person)
        return Message("done", deed.done, f"{apart(name.full)}. {deed.then}", way, lambda: frame.open(post))
    return Message("done", deed.done, f"{apart(name.full)}. {rules.where_words(policy, name.stage, name.room)}.")


def all_looks(residents: ResidentsService, by: Actor, person: PersonId) -> str:
    """Return everybody who looked, one a line, the newest first."""
    now = residents.now
    lines = [f"{look.by}, {look_moment(look.at, now)}" for look in residents.who_looked(by, person)]
    return "\n".join(lines)


def deeds_for(full: PersonFull, residents: ResidentsService, by: Actor, *, can_pick: bool) -> tuple[DeedWords, ...]:
    """Return what can be done for somebody by whoever is signed in, the commonest first."""
    name, stage = short(full.name.first), full.name.stage
    is_child = full.mother is not None
    child = rules.child_word(residents.policy).lower()
    picture = "Change the photograph" if full.photograph is not None else "Add a photograph"
    offered = (
        (True, DeedWords("change", "Change the record")),
        (stage == "resident", DeedWords("move_out", going(residents.policy, name))),
        (stage == "applicant" and not is_child, DeedWords("close_application", "Close the application")),
        (residents.policy.has_children and not is_child and stage != "left", DeedWords("add_child", f"Add a {child}")),
        (can_pick, DeedWords("set_photograph", picture)),
        (full.photograph is not None, DeedWords("remove_photograph", "Remove the photograph", destroys=True)),
        (bool(stages_before(full)), DeedWords("put_back", going_back(full, residents.policy))),
    )
    return tuple(deed for is_offered, deed in offered if is_offered and residents.may(by, deed.name))
