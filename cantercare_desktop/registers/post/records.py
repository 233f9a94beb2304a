"""What the post register keeps."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from cantercare_desktop.registers.post.kinds import CameBy, Difference, Kind, State, StepKind
from cantercare_desktop.vault.schema import Record


class BoxCountRecord(Record):
    """How many items came out of the locked post box. `erased` counts items of forgotten people, so the sum holds.

    A wrong count stays and is `replaced_by` the right one.
    """

    __tablename__ = "post_box_counts"
    __table_args__ = (Index("ix_post_box_counts_day", "day", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    day: Mapped[date]
    by: Mapped[str] = mapped_column(Text)
    items: Mapped[int]
    erased: Mapped[int] = mapped_column(default=0)
    explained: Mapped[Difference] = mapped_column(Text, default="")
    explained_by: Mapped[str] = mapped_column(Text, default="")
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("post_box_counts.id"))


class PostItemRecord(Record):
    """A letter, parcel or card received for one person.

    `day` is the London day it came, `waits_since` the one from which its waiting is counted: the same, or the day it
    came back or was found to be this person's.
    """

    __tablename__ = "post_items"
    __table_args__ = (
        Index("ix_post_items_state_waits_since", "state", "waits_since", "person_id", "kind"),
        Index("ix_post_items_state_state_since", "state", "state_since", "id"),
        Index("ix_post_items_person_id_day", "person_id", "day", "id"),
        Index("ix_post_items_person_id_state", "person_id", "state", "state_since", "id"),
        Index("ix_post_items_day", "day", "id"),
        Index("ix_post_items_kind_day", "kind", "day", "id"),
        Index("ix_post_items_place_day", "place", "day", "id"),
        Index("ix_post_items_box_count_id", "box_count_id"),
        Index("ix_post_items_number", "number", unique=True),
        Index("ix_post_items_tracking", "tracking"),
        # What waits has none: logging an item need not write into this index.
        Index("ix_post_items_hand_over_id", "hand_over_id", sqlite_where=text("hand_over_id IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[Kind] = mapped_column(Text)
    signed_for: Mapped[bool]
    state: Mapped[State] = mapped_column(Text)
    state_since: Mapped[datetime]
    came_at: Mapped[datetime]
    day: Mapped[date]
    waits_since: Mapped[date]
    came_by: Mapped[CameBy] = mapped_column(Text)
    box_count_id: Mapped[int | None] = mapped_column(ForeignKey("post_box_counts.id"))
    place: Mapped[str] = mapped_column(Text)
    carrier: Mapped[str] = mapped_column(Text)
    tracking: Mapped[str] = mapped_column(Text)
    sender: Mapped[str] = mapped_column(Text)
    sensitive: Mapped[bool]
    note: Mapped[str] = mapped_column(Text)
    logged_by: Mapped[str] = mapped_column(Text)
    hand_over_id: Mapped[int | None] = mapped_column(ForeignKey("post_hand_overs.id"))


class PostStepRecord(Record):
    """One step in where an item has been. Steps are only ever added: a correction is a step of its own."""

    __tablename__ = "post_steps"
    __table_args__ = (
        Index("ix_post_steps_item_id", "item_id", "id"),
        Index("ix_post_steps_person_id", "person_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("post_items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[StepKind] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    witness: Mapped[str] = mapped_column(Text)


class HandOverRecord(Record):
    """Things given to one person (or her collector for the day) under one signature."""

    __tablename__ = "post_hand_overs"
    __table_args__ = (
        Index("ix_post_hand_overs_person_id", "person_id", "id"),
        Index("ix_post_hand_overs_number", "number", unique=True),
        Index("ix_post_hand_overs_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    signature_id: Mapped[int] = mapped_column(ForeignKey("signatures.id"))
    collector: Mapped[str] = mapped_column(Text)
    items: Mapped[str] = mapped_column(Text)


class CollectorRecord(Record):
    """Somebody a person named to collect her post on one day."""

    __tablename__ = "post_collectors"
    __table_args__ = (Index("ix_post_collectors_person_id_day", "person_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    day: Mapped[date]
    name: Mapped[str] = mapped_column(Text)
    known_how: Mapped[str] = mapped_column(Text)
    asked_how: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[datetime | None]


class IncidentNoteRecord(Record):
    """What the incident register is to take up about an item: missing, or opened by mistake."""

    __tablename__ = "post_incident_notes"
    __table_args__ = (Index("ix_post_incident_notes_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("post_items.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(Text)
    says: Mapped[str] = mapped_column(Text)
    taken_up: Mapped[bool]
