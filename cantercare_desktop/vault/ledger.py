"""The ledger: who did what, when, about whom. Each entry's mark binds it to all those before it.

The mark is an HMAC-SHA256 with a key that was made with the vault and is kept in it. The values an entry speaks of
lie apart, under a salted digest, so that erasure can take them away and leave the chain whole.
"""

from __future__ import annotations

import hmac
import json
import os
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from cantercare_desktop.vault.clock import from_micros, to_micros
from cantercare_desktop.vault.head import Head
from cantercare_desktop.vault.walking import (
    BadEntry,
    Progress,
    Stopped,
    Verified,
    canonical_entry,
    never,
    silent,
    walk,
)

__all__ = ["BadEntry", "Head", "Ledger", "LedgerEntry", "NewEntry", "Verified"]

NO_MARK = bytes(32)
SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is about to be written. `at` is aware; `about` are the numbers of people, `touched` names of rows."""

    at: datetime
    actor: str
    action: str
    touched: tuple[str, ...]
    about: tuple[int, ...]
    detail: bytes


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry. `digest` is SHA-256(salt, detail); `previous` the mark of the entry before; all three are 32 bytes."""

    seq: int
    at: datetime
    actor: str
    action: str
    touched: tuple[str, ...]
    about: tuple[int, ...]
    digest: bytes
    previous: bytes
    mark: bytes


