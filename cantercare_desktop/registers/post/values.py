"""What the post service takes and gives: plain, frozen values. All moments are aware UTC; days are London dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, NewType, TypeVar

from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.signing import Signature
from cantercare_desktop.registers.post.kinds import CameBy, Difference, Kind, State
from cantercare_desktop.registers.post.rules import Age, Deed

T = TypeVar("T")

PostItemId = NewType("PostItemId", int)
HandOverId = NewType("HandOverId", int)
BoxCountId = NewType("BoxCountId", int)
CollectorId = NewType("CollectorId", int)

View = Literal["waiting", "handed_over", "exceptions", "all"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a longer list. `more` says that there are further ones; a query gets them with `after`."""

    rows: tuple[T, ...]
    more: bool = False
    after: str | None = None


@dataclass(frozen=True, slots=True)
class NewPostItem:
    """What is typed to log an item. `came_at` left out means now."""

    person: PersonId
    kind: Kind
    place: str
    signed_for: bool = False
    came_by: CameBy = "box"
    came_at: datetime | None = None
    carrier: str = ""
    tracking: str = ""
    sender: str = ""
    sensitive: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The fields of an item that were wrong, with what is right. `None` leaves a field as it is."""

    kind: Kind | None = None
    signed_for: bool | None = None
    place: str | None = None
    came_by: CameBy | None = None
    came_at: datetime | None = None
    carrier: str | None = None
    tracking: str | None = None
    sender: str | None = None
    sensitive: bool | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PostItem:
    """One item as it is kept. `what` is "Large letter, signed for"; `told` is a sentence the deed wants to be said."""

    id: PostItemId
    number: str
    person: PersonName
    kind: Kind
    signed_for: bool
    what: str
    icon: str
    state: State
    state_word: str
    state_since: datetime
    came_at: datetime
    day: date
    came_by: CameBy
    place: str
    carrier: str
    tracking: str
    sender: str
    sensitive: bool
    note: str
    logged_by: str
    told: str = ""

    @property
    def says(self) -> str:
        """What the message bar says of it: "parcel for Chloe Fenwick, in Cupboard 2 (P-2026-0432)"."""
        return f"{self.what[:1].lower()}{self.what[1:]} for {self.person.full}, in {self.place} ({self.number})"


@dataclass(frozen=True, slots=True)
class PostRow:
    """One line of the list. `second` is "Thu 19 Nov, Drawer A"; `chip` is "9 days, overdue".

    `home` is "room 1", or that she has left or only applied; `of_person` is how many things wait for her in all.
    """

    id: PostItemId
    number: str
    person: PersonName
    home: str
    of_person: int
    kind: Kind
    what: str
    icon: str
    second: str
    state: State
    state_word: str
    state_since: datetime
    day: date
    place: str
    age_days: int
    age: Age
    chip: str
    sensitive: bool
    hand_over: HandOverId | None


@dataclass(frozen=True, slots=True)
class PostQuery:
    """What the list is asked for. `after` is what the last page gave.

    `since` and `until` are London days, both included: of coming, or in the list of handed-over things of handing over.
    """

    view: View = "waiting"
    words: str = ""
    person: PersonId | None = None
    kind: Kind | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None
    after: str | None = None
    limit: int = 60


@dataclass(frozen=True, slots=True)
class PostCounts:
    """How many things wait (for a hand-over), how many of them for too long, and how many exceptions are open."""

    waiting: int
    due: int
    overdue: int
    exceptions: int

    @property
    def says(self) -> str:
        """The name of the count in the rail: "7 waiting, 1 overdue"."""
        return f"{self.waiting} waiting" + (f", {self.overdue} overdue" if self.overdue else "")


@dataclass(frozen=True, slots=True)
class Step:
    """One dot in where an item has been. `is_next` marks the hollow dot of what comes now."""

    title: str
    second: str
    at: datetime | None
    reason: str = ""
    witness: str = ""
    is_next: bool = False
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class DeedNow:
    """A deed for one item: its button, whether it may be done now and, if not, the sentence why not."""

    deed: Deed
    button: str
    allowed: bool
    why_not: str
    asks_reason: bool
    asks_witness: bool


@dataclass(frozen=True, slots=True)
class Collector:
    """Somebody she named to collect her post on one day. `warning` repeats her post warning when there is one."""

    id: CollectorId
    person: PersonId
    day: date
    name: str
    known_how: str
    asked_how: str
    named_at: datetime
    named_by: str
    withdrawn_at: datetime | None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class PostItemFull:
    """One item with its way through the house, who may collect it, what to mind, and what may be done now."""

    item: PostItem
    row: PostRow
    steps: tuple[Step, ...]
    who_may_collect: str
    collectors_say: str
    collectors: tuple[Collector, ...]
    safe_contact: str
    post_warning: str
    forwarding_address: str
    deeds: tuple[DeedNow, ...]
    hand_over: HandOver | None
    can_undo: bool

    def may(self, deed: Deed) -> DeedNow:
        """Return what the rules say of one deed now."""
        return next(each for each in self.deeds if each.deed == deed)


@dataclass(frozen=True, slots=True)
class Thing:
    """One item as it stood when it was handed over."""

    id: PostItemId
    number: str
    what: str
    day: date
    place: str


@dataclass(frozen=True, slots=True)
class HandOver:
    """Things given to one person under one signature. `collector` is who took them for her, or empty."""

    id: HandOverId
    number: str
    person: PersonName
    at: datetime
    by: str
    collector: str
    things: tuple[Thing, ...]
    signature: Signature


@dataclass(frozen=True, slots=True)
class BoxCount:
    """One emptying of the locked box. `logged` includes items of people who have been forgotten since."""

    id: BoxCountId
    at: datetime
    day: date
    by: str
    counted: int
    logged: int
    explained: Difference
    explained_by: str

    @property
    def to_log(self) -> int:
        """How many are counted but not logged; negative when more are logged than counted."""
        return self.counted - self.logged

    @property
    def agrees(self) -> bool:
        """Tell whether count and log agree, or the office has said why they do not."""
        return self.to_log == 0 or bool(self.explained)


@dataclass(frozen=True, slots=True)
class BoxToday:
    """Today's box: "Post box, today 10:15", "Siobhan Kelly emptied it. 4 came out, 3 logged", "1 still to log".

    With several emptyings the words are about the newest; `counts` has all of them, the oldest first.
    `not_in_a_count` is how many items out of the box were logged while nobody had counted it.
    """

    day: date
    counts: tuple[BoxCount, ...]
    title: str
    says: str
    difference: str
    agrees: bool
    not_in_a_count: int

    @property
    def newest(self) -> BoxCount | None:
        """The last emptying, if the box was emptied."""
        return self.counts[-1] if self.counts else None

    @property
    def to_log(self) -> int:
        """How many things that came out today are still to be logged."""
        return sum(max(each.to_log, 0) for each in self.counts if not each.explained)


@dataclass(frozen=True, slots=True)
class WaitingFor:
    """One line of the waiting list: a person, "3 items", "2 days"."""

    person: PersonName
    items: int
    what: str
    age_days: int
    age: Age
    chip: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing in a person's post history, newest first."""

    id: PostItemId
    number: str
    what: str
    icon: str
    title: str
    second: str
    at: datetime
    state: State
    state_word: str
    hand_over: HandOverId | None


@dataclass(frozen=True, slots=True)
class Export:
    """A CSV file in memory: UTF-8 with a byte order mark. `file_name` holds no person's data."""

    file_name: str
    content: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class CheckedMark:
    """One mark of a receipt, made again from the record."""

    label: str
    agrees: bool
    says: str


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """What checking a receipt found. `marks` are as they must stand on the paper, by label."""

    number: str
    found: bool
    agrees: bool
    says: str
    checks: tuple[CheckedMark, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
