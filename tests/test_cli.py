"""`cantercare-admin`: a demo house, a check of a vault, and who signs in; with plain words and no password in argv."""

from __future__ import annotations

import getpass
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from cantercare_desktop import cli
from cantercare_desktop.cli import main
from cantercare_desktop.demo.making import DemoHouse
from cantercare_desktop.office.clock import SystemClock
from cantercare_desktop.office.places import KEY_FILE, begin_key_file, key_file_of
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost, DeviceSecrets, KeyFileSecrets, RecoveryKey
from cantercare_desktop.vault.ledger import NewEntry
from cantercare_desktop.vault.vault import Vault
from tests.support import keyrings
from tests.support.vaults import MEMBERS, PASSWORDS

ROOT = Path(__file__).resolve().parents[1]
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command as its entry point does."""

    def run_with(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["cantercare-admin", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(code, said.out, said.err)

    return run_with


@pytest.fixture
def use_keyring() -> Iterator[Callable[[KeyringBackend], None]]:
    """Give this computer a keyring, or a broken one, for the time of a test."""
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@dataclass(frozen=True, slots=True)
class KeyFileHouse:
    """A small vault whose device secret lies in a key file, and a password file for its Data Manager."""

    folder: Path
    password_file: Path

    def fill(self, number: int) -> None:
        vault = self.open()
        for turn in range(number):
            with vault.writing() as session:
                new = NewEntry(SystemClock().now(), "priya", "post.log", (f"post_items:{turn}",), (4,), b"x" * 2000)
                vault.ledger.append(session, new)
        vault.note_head()
        vault.scrub()
        vault.close()

    def open(self) -> Vault:
        folder = VaultFolder(self.folder, KeyFileSecrets(key_file_of(self.folder)), SystemClock(), Argon2Cost.FLOOR)
        return folder.unlock(folder.members()[0].id, PASSWORDS[0])


@pytest.fixture
def house(tmp_path: Path) -> KeyFileHouse:
    path = tmp_path / "house"
    begin_key_file(path)
    folder = VaultFolder(path, KeyFileSecrets(key_file_of(path)), SystemClock(), Argon2Cost.FLOOR)
    folder.create(MEMBERS)[0].close()
    password_file = tmp_path / "password"
    password_file.write_text(f"{PASSWORDS[0]}\nnot this line\n", encoding="utf-8")
    made = KeyFileHouse(path, password_file)
    made.fill(40)
    return made


# -- demo


@pytest.mark.parametrize("broken", ["absent", "locked", "lying", "plain text"])
def test_without_a_usable_keyring_a_key_file_is_announced(
    run: Run,
    use_keyring: Callable[[KeyringBackend], None],
    tmp_path: Path,
    broken: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_keyring(
        {
            "absent": NoKeyring(),  # type: ignore[no-untyped-call]
            "locked": keyrings.as_allowed(keyrings.LockedKeyring),
            "lying": keyrings.as_allowed(keyrings.LyingKeyring),
            "plain text": keyrings.PlainTextKeyring(),
        }[broken]
    )
    seen: list[DeviceSecrets] = []

    def no_house(_folder: Path, *, secrets: DeviceSecrets, **_rest: object) -> DemoHouse:
        seen.append(secrets)
        return DemoHouse((), "")

    monkeypatch.setattr(cli, "make_demo", no_house)
    said = run("demo", tmp_path / "demo", "--json")
    assert said.code == 0
    assert json.loads(said.out) == {"staff": [], "recovery_key": ""}
    assert KEY_FILE in said.err
    assert [each.kind for each in seen] == ["key file"]


def test_the_demo_house_is_made_told_as_json_checked_and_looked_into(
    run: Run, use_keyring: Callable[[KeyringBackend], None], tmp_path: Path
) -> None:
    use_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    folder = tmp_path / "demo"
    said = run("demo", folder, "--seed", "3", "--json")
    assert said.code == 0, said.err
    assert KEY_FILE in said.err
    told = json.loads(said.out)
    assert set(told) == {"staff", "recovery_key"}
    assert all(set(each) == {"name", "role", "password"} for each in told["staff"])
    assert {each["role"] for each in told["staff"]} == {"staff", "data_manager", "trustee"}
    RecoveryKey.parse(told["recovery_key"])
    password_file = tmp_path / "password"
    by_role = {each["role"]: each for each in told["staff"]}
    password_file.write_text(by_role["data_manager"]["password"])
    checked = run("verify", folder, "--password-file", password_file)
    assert (checked.code, checked.err) == (0, "")
    assert re.search(r"The ledger is whole: [\d,]+ entries\.", checked.out)
    password_file.write_text(by_role["staff"]["password"])
    listed = run("staff", "list", folder, "--as", by_role["staff"]["name"], "--password-file", password_file)
    assert listed.code == 0
    assert [line.split(" · ")[0] for line in listed.out.splitlines()] == [each["name"] for each in told["staff"]]


def test_a_folder_with_something_in_it_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    said = run("demo", tmp_path)
    assert said.code == 1
    assert "The folder is not empty. Nothing was changed." in said.err
    assert [each.name for each in tmp_path.iterdir()] == ["letter.txt"]


# -- verify


def test_a_whole_vault_is_told_so_with_its_number_of_entries(run: Run, house: KeyFileHouse) -> None:
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.err) == (0, "")
    assert "The ledger is whole: 42 entries." in said.out


@pytest.mark.parametrize("command", [("verify",), ("staff", "list")])
def test_who_opens_the_vault_without_the_window_is_in_the_ledger(
    run: Run, house: KeyFileHouse, command: tuple[str, ...]
) -> None:
    assert run(*command, house.folder, "--password-file", house.password_file).code == 0
    vault = house.open()
    with vault.reading() as session:
        (entry,) = vault.ledger.entries(session, limit=1)
    member = vault.member
    vault.close()
    assert member is not None
    assert (entry.action, entry.actor) == ("vault.opened_by_admin", member.id)


def test_one_flipped_byte_is_named_by_its_page(run: Run, house: KeyFileHouse) -> None:
    path = house.folder / "vault.db"
    content = bytearray(path.read_bytes())
    page = _page_without_schema(house, len(content) // PAGE)
    content[(page - 1) * PAGE + 700] ^= 1
    path.write_bytes(content)
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.out) == (1, "")
    assert f"page {page}" in said.err


def _page_without_schema(house: KeyFileHouse, pages: int) -> int:
    """Return a page that opening the vault does not read: one of the ledger's values in its middle."""
    vault = house.open()
    with vault.reading() as session:
        asked = "SELECT max(rootpage) FROM sqlite_master"
        last_root = int(session.connection().exec_driver_sql(asked).scalar_one())
    vault.close()
    assert pages > last_root + 4
    return (last_root + pages) // 2


