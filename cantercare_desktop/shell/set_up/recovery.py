"""Step 4: the recovery key, printed or written down, then typed back before going on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.shell.set_up.step import Step, big_card, explaining_card, pointed
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Banner, Card
from cantercare_desktop.ui.chips import Chip
from cantercare_desktop.ui.fields import Field, TextLine
from cantercare_desktop.ui.labels import Label, Rule
from cantercare_desktop.ui.painting import rounded, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

if TYPE_CHECKING:
    from cantercare_desktop.vault.keys import RecoveryKey

_BOX = 56
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})


class KeyGroup(QWidget):
    """One group of the key in large, even letters with its number."""

    def __init__(self, number: int, group: str) -> None:
        super().__init__()
        self._number, self._group = number, group
        self.setObjectName(f"recovery_key.group.{number}")
        self.setAccessibleName(f"Group {number}: {' '.join(group)}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(_BOX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        with QPainter(self) as painter:
            where = QRectF(self.rect())
            rounded(painter, where, fill=look.tokens.surface, edge=look.tokens.control, radius=Px.radius_control)
            font = QFont(look.font(Words.SECTION))
            font.setFamilies(["Noto Sans Mono", "Consolas", "monospace"])
            font.setWeight(QFont.Weight.Bold)
            painter.setFont(font)
            painter.setPen(look.colour("ink"))
            centre = where.adjusted(look.px(Px.gap_wide), 0, 0, 0)
            painter.drawText(centre, Qt.AlignmentFlag.AlignCenter, self._group)
            wide = painter.fontMetrics().horizontalAdvance(self._group)
            number = QRectF(centre.center().x() - wide / 2 - look.px(17), 0, look.px(Px.gap), self.height())
            write(painter, number, str(self._number), Words.CAPTION, look.tokens.ink2)


class KeyCard(Card):
    """The key, and two of its groups to type back. ``checked`` says whether both were typed right."""

    def __init__(self, key: RecoveryKey, asked: Sequence[int], on_changed: Callable[[], None]) -> None:
        super().__init__(name="recovery_key")
        self.key = key
        self.asked = tuple(asked)
        self.on_paper = False
        self._on_changed = on_changed
        edge = theme().px(Px.page_edge)
        self.body.setContentsMargins(edge, Px.gap_wide, edge, Px.icon)
        self.body.setSpacing(Px.gap)
        self.state = Chip("Not printed yet", State.AMBER, name="recovery_key.state")
        head = QHBoxLayout()
        head.addWidget(Label("Your recovery key", Words.SECTION), 1)
        head.addWidget(self.state)
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, group in enumerate(key.groups):
            grid.addWidget(KeyGroup(at + 1, group), at // 3, at % 3)
        self.by_hand = LinkButton("I have written it down by hand", name="recovery_key.by_hand")
        self.body.addLayout(head)
        self.body.addLayout(grid)
        letters = "There is no letter I, L, O or U in it: what looks like one is the figure 1 or 0."
        self.add(Label(letters, Words.SECOND, ink="ink2", wrap=True))
        self.body.addWidget(self.by_hand, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(Rule())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label("Then show us the paper is readable", Words.STRONG))
        one, other = (number + 1 for number in self.asked)
        self.task = Label("", Words.SECOND, ink="ink2", wrap=True, name="recovery_key.task")
        self.task.say(f"Type groups {one} and {other} from the paper. These boxes open when the key is on paper.")
        words.addWidget(self.task)
        self.body.addLayout(words)
        self.lines = [TextLine(name=f"recovery_key.typed.{number + 1}", longest=20) for number in self.asked]
        self.fields = [
            Field(f"Group {number + 1}", line, name=f"recovery_key.field.{number + 1}")
            for number, line in zip(self.asked, self.lines, strict=True)
        ]
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        for field in self.fields:
            field.setMaximumWidth(theme().px(170))
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        self.waiting = Label("Waiting for the paper", Words.CAPTION, ink="ink2", name="recovery_key.waiting")
        row.addWidget(self.waiting)
        row.addStretch(1)
        self.body.addLayout(row)
        for line in self.lines:
            line.setEnabled(False)
            line.textChanged.connect(self._on_typed)
        self.by_hand.clicked.connect(lambda: self.show_on_paper("Written down"))

    @property
    def checked(self) -> bool:
        """Whether both groups were typed as they stand on the paper."""
        return self.on_paper and all(
            _plain(line.text()) == _plain(self.key.groups[number])
            for number, line in zip(self.asked, self.lines, strict=True)
        )

    def show_on_paper(self, how: str) -> None:
        """Open the boxes: the key is on paper."""
        self.on_paper = True
        self.state.say(how, State.GREEN)
        for line in self.lines:
            line.setEnabled(True)
        self.waiting.say("")
        if self.isVisible():  # else the paper lies over it, and keeps the keyboard until it is closed
            self.lines[0].setFocus()
        self._on_changed()

    def _on_typed(self) -> None:
        for number, line, field in zip(self.asked, self.lines, self.fields, strict=True):
            typed, right = _plain(line.text()), _plain(self.key.groups[number])
            wrong = len(typed) >= len(right) and typed != right
            field.show_error("This is not what the paper says. Type it again." if wrong else None)
        self.waiting.say("Both are right." if self.checked else "", "green")
        self._on_changed()


class RecoveryStep(Step):
    """The next step opens when the key is on paper and two of its groups were typed back."""

    name = "recovery_key"
    title = "Recovery key"
    heading = "Print the recovery key and lock it away"
    lead = "It opens the records when nobody can sign in. It is shown once, now, and is not kept on this computer."

    def __init__(self, key: RecoveryKey, asked: Sequence[int], print_key: Callable[[], None]) -> None:
        super().__init__()
        self.card = KeyCard(key, asked, self.changed.emit)
        self.left.addWidget(self.card)
        self.print = Button("Print the recovery key", name="set_up.print_key", kind="primary", icon="print")
        self.print.clicked.connect(print_key)
        for widget in explanations():
            self.right.addWidget(widget)

    def missing(self) -> str:
        """Paper, then the two groups."""
        return "" if self.card.checked else "The next step opens when the key is on paper and checked."

    def check(self) -> bool:
        """Both groups must be right."""
        return self.card.checked

    def own_deed(self) -> Button | None:
        """Printing is what comes next, until it was done."""
        return None if self.card.checked else self.print


def explanations() -> tuple[QWidget, ...]:
    """The cards beside a recovery key: what is lost, what to do with the pages, what is no problem."""
    gone = Banner(
        State.RED,
        "If every password and this key are lost, the records are gone.",
        "Nobody can open them: not you, not the trustees, not a computer repairer. There is no back door.",
        name="recovery_key.warning",
    )
    pages = big_card("", name="recovery_key.pages")
    pages.body.setContentsMargins(Px.icon, Px.gap_wide, Px.icon, Px.gap)
    pages.body.setSpacing(0)
    pages.add(Label("What to do with the two pages", Words.STRONG))
    pages.add(pointed("archive", "Page 1", "goes in a sealed envelope in the charity’s safe. Sign across the flap."))
    pages.add(pointed("people", "Page 2", "goes to a trustee who lives elsewhere. A fire here must not take both."))
    pages.add(pointed("hide", "Never", "photograph it, e-mail it or keep it near this computer."))
    forgotten = explaining_card(
        "One forgotten password is no problem",
        "The Data Manager sets a new one. The key is only for when she is away or has left. You can make a new key in "
        "Settings; the old one then stops working.",
        name="recovery_key.forgotten",
    )
    return (gone, pages, forgotten)


def _plain(typed: str) -> str:
    return typed.upper().translate(_READ_AS).strip()
