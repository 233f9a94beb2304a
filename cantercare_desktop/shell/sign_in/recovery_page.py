"""Opening with the recovery key: six groups from the paper, in one field."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy

from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Banner, Card
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.labels import IconLabel, Label
from cantercare_desktop.ui.tokens import Px, State, Words
from cantercare_desktop.vault.problems import Problem, RecoveryKeyMistyped

_GROUPS = 6
_GROUP_LENGTH = 8
_IGNORED = " -\t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014\u2212"


class RecoveryPage(PlainPage):
    """One field takes the whole key, typed or pasted; six boxes show how far it is. A wrong group is named."""

    key_given = Signal(str)
    gone_back = Signal()

    def __init__(self) -> None:
        super().__init__(
            name="recovery",
            says="Open with the recovery key",
            width=720,
            foot=("Nothing about residents is shown until you sign in.", "Opening with the recovery key is recorded."),
        )
        self.why = Banner(State.AMBER, "", name="recovery.why")
        self.why.hide()
        self.line = TextLine(name="recovery.key", longest=200)
        self.line.setProperty("tall", True)
        self.field = Field(
            "Recovery key",
            self.line,
            name="recovery.field",
            hint="Capitals, spaces and hyphens do not matter. The letters O, I and L are read as the figures 0 and 1.",
        )
        self.deed = Button("Open with this key", name="recovery.open", kind="primary", size="big", keys="Enter")
        self.back = Button("Back", name="recovery.back", size="big")
        self._boxes = [_box() for _ in range(_GROUPS)]
        self._fill()
        self.line.textChanged.connect(self._on_text_changed)
        self.line.returnPressed.connect(self._on_open_clicked)
        self.deed.clicked.connect(self._on_open_clicked)
        self.back.clicked.connect(self._on_back_clicked)

    def ask(self, problem: Problem | None = None) -> None:
        """Ask for the key; ``problem`` is why a password does not help."""
        self.line.clear()
        self.field.show_error(None)
        self.why.setVisible(problem is not None)
        if problem is not None:
            text = f"{problem.lost} The recovery key opens the records without the keyring of this computer."
            self.why.say(State.AMBER, problem.happened, text)
        self.line.setFocus()

    def show_busy(self, text: str | None) -> None:
        """Show that the key is being tried."""
        self.deed.set_busy(text)
        self.line.setReadOnly(text is not None)
        self.back.setEnabled(text is None)
        if text is None:
            self.line.setFocus()

    def show_wrong(self, problem: Problem) -> None:
        """Say what is wrong, and bring the keyboard to the group that is."""
        self.field.show_error(f"{problem.happened} {problem.next}")
        self.line.setFocus()
        if isinstance(problem, RecoveryKeyMistyped) and problem.group:
            start, end = _span(self.line.text(), problem.group)
            self.line.setSelection(start, end - start)
            self._mark(problem.group)

    def _fill(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Px.gap_wide - 2)
        head.addWidget(IconLabel("key", size=Px.icon_big, ink="accent"))
        head.addWidget(Label("Open with the recovery key", Words.SIGN_IN_TITLE), 1)
        said = Label(
            "It is on paper, in the sealed envelope the trustees keep. Type all six groups, in their order.",
            Words.BODY,
            ink="ink2",
            wrap=True,
        )
        card = Card(name="recovery.card")
        card.body.setContentsMargins(Px.page_edge, Px.page_edge, Px.page_edge, Px.page_edge)
        card.body.setSpacing(Px.gap_wide)
        boxes = QHBoxLayout()
        boxes.setSpacing(Px.grid)
        for box in self._boxes:
            boxes.addWidget(box, 1)
        card.add(self.field)
        card.body.addLayout(boxes)
        deeds = QHBoxLayout()
        deeds.setSpacing(Px.gap)
        deeds.addWidget(self.back)
        deeds.addStretch(1)
        deeds.addWidget(self.deed)
        card.body.addLayout(deeds)
        self.middle.addStretch(2)
        self.middle.addLayout(head)
        self.middle.addWidget(said)
        self.middle.addSpacing(Px.gap_wide)
        self.middle.addWidget(self.why)
        self.middle.addSpacing(Px.gap)
        self.middle.addWidget(card)
        self.middle.addStretch(3)

    def _mark(self, group: int) -> None:
        for at, box in enumerate(self._boxes, start=1):
            box.setProperty("ink", "red" if at == group else "ink")
            box.style().unpolish(box)
            box.style().polish(box)

    def _on_text_changed(self, text: str) -> None:
        symbols = "".join(sign for sign in text.upper() if sign not in _IGNORED)
        for at, box in enumerate(self._boxes):
            group = symbols[at * _GROUP_LENGTH : (at + 1) * _GROUP_LENGTH]
            shown = f"{group[:4]}-{group[4:]}" if len(group) > 4 else group
            box.setText(shown or str(at + 1))
            box.setAccessibleName(f"Group {at + 1}: {shown}" if shown else f"Group {at + 1}, empty")
        self._mark(0)

    def _on_open_clicked(self) -> None:
        if self.deed.busy:
            return
        if not self.line.text().strip():
            self.field.show_error("Type the key from the paper, then press Enter.")
            self.line.setFocus()
            return
        self.key_given.emit(self.line.text())

    def _on_back_clicked(self) -> None:
        self.line.clear()
        self.gone_back.emit()


def _box() -> QLabel:
    box = Label("", Words.SECOND_STRONG)
    box.setFrameShape(QLabel.Shape.NoFrame)
    box.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box.setMinimumHeight(Px.button)
    box.setProperty("group_box", True)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _span(text: str, group: int) -> tuple[int, int]:
    """Where the characters of a group, counted from 1, begin and end in what was typed."""
    places = [at for at, sign in enumerate(text) if sign not in _IGNORED]
    mine = places[(group - 1) * _GROUP_LENGTH : group * _GROUP_LENGTH]
    return (mine[0], mine[-1] + 1) if mine else (len(text), len(text))
