"""The people the charity holds a record about."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from cantercare_desktop.office.people import Stage
from cantercare_desktop.vault.schema import Record


class PersonRecord(Record):
    """An applicant, a resident, somebody who has left, or a child of one of them.

    `preferred_name` is the full name she uses where it is not the legal one. `safe_contact` is what one must know
    before contacting her, `post_warning` whom her post must not be handed to. `mother_id` makes it a child.
    """

    __tablename__ = "persons"
    __table_args__ = (
        Index("ix_persons_stage_mother_id", "stage", "mother_id"),
        Index("ix_persons_stage_sorted_name", "stage", "sorted_name", "id"),
        Index("ix_persons_sorted_name", "sorted_name", "id"),
        Index("ix_persons_mother_id", "mother_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[Stage] = mapped_column(Text)
    legal_name: Mapped[str] = mapped_column(Text)
    preferred_name: Mapped[str] = mapped_column(Text)
    sorted_name: Mapped[str] = mapped_column(Text)
    pronunciation: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(Text)
    language_note: Mapped[str] = mapped_column(Text)
    born_on: Mapped[date | None]
    room: Mapped[str] = mapped_column(Text)
    applied_on: Mapped[date | None]
    moved_in_on: Mapped[date | None]
    moved_out_on: Mapped[date | None]
    forwarding_address: Mapped[str] = mapped_column(Text)
    safe_contact: Mapped[str] = mapped_column(Text)
    post_warning: Mapped[str] = mapped_column(Text)
    mother_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(Text)


class PhotographRecord(Record):
    """A person's photograph, kept apart so that lists never load it. One a person."""

    __tablename__ = "photographs"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary, info={"ledger": "ids only"})
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(Text)
