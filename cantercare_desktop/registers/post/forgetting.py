"""Removing a person's post, and looking again whether anything is left.

Steps and notes go with their item. An item that was somebody else's first goes back to what was noted for that person:
nothing of the forgotten one stays on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from cantercare_desktop.office import index
from cantercare_desktop.office.clock import day_bounds, london_date
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import Forgotten, Kept, Ref, Scope
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.records import (
    BoxCountRecord,
    CollectorRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)
from cantercare_desktop.registers.residents.people import person_name

_AT_ONCE = 500
_OPEN = rules.HELD | {"missing"}


def forget(session: Session, person: PersonId, scope: Scope) -> Forgotten:
    """Remove what the scope means, then look for it again.

    Only a scope of everything takes what is still in the office.
    """
    return _Forgetting(session, person, scope).run()


class _Forgetting:
    def __init__(self, session: Session, person: PersonId, scope: Scope) -> None:
        self._session = session
        self._person = person
        self._scope = scope
        self._before = None if scope.before is None else day_bounds(scope.before)[0]
        self._kept: list[Kept] = []
        self._gone: list[tuple[InstrumentedAttribute[int], list[int]]] = []

    def run(self) -> Forgotten:
        self._session.flush()
        items = self._items() if self._means("post_item") else []
        whole, foreign = self._parted(items)
        for record in items:
            self._keep_sum(record)
        steps = self._steps(whole, foreign) if self._means("post_item") else []
        named_on = self._unname() if self._scope.everything else set()
        self._take(PostStepRecord.id, steps)
        notes = self._of(IncidentNoteRecord.item_id, IncidentNoteRecord.id, [record.id for record in whole])
        if self._means("incident_note"):
            notes += self._notes()
        self._take(IncidentNoteRecord.id, notes)
        for record in foreign:
            self._give_back(record)
        self._take(PostItemRecord.id, [record.id for record in whole])
        refs = [Ref("post_items", record.id) for record in items]
        given_back = tuple(Ref("post_items", row) for row in sorted({record.id for record in foreign} | named_on))
        for ref in refs:
            index.remove(self._session, ref)
        if self._means("hand_over"):
            self._take_hand_overs()
        if self._means("collector"):
            self._take_collectors()
        if self._scope.everything:
            self._keep_named_by_others()
        self._session.flush()
        self._session.expire_all()
        found = sum(self._count(column, ids) for column, ids in self._gone)
        found += sum(1 for ref in refs if index.holds(self._session, ref))
        found += self._found_whole() if self._scope.everything else 0
        removed = sum(len(ids) for _column, ids in self._gone) + len(foreign)
        return Forgotten(
            "post",
            removed,
            tuple(self._kept),
            looked_for=removed + len(refs),
            found_after=found,
            given_back=given_back,
        )

    def _means(self, kind: str) -> bool:
        return self._scope.kinds is None or kind in self._scope.kinds

    def _items(self) -> list[PostItemRecord]:
        meant: list[PostItemRecord] = []
        for record in self._session.scalars(select(PostItemRecord).where(PostItemRecord.person_id == self._person)):
            if self._scope.everything:
                meant.append(record)
            elif record.state in _OPEN:
                self._kept.append(Kept(Ref("post_items", record.id), "It is still to be handed over or resolved."))
            elif self._is_old(record.state_since):
                meant.append(record)
        return meant

    def _parted(self, items: Iterable[PostItemRecord]) -> tuple[list[PostItemRecord], list[PostItemRecord]]:
        records = {record.id: record for record in items}
        others = set()
        for some in _chunks(list(records)):
            asked = select(PostStepRecord.item_id).where(
                PostStepRecord.item_id.in_(some), PostStepRecord.person_id != self._person
            )
            others |= set(self._session.scalars(asked))
        whole = [record for record in records.values() if record.id not in others]
        return whole, [record for record in records.values() if record.id in others]

    def _steps(self, whole: Iterable[PostItemRecord], foreign: Iterable[PostItemRecord]) -> list[int]:
        """Return the steps of items that go, and hers on items that are somebody else's or are given back."""
        hers = select(PostStepRecord.id).where(PostStepRecord.person_id == self._person)
        strange = hers.join(PostItemRecord, PostStepRecord.item_id == PostItemRecord.id)
        if not self._scope.everything:
            strange = strange.where(PostItemRecord.person_id != self._person)
        if self._before is not None:
            strange = strange.where(PostStepRecord.at < self._before)
        given_back = [
            step
            for some in _chunks([record.id for record in foreign])
            for step in self._session.scalars(hers.where(PostStepRecord.item_id.in_(some)))
        ]
        ids = [record.id for record in whole]
        return [*self._session.scalars(strange), *given_back, *self._of(PostStepRecord.item_id, PostStepRecord.id, ids)]

    def _unname(self) -> set[int]:
        """Empty the reasons why an item was not another person's but hers: they are where her name is written.

        Returns the items it was so with.
        """
        hers = select(PostStepRecord.item_id).where(PostStepRecord.person_id == self._person)
        asked = select(PostStepRecord).where(
            PostStepRecord.item_id.in_(hers),
            PostStepRecord.person_id != self._person,
            PostStepRecord.kind.in_(("not_hers", "given_to_another")),
        )
        found = self._session.scalars(asked).all()
        for step in found:
            step.reason = ""
        return {step.item_id for step in found}

    def _notes(self) -> list[int]:
        """Return the notes the scope means; a note about something still open stays with it."""
        asked = select(IncidentNoteRecord.id, IncidentNoteRecord.item_id).where(
            IncidentNoteRecord.person_id == self._person
        )
        if self._before is not None:
            asked = asked.where(IncidentNoteRecord.at < self._before)
        kept = {kept.id.row for kept in self._kept}
        return [note for note, item in self._session.execute(asked) if item not in kept]

    def _keep_sum(self, record: PostItemRecord) -> None:
        box = None if record.box_count_id is None else self._session.get(BoxCountRecord, record.box_count_id)
        if box is not None and record.state != "logged_in_error":
            box.erased += 1

    def _give_back(self, record: PostItemRecord) -> None:
        asked = select(PostStepRecord).where(PostStepRecord.item_id == record.id).order_by(PostStepRecord.id)
        steps = self._session.scalars(asked).all()
        last = steps[-1]
        places = [step.detail for step in steps if step.kind == "moved"]
        record.person_id = last.person_id
        record.state = "logged_in_error"
        record.state_since = last.at
        record.waits_since = london_date(steps[0].at)
        record.place = places[-1] if places else record.place
        record.carrier = record.tracking = record.sender = record.note = ""
        record.sensitive = False
        record.box_count_id = record.hand_over_id = None

    def _take_hand_overs(self) -> None:
        meant, signatures = [], []
        for record in self._session.scalars(select(HandOverRecord).where(HandOverRecord.person_id == self._person)):
            asked = select(func.count()).where(PostItemRecord.hand_over_id == record.id)
            if not self._scope.everything and not self._is_old(record.at):
                continue
            if self._session.scalar(asked):
                self._kept.append(Kept(Ref("post_hand_overs", record.id), "An item of it is still kept."))
                continue
            meant.append(record.id)
            signatures.append(record.signature_id)
        if self._scope.everything:
            asked_all = select(SignatureRecord.id).where(
                SignatureRecord.person_id == self._person, SignatureRecord.register == "post"
            )
            signatures += self._session.scalars(asked_all)
        self._take(HandOverRecord.id, meant)
        self._take(SignatureRecord.id, signatures)

    def _take_collectors(self) -> None:
        asked = select(CollectorRecord.id).where(CollectorRecord.person_id == self._person)
        if self._scope.before is not None:
            asked = asked.where(CollectorRecord.day < self._scope.before)
        self._take(CollectorRecord.id, list(self._session.scalars(asked)))

    def _keep_named_by_others(self) -> None:
        """Tell of rows in which another person named a collector of her name: it may be she, or a namesake."""
        name = person_name(self._session, self._person)
        if name is None:
            return
        wanted = name.full.casefold()
        others = select(CollectorRecord.id, CollectorRecord.name).where(CollectorRecord.person_id != self._person)
        self._kept += (
            Kept(Ref("post_collectors", row), "Somebody else named a collector of this name.")
            for row, named in self._session.execute(others)
            if named.casefold() == wanted
        )

    def _of(
        self, parent: InstrumentedAttribute[int], column: InstrumentedAttribute[int], parents: list[int]
    ) -> list[int]:
        return [
            row for some in _chunks(parents) for row in self._session.scalars(select(column).where(parent.in_(some)))
        ]

    def _take(self, column: InstrumentedAttribute[int], rows: Iterable[int]) -> None:
        ids = sorted(set(rows))
        self._session.flush()
        for some in _chunks(ids):
            self._session.execute(
                delete(column.class_).where(column.in_(some)), execution_options={"synchronize_session": False}
            )
        self._gone.append((column, ids))

    def _count(self, column: InstrumentedAttribute[int], ids: list[int]) -> int:
        return sum(
            self._session.scalar(select(func.count()).select_from(column.class_).where(column.in_(some))) or 0
            for some in _chunks(ids)
        )

    def _found_whole(self) -> int:
        owners = (
            PostItemRecord.person_id,
            PostStepRecord.person_id,
            HandOverRecord.person_id,
            CollectorRecord.person_id,
            IncidentNoteRecord.person_id,
        )
        counts = [
            self._session.scalar(select(func.count()).select_from(owner.class_).where(owner == self._person))
            for owner in owners
        ]
        return sum(count or 0 for count in counts)

    def _is_old(self, at: datetime) -> bool:
        return self._before is None or at < self._before


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
