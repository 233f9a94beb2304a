"""Starts the window program: ``cantercare-desktop [--vault DIR]``."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from cantercare_desktop import __version__

ALREADY_OPEN = 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the window until it is closed, and return the exit code. A second start for the same folder ends at once."""
    asked = _parse(sys.argv[1:] if arguments is None else arguments)
    gc.disable()  # starting throws nothing away: to look for it takes a twentieth of the time until the page stands

    from PySide6.QtWidgets import QApplication

    from cantercare_desktop.app import build, make_demo_house
    from cantercare_desktop.office.clock import SystemClock
    from cantercare_desktop.office.places import default_vault_folder, demo_folder_beside, device_secrets
    from cantercare_desktop.shell.bug import Bugs
    from cantercare_desktop.shell.doors import System
    from cantercare_desktop.shell.lock_watch import system_lock_watch
    from cantercare_desktop.shell.look import KeptLook
    from cantercare_desktop.shell.one_instance import OneInstance
    from cantercare_desktop.shell.system_doors import SystemPickers, SystemPrinter
    from cantercare_desktop.shell.voice import SystemVoice
    from cantercare_desktop.ui.delays import QtDelay

    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Cantercare")
    qt.setApplicationVersion(__version__)
    folder: Path = asked.vault or default_vault_folder()
    instance = OneInstance(folder, qt)
    clock = SystemClock()
    bugs = Bugs(clock, folder, qt.activeWindow, qt)
    program = build(
        System(
            clock=clock,
            delay=QtDelay(qt),
            secrets=device_secrets,
            pickers=SystemPickers(),
            printer=SystemPrinter(),
            lock_watch=system_lock_watch(qt),
            voice=SystemVoice(qt),
        ),
        parent=qt,
        folder=folder,
        demo_folder=demo_folder_beside(folder),
        failed_by_bug=bugs.met,
        make_demo=lambda where: make_demo_house(where, clock),
    )
    if not instance.take(program.window.bring_forward):
        instance.call_other()
        gc.enable()
        return ALREADY_OPEN
    bugs.watch()
    KeptLook(folder).take_up()
    program.start()
    gc.freeze()
    gc.enable()
    try:
        return qt.exec()
    finally:
        program.close()
        instance.let_go()
        bugs.stop()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cantercare-desktop", description="The books of a small house.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder the vault lies in, or is to lie in")
    parser.add_argument("--version", action="version", version=f"Cantercare Desktop {__version__}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