def test_an_altered_entry_is_named_though_it_was_written_with_the_right_key(run: Run, house: KeyFileHouse) -> None:
    vault = house.open()
    with vault.writing() as session:
        session.connection().exec_driver_sql("UPDATE ledger SET actor = 'somebody else' WHERE seq = 17")
    vault.close()
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.out) == (1, "")
    assert "17" in said.err
    assert "changed after it was written" in said.err


def test_a_truncated_vault_is_told_in_words(run: Run, house: KeyFileHouse) -> None:
    path = house.folder / "vault.db"
    path.write_bytes(path.read_bytes()[: 5 * PAGE + 100])
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.out) == (1, "")
    assert said.err.strip()


def test_a_folder_without_a_vault_is_told_in_words(run: Run, tmp_path: Path) -> None:
    said = run("verify", tmp_path / "nothing")
    assert said.code == 1
    assert "There is no vault in this folder." in said.err


# -- passwords and names


def test_a_wrong_password_is_told_in_words(run: Run, house: KeyFileHouse) -> None:
    house.password_file.write_text("not the password at all")
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.out) == (1, "")
    assert "That password is not right." in said.err


def test_after_several_wrong_passwords_the_right_one_waits_its_turn_and_opens(run: Run, house: KeyFileHouse) -> None:
    right = house.password_file.read_text()
    house.password_file.write_text("not the password at all")
    for _ in range(3):
        assert run("staff", "list", house.folder, "--password-file", house.password_file).code == 1
    house.password_file.write_text(right)
    said = run("staff", "list", house.folder, "--password-file", house.password_file)
    assert said.code == 0
    assert "Waiting 2 seconds" in said.err


def test_the_password_is_asked_for_without_showing_it(
    run: Run, house: KeyFileHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def hidden(prompt: str = "") -> str:
        asked.append(prompt)
        return PASSWORDS[1]

    monkeypatch.setattr(getpass, "getpass", hidden)
    said = run("staff", "list", house.folder, "--as", "priya nair")
    assert said.code == 0, said.err
    assert len(asked) == 1
    assert said.out.startswith("Password of Priya Nair:")
    assert PASSWORDS[1] not in said.out + said.err
    assert "Priya Nair · staff · Support worker" in said.out


def test_no_command_takes_a_password_as_an_argument(run: Run) -> None:
    helps = [run(*words, "--help").out for words in ((), ("demo",), ("verify",), ("staff",), ("staff", "list"))]
    options = set(re.findall(r"--[a-z-]+", " ".join(helps)))
    assert options == {"--help", "--seed", "--json", "--as", "--password-file"}


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "The password file is empty."), (b"\xff\xfe", "cannot be read"), (None, "cannot be read")],
)
def test_a_password_file_that_is_none_is_told_in_words(
    run: Run, house: KeyFileHouse, content: bytes | None, says: str
) -> None:
    house.password_file.unlink()
    if content is not None:
        house.password_file.write_bytes(content)
    said = run("verify", house.folder, "--password-file", house.password_file)
    assert (said.code, said.out) == (1, "")
    assert says in said.err


def test_a_name_that_nobody_has_is_told_in_words(run: Run, house: KeyFileHouse) -> None:
    said = run("verify", house.folder, "--as", "Nobody", "--password-file", house.password_file)
    assert said.code == 1
    assert "Nobody of that name may sign in here." in said.err


def test_the_program_itself_ends_with_1_and_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cantercare_desktop.cli", "verify", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "There is no vault in this folder." in ended.stderr
    assert "Traceback" not in ended.stderr
