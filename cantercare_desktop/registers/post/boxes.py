"""The locked post box: what came out of it, day by day, beside what was logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import in_london
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.records import BoxCountRecord, PostItemRecord
from cantercare_desktop.registers.post.values import BoxCount, BoxCountId

_LOGGED = (
    select(func.count())
    .where(PostItemRecord.box_count_id == BoxCountRecord.id, PostItemRecord.state != "logged_in_error")
    .scalar_subquery()
)
# Asked for every item that is logged: built once, answered by one statement.
_BOX_FOR = (
    select(BoxCountRecord.id)
    .where(BoxCountRecord.day == bindparam("day"), BoxCountRecord.replaced_by_id.is_(None))
    .order_by((BoxCountRecord.items > _LOGGED + BoxCountRecord.erased).desc(), BoxCountRecord.id.desc())
    .limit(1)
)


def counts_between(session: Session, since: date, until: date) -> tuple[BoxCount, ...]:
    """Return the counts that stand, for London days from `since` to `until` inclusive, the oldest first."""
    asked = (
        select(BoxCountRecord)
        .where(BoxCountRecord.day >= since, BoxCountRecord.day <= until, BoxCountRecord.replaced_by_id.is_(None))
        .order_by(BoxCountRecord.day, BoxCountRecord.id)
    )
    return with_logged(session, session.scalars(asked).all())


def with_logged(session: Session, records: Sequence[BoxCountRecord]) -> tuple[BoxCount, ...]:
    """Return counts as values, each with how many items of it are logged."""
    logged: dict[int, int] = defaultdict(int)
    ids = [record.id for record in records]
    for start in range(0, len(ids), 500):
        asked = (
            select(PostItemRecord.box_count_id, func.count())
            .where(PostItemRecord.box_count_id.in_(ids[start : start + 500]), PostItemRecord.state != "logged_in_error")
            .group_by(PostItemRecord.box_count_id)
        )
        logged.update((box, number) for box, number in session.execute(asked) if box is not None)
    return tuple(_value(record, logged[record.id]) for record in records)


def box_for(session: Session, day: date) -> int | None:
    """Return the count an item out of the box belongs to: the newest of that London day with room, else the newest."""
    return session.connection().scalar(_BOX_FOR, {"day": day})


def not_in_a_count(session: Session, day: date) -> list[PostItemRecord]:
    """Return the items of a London day that came out of the box while nobody had counted it yet."""
    asked = select(PostItemRecord).where(
        PostItemRecord.day == day,
        PostItemRecord.came_by == "box",
        func.likely(PostItemRecord.box_count_id.is_(None)),  # most items have no count: the day leaves fewer
        PostItemRecord.state != "logged_in_error",
    )
    return list(session.scalars(asked))


def fits_in(session: Session, count: BoxCountRecord, item: int) -> bool:
    """Tell whether an item is one of those counted: not if the count was reached by what was logged before it."""
    before = (
        select(func.count())
        .select_from(PostItemRecord)
        .where(
            PostItemRecord.box_count_id == count.id,
            PostItemRecord.state != "logged_in_error",
            PostItemRecord.id < item,
        )
    )
    return (session.scalar(before) or 0) + count.erased < count.items


def open_differences(counts: Iterable[BoxCount]) -> tuple[BoxCount, ...]:
    """Return the counts that neither agree with the log nor are explained."""
    return tuple(count for count in counts if not count.agrees)


def part_of_day(at: datetime) -> str:
    """Return "morning", "afternoon" or "evening", in London."""
    hour = in_london(at).hour
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"


def came_out(count: BoxCount) -> str:
    """Return "4 came out, 3 logged"."""
    return f"{count.counted:,} came out, {count.logged:,} logged"


def items_counted(count: BoxCount) -> str:
    """Return "4 items counted"."""
    return f"{counted(count.counted, 'item')} counted"


def _value(record: BoxCountRecord, logged: int) -> BoxCount:
    return BoxCount(
        id=BoxCountId(record.id),
        at=record.at,
        day=record.day,
        by=record.by,
        counted=record.items,
        logged=logged + record.erased,
        explained=record.explained,
        explained_by=record.explained_by,
    )
