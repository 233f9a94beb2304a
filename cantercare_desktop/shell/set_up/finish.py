"""Step 5: what will be made, before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from cantercare_desktop.shell.set_up.step import Step, big_card, explaining_card
from cantercare_desktop.ui.cards import Banner, Facts
from cantercare_desktop.ui.tokens import State


class FinishStep(Step):
    """Says once more what was chosen. Until its deed nothing was written to the disk."""

    name = "finish"
    title = "Check and finish"
    heading = "Check, then open the books"
    lead = "Nothing has been written to the disk yet. You can still go back to every step."

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts(name="set_up.summary")
        self.trouble = Banner(State.RED, "", name="set_up.trouble")
        self.trouble.hide()
        card = big_card("What will be made", name="set_up.summary_card")
        card.add(self.facts)
        self.left.addWidget(self.trouble)
        self.left.addWidget(card)
        self.right.addWidget(
            explaining_card(
                "What happens next",
                "The encrypted vault is made; it takes a second for each person. You are then signed in as the Data "
                "Manager, and the first page is Today.",
                name="set_up.about_finish",
            )
        )
        self.right.addWidget(
            explaining_card(
                "There is no back-up yet",
                "This version makes none by itself. Until it does, copy the whole vault folder to a safe place after "
                "each working day, with the program closed.",
                name="set_up.about_back_up",
            )
        )

    def say(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show what was chosen."""
        self.trouble.hide()
        self.facts.say(rows)

    def show_trouble(self, happened: str, text: str) -> None:
        """Say why it was not made; what was typed is still there."""
        self.trouble.say(State.RED, happened, text)
        self.trouble.show()
