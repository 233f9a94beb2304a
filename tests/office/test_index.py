from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.register import Ref
from tests.support.vaults import new_vault


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    vault = new_vault(tmp_path / "vault").vault
    with vault.writing() as opened:
        yield opened
    vault.close()


def put(session: Session, row: int, *words: str, codes: tuple[str, ...] = ()) -> None:
    index.put(session, Ref("persons", row), words, codes)


def found(session: Session, typed: str) -> tuple[int, ...]:
    return index.look_up(session, "persons", typed, 10)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Amara Okafor", "oka"),
        ("Amara Okafor", "ama oka"),
        ("Amara Okafor", "AMARA"),
        ("Łucja Żółć", "żół"),
        ("Zoë Brontë", "bronte"),
        ("Mary Smith-Jones", "jon"),
        ("Mary Smith-Jones", "smith-jones"),
        ("Siân O'Brien", "obrien"),
        ("Siân O'Brien", "o'br"),
        ("ليلى حدادي", "حداد"),
        ("ፅዮን በቀለ", "በቀ"),
        ("王小明", "王小"),
        ("हिन्दी देवी", "हिन"),
    ],
)
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(session: Session, name: str, typed: str) -> None:
    put(session, 7, name)
    assert found(session, typed) == (7,)


def test_words_from_the_middle_do_not_find_and_all_typed_words_must_fit(session: Session) -> None:
    put(session, 1, "Amara Okafor")
    assert found(session, "kafor") == ()
    assert found(session, "amara haddadi") == ()


def test_a_code_is_found_only_as_a_whole_beginning(session: Session) -> None:
    put(session, 1, codes=("P-2026-0432", "0432"))
    put(session, 2, codes=("P-2026-0433", "0433"))
    assert found(session, "P-2026-0432") == (1,)
    assert found(session, "p20260433") == (2,)
    assert found(session, "0432") == (1,)
    assert found(session, "2026") == ()


def test_the_newest_rows_come_first_and_no_more_than_asked(session: Session) -> None:
    for row in range(1, 20):
        put(session, row, "Naomi")
    assert index.look_up(session, "persons", "nao", 3) == (19, 18, 17)


def test_putting_again_replaces_and_removing_forgets(session: Session) -> None:
    put(session, 1, "Jade Whitcombe")
    put(session, 1, "Jade Duarte")
    assert found(session, "whit") == ()
    assert found(session, "dua") == (1,)
    index.remove(session, Ref("persons", 1))
    assert found(session, "jade") == ()
    assert not index.holds(session, Ref("persons", 1))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=st.text(max_size=60))
def test_nothing_that_can_be_typed_breaks_the_search(session: Session, typed: str) -> None:
    assert isinstance(found(session, typed), tuple)


def test_only_a_tables_name_is_taken_for_one(session: Session) -> None:
    with pytest.raises(ValueError, match="not a table"):
        index.look_up(session, "persons; DROP TABLE persons", "a", 1)
