"""Doing a deed from a form: what is refused stands beside its field, what fails goes to the message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")


def attempt(frame: Frame, deed: Callable[[], T], form: Form | None = None, prefix: str = "") -> T | None:
    """Do a deed. `None` means that nothing was saved: the form or the message bar says why, and what was typed stays.

    `prefix` is what the names of the form's fields begin with, before the name of the field that a rule refused.
    """
    if form is not None:
        form.clear_errors()
    try:
        return deed()
    except RefusedError as refused:
        beside = {f"{prefix}{each.field}": each.says for each in refused.refusals if each.field is not None}
        names = {field.objectName() for field in form.fields} if form is not None else set()
        if form is not None:
            form.show_errors({name: says for name, says in beside.items() if name in names})
        rest = [each.says for each in refused.refusals if each.field is None or f"{prefix}{each.field}" not in names]
        if rest:
            frame.tell(Message("due", "Not done.", " ".join(rest)))
    except Problem as problem:
        frame.tell(
            Message("danger", problem.happened, f"{problem.lost} {problem.next}".strip(), details=problem.details)
        )
    return None
