"""The full-text index that `find` of every register answers from: one FTS5 table for each table that can be found.

The index lies in the vault, holds only words and row numbers, and is made to forget securely by its migration.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from sqlalchemy import Integer, Select, column, func, select, text
from sqlalchemy.orm import Session

from cantercare_desktop.office.register import Ref

_PARTS = re.compile(r"[^\W_]+", re.UNICODE)
_MOST_WORDS = 8


def put(session: Session, ref: Ref, words: Iterable[str], codes: Iterable[str] = ()) -> None:
    """Make a row findable, replacing what it was findable by before.

    A word with marks in it ("Smith-Jones", "O'Brien") is found by its parts and by all of it; a code
    ("P-2026-0432") only by all of it, so that the year in every number does not match every row.
    """
    tokens: list[str] = []
    for chunk in (chunk for word in words for chunk in word.split()):
        parts = _PARTS.findall(chunk)
        tokens.extend(parts)
        if len(parts) > 1:
            tokens.append("".join(parts))
    tokens.extend(_joined(code) for code in codes if code)
    session.connection().exec_driver_sql(
        f"INSERT OR REPLACE INTO {_table(ref.kind)} (rowid, words) VALUES (?, ?)",  # noqa: S608 - _table lets only a plain name through
        (ref.row, " ".join(tokens)),
    )


def remove(session: Session, ref: Ref) -> None:
    """Make a row findable no more."""
    session.execute(text(f"DELETE FROM {_table(ref.kind)} WHERE rowid = :row"), {"row": ref.row})  # noqa: S608 - as above


def holds(session: Session, ref: Ref) -> bool:
    """Tell whether a row can still be found."""
    found = session.execute(text(f"SELECT 1 FROM {_table(ref.kind)} WHERE rowid = :row"), {"row": ref.row})  # noqa: S608 - as above
    return found.first() is not None


def look_up(session: Session, kind: str, typed: str, limit: int) -> tuple[int, ...]:
    """Return the rows of a table in which every typed word begins some word, the newest first."""
    words = [joined for chunk in typed[:400].split() if (joined := _joined(chunk))][:_MOST_WORDS]
    if not words:
        return ()
    match = " AND ".join(f'"{word}"*' for word in words)
    table = _table(kind)
    found = session.execute(
        text(f"SELECT rowid FROM {table} WHERE {table} MATCH :match ORDER BY rowid DESC LIMIT :limit"),  # noqa: S608 - as above
        {"match": match, "limit": limit},
    )
    return tuple(row for (row,) in found)


def among(rows: Iterable[int]) -> Select[int]:
    """Return found rows as what `in_` takes: one bound value, so that many rows cost no more than few."""
    found = func.json_each(json.dumps(list(rows))).table_valued(column("value", Integer))
    return select(found.c.value)


def _joined(code: str) -> str:
    return "".join(_PARTS.findall(code))


def _table(kind: str) -> str:
    if not kind.isidentifier():
        message = f"not a table's name: {kind!r}"
        raise ValueError(message)
    return f"search_{kind}"
