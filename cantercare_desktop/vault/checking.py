"""Reading a whole vault to see whether it holds: the cipher of each page, the database's structure, the ledger."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from cantercare_desktop.vault.database import Database, driver_problems
from cantercare_desktop.vault.driver import connect
from cantercare_desktop.vault.ledger import Head, Ledger
from cantercare_desktop.vault.problems import DamagedVault
from cantercare_desktop.vault.walking import Progress, Stopped


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: how many ledger entries hold, and a sentence about the first bad thing (empty: none).

    `complete` is false when the check was stopped before its end.
    """

    entries: int
    bad: str = ""
    complete: bool = True


def check_whole(database: Database, ledger: Ledger, noted: Head, progress: Progress, stopped: Stopped) -> Checked:
    """Check everything, and stop at the first bad thing. `noted` is the ledger's end as noted outside the database.

    `progress` is told (done, of) in ledger entries. Raises `VaultBusy` when somebody does not stop using the database.
    """
    bad = _check_pages(database)
    if bad:
        return Checked(0, bad)
    try:
        with database.reading() as session:
            walked = ledger.verify(session, progress, stopped)
            if walked.bad is not None:
                return Checked(walked.count, f"Ledger entry {walked.bad.seq}: {walked.bad.says}")
            if not walked.complete:
                return Checked(walked.count, complete=False)
            entry = ledger.entry(session, noted.seq)
    except DamagedVault as problem:
        return Checked(0, f"{problem.happened} ({problem.details})")
    if noted.seq > 0 and (entry is None or entry.mark != noted.mark):
        return Checked(walked.count, f"Ledger entry {noted.seq}, noted outside the vault, is not in it: an old copy.")
    return Checked(walked.count)


def _check_pages(database: Database) -> str:
    """Return a sentence about the first bad page or row, or nothing."""
    with database.alone(), driver_problems(), closing(connect(database.path, database.key)) as connection:
        # The cipher's check reads the main file only, so the log goes into it first.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        cipher = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if cipher:
            return f"The cipher of vault.db: {cipher[0]}."
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            return f"The database: {said}."
        dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
        if dangling:
            return (
                f"The database: row {dangling[1]} of {dangling[0]} points at a row of {dangling[2]} that is not there."
            )
    return ""
