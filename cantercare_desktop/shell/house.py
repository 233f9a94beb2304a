"""An open house: what ``app.py`` builds on an open vault and hands to the shell. At lock all of it is dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.frame import Frame, Progress
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tokens import State

if TYPE_CHECKING:
    from cantercare_desktop.office.drafts import Drafts
    from cantercare_desktop.office.languages import Languages
    from cantercare_desktop.office.register import Link, Register
    from cantercare_desktop.office.settings import SettingsService
    from cantercare_desktop.office.staff import Actor
    from cantercare_desktop.office.staff_service import StaffService
    from cantercare_desktop.office.work import Office

HouseFrame = Frame

#: The names of the two places that are in every house.
TODAY, SETTINGS = "today", "settings"


@dataclass(frozen=True, slots=True)
class RailCount:
    """What needs doing in a register: the number, its colour, and the words ("7 waiting, 1 overdue")."""

    count: int
    state: State
    means: str


@dataclass(frozen=True, slots=True)
class Room:
    """A register's screen that is built when it is first opened."""

    name: str
    title: str
    icon: str
    make: Callable[[], Screen]


@dataclass(frozen=True, slots=True)
class CardRow:
    """A row of a card beside Today: "Leila Haddadi", "1 letter", "9 days". ``chip`` stands in place of ``right``."""

    left: str
    middle: str = ""
    right: str = ""
    chip: ChipWords | None = None
    opens: Link | None = None


@dataclass(frozen=True, slots=True)
class SideCard:
    """A card beside Today. Without a title its rows are facts: a label and its value."""

    title: str
    aside: str
    rows: tuple[CardRow, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """One mark of a receipt, and whether it still agrees with what is kept."""

    what: str
    agrees: bool


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """What was found for a receipt's number: one sentence, and its marks."""

    says: str
    marks: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """What walking the whole log showed, as a sentence."""

    whole: bool
    says: str


@dataclass(frozen=True, slots=True)
class House:
    """Services, screens and answers of one open vault for one member of staff.

    ``first_deed`` is the primary button of Today: its text, icon and where it leads. ``check_log`` runs as a job.
    """

    actor: Actor
    office: Office
    staff: StaffService
    settings: SettingsService
    drafts: Drafts
    languages: Languages
    rooms: Sequence[Room]
    counts: Callable[[], Mapping[str, RailCount]]
    side_cards: Callable[[], Sequence[SideCard]]
    first_deed: tuple[str, str, Link] | None
    check_receipt: Callable[[str], ReceiptCheck]
    check_log: Callable[[Progress], LedgerCheck]

    @property
    def registers(self) -> tuple[Register, ...]:
        """The registers whose entries her role may read: Today and search ask no other."""
        return tuple(
            register for register in self.office.registers if self.office.may(self.actor, f"{register.name}.read")
        )
