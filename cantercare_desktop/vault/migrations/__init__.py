"""Bringing a database to the form this program knows. A new vault is made by the same steps.

The scripts under `versions` import nothing of the program, so that they do the same for ever. They are read as files:
a built program carries the folder as data.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from cantercare_desktop.vault.problems import NewerVault

#: The number of the newest script; kept in the database as `user_version`.
NEWEST = 2
VERSIONS = Path(__file__).resolve().parent / "versions"


def form_of(connection: Connection) -> int:
    """Return the number of the last script that was run on a database (0: none)."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def check_form(connection: Connection) -> None:
    """Raise `NewerVault` when the database was brought to a form this program does not know."""
    form = form_of(connection)
    if form > NEWEST:
        raise NewerVault(f"the vault's form is {form}, the program knows {NEWEST}")


def migrate(connection: Connection, to: int = NEWEST) -> None:
    """Run the scripts that are missing, up to number `to`, inside the caller's transaction.

    Raises `NewerVault` when the database is of a newer form than the program knows.
    """
    check_form(connection)
    if form_of(connection) >= to:
        return
    # Alembic takes a fifth of a second to import, which an up-to-date vault need not wait for.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(VERSIONS.parent), version_locations=[str(VERSIONS)])
    target = f"{to:04d}"
    with EnvironmentContext(
        Config(),
        scripts,
        fn=lambda revision, _context: scripts._upgrade_revs(target, revision),  # noqa: SLF001 - what `alembic upgrade` calls itself
    ) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
    connection.exec_driver_sql(f"PRAGMA user_version = {to:d}")
