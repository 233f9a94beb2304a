from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cantercare_desktop.vault.ledger import Head, LedgerEntry, NewEntry, Verified
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import NOW, NewVault

AMARA, BLESSING = 4, 9


def write(vault: Vault, action: str = "post.logged", about: tuple[int, ...] = (AMARA,), **more: object) -> LedgerEntry:
    new = NewEntry(
        at=NOW + timedelta(minutes=1),
        actor=str(more.get("actor", "priya")),
        action=action,
        touched=("post_items:7",),
        about=about,
        detail=b'{"place":"shelf 2"}',
    )
    with vault.writing() as session:
        return vault.ledger.append(session, new)


def erasure(*touched: str) -> NewEntry:
    return NewEntry(NOW, "margaret", "person.erased", touched, (), b"")


def verify(vault: Vault) -> Verified:
    with vault.reading() as session:
        return vault.ledger.verify(session)


@pytest.fixture
def vault(house: NewVault) -> Vault:
    for turn in range(6):
        write(house.vault, about=(AMARA,) if turn % 2 else (BLESSING, AMARA))
    return house.vault


def test_each_entry_follows_the_one_before(vault: Vault) -> None:
    first, second = write(vault), write(vault)
    assert second.seq == first.seq + 1
    assert second.previous == first.mark
    with vault.reading() as session:
        assert vault.ledger.head(session) == Head(second.seq, second.mark)
        assert vault.ledger.entry(session, second.seq) == second
        assert vault.ledger.entry(session, 1000) is None


def test_an_entry_that_is_rolled_back_was_never_there(vault: Vault) -> None:
    before = verify(vault).count

    def fail() -> None:
        with vault.writing() as session:
            vault.ledger.append(session, NewEntry(NOW, "priya", "post.logged", (), (), b""))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert verify(vault).count == before


def test_a_time_without_a_zone_is_refused(vault: Vault) -> None:
    naive = NewEntry(datetime(2026, 11, 21, 14, 20), "priya", "post.logged", (), (), b"")  # noqa: DTZ001 - the point
    with vault.writing() as session, pytest.raises(ValueError, match="without a zone"):
        vault.ledger.append(session, naive)


def test_the_digest_tells_nothing_of_a_value_that_could_be_guessed(vault: Vault) -> None:
    one, other = write(vault), write(vault)
    assert one.digest != other.digest
    assert one.digest != sha256(b'{"place":"shelf 2"}').digest()


def test_entries_are_found_by_person_and_deed_the_newest_first(vault: Vault) -> None:
    theirs = write(vault, "post.returned", (BLESSING,), actor="tom")
    with vault.reading() as session:
        find = vault.ledger.entries
        assert find(session, about=BLESSING)[0] == theirs
        assert [entry.seq for entry in find(session, about=BLESSING)] == [8, 6, 4, 2]
        assert find(session, action="post.returned") == (theirs,)
        assert find(session, action="post.returned", about=BLESSING) == (theirs,)
        assert find(session, action="post.returned", about=AMARA) == ()
        assert [entry.seq for entry in find(session, limit=2)] == [8, 7]
        assert [entry.seq for entry in find(session, before=7, limit=2)] == [6, 5]
        assert [entry.seq for entry in find(session, before=6, about=BLESSING)] == [4, 2]


def test_erasing_the_details_of_a_person_leaves_the_chain_whole(vault: Vault) -> None:
    mine = write(vault, about=(BLESSING,))
    others = write(vault, about=(AMARA,))
    with vault.writing() as session:
        assert vault.ledger.empty_details(session, BLESSING) == 4
        vault.ledger.append(session, erasure(f"persons:{BLESSING}"))
    with vault.reading() as session:
        assert vault.ledger.detail(session, mine.seq) is None
        assert vault.ledger.detail(session, others.seq) == b'{"place":"shelf 2"}'
        assert (
            session.execute(text("SELECT count(*) FROM ledger_detail WHERE seq = :seq"), {"seq": mine.seq}).scalar()
            == 0
        )
    assert verify(vault).bad is None


@pytest.mark.parametrize(
    ("touched", "holds"),
    [
        (("persons:9",), True),
        (("persons:4", "persons:9"), True),
        (("post_items:7",), True),
        (("persons:4",), False),
        (("persons:90", "post_items:70"), False),
        ((), False),
    ],
)
def test_values_may_be_missing_only_where_an_erasure_of_somebody_concerned_follows(
    vault: Vault, touched: tuple[str, ...], *, holds: bool
) -> None:
    with vault.writing() as session:
        entry = NewEntry(NOW, "priya", "post.logged", ("post_items:7",), (BLESSING,), b"")
        alone = vault.ledger.append(session, entry)
        _forge(f"DELETE FROM ledger_detail WHERE seq = {alone.seq}")(session)  # noqa: S608 - a number of ours
        vault.ledger.append(session, erasure(*touched))
    bad = verify(vault).bad
    assert (bad.seq if bad else None) == (None if holds else alone.seq)


