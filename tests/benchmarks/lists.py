"""Every list opened and every search answered: the large vault beside the small one, each in turn.

Both houses have the same present, and in both each list fills its page: what differs is the past behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Period, Register
from cantercare_desktop.registers.post.values import HandOver, PostItemId, PostQuery, PostRow
from cantercare_desktop.registers.residents.values import PeopleQuery
from tests.benchmarks.houses import Opened, opened
from tests.benchmarks.measuring import Deed, Measured, enough_times, in_turns
from tests.support.long_history import TODAY

MOST_MS = 100.0
MOST_TIMES_SMALL = 1.5
SECONDS_EACH = 2.0
HITS = 8
Deeds = Mapping[str, Deed]


def measure() -> Iterator[Measured]:
    """Time every list and search in turns."""
    with opened("large", "lists") as large, opened("small", "lists") as small:
        in_large, in_small = _deeds(large), _deeds(small)
        for what, deed in in_large.items():
            beside = in_small[what]
            times = enough_times((deed, beside), SECONDS_EACH)
            here, there = in_turns(deed, beside, times)
            yield Measured(f"{what}, large vault, p95", here.p95_ms, "ms", MOST_MS)
            yield Measured(f"{what}, against the small vault", here.p95_ms / there.p95_ms, "times", MOST_TIMES_SMALL)


def _deeds(at: Opened) -> Deeds:
    known = _known(at)
    return {**_post_lists(at, known), **_post_details(at, known), **_people(at, known), **_house(at, known)}


@dataclass(frozen=True, slots=True)
class _Known:
    """What the questions ask about, taken from this house itself."""

    waiting: tuple[PostRow, ...]
    old: tuple[PostRow, ...]
    here: tuple[PersonId, ...]
    pages_within: Mapping[str, tuple[str, ...]]
    given: HandOver
    tracking: str


def _known(at: Opened) -> _Known:
    post = at.house.post
    waiting = post.page(at.by, PostQuery("waiting")).rows
    cursors: dict[str, tuple[str, ...]] = {}
    oldest: tuple[PostRow, ...] = ()
    for view in ("all", "handed_over"):
        walked: list[str] = []
        asked = PostQuery(view, limit=200)
        page = post.page(at.by, asked)
        while page.after is not None:
            walked.append(page.after)
            page = post.page(at.by, PostQuery(view, after=page.after, limit=200))
        oldest = page.rows
        cursors[view] = tuple(walked[len(walked) // 2 :])
    given = post.item(at.by, next(row.id for row in oldest if row.hand_over is not None)).hand_over
    assert given is not None
    parcels = post.page(at.by, PostQuery("all", kind="parcel", limit=200)).rows
    tracking = next(text for row in parcels if (text := post.item(at.by, row.id).item.tracking))
    here = tuple(dict.fromkeys(row.person.person for row in waiting))
    return _Known(waiting, oldest, here, cursors, given, tracking)


def _post_lists(at: Opened, known: _Known) -> Deeds:
    her = known.waiting[0].person
    month = TODAY - timedelta(days=30)
    asked = {
        "waiting": PostQuery("waiting"),
        "waiting, one kind and place": PostQuery("waiting", kind="letter", place="Drawer A"),
        "waiting, a name typed": PostQuery("waiting", words=her.first),
        "handed over": PostQuery("handed_over"),
        "handed over, one person": PostQuery("handed_over", person=her.person),
        "handed over, one kind": PostQuery("handed_over", kind="parcel"),
        "handed over, one kind in one place": PostQuery("handed_over", kind="large_letter", place="Drawer B"),
        "handed over, last month": PostQuery("handed_over", since=month, until=TODAY),
        "handed over, a name typed": PostQuery("handed_over", words=her.first),
        "handed over, a carrier typed": PostQuery("handed_over", words="evri"),
        "exceptions": PostQuery("exceptions"),
        "exceptions, one kind": PostQuery("exceptions", kind="letter"),
        "exceptions, last month": PostQuery("exceptions", since=month),
        "all": PostQuery("all"),
        "all, one person": PostQuery("all", person=her.person),
        "all, one kind": PostQuery("all", kind="parcel"),
        "all, one place": PostQuery("all", place="Safe"),
        "all, kind, place and month": PostQuery("all", kind="letter", place="Drawer B", since=month, until=TODAY),
        "all, last month": PostQuery("all", since=month, until=TODAY),
        "all, a name typed": PostQuery("all", words=her.full),
        "all, three letters typed": PostQuery("all", words=her.first[:3]),
        "all, a number typed": PostQuery("all", words=known.old[0].number),
        "all, a tracking number typed": PostQuery("all", words=known.tracking),
        "all, a carrier typed": PostQuery("all", words="royal mail"),
        "all, a carrier typed, one person": PostQuery("all", words="royal mail", person=her.person),
        "all, words nobody has": PostQuery("all", words="xylophone quartz"),
    }
    deeds = {f"post list: {what}": _page(at, query) for what, query in asked.items()}
    for view, cursors in known.pages_within.items():
        deeds[f"post list: {view.replace('_', ' ')}, pages deep within"] = _deep(at, view, cursors)
    return deeds


def _page(at: Opened, query: PostQuery) -> Deed:
    return lambda _number: at.house.post.page(at.by, query)


def _deep(at: Opened, view: str, cursors: tuple[str, ...]) -> Deed:
    queries = [PostQuery("all" if view == "all" else "handed_over", after=cursor) for cursor in cursors]
    return lambda number: at.house.post.page(at.by, queries[number % len(queries)])


def _post_details(at: Opened, known: _Known) -> Deeds:
    post, by = at.house.post, at.by
    waiting: list[PostItemId] = [row.id for row in known.waiting]
    old: list[PostItemId] = [row.id for row in known.old]
    return {
        "post: counts in the rail": lambda _number: post.counts(by),
        "post: for whom it waits": lambda _number: post.waiting(by),
        "post: today's box": lambda _number: post.box_today(by),
        "post: an item that waits": lambda number: post.item(by, waiting[number % len(waiting)]),
        "post: an item of the first days": lambda number: post.item(by, old[number % len(old)]),
        "post: a person's history": lambda number: post.history(by, known.here[number % len(known.here)]),
        "post: a person's hand-overs": lambda number: post.hand_overs(by, known.here[number % len(known.here)], 10),
        "post: the sheet to sign": lambda _number: post.sheet(by, [known.waiting[0].id]),
        "post: a receipt checked": lambda _number: post.check_receipt(by, known.given.number),
    }


def _people(at: Opened, known: _Known) -> Deeds:
    people, by = at.house.residents, at.by
    names = [row.person.full for row in known.waiting]
    middle = people.page(by, PeopleQuery(stage="left", limit=40)).next
    threes = sorted({re.sub(r"\W", "", name)[:3].lower() for name in names})
    return {
        "people: who lives here": lambda _number: people.page(by, PeopleQuery(stage="resident")),
        "people: who applies": lambda _number: people.page(by, PeopleQuery(stage="applicant")),
        "people: who has left": lambda _number: people.page(by, PeopleQuery(stage="left", limit=40)),
        "people: who has left, next page": lambda _number: people.page(
            by, PeopleQuery(stage="left", after=middle, limit=40)
        ),
        "people: everybody": lambda _number: people.page(by, PeopleQuery()),
        "people: a name typed": lambda number: people.page(by, PeopleQuery(words=names[number % len(names)])),
        "people: three letters in the fast row": lambda number: people.suggest(by, threes[number % len(threes)]),
        "people: one letter in the fast row": lambda _number: people.suggest(by, "a"),
        "people: a record opened": lambda number: people.open(by, known.here[number % len(known.here)]),
        "people: a record's timeline": lambda number: people.timeline(by, known.here[number % len(known.here)], 60),
        "people: who looked": lambda number: people.who_looked(by, known.here[number % len(known.here)]),
        "people: how many": lambda _number: people.counts(by),
        "people: free rooms": lambda _number: people.free_rooms(by),
    }


def _house(at: Opened, known: _Known) -> Deeds:
    her, seven_days = known.here[0], timedelta(days=7)
    now = at.clock.now()
    return {
        "today: what is due": _of_every_register(at, lambda each, session: each.due(session, now)),
        "search: a first name": _find(at, *(row.person.first for row in known.waiting)),
        "search: three letters": _find(at, "ama", "oka", "roy", "p20"),
        "search: a post number": _find(at, *(row.number for row in known.old[:20])),
        "search: a receipt": _find(at, known.given.number),
        "search: a tracking number": _find(at, known.tracking),
        "search: a carrier": _find(at, "royal mail"),
        "search: words nobody has": _find(at, "xylophone quartz"),
        "everything held about one person": _of_every_register(at, lambda each, session: each.entries(session, her)),
        "evidence of a week": _of_every_register(
            at, lambda each, session: each.evidence(session, Period(now - seven_days, now))
        ),
        "ledger: newest entries": _ledger(at),
        "ledger: about one person": _ledger(at, about=int(her)),
        "ledger: one kind of deed": _ledger(at, action="post.hand_over"),
    }


def _of_every_register(at: Opened, asked: Callable[[Register, Session], Iterator[object]]) -> Deed:
    def ask(_number: int) -> None:
        with at.house.office.look(at.by) as session:
            for register in at.house.office.registers:
                list(asked(register, session))

    return ask


def _find(at: Opened, *typed: str) -> Deed:
    def ask(number: int) -> None:
        words = typed[number % len(typed)]
        with at.house.office.look(at.by) as session:
            for register in at.house.office.registers:
                list(register.find(session, words, HITS))

    return ask


def _ledger(at: Opened, *, about: int | None = None, action: str | None = None) -> Deed:
    def read(_number: int) -> None:
        with at.house.office.look(at.by) as session:
            at.house.office.ledger.entries(session, about=about, action=action)

    return read