class Ledger:
    """The ledger of one vault. Every method works inside the caller's transaction."""

    def __init__(self, audit_key: bytes) -> None:
        self._key = audit_key

    def append(self, session: Session, new: NewEntry) -> LedgerEntry:
        """Write the next entry. Call it inside `Vault.writing()`, where nobody else writes.

        Raises `ValueError` for a time without a zone.
        """
        connection = session.connection()
        head = self.head(session)
        salt = os.urandom(SALT_BYTES)
        digest = sha256(salt + new.detail).digest()
        seq, at = head.seq + 1, to_micros(new.at)
        about_numbers = tuple(sorted(set(new.about)))
        touched, about = _json(new.touched), _json(about_numbers)
        mark = hmac.digest(
            self._key, canonical_entry(seq, at, new.actor, new.action, touched, about, digest, head.mark), "sha256"
        )
        # Straight to the driver: every deed and every look comes through here.
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(
                "INSERT INTO ledger (seq, at, actor, action, touched, about, digest, previous, mark)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (seq, at, new.actor, new.action, touched, about, digest, head.mark, mark),
            )
            cursor.execute("INSERT INTO ledger_detail (seq, salt, detail) VALUES (?, ?, ?)", (seq, salt, new.detail))
            cursor.executemany(
                "INSERT INTO ledger_about (subject, seq) VALUES (?, ?)", [(subject, seq) for subject in about_numbers]
            )
        return LedgerEntry(
            seq, from_micros(at), new.actor, new.action, tuple(new.touched), about_numbers, digest, head.mark, mark
        )

    def head(self, session: Session) -> Head:
        """Return the end of the ledger."""
        found = session.connection().exec_driver_sql("SELECT seq, mark FROM ledger ORDER BY seq DESC LIMIT 1").first()
        return Head(found[0], bytes(found[1])) if found else Head(0, NO_MARK)

    def entry(self, session: Session, seq: int) -> LedgerEntry | None:
        """Return one entry."""
        found = session.connection().exec_driver_sql(_ONE, (seq,)).first()
        return _entry(found) if found else None

    def entries(
        self,
        session: Session,
        *,
        about: int | None = None,
        action: str | None = None,
        before: int | None = None,
        limit: int = 50,
    ) -> tuple[LedgerEntry, ...]:
        """Return entries, the newest first. `before` is a sequence number: only older ones, for the next page."""
        source = "ledger"
        terms: list[str] = []
        values: list[object] = []
        if about is not None:
            source = "ledger_about CROSS JOIN ledger USING (seq)"  # CROSS: her few entries first, then the rest
            terms.append("ledger_about.subject = ?")
            values.append(about)
        for column, wanted in (("action = ?", action), (f"{_seq(about)} < ?", before)):
            if wanted is not None:
                terms.append(column)
                values.append(wanted)
        where = f"WHERE {' AND '.join(terms)} " if terms else ""
        found = session.connection().exec_driver_sql(
            f"SELECT {_COLUMNS} FROM {source} {where}ORDER BY {_seq(about)} DESC LIMIT ?",  # noqa: S608 - no value of anyone is in the text
            (*values, limit),
        )
        return tuple(_entry(row) for row in found)

    def detail(self, session: Session, seq: int) -> bytes | None:
        """Return the values an entry speaks of, or None when they were erased."""
        found = session.connection().exec_driver_sql("SELECT detail FROM ledger_detail WHERE seq = ?", (seq,)).first()
        return bytes(found[0]) if found else None

    def proves(self, session: Session, seq: int) -> bool:
        """Tell whether one entry bears its own mark, and carries the mark of the entry before it."""
        found = session.connection().exec_driver_sql(_ONE, (seq,)).first()
        if found is None:
            return False
        _, at, actor, action, touched, about, digest, previous, mark = found
        before = self.entry(session, seq - 1)
        carried = NO_MARK if seq == 1 else before.mark if before is not None else b""
        message = canonical_entry(seq, at, actor, action, touched, about, bytes(digest), bytes(previous))
        made = hmac.digest(self._key, message, "sha256")
        return hmac.compare_digest(made, bytes(mark)) and hmac.compare_digest(carried, bytes(previous))

    def empty_details(self, session: Session, about: int) -> int:
        """Erase the values of every entry about a person, and return how many held any. The entries stay whole.

        An entry `walking.ERASES` that touches `persons:7` must follow, or the walk names the first of them.
        """
        return _empty(session, "SELECT seq FROM ledger_about WHERE subject = ?", about)

    def empty_details_of(self, session: Session, row: str) -> int:
        """Erase the values of every entry that touched one row ("post_items:7"), and return how many held any.

        Reads the whole ledger: some seconds for a million entries. The entries stay whole; an entry `walking.ERASES`
        that touches the same row must follow.
        """
        return _empty(session, "SELECT seq FROM ledger WHERE instr(touched, ?) > 0", f'"{row}"')

    def verify(self, session: Session | Connection, progress: Progress = silent, stopped: Stopped = never) -> Verified:
        """Walk the whole ledger and name the first bad entry.

        `progress` is told (done, of); `stopped` is asked now and then. A walk that was stopped returns how far it
        came, with `complete` false.
        """
        connection = session if isinstance(session, Connection) else session.connection()
        return walk(connection, self._key, progress, stopped)


_COLUMNS = "ledger.seq, at, actor, action, touched, about, digest, previous, mark"
_ONE = "SELECT seq, at, actor, action, touched, about, digest, previous, mark FROM ledger WHERE seq = ?"


def _empty(session: Session, entries: str, value: int | str) -> int:
    connection = session.connection()
    held = connection.exec_driver_sql(
        f"SELECT count(*) FROM ledger_detail WHERE seq IN ({entries}) AND detail <> x''",  # noqa: S608 - no value of anyone is in the text
        (value,),
    ).scalar_one()
    connection.exec_driver_sql(f"DELETE FROM ledger_detail WHERE seq IN ({entries})", (value,))  # noqa: S608 - as above
    return int(held)


def _seq(about: int | None) -> str:
    return "ledger.seq" if about is None else "ledger_about.seq"


def _entry(row: Any) -> LedgerEntry:  # noqa: ANN401 - a driver's row
    seq, at, actor, action, touched, about, digest, previous, mark = row
    return LedgerEntry(
        seq=seq,
        at=from_micros(at),
        actor=actor,
        action=action,
        touched=tuple(json.loads(touched)),
        about=tuple(json.loads(about)),
        digest=bytes(digest),
        previous=bytes(previous),
        mark=bytes(mark),
    )


def _json(values: tuple[str, ...] | tuple[int, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
