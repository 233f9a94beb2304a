"""Vaults with a long past: made once, through the tables as they are and with a ledger that verifies, then kept.

The present of every size is the same house: six rooms lived in, some forty things waiting, a few open exceptions.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.clock import Clock, FixedClock, london_moment
from cantercare_desktop.office.languages import Languages
from cantercare_desktop.office.places import KEY_FILE
from cantercare_desktop.office.records import CounterRecord, SettingRecord, StaffRecord
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.staff_service import actor_of
from cantercare_desktop.registers.post.records import IncidentNoteRecord, PostItemRecord, PostStepRecord
from cantercare_desktop.registers.residents.records import PersonRecord
from cantercare_desktop.registers.residents.rules import plain
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.facts import AUDIT_KEY, fact
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import Argon2Cost, KeyFileSecrets, NewMember
from cantercare_desktop.vault.vault import Vault
from tests.support.bulk import Book, Row
from tests.support.cast import Someone, everybody
from tests.support.long_history import NOW, TODAY, History, Item, days_of_post

PASSWORD = "lantern orchard pebble nine"
MEMBERS = (
    NewMember("Ruth Adeyemi", "data_manager", "Data Manager", PASSWORD),
    NewMember("Priya Nair", "staff", "Staff", PASSWORD),
    NewMember("Siobhan Kelly", "staff", "Staff", PASSWORD),
    NewMember("Grace Owusu", "staff", "Staff", PASSWORD),
    NewMember("Denise Carter", "staff", "Staff", PASSWORD),
    NewMember("Fatima Rahmani", "staff", "Staff, nights", PASSWORD),
    NewMember("Margaret Hollis", "staff", "House manager", PASSWORD),
)
_AT_ONCE = 5_000
Said = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Size:
    """How many people (45 or more), post items and ledger entries (about twice the items or more)."""

    people: int
    items: int
    entries: int


#: The house of the issue's table.
LARGE = Size(1_200, 200_000, 1_000_000)
#: The same house young: just old enough that every list fills its first page.
SMALL = Size(150, 2_000, 10_000)


def silent(_text: str, _done: int, _of: int) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class MadeVault:
    """A vault on the disk. Its key costs the least that is allowed, its device secret lies beside it."""

    path: Path
    size: Size

    def folder(self, clock: Clock | None = None) -> VaultFolder:
        """Return the folder, to be unlocked by the clock given, else at the moment where the history ends."""
        return VaultFolder(self.path, KeyFileSecrets(self.path / KEY_FILE), clock or FixedClock(NOW), Argon2Cost.FLOOR)

    def open(self, name: str = "Priya Nair", clock: Clock | None = None) -> Vault:
        """Open the vault for a member of staff."""
        folder = self.folder(clock)
        member = next(each for each in folder.members() if each.name == name)
        return folder.unlock(member.id, PASSWORD)

    def copy(self, to: Path) -> MadeVault:
        """Return a copy that may be written to."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self.path, to)
        return MadeVault(to, self.size)


def kept(folder: Path, name: str, size: Size, said: Said = silent) -> MadeVault:
    """Return the vault of that name, made now where there is none of this size, schema and story."""
    path = folder / f"{name}-{_fingerprint(size)}"
    if not (path / "whole").exists():
        for old in folder.glob(f"{name}-*"):
            shutil.rmtree(old)
        made = make(path, size, said)
        (path / "whole").write_text(json.dumps(asdict(size)), encoding="utf-8")
        return made
    return MadeVault(path, size)


def make(path: Path, size: Size, said: Said = silent) -> MadeVault:
    """Make a vault in an empty folder. Some minutes for the largest."""
    days = days_of_post(size.items)
    clock = FixedClock(NOW.replace(year=days[0][0].year - 1))
    path.mkdir(parents=True, exist_ok=True)
    folder = VaultFolder(path, KeyFileSecrets(path / KEY_FILE), clock, Argon2Cost.FLOOR)
    vault, _recovery_key = folder.create(MEMBERS)
    try:
        _write(vault, size, everybody(size.people, days[0][0], TODAY), said)
        clock.at = NOW
        vault.note_head()
        vault.scrub()
    finally:
        vault.close()
    return MadeVault(path, size)


