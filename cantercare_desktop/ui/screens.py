"""What every register's screen is to the house: a name in the rail, a page, a draft, and a primary deed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Link, Ref


class Screen(QWidget):
    """One page of the program. A register's screen fills in what it has; the rest answers with nothing.

    ``name`` is the register's name, ``title`` what stands in the rail, ``icon`` the icon beside it. ``count_changed``
    tells the rail to ask for the counts again.
    """

    name = ""
    title = ""
    icon = ""
    count_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self.setAccessibleName(self.title)
        self.setProperty("surface", "paper")

    def refresh(self, changed: frozenset[Ref] | None = None) -> None:
        """Show what is kept now; ``None`` means that anything may have changed."""

    def draft(self) -> dict[str, object] | None:
        """What has been typed and not saved, in plain values, to be kept in the vault over a lock."""
        return None

    def take_draft(self, draft: Mapping[str, object]) -> None:
        """Put back what ``draft`` gave; what no longer fits is left out."""

    def open_link(self, link: Link) -> None:
        """Show what the link points at."""

    def primary_deed(self) -> None:
        """Ctrl+Enter: what the primary button does."""

    def new_entry(self) -> None:
        """Ctrl+N: bring the keyboard to where a new entry is typed."""

    def printed(self) -> None:
        """Ctrl+P: preview the paper of this page."""

    def areas(self) -> tuple[QWidget, ...]:
        """The parts F6 goes through, in order: head, list, detail."""
        return ()

    def take_keyboard(self) -> bool:
        """Bring the keyboard to where work on this page begins; ``False`` leaves it to the first of its areas."""
        return False

    def forget_people(self) -> None:
        """Empty every model and field: the program is being locked."""
