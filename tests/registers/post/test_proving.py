from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cantercare_desktop.office.register import (
    EVERYTHING,
    Evidence,
    Forgotten,
    Period,
    Scope,
    Verdict,
)
from cantercare_desktop.registers.post import PostRegister
from tests.registers.post.conftest import NOW, RUTH, SIOBHAN, Desk


def register(desk: Desk) -> PostRegister:
    return PostRegister(desk.house.office.policy)


def evidence(desk: Desk, days: int = 30) -> Evidence:
    now = desk.clock.now()
    with desk.vault.reading() as session:
        return next(register(desk).evidence(session, Period(now - timedelta(days=days), now)))


def on(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


def forget(desk: Desk, who: str, scope: Scope = EVERYTHING) -> Forgotten:
    with desk.house.office.work(RUTH, "person.erased") as work:
        work.without_content()
        return register(desk).forget(work.session, desk.people[who], scope)


def test_the_promise_is_kept_while_everything_adds_up(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 1)
    desk.give(desk.log("Amara Okafor"))
    found = evidence_tomorrow(desk)
    assert (found.promise, found.verdict) == ("C9", Verdict.KEPT)
    assert found.says == (
        "1 item logged and locked away. 1 hand-over, each with a signature or a witness. Every count of the box agrees."
    )


def evidence_tomorrow(desk: Desk) -> Evidence:
    desk.clock.move(timedelta(days=1))
    return evidence(desk)


def test_a_box_that_does_not_add_up_is_at_risk_today_and_untrue_tomorrow(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 2)
    desk.give(desk.log("Amara Okafor"))
    assert evidence(desk).verdict is Verdict.AT_RISK
    tomorrow = evidence_tomorrow(desk)
    assert (tomorrow.verdict, tomorrow.since) == (Verdict.UNTRUE, NOW)
    assert tomorrow.says == "There is 1 count of the box that does not agree with the log."


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ("UPDATE post_items SET place = ''", "without a place"),
        ("UPDATE signatures SET way = 'declined', witness = ''", "without a signature"),
        ("UPDATE signatures SET strokes = '[]'", "without a signature"),
        ("UPDATE post_items SET hand_over_id = NULL", "without a signature"),
    ],
)
def test_the_promise_is_untrue_without_place_signature_or_witness(desk: Desk, change: str, count: str) -> None:
    desk.post.count_box(SIOBHAN, 1)
    desk.give(desk.log("Amara Okafor"))
    with desk.vault.writing() as session:
        session.connection().exec_driver_sql(change)
    found = evidence_tomorrow(desk)
    assert (found.verdict, found.counts[count]) == (Verdict.UNTRUE, 1)


def test_post_that_waits_too_long_and_days_without_a_count_put_the_promise_at_risk(desk: Desk) -> None:
    desk.clock.at = on(12)
    desk.post.count_box(SIOBHAN, 1)
    desk.log("Amara Okafor")
    desk.clock.at = NOW
    found = evidence(desk)
    assert found.verdict is Verdict.AT_RISK
    assert found.counts["days without a count"] == 7  # Friday 13th to Friday 20th, without the Sunday
    assert found.says == "There is 1 item waiting too long and 7 days without a count of the box."
