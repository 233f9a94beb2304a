"""All a screen knows of the house around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from cantercare_desktop.office.papers import Paper
    from cantercare_desktop.office.register import Link
    from cantercare_desktop.office.signing import Answer, Sheet, Signed
    from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")

MessageKind = Literal["done", "told", "due", "danger"]


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the message bar: what happened, is it safe, what next.

    ``lead`` is written bold; ``deed`` is the text of a link ("Undo") and ``do`` what it does; ``details`` is shown
    only when asked for, and holds no person's data.
    """

    kind: MessageKind
    lead: str
    text: str
    deed: str | None = None
    do: Callable[[], None] | None = None
    details: str = ""


class Progress(Protocol):
    """What a job uses to say how far it is. Both may be called from the job's thread."""

    def say(self, text: str, done: int = 0, of: int = 0) -> None:
        """What is being done; ``of`` 0 means that the end is not known."""
        ...

    def stopped(self) -> bool:
        """Whether someone has asked to stop; the job then ends as soon as it safely can."""
        ...


@dataclass(frozen=True, slots=True)
class Job(Generic[T]):
    """Long work for a thread of its own. ``work`` touches no widget. ``can_stop`` offers the button Stop."""

    title: str
    work: Callable[[Progress], T]
    can_stop: bool = field(default=True)


class Frame(Protocol):
    """What the shell does for a screen."""

    def tell(self, message: Message) -> None:
        """Put a message in the message bar."""
        ...

    def open(self, link: Link) -> None:
        """Open a person or an entry on the screen of its register."""
        ...

    def hand_to_resident(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        """Show the resident screen with one sheet.

        ``sign`` saves her signature before she is thanked, and may raise a `Problem` or a `RefusedError`; ``then``
        hears her answer after staff have the screen back.
        """
        ...

    def run(self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None) -> None:
        """Run a job on a thread; ``then`` or ``failed`` is called on the window's thread.

        Without ``failed`` a problem goes to the message bar.
        """
        ...

    def preview(self, paper: Paper) -> None:
        """Show a finished PDF from memory, with Print and Save."""
        ...

    def pick_file_to_save(self, suggested: str) -> Path | None:
        """Ask where to save; ``None`` when nobody chose."""
        ...
