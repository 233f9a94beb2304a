"""Settings: my password, and how this screen looks and locks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from cantercare_desktop.office.staff import RECOVERY
from cantercare_desktop.shell.look import SCALES, KeptLook
from cantercare_desktop.shell.settings.section import Section
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.fields import Field, PasswordLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.theme import Scheme, theme
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.shell.open_house import OpenHouse

_SCHEMES = (Option("system", "As the system is"), Option("light", "Light"), Option("dark", "Dark"))
_MINUTES = tuple(Option(str(at), f"{at} minute{'' if at == 1 else 's'}") for at in range(1, 16))


class PasswordSection(Section):
    """Changes one's own password, with the one of now."""

    name = "password"
    title = "My password"
    second = "Change it"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        card = self.card("My password", name="card")
        self.old = PasswordLine(name="settings.password.old")
        self.new = PasswordLine(name="settings.password.new")
        self.form = Form(
            [
                Field("Your password now", self.old, name="old_password"),
                Field("Your new password", self.new, name="password", hint="At least 12 characters, or four words."),
            ]
        )
        for field in self.form.fields:
            field.setMaximumWidth(theme().px(Px.list_most))
            card.add(field)
        self.change = Button("Change my password", name="settings.password.change", kind="primary")
        self.why_not = Label("", Words.SECOND, ink="ink2", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        row.addWidget(self.change)
        row.addWidget(self.why_not, 1)
        card.body.addLayout(row)
        if self.actor == RECOVERY:
            self.change.set_blocked("The recovery key has no password. Make a new key under Records.", self.why_not)
        self.change.clicked.connect(self._on_change)

    def forget(self) -> None:
        """Empty both fields."""
        self.old.clear()
        self.new.clear()

    def _on_change(self) -> None:
        old, new = self.old.text(), self.new.text()
        staff, by = self.house.staff, self.actor

        def done(_nothing: None) -> None:
            self.forget()
            self.tell("done", "Your password is changed.", "Use the new one from now on.")

        deed = lambda: staff.change_own_password(by, old, new)  # noqa: E731 - one deed, named beside its button
        self.do_slowly(self.change, "Changing…", deed, done, self.form)


class ScreenSection(Section):
    """The minutes until the lock, light or dark, and the size of the writing."""

    name = "screen"
    title = "Lock and look"
    second = "Minutes, light or dark, size"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        self._look = KeptLook(opened.vault.path)
        lock = self.card(
            "Lock", name="lock", text="When nobody touches the program, it locks. This cannot be switched off. "
            "Ctrl+L locks at once."
        )  # fmt: skip
        self.minutes = Choice(_MINUTES, name="settings.screen.minutes")
        self.minutes_field = Field("Lock after", self.minutes, name="lock_minutes")
        self.minutes_field.setFixedWidth(theme().px(Px.list_least))
        lock.body.addWidget(self.minutes_field, 0, Qt.AlignmentFlag.AlignLeft)
        self.why_not = Label("", Words.SECOND, ink="ink2", wrap=True, name="settings.screen.why_not")
        lock.add(self.why_not)
        look = self.card("Look", name="look", text="For everybody on this computer, from the sign-in page on.")
        self.scheme = Choice(_SCHEMES, name="settings.screen.theme")
        self.writing = Choice([Option(str(each), f"{each:.0%}") for each in SCALES], name="settings.screen.size")
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        row.addWidget(Field("Light or dark", self.scheme, name="theme"))
        row.addWidget(Field("Size of writing", self.writing, name="size"))
        row.addStretch(1)
        look.body.addLayout(row)
        self.minutes.option_chosen.connect(self._on_minutes)
        self.scheme.option_chosen.connect(self._on_look)
        self.writing.option_chosen.connect(self._on_look)
        self.show_now()

    def show_now(self) -> None:
        """Show what is chosen."""
        self.minutes.choose(str(self.house.settings.now().lock_minutes))
        may = self.house.settings.may_change(self.actor)
        self.minutes.setEnabled(may)
        self.why_not.say("" if may else "The Data Manager chooses the minutes.")
        self.why_not.setVisible(not may)
        self.scheme.choose(theme().scheme)
        self.writing.choose(str(theme().scale))

    def _on_minutes(self, key: str) -> None:
        minutes = int(key)
        if self.do(lambda: self.house.settings.lock_after(self.actor, minutes)) is not None:
            self.opened.lock_minutes_chosen.emit(minutes)
            self.tell("done", "Saved:", f"the screen locks after {self.minutes.text}.")
        self.show_now()

    def _on_look(self) -> None:
        scheme, scale = cast("Scheme", self.scheme.chosen), float(self.writing.chosen)
        self.do(lambda: self._look.choose(scheme, scale))
