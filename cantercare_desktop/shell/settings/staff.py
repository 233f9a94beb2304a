"""Settings: who signs in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import moment, short_date
from cantercare_desktop.shell.settings.section import Section
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.choices import Choice, Option
from cantercare_desktop.ui.dates import DateLine
from cantercare_desktop.ui.fields import Field, PasswordLine, TextLine
from cantercare_desktop.ui.forms import Form
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.rows import GroupHead, Item, Row, Rows
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.tokens import Px, Words

if TYPE_CHECKING:
    from cantercare_desktop.shell.open_house import OpenHouse
    from cantercare_desktop.vault.keys import Member, Role

_ROLES = (Option("staff", "Staff"), Option("data_manager", "Data Manager"), Option("trustee", "Trustee"))
_ROLE_WORDS = {option.key: option.text for option in _ROLES}
#: The card of somebody who is not there yet; no member has this id.
_NEW = "new"


class StaffSection(Section):
    """A list of those who sign in, and the form of the chosen one."""

    name = "staff"
    title = "Who signs in"
    second = "Add, change, new password"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__(opened)
        self._may = self.house.staff.may_look_after(self.actor)
        self._member: Member | None = None
        self._card: str | None = None
        self._fresh: dict[str, str] = {}
        self._kept: dict[str, dict[str, str]] = {}
        self._build_list()
        self._build_form()
        self._build_password()
        self._build_leaving()
        self.show_now()

    def show_now(self) -> None:
        """Show everybody, and the chosen one."""
        members = self.house.staff.members()
        now = self.house.office.clock.now()
        items: list[Item] = [
            Row(each.id, each.name, second_line(each), icon="person", aside=_last(each, now)) for each in members
        ]
        left = self.house.staff.left()
        if left:
            items.append(GroupHead("Have left"))
            items += [
                Row(
                    f"left.{at}",
                    each.name,
                    f"{each.title}, until {short_date(london_date(each.left_at))}",
                    icon="person",
                )
                for at, each in enumerate(left)
            ]
        self.list.rows.ask(lambda after, _limit: (items if after is None else (), False))
        self.list_card.setFixedHeight(min(self.list.verticalHeader().length() + 2 * Px.grid, 420))
        if self._member is not None:
            self._member = next((each for each in members if each.id == self._member.id), None)
        self._show_member(self._member)

    def forget(self) -> None:
        """Empty list and fields."""
        self._card = None
        self._kept.clear()
        self.list.rows.forget()
        for line in (self.person, self.job, self.password, self.new_password, self.reason):
            line.clear()

    def primary_deed(self) -> None:
        """Save the card, or the new password where the keyboard is there."""
        if self.new_password.hasFocus():
            self.set_password.click()
        elif not self.form_card.isHidden():
            self.save.click()

    def draft(self) -> dict[str, object] | None:
        """Every card that was changed and not saved, and which is open."""
        self._keep_typed()
        return {"cards": dict(self._kept), "open": self._card} if self._kept else None

    def take_draft(self, draft: Mapping[str, object]) -> None:
        """Put the cards back, and open the one that was open."""
        cards, shown = draft.get("cards"), draft.get("open")
        if not self._may or not isinstance(cards, Mapping):
            return
        known = {_NEW, *(each.id for each in self.house.staff.members())}
        for key, typed in cards.items():
            if key in known and isinstance(typed, Mapping):
                self._kept[key] = {str(name): str(text) for name, text in typed.items()}
        if shown == _NEW:
            self._on_add()
        elif isinstance(shown, str) and shown in known:
            self.list.choose(shown)

    def _typed(self) -> dict[str, str]:
        return {
            "name": self.person.text(),
            "title": self.job.text(),
            "role": self.role.chosen or "",
            "until": self.pass_until.text(),
        }

    def _keep_typed(self) -> None:
        if self._card is None:
            return
        self._kept.pop(self._card, None)
        if self._typed() != self._fresh:
            self._kept[self._card] = self._typed()

    def _put_back(self) -> None:
        self._fresh = self._typed()
        kept = self._kept.get(self._card) if self._card is not None else None
        self.unsaved.say("What was changed here is not saved yet." if kept else "")
        if kept:
            self.person.setText(kept.get("name", ""))
            self.job.setText(kept.get("title", ""))
            self.role.choose(kept.get("role", "staff"))
            self.pass_until.setText(kept.get("until", ""))

    def _build_list(self) -> None:
        self.list = RowList(Rows(), name="settings.staff.list", says="Who signs in")
        self.list_card = ListCard(self.list)
        self.column.addWidget(self.list_card)
        self.add = Button("Add somebody", name="settings.staff.add", icon="plus")
        self.why_not = Label("", Words.SECOND, ink="ink2", wrap=True, name="settings.staff.why_not")
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        row.addWidget(self.add)
        row.addWidget(self.why_not, 1)
        self.column.addLayout(row)
        self.why_not.say("" if self._may else "The Data Manager adds and changes people.")
        self.add.setVisible(self._may)
        self.list.row_chosen.connect(self._on_chosen)
        self.add.clicked.connect(self._on_add)

    def _build_form(self) -> None:
        self.form_card = self.card("Somebody new", name="form")
        today = lambda: london_date(self.house.office.clock.now())  # noqa: E731 - asked at each key
        self.person = TextLine(name="settings.staff.name")
        self.job = TextLine(name="settings.staff.title")
        self.role = Choice(_ROLES, name="settings.staff.role")
        self.pass_until = DateLine(name="settings.staff.pass_until", today=today)
        self.password = PasswordLine(name="settings.staff.first_password")
        self.pass_field = Field("Pass until", self.pass_until, name="pass_until", check=self.pass_until.trouble)
        self.password_field = Field(
            "First password", self.password, name="password", hint="At least 12 characters, or four words."
        )
        self.form = Form(
            [
                Field("Name", self.person, name="name"),
                Field("Job title", self.job, name="title"),
                Field("May do", self.role, name="role"),
                self.pass_field,
                self.password_field,
            ]
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Px.gap)
        grid.setVerticalSpacing(Px.field_gap)
        for at, field in enumerate(self.form.fields):
            grid.addWidget(field, at // 2, at % 2, Qt.AlignmentFlag.AlignTop)
        self.form_card.body.addLayout(grid)
        self.save = Button("Save", name="settings.staff.save", kind="primary")
        self.save.keep_room_for("Adding…")
        self.unsaved = Label("", Words.SECOND, ink="ink2", wrap=True, name="settings.staff.unsaved")
        row = QHBoxLayout()
        row.setSpacing(Px.gap)
        row.addWidget(self.save)
        row.addWidget(self.unsaved, 1)
        self.form_card.body.addLayout(row)
        for line in (self.person, self.job, self.pass_until, self.password):
            line.returnPressed.connect(self.save.click)
        self.role.option_chosen.connect(lambda _key: self.show_pass())
        self.save.clicked.connect(self._on_save)

    def _build_password(self) -> None:
        self.password_card = self.card(
            "A new password", name="password", text="For somebody who has forgotten hers. Have her type it herself."
        )
        self.new_password = PasswordLine(name="settings.staff.new_password")
        self.password_form = Form(
            [Field("New password", self.new_password, name="password", hint="At least 12 characters, or four words.")]
        )
        self.password_card.add(self.password_form.fields[0])
        self.set_password = Button("Set the new password", name="settings.staff.set_password")
        self.password_card.body.addWidget(self.set_password, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_password.clicked.connect(self._on_set_password)
        self.new_password.returnPressed.connect(self.set_password.click)

    def _build_leaving(self) -> None:
        self.leaving_card = self.card(
            "Leaving", name="leaving", text="What was done under this name stays in the log. The vault gets a new key."
        )
        self.reason = TextLine(name="settings.staff.reason")
        why = Field("Why", self.reason, name="reason", hint="For the log, such as “last day today”.")
        self.leaving_form = Form([why])
        self.leaving_card.add(self.leaving_form.fields[0])
        self.disable = Button("Take away the way in", name="settings.staff.disable", kind="destroys")
        self.leaving_card.body.addWidget(self.disable, 0, Qt.AlignmentFlag.AlignLeft)
        self.disable.clicked.connect(self._on_disable)

    def _show_member(self, member: Member | None, *, new: bool = False) -> None:
        self._keep_typed()
        self._member = member
        shown = self._may and (new or member is not None)
        self._card = None if not shown else _NEW if member is None else member.id
        self.form_card.setVisible(shown)
        self.password_card.setVisible(shown and member is not None)
        self.leaving_card.setVisible(shown and member is not None and member.id != self.actor.member)
        self.password_field.setVisible(member is None)
        self.form.clear_errors()
        self.form_card.say(member.name if member is not None else "Somebody new")
        self.person.setText(member.name if member is not None else "")
        self.job.setText(member.title if member is not None else "")
        self.role.choose(member.role if member is not None else "staff")
        self.pass_until.show_date(member.pass_until if member is not None else None)
        self.save.name_deed("Save" if member is not None else "Add")
        if member is not None:
            self.disable.name_deed(f"Take away the way in of {member.name.split()[0]}")
        for line in (self.password, self.new_password, self.reason):
            line.clear()
        self._put_back()
        self.show_pass()

    def show_pass(self) -> None:
        """Ask for the last day only where there is one."""
        self.pass_field.setVisible(self.role.chosen == "trustee")

    def _on_chosen(self, key: object) -> None:
        self._show_member(next((each for each in self.house.staff.members() if each.id == key), None))

    def _on_add(self) -> None:
        self.list.choose(None)
        self._show_member(None, new=True)
        self.person.setFocus()

    def _on_save(self) -> None:
        if not self.form.is_good():
            return
        from cantercare_desktop.vault.keys import NewMember

        role = cast("Role", self.role.chosen or "staff")
        until = self.pass_until.day() if role == "trustee" else None
        name, title = self.person.text(), self.job.text() or _ROLE_WORDS[role]
        member, staff, by = self._member, self.house.staff, self.actor
        if member is None:
            new = NewMember(name, role, title, self.password.text(), until)
            self.do_slowly(self.save, "Adding…", lambda: staff.add(by, new), self._on_added, self.form)
            return
        changed = self.do(
            lambda: staff.change(by, member.id, name=name, role=role, title=title, pass_until=until), self.form
        )
        if changed is not None:
            self._card_done()
            self.tell("done", "Saved:", f"{changed.name}.")
            self.show_now()

    def _card_done(self) -> None:
        """Nothing of the open card is unsaved any more."""
        self._kept.pop(self._card or _NEW, None)
        self._card = None

    def _on_added(self, member: Member) -> None:
        self._card_done()
        self.tell("done", "Added:", f"{member.name} can sign in now.")
        self._member = member
        self.show_now()
        self.list.choose(member.id)

    def _on_set_password(self) -> None:
        member, typed = self._member, self.new_password.text()
        if member is None:
            return
        staff, by = self.house.staff, self.actor

        def done(_nothing: None) -> None:
            self.new_password.clear()
            self.tell("done", "The new password is set.", f"{member.name} can sign in with it now.")

        deed = lambda: staff.set_password(by, member.id, typed)  # noqa: E731 - one deed, named beside its button
        self.do_slowly(self.set_password, "Setting…", deed, done, self.password_form)

    def _on_disable(self) -> None:
        member, reason = self._member, self.reason.text()
        if member is None:
            return
        staff, by = self.house.staff, self.actor

        def done(_nothing: None) -> None:
            self._card_done()
            self._member = None
            self.show_now()
            self.list.setFocus()
            self.tell("done", "Done:", f"{member.name} cannot sign in any more. What she did stays in the log.")

        deed = lambda: staff.disable(by, member.id, reason)  # noqa: E731 - one deed, named beside its button
        self.do_slowly(self.disable, "Taking away…", deed, done, self.leaving_form)


def _last(member: Member, now: datetime) -> str:
    return "not signed in yet" if member.last_signed_in is None else moment(member.last_signed_in, now)


def second_line(member: Member) -> str:
    """Return a member's job, what she may do where her job does not say it, and the end of a pass."""
    words = _ROLE_WORDS[member.role]
    if member.title and (member.role == "staff" or words.casefold() in member.title.casefold()):
        words = member.title
    elif member.title:
        words = f"{member.title}, {words}"
    return words if member.pass_until is None else f"{words}, pass until {short_date(member.pass_until)}"
