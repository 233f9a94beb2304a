"""The time or the days left in large figures, with the bar of what is left and the working under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.ui.cards import ProgressLine
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words


class ClockFace(QWidget):
    """A clock that is running: "43 h 20 min to tell the regulator". Past its time it says "2 days over" in red."""

    def __init__(self, *, name: str, words: Words = Words.CLOCK, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Px.half_grid)
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        self.figure = Label("", words)
        self.figure.setFont(theme().font(words, tabular=True))
        self.what = Label("", Words.SECOND, ink="ink2")
        row.addWidget(self.figure)
        row.addWidget(self.what, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        self.bar = ProgressLine(name=f"{name}.bar")
        column.addWidget(self.bar)
        self.working = Label("", Words.CAPTION, ink="ink2", wrap=True)
        column.addWidget(self.working)

    def say(self, figure: str, what: str, working: str, *, left: float, state: State = State.SLATE) -> None:
        """Show what is left; ``left`` is the part of the whole that is left, 0.0 to 1.0."""
        self.figure.say(figure, ink="ink" if state in (State.SLATE, State.PLAIN) else str(state))
        self.what.say(what)
        self.working.say(working)
        self.bar.show_fraction(left, state)
        self.bar.setAccessibleName(f"{figure} {what}")
        self.setAccessibleName(f"{figure} {what}. {working}")
