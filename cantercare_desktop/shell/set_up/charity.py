"""Step 1: which profile the house follows, and where its records lie."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from cantercare_desktop.resources import resource
from cantercare_desktop.shell.set_up.step import Step, big_card, explaining_card
from cantercare_desktop.ui.buttons import LinkButton
from cantercare_desktop.ui.cards import Facts
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.fields import Field
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import Words
from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from cantercare_desktop.office.policy import Policy


class CharityStep(Step):
    """Chooses one of the profiles that ship; shows what it says of the organisation."""

    folder_asked = Signal()
    name = "charity"
    title = "Your charity"
    heading = "Which charity is this for?"
    lead = "The profile brings its names, places, periods and words. Everything else works the same."

    def __init__(self, folder: Path) -> None:
        super().__init__()
        from cantercare_desktop.office.policy import profiles

        self.profiles = Choice(
            [Option(path.stem, path.stem) for path in profiles(resource("profiles"))], name="set_up.profile"
        )
        self.field = Field("Profile", self.profiles, name="set_up.profile_field")
        self.facts = Facts(name="set_up.organisation")
        card = big_card("The profile", name="set_up.profile_card")
        card.add(self.field)
        card.add(self.facts)
        self.left.addWidget(card)
        where = big_card("Where the records lie", name="set_up.folder_card")
        self.folder = Label("", Words.SECOND, wrap=True, name="set_up.folder")
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        self.other = LinkButton("Choose another folder", name="set_up.other_folder")
        row.addWidget(self.other, 0, Qt.AlignmentFlag.AlignTop)
        where.body.addLayout(row)
        self.left.addWidget(where)
        self.right.addWidget(
            explaining_card(
                "You can change it later",
                "The profile is a plain file. It holds no names of people. Those you type in the next step, and they "
                "are kept encrypted.",
                name="set_up.about_profile",
            )
        )
        self.right.addWidget(
            explaining_card(
                "A folder on this computer",
                "The vault must lie on a disk of this computer, not on a stick or a server. It is encrypted from the "
                "first moment. Switch on the encryption of the whole disk as well.",
                name="set_up.about_folder",
            )
        )
        self._policies: dict[str, Policy] = {}
        self._read()
        self.profiles.option_chosen.connect(self._on_chosen)
        self.other.clicked.connect(self.folder_asked)
        self.show_folder(folder)

    @property
    def policy(self) -> Policy | None:
        """The chosen profile."""
        return self._policies.get(self.profiles.chosen)

    def show_folder(self, folder: Path) -> None:
        """Say where the vault will lie."""
        self.folder.say(str(folder))

    def check(self) -> bool:
        """A profile must be chosen."""
        if self.policy is None:
            self.field.show_error("Choose the profile of your charity.")
        return self.policy is not None

    def _read(self) -> None:
        from cantercare_desktop.office.policy import profiles, read_policy

        options = []
        for path in profiles(resource("profiles")):
            try:
                policy = read_policy(path)
            except Problem as problem:
                self.field.show_note(f"{problem.happened} {problem.next}")
                continue
            self._policies[policy.name] = policy
            options.append(Option(policy.name, policy.title))
        self.profiles.offer(options)
        if options:
            self.profiles.choose(options[0].key)
        self._on_chosen()

    def _on_chosen(self) -> None:
        policy = self.policy
        self.field.show_error(None)
        if policy is None:
            return
        who = policy.organisation
        rows = [
            ("Name", who.name),
            ("Registered", who.registration),
            ("Address", ", ".join(who.address)),
            ("Regulator", who.regulator),
            ("Keeps", " and ".join(policy.registers)),
            ("Languages", str(len(policy.languages))),
        ]
        self.facts.say([(label, value) for label, value in rows if value])
        self.changed.emit()
