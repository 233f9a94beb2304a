"""Whether the sentence about post is true: logged, locked away, handed over against a signature (C9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import Evidence, Period, Verdict
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.records import BoxCountRecord, HandOverRecord, PostItemRecord

_SUNDAY = 6


def evidence(policy: Policy, session: Session, period: Period) -> Iterator[Evidence]:
    """Give the evidence of C9, where the profile makes this promise. The end of the period counts as now."""
    promise = next((each.id for each in policy.promises if each.register_ == "post"), None)
    if promise is None:
        return
    first, last = london_date(period.since), london_date(period.until)
    counts = boxes.counts_between(session, first, last)
    unlike = boxes.open_differences(counts)
    past = [count for count in unlike if count.day < last]
    found = {
        "logged": _number(session, PostItemRecord.day.between(first, last)),
        "handed over": _hand_overs(session, period, with_proof=True),
        "without a place": _number(session, and_(PostItemRecord.day.between(first, last), PostItemRecord.place == "")),
        "without a signature": _hand_overs(session, period, with_proof=False)
        + _without_hand_over(session, first, last),
        "counts that do not agree": len(past),
        "counts of the last day to finish": len(unlike) - len(past),
        "waiting too long": _too_long(session, policy, last),
        "days without a count": _days_without(session, first, last, {count.day for count in counts}),
    }
    since = min((count.at for count in past), default=None)
    yield _verdict(promise, found, since)


def _verdict(promise: str, found: dict[str, int], since: datetime | None) -> Evidence:
    wrong = [
        f"{counted(found['without a place'], 'item')} without a place" if found["without a place"] else "",
        f"{counted(found['without a signature'], 'item')} handed over without a signature or witness"
        if found["without a signature"]
        else "",
        f"{counted(found['counts that do not agree'], 'count')} of the box that "
        f"{'does' if found['counts that do not agree'] == 1 else 'do'} not agree with the log"
        if found["counts that do not agree"]
        else "",
    ]
    weak = [
        f"{counted(found['counts of the last day to finish'], 'count')} of today still to be logged"
        if found["counts of the last day to finish"]
        else "",
        f"{counted(found['waiting too long'], 'item')} waiting too long" if found["waiting too long"] else "",
        f"{counted(found['days without a count'], 'day')} without a count of the box"
        if found["days without a count"]
        else "",
    ]
    untrue, at_risk = [each for each in wrong if each], [each for each in weak if each]
    if untrue:
        return Evidence(
            promise, Verdict.UNTRUE, f"There {_is(wrong, found)} {_listed(untrue + at_risk)}.", found, since
        )
    if at_risk:
        return Evidence(promise, Verdict.AT_RISK, f"There {_is(weak, found)} {_listed(at_risk)}.", found)
    logged, given = counted(found["logged"], "item"), counted(found["handed over"], "hand-over")
    says = (
        f"{logged} logged and locked away. {given}, each with a signature or a witness. Every count of the box agrees."
    )
    return Evidence(promise, Verdict.KEPT, says, found)


def _is(parts: list[str], found: dict[str, int]) -> str:  # noqa: ARG001 - the first number decides the verb
    first = next(each for each in parts if each)
    return "is" if first.startswith("1 ") else "are"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _number(session: Session, which: ColumnElement[bool]) -> int:
    asked = select(func.count()).select_from(PostItemRecord).where(which, PostItemRecord.state != "logged_in_error")
    return session.scalar(asked) or 0


def _hand_overs(session: Session, period: Period, *, with_proof: bool) -> int:
    unproved = or_(
        SignatureRecord.id.is_(None),
        and_(SignatureRecord.way == "declined", SignatureRecord.witness == ""),
        and_(SignatureRecord.way == "drawn", SignatureRecord.strokes.in_(("", "[]"))),
    )
    asked = (
        select(func.count())
        .select_from(HandOverRecord)
        .join(SignatureRecord, HandOverRecord.signature_id == SignatureRecord.id, isouter=True)
        .where(HandOverRecord.at >= period.since, HandOverRecord.at < period.until)
        .where(~unproved if with_proof else unproved)
    )
    return session.scalar(asked) or 0


def _without_hand_over(session: Session, first: date, last: date) -> int:
    asked = (
        select(func.count())
        .select_from(PostItemRecord)
        .where(
            func.likely(PostItemRecord.hand_over_id.is_(None)),  # the days leave fewer rows
            func.likely(PostItemRecord.state == "handed_over"),
            PostItemRecord.day.between(first, last),
        )
    )
    return session.scalar(asked) or 0


def _too_long(session: Session, policy: Policy, today: date) -> int:
    asked = (
        select(func.count())
        .select_from(PostItemRecord)
        .where(
            PostItemRecord.state.in_(sorted(rules.TO_HAND_OVER)),
            PostItemRecord.waits_since < today - timedelta(days=policy.post.red_after_days),
        )
    )
    return session.scalar(asked) or 0


def _days_without(session: Session, first: date, last: date, counted_days: set[date]) -> int:
    """Count the days on which post comes (Monday to Saturday) and nobody counted, from the first count there was."""
    begun = session.scalar(select(func.min(BoxCountRecord.day)))
    if begun is None:
        return 0
    start = max(first, begun)
    days = (start + timedelta(days=number) for number in range((last - start).days))
    return sum(1 for day in days if day.weekday() != _SUNDAY and day not in counted_days)
