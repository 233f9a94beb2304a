"""One person's record: what is dangerous before what is true, then what happened, and who looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.registers.residents.screen.photograph import PhotographBox
from cantercare_desktop.registers.residents.screen.words import post_lead
from cantercare_desktop.registers.residents.values import PersonFull
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Banner, Card, Facts
from cantercare_desktop.ui.chips import Chip
from cantercare_desktop.ui.fitting import apart, breakable, short
from cantercare_desktop.ui.labels import Label, OneLine
from cantercare_desktop.ui.layouts import Scrolling, column_of
from cantercare_desktop.ui.rows import Item, Row, Rows, no_rows
from cantercare_desktop.ui.tables import RowList
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

#: From this width on, in pixels at 100 %, warnings stand beside the facts and the small cards beside the timeline.
_SIDE_BY_SIDE = 660
_BANNERS = 300
_SIDE = 260


@dataclass(frozen=True, slots=True)
class DeedWords:
    """A rarer deed of a record: its name inside the program, what its button says, and whether it destroys."""

    name: str
    text: str
    destroys: bool = False


class RecordHead(Card):
    """Photograph, facts, and beside or above them what one must know before doing anything."""

    def __init__(self, *, name: str) -> None:
        super().__init__(name=name)
        self.full_name = OneLine("", Words.SECTION, name=f"{name}.name")
        self.stage = Chip(name=f"{name}.stage")
        self.photograph = PhotographBox(name=f"{name}.photograph")
        self.facts = Facts(name=f"{name}.facts")
        self.contact = Banner(State.RED, "", name=f"{name}.safe_contact", icon="phone")
        self.post = Banner(State.RED, "", name=f"{name}.post_warning", icon="mail")
        self._banners = column_of((self.contact, self.post), spacing=Px.grid)
        title = QHBoxLayout()
        title.setSpacing(Px.gap)
        title.addWidget(self.full_name, 1)
        title.addWidget(self.stage)
        self.body.setSpacing(Px.gap)
        self.body.addLayout(title)
        self._grid = QGridLayout()
        self._grid.setSpacing(Px.gap_wide)
        self._grid.addWidget(self.photograph, 1, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.facts, 1, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._laid_out: tuple[bool, float] | None = None
        self.lay_out(side_by_side=True)

    def say(self, title: str, aside: str = "") -> None:
        """A head has no title row of its own."""
        super().say("", "")
        self.setAccessibleName(title)

    def show_person(self, full: PersonFull, stage: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show somebody."""
        name, details = full.name, full.details
        self.setAccessibleName(name.full)
        self.full_name.say(name.full)
        self.full_name.setToolTip(breakable(name.full) if len(name.full) > 60 else "")
        self.stage.say(stage, State.SLATE if name.stage == "left" else State.PLAIN)
        self.facts.say(facts)
        if full.photograph is None:
            self.photograph.show_none()
        else:
            self.photograph.show_picture(full.photograph.content, name.first)
        self.contact.say(State.RED, f"Before you contact {short(name.first)}:", apart(breakable(details.safe_contact)))
        self.contact.setVisible(bool(details.safe_contact))
        self.post.say(State.RED, post_lead(details.post_warning), apart(breakable(details.post_warning)))
        self.post.setVisible(bool(details.post_warning))
        self._banners.setVisible(bool(details.safe_contact or details.post_warning))

    def forget(self) -> None:
        """Hold nobody any more."""
        self.setAccessibleName("")
        for line in (self.full_name, self.stage):
            line.say("")
        self.full_name.setToolTip("")
        self.facts.say(())
        self.photograph.show_none()
        for banner in (self.contact, self.post):
            banner.say(State.RED, "")

    def lay_out(self, *, side_by_side: bool) -> None:
        """Put the warnings beside the facts, or above them where there is no room."""
        wanted = (side_by_side, theme().scale)
        if wanted == self._laid_out:
            return
        self._laid_out = wanted
        self._grid.removeWidget(self._banners)
        if side_by_side:
            self._banners.setFixedWidth(theme().px(_BANNERS))
            self._grid.addWidget(self._banners, 1, 2, Qt.AlignmentFlag.AlignTop)
        else:
            self._banners.setMinimumWidth(0)
            self._banners.setMaximumWidth(Px.fold_third)
            self._grid.addWidget(self._banners, 0, 0, 1, 2)


class TimelineCard(Card):
    """What all registers hold about her, newest first. ``row_opened`` carries the entry's key."""

    def __init__(self, *, name: str) -> None:
        super().__init__("Timeline", name=name, aside="newest first", padded=False)
        self.rows = Rows(no_rows)
        self.list = RowList(self.rows, name=f"{name}.list", says="Timeline, newest first")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Label("Nothing has been written down yet.", Words.SECOND, ink="ink2")
        self.empty.setContentsMargins(Px.card_padding, Px.gap, Px.card_padding, Px.gap)
        self.older = LinkButton("Show older entries", name=f"{name}.older")
        self.post = LinkButton("", name=f"{name}.post")
        links = QHBoxLayout()
        links.setContentsMargins(Px.card_padding, Px.grid, Px.card_padding, Px.gap)
        links.setSpacing(Px.page_edge)
        links.addWidget(self.post)
        links.addWidget(self.older)
        links.addStretch(1)
        self.add(self.list)
        self.add(self.empty)
        self.body.addLayout(links)
        self.body.addStretch(1)
        theme().changed.connect(self._set_height)

    def show_rows(self, rows: Sequence[Row], *, there_are_more: bool) -> None:
        """Show these rows, all of them: the page scrolls, the list does not."""
        shown: Sequence[Item] = tuple(rows)
        self.rows.ask(lambda after, _limit: ((), False) if after is not None else (shown, False))
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.older.setVisible(there_are_more)
        self._set_height()

    def name_post(self, text: str) -> None:
        """Name the way to her post."""
        self.post.setText(text)
        self.post.setAccessibleName(text)
        self.post.updateGeometry()

    def _set_height(self) -> None:
        self.list.setFixedHeight(self.list.verticalHeader().defaultSectionSize() * max(self.rows.rowCount(), 1))


