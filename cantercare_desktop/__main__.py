"""Starts the window program: ``cantercare-desktop [--vault DIR]``."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from cantercare_desktop import __version__

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ALREADY_OPEN = 0


def main(arguments: Sequence[str] | None = None, application: Callable[[list[str]], QApplication] | None = None) -> int:
    """Show the window until it is closed, and return the exit code. A second start for the same folder ends at once.

    ``application`` makes the one application from its arguments; None: as it comes.
    """
    asked = _parse(sys.argv[1:] if arguments is None else arguments)
    with _keeping_everything():
        # What needs no window comes first: the toolkit looks into everything that is imported after it.
        from cantercare_desktop.office.clock import SystemClock
        from cantercare_desktop.office.places import default_vault_folder, demo_folder_beside, device_secrets

        import_module("cantercare_desktop.vault.folder")

        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication

        from cantercare_desktop.app import build, make_demo_house
        from cantercare_desktop.shell.bug import Bugs
        from cantercare_desktop.shell.doors import System
        from cantercare_desktop.shell.lock_watch import system_lock_watch
        from cantercare_desktop.shell.look import KeptLook
        from cantercare_desktop.shell.one_instance import OneInstance
        from cantercare_desktop.shell.system_doors import SystemPickers, SystemPrinter
        from cantercare_desktop.shell.voice import SystemVoice
        from cantercare_desktop.ui.delays import QtDelay
        from cantercare_desktop.ui.theme import BEGAN_WITH_STYLE, STYLE
        from cantercare_desktop.vault.problems import Problem

        qt = (application or QApplication)([*sys.argv[:1], "-style", STYLE])
        qt.setProperty(BEGAN_WITH_STYLE, True)
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
            make_demo=lambda where, said: make_demo_house(where, clock, said),
        )
        trouble: Problem | None = None
        try:
            if not instance.take(program.window.bring_forward):
                instance.call_other()
                return ALREADY_OPEN
        except Problem as problem:
            trouble = problem
        bugs.watch()
        KeptLook(folder).take_up()
        # The office screen is small: at its usual 1366 by 768 a window with a title bar would reach below the edge.
        program.window.setWindowState(Qt.WindowState.WindowMaximized)
    program.start(trouble)
    try:
        return qt.exec()
    finally:
        program.close()
        instance.let_go()
        bugs.stop()


@contextmanager
def _keeping_everything() -> Iterator[None]:
    """Look for no rubbish: all that is made while starting stays, and looking would only keep the window waiting."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="cantercare-desktop", description="The books of a small house.")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="the folder the vault lies in, or is to lie in")
    parser.add_argument("--version", action="version", version=f"Cantercare Desktop {__version__}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
