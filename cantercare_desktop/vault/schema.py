"""How values are kept: the declarative base of every table, with its types and the names of its constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Dialect, Integer, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from cantercare_desktop.vault.clock import from_micros, to_micros

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcTime(TypeDecorator[datetime]):
    """An aware moment, kept as whole microseconds since 1970 UTC and given back in UTC.

    Binding a time without a zone raises `ValueError` (inside SQLAlchemy's `StatementError`).
    """

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - the shape is SQLAlchemy's
        """Turn an aware time into microseconds."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the shape is SQLAlchemy's
        """Turn microseconds into an aware UTC time."""
        return None if value is None else from_micros(value).astimezone(UTC)


class Record(DeclarativeBase):
    """A row that is kept. Every table of the vault is declared as one."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcTime, bytes: LargeBinary, str: Text}
