"""The fields of this room's forms: each is read as a value, filled from one, and kept in a draft as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from cantercare_desktop.office.refusals import Refusal
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.dates import DateLine
from cantercare_desktop.ui.fields import Field, TextBlock, TextLine
from cantercare_desktop.ui.forms import Form

_LONGEST_LINE = 500
_LONGEST_NOTE = 5_000


class FieldSet:
    """The fields of one form by their short names, which are the names a refusal uses."""

    def __init__(self, name: str, today: Callable[[], date]) -> None:
        self._name = name
        self._today = today
        self._fields: dict[str, Field] = {}
        self.form = Form()

    def line(self, key: str, label: str, *, hint: str = "", longest: int = 200) -> Field:
        """Add one line of text."""
        return self._add(key, label, TextLine(name=self._inner(key), longest=longest), hint)

    def sentence(self, key: str, label: str, *, hint: str = "") -> Field:
        """Add one line for a sentence, such as a reason."""
        return self.line(key, label, hint=hint, longest=_LONGEST_LINE)

    def note(self, key: str, label: str, *, hint: str = "", rows: int = 3) -> Field:
        """Add several lines of text."""
        return self._add(key, label, TextBlock(name=self._inner(key), rows=rows, longest=_LONGEST_NOTE), hint)

    def day(self, key: str, label: str, *, hint: str = "") -> Field:
        """Add a date."""
        control = DateLine(name=self._inner(key), today=self._today)
        field = self._add(key, label, control, hint)
        field.check = control.trouble
        return field

    def choice(self, key: str, label: str, options: Iterable[Option], *, hint: str = "") -> Field:
        """Add a list to choose from; the first option is chosen."""
        offered = tuple(options)
        control = Choice(offered, name=self._inner(key))
        if offered:
            control.choose(offered[0].key)
        field = self._add(key, label, control, hint)
        control.option_chosen.connect(lambda _key: field.show_error(None))
        return field

    def __contains__(self, key: str) -> bool:
        return key in self._fields

    def __getitem__(self, key: str) -> Field:
        return self._fields[key]

    def text(self, key: str) -> str:
        """Return what stands in a field: its text, or the key of what is chosen; nothing where there is no field."""
        field = self._fields.get(key)
        return "" if field is None else _text_of(field.control)

    def date(self, key: str) -> date | None:
        """Return the day in a field; nothing where none is typed, or what is typed is no day."""
        field = self._fields.get(key)
        control = None if field is None else field.control
        return control.day() if isinstance(control, DateLine) and control.trouble() is None else None

    def put(self, values: Mapping[str, object]) -> None:
        """Fill the fields named; a key that has no field is left out."""
        for key, value in values.items():
            field = self._fields.get(key)
            if field is not None:
                _put(field.control, value)

    def texts(self) -> dict[str, object]:
        """Return what stands in every field, to be kept as a draft or held against what stood there before."""
        return {key: _text_of(field.control) for key, field in self._fields.items()}

    def show_refusals(self, refusals: Iterable[Refusal]) -> str:
        """Show each refusal beside its field, the first bad one with the keyboard; return what belongs to no field."""
        beside: dict[str, str] = {}
        rest: list[str] = []
        for refusal in refusals:
            if refusal.field in self._fields:
                beside.setdefault(f"{self._name}.{refusal.field}", refusal.says)
            else:
                rest.append(refusal.says)
        self.form.show_errors(beside)
        return " ".join(rest)

    def _inner(self, key: str) -> str:
        return f"{self._name}.{key}.typed"

    def _add(self, key: str, label: str, control: QWidget, hint: str) -> Field:
        field = Field(label, control, name=f"{self._name}.{key}", hint=hint)
        self._fields[key] = field
        self.form.add(field)
        return field


def _text_of(control: QWidget) -> str:
    if isinstance(control, TextLine):
        return control.text()
    if isinstance(control, TextBlock):
        return control.toPlainText()
    return control.chosen if isinstance(control, Choice) else ""


def _put(control: QWidget, value: object) -> None:
    if isinstance(control, DateLine) and isinstance(value, date):
        control.show_date(value)
    elif isinstance(control, TextLine):
        control.setText("" if value is None else str(value))
    elif isinstance(control, TextBlock):
        control.setPlainText(str(value))
    elif isinstance(control, Choice):
        control.choose(str(value))
