"""No list, count or reminder reads the whole log: each statement goes by an index, whatever is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from cantercare_desktop.office.register import Period
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.post.values import PostItem, PostQuery, View
from tests.registers.post.conftest import NOW, PRIYA, Desk

VIEWS: tuple[View, ...] = ("waiting", "handed_over", "exceptions", "all")


@contextmanager
def plans(desk: Desk) -> Iterator[list[str]]:
    """Collect how SQLite goes about every question asked meanwhile."""
    found: list[str] = []
    with desk.vault.reading() as session:
        engine = session.get_bind()

    def explain(connection: object, _cursor: object, statement: str, values: object, *_rest: object) -> None:
        driver = connection.connection.driver_connection  # type: ignore[attr-defined]
        if statement.lstrip().upper().startswith("SELECT"):
            found.extend(str(row[-1]) for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall())

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", explain)


def whole_reads(found: list[str]) -> list[str]:
    """The steps that read a table from end to end; the list of everything begins at the end of its index, and stops."""
    tables = ("post_items", "post_steps", "post_hand_overs", "post_collectors", "signatures", "persons")
    scans = [step for step in found if any(step.startswith(f"SCAN {table}") for table in tables)]
    return [step for step in scans if step != "SCAN post_items USING INDEX ix_post_items_day"]


@pytest.fixture
def item(desk: Desk) -> PostItem:
    desk.post.count_box(PRIYA, 3)
    given = desk.log("Amara Okafor", tracking="RN1")
    desk.post.missing(PRIYA, desk.log("Leila Haddadi").id, "Gone")
    desk.give(given)
    return desk.log("Amara Okafor")


@pytest.mark.parametrize("view", VIEWS)
def test_every_list_goes_by_an_index(desk: Desk, item: PostItem, view: View) -> None:
    first = desk.post.page(PRIYA, PostQuery(view, limit=1))
    asked = [
        PostQuery(view),
        PostQuery(view, after=first.after),
        PostQuery(view, words="amara"),
        PostQuery(view, kind="card"),
        PostQuery(view, place="Safe"),
        PostQuery(view, person=item.person.person),
        PostQuery(view, since=date(2026, 1, 1), until=date(2026, 12, 1), kind="parcel", place="Drawer A"),
    ]
    with plans(desk) as found:
        for each in asked:
            desk.post.page(PRIYA, each)
    assert whole_reads(found) == []
    assert found


def test_every_other_question_goes_by_an_index(desk: Desk, item: PostItem) -> None:
    register = PostRegister(desk.house.office.policy)
    person = item.person.person
    questions: tuple[Callable[[], object], ...] = (
        lambda: desk.post.counts(PRIYA),
        lambda: desk.post.waiting(PRIYA),
        lambda: desk.post.box_today(PRIYA),
        lambda: desk.post.item(PRIYA, item.id),
        lambda: desk.post.history(PRIYA, person),
        lambda: desk.post.hand_overs(PRIYA, person),
        lambda: desk.post.people(PRIYA, "am"),
        lambda: desk.post.last_thing(PRIYA),
        lambda: desk.post.check_receipt(PRIYA, "H-2026-0001"),
        lambda: desk.post.sheet(PRIYA, [item.id]),
        lambda: desk.log("Amara Okafor", tracking="RN1"),
    )
    with plans(desk) as found:
        for ask in questions:
            ask()
        with desk.vault.reading() as session:
            list(register.due(session, NOW))
            list(register.find(session, "RN1", 10))
            list(register.find(session, "ama", 10))
            list(register.find(session, "H-2026-0001", 10))
            list(register.entries(session, person))
            list(register.evidence(session, Period(NOW - timedelta(days=90), NOW)))
    assert whole_reads(found) == []
    assert found
