"""One post item saved, beside the least that saving it could cost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Table
from sqlalchemy.schema import CreateColumn, CreateIndex

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.registers.post.records import PostItemRecord
from cantercare_desktop.registers.post.values import NewPostItem, PostQuery
from cantercare_desktop.vault.driver import connect
from tests.benchmarks.houses import BENCH, Opened, opened
from tests.benchmarks.measuring import Deed, Measured, in_turns

TIMES = 400
BAR = 6.0


def measure() -> Iterator[Measured]:
    """Log items one by one, each beside one bare insert of the same values, and one commit."""
    for size in ("large", "small"):
        for indexed, table in ((True, "the same table"), (False, "a table without indexes")):
            with opened(size, "saving") as at, closing(_Bare(BENCH / "bare.db", indexed=indexed)) as bare:
                log, bare_insert = in_turns(_logging(at), bare.insert, TIMES, warm_up=10)
            what = f"one post item saved, {size} vault, against a bare insert into {table}"
            yield Measured(f"{what}, median", log.median_ms / bare_insert.median_ms, "times", BAR)
            yield Measured(f"{what}, p95", log.p95_ms / bare_insert.p95_ms, "times", BAR)


def _logging(at: Opened) -> Deed:
    rows = at.house.post.page(at.by, PostQuery("waiting")).rows
    people = list(dict.fromkeys(row.person.person for row in rows))

    def log(number: int) -> None:
        at.clock.move(timedelta(seconds=20))
        at.house.post.log(at.by, _typed(people[number % len(people)], number))

    return log


def _typed(person: PersonId, number: int) -> NewPostItem:
    parcel = number % 4 == 0
    return NewPostItem(
        person,
        kind="parcel" if parcel else "letter",
        place="Cupboard 2" if parcel else "Drawer A",
        carrier="Royal Mail" if parcel else "",
        tracking=f"JD{number:012d}GB" if parcel else "",
    )


class _Bare:
    """A database of its own with the pragmas of the vault and one table: the columns of a post item, and no other."""

    def __init__(self, path: Path, *, indexed: bool) -> None:
        self._path = path
        self._remove()
        table = PostItemRecord.__table__
        assert isinstance(table, Table)
        self._connection = connect(path, os.urandom(32), create=True)
        self._connection.execute("PRAGMA journal_mode = WAL")
        columns = ", ".join(str(CreateColumn(column)) for column in table.columns)
        self._connection.execute(f"CREATE TABLE post_items ({columns}, PRIMARY KEY (id))")
        for index in table.indexes if indexed else ():
            self._connection.execute(str(CreateIndex(index)))
        self._insert = f"INSERT INTO post_items VALUES ({', '.join('?' for _ in table.columns)})"  # noqa: S608 - marks only

    def insert(self, number: int) -> None:
        """Write one row, and wait until it lies on the disk."""
        parcel = number % 4 == 0
        row = (
            None, f"P-2026-{number:04d}", 7, "parcel" if parcel else "letter", False, "waiting", 1_795_000_000_000_000,
            1_795_000_000_000_000, "2026-11-21", "2026-11-21", "box", 1, "Cupboard 2" if parcel else "Drawer A",
            "Royal Mail" if parcel else "", f"JD{number:012d}GB" if parcel else "", "", False, "", "Priya Nair", None,
        )  # fmt: skip
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(self._insert, row)
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close it and take it away."""
        self._connection.close()
        self._remove()

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
