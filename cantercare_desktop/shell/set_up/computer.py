"""Step 3: whether this computer can keep its part of the key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from cantercare_desktop.shell.set_up.step import Step, big_card, explaining_card
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.cards import Banner
from cantercare_desktop.ui.choices import Tick
from cantercare_desktop.ui.focus import FRAMES_ITSELF
from cantercare_desktop.ui.frame import Job
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import State, Words
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.vault.keys import DeviceSecrets

_TRIED_WITH = "set-up"


class ComputerStep(Step):
    """Tries the keyring: writes, reads back, removes. Without one, a key file must be chosen in so many words."""

    looked = Signal()
    name = "computer"
    title = "This computer"
    heading = "This computer keeps a part of the key"
    lead = "A password alone then opens nothing on another computer: a stolen copy of the records stays shut."

    def __init__(self, secrets: Callable[[], DeviceSecrets], jobs: Jobs) -> None:
        super().__init__()
        self._secrets = secrets
        self._jobs = jobs
        self._works: bool | None = None
        self.result = Banner(State.SLATE, "We look at the keyring of this computer.", name="set_up.keyring")
        self.again = Button("Try again", name="set_up.try_keyring")
        self.key_file = Tick("Keep this computer’s part in a key file instead", name="set_up.key_file")
        self.warning = Label(
            "A key file lies on the disk beside the records. Whoever takes the whole computer has both; then only the "
            "passwords protect the records. The program will remind you of it.",
            Words.SECOND,
            ink="amber",
            wrap=True,
        )
        card = big_card("The keyring", name="set_up.keyring_card")
        card.add(self.result)
        card.add(self.key_file)
        card.add(self.warning)
        card.body.addWidget(self.again)
        self.left.addWidget(card)
        self.right.addWidget(
            explaining_card(
                "What the keyring is",
                "Windows and most Linux desktops have a safe place for small secrets. It opens when someone signs in "
                "to the computer. Should it ever fail, the recovery key opens the records.",
                name="set_up.about_keyring",
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setProperty(FRAMES_ITSELF, True)
        self.again.clicked.connect(self._on_again)
        self.key_file.toggled.connect(lambda _on: self.changed.emit())
        self._show()

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is still where ``entered`` put it, also while another program is in front."""
        return self.window().focusWidget() is self

    @property
    def offers_key_file(self) -> bool:
        """Whether the keyring was looked at and cannot be used."""
        return self._works is False

    @property
    def uses_key_file(self) -> bool:
        """Whether a key file was chosen."""
        return self._works is False and self.key_file.isChecked()

    def missing(self) -> str:
        """A keyring that works, or the choice of a key file."""
        if self._works or self.uses_key_file:
            return ""
        return "We are looking at the keyring." if self._works is None else "Unlock the keyring, or choose a key file."

    def check(self) -> bool:
        """Nothing may be missing."""
        return not self.missing()

    def entered(self) -> None:
        """Look at the keyring, unless it was found to work. The page itself holds the keyboard meanwhile."""
        self.setFocus()
        if self._works:
            self.looked.emit()
        else:
            self._try()

    def _on_again(self) -> None:
        self.setFocus()
        self._try()

    def _try(self) -> None:
        self._works = None
        self._show()
        secrets = self._secrets
        self._jobs.run(
            Job("Looking at the keyring", lambda _progress: _keeps(secrets()), can_stop=False),
            self._on_tried,
            self._on_failed,
        )

    def _on_tried(self, kind: str) -> None:
        self._works = kind == "keyring"
        if not self._works:
            self.key_file.setChecked(True)
        self._show()
        self.looked.emit()

    def _on_failed(self, problem: Problem) -> None:
        self._works = False
        self._show()
        text = "Unlock or install a keyring and try again, or choose a key file."
        self.result.say(State.AMBER, problem.happened, text)
        self.looked.emit()

    def _show(self) -> None:
        if self._works is None:
            self.result.say(State.SLATE, "We look at the keyring of this computer.", "It may ask you to unlock it.")
        elif self._works:
            self.result.say(State.GREEN, "The keyring works.", "It kept a secret and gave it back.")
        else:
            self.result.say(State.AMBER, "This computer has no usable keyring.", "You can choose a key file.")
        offered = self._works is False
        for widget in (self.key_file, self.warning, self.again):
            widget.setVisible(offered)
        self.changed.emit()


def _keeps(secrets: DeviceSecrets) -> str:
    """Write a secret, read it back and remove it. Raises `KeyringTrouble`; returns the kind of store."""
    secrets.write(_TRIED_WITH, os.urandom(32))
    secrets.forget(_TRIED_WITH)
    return secrets.kind
