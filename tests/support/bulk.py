"""Writes rows and ledger entries by the thousand: the vault's tables and the vault's chain, without the services.

A million deeds one by one would take an hour. Each entry here is chained by the same functions as in the vault, and
`Ledger.verify` walks it like any other.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from cantercare_desktop.office.records import CounterRecord, SignatureRecord, StaffRecord
from cantercare_desktop.office.register import Ref
from cantercare_desktop.registers.post.records import (
    BoxCountRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)
from cantercare_desktop.registers.residents.records import PersonRecord
from cantercare_desktop.vault.clock import to_micros
from cantercare_desktop.vault.head import Head
from cantercare_desktop.vault.ledger import SALT_BYTES
from cantercare_desktop.vault.schema import Record
from cantercare_desktop.vault.walking import Marker, canonical_entry

Row = dict[str, Any]

#: What is referred to stands before what refers to it.
_ORDER: tuple[type[Record], ...] = (
    StaffRecord, CounterRecord, PersonRecord, BoxCountRecord, SignatureRecord, HandOverRecord, PostItemRecord,
    PostStepRecord, IncidentNoteRecord,
)  # fmt: skip


class Book:
    """Rows and entries that wait to be written. `write` empties it into a session."""

    def __init__(self, audit_key: bytes, head: Head) -> None:
        self.head = head
        self._marker = Marker(audit_key)
        self._rows: dict[type[Record], list[Row]] = {each: [] for each in _ORDER}
        self._today: list[tuple[int, int, str, str, tuple[str, ...], tuple[int, ...], bytes]] = []
        self._entries: list[tuple[object, ...]] = []
        self._details: list[tuple[object, ...]] = []
        self._about: list[tuple[int, int]] = []

    def add(self, record: type[Record], rows: Iterable[Row]) -> None:
        """Have rows written; each names every column."""
        self._rows[record].extend(rows)

    def deed(
        self,
        at: datetime,
        actor: str,
        action: str,
        *,
        about: Sequence[int] = (),
        wrote: Mapping[Ref, Row] | None = None,
    ) -> None:
        """Note one deed of the day, with the rows it wrote."""
        rows = wrote or {}
        content = {
            str(ref): {name: value for name, value in row.items() if value is not None} for ref, row in rows.items()
        }
        detail = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_plain) if rows else ""
        self._today.append(
            (
                to_micros(at),
                len(self._today),
                actor,
                action,
                tuple(str(ref) for ref in sorted(rows)),
                tuple(sorted(set(about))),
                detail.encode(),
            )
        )

    @property
    def deeds(self) -> int:
        """How many entries the ledger has when the day is over."""
        return self.head.seq + len(self._today)

    def end_day(self) -> None:
        """Chain the day's entries in the order of their times."""
        for at, _, actor, action, touched, about, detail in sorted(self._today):
            seq, before = self.head.seq + 1, self.head.mark
            salt = os.urandom(SALT_BYTES)
            digest = sha256(salt + detail).digest()
            rows, people = _json(touched), _json(about)
            mark = self._marker.mark(canonical_entry(seq, at, actor, action, rows, people, digest, before))
            self._entries.append((seq, at, actor, action, rows, people, digest, before, mark))
            self._details.append((seq, salt, detail))
            self._about.extend((subject, seq) for subject in about)
            self.head = Head(seq, mark)
        self._today.clear()

    def write(self, session: Session) -> None:
        """Write what waits. The caller commits."""
        for record in _ORDER:
            if self._rows[record]:
                table = record.__table__
                assert isinstance(table, Table)
                session.execute(insert(table), self._rows[record])
                self._rows[record] = []
        connection = session.connection()
        if self._entries:
            connection.exec_driver_sql("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._entries)
            connection.exec_driver_sql("INSERT INTO ledger_detail VALUES (?, ?, ?)", self._details)
        if self._about:
            connection.exec_driver_sql("INSERT INTO ledger_about VALUES (?, ?)", sorted(self._about))
        self._entries, self._details, self._about = [], [], []


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(values: tuple[str, ...] | tuple[int, ...]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
