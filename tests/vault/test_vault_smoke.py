from pathlib import Path

from tests.support.vaults import new_vault


def test_a_new_vault_opens(tmp_path: Path) -> None:
    vault, folder, _ = new_vault(tmp_path / "house")
    assert vault.member is not None
    assert vault.member.name == folder.members()[0].name
    vault.close()
