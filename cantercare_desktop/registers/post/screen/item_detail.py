"""One item in full: where it has been, who may collect it, and the deeds that are rarely needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.values import Collector, DeedNow, PostItemFull, PostItemId, Step
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.chips import Chip
from cantercare_desktop.ui.delays import Delay, QtDelay
from cantercare_desktop.ui.fitting import breakable, short
from cantercare_desktop.ui.labels import Label, Rule, TwoLines
from cantercare_desktop.ui.layouts import Scrolling
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.timeline import Timeline, TimelineStep
from cantercare_desktop.ui.tokens import Px, State, Words

#: Notes that somebody reads an item; false when that cannot be noted.
NoteView = Callable[[PostItemId], bool]

_AT_HAND = 4
_SETTLES_S = 0.25
_RARE_WIDTH = 210
#: Narrower than this, the deeds stand under the way of the item.
_SIDE_BY_SIDE = 500
_STATES = {
    "handed_over": State.GREEN,
    "missing": State.RED,
    "not_hers": State.AMBER,
    "opened": State.AMBER,
}
#: The order in which the deeds stand; handing over is the primary button of the page.
_ORDER = (
    "find", "come_back", "move", "return", "refuse", "open", "forward", "tell", "not_hers", "give_to_another", "miss",
    "correct", "log_in_error",
)  # fmt: skip


class ItemDetail(QWidget):
    """The detail of the chosen item. `deed_asked` carries a `DeedNow`; `receipt_asked` the id of a hand-over.

    Somebody who rests on an item reads it, and `note_view` hears of it; passing by with the arrow keys is no reading.
    What cannot be noted is not shown.
    """

    deed_asked = Signal(object)
    collector_asked = Signal()
    collector_withdrawn = Signal(object)
    receipt_asked = Signal(object)
    history_asked = Signal()

    def __init__(self, note_view: NoteView, *, delay: Delay | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("post.item")
        self._full: PostItemFull | None = None
        self._note_view, self._delay = note_view, delay or QtDelay(self)
        self._call_off: Callable[[], None] | None = None
        self._read: PostItemId | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = TwoLines("", name="post.item.title")
        self.state = Chip(name="post.item.state")
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setContentsMargins(Px.icon, Px.gap + 2, Px.icon, Px.gap)
        self._head.setSpacing(Px.gap)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._head)
        column.addWidget(Rule())
        self.body = QWidget()
        column.addWidget(Scrolling(self.body, name="post.item.scroll"), 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.body)
        self._row.setContentsMargins(Px.icon, Px.card_padding, Px.icon, Px.card_padding)
        self._row.setSpacing(Px.page_edge)
        self._row.addLayout(self._way(), 1)
        self._row.addLayout(self._rare())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._begin_rest()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme().px(_SIDE_BY_SIDE)
        for layout in (self._row, self._head):
            layout.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._head.setSpacing(Px.half_grid if narrow else Px.gap)

    @property
    def shown(self) -> PostItemFull | None:
        """The item that is shown."""
        return self._full

    def say(self, full: PostItemFull) -> None:
        """Show an item."""
        self._full = full
        item = full.item
        what = rules.what(item.kind, signed_for=False)
        self.title.say(f"{what} for {item.person.full}", f"{item.number}. {self._sender_says(full)}")
        self.state.say(item.state_word, _STATES.get(item.state, State.SLATE), icon=None)
        self._warn(full)
        self.way.say([_timeline_step(step) for step in full.steps])
        self.receipt.setVisible(full.hand_over is not None)
        self._say_collectors(full)
        self._show_deeds([deed for deed in full.deeds if deed.allowed and deed.deed != "hand_over"])
        self.history.setText(f"All post for {short(item.person.first)}")
        self.history.setAccessibleName(f"All post for {item.person.first}")
        self._begin_rest()

    def forget(self) -> None:
        """Show nothing about anybody."""
        self._full = self._read = None
        self._stop_rest()
        self.title.say("", "")
        self.state.say("")
        self.way.say(())
        self._show_collectors(())
        self._show_deeds([])
        for banner in (self.warning, self.contact):
            banner.say(State.RED, "", "")
            banner.hide()
        for label in (self.who_may, self.collectors_say):
            label.say("")
        self.history.setText("All post")
        self.history.setAccessibleName("All post")

    # -- inside

    def _begin_rest(self) -> None:
        self._stop_rest()
        if self._full is not None and self._full.item.id != self._read:
            self._call_off = self._delay(_SETTLES_S, self._on_rested)

    def _stop_rest(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None

    def _on_rested(self) -> None:
        self._call_off = None
        if self._full is None or not self.isVisible():
            return
        self._read = self._full.item.id
        if not self._note_view(self._read):
            self.forget()

    def _way(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Px.gap)
        self.warning = Banner(State.RED, "", name="post.item.warning", icon="alert")
        self.contact = Banner(State.RED, "", name="post.item.safe_contact", icon="phone")
        self.way = Timeline(name="post.item.way")
        self.receipt = Button("Show the receipt", name="post.item.receipt", icon="print")
        self.receipt.clicked.connect(self._on_receipt_clicked)
        column.addWidget(self.warning)
        column.addWidget(self.contact)
        column.addWidget(Label("Where it has been", Words.STRONG))
        column.addWidget(self.way)
        column.addWidget(self.receipt, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return column

    def _rare(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(Px.grid)
        self.who_may = Label("", Words.SECOND, ink="ink2", wrap=True, name="post.item.who_may")
        self.collectors_say = Label("", Words.SECOND, ink="ink2", wrap=True)
        self.name_collector = LinkButton("Name a collector", name="post.item.name_collector")
        self.name_collector.clicked.connect(self.collector_asked)
        self._collectors = QVBoxLayout()
        self._deeds = QVBoxLayout()
        self._deeds.setSpacing(Px.grid - 2)
        self._others = QWidget()
        self._others_column = QVBoxLayout(self._others)
        self._others_column.setContentsMargins(0, 0, 0, 0)
        self._others_column.setSpacing(Px.grid - 2)
        self._others.hide()
        self.more = LinkButton("More deeds", name="post.item.more_deeds")
        self.more.clicked.connect(self._on_more_clicked)
        self.asks = Label("", Words.CAPTION, ink="ink3", wrap=True, name="post.item.asks")
        self.history = LinkButton("All post", name="post.item.history")
        self.history.clicked.connect(self.history_asked)
        self.who_may_title = Label("Who may collect", Words.STRONG)
        column.addWidget(self.who_may_title)
        together = QVBoxLayout()
        together.setSpacing(0)
        together.addWidget(self.who_may)
        together.addWidget(self.collectors_say)
        column.addLayout(together)
        column.addLayout(self._collectors)
        column.addWidget(self.name_collector)
        column.addSpacing(Px.grid)
        self.something = Label("Something else?", Words.STRONG)
        column.addWidget(self.something)
        column.addLayout(self._deeds)
        column.addWidget(self._others)
        column.addWidget(self.more)
        column.addWidget(self.asks)
        column.addWidget(self.history)
        column.addStretch(1)
        for label in (self.who_may, self.collectors_say, self.asks):
            label.setFixedWidth(theme().px(_RARE_WIDTH))
        return column

    def _sender_says(self, full: PostItemFull) -> str:
        item = full.item
        if item.sensitive and item.sender:
            return "The sender is sensitive: do not say it aloud."
        return f"From {item.sender}" if item.sender else "The sender is not recorded."

    def _say_collectors(self, full: PostItemFull) -> None:
        to_collect = full.item.state in rules.TO_HAND_OVER
        named = [each for each in full.collectors if each.withdrawn_at is None]
        # Who is named stands below, each with the way to withdraw the name.
        may = full.who_may_collect
        self.who_may.say(breakable(f"{may.partition(', and today ')[0]}, and today:" if named else may))
        self.collectors_say.say("" if named else full.collectors_say)
        self.collectors_say.setVisible(to_collect and not named)
        for widget in (self.who_may_title, self.who_may, self.name_collector):
            widget.setVisible(to_collect)
        self._show_collectors(named if to_collect else ())

    def _warn(self, full: PostItemFull) -> None:
        first = full.item.person.first
        here = full.item.state in rules.HELD or full.item.state == "missing"
        self.warning.say(State.RED, "Who must not have it.", breakable(full.post_warning))
        self.warning.setVisible(here and bool(full.post_warning))
        self.contact.say(State.RED, f"Before you contact {first}.", breakable(full.safe_contact))
        self.contact.setVisible(here and bool(full.safe_contact))

    def _show_collectors(self, collectors: Sequence[Collector]) -> None:
        _empty(self._collectors)
        for collector in collectors:
            line = QWidget()
            column = QVBoxLayout(line)
            column.setContentsMargins(0, 0, 0, Px.half_grid)
            column.setSpacing(0)
            says = Label(breakable(f"{collector.name}. {collector.known_how}"), Words.SECOND, wrap=True)
            says.setFixedWidth(theme().px(_RARE_WIDTH))
            column.addWidget(says)
            first = short(collector.name.split()[0])
            withdraw = LinkButton(f"Withdraw {first}", name=f"post.collector.{collector.id}.withdraw")
            withdraw.setAccessibleName(f"Withdraw {collector.name} as collector")
            withdraw.clicked.connect(lambda _checked=False, each=collector: self.collector_withdrawn.emit(each.id))
            column.addWidget(withdraw, 0, Qt.AlignmentFlag.AlignLeft)
            self._collectors.addWidget(line)

    def _show_deeds(self, deeds: list[DeedNow]) -> None:
        _empty(self._deeds)
        _empty(self._others_column)
        deeds = sorted(deeds, key=lambda deed: _ORDER.index(deed.deed))
        for at, deed in enumerate(deeds):
            button = Button(deed.button, name=f"post.deed.{deed.deed}", size="row", align_left=True)
            button.clicked.connect(lambda _checked=False, each=deed: self.deed_asked.emit(each))
            button.setFixedWidth(theme().px(_RARE_WIDTH))
            (self._deeds if at < _AT_HAND else self._others_column).addWidget(button)
        self.something.setVisible(bool(deeds))
        self.asks.say(_asks(deeds))
        self.asks.setVisible(bool(self.asks.text()))
        self.more.setVisible(len(deeds) > _AT_HAND)
        self._others.hide()
        self.more.setText("More deeds")

    def _on_more_clicked(self) -> None:
        shows = not self._others.isVisible()
        self._others.setVisible(shows)
        self.more.setText("Fewer deeds" if shows else "More deeds")
        self.more.setAccessibleName(self.more.text())

    def _on_receipt_clicked(self) -> None:
        if self._full is not None and self._full.hand_over is not None:
            self.receipt_asked.emit(self._full.hand_over.id)


def _asks(deeds: Sequence[DeedNow]) -> str:
    asking = [deed for deed in deeds if deed.asks_reason]
    if not asking:
        return ""
    if len(deeds) == 1:
        which = "This asks"
    elif len(asking) == len(deeds):
        which = "Both ask" if len(deeds) == 2 else "All of these ask"
    else:
        which = "Most of these ask" if 2 * len(asking) > len(deeds) else "Some of these ask"
    opened = next((f" “{deed.button}” also asks for a witness." for deed in deeds if deed.asks_witness), "")
    return f"{which} for a reason.{opened}"


def _timeline_step(step: Step) -> TimelineStep:
    second = ". ".join(
        part
        for part in (
            step.second,
            f"Reason: {step.reason}" if step.reason else "",
            f"Witness: {step.witness}" if step.witness else "",
        )
        if part
    )
    return TimelineStep(breakable(step.title), breakable(second), is_next=step.is_next)


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
