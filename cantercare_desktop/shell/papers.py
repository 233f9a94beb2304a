"""The papers the shell prints: the recovery key, and what is due today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.datewords import clock_time, long_date, long_moment
from cantercare_desktop.office.papers import Paper
from cantercare_desktop.office.register import Due, Urgency

if TYPE_CHECKING:
    from cantercare_desktop.office.languages import Phrasebook
    from cantercare_desktop.office.policy import Policy
    from cantercare_desktop.office.signing import SheetWords
    from cantercare_desktop.office.staff import Actor
    from cantercare_desktop.vault.keys import RecoveryKey

#: Between the parts of a sheet in large print, in points.
_ROOM = 18.0
_HEADS = {Urgency.OVERDUE: "Overdue", Urgency.TODAY: "Due today", Urgency.THIS_WEEK: "This week"}


def recovery_paper(key: RecoveryKey, policy: Policy, now: datetime) -> Paper:
    """Return the two pages of a recovery key. Nothing of it is kept anywhere else."""
    from cantercare_desktop.paper.press import typeset
    from cantercare_desktop.paper.recovery import recovery_key_pages

    who = policy.organisation
    document = recovery_key_pages(key.groups, who.name, long_moment(now), who.one_line_address, stamped=now)
    return Paper("Recovery key", "recovery-key.pdf", typeset(document))


def sheet_paper(words: SheetWords, book: Phrasebook, policy: Policy, now: datetime) -> Paper:
    """Return one resident's sheet to read on paper, in large print and her language: her things and the sentence.

    It names nobody but her, no sender, and it is not for signing.
    """
    from cantercare_desktop.paper.blocks import Captions, Document, House, Large, Spacer, Strong
    from cantercare_desktop.paper.press import typeset

    who = policy.organisation
    things = tuple(Large((Strong(item.title), f"\n{item.second}")) for item in words.items)
    document = Document(
        words.title,
        House(who.name, who.one_line_address),
        (Large(words.lead), Spacer(_ROOM), *things, Spacer(_ROOM), Large(Strong(words.statement))),
        language=book.voice,
        printed_at=book.long_day(london_date(now)),
        made_at=now,
        captions=Captions(printed="{at}", page="{page} / {pages}"),
    )
    return Paper("Her sheet", "sheet.pdf", typeset(document))


def today_paper(due: Sequence[Due], policy: Policy, by: Actor, now: datetime) -> Paper:
    """Return the list of Today with a box to tick and a place for initials at every row."""
    from cantercare_desktop.paper.blocks import Column, Document, House, Strong
    from cantercare_desktop.paper.listing import ListGroup, listing
    from cantercare_desktop.paper.press import typeset

    groups = tuple(
        ListGroup(
            head,
            tuple(((Strong(each.title),), each.detail, each.state) for each in due if each.urgency is urgency),
            when_empty="Nothing.",
        )
        for urgency, head in _HEADS.items()
    )
    day = london_date(now)
    sheet = Document(
        "Today",
        House(policy.organisation.name, policy.organisation.one_line_address),
        printed_at=long_moment(now),
        printed_by=by.signs_as,
        made_at=now,
    )
    columns = (Column("What", 3.0), Column("About it", 3.0), Column("When", 1.4))
    document = listing(sheet, f"{long_date(day)}, {clock_time(now)}", columns, groups)
    about = frozenset(each.person for each in due if each.person is not None)
    return Paper("What is due today", f"today-{day:%Y-%m-%d}.pdf", typeset(document), about)
