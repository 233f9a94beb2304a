"""The use cases around those who sign in: adding, changing, passwords, leaving, and what they did at the door."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from types import EllipsisType
from typing import Protocol

from sqlalchemy import select

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.records import StaffRecord
from cantercare_desktop.office.refusals import Refusal, refuse, refuse_if_any
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import RECOVERY, ROLE_TITLES, Actor
from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, text_refusals, tidy
from cantercare_desktop.office.work import Office, OpenVault, Work
from cantercare_desktop.vault.keys import Member, NewMember, RecoveryKey, Role, check_password_rules
from cantercare_desktop.vault.problems import PasswordTooWeak, Problem


class StaffVault(OpenVault, Protocol):
    """What these use cases need of an open vault beyond its tables: its slots."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone who may sign in, with the slots as they are now."""
        ...

    def check_password(self, member_id: str, password: str) -> bool:
        """Tell whether the password opens the member's slot. Raises `MustWait`."""
        ...

    def add_member(self, new: NewMember) -> Member:
        """Make a slot."""
        ...

    def set_password(self, member_id: str, new: str) -> None:
        """Make the slot anew with another password."""
        ...

    def change_member(
        self,
        member_id: str,
        *,
        name: str | None = None,
        role: Role | None = None,
        title: str | None = None,
        pass_until: date | EllipsisType | None = ...,
    ) -> Member:
        """Write another name, title, role or last day into the slot."""
        ...

    def remove_member(self, member_id: str) -> None:
        """Take the slot away and give the vault a new key."""
        ...

    def new_recovery_key(self, key: RecoveryKey) -> None:
        """Put a new recovery key in force; the old one opens nothing any more."""
        ...


@dataclass(frozen=True, slots=True)
class Left:
    """A former member of staff, still known by name."""

    name: str
    title: str
    left_at: datetime


def actor_of(member: Member | None) -> Actor:
    """Return who acts: a member, or whoever opened the vault with the recovery key."""
    if member is None:
        return RECOVERY
    return Actor(member=member.id, name=member.name, role=member.role, title=member.title or ROLE_TITLES[member.role])


