"""`cantercare-admin`: the same services without a window. Passwords are asked for or read from a file, never argued."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Annotated, NoReturn

import typer

from cantercare_desktop.demo.keys import demo_secrets
from cantercare_desktop.demo.making import make_demo
from cantercare_desktop.office.clock import SystemClock
from cantercare_desktop.office.datewords import plain_date
from cantercare_desktop.office.places import KEY_FILE, device_secrets
from cantercare_desktop.office.staff import RECOVERY
from cantercare_desktop.office.text import counted
from cantercare_desktop.vault.files import disk_problems
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Member
from cantercare_desktop.vault.ledger import NewEntry
from cantercare_desktop.vault.problems import DamagedVault, Problem
from cantercare_desktop.vault.vault import Vault

app = typer.Typer(
    name="cantercare-admin",
    help="Look after a Cantercare vault without the window.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
staff_app = typer.Typer(help="Who may sign in.", no_args_is_help=True)
app.add_typer(staff_app, name="staff")

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The vault's folder.")]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="Read the password from the first line of this file.")
]
AsName = Annotated[str, typer.Option("--as", help="Whose password it is; by default the Data Manager's.")]


@app.command()
def demo(
    folder: Folder,
    seed: Annotated[int, typer.Option(help="The same seed makes the same house.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the passwords and the recovery key as JSON.")] = False,
) -> None:
    """Make the demo house: invented people, a year of signed history. DIR must be empty or not exist."""
    if folder.exists() and not folder.is_dir():
        _stop("There is a file of this name. Nothing was changed. Choose an empty folder.")
    with disk_problems():
        folder.mkdir(parents=True, exist_ok=True)
        taken = any(folder.iterdir())
    if taken:
        _stop("The folder is not empty. Nothing was changed. Choose an empty folder.")
    secrets, trouble = demo_secrets(folder)
    if trouble is not None:
        typer.echo(
            f"{trouble.happened} The demo house keeps its key in the file {KEY_FILE} instead: "
            "whoever copies this folder copies the key.",
            err=True,
        )
    made = make_demo(folder, clock=SystemClock(), secrets=secrets, seed=seed)
    if as_json:
        staff = [{"name": each.name, "role": each.role, "password": each.password} for each in made.staff]
        typer.echo(json.dumps({"staff": staff, "recovery_key": made.recovery_key}, ensure_ascii=False, indent=2))
        return
    typer.echo(f"The demo house is ready in {folder}.")
    for each in made.staff:
        typer.echo(f"  {each.name} ({each.title}): {each.password}")
    typer.echo(f"Recovery key: {made.recovery_key}")


@app.command()
def verify(folder: Folder, as_name: AsName = "", password_file: PasswordFile = None) -> None:
    """Check the cipher, the database and the whole ledger. Names the first bad thing and ends with 1."""
    vault = _unlock(folder, as_name, password_file)
    try:
        # A damaged vault may not take an entry any more; what is wrong with it is told all the same.
        with suppress(DamagedVault):
            _write_down_opening(vault)
        checked = vault.check()
    finally:
        vault.close()
    if checked.bad:
        _stop(checked.bad)
    entries = counted(checked.entries, "entry", "entries")
    typer.echo(f"The cipher and the database are sound. The ledger is whole: {entries}.")


@staff_app.command("list")
def staff_list(folder: Folder, as_name: AsName = "", password_file: PasswordFile = None) -> None:
    """List who may sign in."""
    vault = _unlock(folder, as_name, password_file)
    try:
        _write_down_opening(vault)
    finally:
        vault.close()
    for member in _folder(folder).members():
        until = f", pass until {plain_date(member.pass_until)}" if member.pass_until else ""
        typer.echo(f"{member.name} · {member.role} · {member.title}{until}")


def main() -> None:
    """Run the command line. A problem of the world is told in plain sentences, with exit code 1."""
    try:
        app()
    except Problem as problem:
        typer.echo(f"{problem.happened} {problem.lost} {problem.next}", err=True)
        sys.exit(1)


def _folder(folder: Path) -> VaultFolder:
    return VaultFolder(folder, device_secrets(folder), SystemClock())


def _unlock(folder: Path, as_name: str, password_file: Path | None) -> Vault:
    vault_folder = _folder(folder)
    member = _member(vault_folder.members(), as_name)
    password = _password(member, password_file)
    _wait_out(vault_folder.wait_left(member.id))
    return vault_folder.unlock(member.id, password)


def _wait_out(seconds: float) -> None:
    """Stay for what is left of the wait after wrong passwords: a new start of this program would begin it anew."""
    if seconds > 0:
        typer.echo(f"There were several wrong passwords. Waiting {seconds:.0f} seconds, as the window does.", err=True)
        Event().wait(seconds)


def _write_down_opening(vault: Vault) -> None:
    """Write into the ledger that the vault was opened without the window, and by whom."""
    member = vault.member.id if vault.member is not None else RECOVERY.member
    with vault.writing() as session:
        entry = NewEntry(SystemClock().now(), member, "vault.opened_by_admin", (f"member:{member}",), (), b"")
        vault.ledger.append(session, entry)


def _member(members: tuple[Member, ...], as_name: str) -> Member:
    for member in members:
        if member.name.casefold() == as_name.casefold() if as_name else member.role == "data_manager":
            return member
    return _stop("Nobody of that name may sign in here. List the names on the sign-in page.")


def _password(member: Member, password_file: Path | None) -> str:
    if password_file is None:
        return str(typer.prompt(f"Password of {member.name}", hide_input=True))
    try:
        lines = password_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        _stop("The password file cannot be read. Nothing was changed. Check its name and its rights.")
    if not lines:
        _stop("The password file is empty. Write the password on its first line.")
    return lines[0]


def _stop(says: str) -> NoReturn:
    typer.echo(says, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    main()