class RecordView(QWidget):
    """A record that scrolls. Tells what was asked for: a deed by name, another person, older entries."""

    deed_asked = Signal(str)
    person_asked = Signal(object)
    all_looks_asked = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self.head = RecordHead(name=f"{name}.head")
        self.timeline = TimelineCard(name=f"{name}.timeline")
        self.deeds = Card("Something else?", name=f"{name}.deeds")
        self.family = Card("", name=f"{name}.family")
        self.address = Card("Forwarding address", name=f"{name}.address")
        self.address_text = Label("", Words.SECOND, wrap=True, name=f"{name}.address.text")
        self.address_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.address.add(self.address_text)
        self.looks = Card("Who looked at this", name=f"{name}.looks")
        self.looks_text = Label("", Words.SECOND, ink="ink2", wrap=True, name=f"{name}.looks.text")
        self.all_looks = LinkButton("Everybody who looked", name=f"{name}.looks.all")
        self.all_looks.clicked.connect(self.all_looks_asked)
        self.looks.add(self.looks_text)
        self.looks.add(self.all_looks)
        self._side = column_of((self.deeds, self.family, self.address, self.looks), spacing=Px.gap)
        self._inside = QWidget()
        self._grid = QGridLayout(self._inside)
        self._grid.setContentsMargins(0, 0, Px.half_grid, 0)
        self._grid.setSpacing(Px.gap)
        self._grid.addWidget(self.head, 0, 0, 1, 2)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.scrolling = Scrolling(self._inside, name=f"{name}.scrolling")
        column.addWidget(self.scrolling)
        self._laid_out: tuple[bool, float] | None = None
        self._lay_out()
        theme().changed.connect(self._lay_out)

    def show_deeds(self, deeds: Sequence[DeedWords]) -> None:
        """Offer these deeds; without one there is no card."""
        _empty(self.deeds)
        for deed in deeds:
            button = Button(
                deed.text,
                name=f"{self._name}.deed.{deed.name}",
                kind="destroys" if deed.destroys else "second",
                size="row",
                align_left=True,
            )
            button.clicked.connect(lambda _checked=False, asked=deed.name: self.deed_asked.emit(asked))
            self.deeds.add(button)
        self.deeds.setVisible(bool(deeds))

    def show_family(self, title: str, people: Sequence[PersonName]) -> None:
        """Show the way to her children's records, or to a child's mother's."""
        _empty(self.family)
        self.family.say(title)
        for person in people:
            link = LinkButton(short(person.full), name=f"{self._name}.family.{person.person}")
            link.setAccessibleName(f"Open the record of {person.full}")
            link.clicked.connect(lambda _checked=False, asked=person.person: self._on_family_clicked(asked))
            self.family.add(link)
        self.family.setVisible(bool(people))

    def show_address(self, address: str) -> None:
        """Show where her post may be sent on to."""
        self.address_text.say(breakable(address))
        self.address.setVisible(bool(address))

    def show_looks(self, says: str, *, there_are_more: bool) -> None:
        """Say who looked at this record."""
        self.looks_text.say(says)
        self.all_looks.setVisible(there_are_more)

    def forget(self) -> None:
        """Hold nobody any more."""
        self.head.forget()
        self.timeline.show_rows((), there_are_more=False)
        self.timeline.name_post("")
        self.show_deeds(())
        self.show_family("", ())
        self.show_address("")
        self.show_looks("", there_are_more=False)

    def to_top(self) -> None:
        """Show the beginning of the record."""
        self.scrolling.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.scrolling.verticalScrollBar()
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if pages is None or event.modifiers():
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + pages * bar.pageStep())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _on_family_clicked(self, person: PersonId) -> None:
        self.person_asked.emit(person)

    def _lay_out(self) -> None:
        side_by_side = self.width() >= theme().px(_SIDE_BY_SIDE)
        self.head.lay_out(side_by_side=side_by_side)
        wanted = (side_by_side, theme().scale)
        if wanted == self._laid_out:
            return
        self._laid_out = wanted
        self._grid.removeWidget(self._side)
        self._grid.removeWidget(self.timeline)
        self._grid.addWidget(self.timeline, 1, 0, 1, 1 if side_by_side else 2)
        if side_by_side:
            self._side.setFixedWidth(theme().px(_SIDE))
            self._grid.addWidget(self._side, 1, 1, Qt.AlignmentFlag.AlignTop)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(Px.fold_third)
            self._grid.addWidget(self._side, 2, 0, 1, 2)


def _empty(card: Card) -> None:
    while (item := card.body.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