def test_an_erasure_before_does_not_excuse_values_that_are_missing_after(vault: Vault) -> None:
    with vault.writing() as session:
        vault.ledger.append(session, erasure(f"persons:{AMARA}", "post_items:7"))
    late = write(vault)
    with vault.writing() as session:
        _forge(f"DELETE FROM ledger_detail WHERE seq = {late.seq}")(session)  # noqa: S608 - a number of ours
    bad = verify(vault).bad
    assert bad is not None
    assert (bad.seq, bad.wrong) == (late.seq, "detail")


def test_a_whole_ledger_is_verified_to_its_head(vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    with vault.reading() as session:
        result = vault.ledger.verify(session, lambda done, of: told.append((done, of)))
        assert result == Verified(7, vault.ledger.head(session), None)
    assert told == [(7, 7)]


def test_a_walk_that_is_stopped_says_that_it_is_not_complete(vault: Vault) -> None:
    with vault.reading() as session:
        assert not vault.ledger.verify(session, stopped=lambda: True).complete


def _forge(sql: str) -> Callable[[Session], None]:
    def do(session: Session) -> None:
        session.connection().exec_driver_sql(sql)

    return do


@pytest.mark.parametrize(
    ("sql", "seq", "wrong"),
    [
        ("UPDATE ledger SET actor = 'tom' WHERE seq = 4", 4, "changed"),
        ("UPDATE ledger SET at = at + 1 WHERE seq = 4", 4, "changed"),
        ("UPDATE ledger SET action = 'post.seen' WHERE seq = 7", 7, "changed"),
        ("UPDATE ledger SET touched = '[]' WHERE seq = 1", 1, "changed"),
        ("UPDATE ledger SET about = '[5]' WHERE seq = 5", 5, "changed"),
        ("UPDATE ledger SET digest = zeroblob(32) WHERE seq = 5", 5, "changed"),
        ("UPDATE ledger SET mark = zeroblob(32) WHERE seq = 5", 5, "changed"),
        ("UPDATE ledger SET previous = zeroblob(32) WHERE seq = 5", 5, "changed"),
        ("UPDATE ledger SET actor = x'ff' WHERE seq = 5", 5, "unreadable"),
        ("UPDATE ledger SET at = 'yesterday' WHERE seq = 5", 5, "unreadable"),
        ("DELETE FROM ledger WHERE seq = 3", 4, "gap"),
        ("DELETE FROM ledger WHERE seq < 3", 3, "gap"),
        ("UPDATE ledger SET seq = seq + 100 WHERE seq = 7", 107, "gap"),
        ("UPDATE ledger_detail SET detail = '{}' WHERE seq = 6", 6, "detail"),
        ("UPDATE ledger_detail SET salt = zeroblob(16) WHERE seq = 6", 6, "detail"),
        ("UPDATE ledger_detail SET seq = 900 WHERE seq = 6", 6, "detail"),
        ("INSERT INTO ledger_detail SELECT 900, salt, detail FROM ledger_detail WHERE seq = 6", 900, "detail"),
        ("DELETE FROM ledger_detail WHERE seq = 6", 6, "detail"),
        ("DELETE FROM ledger_about WHERE subject = 4 AND seq = 6", 6, "index"),
        ("INSERT INTO ledger_about VALUES (77, 2)", 2, "index"),
        ("UPDATE ledger_about SET subject = 10 WHERE subject = 9 AND seq = 4", 4, "index"),
    ],
)
def test_the_first_bad_entry_is_named(vault: Vault, sql: str, seq: int, wrong: str) -> None:
    with vault.writing() as session:
        _forge(sql)(session)
    bad = verify(vault).bad
    assert bad is not None
    assert (bad.seq, bad.wrong) == (seq, wrong)
    assert bad.says.endswith(".")


def test_an_entry_left_from_another_course_of_the_ledger_is_out_of_order(vault: Vault) -> None:
    with vault.writing() as session:
        _forge("CREATE TEMP TABLE seventh AS SELECT * FROM ledger WHERE seq = 7")(session)
        for table in ("ledger", "ledger_detail", "ledger_about"):
            _forge(f"DELETE FROM {table} WHERE seq > 5")(session)  # noqa: S608 - names of our own tables
        vault.ledger.append(session, NewEntry(NOW, "tom", "post.seen", (), (), b""))
        _forge("INSERT INTO ledger SELECT * FROM seventh")(session)
    bad = verify(vault).bad
    assert bad is not None
    assert (bad.seq, bad.wrong) == (7, "order")


def test_an_entry_about_many_people_names_each_of_them_once(vault: Vault) -> None:
    crowd = (*range(1, 40), AMARA)
    entry = write(vault, about=crowd)
    assert entry.about == tuple(range(1, 40))
    assert verify(vault).bad is None
