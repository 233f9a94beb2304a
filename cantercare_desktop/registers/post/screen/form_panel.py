"""What the forms of this screen share: a title, fields, a deed and a way back, on the page and never in a dialogue."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.choices import Choice, Tick
from cantercare_desktop.ui.combos import PersonPicker, Suggestion
from cantercare_desktop.ui.fields import Field, TextBlock, TextLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.labels import Label, Rule, TwoLines
from cantercare_desktop.ui.layouts import Scrolling
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

_WIDEST = 520
#: How wide a control is that takes a number, a date, or a name.
NUMBER, DAY, NAME = 120, 340, 380


class FormPanel(QWidget):
    """One deed as a form. `asked` is emitted to do it, `left` when the person goes back without doing it.

    `key` says which form it is, so that what was typed can be given back to the same form when it is opened again.
    """

    asked = Signal()
    left = Signal()

    def __init__(self, title: str, second: str, deed: str, *, name: str, key: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.key = key or name
        self.form = Form()
        self._controls: dict[str, QWidget] = {}
        self._fresh: dict[str, object] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = TwoLines(title, second, name=f"{name}.title")
        head = QHBoxLayout()
        head.setContentsMargins(Px.icon, Px.gap + 2, Px.icon, Px.gap)
        head.addWidget(self.title)
        column.addLayout(head)
        column.addWidget(Rule())
        inside = _Inside()
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

    # -- building a form

    def field(self, label: str, control: QWidget, *, field: str, hint: str = "", width: int = 0) -> Field:
        """Make a field that is not placed yet. `field` is the name that the rules call it by."""
        made = Field(label, control, name=f"{self.objectName()}.{field}", hint=hint)
        if width:
            control.setMaximumWidth(theme().px(width))
        self._controls[field] = control
        self.form.add(made)
        return made

    def add_field(self, label: str, control: QWidget, *, field: str, hint: str = "", width: int = 0) -> Field:
        """Add a field below what is there."""
        made = self.field(label, control, field=field, hint=hint, width=width)
        self.add(made)
        return made

    def add_tick(self, field: str, tick: Tick) -> Tick:
        """Add a tick box below what is there."""
        self._controls[field] = tick
        self.add(tick)
        return tick

    def add(self, widget: QWidget) -> None:
        """Add something below what is there."""
        widget.setMaximumWidth(theme().px(_WIDEST))
        self.body.insertWidget(self.body.count() - 1, widget)

    def add_side_by_side(self, *widgets: QWidget) -> None:
        """Add several things in one line."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Px.field_gap)
        for widget in widgets:
            row.addWidget(widget, 0 if isinstance(widget, Tick) else 1, Qt.AlignmentFlag.AlignTop)
        if all(isinstance(widget, Tick) for widget in widgets):
            row.addStretch(1)
        self.add(line)

    def add_button(self, button: Button) -> Button:
        """Add a second deed, as wide as its words."""
        self.body.insertWidget(self.body.count() - 1, button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def add_words(self, text: str) -> Label:
        """Add a sentence."""
        label = Label(text, Words.SECOND, ink="ink2", wrap=True)
        self.add(label)
        return label

    def keep(self, field: str, control: QWidget) -> None:
        """Have `typed` answer for a control that stands in no field."""
        self._controls[field] = control

    # -- using it

    def begin(self) -> None:
        """Bring the keyboard to the first field. What stands in the fields now does not count as typed."""
        self._fresh = self.typed()
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Bring the keyboard to the first field."""
        for field in self.form.fields:
            if field.isVisibleTo(self):
                field.control.setFocus()
                return
        self.deed.setFocus()

    def is_touched(self) -> bool:
        """Tell whether somebody typed or chose something."""
        return self.typed() != self._fresh

    def typed(self) -> dict[str, object]:
        """Return what stands in the fields, in plain values."""
        return {name: _value(control) for name, control in self._controls.items()}

    def take(self, kept: Mapping[str, object]) -> None:
        """Put back what `typed` gave; what no longer fits is left out."""
        for name, control in self._controls.items():
            if name in kept:
                _put(control, kept[name])

    def text(self, field: str) -> str:
        """Return the words in a field, or the key that is chosen there; "" where the form has no such field."""
        value = _value(self._controls[field]) if field in self._controls else ""
        return value if isinstance(value, str) else ""

    def is_ticked(self, field: str) -> bool:
        """Tell whether a tick box is ticked."""
        return field in self._controls and _value(self._controls[field]) is True

    def picked(self, field: str) -> PersonId | None:
        """Return the person who was picked; `None` when there is none, said beside the field."""
        picker = self._controls[field]
        chosen = picker.picked if isinstance(picker, PersonPicker) else None
        if chosen is None:
            self.form.show_errors({f"{self.objectName()}.{field}": "Choose somebody from the list."})
            return None
        return PersonId(int(str(chosen.key)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Inside(QWidget):
    """What scrolls in a form: never lower than its fields need at the present width."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), self.heightForWidth(self.width()), self.sizeHint().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _value(control: QWidget) -> object:
    if isinstance(control, PersonPicker):
        picked = control.picked
        if picked is None:
            return control.text()
        return {"person": int(str(picked.key)), "text": picked.text, "second": picked.second}
    if isinstance(control, Tick):
        return control.isChecked()
    if isinstance(control, Choice):
        return control.chosen
    if isinstance(control, TextBlock):
        return control.toPlainText()
    return control.text() if isinstance(control, TextLine) else ""


def _put(control: QWidget, value: object) -> None:
    if isinstance(control, PersonPicker) and isinstance(value, Mapping):
        person = value.get("person")
        if isinstance(person, int):
            control.put(Suggestion(PersonId(person), str(value.get("text", "")), str(value.get("second", ""))))
    elif isinstance(control, Tick):
        control.setChecked(bool(value))
    elif isinstance(control, Choice):
        control.choose(str(value))
    elif isinstance(control, TextBlock):
        control.setPlainText(str(value))
    elif isinstance(control, TextLine):
        control.setText(str(value))
