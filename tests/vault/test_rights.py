"""The files of a vault: nobody but the owner of the login may read them, and no half-written one stays."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import SystemClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost
from tests.support.vaults import MEMBERS, MemorySecrets

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists, not in mode bits")


def readable_by_others(folder: Path) -> list[str]:
    return sorted(
        path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )


def test_a_new_vault_is_its_owners_alone_and_stays_so_under_a_new_key(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "vault", MemorySecrets(), SystemClock(), Argon2Cost.FLOOR)
    vault, _key = folder.create(MEMBERS)
    assert readable_by_others(tmp_path / "vault") == []
    vault.remove_member(vault.members[1].id)
    with vault.writing() as session:
        session.connection()
    assert readable_by_others(tmp_path / "vault") == []
    vault.close()
    assert readable_by_others(tmp_path / "vault") == []


def test_what_a_killed_writing_left_is_gone_after_the_next_opening(tmp_path: Path) -> None:
    folder = VaultFolder(tmp_path / "vault", MemorySecrets(), SystemClock(), Argon2Cost.FLOOR)
    vault, _key = folder.create(MEMBERS)
    first = vault.members[0].id
    vault.close()
    left = [tmp_path / "vault" / f"{name}.new" for name in ("vault.json", "vault.json.previous", "signin.json")]
    for path in left:
        path.write_bytes(b"half")
    folder.unlock(first, MEMBERS[0].password).close()
    assert [path.name for path in left if path.exists()] == []
