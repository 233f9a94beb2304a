"""One use case, one transaction, one ledger entry.

`Office.work` opens a transaction for an actor, checks that her role may do the deed, watches what the session
writes, and on leaving adds the ledger entry and commits both together. `Office.look` opens a read; where a person
is opened, that view is in the ledger too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.refusals import NOT_INCLUDED, refuse
from cantercare_desktop.office.register import Ref, Register
from cantercare_desktop.office.staff import DATA_MANAGER, EVERYONE, STAFF, Actor
from cantercare_desktop.vault.keys import Role
from cantercare_desktop.vault.ledger import Head, Ledger, LedgerEntry, NewEntry
from cantercare_desktop.vault.schema import Record

T = TypeVar("T")

#: Somebody who goes to and fro between the same records looks at each of them once in this time.
A_SITTING = timedelta(minutes=15)
_LAST_ENTRIES = 40

OFFICE_PERMISSIONS: Mapping[str, frozenset[Role]] = {
    "office.signed_in": EVERYONE,
    "office.signed_out": EVERYONE,
    "office.locked": EVERYONE,
    "office.unlocked": EVERYONE,
    "office.opened_with_recovery_key": EVERYONE,
    "office.exported": STAFF,
    "office.printed": EVERYONE,
    "draft.kept": EVERYONE,
    "draft.given_back": EVERYONE,
    "settings.changed": DATA_MANAGER,
    "staff.added": DATA_MANAGER,
    "staff.changed": DATA_MANAGER,
    "staff.disabled": DATA_MANAGER,
    "staff.password_set": DATA_MANAGER,
    "staff.own_password_changed": EVERYONE,
    "staff.recovery_key_made": DATA_MANAGER,
    "person.viewed": EVERYONE,
    "person.erased": DATA_MANAGER,
    "vault.noticed": EVERYONE,
}


class OpenVault(Protocol):
    """What the office needs of an open vault."""

    @property
    def ledger(self) -> Ledger:
        """The ledger that every deed is written in."""
        ...

    def reading(self) -> AbstractContextManager[Session]:
        """Open a read that sees one moment and writes nothing."""
        ...

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that commits on leaving, or rolls back on an error."""
        ...

    def scrub(self) -> None:
        """Leave no trace of deleted rows in free pages or in the write-ahead log."""
        ...


@dataclass(frozen=True, slots=True)
class Changed:
    """What a deed changed: the rows, the people, and its place in the ledger."""

    what: frozenset[Ref] = frozenset()
    about: frozenset[PersonId] = frozenset()
    entry: Head | None = None


@dataclass(frozen=True, slots=True)
class Saved(Generic[T]):
    """The result of a deed, and what it changed."""

    value: T
    changed: Changed


@dataclass(slots=True)
class Work:
    """One open deed. `at` is its moment, in UTC; services use it for every time they write."""

    session: Session
    by: Actor
    at: datetime
    does: str
    about: set[PersonId] = field(default_factory=set)
    touched: dict[Ref, dict[str, Any]] = field(default_factory=dict)
    changed: Changed = field(default_factory=Changed)
    content_in_ledger: bool = True

    def note(self, ref: Ref, **values: object) -> None:
        """Add to the ledger's detail something that the session cannot see, such as a reason."""
        self.touched.setdefault(ref, {}).update(values)

    def without_content(self) -> None:
        """Keep what is removed out of the ledger: only its ids are written. Erasure and weeding call this."""
        self.content_in_ledger = False


