"""What the post lists show: page functions for the kit's rows, made of what the service answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from cantercare_desktop.office.datewords import moment
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.kinds import Kind
from cantercare_desktop.registers.post.service import PostService
from cantercare_desktop.registers.post.values import HistoryLine, PostItemId, PostQuery, PostRow, View
from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.rows import GroupHead, Item, PageOfRows, Row
from cantercare_desktop.ui.tokens import State

_STATE_OF_AGE = {"fresh": State.PLAIN, "amber": State.AMBER, "red": State.RED}
_STATE_OF_ITEM = {
    "handed_over": State.GREEN,
    "missing": State.RED,
    "not_hers": State.AMBER,
    "opened": State.AMBER,
    "refused": State.SLATE,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for on the screen. With a `person` it is her whole history."""

    view: View = "waiting"
    words: str = ""
    kind: Kind | None = None
    since: date | None = None
    until: date | None = None
    person: PersonId | None = None


def page_of(
    post: PostService,
    by: Actor,
    asked: Asked,
    seen: Callable[[Sequence[PostRow]], None],
    *,
    place_first: bool = False,
) -> PageOfRows:
    """Return the page function of a list. `seen` hears of every row fetched, so that ticks know whose they are.

    `place_first` says where a thing is before when it came: in a narrow list the end of a line is cut.
    """
    query = PostQuery(view=asked.view, words=asked.words, kind=asked.kind, since=asked.since, until=asked.until)

    def page(after: Item | None, limit: int) -> tuple[Sequence[Item], bool]:
        mark = after.mark if isinstance(after, Row) else None
        cursor = mark if isinstance(mark, str) else None
        found = post.page(by, replace(query, after=cursor, limit=limit))
        seen(found.rows)
        rows = [_row(row, asked.view, place_first=place_first) for row in found.rows]
        if rows:
            rows[-1] = replace(rows[-1], mark=found.after)
        if asked.view != "waiting":
            return rows, found.more
        return _grouped(found.rows, rows, cursor is not None), found.more

    return page


def history_of(post: PostService, by: Actor, person: PersonId, now: datetime) -> PageOfRows:
    """Return the page function of one person's post, the newest first."""

    def page(after: Item | None, limit: int) -> tuple[Sequence[Item], bool]:
        mark = after.mark if isinstance(after, Row) else None
        found = post.history(by, person, mark if isinstance(mark, str) else None, limit)
        rows = [_line(line, now) for line in found.rows]
        if rows:
            rows[-1] = replace(rows[-1], mark=found.after)
        return rows, found.more

    return page


def _row(row: PostRow, view: View, *, place_first: bool) -> Row:
    waits = row.state in {"waiting", "opened"}
    if view == "waiting":
        chip = ChipWords(row.chip, _STATE_OF_AGE[row.age])
        came = row.second.removesuffix(f", {row.place}")
        if came.startswith("Today"):
            came = came.replace("Today", "today", 1)
        second = f"{row.place}, {came}" if place_first else row.second
        return Row(row.id, row.what, second, row.icon, chip=chip, can_tick=True)
    chip = ChipWords(row.state_word, _STATE_OF_AGE[row.age] if waits else _STATE_OF_ITEM.get(row.state, State.PLAIN))
    # The chip says the state already.
    second = row.second.removeprefix(f"{row.state_word} ")
    return Row(row.id, row.person.full, f"{row.what}, {second}", row.icon, chip=chip)


def _line(line: HistoryLine, now: datetime) -> Row:
    state = _STATE_OF_ITEM.get(line.state, State.PLAIN)
    return Row(
        line.id, line.title, f"{line.second}, {moment(line.at, now)}", line.icon, chip=ChipWords(line.state_word, state)
    )


def _grouped(found: Sequence[PostRow], rows: Sequence[Row], goes_on: bool) -> list[Item]:  # noqa: FBT001 - whether a page came before
    items: list[Item] = []
    last: PersonId | None = found[0].person.person if goes_on and found else None
    for row, shown in zip(found, rows, strict=True):
        if row.person.person != last:
            items.append(GroupHead(row.person.full, row.home, counted(row.of_person, "item")))
            last = row.person.person
        items.append(shown)
    return items


def items_of(keys: Sequence[object]) -> tuple[PostItemId, ...]:
    """Return the keys of ticked rows as items."""
    return tuple(PostItemId(key) for key in keys if isinstance(key, int))
