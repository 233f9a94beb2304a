"""What the forms of this screen share: a title, fields, a deed and a way back, on the page and never in a dialogue."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.fields import Field
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.labels import Label, Rule, TwoLines
from cantercare_desktop.ui.layouts import Scrolling
from cantercare_desktop.ui.tokens import Px, Words

_WIDEST = 520


class FormPanel(QWidget):
    """One deed as a form. `asked` is emitted to do it, `left` when the person goes back without doing it."""

    asked = Signal()
    left = Signal()

    def __init__(self, title: str, second: str, deed: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.form = Form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = TwoLines(title, second, name=f"{name}.title")
        head = QHBoxLayout()
        head.setContentsMargins(Px.icon, Px.gap + 2, Px.icon, Px.gap)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(Rule())
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(Px.icon, Px.card_padding, Px.icon, Px.card_padding)
        self.body.setSpacing(Px.field_gap)
        self.body.addStretch(1)
        column.addWidget(Scrolling(inside, name=f"{name}.scroll"), 1)
        column.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setContentsMargins(Px.icon, Px.gap, Px.icon, Px.gap)
        foot.setSpacing(Px.gap)
        self.back = Button("Go back", name=f"{name}.back")
        self.deed = Button(deed, name=f"{name}.deed", kind="primary", keys="Ctrl+Enter")
        self.back.clicked.connect(self.left)
        self.deed.clicked.connect(self.asked)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.deed)
        column.addLayout(foot)

    def add_field(self, label: str, control: QWidget, *, field: str, hint: str = "") -> Field:
        """Add a field. `field` is the name that the rules call it by."""
        made = Field(label, control, name=f"{self.objectName()}.{field}", hint=hint)
        self.form.add(made)
        self.add(made)
        return made

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        widget.setMaximumWidth(_WIDEST)
        self.body.insertWidget(self.body.count() - 1, widget)

    def add_words(self, text: str) -> Label:
        """Add a sentence."""
        label = Label(text, Words.SECOND, ink="ink2", wrap=True)
        self.add(label)
        return label

    def begin(self) -> None:
        """Bring the keyboard to the first field."""
        for field in self.form.fields:
            if field.isVisibleTo(self):
                field.control.setFocus()
                return
        self.deed.setFocus()

    def typed(self) -> dict[str, object] | None:
        """Return what is worth keeping over a lock, or nothing."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
