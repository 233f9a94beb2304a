"""One page with every component in every state, to be laid beside the picture of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import BusyCard, Card, EmptyState
from cantercare_desktop.ui.chips import Chip, ChipWords, FilterChip
from cantercare_desktop.ui.choices import Choice, Option, Radio, Tick
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.frame import Message
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.message_bar import MessageStrip
from cantercare_desktop.ui.rows import Item, Row, Rows
from cantercare_desktop.ui.signature_pad import SignaturePad
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.tokens import State, Words


def as_if_hovered(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, True)


def draw(pad: SignaturePad, spots: Sequence[QPoint]) -> None:
    """One stroke with the mouse."""
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=spots[0])
    for spot in spots[1:]:
        _drag(pad, spot)
    QTest.mouseRelease(pad, left, pos=spots[-1])


def _drag(pad: SignaturePad, spot: QPoint) -> None:
    where = QPointF(spot)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    moved = QMouseEvent(QEvent.Type.MouseMove, where, pad.mapToGlobal(where), Qt.MouseButton.NoButton, left, none)
    QApplication.sendEvent(pad, moved)


class Gallery(QWidget):
    """All components; ``focused`` is the field that should have the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1366, 768)
        sides = QHBoxLayout(self)
        sides.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        sides.setContentsMargins(28, 20, 28, 20)
        sides.setSpacing(28)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(10)
        right.setSpacing(10)
        sides.addLayout(left, 650)
        sides.addLayout(right, 632)
        self.focused = TextLine(name="gallery.focused")
        for part in (self._buttons(), self._fields(), self._rows()):
            left.addWidget(part)
        left.addStretch(1)
        for part in (self._chips(), self._messages(), self._cards(), self._pads()):
            right.addWidget(part)
        right.addStretch(1)

    def _buttons(self) -> QWidget:
        made, grid = _titled("Buttons")
        for column, word in enumerate(("Rest", "Hover", "Focus", "Disabled", "Busy"), start=1):
            grid.addWidget(Label(word, Words.CAPTION, ink="ink3"), 0, column)
        kinds = (("Primary", "primary", "Log post", "Logging…"), ("Second", "second", "Print", "Printing…"))
        for row, (word, kind, text, busy) in enumerate(
            (*kinds, ("Destroys", "destroys", "Erase", "Erasing…")), start=1
        ):
            grid.addWidget(Label(word, Words.SECOND, ink="ink2"), row, 0)
            for column in range(5):
                button = Button(text, name=f"gallery.{kind}.{column}", kind=kind)  # type: ignore[arg-type]
                button.setMinimumWidth(104)
                if column == 1:
                    as_if_hovered(button)
                if column == 3:
                    button.set_blocked("Choose who it is for.", Label())
                grid.addWidget(button, row, column + 1)
                if column == 4:
                    button.set_busy(busy)
        grid.setColumnMinimumWidth(0, 80)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        return made

    def _fields(self) -> QWidget:
        made, grid = _titled("Fields")
        rest = TextLine(name="gallery.rest")
        rest.setText("Leila Haddadi")
        self.focused.setText("le")
        off = TextLine(name="gallery.off")
        off.setEnabled(False)
        back = TextLine(name="gallery.back")
        back.setText("Tomorrow 09:00")
        stored = Choice([Option("a", "Drawer A"), Option("2", "Cupboard 2")], name="gallery.stored")
        stored.choose("a")
        bad = Field("Due back", back, name="gallery.back_field")
        bad.show_error("A file goes back the same day. Choose a time today.")
        choice = Field("Stored in", stored, name="gallery.stored_field", hint="A choice list: type to jump")
        ticks = QWidget()
        column = QVBoxLayout(ticks)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(0)
        ticked, radio = Tick("Ticked", name="gallery.ticked"), Radio("Chosen", name="gallery.chosen")
        ticked.setChecked(True)
        radio.setChecked(True)
        choices: tuple[QWidget, ...] = (ticked, Tick("Not ticked", name="gallery.not_ticked"), radio)
        for widget in choices:
            column.addWidget(widget)
        column.addStretch(1)
        fields: Sequence[QWidget] = (
            Field("Who is it for?", rest, name="gallery.rest_field", hint="Rest"),
            Field("Who is it for?", self.focused, name="gallery.focused_field", hint="Focus"),
            Field("Who is it for?", off, name="gallery.off_field", hint="Disabled: choose a type first"),
            bad,
            choice,
            ticks,
        )
        for at, field in enumerate(fields):
            grid.addWidget(field, at // 3, at % 3, Qt.AlignmentFlag.AlignTop)
        for at in range(3):
            grid.setColumnStretch(at, 1)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        return made

    def _rows(self) -> QWidget:
        made, grid = _titled("Rows")
        items: tuple[Item, ...] = (
            Row("rest", "Row at rest", "Second line", chip=ChipWords("2 days")),
            Row("due", "With a tick box and an icon", "Second line", icon="mail", can_tick=True,
                chip=ChipWords("4 days, due", State.AMBER)),
            Row("over", "With a deed", "Second line", icon="parcel", icon_state=State.RED, deed="Hand over",
                chip=ChipWords("9 days, overdue", State.RED)),
            Row("signed", "Chosen, with the keyboard here", "Second line", chip=ChipWords("Signed", State.GREEN)),
        )  # fmt: skip
        self.list = RowList(Rows(lambda _after, _limit: (items, False)), name="gallery.rows", says="Rows")
        self.list.rows.refresh()
        self.list.rows.tick(["due"])
        self.list.choose("signed")
        card = ListCard(self.list)
        card.setFixedHeight(210)
        grid.addWidget(card, 0, 0)
        return made

    def _chips(self) -> QWidget:
        made, grid = _titled("Chips")
        on = FilterChip("Filter on", name="gallery.filter")
        on.setChecked(True)
        chips = (
            Chip("Confirmed", State.GREEN),
            Chip("Due today", State.AMBER),
            Chip("Overdue", State.RED),
            Chip("On hold", State.SLATE, icon="hold"),
            Chip("Waiting"),
            on,
        )
        for at, chip in enumerate(chips):
            grid.addWidget(chip, 0, at)
        grid.setColumnStretch(len(chips), 1)
        grid.setHorizontalSpacing(8)
        return made

    def _messages(self) -> QWidget:
        made, grid = _titled("Message bar")
        grid.setVerticalSpacing(0)
        lost = "The receipt is saved: nothing is lost. Switch the printer on, then try again."
        back_up = "The records are safe here. Put in the back-up stick."
        messages = (
            Message("done", "Logged:", "parcel for Chloe Fenwick, in Cupboard 2.", deed="Undo"),
            Message("told", "", "Version 8 is a draft. Residents cannot see it."),
            Message("due", "No back-up for 2 days.", back_up),
            Message("danger", "The printer did not answer.", lost, deed="Try again"),
        )
        for at, message in enumerate(messages):
            grid.addWidget(MessageStrip(message, name=f"gallery.message{at}"), at, 0)
        return made

    def _cards(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        empty = Card(name="gallery.empty_card", padded=False)
        empty.add(
            EmptyState(
                "mail",
                "No post is waiting",
                "The last item was handed over today at 14:26.",
                name="gallery.empty",
                deed="Log post",
            )
        )
        busy = BusyCard("Making the pack", name="gallery.busy", on_stop=lambda: None)
        busy.show_progress("Page 92 of 167.", 92, 167)
        for word, card in (("Empty", empty), ("Busy", busy)):
            made_side, grid = _titled(word)
            card.setFixedHeight(168)
            grid.addWidget(card, 0, 0)
            row.addWidget(made_side, 1)
        return made

    def _pads(self) -> QWidget:
        made, grid = _titled("Signature pad")
        self.pads = tuple(SignaturePad(lambda: 0.0, name=f"gallery.pad{at}") for at in range(3))
        words = (
            "Empty: “Sign for these” is off",
            "Too little: “Please sign a bit more, or use My mark.”",
            "Enough: “Sign for these” is on",
        )
        for at, (pad, text) in enumerate(zip(self.pads, words, strict=True)):
            pad.setFixedHeight(104)
            grid.addWidget(pad, 0, at)
            grid.addWidget(Label(text, Words.CAPTION, ink="ink3", wrap=True), 1, at, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(at, 1)
        grid.setHorizontalSpacing(12)
        return made

    def sign(self) -> None:
        """Draw a little on the second pad and a name on the third, as a hand would."""
        for pad, spots in zip(self.pads[1:], (((0.22, 0.64), (0.27, 0.58)), _NAME), strict=True):
            draw(pad, [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in spots])
        self.pads[1].say_too_little(said=True)


_NAME = (
    (0.2, 0.68), (0.26, 0.45), (0.32, 0.28), (0.35, 0.45), (0.36, 0.6), (0.33, 0.53), (0.27, 0.54), (0.36, 0.5),
    (0.4, 0.6), (0.41, 0.66), (0.45, 0.56), (0.47, 0.66), (0.51, 0.56), (0.53, 0.66), (0.58, 0.58), (0.62, 0.66),
    (0.66, 0.57), (0.7, 0.66), (0.78, 0.6),
)  # fmt: skip


def _titled(title: str) -> tuple[QWidget, QGridLayout]:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(Label(title, Words.SECTION))
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    column.addLayout(grid)
    return made, grid