def _write(vault: Vault, size: Size, house: Sequence[Someone], said: Said) -> None:
    with vault.reading() as session:
        key = fact(session, AUDIT_KEY)
        head = vault.ledger.head(session)
    assert key is not None
    book = Book(key, head)
    actors = [actor_of(member) for member in vault.members]
    words = Languages(resource("i18n", "resident"), ("en",)).of("en")
    history = History(book, house, actors[1:], actors[0], words)
    days = days_of_post(size.items)
    with vault.writing() as session:
        _write_people(session, house, actors)
    for some in _some_at_once(history.tell(days, size.entries)):
        with vault.writing() as session:
            session.connection().exec_driver_sql("PRAGMA cache_size = -300000")
            _write_items(session, book, some)
        said("Writing years of invented post", book.head.seq, size.entries)
    with vault.writing() as session:
        session.execute(
            insert(CounterRecord),
            [{"series": series, "year": year, "last": last} for (series, year), last in history.last_numbers.items()],
        )


def _some_at_once(days: Iterator[list[Item]]) -> Iterator[list[Item]]:
    some: list[Item] = []
    for settled in days:
        some += settled
        if len(some) >= _AT_ONCE:
            yield some
            some = []
    yield some


def _write_items(session: Session, book: Book, items: Sequence[Item]) -> None:
    book.add(PostItemRecord, [item.row for item in items])
    book.add(PostStepRecord, [step for item in items for step in item.steps])
    book.add(IncidentNoteRecord, [note for item in items for note in item.notes])
    book.write(session)
    for item in items:
        row = item.row
        words = [row["carrier"]] if row["sensitive"] else [row["carrier"], row["sender"]]
        index.put(session, Ref("post_items", row["id"]), words, codes=(row["number"], row["tracking"]))


def _write_people(session: Session, house: Sequence[Someone], actors: Sequence[Actor]) -> None:
    joined = [
        {
            "member": each.member,
            "name": each.name,
            "role": each.role,
            "title": each.title,
            "joined_at": NOW,
            "left_at": None,
        }
        for each in actors
    ]
    session.execute(insert(StaffRecord), joined)
    session.execute(insert(SettingRecord), [{"name": "profile", "value": "cantercare"}])
    session.execute(insert(PersonRecord), [_person(her, actors[0].name) for her in house])
    for her in house:
        also = [plain(her.name)] if plain(her.name) != her.name.casefold() else []
        room = her.room if her.stage == "resident" else ""
        index.put(session, Ref("persons", her.id), [her.name, *also], codes=[room])


def _person(her: Someone, by: str) -> Row:
    return {
        "id": her.id, "stage": her.stage, "legal_name": her.name, "preferred_name": "", "sorted_name": plain(her.name),
        "pronunciation": "", "language": her.language, "language_note": "", "born_on": her.born_on, "room": her.room,
        "applied_on": her.applied_on, "moved_in_on": her.moved_in_on, "moved_out_on": her.moved_out_on,
        "forwarding_address": her.forwarding_address, "safe_contact": "", "post_warning": "",
        "mother_id": her.mother.id if her.mother else None, "recorded_at": london_moment(her.recorded_on, 9),
        "recorded_by": by,
    }  # fmt: skip


def _fingerprint(size: Size) -> str:
    """Return what a vault of this size depends on: the tables, and the story that fills them."""
    digest = hashlib.sha256(json.dumps(asdict(size)).encode())
    here = Path(__file__).parent
    migrations = sorted(resource().parent.glob("cantercare_desktop/vault/migrations/versions/*.py"))
    for source in (*migrations, *(here / f"{name}.py" for name in ("bulk", "cast", "long_history", "large_vault"))):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]
