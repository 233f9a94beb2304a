"""What a database says of itself: whose it is, the audit key, and its own copy of the slots."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session

VAULT_ID = "vault_id"
AUDIT_KEY = "audit_key"
SLOTS = "slots"


def fact(source: Session | Connection, name: str) -> bytes | None:
    """Return one fact, or None."""
    found = _connection(source).exec_driver_sql("SELECT value FROM vault_facts WHERE name = ?", (name,)).first()
    return bytes(found[0]) if found else None


def set_fact(source: Session | Connection, name: str, value: bytes) -> None:
    """Write one fact in the caller's transaction."""
    _connection(source).exec_driver_sql(
        "INSERT INTO vault_facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _connection(source: Session | Connection) -> Connection:
    return source.connection() if isinstance(source, Session) else source
