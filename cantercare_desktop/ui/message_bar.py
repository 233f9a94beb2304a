"""The message bar: never modal, one message at a time, the most serious first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import CloseCross, LinkButton
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.frame import Message, MessageKind
from cantercare_desktop.ui.labels import IconLabel, Label, MixedLabel
from cantercare_desktop.ui.pointing import Pointer, QtPointer
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

_STATE: Final[dict[MessageKind, State]] = {
    "done": State.GREEN,
    "told": State.SLATE,
    "due": State.AMBER,
    "danger": State.RED,
}
_ICON: Final[dict[MessageKind, str]] = {"done": "check", "told": "info", "due": "clock", "danger": "alert"}
_WEIGHT: Final[dict[MessageKind, int]] = {"done": 1, "told": 0, "due": 2, "danger": 3}
GOES_AFTER: Final = 8.0
#: So long must the pointer have been still before the bar goes by itself, for then the page moves up.
STILL_FOR: Final = 2.0
_LOOKS_AGAIN: Final = 0.1
KEPT: Final = 50


@dataclass(slots=True, eq=False)
class _Waiting:
    message: Message
    shown: bool = False


class MessageStrip(QWidget):
    """One message drawn in its colour, with its deed, Details and the close cross."""

    closed = Signal()

    def __init__(self, message: Message, *, name: str = "message", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._state = _STATE[message.kind]
        ink = str(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.page_edge + 1, 0, Px.half_grid, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Px.grid)
        column.addLayout(row)
        top = Qt.AlignmentFlag.AlignTop
        line = theme().px(Px.message_bar) - Px.edge
        self.icon = IconLabel(_ICON[message.kind], size=Px.icon_small, ink=ink)
        row.addWidget(self.icon, 0, top)
        row.addSpacing(1)
        self.words = MixedLabel(Words.BODY, ink=ink, wrap=True)
        self.words.setObjectName(f"{name}.words")
        self.words.say(((f"{message.lead} " if message.lead else "", True), (message.text, False)), ink)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.words, 1)
        self.waiting = Label("", Words.CAPTION, ink=ink, name=f"{name}.waiting")
        self.waiting.hide()
        row.addWidget(self.waiting, 0, top)
        self.details = LinkButton("Details", name=f"{name}.details", ink=ink, words=Words.STRONG)
        self.details.clicked.connect(self._on_details_clicked)
        row.addWidget(self.details, 0, top)
        self.details.setVisible(bool(message.details))
        self.deed = LinkButton(message.deed or "", name=f"{name}.deed", ink=ink, words=Words.STRONG)
        row.addWidget(self.deed, 0, top)
        # What has no place yet would be shown as a window of its own, and take the keyboard.
        self.deed.setVisible(bool(message.deed))
        self.cross = CloseCross(name=f"{name}.close")
        self.cross.show_ink(ink)
        self.cross.clicked.connect(self.closed)
        row.addWidget(self.cross, 0, top)
        row.addSpacing(Px.half_grid)
        for widget in (self.icon, self.waiting, self.details, self.deed, self.cross):
            widget.setFixedHeight(line)
        self.words.setContentsMargins(0, Px.grid + 1, 0, Px.grid + 1)
        self._details_text = QPlainTextEdit(message.details)
        self._details_text.setObjectName(f"{name}.details_text")
        self._details_text.setAccessibleName("Details")
        self._details_text.setReadOnly(True)
        self._details_text.setFixedHeight(theme().px(2 * Px.message_bar))
        self._details_text.hide()
        column.addWidget(self._details_text)
        column.addSpacing(Px.edge)
        self.setAccessibleName(f"{message.lead} {message.text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._message = message
        self.deed.clicked.connect(self._on_deed_clicked)

    def count_waiting(self, count: int) -> None:
        """Say how many other messages wait behind this one."""
        self.waiting.say(f"{count} more" if count else "")
        self.waiting.setVisible(count > 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(super().sizeHint().height(), theme().px(Px.message_bar)))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(Px.message_bar))

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme().tokens.shade(self._state)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(shade.tint))
            painter.fillRect(QRectF(0, self.height() - Px.edge, self.width(), Px.edge), theme().colour("line"))
            right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = self.width() - Px.accent_bar if right else 0
            painter.fillRect(QRectF(left, 0, Px.accent_bar, self.height()), QColor(shade.line))

    def _on_details_clicked(self) -> None:
        self._details_text.setVisible(not self._details_text.isVisible())
        self.details.setText("Hide details" if self._details_text.isVisible() else "Details")
        self.details.setAccessibleName(self.details.text())
        self.details.updateGeometry()

    def _on_deed_clicked(self) -> None:
        do: Callable[[], None] | None = self._message.do
        self.closed.emit()
        if do is not None:
            do()


class MessageBar(QWidget):
    """Shows one message, the most serious first, the newest among equals; the others wait and are counted.

    Confirmations and information leave after 8 seconds but stay in ``recent``; amber and red stay until they are
    dealt with or closed. With no message the bar takes no room.

    The page below moves when the bar comes or goes. So nothing changes while a button of the mouse is down, and no
    message leaves by itself while the pointer moves: what somebody is about to press stays where it is.
    """

    def __init__(
        self,
        delay: Delay,
        pointer: Pointer | None = None,
        *,
        name: str = "message_bar",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("Messages")
        self._delay = delay
        self._pointer = pointer or QtPointer()
        self._last_place = self._pointer.place()
        self._waiting: list[_Waiting] = []
        self._recent: list[Message] = []
        self._now: _Waiting | None = None
        self._strip: MessageStrip | None = None
        self._call_off: list[Callable[[], None]] = []
        self._is_held = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def shown(self) -> Message | None:
        """The message that can be read now."""
        return self._now.message if self._now is not None else None

    @property
    def strip(self) -> MessageStrip | None:
        """The message that can be read now, as it is drawn."""
        return self._strip

    @property
    def waiting(self) -> int:
        """How many messages wait behind it."""
        return sum(1 for waiting in self._waiting if waiting is not self._now)

    @property
    def recent(self) -> tuple[Message, ...]:
        """What was said last, newest first."""
        return tuple(self._recent)

    def tell(self, message: Message) -> None:
        """Say something. The same message is not queued twice."""
        if any(waiting.message == message for waiting in self._waiting):
            return
        self._waiting.append(_Waiting(message))
        self._recent.insert(0, message)
        del self._recent[KEPT:]
        self._choose()

    def close_shown(self) -> None:
        """Close the message that can be read now; the next one comes up."""
        if self._now is not None:
            self._leave(self._now)

    def take_back(self, message: Message) -> None:
        """Close a message that has been dealt with elsewhere."""
        for waiting in self._waiting:
            if waiting.message == message:
                self._leave(waiting)
                return

    def forget(self) -> None:
        """Say nothing any more and remember nothing: the program is being locked."""
        self._waiting.clear()
        self._recent.clear()
        # Locking waits for no mouse: nothing of anybody may stay to be read.
        self._show(None)

    def _leave(self, waiting: _Waiting) -> None:
        if waiting in self._waiting:
            self._waiting.remove(waiting)
            self._choose()

    def _choose(self) -> None:
        order = list(enumerate(self._waiting))
        best = max(order, key=lambda one: (_WEIGHT[one[1].message.kind], one[0]))[1] if order else None
        if best is not self._now and self._pointer.is_down():
            self._hold()
        elif best is not self._now:
            self._show(best)
        if self._strip is not None:
            self._strip.count_waiting(self.waiting)

    def _hold(self) -> None:
        if not self._is_held:
            self._is_held = True
            self._delay(_LOOKS_AGAIN, self._on_held_long_enough)

    def _on_held_long_enough(self) -> None:
        self._is_held = False
        self._choose()

    def _note_place(self) -> None:
        self._last_place = self._pointer.place()

    def _leave_if_still(self, waiting: _Waiting) -> None:
        if self._pointer.place() == self._last_place and not self._pointer.is_down():
            self._leave(waiting)
            return
        self._note_place()
        self._call_off = [self._delay(STILL_FOR, lambda: self._leave_if_still(waiting))]

    def _show(self, waiting: _Waiting | None) -> None:
        for call_off in self._call_off:
            call_off()
        self._call_off = []
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        if self._strip is not None:
            self._column.removeWidget(self._strip)
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None
        self._now = waiting
        if waiting is not None:
            self._strip = MessageStrip(waiting.message)
            self._strip.closed.connect(lambda: self._leave(waiting))
            self._column.addWidget(self._strip)
            if had_focus:
                self._strip.cross.setFocus()
            if waiting.message.kind in ("done", "told"):
                self._call_off = [
                    self._delay(GOES_AFTER - STILL_FOR, self._note_place),
                    self._delay(GOES_AFTER, lambda: self._leave_if_still(waiting)),
                ]
        self.setVisible(waiting is not None)
