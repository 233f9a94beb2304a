from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import (
    EVERYTHING,
    Due,
    Entry,
    Forgotten,
    Hit,
    Scope,
)
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.post.records import (
    CollectorRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)
from cantercare_desktop.registers.post.values import PostQuery
from tests.registers.post.conftest import NOW, PRIYA, RUTH, SIOBHAN, Desk

TODAY = date(2026, 11, 21)


def register(desk: Desk) -> PostRegister:
    return PostRegister(desk.house.office.policy)


def entries(desk: Desk, who: str) -> list[Entry]:
    with desk.vault.reading() as session:
        return list(register(desk).entries(session, desk.people[who]))


def forget(desk: Desk, who: str, scope: Scope = EVERYTHING) -> Forgotten:
    with desk.house.office.work(RUTH, "person.erased") as work:
        work.without_content()
        return register(desk).forget(work.session, desk.people[who], scope)


def hits(desk: Desk, words: str) -> list[Hit]:
    with desk.vault.reading() as session:
        return list(register(desk).find(session, words, 10))


def due(desk: Desk) -> list[Due]:
    with desk.vault.reading() as session:
        return list(register(desk).due(session, desk.clock.now()))


def on(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, 5, tzinfo=UTC)


def rows_of(desk: Desk, person: PersonId) -> int:
    owners = (
        PostItemRecord.person_id, PostStepRecord.person_id, HandOverRecord.person_id, CollectorRecord.person_id,
        IncidentNoteRecord.person_id, SignatureRecord.person_id,
    )  # fmt: skip
    with desk.vault.reading() as session:
        counts = [session.scalar(select(func.count()).where(owner == person)) or 0 for owner in owners]
    return sum(counts)


def full_post(desk: Desk, who: str) -> None:
    item, other, third = desk.log(who, sender="HMRC"), desk.log(who), desk.log(who)
    desk.give(item)
    desk.post.missing(PRIYA, other.id, "Gone")
    desk.post.refused(PRIYA, third.id, "Not wanted")
    desk.post.name_collector(PRIYA, desk.people[who], "Grace Mensah", "Passport", "In person", TODAY)


def test_forgetting_removes_all_her_post_reads_back_and_keeps_the_boxs_sum(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 6)
    full_post(desk, "Amara Okafor")
    full_post(desk, "Leila Haddadi")
    leilas = entries(desk, "Leila Haddadi")
    forgotten = forget(desk, "Amara Okafor")
    assert (forgotten.found_after, forgotten.kept) == (0, ())
    assert forgotten.looked_for >= forgotten.removed > 10
    assert rows_of(desk, desk.people["Amara Okafor"]) == 0
    assert hits(desk, "P-2026-0001") == []
    assert entries(desk, "Leila Haddadi") == leilas
    assert desk.post.box_today(PRIYA).difference == "all logged"


def test_forgetting_either_person_of_a_mistaken_item_leaves_the_other_her_own(desk: Desk) -> None:
    desk.post.count_box(SIOBHAN, 2)
    first, second = desk.log("Amara Okafor"), desk.log("Amara Okafor")
    for item in (first, second):
        desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "Misread")
    leilas = desk.post.item(PRIYA, first.id).item
    desk.give(leilas)
    assert forget(desk, "Leila Haddadi").found_after == 0
    assert rows_of(desk, desk.people["Leila Haddadi"]) == 0
    found = entries(desk, "Amara Okafor")
    assert len(found) == 2
    assert "H-2026" not in repr(found)
    assert desk.post.box_today(PRIYA).difference == "all logged"
    assert forget(desk, "Amara Okafor").found_after == 0
    assert rows_of(desk, desk.people["Amara Okafor"]) == 0


def test_the_ledger_keeps_nothing_of_an_item_that_was_found_to_be_hers(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="HM Revenue", tracking="KB418820377GB")
    desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "Misread")
    desk.log("Chloe Fenwick", sender="Kent County Council")
    (erased,) = desk.house.erasing.erase(RUTH, [desk.people["Leila Haddadi"]]).value
    assert erased.holds
    with desk.vault.reading() as session:
        written = desk.vault.ledger.entries(session, limit=200)
        details = b"".join(desk.vault.ledger.detail(session, entry.seq) or b"" for entry in written)
        assert desk.vault.ledger.verify(session).bad is None
    assert b"Kent County Council" in details
    assert [word for word in (b"HM Revenue", b"KB418820377GB") if word in details] == []


def test_weeding_what_is_old_leaves_what_waits_and_what_is_new(desk: Desk) -> None:
    desk.clock.at = on(1)
    old, waiting = desk.log("Amara Okafor"), desk.log("Amara Okafor")
    desk.give(old)
    desk.clock.at = NOW
    new = desk.log("Amara Okafor")
    desk.give(new)
    forgotten = forget(desk, "Amara Okafor", Scope(before=TODAY))
    assert forgotten.found_after == 0
    assert {kept.id.row for kept in forgotten.kept} == {int(waiting.id)}
    rows = desk.post.page(PRIYA, PostQuery("all")).rows
    assert {row.id for row in rows} == {waiting.id, new.id}
    assert [given.number for given in desk.post.hand_overs(PRIYA, desk.people["Amara Okafor"])] == ["H-2026-0002"]


def test_weeding_gives_an_old_mistaken_item_back_with_nothing_of_hers_on_it(desk: Desk) -> None:
    desk.clock.at = on(1)
    item = desk.log("Amara Okafor")
    desk.post.give_to_another(PRIYA, item.id, desk.people["Leila Haddadi"], "Misread")
    desk.give(desk.post.item(PRIYA, item.id).item)
    desk.clock.at = NOW
    assert forget(desk, "Leila Haddadi", Scope(before=TODAY)).found_after == 0
    assert rows_of(desk, desk.people["Leila Haddadi"]) == 0
    (amaras,) = entries(desk, "Amara Okafor")
    assert "Found to be somebody else's" in repr(amaras)
    assert "H-2026" not in repr(amaras)


@pytest.mark.parametrize("back_again", [False, True])
def test_why_an_item_was_hers_does_not_outlive_her(desk: Desk, *, back_again: bool) -> None:
    amara, leila = desk.people["Amara Okafor"], desk.people["Leila Haddadi"]
    item = desk.log("Amara Okafor")
    desk.post.not_hers(PRIYA, [item.id], "It says Haddadi")
    desk.post.give_to_another(PRIYA, item.id, leila, "It is for Leila")
    if back_again:
        desk.post.not_hers(PRIYA, [item.id], "It is not for Leila Haddadi after all")
        desk.post.give_to_another(PRIYA, item.id, amara, "Leila says so")
    (erased,) = desk.house.erasing.erase(RUTH, [leila]).value
    assert erased.holds
    with desk.vault.reading() as session:
        connection = session.connection()
        kept = [
            *connection.exec_driver_sql("SELECT reason || detail FROM post_steps").scalars(),
            *(
                bytes(each).decode()
                for each in connection.exec_driver_sql("SELECT detail FROM ledger_detail").scalars()
            ),
        ]
        assert desk.vault.ledger.verify(session).bad is None
    assert not [text for text in kept if "Leila" in text or "Haddadi" in text]
    assert "Said to be somebody else's" in repr(entries(desk, "Amara Okafor"))


def test_only_the_kinds_meant_are_weeded(desk: Desk) -> None:
    full_post(desk, "Amara Okafor")
    forget(desk, "Amara Okafor", Scope(kinds=frozenset({"collector"})))
    kinds = {entry.kind for entry in entries(desk, "Amara Okafor")}
    assert kinds == {"post_item", "hand_over", "incident_note"}
