"""Emptying the locked post box: counting it, and comparing the count with the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time
from cantercare_desktop.office.refusals import Refusal, refuse
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved, Work
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.kinds import Difference
from cantercare_desktop.registers.post.records import BoxCountRecord, PostItemRecord
from cantercare_desktop.registers.post.service.desk import Desk, check
from cantercare_desktop.registers.post.values import BoxCount, BoxCountId, BoxToday


class Counting(Desk):
    """The box and its counts. A count is about the box and about nobody."""

    def count_box(
        self, by: Actor, items: int, at: datetime | None = None, corrects: BoxCountId | None = None
    ) -> Saved[BoxCount]:
        """Record how many items came out of the box. `at` left out means now; 0 is an answer.

        `corrects` names a wrong count that this one takes the place of; the wrong one stays on record. Items of that
        day that were logged before anybody counted belong to this count from now on.
        """
        with self._office.work(by, "post.count_box") as work:
            check(_count_refusals(items, at or work.at, work.at))
            wrong = None if corrects is None else _standing(work.session, corrects)
            moment = at or (wrong.at if wrong else work.at)
            record = BoxCountRecord(
                at=moment,
                day=london_date(moment),
                by=by.name,
                items=items,
                erased=wrong.erased if wrong else 0,
                explained="",
                explained_by="",
                replaced_by_id=None,
            )
            work.session.add(record)
            work.session.flush()
            _take_over(work, record, wrong)
            value = boxes.with_logged(work.session, [record])[0]
        return Saved(value, work.changed)

    def explain_difference(self, by: Actor, count: BoxCountId, why: Difference) -> Saved[BoxCount]:
        """Say why a count and the log differ. An empty reason takes an explanation back."""
        with self._office.work(by, "post.explain_difference") as work:
            record = _standing(work.session, count)
            if why not in rules.DIFFERENCE_WORDS:
                raise refuse("Choose a reason from the list.", "explained")
            record.explained = why
            record.explained_by = by.name if why else ""
            value = boxes.with_logged(work.session, [record])[0]
        return Saved(value, work.changed)

    def box_count(self, by: Actor, count: BoxCountId) -> BoxCount:
        """Return one count that stands, beside what was logged. Raises `RefusedError` when it has been corrected."""
        with self._reading(by) as session:
            return boxes.with_logged(session, [_standing(session, count)])[0]

    def box_today(self, by: Actor) -> BoxToday:
        """Return what came out of the box today, beside what was logged."""
        today = self.today
        with self._reading(by) as session:
            counts = boxes.counts_between(session, today, today)
            loose = len(boxes.not_in_a_count(session, today))
        if not counts:
            says = f"{loose:,} logged from the box, and nobody has counted it." if loose else "Nobody has emptied it."
            return BoxToday(today, (), "Post box, today", says, "not counted yet", agrees=False, not_in_a_count=loose)
        newest = counts[-1]
        return BoxToday(
            day=today,
            counts=counts,
            title=f"Post box, today {clock_time(newest.at)}",
            says=f"{newest.by} emptied it. {boxes.came_out(newest)}",
            difference=_difference_of(newest),
            agrees=all(each.agrees for each in counts),
            not_in_a_count=loose,
        )


def _count_refusals(items: int, at: datetime, now: datetime) -> Iterator[Refusal]:
    if not 0 <= items <= rules.MOST_IN_THE_BOX:
        yield Refusal(f"Type a number from 0 to {rules.MOST_IN_THE_BOX}.", "items")
    for refusal in rules.came_refusals(at, now):
        yield Refusal(refusal.says, "at")


def _standing(session: Session, count: BoxCountId) -> BoxCountRecord:
    record = session.get(BoxCountRecord, count)
    if record is None or record.replaced_by_id is not None:
        raise refuse("This count has been corrected already. Look at the newest one.")
    return record


def _take_over(work: Work, record: BoxCountRecord, wrong: BoxCountRecord | None) -> None:
    if wrong is not None:
        wrong.replaced_by_id = record.id
        theirs = select(PostItemRecord).where(PostItemRecord.box_count_id == wrong.id)
        for item in work.session.scalars(theirs).all():
            item.box_count_id = record.id
    for item in boxes.not_in_a_count(work.session, record.day):
        item.box_count_id = record.id


def _difference_of(count: BoxCount) -> str:
    if count.explained:
        return f"{rules.difference_says(count.to_log)}: {rules.DIFFERENCE_WORDS[count.explained].lower()}"
    return rules.difference_says(count.to_log)
