from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.problems import MustWait
from cantercare_desktop.vault.signin import LockedNote, SignIn, wait_after
from tests.support.vaults import NOW

PRIYA, TOM = "a1", "b2"


@pytest.fixture
def door(tmp_path: Path, clock: FixedClock) -> SignIn:
    made = SignIn(tmp_path / "signin.json", clock)
    made.begin()
    return made


def again(tmp_path: Path, clock: FixedClock) -> SignIn:
    return SignIn(tmp_path / "signin.json", clock)


def fail(door: SignIn, times: int, clock: FixedClock) -> float:
    wait = 0.0
    for _ in range(times):
        clock.move(timedelta(seconds=wait))
        wait = door.start_try(PRIYA)
    return wait


def test_three_tries_are_free_then_each_doubles_the_wait_up_to_five_minutes() -> None:
    assert [wait_after(count) for count in range(1, 13)] == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_during_the_wait_no_password_is_looked_at(door: SignIn, clock: FixedClock) -> None:
    assert fail(door, 4, clock) == 4
    clock.move(timedelta(seconds=3.5))
    with pytest.raises(MustWait) as caught:
        door.start_try(PRIYA)
    assert caught.value.seconds == pytest.approx(0.5)
    assert door.wait_left(TOM) == 0
    clock.move(timedelta(seconds=0.5))
    assert door.start_try(PRIYA) == 8


def test_the_wait_is_immune_to_the_wall_clock(door: SignIn, clock: FixedClock) -> None:
    fail(door, 5, clock)
    clock.at += timedelta(days=3)
    assert door.wait_left(PRIYA) == 8
    clock.at -= timedelta(days=30)
    assert door.wait_left(PRIYA) == 8


def test_after_a_restart_the_whole_wait_begins_anew(tmp_path: Path, door: SignIn, clock: FixedClock) -> None:
    fail(door, 5, clock)
    clock.move(timedelta(seconds=7))
    assert door.wait_left(PRIYA) == 1
    assert again(tmp_path, clock).wait_left(PRIYA) == 8


def test_a_try_counts_before_it_is_answered(tmp_path: Path, door: SignIn, clock: FixedClock) -> None:
    for _ in range(3):
        door.start_try(PRIYA)
    assert again(tmp_path, clock).wait_left(PRIYA) == 2


def test_the_right_password_ends_the_waiting_but_not_what_the_ledger_must_hear(door: SignIn, clock: FixedClock) -> None:
    fail(door, 4, clock)
    clock.move(timedelta(seconds=4))
    door.start_try(PRIYA)
    door.right(PRIYA)
    assert door.wait_left(PRIYA) == 0
    (told,) = door.untold()
    assert (told.member_id, told.count, len(told.times)) == (PRIYA, 4, 4)
    assert told.times[0] == NOW
    door.told()
    assert door.untold() == ()


def test_a_try_that_could_not_be_answered_is_taken_back(door: SignIn) -> None:
    for _ in range(5):
        door.start_try(PRIYA)
        door.call_off(PRIYA)
    assert door.wait_left(PRIYA) == 0
    assert door.untold() == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b'{"version": 1}',
        b"\xff\xfe\x00",
        b'{"suspect": false, "tries": {"a1": 3}}',
        b"[" * 100_000,
        b'{"suspect":false,"tries":{"\\ud800":{"in_a_row":0,"untold":1,"times":[]}},"last_signed_in":{},"locked":null}',
        b'{"suspect": false, "tries": {}, "last_signed_in": {}, "locked": ["a1", 1, "\\ud800"]}',
    ],
)
def test_a_damaged_memory_means_the_longest_wait_and_is_survived(
    tmp_path: Path, door: SignIn, clock: FixedClock, content: bytes
) -> None:
    fail(door, 1, clock)
    (tmp_path / "signin.json").write_bytes(content)
    fresh = again(tmp_path, clock)
    assert fresh.wait_left(PRIYA) == 300
    assert fresh.locked_note() is None
    with pytest.raises(MustWait):
        fresh.start_try(PRIYA)
    clock.move(timedelta(seconds=300))
    fresh.start_try(PRIYA)
    fresh.right(PRIYA)
    assert fresh.wait_left(PRIYA) == 0
    assert fresh.wait_left(TOM) == 300


def test_a_removed_memory_gains_nothing(tmp_path: Path, door: SignIn, clock: FixedClock) -> None:
    fail(door, 3, clock)
    (tmp_path / "signin.json").unlink()
    assert again(tmp_path, clock).wait_left(PRIYA) == 300


def test_the_locked_note_survives_a_restart_and_ends_with_the_next_sign_in(
    tmp_path: Path, door: SignIn, clock: FixedClock
) -> None:
    door.note_locked(PRIYA, NOW, "after 5 minutes without use")
    fresh = again(tmp_path, clock)
    assert fresh.locked_note() == LockedNote(PRIYA, NOW, "after 5 minutes without use")
    fresh.signed_in(TOM)
    assert fresh.locked_note() is None
    assert again(tmp_path, clock).last_signed_in(TOM) == NOW
    assert fresh.last_signed_in(PRIYA) is None


def test_nothing_of_a_member_who_left_is_remembered_once_the_ledger_has_heard(tmp_path: Path, door: SignIn) -> None:
    door.signed_in(PRIYA)
    door.start_try(PRIYA)
    door.note_locked(PRIYA, NOW, "by hand")
    door.forget(PRIYA)
    assert door.last_signed_in(PRIYA) is None
    assert door.locked_note() is None
    assert [(each.member_id, each.count) for each in door.untold()] == [(PRIYA, 1)]
    door.told()
    assert PRIYA not in (tmp_path / "signin.json").read_text()


def test_a_member_who_proved_herself_after_damage_waits_no_more(tmp_path: Path, clock: FixedClock) -> None:
    door = again(tmp_path, clock)
    clock.move(timedelta(seconds=door.wait_left(PRIYA)))
    door.start_try(PRIYA)
    door.right(PRIYA)
    door.told()
    assert door.wait_left(PRIYA) == 0
    assert door.wait_left(TOM) > 0
