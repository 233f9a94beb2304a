"""Cards: what belongs together on one surface. Never a card within a card."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.chips import ICON_OF_STATE
from cantercare_desktop.ui.labels import IconLabel, Label, MixedLabel, OneLine, Rule
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words


class Card(QFrame):
    """A surface with a title row (when it has a title) and a ``body`` to fill. ``padded`` leaves 16 px around it."""

    def __init__(
        self, title: str = "", *, name: str, aside: str = "", padded: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName(name)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.edge, Px.edge, Px.edge, Px.edge)
        column.setSpacing(0)
        self.title = OneLine(title, Words.STRONG)
        self.aside = Label(aside, Words.CAPTION, ink="ink2")
        self._head = QWidget()
        self._head.setFixedHeight(theme().px(Px.card_title) - Px.edge)
        row = QHBoxLayout(self._head)
        row.setContentsMargins(Px.card_padding, 0, Px.card_padding, 0)
        row.addWidget(self.title, 1)
        row.addWidget(self.aside)
        self._rule = Rule()
        column.addWidget(self._head)
        column.addWidget(self._rule)
        self.body = QVBoxLayout()
        room = Px.card_padding if padded else 0
        self.body.setContentsMargins(room, room, room, room)
        self.body.setSpacing(Px.grid if padded else 0)
        column.addLayout(self.body, 1)
        self.say(title, aside)

    def say(self, title: str, aside: str = "") -> None:
        """Give the card another title, and what stands small at its right."""
        self.title.say(title)
        self.aside.say(aside)
        self.setAccessibleName(title)
        self._head.setVisible(bool(title))
        self._rule.setVisible(bool(title))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the body."""
        self.body.addWidget(widget, stretch)


class Facts(QWidget):
    """Rows of a label and its value, as in "Files out   1 of 31, the rest in the cabinet"."""

    def __init__(self, rows: Iterable[tuple[str, str]] = (), *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Px.card_padding)
        self._grid.setVerticalSpacing(Px.half_grid + 1)
        self._grid.setColumnStretch(1, 1)
        self.say(rows)

    def say(self, rows: Iterable[tuple[str, str] | tuple[str, str, State]]) -> None:
        """Show these rows; a third part colours the value as a state."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, (label, value, *state) in enumerate(rows):
            ink = str(state[0]) if state else "ink"
            shown = Label(value, Words.SECOND_STRONG if state else Words.SECOND, ink=ink, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            # A value in Arabic script stands beside its label too, not at the far edge.
            shown.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            named = Label(label, Words.SECOND, ink="ink2")
            named.setMinimumWidth(theme().px(100))
            shown.setAccessibleName(f"{label}: {value}")
            self._grid.addWidget(named, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, at, 1)


class EmptyState(QWidget):
    """What is empty, the last thing that happened, and one way on."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str = "",
        *,
        name: str,
        deed: str = "",
        do: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(Px.page_edge, Px.card_padding, Px.page_edge, Px.card_padding)
        column.setSpacing(Px.grid)
        column.addStretch(1)
        self._icon = IconLabel(icon, size=Px.icon)
        self.title = Label(title, Words.STRONG, wrap=True)
        self.text = Label(text, Words.SECOND, ink="ink2", wrap=True)
        self.deed = Button(deed, name=f"{name}.deed", size="row")
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.title)
        column.addWidget(self.text)
        column.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        if do is not None:
            self.deed.clicked.connect(do)
        self.say(title, text, deed)

    def say(self, title: str, text: str = "", deed: str = "") -> None:
        """Say other words; without a deed there is no button."""
        self.title.say(title)
        self.text.say(text)
        self.text.setVisible(bool(text))
        self.deed.name_deed(deed)
        self.deed.setVisible(bool(deed))


class ProgressLine(QProgressBar):
    """The bar of what is done or of what is left; its words stand beside it, never on it."""

    def __init__(self, *, name: str, state: State = State.ACCENT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextVisible(False)
        self.setProperty("state", str(state))

    def show_fraction(self, done: float, state: State | None = None) -> None:
        """Fill the bar from 0.0 to 1.0."""
        self.setRange(0, 1000)
        self.setValue(round(min(max(done, 0.0), 1.0) * 1000))
        if state is not None and self.property("state") != str(state):
            self.setProperty("state", str(state))
            self.style().unpolish(self)
            self.style().polish(self)


class BusyCard(Card):
    """What is being done, how far it is, and Stop."""

    def __init__(self, title: str, *, name: str, on_stop: Callable[[], None] | None = None) -> None:
        super().__init__(name=name)
        self.setAccessibleName(title)
        self.what = Label(title, Words.STRONG)
        self.how_far = Label("", Words.SECOND, ink="ink2", wrap=True)
        self.bar = ProgressLine(name=f"{name}.progress")
        self.bar.setAccessibleName(title)
        self.stop = Button("Stop", name=f"{name}.stop", size="row")
        if on_stop is None:
            self.stop.hide()
        else:
            self.stop.clicked.connect(on_stop)
        self.body.setSpacing(Px.gap)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.how_far)
        self.body.addLayout(words)
        self.add(self.bar)
        self.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.show_progress("", 0, 0)

    def show_progress(self, text: str, done: int, of: int) -> None:
        """Say how far it is; with ``of`` 0 the end is not known and the bar only moves."""
        self.how_far.say(f"{text} You can go on working.".strip())
        if of > 0:
            self.bar.show_fraction(done / of)
        else:
            self.bar.setRange(0, 0)


class Banner(QFrame):
    """A sentence that stands inside the content and does not close: a hold, a safe-contact warning."""

    def __init__(
        self,
        state: State,
        lead: str,
        text: str = "",
        *,
        name: str,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(Px.card_padding, Px.field_padding, Px.card_padding, Px.field_padding)
        row.setSpacing(Px.gap)
        self._icon = IconLabel(icon or ICON_OF_STATE.get(state, "info"), size=Px.icon_small, ink=str(state))
        self._fixed_icon = icon
        self.words = MixedLabel(Words.SECOND, ink=str(state), wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.say(state, lead, text)

    def say(self, state: State, lead: str, text: str = "") -> None:
        """Say something else, in the colour of its state."""
        self._icon.show_icon(self._fixed_icon or ICON_OF_STATE.get(state, "info"), str(state))
        self.words.say(((f"{lead} ", True), (text, False)), ink=str(state))
        self.setAccessibleName(f"{lead} {text}".strip())
        self.setProperty("banner", str(state))
        self.style().unpolish(self)
        self.style().polish(self)
