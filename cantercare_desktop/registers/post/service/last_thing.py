"""What happened last in the post log: an empty list says it, so that nobody takes it for a list that failed."""

from __future__ import annotations

from sqlalchemy import func, select

from cantercare_desktop.office.datewords import moment
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.records import PostItemRecord, PostStepRecord
from cantercare_desktop.registers.post.service.desk import Desk
from cantercare_desktop.registers.residents.people import person_name


class LastThing(Desk):
    """The newest step of any item, in a sentence."""

    def last_thing(self, by: Actor) -> str:
        """Return "The last thing: letter for Amara Okafor, handed over today 17:33 by Priya Nair."; at first ""."""
        with self._reading(by) as session:
            newest = session.scalar(select(func.max(PostStepRecord.id)))
            step = session.get(PostStepRecord, newest) if newest is not None else None
            item = session.get(PostItemRecord, step.item_id) if step is not None else None
            person = person_name(session, PersonId(item.person_id)) if item is not None else None
        if step is None or item is None or person is None:
            return ""
        what = rules.what(item.kind, signed_for=item.signed_for)
        state = self._state_word(item)
        when = moment(step.at, self._office.clock.now())
        return (
            f"The last thing: {what[:1].lower()}{what[1:]} for {person.full}, "
            f"{state[:1].lower()}{state[1:]} {when} by {step.by}."
        )