class StaffService:
    """What is done about staff. Deeds with passwords take about a second each: run them as jobs."""

    def __init__(self, office: Office, vault: StaffVault) -> None:
        self._office = office
        self._vault = vault

    # -- at the door

    def came_in(self, by: Actor, *, again: bool) -> None:
        """Write down that someone signed in, or unlocked her own screen (`again`).

        The table of names is brought in line with the slots in the same deed, so that it heals after a power cut.
        """
        does = (
            "office.opened_with_recovery_key" if by == RECOVERY else "office.unlocked" if again else "office.signed_in"
        )
        with self._office.work(by, does) as work:
            self._write_names(work)

    def went_out(self, by: Actor, why: str, *, signed_out: bool) -> None:
        """Write down that the screen was locked or someone signed out, and why."""
        with self._office.work(by, "office.signed_out" if signed_out else "office.locked") as work:
            work.note(Ref("office", 0), why=why)

    def noticed(self, by: Actor, what: str) -> None:
        """Write down something odd about the vault that was found on opening it."""
        with self._office.work(by, "vault.noticed") as work:
            work.note(Ref("office", 0), noticed=what)

    # -- who there is

    def members(self) -> tuple[Member, ...]:
        """Return everyone who may sign in."""
        return self._vault.members

    def left(self) -> tuple[Left, ...]:
        """Return those who no longer sign in, the last to leave first."""
        with self._vault.reading() as session:
            gone = session.scalars(select(StaffRecord).where(StaffRecord.left_at.is_not(None)))
            found = [Left(each.name, each.title, each.left_at) for each in gone if each.left_at is not None]
        return tuple(sorted(found, key=lambda each: each.left_at, reverse=True))

    def name_of(self, member: str) -> str:
        """Return the name of anyone who was ever a member."""
        if member == RECOVERY.member:
            return RECOVERY.name
        with self._vault.reading() as session:
            record = session.get(StaffRecord, member)
            return record.name if record is not None else "Somebody"

    def may_look_after(self, by: Actor) -> bool:
        """Tell whether this member of staff may add and change the others."""
        return self._office.may(by, "staff.added")

    # -- deeds

    def add(self, by: Actor, new: NewMember) -> Member:
        """Let someone in. Raises `RefusedError` by field."""
        self._office.check_may(by, "staff.added")
        refuse_if_any(
            (*self._person_refusals(new.name, new.role, new.title, new.pass_until), *password_refusals(new.password))
        )
        member = self._vault.add_member(new)
        with self._office.work(by, "staff.added") as work:
            self._write_names(work)
        return member

    def change(
        self, by: Actor, member_id: str, *, name: str, role: Role, title: str, pass_until: date | None
    ) -> Member:
        """Change what someone is called and may do. Raises `RefusedError` by field, `WouldLockEveryoneOut`."""
        self._office.check_may(by, "staff.changed")
        refuse_if_any(self._person_refusals(name, role, title, pass_until, but=member_id))
        member = self._vault.change_member(
            member_id, name=tidy(name), title=tidy(title), role=role, pass_until=pass_until
        )
        with self._office.work(by, "staff.changed") as work:
            self._write_names(work)
            work.note(Ref("staff", 0), member=member_id, role=role, pass_until=pass_until)
        return member

    def disable(self, by: Actor, member_id: str, reason: str) -> None:
        """Take away someone's way in; the vault has a new key afterwards. A second of work for every 100 MB.

        Raises `RefusedError` without a reason, `WouldLockEveryoneOut`.
        """
        self._office.check_may(by, "staff.disabled")
        if member_id == by.member:
            raise refuse("You cannot take away your own way in. Ask the other Data Manager to do it.")
        refuse_if_any(text_refusals(reason, field="reason", what="The reason", limit=LINE_LIMIT, needed=True))
        self._vault.remove_member(member_id)
        with self._office.work(by, "staff.disabled") as work:
            self._write_names(work)
            work.note(Ref("staff", 0), member=member_id, reason=tidy(reason))

    def set_password(self, by: Actor, member_id: str, new: str) -> None:
        """Set a new password for someone who has forgotten hers. Raises `RefusedError`."""
        self._office.check_may(by, "staff.password_set")
        refuse_if_any(password_refusals(new))
        self._vault.set_password(member_id, new)
        with self._office.work(by, "staff.password_set") as work:
            work.note(Ref("staff", 0), member=member_id)

    def change_own_password(self, by: Actor, old: str, new: str) -> None:
        """Change one's own password. Raises `RefusedError`, or `MustWait` after several wrong ones."""
        self._office.check_may(by, "staff.own_password_changed")
        refuse_if_any(password_refusals(new))
        if old == new:
            raise refuse("The new password is the old one. Choose another.", "password")
        if not self._vault.check_password(by.member, old):
            raise refuse("That is not your password now. Type it again.", "old_password")
        self._vault.set_password(by.member, new)
        with self._office.work(by, "staff.own_password_changed"):
            pass

    def renew_recovery_key(self, by: Actor, key: RecoveryKey) -> None:
        """Put a new recovery key in force: only now does the old one stop working. A second for every 100 MB.

        Show `key`, have it put on paper and typed back first. Raises `RefusedError`, or the vault's `Problem` when the
        old key is still in force.
        """
        self._office.check_may(by, "staff.recovery_key_made")
        self._vault.new_recovery_key(key)
        # It is in force, and the vault has written down by whom: "not saved" would have her tear up the wrong paper.
        with suppress(Problem), self._office.work(by, "staff.recovery_key_made"):
            pass

    # -- inside

    def _person_refusals(
        self, name: str, role: Role, title: str, pass_until: date | None, *, but: str = ""
    ) -> tuple[Refusal, ...]:
        others = [each.name for each in self._vault.members if each.id != but]
        ended = {each.pass_until for each in self._vault.members if each.id == but}
        found = member_refusals(name, role, title, pass_until, others)
        # A pass that has ended may stay as it is while something else is put right.
        if pass_until is not None and pass_until < london_date(self._office.clock.now()) and pass_until not in ended:
            return (*found, Refusal("This day is over. Choose today or a day to come.", "pass_until"))
        return found

    def _write_names(self, work: Work) -> None:
        kept = {record.member: record for record in work.session.scalars(select(StaffRecord))}
        for member in self._vault.members:
            record = kept.pop(member.id, None)
            if record is None:
                record = StaffRecord(
                    member=member.id, name=member.name, role=member.role, title=member.title, joined_at=work.at
                )
                work.session.add(record)
            record.name, record.role, record.title, record.left_at = member.name, member.role, member.title, None
        for record in kept.values():
            if record.left_at is None:
                record.left_at = work.at


def member_refusals(
    name: str, role: Role, title: str, pass_until: date | None, others: Iterable[str]
) -> tuple[Refusal, ...]:
    """Say what is wrong with the name, title or last day of someone who is to sign in."""
    found = [
        *text_refusals(name, field="name", what="The name", limit=NAME_LIMIT, needed=True),
        *text_refusals(title, field="title", what="The job title", limit=NAME_LIMIT),
    ]
    if not found and tidy(name).casefold() in {tidy(other).casefold() for other in others}:
        found.append(Refusal("Somebody of this name signs in already. Add a surname or a second name.", "name"))
    if role == "trustee" and pass_until is None:
        found.append(Refusal("A trustee needs a pass with a last day. Choose the day.", "pass_until"))
    return tuple(found)


def password_refusals(password: str) -> tuple[Refusal, ...]:
    """Say why a password is too weak; an empty tuple means that it is not."""
    try:
        check_password_rules(password)
    except PasswordTooWeak as problem:
        return (Refusal(f"{problem.happened} {problem.next}", "password"),)
    return ()
