"""An older copy of the database, put back after the program was killed: it is noticed also within one sitting."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from tests.shell.conftest import Desk
from tests.support.vaults import PASSWORDS, member_id


def test_a_copy_from_before_the_sign_in_is_noticed_after_a_kill(desk: Desk, tmp_path: Path) -> None:
    assert desk.vault is not None
    folder = desk.vault.folder
    database, copy = tmp_path / "vault" / "vault.db", tmp_path / "copy.db"
    shutil.copy(database, copy)
    opened = desk.sign_in()

    desk.delay.pass_time(timedelta(minutes=1))
    desk.qtbot.waitUntil(lambda: not opened.jobs.running)
    opened.vault.close()  # nobody locked and nobody signed out, as after a kill
    for beside in database.parent.glob("vault.db-*"):
        beside.unlink()
    shutil.copy(copy, database)

    with_copy = folder.unlock(member_id(folder, "Priya"), PASSWORDS[1])
    kinds = [each.kind for each in with_copy.noticed]
    with_copy.close()
    assert kinds == ["old_copy"]
