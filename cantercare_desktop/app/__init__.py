"""Composition: the only place where policy, vault, registers and window are put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cantercare_desktop.demo.passwords import demo_passwords
from cantercare_desktop.shell.doors import Doors, MakeDemo, System
from cantercare_desktop.shell.program import Program

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock
    from cantercare_desktop.shell.house import House, HouseFrame
    from cantercare_desktop.vault.folder import VaultFolder
    from cantercare_desktop.vault.vault import Vault


def build(
    system: System,
    *,
    parent: QObject,
    folder: Path,
    demo_folder: Path,
    failed_by_bug: Callable[[BaseException], None],
    make_demo: MakeDemo | None = None,
    demo_passwords: Callable[[Path], Mapping[str, str]] = demo_passwords,
) -> Program:
    """Return the program, closed; ``start`` shows its window."""

    def folder_at(path: Path) -> VaultFolder:
        from cantercare_desktop.vault.folder import VaultFolder

        return VaultFolder(path, system.secrets(path), system.clock, system.cost)

    def furnish(vault: Vault, frame: HouseFrame) -> House:
        from cantercare_desktop.app.rooms import furnish

        return furnish(vault, frame, system, pick_picture)

    def pick_picture() -> Path | None:
        opened = program.open_house
        chosen = system.pickers.picture(program.window, "Choose a photograph")
        return chosen if program.open_house is opened else None

    doors = Doors(
        clock=system.clock,
        delay=system.delay,
        folder=folder,
        demo_folder=demo_folder,
        folder_at=folder_at,
        secrets=system.secrets,
        furnish=furnish,
        pickers=system.pickers,
        printer=system.printer,
        lock_watch=system.lock_watch,
        voice=system.voice,
        demo_passwords=demo_passwords,
        warm_up=warm_up,
        make_demo=make_demo,
    )
    program = Program(doors, failed_by_bug=failed_by_bug, parent=parent)
    return program


def make_demo_house(folder: Path, clock: Clock, said: Callable[[str, int, int], None]) -> None:
    """Fill a folder with the demo house; without a usable keyring its key lies in a file. Raises a `Problem`."""
    from cantercare_desktop.demo.keys import demo_secrets
    from cantercare_desktop.demo.making import make_demo

    secrets, _trouble = demo_secrets(folder)
    make_demo(folder, clock=clock, secrets=secrets, said=said)


def warm_up() -> None:
    """Import what opening the records needs, so that signing in need not wait for it. Safe on any thread."""
    import_module("cantercare_desktop.vault.unlocking")
    import_module("cantercare_desktop.app.rooms")
    import_module("cantercare_desktop.shell.open_house")
    import_module("cantercare_desktop.registers.post.service")
    import_module("cantercare_desktop.registers.residents.service")
