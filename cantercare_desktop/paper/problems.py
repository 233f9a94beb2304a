"""What can go wrong between a PDF and the eye."""

from __future__ import annotations

from cantercare_desktop.vault.problems import Problem


class CannotShowPage(Problem):
    """These bytes are not a PDF that can be shown: broken, locked, or without the page asked for."""

    def __init__(self, details: str = "") -> None:
        super().__init__(
            "This paper cannot be shown.",
            "Nothing is lost: the record it was made from is as it was.",
            "Make the paper again. If it still cannot be shown, tell the Data Manager.",
            details,
        )
