"""The vault's own tables: its facts, and the ledger."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from cantercare_desktop.vault.schema import Record


class VaultFact(Record):
    """One fact about the vault itself, such as its id, by name."""

    __tablename__ = "vault_facts"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - the shape is SQLAlchemy's

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[bytes]


class LedgerRecord(Record):
    """One entry of the ledger. `touched` and `about` are JSON arrays, kept as the text the mark was made over."""

    __tablename__ = "ledger"
    # By action twice: the newest of a kind come by seq, those of a period by their time.
    __table_args__ = (
        Index("ix_ledger_action", "action"),
        Index("ix_ledger_action_at", "action", "at"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    touched: Mapped[str]
    about: Mapped[str]
    digest: Mapped[bytes]
    previous: Mapped[bytes]
    mark: Mapped[bytes]


class LedgerAbout(Record):
    """Whom an entry is about: the way from a person's number to her entries."""

    __tablename__ = "ledger_about"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - the shape is SQLAlchemy's

    subject: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)


class LedgerDetail(Record):
    """The values an entry speaks of, with the salt of their digest. Erasure removes this row; the entry stays whole."""

    __tablename__ = "ledger_detail"

    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes]
    detail: Mapped[bytes]
