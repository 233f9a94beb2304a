"""Step 2: the Data Manager, and whoever else is to sign in from the first day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from cantercare_desktop.shell.set_up.step import Step, explaining_card
from cantercare_desktop.ui.buttons import Button, LinkButton
from cantercare_desktop.ui.cards import Card
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.fields import Field, PasswordLine, TextLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.vault.keys import NewMember, Role

_ROLES = (Option("data_manager", "Data Manager"), Option("staff", "Staff"))
_TITLES = {"data_manager": "Data Manager", "staff": "Staff"}


class PersonForm(Card):
    """Name, role, job title and password of one person who is to sign in."""

    def __init__(self, number: int, role: Role) -> None:
        super().__init__(name=f"set_up.person.{number}")
        edge = Px.page_edge
        self.body.setContentsMargins(edge, Px.gap_wide, edge, Px.gap_wide)
        self.name = TextLine(name=f"set_up.person.{number}.name")
        self.title_line = TextLine(name=f"set_up.person.{number}.title")
        self.role = Choice(_ROLES, name=f"set_up.person.{number}.role")
        self.role.choose(role)
        self.password = PasswordLine(name=f"set_up.person.{number}.password")
        self.form = Form(
            [
                Field("Name", self.name, name="name"),
                Field("Job title", self.title_line, name="title", hint="Stands under the name: “Staff, nights”."),
                Field("May do", self.role, name="role"),
                Field("Password", self.password, name="password", hint="At least 12 characters, or four words."),
            ]
        )
        self.remove = LinkButton("Take away", name=f"set_up.person.{number}.remove")
        head = QHBoxLayout()
        head.addWidget(Label("The Data Manager" if number == 1 else f"Person {number}", Words.STRONG), 1)
        head.addWidget(self.remove)
        if number == 1:
            self.remove.hide()
        self.role.setEnabled(number > 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Px.gap)
        grid.setVerticalSpacing(Px.field_gap)
        for at, field in enumerate(self.form.fields):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addLayout(grid)

    def check(self, others: Sequence[str]) -> bool:
        """Say beside each field what is wrong with it."""
        from cantercare_desktop.office.staff_service import member_refusals, password_refusals

        refused = (
            *member_refusals(self.name.text(), self._role, self.title_line.text(), None, others),
            *password_refusals(self.password.text()),
        )
        self.form.clear_errors()
        self.form.show_errors({each.field or "name": each.says for each in refused})
        return not refused

    def member(self) -> NewMember:
        """Return the person as she was typed."""
        from cantercare_desktop.vault.keys import NewMember

        title = self.title_line.text().strip() or _TITLES[self._role]
        return NewMember(self.name.text().strip(), self._role, title, self.password.text())

    def forget(self) -> None:
        """Empty the password."""
        self.password.clear()

    @property
    def _role(self) -> Role:
        return cast("Role", self.role.chosen or "staff")


class PeopleStep(Step):
    """One person must be the Data Manager; others can follow here or later in Settings."""

    name = "people"
    title = "The first people"
    heading = "Who signs in first?"
    lead = "Everybody signs in with a name and a password of her own. Each should type her password herself."

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PersonForm] = []
        self.add = Button("Add another person", name="set_up.add_person", icon="plus")
        self._add_form("data_manager")
        self.left.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.right.addWidget(
            explaining_card(
                "What each may do",
                "The Data Manager looks after those who sign in, the settings and the checks. Staff do the daily work. "
                "A trustee gets a pass with a last day, later, in Settings.",
                name="set_up.about_roles",
            )
        )
        self.right.addWidget(
            explaining_card(
                "A good password is long",
                "Four words that have nothing to do with each other are easy to keep in mind and hard to guess. "
                "Capitals and signs are not needed.",
                name="set_up.about_passwords",
            )
        )
        self.right.addWidget(
            explaining_card(
                "Better two than one",
                "Add a second Data Manager if you have one. Then each can set a new password for the other.",
                name="set_up.about_two",
            )
        )
        self.add.clicked.connect(self._on_add)

    def check(self) -> bool:
        """Every person must be complete, and no two may have one name."""
        good = True
        for form in self.forms:
            others = [each.name.text() for each in self.forms if each is not form]
            good = form.check(others if form is not self.forms[0] else []) and good
        for form in self.forms:
            if form.form.go_to_first_bad() is not None:
                break
        return good

    def members(self) -> tuple[NewMember, ...]:
        """Return the people as they were typed, the Data Manager first."""
        return tuple(form.member() for form in self.forms)

    def entered(self) -> None:
        """Go to the first name."""
        self.forms[0].name.setFocus()

    def forget(self) -> None:
        """Empty every password."""
        for form in self.forms:
            form.forget()

    def _on_add(self) -> None:
        form = self._add_form("staff")
        form.show()  # the layout would show it only later, and what is hidden takes no keyboard
        form.name.setFocus()

    def _add_form(self, role: Role) -> PersonForm:
        form = PersonForm(len(self.forms) + 1, role)
        self.forms.append(form)
        self.left.insertWidget(len(self.forms) - 1, form)
        form.remove.clicked.connect(lambda: self._remove(form))
        return form

    def _remove(self, form: PersonForm) -> None:
        self.forms.remove(form)
        form.hide()
        form.deleteLater()
        self.add.setFocus()
