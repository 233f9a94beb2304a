from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from cantercare_desktop import cli
from cantercare_desktop.office.places import key_file_of
from cantercare_desktop.vault.keys import KeyFileSecrets
from tests.support.vaults import PASSWORDS, MemorySecrets, NewVault, new_vault

Told = tuple[int, str, str]
Admin = Callable[..., Told]


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Admin:
    """Run the command line, and return its exit code, what it says, and what it complains of."""

    def run(*words: object) -> Told:
        monkeypatch.setattr(sys, "argv", ["cantercare-admin", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run


@pytest.fixture
def house(tmp_path: Path) -> NewVault:
    """A vault whose part of the key lies in a key file, as where there is no keyring."""
    secrets = MemorySecrets()
    made = new_vault(tmp_path / "vault", secrets=secrets)
    for name, secret in secrets.kept.items():
        KeyFileSecrets(key_file_of(made.vault.path)).write(name, secret)
    return made


@pytest.fixture
def password(tmp_path: Path) -> Path:
    """The Data Manager's password, on the first line of a file."""
    file = tmp_path / "password.txt"
    file.write_text(f"{PASSWORDS[0]}\n", encoding="utf-8")
    return file


def test_a_sound_vault_is_told_to_be_sound(house: NewVault, password: Path, admin: Admin) -> None:
    house.vault.close()
    assert admin("verify", house.vault.path, "--password-file", password) == (
        0,
        "The cipher and the database are sound. The ledger is whole: 1 entry.\n",
        "",
    )


def test_the_first_bad_entry_is_named(house: NewVault, password: Path, admin: Admin) -> None:
    house.vault.set_password(house.vault.members[1].id, "saffron bridge cloud ten")
    with house.vault.writing() as session:
        session.execute(text("UPDATE ledger SET actor = 'somebody' WHERE seq = 2"))
    house.vault.close()
    code, said, complaint = admin("verify", house.vault.path, "--password-file", password)
    assert (code, said) == (1, "")
    assert "2" in complaint
    assert "changed after it was written" in complaint


def test_those_who_may_sign_in_are_listed(house: NewVault, password: Path, admin: Admin) -> None:
    house.vault.close()
    code, said, complaint = admin("staff", "list", house.vault.path, "--password-file", password)
    assert (code, complaint) == (0, "")
    assert said.splitlines() == [f"{member.name} · {member.role} · {member.title}" for member in house.folder.members()]


def test_a_wrong_password_is_told_in_plain_words(house: NewVault, password: Path, admin: Admin) -> None:
    house.vault.close()
    code, said, complaint = admin("verify", house.vault.path, "--as", "priya nair", "--password-file", password)
    assert (code, said) == (1, "")
    assert complaint.startswith("That password is not right.")


def test_a_stranger_cannot_be_named(house: NewVault, password: Path, admin: Admin) -> None:
    house.vault.close()
    code, _said, complaint = admin("verify", house.vault.path, "--as", "Nobody", "--password-file", password)
    assert code == 1
    assert complaint.startswith("Nobody of that name may sign in here.")


def test_a_password_file_that_is_not_there_or_empty_is_told(house: NewVault, tmp_path: Path, admin: Admin) -> None:
    house.vault.close()
    (tmp_path / "empty.txt").touch()
    for name, complaint in (
        ("none.txt", "The password file cannot be read."),
        ("empty.txt", "The password file is em"),
    ):
        code, said, told = admin("verify", house.vault.path, "--password-file", tmp_path / name)
        assert (code, said) == (1, "")
        assert told.startswith(complaint)


def test_where_there_is_no_vault_that_is_told(tmp_path: Path, password: Path, admin: Admin) -> None:
    code, said, complaint = admin("verify", tmp_path, "--password-file", password)
    assert (code, said) == (1, "")
    assert complaint.startswith("There is no vault in this folder.")


@pytest.mark.parametrize("place", ["letter.txt", "letter.txt/inside", "full"])
def test_the_demo_house_is_made_only_where_nothing_lies(tmp_path: Path, place: str, admin: Admin) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.odt").touch()
    code, said, complaint = admin("demo", tmp_path / place)
    assert (code, said) == (1, "")
    assert complaint
    assert "Traceback" not in complaint
    assert {each.name for each in tmp_path.rglob("*")} == {"letter.txt", "full", "thesis.odt"}


@pytest.mark.slow
def test_the_demo_house_opens_with_the_passwords_it_prints(tmp_path: Path, admin: Admin) -> None:
    folder = tmp_path / "demo"
    code, said, _complaint = admin("demo", folder, "--seed", 7, "--json")
    assert code == 0
    made = json.loads(said)
    assert {each["role"] for each in made["staff"]} == {"staff", "data_manager", "trustee"}
    assert made["recovery_key"]
    (tmp_path / "first.txt").write_text(made["staff"][0]["password"], encoding="utf-8")
    code, said, complaint = admin(
        "verify", folder, "--as", made["staff"][0]["name"], "--password-file", tmp_path / "first.txt"
    )
    assert (code, complaint) == (0, "")
    assert "The ledger is whole" in said
