"""A frame for the tests of one screen: it remembers what it was told, and answers as the test wants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cantercare_desktop.office.papers import Paper
from cantercare_desktop.office.register import Link
from cantercare_desktop.office.signing import Answer, Sheet, Signed
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HandedSheet:
    """A sheet that the resident has before her. `sign` saves, `then` hears her answer."""

    sheet: Sheet
    sign: Callable[[Signed], None]
    then: Callable[[Answer], None]


@dataclass
class RecordingFrame:
    """Everything a screen told the house, in order. `save_to` is what the file picker gives."""

    told: list[Message] = field(default_factory=list)
    opened: list[Link] = field(default_factory=list)
    handed: list[HandedSheet] = field(default_factory=list)
    shown: list[Paper] = field(default_factory=list)
    suggested: list[str] = field(default_factory=list)
    save_to: Path | None = None

    @property
    def last(self) -> Message:
        """The newest message."""
        assert self.told, "nothing was said"
        return self.told[-1]

    def do(self) -> None:
        """Press the deed of the newest message."""
        assert self.last.do is not None, f"{self.last.lead} {self.last.text} has no deed"
        self.last.do()

    def tell(self, message: Message) -> None:
        self.told.append(message)

    def open(self, link: Link) -> None:
        self.opened.append(link)

    def hand_to_resident(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        self.handed.append(HandedSheet(sheet, sign, then))

    def run(self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None) -> None:
        raise AssertionError("nothing takes long here")

    def preview(self, paper: Paper) -> None:
        self.shown.append(paper)

    def pick_file_to_save(self, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return self.save_to
