"""Plants a canary in every column of every table that a register keeps, all about one person."""

from __future__ import annotations

import secrets
import typing
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Date
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import NamedColumn

from cantercare_desktop.office import datewords, index
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Ref
from cantercare_desktop.vault.schema import Record, UtcTime

SEARCHED = ("persons", "post_items")


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted value: where it lies, the forms in which an entry may say it, the bytes it leaves on the disk."""

    column: str
    said: tuple[str, ...]
    bytes_: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column that holds one of a few fixed words, and the word that was planted."""

    column: str
    word: str


class Planter:
    """Makes rows with `plant`; afterwards `canaries`, `chosen` and `plain` (numbers and marks) say what was planted."""

    def __init__(self, session: Session, days: int = 0) -> None:
        self._session = session
        self._days = days
        self._rows: dict[str, int] = {}
        self.canaries: list[Canary] = []
        self.chosen: list[Chosen] = []
        self.plain: list[str] = []

    @property
    def person(self) -> PersonId:
        """Whom all of it is about."""
        return PersonId(self._rows["persons"])

    def plant(self, record: type[Record]) -> None:
        """Make one row with a canary in each column."""
        attributes = record.__mapper__.column_attrs
        values = {each.key: self._value(record, each.key, each.columns[0]) for each in attributes}
        row = record(**{key: value for key, value in values.items() if value is not None})
        self._session.add(row)
        self._session.flush()
        self._rows[record.__tablename__] = record.__mapper__.primary_key_from_instance(row)[0]
        if record.__tablename__ in SEARCHED:
            word = "q" + secrets.token_hex(8)
            index.put(self._session, Ref(record.__tablename__, self._rows[record.__tablename__]), (word,))
            self.canaries.append(Canary(f"search_{record.__tablename__}.words", (), (word.encode(),)))

    def _value(self, record: type[Record], name: str, column: NamedColumn[typing.Any]) -> object:
        where = f"{record.__tablename__}.{column.name}"
        if column.foreign_keys:
            return self._rows.get(next(iter(column.foreign_keys)).column.table.name)
        if column.primary_key:
            return None
        choices = _choices(record, name)
        if choices:
            self.chosen.append(Chosen(where, choices[-1]))
            return choices[-1]
        return self._canary(where, column)

    def _canary(self, where: str, column: NamedColumn[typing.Any]) -> object:
        self._days += 1
        if isinstance(column.type, UtcTime):
            at = datetime(1961, 1, 1, 12, tzinfo=UTC) + timedelta(days=self._days)
            self.canaries.append(Canary(where, (*_ways_to_say(at.date()), at.isoformat())))
            return at
        if isinstance(column.type, Date):
            day = date(1961, 1, 1) + timedelta(days=self._days)
            self.canaries.append(Canary(where, _ways_to_say(day), (day.isoformat().encode(),)))
            return day
        python = column.type.python_type
        if python is str:
            word = "q" + secrets.token_hex(8)
            self.canaries.append(Canary(where, (word,), (word.encode(),)))
            return _SHAPED.get(where, "{}").replace("{}", word)
        if python is bytes:
            content = secrets.token_bytes(24)
            self.canaries.append(Canary(where, (content.hex(),), (content,)))
            return content
        self.plain.append(where)
        return python(self._days)


#: Columns whose text has a shape of its own.
_SHAPED = {
    "signatures.items": '["{}"]',
    "signatures.strokes": "[[[0.1,0.2,3,0.5],[0.9,0.2,30,0.5]]]",
    "post_hand_overs.items": (
        '[{"item": 1, "number": "P-1961-0001", "what": "{}", "day": "1961-01-01", "place": "Safe"}]'
    ),
}


def _choices(record: type[Record], name: str) -> tuple[str, ...]:
    (inner,) = typing.get_args(typing.get_type_hints(record).get(name)) or (None,)
    return typing.get_args(inner) if typing.get_origin(inner) is typing.Literal else ()


def _ways_to_say(day: date) -> tuple[str, ...]:
    return (
        datewords.plain_date(day),
        datewords.long_date(day),
        datewords.short_date(day),
        datewords.weekday_date(day),
        day.isoformat(),
    )


def texts_of(value: object) -> Iterator[str]:
    """Give every text anywhere inside a value, times as ISO, bytes as hex."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.hex()
    elif isinstance(value, datetime | date):
        yield value.isoformat()
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name))
    elif isinstance(value, tuple | list | frozenset):
        for each in value:
            yield from texts_of(each)
