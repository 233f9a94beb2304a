"""What came out of the post box today, beside the fast row."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.office.datewords import clock_time
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.values import BoxToday
from cantercare_desktop.ui.buttons import LinkButton
from cantercare_desktop.ui.labels import Label, Rule
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


class BoxLine(LinkButton):
    """The box in a few words, where there is no room for more: "Box 20:15: 5 still to log". It leads to its form."""

    def __init__(self) -> None:
        super().__init__("Count the box", name="post.box_line")
        self.hide()

    def show_box(self, box: BoxToday) -> None:
        """Say how the box and the log compare."""
        newest = box.newest
        says = box.difference if newest is None else rules.difference_says(newest.to_log)
        self.setText(f"Box{f' {clock_time(newest.at)}' if newest is not None else ''}: {says}")
        self.setAccessibleName(f"{box.title}. {box.says}. {box.difference}. Count the box")


class BoxWords(QWidget):
    """Who emptied the box, how many came out, how many are logged; what is still to do stands bold at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("post.box_today")
        self._box: BoxToday | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Px.gap)
        row.addWidget(Rule(upright=True))
        words = QWidget()
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, Px.half_grid // 2, 0, 0)
        column.setSpacing(0)
        self.title = Label("", Words.SECOND_STRONG, name="post.box_today.title")
        self.says = QLabel()
        self.says.setObjectName("post.box_today.says")
        self.says.setTextFormat(Qt.TextFormat.RichText)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.says.setWordWrap(True)
        self.says.setProperty("words", str(Words.SECOND))
        self.says.setProperty("ink", "ink2")
        column.addWidget(self.title)
        column.addWidget(self.says)
        column.addStretch(1)
        row.addWidget(words, 1)
        theme().changed.connect(self._write)

    def say(self, box: BoxToday) -> None:
        """Say how the box and the log compare."""
        self._box = box
        self._write()

    def _write(self) -> None:
        box = self._box
        if box is None:
            return
        self.title.say(box.title)
        # A number stays on one line with what it counts.
        says, bold = (re.sub(r"(\d) (?=\w)", "\\1\N{NO-BREAK SPACE}", text) for text in (box.says, box.difference))
        before, colour = escape(says), theme().ink("green" if box.agrees else "amber")
        joined = "" if not bold else " " if says.endswith(".") else ", "
        bold = bold[:1].upper() + bold[1:] if joined == " " else bold
        self.says.setText(f'{before}{joined}<span style="font-weight:600; color:{colour}">{escape(bold)}</span>')
        spoken = f"{box.says}{joined}{box.difference}"
        self.says.setAccessibleName(spoken)
        self.setAccessibleName(f"{box.title}. {spoken}")
