"""Years of post in one house, told day by day into a `Book`: what came, who took it, and what went wrong.

The last weeks are the same for a history of any length, so that two vaults differ in nothing but their past.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import count
from typing import Literal

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.office.clock import LONDON
from cantercare_desktop.office.languages import Phrasebook
from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import items_mark, strokes_mark, strokes_text, words_mark
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import CameBy, Kind, State, StepKind
from cantercare_desktop.registers.post.records import (
    BoxCountRecord,
    HandOverRecord,
    IncidentNoteRecord,
    PostItemRecord,
    PostStepRecord,
)
from cantercare_desktop.vault.schema import Record
from tests.support.bulk import Book, Row
from tests.support.cast import Someone

NOW = datetime(2026, 11, 21, 14, 20, tzinfo=LONDON)
TODAY = NOW.date()
PAD = 714 / 474
#: About how many items come on a day with post. 27 is much for six rooms; it keeps 200,000 within one life's work.
FEWEST, MOST = 20, 34
KIND_WEIGHTS: dict[Kind, int] = {"letter": 62, "large_letter": 14, "parcel": 16, "signed_for": 5, "card": 3}
PLACES = {"parcel": "Cupboard 2", "signed_for": "Safe"}
CARRIERS = ("Royal Mail", "Evri", "DPD", "Amazon", "Yodel")
SENDERS = ("Department for Work and Pensions", "Canterbury City Council", "Kent and Canterbury Hospital", "Home Office")
#: States that are also the name of the step that leads there.
Wrong = Literal["missing", "not_hers", "refused", "opened"]
#: Those days before today, and which item of the day, whose post is an open exception or waits for too long now.
OPEN_NOW: dict[tuple[int, int], Wrong | Literal["waiting"]] = {
    (3, 2): "missing", (5, 4): "not_hers", (6, 1): "refused", (4, 6): "opened", (8, 3): "not_hers",
    (9, 5): "waiting", (10, 0): "waiting", (5, 7): "waiting", (4, 8): "waiting",
}  # fmt: skip


@dataclass(slots=True)
class Item:
    """One thing that came, with its steps: not yet written, since its end is not known."""

    row: Row
    her: Someone
    steps: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)
    stays: Wrong | Literal["waiting"] | None = None


def days_of_post(items: int) -> list[tuple[date, int]]:
    """Return the days on which post came, the oldest first, and how much: together `items`, ending today."""
    days: list[tuple[date, int]] = []
    day = TODAY
    while items:
        if day.weekday() != 6:
            number = min(random.Random(f"post of {(TODAY - day).days}").randint(FEWEST, MOST), items)
            days.append((day, number))
            items -= number
        day -= timedelta(days=1)
    return days[::-1]


class History:
    """Tells the history. `staff` are the six who work at the desk, `manager` puts people on record."""

    def __init__(
        self, book: Book, house: Sequence[Someone], staff: Sequence[Actor], manager: Actor, words: Phrasebook
    ) -> None:
        self._book = book
        self._house = house
        self._staff = staff
        self._manager = manager
        self._words = words
        self._pending: dict[int, list[Item]] = {}
        self._kept: list[Item] = []
        self._ids = {each: count(1) for each in _NUMBERED}
        self._here: list[Someone] = []
        self._gone: list[Someone] = []
        self._shown: dict[tuple[str, date, date], str] = {}
        self._days: dict[date, list[tuple[str, Someone]]] = {}
        for her in house:
            for action, on in _way(her):
                self._days.setdefault(on, []).append((action, her))
        self.last_numbers: Counter[tuple[str, int]] = Counter()

    def tell(self, days: Sequence[tuple[date, int]], entries: int) -> Iterator[list[Item]]:
        """Tell day after day, and give those items to be written that nothing will happen to any more.

        The ledger grows in step with the items, and ends with `entries` entries: what the deeds leave is filled with
        views and sign-ins.
        """
        total, so_far = sum(number for _, number in days), 0
        posted = dict(days)
        day = days[0][0]
        while day <= TODAY:
            dice = random.Random(f"day {(TODAY - day).days}")
            self._people(day)
            done = self._post(day, posted[day], dice) if day in posted else []
            so_far += posted.get(day, 0)
            self._fill(day, dice, entries * so_far // total)
            self._book.end_day()
            yield done
            day += timedelta(days=1)
        yield [*self._kept, *(item for hers in self._pending.values() for item in hers)]

    # -- people

    def _people(self, day: date) -> None:
        for number, (action, her) in enumerate(self._days.get(day, ())):
            self._book.deed(
                _at(day, 9, 0) + timedelta(seconds=number), self._manager.member, action, about=[her.id],
                wrote={Ref("persons", her.id): {"stage": her.stage, "legal_name": her.name, "room": her.room}},
            )  # fmt: skip
            if her.here_from == day and her not in self._here:
                self._here.append(her)
            if her.moved_out_on == day and her in self._here:
                self._here.remove(her)
                self._gone.append(her)
        self._here.sort(key=lambda her: (her.mother is not None, her.room))
        self._gone = [her for her in self._gone if her.moved_out_on is not None and (day - her.moved_out_on).days <= 30]

    # -- post

    def _post(self, day: date, number: int, dice: random.Random) -> list[Item]:
        done: list[Item] = []
        here, gone = self._here, self._gone
        mothers = [her for her in here if her.mother is None]
        by = dice.choice(self._staff)
        box = self._count_box(day, number, by, dice)
        for place in range(number):
            chance = dice.random()
            pool = gone if gone and chance < 0.01 else here if chance < 0.04 else mothers
            item = self._log(day, place, dice.choice(pool), by, box, dice)
            item.stays = OPEN_NOW.get(((TODAY - day).days, place)) if item.her in mothers else None
            if item.stays is not None and item.stays != "waiting":
                self._go_wrong(item, item.stays, day, by)
            if item.stays is not None:
                self._kept.append(item)
            elif item.her not in here:
                done.append(self._send_on(item, day, by))
            elif item.her.mother is None and dice.random() < 0.006 and day < TODAY:
                done.append(self._resolve(item, day, by, dice))
            else:
                self._pending.setdefault(item.her.id, []).append(item)
        for hers in list(self._pending.values()):
            her = hers[0].her
            if her not in here:
                done += [self._send_on(item, day, by) for item in hers]
            elif dice.random() < 0.8 and day < TODAY:
                self._hand_over(hers, day, dice)
                done += hers
            else:
                continue
            del self._pending[her.id]
        return done

    def _count_box(self, day: date, number: int, by: Actor, dice: random.Random) -> int:
        box = next(self._ids[BoxCountRecord])
        differs = dice.random() < 0.02 or day == TODAY
        why = "junk_mail" if differs and day < TODAY else ""
        row: Row = {
            "id": box, "at": _at(day, 10, 15), "day": day, "by": by.name, "items": 0, "erased": 0, "explained": why,
            "explained_by": by.name if why else "", "replaced_by_id": None,
        }  # fmt: skip
        came = [self._came_by(day, place) for place in range(number)]
        row["items"] = came.count("box") + differs
        self._book.add(BoxCountRecord, [row])
        self._book.deed(row["at"], by.member, "post.count_box", wrote={Ref("post_box_counts", box): row})
        return box

    def _came_by(self, day: date, place: int) -> CameBy:
        return "door" if random.Random(f"{(TODAY - day).days} {place}").random() < 0.12 else "box"

    def _log(self, day: date, place: int, her: Someone, by: Actor, box: int, dice: random.Random) -> Item:
        kind = dice.choices(list(KIND_WEIGHTS), list(KIND_WEIGHTS.values()))[0]
        came_by = self._came_by(day, place)
        at = _at(day, 10, 16) + timedelta(seconds=40 * place + dice.randint(0, 30))
        tracked = kind in {"parcel", "signed_for"} and dice.random() < 0.7
        row: Row = {
            "id": next(self._ids[PostItemRecord]), "number": self._number("P", day), "person_id": her.id, "kind": kind,
            "signed_for": kind == "signed_for", "state": "waiting", "state_since": at, "came_at": at, "day": day,
            "waits_since": day, "came_by": came_by, "box_count_id": box if came_by == "box" else None,
            "place": PLACES.get(kind, "Drawer A" if her.id % 3 else "Drawer B"),
            "carrier": dice.choice(CARRIERS) if tracked else "",
            "tracking": f"{dice.choice('JKQR')}{dice.choice('DFN')}{dice.randint(10**8, 10**9)}GB" if tracked else "",
            "sender": dice.choice(SENDERS) if dice.random() < 0.1 else "", "sensitive": dice.random() < 0.02,
            "note": "Its corner is torn" if dice.random() < 0.01 else "", "logged_by": by.name, "hand_over_id": None,
        }  # fmt: skip
        item = Item(row, her)
        steps = [
            self._step(item, "logged", at, by, detail=rules.what(kind, signed_for=row["signed_for"])),
            self._step(item, "moved", at, by, detail=row["place"]),
        ]
        self._deed(item, "post.log", at, by, steps, dict(row))
        return item

    def _hand_over(self, hers: list[Item], day: date, dice: random.Random) -> None:
        her, taker = hers[0].her, hers[0].her.mother or hers[0].her
        at = _at(day, 12, 30) + timedelta(seconds=dice.randint(0, 5000))
        by = dice.choice(self._staff)
        signature = self._signature(her, taker, hers, at, by)
        row: Row = {
            "id": next(self._ids[HandOverRecord]), "number": self._number("H", day), "person_id": her.id, "at": at,
            "by": by.name, "signature_id": signature["id"], "collector": taker.name if her.mother else "",
            "items": _json([_thing(item) for item in hers]),
        }  # fmt: skip
        self._book.add(SignatureRecord, [signature])
        self._book.add(HandOverRecord, [row])
        shown = {name: value for name, value in signature.items() if name != "strokes"}
        wrote = {Ref("signatures", signature["id"]): shown, Ref("post_hand_overs", row["id"]): row}
        for item in hers:
            item.row |= {"state": "handed_over", "state_since": at, "hand_over_id": row["id"]}
            step = self._step(item, "handed_over", at, by, detail=row["number"])
            wrote[Ref("post_steps", step["id"])] = step
            wrote[Ref("post_items", item.row["id"])] = {"state": ["waiting", "handed_over"]}
        self._book.deed(at, by.member, "post.hand_over", about=[her.id], wrote=wrote)

    def _signature(self, her: Someone, taker: Someone, hers: list[Item], at: datetime, by: Actor) -> Row:
        number = str(len(hers))
        first, say = her.name.split()[0], self._words.say
        statement = say("post.statement_for", len(hers), name=first) if her.mother else say("post.statement", len(hers))
        items = [self._as_shown(item.row["kind"], item.row["day"], at.date()) for item in hers]
        strokes, mark = _written(taker.name)
        lives = "She lives here" if taker is her else "Her mother"
        return {
            "id": next(self._ids[SignatureRecord]), "person_id": her.id, "register": "post", "way": "drawn",
            "language": "en", "statement": statement, "items": _json(items),
            "strokes": strokes, "aspect": PAD, "started_at": at - timedelta(seconds=14 + len(number)), "ended_at": at,
            "read_aloud": False, "known_how": f"{lives}, room {taker.room}", "captured_by": by.signs_as, "witness": "",
            "statement_mark": words_mark(statement), "items_mark": items_mark(items), "strokes_mark": mark,
        }  # fmt: skip

    def _send_on(self, item: Item, day: date, by: Actor) -> Item:
        has_address = bool((item.her.mother or item.her).forwarding_address)
        how: Literal["forwarded", "returned"] = "forwarded" if has_address else "returned"
        self._change(item, how, how, _at(day, 13, 56), by, "She has left")
        return item

    def _go_wrong(self, item: Item, how: Wrong, day: date, by: Actor) -> None:
        self._change(item, how, how, _at(day, 13, 58), by, "The name on it is unclear")

    def _resolve(self, item: Item, day: date, by: Actor, dice: random.Random) -> Item:
        """Let an item go wrong, and come to a good end the same day."""
        ways: tuple[Wrong, ...] = ("refused", "not_hers", "missing")
        how = dice.choice(ways)
        self._go_wrong(item, how, day, by)
        end: tuple[State, StepKind] = (
            ("logged_in_error", "logged_in_error") if how == "missing" else ("returned", "returned")
        )
        self._change(item, *end, _at(day, 14, 5), by, "It belongs to the house next door")
        return item

    def _change(self, item: Item, state: State, kind: StepKind, at: datetime, by: Actor, reason: str) -> None:
        before = item.row["state"]
        item.row |= {"state": state, "state_since": at}
        steps = [self._step(item, kind, at, by, reason=reason, witness=self._manager.name if kind == "opened" else "")]
        if kind in {"missing", "opened"}:
            item.notes.append(
                {
                    "id": next(self._ids[IncidentNoteRecord]), "item_id": item.row["id"], "person_id": item.her.id,
                    "at": at, "by": by.name, "says": f"{kind.capitalize()}. {reason}", "taken_up": False,
                }
            )  # fmt: skip
        self._deed(item, f"post.{_DEEDS[state]}", at, by, steps, {"state": [before, state]})

    def _step(
        self,
        item: Item,
        kind: StepKind,
        at: datetime,
        by: Actor,
        *,
        detail: str = "",
        reason: str = "",
        witness: str = "",
    ) -> Row:
        row: Row = {
            "id": next(self._ids[PostStepRecord]), "item_id": item.row["id"], "person_id": item.her.id, "kind": kind,
            "at": at, "by": by.name, "detail": detail, "reason": reason, "witness": witness,
        }  # fmt: skip
        item.steps.append(row)
        return row

    def _deed(self, item: Item, action: str, at: datetime, by: Actor, steps: Sequence[Row], change: Row) -> None:
        wrote = {Ref("post_steps", step["id"]): step for step in steps} | {Ref("post_items", item.row["id"]): change}
        self._book.deed(at, by.member, action, about=[item.her.id], wrote=wrote)

    # -- views and sign-ins

    def _fill(self, day: date, dice: random.Random, until: int) -> None:
        here = self._here or self._house[:1]
        while self._book.deeds < until:
            at = _at(day, 8, 0) + timedelta(seconds=dice.randint(0, 22_000))
            by = dice.choice(self._staff).member
            if dice.random() < 0.8:
                her = dice.choice(here).id
                self._book.deed(at, by, "person.viewed", about=[her], wrote={Ref("persons", her): {"why": "Post"}})
            else:
                action = dice.choice(("office.signed_in", "office.locked", "office.unlocked", "office.signed_out"))
                self._book.deed(at, by, action, wrote={Ref("office", 0): {"why": "after 5 minutes without use"}})

    def _as_shown(self, kind: str, day: date, today: date) -> str:
        key = kind, day, today
        if key not in self._shown:
            self._shown[key] = f"{self._words.say(f'post.kind.{kind}')}. {self._words.came_on(day, today)}"
        return self._shown[key]

    def _number(self, series: str, day: date) -> str:
        self.last_numbers[(series, day.year)] += 1
        return f"{series}-{day.year}-{self.last_numbers[(series, day.year)]:04d}"


_NUMBERED: tuple[type[Record], ...] = (
    PostItemRecord, PostStepRecord, HandOverRecord, SignatureRecord, BoxCountRecord, IncidentNoteRecord,
)  # fmt: skip
_DEEDS = {
    "forwarded": "forward", "returned": "return", "missing": "miss", "not_hers": "not_hers", "refused": "refuse",
    "opened": "open", "logged_in_error": "log_in_error",
}  # fmt: skip


def _at(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


def _thing(item: Item) -> list[object]:
    row = item.row
    what = rules.what(row["kind"], signed_for=row["signed_for"])
    return [row["id"], row["number"], what, row["day"].isoformat(), row["place"]]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _written(name: str) -> tuple[str, str]:
    strokes = signature_of(name)
    return strokes_text(strokes), strokes_mark(strokes)


def _way(her: Someone) -> Iterator[tuple[str, date]]:
    yield "residents.add_child" if her.mother else "residents.add", her.recorded_on
    if her.mother is None and her.here_from is not None:
        yield "residents.move_in", her.here_from
    if her.moved_out_on is not None:
        yield "residents.move_out" if her.moved_in_on else "residents.close_application", her.moved_out_on
