"""Tables that several registers share. What is written here belongs to the register named in the row."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from cantercare_desktop.vault.schema import Record


class SignatureRecord(Record):
    """A drawn signature, a mark, or the fact that she chose not to sign."""

    __tablename__ = "signatures"
    __table_args__ = (Index("ix_signatures_person_id_register", "person_id", "register"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    register: Mapped[str] = mapped_column(Text)
    way: Mapped[Literal["drawn", "mark", "declined"]] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    statement: Mapped[str] = mapped_column(Text)
    items: Mapped[str] = mapped_column(Text)
    strokes: Mapped[str] = mapped_column(Text, info={"ledger": "ids only"})
    aspect: Mapped[float]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime]
    read_aloud: Mapped[bool]
    known_how: Mapped[str] = mapped_column(Text)
    captured_by: Mapped[str] = mapped_column(Text)
    witness: Mapped[str] = mapped_column(Text)
    statement_mark: Mapped[str] = mapped_column(Text)
    items_mark: Mapped[str] = mapped_column(Text)
    strokes_mark: Mapped[str] = mapped_column(Text)


class CounterRecord(Record):
    """The last number given out in one series of one year: "P", 2026 → 432."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(Text, primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class DraftRecord(Record):
    """A half-typed form that waits for the same member of staff."""

    __tablename__ = "drafts"

    member: Mapped[str] = mapped_column(Text, primary_key=True)
    place: Mapped[str] = mapped_column(Text, primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    body: Mapped[str] = mapped_column(Text, info={"ledger": "ids only"})
    kept_at: Mapped[datetime]


class StaffRecord(Record):
    """A member of staff, kept by name so that what she did stays readable after she has left."""

    __tablename__ = "staff"

    member: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class SettingRecord(Record):
    """One choice the office made, such as the minutes until the screen locks."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str] = mapped_column(Text)
