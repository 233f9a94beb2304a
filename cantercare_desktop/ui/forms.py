"""A form: several fields that are right together or not yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from cantercare_desktop.ui.fields import Field


class Form:
    """Keeps the fields of one deed. Nothing typed is ever cleared by a check."""

    def __init__(self, fields: Iterable[Field] = ()) -> None:
        self._fields = list(fields)

    def add(self, field: Field) -> Field:
        """Take another field into the form, after those it has."""
        self._fields.append(field)
        return field

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in the order of reading."""
        return tuple(self._fields)

    def is_good(self) -> bool:
        """Check every field that can be seen, say what is wrong beside each, and go to the first bad one."""
        for field in self._fields:
            bad = field.check() if field.check is not None and field.isVisibleTo(field.window()) else None
            field.show_error(bad)
        return self.go_to_first_bad() is None

    def show_errors(self, errors: Mapping[str, str]) -> bool:
        """Show what a service refused, by the name of the field; ``False`` if a name is none of these fields."""
        known = {field.objectName(): field for field in self._fields}
        for name, sentence in errors.items():
            if name in known:
                known[name].show_error(sentence)
        self.go_to_first_bad()
        return errors.keys() <= known.keys()

    def go_to_first_bad(self) -> Field | None:
        """Bring the keyboard to the first field with an error, and return it."""
        bad = next((field for field in self._fields if field.error is not None), None)
        if bad is not None:
            bad.control.setFocus()
            _bring_into_view(bad)
        return bad

    def clear_errors(self) -> None:
        """Take every error away."""
        for field in self._fields:
            field.show_error(None)


def needed(text: Callable[[], str], sentence: str) -> Callable[[], str | None]:
    """A check that refuses an empty field with ``sentence``."""

    def check() -> str | None:
        return None if text().strip() else sentence

    return check


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        elif isinstance(above, QAbstractScrollArea):
            return
        above = above.parentWidget()
