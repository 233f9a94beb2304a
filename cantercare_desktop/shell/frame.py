"""What the shell does for a screen: the ``Frame`` of ``ui/frame.py``, made of the open page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cantercare_desktop.shell.main_page import MainPage
from cantercare_desktop.ui.frame import Job, Message
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.papers import Paper
    from cantercare_desktop.office.register import Link
    from cantercare_desktop.office.signing import Answer, Sheet, Signed

T = TypeVar("T")


class OpenFrame:
    """One frame for one open house; at lock it is dropped with it."""

    def __init__(
        self,
        page: MainPage,
        jobs: Jobs,
        *,
        hand_over: Callable[[Sheet, Callable[[Signed], None], Callable[[Answer], None]], None],
        preview: Callable[[Paper], None],
        pick: Callable[[str], Path | None],
    ) -> None:
        self._page = page
        self._jobs = jobs
        self._hand_over = hand_over
        self._preview = preview
        self._pick = pick

    def tell(self, message: Message) -> None:
        """Put a message in the message bar."""
        self._page.messages.tell(message)

    def open(self, link: Link) -> None:
        """Open a person or an entry on the screen of its register."""
        self._page.open(link)

    def hand_to_resident(self, sheet: Sheet, sign: Callable[[Signed], None], then: Callable[[Answer], None]) -> None:
        """Show the resident screen with one sheet; ``sign`` saves at once, ``then`` hears her answer afterwards."""
        self._hand_over(sheet, sign, then)

    def run(self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None) -> None:
        """Run a job on a thread; ``then`` or ``failed`` is called on the window's thread."""
        self._jobs.run(job, then, failed)

    def preview(self, paper: Paper) -> None:
        """Show a finished PDF from memory, with Print and Save."""
        self._preview(paper)

    def pick_file_to_save(self, suggested: str) -> Path | None:
        """Ask where to save; ``None`` when nobody chose."""
        return self._pick(suggested)


def problem_message(problem: Problem) -> Message:
    """Return the message for a problem of the world: what happened, is it safe, what next."""
    return Message("danger", problem.happened, f"{problem.lost} {problem.next}", details=problem.details)
