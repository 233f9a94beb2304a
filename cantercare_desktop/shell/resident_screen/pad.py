"""The signature pad as a resident sees it: with its words below the line, and a way to begin again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from cantercare_desktop.shell.resident_screen.parts import ResidentButton, Says
from cantercare_desktop.ui.signature_pad import Ink, SignaturePad
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


class ResidentPad(SignaturePad):
    """The pad. `clear_all` stands in its lower corner as soon as there is more than one line to take away."""

    def __init__(self, monotonic: Callable[[], float], *, name: str) -> None:
        super().__init__(monotonic, name=name)
        # A signature is framed by the pad itself; the focus frame is for those who came by keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hint = Says(Words.RESIDENT_LEAST, name=f"{name}.hint", ink="ink2", parent=self)
        self.hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clear_all = ResidentButton("tool", name="resident.clear", icon="x")
        self.clear_all.setParent(self)
        self.clear_all.clicked.connect(self._on_clear_clicked)
        self.clear_all.hide()
        self.ink_changed.connect(self._place_parts)
        self.touched.connect(self._place_parts)
        theme().changed.connect(self._place_parts)

    def say(self, name: str, hint: str) -> None:
        """Show other words."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.hint.say(hint)
        self._place_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def undo(self) -> None:
        super().undo()
        self._place_parts()

    def _place_parts(self) -> None:
        look = theme()
        edge = look.px(Px.card_padding)
        button = self.clear_all.sizeHint()
        low = self.height() < look.px(Px.list_least)
        may_clear = len(self.strokes()) > 1 and not self.is_mark and not low
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = edge if mirrored else self.width() - edge - button.width()
        self.clear_all.setGeometry(left, self.height() - edge - button.height(), button.width(), button.height())
        had = self.clear_all.hasFocus()
        self.clear_all.setVisible(may_clear)
        if had and not may_clear:
            self.setFocus()
        line = self.base_line()
        start, end = round(line.x1()), round(line.x2())
        if may_clear and mirrored:
            start = max(start, self.clear_all.geometry().right() + edge)
        elif may_clear:
            end = min(end, left - edge)
        tall = self.hint.heightForWidth(end - start)
        self.keep_below(edge if low else tall + 2 * Px.half_grid)
        # On a low pad the words stand where she signs, so they go when she has.
        self.hint.setVisible(not low or self.ink is not Ink.ENOUGH)
        below = min(round(self.base_line().y1()) + edge, self.height() - tall - Px.half_grid)
        self.hint.setGeometry(start, Px.grid if low else below, max(end - start, 1), max(tall, 1))

    def _on_clear_clicked(self) -> None:
        self.clear()
        self._place_parts()
        self.setFocus()
