"""What waits for a deed of the office: post that is not collected, a box that does not add up, what is not resolved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import london_date, london_moment
from cantercare_desktop.office.datewords import clock_time, first_upper, short_date, short_day, weekday_date
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.register import Due, Link, Ref, Urgency
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.kinds import Kind, State
from cantercare_desktop.registers.post.records import PostItemRecord
from cantercare_desktop.registers.post.values import BoxCount
from cantercare_desktop.registers.residents.people import names, with_forwarding_address

#: How far back a count that does not agree is still asked about here; the promise board shows the older ones.
_DAYS_BACK = 60
#: What came out of the box late in the day still takes a while to sort and log.
_TIME_TO_LOG = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class _Waiting:
    row: int
    person: PersonId
    kind: Kind
    day: date
    since: date
    place: str


def reminders(policy: Policy, session: Session, now: datetime) -> Iterator[Due]:
    """Give what is overdue, due today and due this week."""
    yield from _waiting(policy, session, now)
    yield from _boxes(policy, session, now)
    yield from _unresolved(policy, session, now)


def _waiting(policy: Policy, session: Session, now: datetime) -> Iterator[Due]:
    today = london_date(now)
    hers: dict[PersonId, list[_Waiting]] = defaultdict(list)
    asked = select(
        PostItemRecord.id,
        PostItemRecord.person_id,
        PostItemRecord.kind,
        PostItemRecord.day,
        PostItemRecord.waits_since,
        PostItemRecord.place,
    ).where(PostItemRecord.state.in_(sorted(rules.TO_HAND_OVER)))
    for row, person, kind, day, since, place in session.execute(asked):
        hers[PersonId(person)].append(_Waiting(row, PersonId(person), kind, day, since, place))
    people = names(session, hers)
    reachable = with_forwarding_address(session, [each for each in people if people[each].stage == "left"])
    for person, items in hers.items():
        name = people.get(person)
        if name is None:
            continue
        items.sort(key=lambda item: (item.since, item.row))
        if name.stage == "left":
            yield _leavers(policy, name, items, today, has_address=person in reachable)
        else:
            kept = policy.post
            late = [item for item in items if rules.age_days(item.since, today) > kept.amber_after_days]
            if late:
                yield _late(policy, name, late, today)


def _late(policy: Policy, name: PersonName, items: Sequence[_Waiting], today: date) -> Due:
    kept = policy.post
    oldest = items[0]
    days = rules.age_days(oldest.since, today)
    urgency, state, at = _how_urgent(oldest.since, days, kept.red_after_days)
    came = f"came {_day(oldest.day, today)}"
    return Due(
        at=at,
        title=f"Post for {name.full} has waited {counted(days, 'day')}",
        detail=f"{_how_many(items)}, {came if len(items) == 1 else f'the oldest {came}'}, in {_places(items)}",
        urgency=urgency,
        person=name.person,
        opens=Link("post", name.person, Ref("post_items", oldest.row), "hand_over"),
        state=state,
        deed="Hand over",
        icon="mail" if oldest.kind != "parcel" else "parcel",
    )


def _leavers(policy: Policy, name: PersonName, items: Sequence[_Waiting], today: date, *, has_address: bool) -> Due:
    oldest = items[0]
    days = rules.age_days(oldest.since, today)
    urgency, state, at = _how_urgent(oldest.since, days, policy.post.red_after_days)
    words = policy.words
    what = (
        f"Forward to the address {words.she} gave" if has_address else f"Return to sender: {words.she} gave no address"
    )
    return Due(
        at=at,
        title=f"Post for {name.full}, who has left",
        detail=f"{_how_many(items)}, in {_places(items)}. {what}",
        urgency=urgency,
        person=name.person,
        opens=Link("post", name.person, Ref("post_items", oldest.row), "forward" if has_address else "return"),
        state=state,
        deed="Forward" if has_address else "Return",
        icon="mail",
    )


def _how_urgent(since: date, days: int, red_after: int) -> tuple[Urgency, str, datetime]:
    last = since + timedelta(days=red_after)
    at = london_moment(last + timedelta(days=1))
    if days > red_after:
        return Urgency.OVERDUE, f"{counted(days - red_after, 'day')} over", at
    if days == red_after:
        return Urgency.TODAY, "today", at
    return Urgency.THIS_WEEK, f"by {short_date(last)}", at


def _boxes(policy: Policy, session: Session, now: datetime) -> Iterator[Due]:
    today = london_date(now)
    log_by = time.fromisoformat(policy.post.log_by)
    counts = boxes.counts_between(session, today - timedelta(days=_DAYS_BACK), today)
    for count in boxes.open_differences(counts):
        yield _box(count, today, now, log_by)
    loose = boxes.not_in_a_count(session, today)
    if loose:
        end = london_moment(today, log_by.hour, log_by.minute)
        yield Due(
            at=end,
            title="Nobody has counted today's post box",
            detail=f"{counted(len(loose), 'item')} out of it {'is' if len(loose) == 1 else 'are'} logged",
            urgency=Urgency.TODAY if now <= end else Urgency.OVERDUE,
            person=None,
            opens=Link("post", deed="count_box"),
            state=f"by {policy.post.log_by}",
            deed="Count it",
            icon="mail",
        )


def _due_by(count: BoxCount, log_by: time) -> datetime:
    """Return by when a count has to agree: the time of the policy, or an hour after a late count, on the same day."""
    last = min(count.at + _TIME_TO_LOG, london_moment(count.day, 23, 59))
    return max(london_moment(count.day, log_by.hour, log_by.minute), last)


def _over(since: datetime, now: datetime, days: int) -> str:
    """Return how long ago something was due: "13 minutes", "2 hours", or "3 days" of London dates."""
    minutes = max(int((now - since).total_seconds() // 60), 1)
    if minutes < 60:
        return counted(minutes, "minute")
    return counted(days, "day") if days else counted(minutes // 60, "hour")


def _box(count: BoxCount, today: date, now: datetime, log_by: time) -> Due:
    end = _due_by(count, log_by)
    days = (today - count.day).days
    whose = f"this {boxes.part_of_day(count.at)}’s" if days == 0 else f"{first_upper(short_day(count.day, today))}’s"
    if now <= end:
        urgency, state = Urgency.TODAY, f"by {clock_time(end)}"
    else:
        urgency, state = Urgency.OVERDUE, f"{_over(end, now, days)} over"
    missing = count.to_log > 0
    return Due(
        at=end,
        title=_box_title(count.to_log, whose),
        detail=f"{count.counted:,} came out at {clock_time(count.at)}, {count.logged:,} {_are(count.logged)} logged",
        urgency=urgency,
        person=None,
        opens=Link("post", ref=Ref("post_box_counts", int(count.id)), deed="log" if missing else "explain_difference"),
        state=state,
        deed="Log it" if count.to_log == 1 else "Log them" if missing else "Say why",
        icon="mail",
    )


def _box_title(to_log: int, whose: str) -> str:
    if to_log == 1:
        return f"One letter from {whose} post box is not logged"
    if to_log > 1:
        return f"{to_log:,} letters from {whose} post box are not logged"
    return f"{-to_log:,} more logged than came out of {whose} post box"


def _unresolved(policy: Policy, session: Session, now: datetime) -> Iterator[Due]:
    today = london_date(now)
    states: tuple[State, ...] = ("missing", "not_hers", "refused")
    asked = select(PostItemRecord).where(PostItemRecord.state.in_(states)).order_by(PostItemRecord.id)
    records = session.scalars(asked).all()
    people = names(session, {PersonId(record.person_id) for record in records})
    for record in records:
        name = people.get(PersonId(record.person_id))
        if name is None:
            continue
        since = london_date(record.state_since)
        days = rules.age_days(since, today)
        over = days > policy.post.red_after_days
        title, detail, deed, opens = _unresolved_words(record, name)
        yield Due(
            at=london_moment(since + timedelta(days=policy.post.red_after_days + 1)),
            title=title,
            detail=detail,
            urgency=Urgency.OVERDUE if over else Urgency.THIS_WEEK if record.state == "refused" else Urgency.TODAY,
            person=name.person,
            opens=Link("post", name.person, Ref("post_items", record.id), opens),
            state=f"since {short_day(since, today)}",
            deed=deed,
            icon="alert" if record.state == "missing" else rules.icon(record.kind),
        )


def _unresolved_words(record: PostItemRecord, name: PersonName) -> tuple[str, str, str, rules.Deed]:
    what = rules.what(record.kind, signed_for=record.signed_for)
    if record.state == "missing":
        return (
            f"{what} for {name.full} is missing",
            f"{record.number}, last locked in {record.place}",
            "Look at it",
            "find",
        )
    if record.state == "not_hers":
        detail = f"{record.number}, in {record.place}. Say whose it is, or return it"
        return f"{what} logged for {name.full} is somebody else’s", detail, "Sort it out", "give_to_another"
    return (
        f"{what} that {name.full} refused is still here",
        f"{record.number}, in {record.place}",
        "Return it",
        "return",
    )


def _how_many(items: Sequence[_Waiting]) -> str:
    return rules.how_many(Counter(item.kind for item in items))


def _places(items: Sequence[_Waiting]) -> str:
    found = list(dict.fromkeys(item.place for item in items))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def _day(day: date, today: date) -> str:
    return "today" if day == today else weekday_date(day)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
