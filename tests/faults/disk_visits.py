"""What is done on small disks: ``python -m tests.faults.disk_visits FOLDER`` mounts them there, one for each visit.

To be run inside a name space of its own; prints what came of each visit as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost
from cantercare_desktop.vault.ledger import NewEntry
from cantercare_desktop.vault.problems import Problem
from cantercare_desktop.vault.vault import Vault
from tests.support.vaults import MEMBERS, NOW, PASSWORDS, MemorySecrets, NewVault, member_id, new_vault

NEW_PASSWORD = "saffron bridge cloud ten"


def _fill(disk: Path, leave: int = 0) -> Path:
    """Fill the disk to the last byte but `leave`."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(ballast.stat().st_size - leave, 0))
    return ballast


def _save(vault: Vault, size: int = 3000) -> None:
    with vault.writing() as session:
        vault.ledger.append(session, NewEntry(NOW, "priya", "post.logged", (), (4,), b"x" * size))


def _told(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except Problem as problem:
        return type(problem).__name__
    return "nothing"


def _whole(vault: Vault) -> bool:
    with vault.reading() as session:
        return vault.ledger.verify(session).bad is None


def fill_while_saving(disk: Path) -> dict[str, object]:
    house = new_vault(disk / "house")
    ballast = _fill(disk, leave=200_000)
    acknowledged = 1

    def save_on() -> None:
        nonlocal acknowledged
        while True:
            _save(house.vault)
            acknowledged += 1

    problem = _told(save_on)
    with house.vault.reading() as session:
        kept = house.vault.ledger.head(session).seq
    whole = _whole(house.vault)
    ballast.unlink()
    _save(house.vault)
    whole = whole and _whole(house.vault)
    house.vault.close()
    house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1]).close()
    return {
        "problem": problem,
        "acknowledged": acknowledged,
        "kept": kept,
        "whole": whole,
        "saved_again": acknowledged > 1,
    }


def fill_while_changing_the_key(disk: Path) -> dict[str, object]:
    house = new_vault(disk / "house")
    for _ in range(20):
        _save(house.vault)
    house.vault.scrub()
    _fill(disk, leave=100_000)
    problem = _told(lambda: house.vault.remove_member(member_id(house.folder, "Priya")))
    whole, members = _whole(house.vault), len(house.vault.members)
    house.vault.close()
    left_over = [each.name for each in (disk / "house").iterdir() if ".new" in each.name]
    vault = house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1])
    vault.close()
    return {"problem": problem, "members": members, "left_over": left_over, "whole": whole, "opens": True}


def fill_while_setting_a_password(disk: Path) -> dict[str, object]:
    house = new_vault(disk / "house")
    priya = member_id(house.folder, "Priya")
    _fill(disk)
    problem = _told(lambda: house.vault.set_password(priya, NEW_PASSWORD))
    (disk / "ballast").unlink()
    house.vault.close()
    return {
        "problem": problem,
        "old_opens": _told(lambda: house.folder.unlock(priya, PASSWORDS[1]).close()) == "nothing",
        "new_opens": _told(lambda: house.folder.unlock(priya, NEW_PASSWORD).close()) == "nothing",
    }


def make_a_vault_on_a_full_disk(disk: Path) -> dict[str, object]:
    _fill(disk, leave=60_000)
    secrets = MemorySecrets()
    folder = VaultFolder(disk / "house", secrets, FixedClock(NOW), Argon2Cost.FLOOR)
    problem = _told(lambda: folder.create(MEMBERS[:1]))
    return {"problem": problem, "exists": folder.exists(), "secrets": len(secrets.kept)}


def open_on_a_read_only_disk(disk: Path) -> dict[str, object]:
    house: NewVault = new_vault(disk / "house")
    house.vault.close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    return {
        "member": _told(lambda: house.folder.unlock(member_id(house.folder, "Priya"), PASSWORDS[1])),
        "recovery": _told(lambda: house.folder.unlock_with_recovery(house.recovery_key)),
    }


VISITS: tuple[Callable[[Path], dict[str, object]], ...] = (
    fill_while_saving,
    fill_while_changing_the_key,
    fill_while_setting_a_password,
    make_a_vault_on_a_full_disk,
    open_on_a_read_only_disk,
)


def _on_a_small_disk(visit: Callable[[Path], dict[str, object]], disk: Path) -> dict[str, object]:
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "none", str(disk)], check=True)
    return visit(disk)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    print(json.dumps({visit.__name__: _on_a_small_disk(visit, folder / visit.__name__) for visit in VISITS}))  # noqa: T201 - its answer
