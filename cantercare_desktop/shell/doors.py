"""Everything the window gets from outside: time, places, dialogues, the system. Tests hand in their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from cantercare_desktop.ui.delays import Delay

if TYPE_CHECKING:
    from cantercare_desktop.office.clock import Clock
    from cantercare_desktop.office.papers import Paper
    from cantercare_desktop.shell.house import House, HouseFrame
    from cantercare_desktop.shell.voice import Voice
    from cantercare_desktop.vault.folder import VaultFolder
    from cantercare_desktop.vault.keys import Argon2Cost, DeviceSecrets
    from cantercare_desktop.vault.vault import Vault


class Pickers(Protocol):
    """The questions only a file dialogue can ask; ``None`` means that nobody chose."""

    def folder(self, parent: QWidget, title: str, suggested: Path) -> Path | None:
        """Ask for a folder."""
        ...

    def picture(self, parent: QWidget, title: str) -> Path | None:
        """Ask for a picture."""
        ...

    def file_to_save(self, parent: QWidget, title: str, suggested: str) -> Path | None:
        """Ask where to save a file."""
        ...


class LockWatch(Protocol):
    """Tells when the computer is locked, sent to sleep, or given to another login."""

    def watch(self, window: QWidget, happened: Callable[[str], None]) -> None:
        """Call ``happened`` with a sentence's end, such as "the computer was locked"."""
        ...

    def stop(self) -> None:
        """Watch no longer."""
        ...


class PrinterDoor(Protocol):
    """The way to a printer."""

    def print(self, paper: Paper, parent: QWidget, wanted: Callable[[], bool]) -> bool:
        """Ask which printer and print; ``False`` when nobody chose one. Raises ``Problem`` when it did not answer.

        ``wanted`` is asked when the printer is chosen: the records may have been locked meanwhile.
        """
        ...

    def prints_at_once(self) -> bool:
        """Tell whether there is a printer that puts it on paper without asking anything."""
        ...

    def print_at_once(self, paper: Paper) -> None:
        """Print on that printer, with no dialogue. Raises ``Problem`` when there is none or it did not answer."""
        ...


#: Fills a folder with the demo house; tells how far it is, as a `Progress` says it.
MakeDemo = Callable[[Path, Callable[[str, int, int], None]], object]


@dataclass(frozen=True, slots=True)
class System:
    """What the computer offers: time, its part of the key, dialogues, printer, its own lock, a voice.

    ``secrets`` gives the store of the computer's part of the key for a vault folder. ``cost`` is what a password costs;
    None measures this computer.
    """

    clock: Clock
    delay: Delay
    secrets: Callable[[Path], DeviceSecrets]
    pickers: Pickers
    printer: PrinterDoor
    lock_watch: LockWatch
    voice: Voice
    cost: Argon2Cost | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """What is handed in once, by ``app`` or by a test.

    ``folder_at`` returns what can be done with the vault in a folder, ``secrets`` the store of the computer's part of
    its key; ``furnish`` builds services and screens on an open vault; ``warm_up`` imports what that needs, on a thread.
    ``make_demo`` fills a folder with the fictional house, and is ``None`` where none can be made; ``demo_passwords``
    gives the passwords of such a house by the ids of its members, and nothing for any other.
    """

    clock: Clock
    delay: Delay
    folder: Path
    demo_folder: Path
    folder_at: Callable[[Path], VaultFolder]
    secrets: Callable[[Path], DeviceSecrets]
    furnish: Callable[[Vault, HouseFrame], House]
    pickers: Pickers
    printer: PrinterDoor
    lock_watch: LockWatch
    voice: Voice
    demo_passwords: Callable[[Path], Mapping[str, str]]
    warm_up: Callable[[], None]
    make_demo: MakeDemo | None = None
