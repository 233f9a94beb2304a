"""What stands on an open vault: services, registers and their screens, and what the shell asks of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cantercare_desktop.office.register import Link
from cantercare_desktop.office.text import counted
from cantercare_desktop.resources import resource
from cantercare_desktop.shell.doors import System
from cantercare_desktop.shell.house import (
    Agreement,
    CardRow,
    House,
    HouseFrame,
    LedgerCheck,
    RailCount,
    ReceiptCheck,
    Room,
    SideCard,
)
from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.tokens import State

if TYPE_CHECKING:
    from cantercare_desktop.office.policy import Policy
    from cantercare_desktop.office.staff import Actor
    from cantercare_desktop.office.work import Office
    from cantercare_desktop.registers.post.service import PostService
    from cantercare_desktop.registers.post.values import WaitingFor
    from cantercare_desktop.registers.residents.service import ResidentsService
    from cantercare_desktop.ui.delays import Delay
    from cantercare_desktop.ui.frame import Progress
    from cantercare_desktop.ui.screens import Screen
    from cantercare_desktop.vault.vault import Vault

DEFAULT_PROFILE = "cantercare"
_MOST_WAITING = 6


def furnish(vault: Vault, frame: HouseFrame, system: System, pick_picture: Callable[[], Path | None]) -> House:
    """Build services and rooms on an open vault. Raises `ProfileProblem` where the vault's profile cannot be used."""
    from cantercare_desktop.house import open_house
    from cantercare_desktop.office.drafts import Drafts
    from cantercare_desktop.office.policy import read_policy
    from cantercare_desktop.office.settings import SettingsService, chosen_profile
    from cantercare_desktop.office.staff_service import StaffService, actor_of

    policy = read_policy(resource("profiles", f"{chosen_profile(vault) or DEFAULT_PROFILE}.toml"))
    stands = open_house(vault, policy, system.clock)
    office, languages = stands.office, stands.languages
    actor = actor_of(vault.member)
    rooms = _Rooms(
        vault=vault,
        office=office,
        actor=actor,
        frame=frame,
        delay=system.delay,
        pick_picture=pick_picture,
        residents=stands.residents,
        post=stands.post,
    )
    return House(
        actor=actor,
        office=office,
        staff=StaffService(office, vault),
        settings=SettingsService(office, vault),
        drafts=Drafts(office),
        languages=languages,
        rooms=rooms.all(),
        counts=rooms.counts,
        side_cards=rooms.side_cards,
        first_deed=rooms.first_deed(),
        check_receipt=rooms.check_receipt,
        check_log=rooms.check_log,
    )


@dataclass(frozen=True, slots=True)
class _Rooms:
    """What the shell asks about the registers, answered by their services."""

    vault: Vault
    office: Office
    actor: Actor
    frame: HouseFrame
    delay: Delay
    pick_picture: Callable[[], Path | None]
    residents: ResidentsService
    post: PostService

    @property
    def policy(self) -> Policy:
        return self.office.policy

    @property
    def has_post(self) -> bool:
        return "post" in self.policy.registers and self.office.may(self.actor, "post.read")

    def all(self) -> tuple[Room, ...]:
        residents = Room("residents", self.policy.words.residents.capitalize(), "people", self._residents_screen)
        return (residents, Room("post", "Post", "mail", self._post_screen)) if self.has_post else (residents,)

    def _residents_screen(self) -> Screen:
        from cantercare_desktop.registers.residents.screen import ResidentsScreen

        return ResidentsScreen(
            self.residents,
            self.actor,
            self.frame,
            pick_picture=self.pick_picture,
            delay=self.delay,
        )

    def _post_screen(self) -> Screen:
        from cantercare_desktop.registers.post.screen import PostScreen

        return PostScreen(self.post, self.frame, self.actor, self.policy, self.office.clock)

    def first_deed(self) -> tuple[str, str, Link] | None:
        return ("Log post", "mail", Link("post", deed="log")) if self.office.may(self.actor, "post.log") else None

    def counts(self) -> Mapping[str, RailCount]:
        if not self.has_post:
            return {}
        post = self.post.counts(self.actor)
        state = State.RED if post.overdue else State.AMBER if post.due else State.SLATE
        return {"post": RailCount(post.waiting, state, post.says)}

    def side_cards(self) -> Sequence[SideCard]:
        here = self.residents.counts(self.actor)
        words = self.policy.words
        lived_in = f"{counted(here.rooms_lived_in, 'room')} lived in"
        children = f", {words.children_counted(here.children)}"
        house = SideCard("", "", (CardRow("House", lived_in + (children if self.policy.has_children else "")),))
        return (self._post_waiting(), house) if self.has_post else (house,)

    def _post_waiting(self) -> SideCard:
        waiting = self.post.waiting(self.actor, _MOST_WAITING + 1)
        total = self.post.counts(self.actor).waiting
        rows = tuple(self._waiting_row(each) for each in waiting[:_MOST_WAITING])
        people = "people" if len(waiting) != 1 else "person"
        more = len(waiting) > _MOST_WAITING
        aside = counted(total, "item") if more else f"{counted(total, 'item')} for {len(waiting)} {people}"
        if not rows:
            return SideCard("Post waiting", "", (CardRow("Nothing waits to be handed over."),))
        return SideCard("Post waiting", aside, rows, "The rest is in Post." if more else "")

    def _waiting_row(self, each: WaitingFor) -> CardRow:
        state = {"red": State.RED, "amber": State.AMBER}.get(each.age)
        chip = ChipWords(each.chip, state, None) if state is not None else None
        return CardRow(each.person.full, each.what, each.chip, chip, Link("post", person=each.person.person))

    def check_receipt(self, number: str) -> ReceiptCheck:
        checked = self.post.check_receipt(self.actor, number)
        return ReceiptCheck(checked.says, tuple(Agreement(each.says, each.agrees) for each in checked.checks))

    def check_log(self, progress: Progress) -> LedgerCheck:
        with self.vault.reading() as session:
            found = self.vault.ledger.verify(
                session, lambda done, of: progress.say("Reading the log.", done, of), progress.stopped
            )
        if found.bad is not None:
            return LedgerCheck(
                whole=False,
                says=f"Entry {found.bad.seq:,} of the log is not as it was written. Tell the Data Manager, and keep "
                "this computer as it is.",
            )
        if not found.complete:
            return LedgerCheck(whole=True, says=f"Stopped. The first {found.count:,} entries are as they were written.")
        return LedgerCheck(whole=True, says=f"All {found.count:,} entries are as they were written. None is missing.")
