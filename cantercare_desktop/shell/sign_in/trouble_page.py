"""The page for a vault that does not open: what happened, is anything lost, what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Card
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem


class TroublePage(PlainPage):
    """Says one `Problem` in full, with the ways on that there are."""

    tried_again = Signal()
    recovery_asked = Signal()
    folder_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="trouble", says="The records did not open", width=720)
        self.happened = Label("", Words.SIGN_IN_TITLE, wrap=True, name="trouble.happened")
        self.lost = Label("", Words.STRONG, wrap=True, name="trouble.lost")
        self.next = Label("", Words.BODY, wrap=True, name="trouble.next")
        self.folder = Label("", Words.SECOND, ink="ink2", wrap=True, name="trouble.folder")
        self.details = Label("", Words.SECOND, ink="ink2", wrap=True, name="trouble.details")
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.show_details = LinkButton("Details", name="trouble.show_details")
        self.again = Button("Try again", name="trouble.again", kind="primary", size="big", keys="Enter")
        self.recovery = Button("Open with the recovery key", name="trouble.recovery", size="big")
        self.other = Button("Choose another folder", name="trouble.other_folder", size="big")
        self._fill()
        self.again.clicked.connect(self.tried_again)
        self.recovery.clicked.connect(self.recovery_asked)
        self.other.clicked.connect(self.folder_asked)
        self.show_details.clicked.connect(self._on_details_clicked)

    def say(self, problem: Problem, *, folder: str, recovery_helps: bool) -> None:
        """Show a problem; ``recovery_helps`` offers the recovery key as a way on."""
        self.happened.say(problem.happened)
        self.lost.say(problem.lost)
        self.next.say(problem.next)
        self.folder.say(f"The vault folder is {folder}")
        self.details.say(problem.details)
        self.details.hide()
        self.show_details.setVisible(bool(problem.details))
        self.recovery.setVisible(recovery_helps)
        self.again.setFocus()

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Px.gap_wide - 2)
        head.addWidget(IconLabel("alert", size=Px.icon_big, ink="amber"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.happened, 1)
        card = Card(name="trouble.card")
        card.body.setContentsMargins(Px.page_edge, Px.page_edge, Px.page_edge, Px.page_edge)
        card.body.setSpacing(Px.gap)
        for label in (self.lost, self.next, self.folder):
            card.add(label)
        card.body.addWidget(self.show_details, 0, Qt.AlignmentFlag.AlignLeft)
        card.add(self.details)
        deeds = QHBoxLayout()
        deeds.setSpacing(Px.gap)
        deeds.addWidget(self.again)
        deeds.addWidget(self.recovery)
        deeds.addWidget(self.other)
        deeds.addStretch(1)
        card.body.addLayout(deeds)
        self.middle.addStretch(2)
        self.middle.addLayout(head)
        self.middle.addSpacing(Px.gap_wide)
        self.middle.addWidget(card)
        self.middle.addStretch(3)

    def _on_details_clicked(self) -> None:
        self.details.setVisible(not self.details.isVisible())