class Office:
    """What is handed to every service: the rules of this charity, the time, the open vault, the registers."""

    def __init__(self, vault: OpenVault, policy: Policy, clock: Clock, registers: Iterable[Register] = ()) -> None:
        self.policy = policy
        self.clock = clock
        self.registers: tuple[Register, ...] = ()
        self._vault = vault
        self._permissions: dict[str, frozenset[Role]] = dict(OFFICE_PERMISSIONS)
        self._listeners: list[Callable[[Changed], None]] = []
        self.take_up(registers)

    def take_up(self, registers: Iterable[Register]) -> None:
        """Add registers, with what their deeds permit."""
        for register in registers:
            self.registers = (*self.registers, register)
            self._permissions.update(register.permissions)

    def when_changed(self, tell: Callable[[Changed], None]) -> None:
        """Have `tell` called after each deed, on the thread that did it."""
        self._listeners.append(tell)

    def may(self, by: Actor, does: str) -> bool:
        """Tell whether the actor's role may do a deed. An unknown deed is nobody's."""
        return by.role in self._permissions.get(does, frozenset())

    def check_may(self, by: Actor, does: str) -> None:
        """Raise `RefusedError` when the actor's role may not do a deed."""
        if not self.may(by, does):
            raise refuse(NOT_INCLUDED)

    @contextmanager
    def work(self, by: Actor, does: str, about: Iterable[PersonId] = ()) -> Iterator[Work]:
        """Open one deed: a transaction that ends with its ledger entry.

        Raises `RefusedError` when the role may not do it, and the vault's `Problem` when it cannot be saved; in both
        cases nothing was written.
        """
        self.check_may(by, does)
        with self._vault.writing() as session:
            work = Work(session=session, by=by, at=self.clock.now(), does=does, about=set(about))
            with _watched(session, work):
                yield work
                session.flush()
            entry = self._vault.ledger.append(session, _ledger_entry(work))
        work.changed = Changed(
            what=frozenset(work.touched), about=frozenset(work.about), entry=Head(entry.seq, entry.mark)
        )
        for tell in tuple(self._listeners):
            tell(work.changed)

    @contextmanager
    def look(self, by: Actor, at: PersonId | None = None, why: str = "") -> Iterator[Session]:
        """Open one read. Where a person is opened, "who looked" is written first, in a transaction of its own.

        Raises `RefusedError` when the role may not open a person's record; then nothing was written.
        """
        if at is not None:
            self.check_may(by, "person.viewed")
            with self._vault.writing() as session:
                self._vault.ledger.append(
                    session,
                    NewEntry(
                        at=self.clock.now(),
                        actor=by.member,
                        action="person.viewed",
                        touched=(str(Ref("persons", at)),),
                        about=(int(at),),
                        detail=_canonical({"why": why}) if why else b"",
                    ),
                )
        with self._vault.reading() as session:
            yield session

    def has_looked_lately(self, by: Actor, person: PersonId) -> bool:
        """Tell whether a view of a person by the actor is among the last entries about her, of one sitting."""
        since = self.clock.now() - A_SITTING
        with self._vault.reading() as session:
            last = self._vault.ledger.entries(session, about=int(person), limit=_LAST_ENTRIES)
        return any(entry.action == "person.viewed" and entry.actor == by.member and entry.at > since for entry in last)

    def viewed(self, session: Session, person: PersonId, limit: int) -> tuple[LedgerEntry, ...]:
        """Return who opened a person's record, newest first."""
        return self._vault.ledger.entries(session, about=int(person), action="person.viewed", limit=limit)

    def scrub(self) -> None:
        """Have the vault leave no trace of deleted rows. Called after an erasure has been committed."""
        self._vault.scrub()

    @property
    def ledger(self) -> Ledger:
        """The ledger, for those who read it."""
        return self._vault.ledger


@contextmanager
def _watched(session: Session, work: Work) -> Iterator[None]:
    def on_flush(flushed: Session, _context: UOWTransaction) -> None:
        for record in flushed.new:
            _note_record(work, record, "added")
        for record in flushed.dirty:
            if flushed.is_modified(record):
                _note_record(work, record, "changed")
        for record in flushed.deleted:
            _note_record(work, record, "removed")

    def on_execute(state: ORMExecuteState) -> None:
        if (state.is_update or state.is_delete) and work.content_in_ledger:
            message = "bulk changes hide from the ledger: change records, or call work.without_content() first"
            raise RuntimeError(message)

    event.listen(session, "after_flush", on_flush)
    event.listen(session, "do_orm_execute", on_execute)
    try:
        yield
    finally:
        event.remove(session, "after_flush", on_flush)
        event.remove(session, "do_orm_execute", on_execute)


def _note_record(work: Work, record: object, how: str) -> None:
    if not isinstance(record, Record):
        return
    state = inspect(record)
    identity = state.identity or state.mapper.primary_key_from_instance(record)
    number = identity[0] if len(identity) == 1 and isinstance(identity[0], int) else 0
    ref = Ref(record.__tablename__, number)
    person = number if record.__tablename__ == "persons" else getattr(record, "person_id", None)
    if person is not None:
        work.about.add(PersonId(person))
    seen = work.touched.setdefault(ref, {})
    if how == "removed":
        seen["removed"] = True
        return
    for attribute in state.mapper.column_attrs:
        if attribute.key not in state.committed_state or attribute.columns[0].info.get("ledger") == "ids only":
            continue
        new = state.dict[attribute.key]
        if how == "added":
            if new is not None:
                seen[attribute.key] = _plain(new)
            continue
        history = state.attrs[attribute.key].history
        if history.added:
            old = history.deleted[0] if history.deleted else None
            seen[attribute.key] = [_plain(old), _plain(new)]


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    return value


def _ledger_entry(work: Work) -> NewEntry:
    refs = sorted(work.touched)
    content = {str(ref): work.touched[ref] for ref in refs if work.touched[ref]}
    return NewEntry(
        at=work.at,
        actor=work.by.member,
        action=work.does,
        touched=tuple(str(ref) for ref in refs),
        about=tuple(sorted(int(person) for person in work.about)),
        detail=_canonical(content) if content and work.content_in_ledger else b"",
    )


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str).encode()
