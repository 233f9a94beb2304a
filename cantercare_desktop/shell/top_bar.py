"""The bar at the top: search, the back-up chip, who is signed in, and Lock."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy

from cantercare_desktop.office.staff import Actor
from cantercare_desktop.shell.brand import NO_BACK_UP
from cantercare_desktop.shell.search_box import SearchBox
from cantercare_desktop.ui.buttons import Button, Pressable
from cantercare_desktop.ui.chips import Chip
from cantercare_desktop.ui.painting import rounded, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words


class WhoButton(Pressable):
    """Who is signed in; pressing it opens the menu of what she may do about it."""

    def __init__(self, actor: Actor) -> None:
        super().__init__(actor.name, name="bar.who")
        self._actor = actor
        self.setAccessibleName(f"Signed in: {actor.name}, {actor.title}")
        self.setProperty("focus_radius", Px.radius_control)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        width = max(text_width(self._actor.name, Words.SECOND_STRONG), text_width(self._actor.title, Words.CAPTION))
        return QSize(round(min(width, look.px(200)) + 0.5) + look.px(Px.icon + 2 * Px.grid + 6), look.px(Px.button + 4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(Px.icon + 2 * Px.grid), theme().px(Px.button + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        tokens = look.tokens
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                rounded(painter, QRectF(self.rect()), fill=tokens.hover, edge=None, radius=Px.radius_control)
            side = look.px(Px.icon)
            look.icons.paint(painter, "person", QRectF(4, (self.height() - side) / 2, side, side), tokens.ink2)
            left = side + look.px(Px.grid) + 4
            line = look.px(18)
            room = QRectF(left, self.height() / 2 - line, self.width() - left, line)
            write(painter, room, self._actor.name, Words.SECOND_STRONG, tokens.ink)
            write(painter, room.translated(0, line - 1), self._actor.title, Words.CAPTION, tokens.ink2)


class TopBar(QFrame):
    """Emits what was asked for; the shell does it."""

    lock_asked = Signal()
    switch_asked = Signal()
    password_asked = Signal()
    sign_out_asked = Signal()

    def __init__(self, actor: Actor, search: SearchBox) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setProperty("surface", "bar")
        self.setFixedHeight(theme().px(Px.top_bar))
        self.search = search
        self.chip = Chip(NO_BACK_UP, State.AMBER, name="bar.backup")
        self.who = WhoButton(actor)
        self.lock = Button("Lock", name="bar.lock", icon="lock")
        self.lock.setToolTip("Ctrl+L")
        self.menu = self._make_menu()
        row = QHBoxLayout(self)
        row.setContentsMargins(Px.page_edge, 0, Px.gap_wide, 0)
        row.setSpacing(Px.gap_wide)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self.chip)
        row.addWidget(self.who)
        row.addWidget(self.lock)
        self.who.clicked.connect(self._on_who_clicked)
        self.lock.clicked.connect(self.lock_asked)

    def show_narrow(self, *, narrow: bool) -> None:
        """Leave the name out where there is no room for it; its accessible name stays."""
        self.who.setMaximumWidth(self.who.minimumSizeHint().width() if narrow else theme().px(280))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("bar.menu")
        for name, text, asked in (
            ("switch", "Switch person", self.switch_asked),
            ("password", "Change my password", self.password_asked),
            ("sign_out", "Sign out", self.sign_out_asked),
        ):
            action = menu.addAction(text)
            action.setObjectName(f"bar.menu.{name}")
            action.triggered.connect(asked)
        return menu

    def _on_who_clicked(self) -> None:
        corner = self.who.mapToGlobal(QPoint(self.who.width() - self.menu.sizeHint().width(), self.who.height()))
        self.menu.popup(corner)
