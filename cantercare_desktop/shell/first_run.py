"""No vault yet: set up, or look round the demo house."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Card, ProgressLine
from cantercare_desktop.ui.frame import Job, Progress
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import Problem


class FirstRunPage(PlainPage):
    """Two cards, each with its deed, and the folder where the vault would lie."""

    set_up_asked = Signal()
    demo_asked = Signal()
    folder_asked = Signal()

    def __init__(self, folder: str, *, demo: bool) -> None:
        super().__init__(
            name="first_run",
            says="Welcome",
            width=904,
            foot=("Nothing leaves this computer: the program never goes online.", ""),
        )
        self.setProperty("shown_once", True)
        self.set_up = Button("Set up", name="first_run.set_up", kind="primary", size="big")
        self.demo = Button("Look round the demo house", name="first_run.demo", size="big")
        self.other = LinkButton("Choose another folder", name="first_run.folder")
        head = QHBoxLayout()
        head.setSpacing(Px.gap_wide - 2)
        head.addWidget(IconLabel("brand", size=Px.icon_big, ink="accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("Welcome to Cantercare", Words.SIGN_IN_TITLE))
        question = "There are no records in this place yet. How do you want to begin?"
        words.addWidget(Label(question, Words.BODY, ink="ink2"))
        head.addLayout(words, 1)
        cards = QHBoxLayout()
        cards.setSpacing(Px.gap_wide)
        cards.addWidget(
            _card(
                "Set up for your charity",
                "About ten minutes, in five steps. You need the Data Manager, a printer for the recovery key, "
                "and an envelope.",
                self.set_up,
                name="first_run.set_up_card",
            ),
            1,
        )
        self.how_far = Label("", Words.SECOND, ink="ink2", wrap=True, name="first_run.how_far")
        self.how_far.hide()
        self.bar = ProgressLine(name="first_run.progress")
        self.bar.setAccessibleName("Making the demo house")
        self.bar.hide()
        self._demo_card = _card(
            "Look round first",
            "A made-up house with made-up people. Try everything: nothing you do there counts, and it stays apart "
            "from your own records.",
            self.demo,
            self.how_far,
            self.bar,
            name="first_run.demo_card",
        )
        if not demo:
            self._demo_card.hide()
        cards.addWidget(self._demo_card, 1)
        where = QHBoxLayout()
        where.setSpacing(Px.grid)
        where.addWidget(Label(f"The records will lie in {folder}", Words.SECOND, ink="ink2", wrap=True), 1)
        where.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        self.middle.addStretch(2)
        self.middle.addLayout(head)
        self.middle.addSpacing(Px.icon)
        self.middle.addLayout(cards)
        self.middle.addSpacing(Px.gap)
        self.middle.addLayout(where)
        self.middle.addStretch(3)
        self.set_up.clicked.connect(self.set_up_asked)
        self.demo.clicked.connect(self.demo_asked)
        self.other.clicked.connect(self.folder_asked)

    def make_demo(
        self,
        make: Callable[[Progress], object],
        jobs: Jobs,
        made: Callable[[], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """Have the demo house made as a job, and show how far it is."""

        def not_made(problem: Problem) -> None:
            self.show_busy(False)
            failed(problem)

        self.show_busy(True)
        making = Job("Making the demo house", make, can_stop=False)
        jobs.run(making, lambda _made: made(), not_made).progressed.connect(self.show_progress)

    def show_busy(self, busy: bool) -> None:  # noqa: FBT001 - one word says it
        """Show that the demo house is being made."""
        self.demo.set_busy("Making the demo house…" if busy else None)
        self.set_up.setEnabled(not busy)
        self.other.setEnabled(not busy)
        self.how_far.setVisible(busy)
        self.bar.setVisible(busy)
        if busy:
            self.show_progress("Making its keys", 0, 0)

    def show_progress(self, text: str, done: int, of: int) -> None:
        """Say how far the demo house is; with ``of`` 0 nobody knows."""
        if of > 0:
            self.how_far.say(f"{text}: {min(100 * done // of, 100)} %.")
            self.bar.show_fraction(done / of)
        else:
            self.how_far.say(f"{text}. This takes about a quarter of a minute.")
            self.bar.setRange(0, 0)


def _card(title: str, text: str, deed: Button, *under: QWidget, name: str) -> QWidget:
    card = Card(name=name)
    card.body.setContentsMargins(Px.page_edge, Px.page_edge, Px.page_edge, Px.page_edge)
    card.body.setSpacing(Px.gap)
    card.add(Label(title, Words.SECTION))
    card.add(Label(text, Words.BODY, ink="ink2", wrap=True))
    card.body.addStretch(1)
    card.body.addWidget(deed, 0, Qt.AlignmentFlag.AlignLeft)
    for widget in under:
        card.add(widget)
    return card
