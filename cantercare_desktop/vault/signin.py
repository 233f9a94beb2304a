"""What is remembered about signing in while the vault is closed: wrong passwords, last sign-ins, the locked note.

It lies in `signin.json` beside the vault, unencrypted, and holds nothing but members' ids, names on the sign-in page
and times. It cannot be protected against someone who may write to the folder; a missing or damaged one counts as many
wrong passwords, so that taking it away gains nothing.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cantercare_desktop.vault.clock import Clock, from_micros, to_micros
from cantercare_desktop.vault.files import write_whole
from cantercare_desktop.vault.problems import MustWait

FREE_TRIES = 3
LONGEST_WAIT_S = 300.0
_FIRST_WAIT_S = 2.0
_MOST_TIMES = 200
#: So many tries stand for "unknown, but suspect": the longest wait.
_SUSPECT = 20


@dataclass(frozen=True, slots=True)
class LockedNote:
    """Who locked the screen, when (UTC) and why, e.g. "after 5 minutes without use"."""

    member_id: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class WrongTries:
    """Wrong passwords of one member that the ledger does not know yet; at most 200 `times` are kept (UTC)."""

    member_id: str
    count: int
    times: tuple[datetime, ...]


@dataclass(slots=True)
class _Tries:
    in_a_row: int = 0
    untold: int = 0
    times: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Kept:
    tries: dict[str, _Tries] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    locked: tuple[str, int, str] | None = None
    suspect: bool = False


def wait_after(in_a_row: int) -> float:
    """Return the seconds to wait after so many wrong passwords in a row: 0, 0, 2, 4, 8 … 300."""
    if in_a_row < FREE_TRIES:
        return 0.0
    return min(_FIRST_WAIT_S * 2.0 ** min(in_a_row - FREE_TRIES, 16), LONGEST_WAIT_S)


class SignIn:
    """The memory of the sign-in page. Safe to use from several threads.

    Waits are measured with the clock that only runs forwards, so that setting the wall clock shortens none. After a
    restart the whole wait begins anew.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._clock = clock
        self._lock = threading.RLock()
        self._until: dict[str, tuple[int, float]] = {}

    def begin(self) -> None:
        """Write the first, empty memory of a new vault."""
        with self._lock:
            self._write(_Kept())

    def wait_left(self, member_id: str) -> float:
        """Return the seconds until this member may try again."""
        with self._lock:
            return self._wait_left(self._read(), member_id)

    def start_try(self, member_id: str) -> float:
        """Count a try as wrong before it is made, so that a program killed in the middle gains nothing.

        Returns the wait that follows if it was wrong. Raises `MustWait`, and a problem of the disk.
        """
        with self._lock:
            kept = self._read()
            left = self._wait_left(kept, member_id)
            if left > 0:
                raise MustWait(left)
            tries = kept.tries.setdefault(member_id, _Tries(_SUSPECT if kept.suspect else 0))
            tries.in_a_row += 1
            tries.untold += 1
            tries.times = [*tries.times, to_micros(self._clock.now())][-_MOST_TIMES:]
            self._write(kept)
            return self._wait_left(kept, member_id)

    def call_off(self, member_id: str) -> None:
        """Take back a try that was not answered: the keyring was locked, say."""
        with self._lock:
            kept = self._read()
            tries = kept.tries.get(member_id)
            if tries and tries.in_a_row:
                tries.in_a_row -= 1
                tries.untold -= 1
                tries.times = tries.times[:-1]
                self._until.pop(member_id, None)
                self._write(kept)

    def right(self, member_id: str) -> None:
        """Take back the last try, which was right, and end the waiting."""
        with self._lock:
            kept = self._read()
            tries = kept.tries.get(member_id)
            if tries:
                tries.in_a_row = 0
                tries.untold = max(tries.untold - 1, 0)
                tries.times = tries.times[:-1]
            self._until.pop(member_id, None)
            self._write(kept)

    def signed_in(self, member_id: str) -> None:
        """Remember when a member last signed in, and that the screen is no longer locked."""
        with self._lock:
            kept = self._read()
            kept.last[member_id] = to_micros(self._clock.now())
            kept.locked = None
            self._write(kept)

    def untold(self) -> tuple[WrongTries, ...]:
        """Return the wrong passwords that the ledger does not know yet."""
        with self._lock:
            return tuple(
                WrongTries(member_id, tries.untold, tuple(from_micros(at) for at in tries.times))
                for member_id, tries in sorted(self._read().tries.items())
                if tries.untold > 0
            )

    def told(self) -> None:
        """Forget which wrong passwords the ledger does not know: it knows them now."""
        with self._lock:
            kept = self._read()
            for tries in kept.tries.values():
                tries.untold, tries.times = 0, []
            if not kept.suspect:  # else 0 in a row says of a member that she is not suspect
                kept.tries = {member_id: tries for member_id, tries in kept.tries.items() if tries.in_a_row}
            self._write(kept)

    def last_signed_in(self, member_id: str) -> datetime | None:
        """Return when a member last signed in (UTC)."""
        with self._lock:
            at = self._read().last.get(member_id)
            return None if at is None else from_micros(at)

    def locked_note(self) -> LockedNote | None:
        """Return who locked the screen, or None."""
        with self._lock:
            locked = self._read().locked
            return None if locked is None else LockedNote(locked[0], from_micros(locked[1]), locked[2])

    def note_locked(self, member_id: str, at: datetime, why: str) -> None:
        """Remember who locked the screen, when and why."""
        with self._lock:
            kept = self._read()
            kept.locked = (member_id, to_micros(at), why)
            self._write(kept)

    def forget_tries(self, member_id: str) -> None:
        """End the waiting of a member who was given a new password; what the ledger must still be told stays."""
        with self._lock:
            kept = self._read()
            tries = kept.tries.setdefault(member_id, _Tries())
            tries.in_a_row = 0
            self._until.pop(member_id, None)
            self._write(kept)

    def forget(self, member_id: str) -> None:
        """Forget a member who left; her wrong passwords are kept until the ledger was told of them."""
        with self._lock:
            kept = self._read()
            tries = kept.tries.pop(member_id, None)
            if tries and tries.untold:
                kept.tries[member_id] = _Tries(0, tries.untold, tries.times)
            kept.last.pop(member_id, None)
            if kept.locked and kept.locked[0] == member_id:
                kept.locked = None
            self._write(kept)

    def _wait_left(self, kept: _Kept, member_id: str) -> float:
        tries = kept.tries.get(member_id)
        in_a_row = tries.in_a_row if tries else _SUSPECT if kept.suspect else 0
        wait = wait_after(in_a_row)
        if wait == 0:
            return 0.0
        seen, until = self._until.get(member_id, (-1, 0.0))
        if seen < in_a_row:
            until = self._clock.monotonic() + wait
            self._until[member_id] = (in_a_row, until)
        return max(until - self._clock.monotonic(), 0.0)

    def _read(self) -> _Kept:
        try:
            return _kept_of(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return _Kept(suspect=True)

    def _write(self, kept: _Kept) -> None:
        content = {
            "version": 1,
            "suspect": kept.suspect,
            "tries": {
                member_id: {"in_a_row": tries.in_a_row, "untold": tries.untold, "times": tries.times}
                for member_id, tries in kept.tries.items()
            },
            "last_signed_in": kept.last,
            "locked": list(kept.locked) if kept.locked else None,
        }
        write_whole(self._path, json.dumps(content, indent=1).encode() + b"\n")


def _kept_of(content: dict[str, Any]) -> _Kept:
    kept = _Kept(suspect=content["suspect"] is not False)
    for member_id, tries in content["tries"].items():
        _text(member_id)
        times = [_count(at) for at in tries["times"]]
        kept.tries[member_id] = _Tries(_count(tries["in_a_row"]), _count(tries["untold"]), times)
    kept.last = {member_id: _count(at) for member_id, at in content["last_signed_in"].items()}
    if content["locked"] is not None:
        member_id, at, why = content["locked"]
        kept.locked = (_text(member_id), _count(at), _text(why))
    return kept


def _text(value: object) -> str:
    text = str(value)
    # Half a character, as "\\ud800" in JSON is, could be kept and shown nowhere: it raises a `ValueError` here.
    text.encode()
    return text


def _count(value: object) -> int:
    # The largest is the year 5138: a moment that can still be shown.
    if type(value) is not int or not 0 <= value < 10**17:
        raise ValueError
    return value
