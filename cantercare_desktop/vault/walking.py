"""Walking the whole ledger: a million entries within seconds and in little memory."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal

from cantercare_desktop.vault.head import Head

if TYPE_CHECKING:
    from sqlalchemy import Connection

Progress = Callable[[int, int], None]
Stopped = Callable[[], bool]
Wrong = Literal["gap", "order", "changed", "detail", "unreadable", "index"]
_DOMAIN = b"cantercare ledger 1"
_FRAME = struct.Struct(">19sqqIIII32s32s")
_STRIDE = 2000
#: The deed that takes values away. Its entry touches `persons:7` for each person erased, and the rows given back.
ERASES = "person.erased"

_SAYS: dict[Wrong, str] = {
    "gap": "Entries are missing before this one.",
    "order": "This entry does not follow the one before it.",
    "changed": "This entry was changed after it was written.",
    "detail": "The values of this entry were changed, or taken away, after it was written.",
    "unreadable": "This entry does not hold what an entry holds.",
    "index": "The index of whom entries are about does not fit this entry.",
}


@dataclass(frozen=True, slots=True)
class BadEntry:
    """The first entry that does not hold: its number, what is wrong with it, and a sentence."""

    seq: int
    wrong: Wrong

    @property
    def says(self) -> str:
        """Return what is wrong, as a sentence."""
        return _SAYS[self.wrong]


@dataclass(frozen=True, slots=True)
class Verified:
    """How far the walk came: entries that hold, the last one's place and mark, and the first bad one."""

    count: int
    head: Head
    bad: BadEntry | None
    complete: bool = True


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """Never stopped."""
    return False


def canonical_entry(
    seq: int, at: int, actor: str, action: str, touched: str, about: str, digest: bytes, previous: bytes
) -> bytes:
    """Return the bytes an entry's mark is made over; `at` in microseconds since 1970 UTC, texts as they are kept."""
    who, what, rows, people = actor.encode(), action.encode(), touched.encode(), about.encode()
    frame = _FRAME.pack(_DOMAIN, seq, at, len(who), len(what), len(rows), len(people), digest, previous)
    return b"".join((frame, who, what, rows, people))


class Marker:
    """HMAC-SHA256 under one key, with the key's part computed once; a third of the cost of a fresh one."""

    def __init__(self, key: bytes) -> None:
        padded = (key if len(key) <= 64 else sha256(key).digest()).ljust(64, b"\0")
        self._inner = sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = sha256(bytes(byte ^ 0x5C for byte in padded))

    def mark(self, message: bytes) -> bytes:
        """Return the HMAC of a message."""
        inner = self._inner.copy()
        inner.update(message)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.digest()


def walk(connection: Connection, key: bytes, progress: Progress, stopped: Stopped) -> Verified:
    """Walk every entry in order; see `Ledger.verify`."""
    total = int(connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM ledger").scalar_one())
    marker, erasures = Marker(key), _Erasures(connection)
    previous, done, named, index_sum = bytes(32), 0, 0, 0
    for rows in _strides(connection):
        if stopped():
            return Verified(done, Head(done, previous), None, complete=False)
        for row in rows:
            wrong = _wrong(row, done + 1, previous, marker, erasures)
            if wrong is not None:
                return Verified(done, Head(done, previous), BadEntry(int(row[0]), wrong))
            done, previous = row[0], row[8]
            if row[5] != "[]":
                for subject in row[5][1:-1].split(","):
                    named += 1
                    index_sum ^= hash((int(subject), done))
        progress(done, total)
    if stopped():
        return Verified(done, Head(done, previous), None, complete=False)
    bad = _index_fault(connection, named, index_sum) or _orphan(connection)
    return Verified(done, Head(done, previous), bad)


class _Erasures:
    """Whose values an erasure took, and when: read from the ledger once the first entry without values is met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] | None = None

    def follow(self, seq: int, touched: str, about: str) -> bool:
        """Tell whether somebody an entry is about, or a row it touched, was erased after it.

        An erasure that was itself made up is named by the walk when it comes to it.
        """
        if self._last is None:
            self._last = self._read()
        rows = [*json.loads(touched), *(f"persons:{subject}" for subject in json.loads(about))]
        return any(self._last.get(row, 0) > seq for row in rows)

    def _read(self) -> dict[str, int]:
        found = self._connection.exec_driver_sql(
            "SELECT j.value, max(l.seq) FROM ledger l, json_each(l.touched) j"
            " WHERE l.action = ? AND json_valid(l.touched) GROUP BY j.value",
            (ERASES,),
        )
        return {str(row): int(seq) for row, seq in found}


def _strides(connection: Connection) -> Iterator[Sequence[Any]]:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(
            "SELECT l.seq, l.at, l.actor, l.action, l.touched, l.about, l.digest, l.previous, l.mark, d.salt, d.detail"
            " FROM ledger l LEFT JOIN ledger_detail d ON d.seq = l.seq ORDER BY l.seq"
        )
        while rows := cursor.fetchmany(_STRIDE):
            yield rows
    finally:
        cursor.close()


def _wrong(
    row: Any,  # noqa: ANN401 - a driver's row
    expected: int,
    previous: bytes,
    marker: Marker,
    erasures: _Erasures,
) -> Wrong | None:
    seq, at, actor, action, touched, about, digest, before, mark, salt, detail = row
    if seq != expected:
        return "gap"
    try:
        made = marker.mark(canonical_entry(seq, at, actor, action, touched, about, digest, before))
    except (AttributeError, struct.error, TypeError):
        return "unreadable"
    if made != mark:
        return "changed"
    if before != previous:
        return "order"
    if salt is None:
        return None if erasures.follow(seq, touched, about) else "detail"
    return None if isinstance(detail, bytes) and sha256(salt + detail).digest() == digest else "detail"


def _index_fault(connection: Connection, named: int, expected: int) -> BadEntry | None:
    """Compare the index with what the entries say; only when they differ is the place looked for."""
    cursor = connection.connection.cursor()
    found = count = 0
    cursor.execute("SELECT subject, seq FROM ledger_about")
    while rows := cursor.fetchmany(_STRIDE):
        for pair in rows:
            found ^= hash(pair)
        count += len(rows)
    cursor.close()
    if (count, found) == (named, expected):
        return None
    missing = connection.exec_driver_sql(
        "SELECT min(l.seq) FROM ledger l, json_each(l.about) j WHERE NOT EXISTS"
        " (SELECT 1 FROM ledger_about a WHERE a.subject = j.value AND a.seq = l.seq)"
    ).scalar()
    extra = connection.exec_driver_sql(
        "SELECT min(a.seq) FROM ledger_about a WHERE NOT EXISTS"
        " (SELECT 1 FROM ledger l, json_each(l.about) j WHERE l.seq = a.seq AND j.value = a.subject)"
    ).scalar()
    first = min(seq for seq in (missing, extra) if seq is not None)
    return BadEntry(int(first), "index")


def _orphan(connection: Connection) -> BadEntry | None:
    found = connection.exec_driver_sql(
        "SELECT min(seq) FROM ledger_detail WHERE seq > (SELECT coalesce(max(seq), 0) FROM ledger) OR seq < 1"
    ).scalar()
    return None if found is None else BadEntry(int(found), "detail")
