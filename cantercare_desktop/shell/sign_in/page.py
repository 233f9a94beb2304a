"""The sign-in page: who are you, and your password. Nothing about residents is on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time, moment, short_date
from cantercare_desktop.shell.brand import PlainPage
from cantercare_desktop.shell.sign_in.password_panel import PasswordPanel
from cantercare_desktop.shell.sign_in.tiles import Tiles, TileWords
from cantercare_desktop.ui.buttons import LinkButton
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.labels import IconLabel, Label, Rule
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words
from cantercare_desktop.vault.problems import MustWait, Problem, WrongPassword

if TYPE_CHECKING:
    from cantercare_desktop.vault.keys.members import Member
    from cantercare_desktop.vault.signin import LockedNote

_WIDTH = 904
_RIGHT = 332
_DEMO_REASON = "Its people are made up. Choose a name, and the password is shown beside it."
_ROLE_WORDS = {"staff": "Staff", "data_manager": "Data Manager", "trustee": "Trustee"}


@dataclass(frozen=True, slots=True)
class Door:
    """What the page shows. ``locked`` tells who locked the screen, when and why.

    ``goes_back`` gives the title of the page a member was on; there are passwords only in the demo house.
    """

    members: Sequence[Member]
    now: datetime
    locked: LockedNote | None = None
    goes_back: Mapping[str, str] = field(default_factory=dict)
    demo_passwords: Mapping[str, str] = field(default_factory=dict)


class SignInPage(PlainPage):
    """Emits what the person asked for; whether it opens is the program's business."""

    password_given = Signal(str, str)
    recovery_asked = Signal()

    def __init__(self, delay: Delay, wait_left: Callable[[str], float]) -> None:
        super().__init__(
            name="sign_in",
            says="Sign in",
            width=_WIDTH,
            foot=("Nothing about residents is shown until you sign in.", "Every sign-in is recorded."),
        )
        self._wait_left = wait_left
        self._door: Door | None = None
        self.chip.show()
        self.tiles = Tiles()
        self.panel = PasswordPanel(delay)
        self.heading = Label("", Words.SIGN_IN_TITLE, name="sign_in.heading")
        self.reason = Label("", Words.BODY, ink="ink2", wrap=True, name="sign_in.reason")
        self.recovery = LinkButton("Open with the recovery key.", name="sign_in.recovery")
        self.middle.addStretch(1)
        self.middle.addLayout(self._head())
        self.middle.addSpacing(Px.grid * 2 + 4)
        self.middle.addWidget(self._card())
        self.middle.addSpacing(Px.gap)
        self.middle.addLayout(self._way_of_last_resort())
        self.middle.addStretch(1)
        self.tiles.member_chosen.connect(self._on_member_chosen)
        self.tiles.member_pressed.connect(self._on_member_pressed)
        self.panel.password_given.connect(self._on_password_given)
        self.panel.forgotten.connect(self._on_forgotten)
        self.recovery.clicked.connect(self.recovery_asked)

    def show_door(self, door: Door) -> None:
        """Show who may sign in, and what is known of the last one; the keyboard goes to where it is wanted."""
        self._door = door
        self.say_now(door.now)
        self._say_heading(door)
        names = [TileWords(each.id, each.name, self._second_line(each, door)) for each in door.members]
        if not any(each.role == "trustee" for each in door.members):
            names.append(TileWords("", "A trustee", "Needs a pass with a date"))
        chosen = door.locked.member_id if door.locked else ""
        known = {each.id for each in door.members}
        self.tiles.show_names(names, chosen if chosen in known else "\0")
        self.panel.who_helps.say(_who_helps(door.members))
        if chosen in known:
            self._ask(chosen)
            self.panel.password.setFocus()
        else:
            self.panel.explain("", "Choose a name first." if door.demo_passwords else "Choose your name first.")
            self.tiles.focus_names()

    def show_busy(self, text: str | None) -> None:
        """Show that a password is being tried."""
        self.tiles.setEnabled(text is None)
        self.recovery.setEnabled(text is None)
        self.panel.show_busy(text)

    def show_wrong(self, problem: WrongPassword | MustWait) -> None:
        """Say that the password was not right, and for how long to wait."""
        self.panel.show_wrong(problem)
        self._count_down()

    def show_refused(self, problem: Problem) -> None:
        """Say why this name does not sign in, whatever the password."""
        self.panel.note.say(f"{problem.happened} {problem.next}")

    def _say_heading(self, door: Door) -> None:
        locked = door.locked
        who = next((each.name for each in door.members if locked and each.id == locked.member_id), "")
        if locked is None:
            demo = bool(door.demo_passwords)
            self.heading.say("Sign in to the demo house" if demo else "Sign in")
            self.reason.say(_DEMO_REASON if demo else "Choose your name, then type your password.")
            return
        same_day = london_date(locked.at) == london_date(door.now)
        since = clock_time(locked.at) if same_day else moment(locked.at, door.now)
        self.heading.say(f"Locked since {since}")
        screen = f"{who}’s screen was locked" if who else "The screen was locked"
        self.reason.say(f"{screen} {locked.why}. Nothing was lost.")

    def _ask(self, member_id: str) -> None:
        door = self._door
        member = next((each for each in door.members if each.id == member_id), None) if door else None
        self.panel.stop_counting()
        if door is None or member is None:
            text = "The Data Manager gives a trustee a pass with a last day, in Settings. Then the name is here."
            self.panel.explain("A trustee", text)
            return
        last = "Has not signed in yet"
        if member.last_signed_in is not None:
            last = f"Last signed in {moment(member.last_signed_in, door.now)}"
        place = door.goes_back.get(member_id, "")
        note = f"You go back to {place}, where you were." if place else ""
        if member_id in door.demo_passwords:
            note = f"{note}\n" if note else ""
            note += f"This is the demo house. The password is: {door.demo_passwords[member_id]}"
        locked = door.locked is not None and door.locked.member_id == member_id
        self.panel.ask(member.name, last, note, deed="Unlock" if locked else "Sign in")
        self._count_down()

    def _count_down(self) -> None:
        chosen = self.tiles.chosen
        if chosen is not None and chosen.member:
            member = chosen.member
            self.panel.count_down(lambda: self._wait_left(member))

    def _second_line(self, member: Member, door: Door) -> str:
        words = member.title or _ROLE_WORDS[member.role]
        if member.pass_until is not None:
            over = member.pass_until < london_date(door.now)
            # The day comes first: where there is no room, the job is what is cut.
            return f"Pass {'ended' if over else 'until'} {_pass_day(member.pass_until)}, {words}"
        was_in = door.locked is not None and door.locked.member_id == member.id
        return f"{words}, was signed in" if was_in else words

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Px.gap_wide - 2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.heading)
        words.addWidget(self.reason)
        row.addWidget(IconLabel("lock", size=Px.icon_big, ink="accent"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        return row

    def _card(self) -> QWidget:
        card = QFrame()
        card.setProperty("card", True)
        row = QHBoxLayout(card)
        row.setContentsMargins(Px.edge, Px.edge, Px.edge, Px.edge)
        row.setSpacing(0)
        left = QVBoxLayout()
        edge = Px.page_edge - Px.focus_room
        left.setContentsMargins(edge, edge, edge, edge)
        left.setSpacing(Px.half_grid)
        title = Label("Who are you?", Words.SECTION)
        title.setContentsMargins(Px.focus_room, 0, 0, Px.half_grid)
        left.addWidget(title)
        left.addWidget(self.tiles, 1)
        self.panel.setFixedWidth(theme().px(_RIGHT))
        row.addLayout(left, 1)
        row.addWidget(Rule(upright=True))
        row.addWidget(self.panel)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._held = card
        return card

    def _way_of_last_resort(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Px.grid)
        row.addWidget(IconLabel("key", size=Px.icon_small, ink="ink2"))
        line = QHBoxLayout()
        line.setSpacing(Px.half_grid - 1)
        line.addWidget(Label("Can nobody sign in?", Words.SECOND, ink="ink2"))
        line.addWidget(self.recovery)
        self._envelope = Label("It is on paper, in the sealed envelope the trustees keep.", Words.SECOND, ink="ink2")
        self._envelope.setMinimumWidth(0)
        line.addWidget(self._envelope)
        row.addLayout(line)
        row.addStretch(1)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._envelope.setVisible(self.width() >= theme().px(Px.fold_detail))

    def _on_member_chosen(self, member: str) -> None:
        self._ask(member)

    def _on_member_pressed(self, member: str) -> None:
        if member:
            self.panel.password.setFocus()

    def _on_password_given(self, password: str) -> None:
        chosen = self.tiles.chosen
        if chosen is not None and chosen.member:
            self.password_given.emit(chosen.member, password)

    def _on_forgotten(self) -> None:
        self.panel.note.say(f"{self.panel.who_helps.text()} Ask in person. Nothing is lost in the meantime.")


def _who_helps(members: Sequence[Member]) -> str:
    names = [each.name for each in members if each.role == "data_manager"]
    if len(names) == 1:
        return f"The Data Manager, {names[0]}, can set a new one."
    return "The Data Manager can set a new one." if not names else f"{' or '.join(names[:3])} can set a new one."


def _pass_day(day: date) -> str:
    """Return "21 Dec": the weekday would take the room of the month."""
    return short_date(day).partition(" ")[2]
