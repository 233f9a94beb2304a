"""Doing a deed from this room: a refusal stands beside its field, a fault of the world in the message bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.registers.residents.screen.fields import FieldSet
from cantercare_desktop.ui.frame import Frame, Message
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")


def attempt(frame: Frame, deed: Callable[[], T], fields: FieldSet | None = None) -> T | None:
    """Do a deed. Nothing back means that nothing was done, and that it was said why; what was typed stays."""
    if fields is not None:
        fields.form.clear_errors()
    try:
        return deed()
    except RefusedError as refused:
        rest = refused.says if fields is None else fields.show_refusals(refused.refusals)
        if rest:
            frame.tell(Message("due", "Not done.", rest))
    except Problem as problem:
        says = f"{problem.lost} {problem.next}".strip()
        frame.tell(Message("danger", problem.happened, says, details=problem.details))
    return None
