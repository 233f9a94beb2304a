"""A stranger opens a vault with nothing but docs/vault-format.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cantercare_desktop.vault.ledger import NewEntry
from tests.support.vaults import NOW, PASSWORDS, MemorySecrets, NewVault, member_id

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "vault-format.md"


def open_as_a_stranger(folder: Path, typed: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the document's own program, where this package cannot be imported."""
    (recipe,) = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    assert "cantercare_desktop" not in recipe
    return subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", recipe, str(folder), *arguments],
        input=typed + "\n",
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        check=False,
        timeout=60,
    )


@pytest.fixture
def used(house: NewVault) -> NewVault:
    """A vault with entries, one of them erased, that has changed its key since."""
    with house.vault.writing() as session:
        for person in (4, 9, 4):
            new = NewEntry(NOW, "priya", "post.logged", ("post_items:7",), (person,), "Brief für Zoë".encode())
            house.vault.ledger.append(session, new)
        house.vault.ledger.empty_details(session, 9)
        house.vault.ledger.append(session, NewEntry(NOW, "margaret", "person.erased", ("persons:9",), (9,), b""))
    house.vault.remove_member(member_id(house.folder, "Tom"))
    house.vault.close()
    return house


def test_the_recovery_key_and_the_document_open_a_vault(used: NewVault) -> None:
    came = open_as_a_stranger(used.vault.path, " ".join(used.recovery_key.groups).lower(), "recovery")
    assert came.stderr == ""
    said = came.stdout.splitlines()
    assert said[:2] == ["vault.json is unedited", "the ledger holds, 6 entries"]
    assert {"ledger", "ledger_about", "ledger_detail", "vault_facts"} <= set(said[2:])


def test_a_password_with_the_device_secret_and_the_document_open_a_vault(
    used: NewVault, secrets: MemorySecrets, tmp_path: Path
) -> None:
    (tmp_path / "device").write_bytes(secrets.kept[used.vault.id])
    priya = member_id(used.folder, "Priya")
    came = open_as_a_stranger(used.vault.path, PASSWORDS[1], priya, str(tmp_path / "device"))
    assert came.stderr == ""
    assert came.stdout.splitlines()[0] == "vault.json is unedited"


def test_without_the_device_secret_a_password_opens_nothing(used: NewVault) -> None:
    came = open_as_a_stranger(used.vault.path, PASSWORDS[1], member_id(used.folder, "Priya"))
    assert came.stdout == ""
    assert "InvalidTag" in came.stderr


def test_the_document_tells_an_edited_file(used: NewVault) -> None:
    slots = used.vault.path / "vault.json"
    slots.write_text(slots.read_text(encoding="utf-8").replace("Support worker", "Deputy manager"), encoding="utf-8")
    came = open_as_a_stranger(used.vault.path, used.recovery_key.symbols, "recovery")
    assert came.stdout.splitlines()[0] == "vault.json is EDITED"
