"""The open database: who may use it, when, and how it is closed in the middle of other people's work."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from cantercare_desktop.vault.driver import DRIVER, DriverError, connect, problem_of
from cantercare_desktop.vault.problems import DamagedVault, Problem, VaultBusy, VaultClosed

_BEGIN = "cantercare_begin"
_PATIENCE_S = 60.0
#: Of SQLite's virtual machine: some tenths of a millisecond.
_STEPS_BETWEEN_LOOKS = 20_000
Purpose = Literal["reading", "writing"]


class Database:
    """Connections to one database under one key. Every use takes a connection for itself; idle ones are kept open.

    Safe to use from several threads. A key is held as a `bytearray` and overwritten when it is no longer used.
    """

    def __init__(self, path: Path, key: bytes, patience_s: float = _PATIENCE_S) -> None:
        self.path = path
        self._key = bytearray(key)
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._idle: list[Connection] = []
        self._busy: dict[Connection, tuple[int, Purpose]] = {}
        self._closed = False
        self._alone: int | None = None
        self._engine = create_engine(
            "sqlite://", module=DRIVER, creator=self._connect, poolclass=NullPool, hide_parameters=True
        )
        # The driver's own transactions are off (isolation_level None); these are the only ones that begin.
        event.listen(self._engine, "begin", _begin)

    @property
    def key(self) -> bytes:
        """The raw key. Raises `VaultClosed`."""
        if self._closed:
            raise VaultClosed
        return bytes(self._key)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a read that sees one moment. Whatever it holds at the end is rolled back, even after a commit."""
        with self._taken("reading") as connection, driver_problems():
            whole = connection.begin()
            try:
                with Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only") as session:
                    yield session
            finally:
                whole.close()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction. It commits at a clean end and rolls back on an error, which is raised on as it is.

        Raises `DiskFull`, `DiskReadOnly`, `DiskTrouble`, `DamagedVault`, `VaultBusy` or `VaultClosed` when the world
        is at fault; nothing was written then.
        """
        with (
            self._taken("writing") as connection,
            driver_problems(),
            Session(connection, expire_on_commit=False) as session,
        ):
            session.connection()
            yield session
            session.commit()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody uses the database, close every connection, and keep others waiting until the end.

        Raises `VaultBusy` when somebody does not come to an end within a minute, `VaultClosed` after closing.
        """
        me = threading.get_ident()
        with self._changed:
            if any(thread == me for thread, _ in self._busy.values()):
                message = "this thread is reading or writing: it would wait for itself"
                raise RuntimeError(message)
            if not self._changed.wait_for(lambda: self._closed or self._alone is None, self._patience_s):
                raise VaultBusy("the key is being changed")
            # From here on nobody new comes in, or a busy house would never be empty.
            self._alone = me
            empty = self._changed.wait_for(lambda: self._closed or not self._busy, self._patience_s)
            if self._closed or not empty:
                self._alone = None
                self._changed.notify_all()
                raise VaultClosed if self._closed else VaultBusy("a read or a write does not come to an end")
            self._close_idle()
        try:
            yield
        finally:
            with self._changed:
                self._alone = None
                self._changed.notify_all()

    def change_key(self, key: bytes) -> None:
        """Use another key from now on. Only inside `alone`."""
        _overwrite(self._key)
        self._key = bytearray(key)

    def close(self) -> None:
        """Close every connection and forget the key.

        Reads are interrupted; a write under way may end first. Whoever is `alone` with the files ends first, however
        long that takes: the next to open them must not meet a change of key halfway.
        """
        me = threading.get_ident()
        with self._changed:
            if self._closed:
                return
            self._closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._alone in {None, me})
            self._changed.wait_for(lambda: all(thread == me for thread, _ in self._busy.values()), self._patience_s)
            self._close_idle()
            _overwrite(self._key)
        self._engine.dispose()

    def _connect(self) -> Any:  # noqa: ANN401 - the driver has no types
        connection = connect(self.path, bytes(self._key))
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.set_progress_handler(self._should_stop, _STEPS_BETWEEN_LOOKS)
        except BaseException:
            connection.close()
            raise
        return connection

    def _may_come_in(self, me: int) -> bool:
        """Tell whether a thread may take a connection: who already holds one may, else it would wait for itself."""
        return self._alone in {None, me} or any(thread == me for thread, _ in self._busy.values())

    def _should_stop(self) -> bool:
        """Tell SQLite, which asks now and then in the middle of a statement, to give up a read after closing."""
        return self._closed and (threading.get_ident(), "writing") not in self._busy.values()

    @contextmanager
    def _taken(self, purpose: Purpose) -> Iterator[Connection]:
        connection = self._take(purpose)
        sound = False
        try:
            yield connection
            sound = True
        except (Problem, DBAPIError):
            # One bad page, an interrupt or a failed commit may leave a connection that fails from then on.
            raise
        except BaseException:
            sound = True
            raise
        finally:
            self._give_back(connection, sound=sound)

    def _take(self, purpose: Purpose) -> Connection:
        me = threading.get_ident()
        with self._changed:
            if purpose == "writing" and (me, "writing") in self._busy.values():
                message = "this thread is already writing: a deed inside a deed would wait for itself"
                raise RuntimeError(message)
            if not self._changed.wait_for(lambda: self._closed or self._may_come_in(me), self._patience_s):
                raise VaultBusy("the key is being changed")
            if self._closed:
                raise VaultClosed
            if self._idle:
                connection = self._idle.pop()
            else:
                with driver_problems():
                    connection = self._engine.connect()
            self._busy[connection] = (me, purpose)
        begin = "BEGIN IMMEDIATE" if purpose == "writing" else "BEGIN"
        return connection.execution_options(**{_BEGIN: begin})

    def _give_back(self, connection: Connection, *, sound: bool) -> None:
        try:
            connection.rollback()
        except DBAPIError:
            sound = False
        with self._changed:
            self._busy.pop(connection, None)
            if sound and not self._closed:
                self._idle.append(connection)
            else:
                _really_close(connection)
            self._changed.notify_all()

    def _close_idle(self) -> None:
        while self._idle:
            _really_close(self._idle.pop())


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _really_close(connection: Connection) -> None:
    with contextlib.suppress(DBAPIError):
        connection.close()


@contextmanager
def driver_problems() -> Iterator[None]:
    """Turn the driver's complaints about the world into a `Problem`; the program's own faults pass as they are."""
    try:
        yield
    except (DBAPIError, DriverError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        problem = problem_of(cause) if cause is not None else None
        if problem is None:
            raise
        raise problem from error
    except MemoryError as error:
        # What SQLCipher says when it cannot decrypt a page that a change needs.
        raise DamagedVault("SQLITE_NOMEM") from error


def _overwrite(key: bytearray) -> None:
    for place in range(len(key)):
        key[place] = 0
