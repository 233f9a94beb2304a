"""How the page of the post register is laid out, and how it folds when there is little room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import Clock
from cantercare_desktop.office.people import PersonName
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.screen.box_words import BoxLine
from cantercare_desktop.registers.post.screen.fast_row import FastRow
from cantercare_desktop.registers.post.screen.form_place import FormPlace
from cantercare_desktop.registers.post.screen.item_detail import ItemDetail
from cantercare_desktop.registers.post.screen.list_side import FILTERS, ListSide
from cantercare_desktop.registers.post.screen.post_list import PostList
from cantercare_desktop.registers.post.screen.taking import Taking, Unsaved
from cantercare_desktop.registers.post.screen.trying import attempt
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import PostItemId
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Card, EmptyState
from cantercare_desktop.ui.filters import FilterBar
from cantercare_desktop.ui.frame import Frame
from cantercare_desktop.ui.layouts import Columns, PageHead
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

#: Narrower than this, the filter stands in a line of its own and the second buttons are under "More".
_ROOMY, _LEAST = 1060, 560
_LIST_SHARE, _LIST_LEAST = 0.4, 260


class PostPage(Screen):
    """Every part of the page in its place; what they do is said by the screen."""

    def __init__(
        self, post: PostService, frame: Frame, by: Actor, policy: Policy, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._post, self._frame, self._by, self._policy, self._clock = post, frame, by, policy, clock
        self._roomy = True
        self._build()

    def minimumSizeHint(self) -> QSize:
        # What stands side by side in a wide page must not keep the page from being made narrow.
        return QSize(theme().px(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _build(self) -> None:
        self.head = PageHead("Post", name="post.head")
        self.filter = FilterBar(FILTERS, name="post.filter", says="Which post")
        self.head.add_filter(self.filter)
        self.count_box = Button("Count the box", name="post.count_box", icon="box")
        self.papers = Button("Papers", name="post.papers_button", icon="print")
        self.hand_over = Button("Hand over", name="post.hand_over", kind="primary", keys="Ctrl+Enter")
        self.head.add_second(self.papers)
        self.head.add_second(self.count_box)
        self.head.set_primary(self.hand_over)
        self.fast = FastRow(self._people, self._policy, self._clock)
        self.side = ListSide(self._clock)
        self.list = PostList(self._post, self._frame, self._by, self._clock, self.filter, self.side)
        self.item = ItemDetail(self._note_view)
        self.taking = Taking(self._post, self._frame, self._by, self._policy, self.head, self.hand_over, self.item)
        self.unsaved = Unsaved()
        self.box_line = BoxLine()
        self.empty = EmptyState("mail", "No item is chosen", name="post.empty", do=self.new_entry)
        card = Card(name="post.detail", padded=False)
        self.forms = FormPlace()
        self.forms.addWidget(self.empty)
        self.forms.addWidget(self.item)
        card.add(self.forms, 1)
        self.columns = Columns(self.side, card, name="post.columns")
        column = QVBoxLayout(self)
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        fast_line = QHBoxLayout()
        fast_line.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.gap)
        fast_line.addWidget(self.fast)
        column.addLayout(fast_line)
        self._filter_line = QHBoxLayout()
        self._filter_line.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0)
        self._filter_line.addStretch(1)
        self._filter_line.addWidget(self.box_line)
        column.addLayout(self._filter_line)
        self.told = QWidget()
        told = QVBoxLayout(self.told)
        told.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.gap)
        told.setSpacing(Px.grid)
        for banner in (self.unsaved, self.taking.warning):
            told.addWidget(banner)
        self.told.hide()
        column.addWidget(self.told)
        column.addWidget(self.columns, 1)

    def _fold(self, _width: str = "") -> None:
        look = theme()
        width = self.width()
        roomy = width >= look.px(_ROOMY)
        if self.columns.width_now != "narrow":
            share = round(width * _LIST_SHARE)
            self.side.setFixedWidth(min(max(share, look.px(_LIST_LEAST)), look.px(Px.list_most)))
        if roomy == self._roomy:
            self._name_primary()
            return
        self._roomy = roomy
        self.head.fold("wide" if roomy else "narrow")
        self.fast.fold(narrow=not roomy)
        self._filter_line.setContentsMargins(Px.page_edge, 0, Px.page_edge, 0 if roomy else Px.gap)
        if roomy:
            self.head.add_filter(self.filter)
        else:
            self._filter_line.insertWidget(0, self.filter)
        self.box_line.setVisible(not roomy)
        self.list.put_places_first(first=not roomy)
        self._name_primary()

    def _name_primary(self) -> None:
        """Say on the primary button what it does now."""
        raise NotImplementedError

    def _people(self, typed: str) -> tuple[PersonName, ...]:
        return attempt(self._frame, lambda: self._post.people(self._by, typed)) or ()

    def _note_view(self, item: PostItemId) -> bool:
        return attempt(self._frame, lambda: self._post.item(self._by, item, opened=True)) is not None
