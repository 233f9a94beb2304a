"""Logging what the fast row has, saying so, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.screen.fast_row import FastRow, Typed
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import BoxToday, PostItem
from cantercare_desktop.ui.frame import Frame, Message


class Logging:
    """Does what the fast row asks. When saving fails, the row keeps what was typed. `box` gives today's box."""

    def __init__(
        self, post: PostService, frame: Frame, by: Actor, fast: FastRow, box: Callable[[], BoxToday | None]
    ) -> None:
        self._post, self._frame, self._by, self._fast, self._box = post, frame, by, fast, box

    def log(self, typed: Typed) -> None:
        """Log what is typed, and bring the keyboard back to the first field."""
        self._fast.log.set_busy("Logging…")
        saved = attempt(
            self._frame,
            lambda: self._post.log_batch(self._by, typed.new, typed.how_many),
            self._fast.form,
            "post.new.",
        )
        self._fast.log.set_busy(None)
        if saved is None:
            self._fast.show_bad()
            return
        self._fast.start_again()
        self._fast.focus_first()
        self._say_logged(saved.value)

    def _say_logged(self, items: tuple[PostItem, ...]) -> None:
        first, box = items[0], self._box()
        still = ""
        if box is not None and first.came_by == "box" and box.to_log > 0:
            still = f"{counted(box.to_log, 'item')} from the box still to log."
        if len(items) == 1:
            says = f"{first.says}."
        else:
            says = f"{counted(len(items), 'item')} for {first.person.full}, in {first.place}."
        text = " ".join(part for part in (says, first.told, still) if part)
        self._frame.tell(
            Message("told" if first.told else "done", "Logged:", text, deed="Undo", do=lambda: self._undo(items))
        )

    def _undo(self, items: Sequence[PostItem]) -> None:
        undone = all(
            attempt(self._frame, partial(self._post.undo_log, self._by, each.id)) is not None for each in items
        )
        if undone:
            self._frame.tell(
                Message("told", "Undone:", f"{counted(len(items), 'item')} no longer waiting. The log says so.")
            )
