"""A form for one deed, laid out on the page: headings, fields two by two, and the way out at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.work import Saved
from cantercare_desktop.registers.residents.screen.fields import FieldSet
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Card
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.layouts import Scrolling
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

#: From this width on, in pixels at 100 %, two fields stand side by side.
_TWO_ABREAST = 560
_NOT_SAVED = "What you typed is not saved yet."

Part = str | Sequence[Field]


@dataclass(frozen=True, slots=True)
class Deed:
    """What a form is for. `saves` is its primary button, `done` begins the message afterwards, `do` saves.

    `name` and `person` find the form again when a draft of it comes back. `then` ends the message, and leads to
    her post, in place of where she is now.
    """

    name: str
    person: PersonId | None
    title: str
    saves: str
    done: str
    do: Callable[[FieldSet], Saved[PersonId]]
    says: str = ""
    destroys: bool = False
    then: str = ""


class DeedForm(QWidget):
    """The fields of one deed. `save_asked` comes from Enter in a line, `leaving_asked` from the button or Esc."""

    save_asked = Signal()
    leaving_asked = Signal()

    def __init__(
        self, deed: Deed, fields: FieldSet, parts: Sequence[Part], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.deed = deed
        self.fields = fields
        self._parts = tuple(parts)
        self._two_abreast: bool | None = None
        self._headings: list[Label] = []
        card = Card(name=f"{name}.card")
        card.setAccessibleName(deed.title)
        self.title = Label(deed.title, Words.SECTION, wrap=True, name=f"{name}.title")
        card.add(self.title)
        self.says = Label(deed.says, Words.SECOND, ink="ink2", wrap=True, name=f"{name}.says")
        if not deed.says:
            self.says.hide()
        card.add(self.says)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, Px.half_grid, 0, Px.half_grid)
        self._grid.setHorizontalSpacing(Px.gap_wide)
        self._grid.setVerticalSpacing(Px.field_gap)
        card.body.addLayout(self._grid)
        self.leave = Button("Go back", name=f"{name}.leave", size="row")
        self.leave.clicked.connect(self._on_leave_clicked)
        self.unsaved = Label("", Words.SECOND, ink="amber", wrap=True, name=f"{name}.unsaved")
        foot = QHBoxLayout()
        foot.setSpacing(Px.gap)
        foot.addWidget(self.leave)
        foot.addWidget(self.unsaved, 1)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        inside = QWidget()
        room = QVBoxLayout(inside)
        room.setContentsMargins(0, 0, Px.half_grid, 0)
        room.addWidget(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolling(inside, name=f"{name}.scrolling"))
        for field in fields.form.fields:
            if isinstance(field.control, TextLine):
                field.control.returnPressed.connect(self.save_asked)
        self._lay_out()
        theme().changed.connect(self._lay_out)
        self.begin()

    def begin(self) -> None:
        """Take what stands in the fields now as what nobody typed."""
        self._at_first = self.fields.texts()

    @property
    def is_typed_in(self) -> bool:
        """Whether something stands here that would be lost."""
        return self.fields.texts() != self._at_first

    def draft(self) -> dict[str, object] | None:
        """Return what is typed, to be kept as a draft, with the deed and the person's id; nothing if nothing is."""
        if not self.is_typed_in:
            return None
        person = None if self.deed.person is None else int(self.deed.person)
        return {"deed": self.deed.name, "person": person, "texts": self.fields.texts()}

    def go_to_first_field(self) -> None:
        """Bring the keyboard to the first field."""
        self.fields.form.fields[0].control.setFocus()

    def say_unsaved(self, says: str) -> None:
        """Say beside the way out that something is not saved yet; from now on the way out says that, too."""
        self.unsaved.say(says)
        self.leave.name_deed("Go back without saving")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            if self.is_typed_in:
                self.say_unsaved(_NOT_SAVED)
                self.leave.setFocus()
            else:
                self.leaving_asked.emit()
            return
        super().keyPressEvent(event)

    def _on_leave_clicked(self) -> None:
        if self.is_typed_in and not self.unsaved.text():
            self.say_unsaved(_NOT_SAVED)
        else:
            self.leaving_asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        two_abreast = self.width() >= theme().px(_TWO_ABREAST)
        if two_abreast == self._two_abreast:
            return
        self._two_abreast = two_abreast
        self._take_out()
        row = 0
        for part in self._parts:
            if isinstance(part, str):
                heading = Label(part, Words.STRONG)
                heading.setContentsMargins(0, Px.grid, 0, 0)
                self._headings.append(heading)
                self._grid.addWidget(heading, row, 0, 1, 2)
                row += 1
                continue
            for at, field in enumerate(part):
                column = at % 2 if two_abreast else 0
                self._grid.addWidget(field, row, column, 1, 1 if two_abreast else 2, Qt.AlignmentFlag.AlignTop)
                row += 0 if two_abreast and at % 2 == 0 and at + 1 < len(part) else 1
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if two_abreast else 0)

    def _take_out(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        for heading in self._headings:
            heading.hide()
            heading.deleteLater()
        self._headings = []
