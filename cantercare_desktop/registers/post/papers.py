"""What is printed about post: the receipt she can keep, and the office's daily sheet. Nothing here names a sender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cantercare_desktop.office.clock import in_london, london_date
from cantercare_desktop.office.datewords import clock_time, long_date, long_moment, plain_date
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.signing import Signature
from cantercare_desktop.office.text import counted
from cantercare_desktop.paper.blocks import (
    BulletList,
    Certificate,
    Column,
    Document,
    Fact,
    Heading,
    House,
    Lead,
    LedgerHead,
    Mark,
    Note,
    Quote,
    SignatureBlock,
    Strong,
    Table,
    Words,
)
from cantercare_desktop.registers.post import boxes, rules
from cantercare_desktop.registers.post.values import BoxCount, HandOver, PostItem
from cantercare_desktop.vault.ledger import Head, LedgerEntry


@dataclass(frozen=True, slots=True)
class Printing:
    """By whom and when a paper is printed, and where the ledger stood then."""

    by: str
    at: datetime
    head: Head


def receipt(policy: Policy, given: HandOver, entry: LedgerEntry | None, language: str, printing: Printing) -> Document:
    """Return the receipt of one hand-over. `language` is the name of the one she read; `entry` its place in the log."""
    return _document(
        policy,
        title="Receipt for post",
        number=f"Receipt {given.number}",
        printing=printing,
        blocks=(
            Lead(_lead(given)),
            Table(
                columns=(
                    Column("Number", 1.28),
                    Column("What", 2.21),
                    Column("Came on", 2.8),
                    Column("Was locked in", 1.27),
                ),
                rows=tuple((thing.number, thing.what, long_date(thing.day), thing.place) for thing in given.things),
            ),
            Heading(_signed_heading(policy, given)),
            Quote(f"“{given.signature.statement}”", given.signature.language),
            _signature_block(given, language),
            Heading("How this page can be checked"),
            Certificate(tuple(_marks(given.signature, entry))),
            Note(_note(given.signature)),
        ),
    )


def daily_sheet(
    policy: Policy,
    day: date,
    counts: Sequence[BoxCount],
    came: Sequence[PostItem],
    given: Sequence[HandOver],
    printing: Printing,
) -> Document:
    """Return the office's sheet of one London day: the box, what came, and what was handed over."""
    boxed: tuple[Words, ...] = tuple(_count_line(count) for count in counts) or ("Nobody counted the post box.",)
    return _document(
        policy,
        title="Post of the day",
        number=plain_date(day),
        printing=printing,
        blocks=(
            Lead((Strong(long_date(day)), f": {counted(len(came), 'item')} logged, {_taken(given)} handed over.")),
            Heading("The post box"),
            BulletList(boxed),
            Heading("What came"),
            Table(
                columns=(
                    Column("Number", 1.3),
                    Column("For", 2.2),
                    Column("What", 2.0),
                    Column("Locked in", 1.3),
                    Column("Now", 2.1),
                ),
                rows=tuple(
                    (item.number, Strong(item.person.full), item.what, item.place, item.state_word) for item in came
                ),
                when_empty="Nothing was logged on this day.",
            ),
            Heading("What was handed over"),
            Table(
                columns=(
                    Column("Receipt", 1.3),
                    Column("To", 1.9),
                    Column("Number", 1.3),
                    Column("What", 1.9),
                    Column("At", 0.8),
                    Column("By", 1.3),
                ),
                rows=tuple(
                    (
                        each.number,
                        Strong(each.collector or each.person.full),
                        thing.number,
                        thing.what,
                        clock_time(each.at),
                        each.by,
                    )
                    for each in given
                    for thing in each.things
                ),
                when_empty="Nothing was handed over on this day.",
            ),
            Note("This sheet names residents. Keep it in the locked office, and shred it when it is no longer needed."),
        ),
    )


def mark_labels(signature: Signature) -> dict[str, str]:
    """Return the three marks of a signature by their labels on the receipt, as hex."""
    return {
        "Statement": signature.statement_mark,
        "List of things": signature.items_mark,
        "Signature": signature.strokes_mark,
    }


def _document(policy: Policy, *, title: str, number: str, printing: Printing, blocks: tuple[object, ...]) -> Document:
    organisation = policy.organisation
    return Document(
        title=title,
        house=House(organisation.name, ", ".join(organisation.address)),
        blocks=blocks,  # type: ignore[arg-type]
        number=number,
        printed_at=f"{plain_date(london_date(printing.at))}, {clock_time(printing.at)}",
        printed_by=printing.by,
        made_at=printing.at,
        ledger_head=LedgerHead(f"{printing.head.seq:,}", printing.head.mark.hex()),
    )


def _lead(given: HandOver) -> tuple[str | Strong, ...]:
    number = len(given.things)
    things = "this thing" if number == 1 else f"these {number} things"
    when = Strong(long_moment(given.at))
    if given.collector:
        for_whom = Strong(given.person.full)
        return (Strong(given.collector), f" took {things} for ", for_whom, " from the office on ", when, ".")
    return (Strong(given.person.full), f" took {things} from the office on ", when, ".")


def _signed_heading(policy: Policy, given: HandOver) -> str:
    she = policy.words.she
    if given.signature.way == "declined":
        return "What was shown" if given.collector else f"What {she} {'were' if she == 'they' else 'was'} shown"
    return "What was signed" if given.collector else f"What {she} signed"


def _signature_block(given: HandOver, language: str) -> SignatureBlock:
    signature = given.signature
    signer = given.collector or given.person.full
    facts = (
        Fact("Language", language),
        Fact("Read aloud", "Yes" if signature.read_aloud else "No"),
        Fact("Known how", signature.known_how),
        Fact("Given by", signature.captured_by),
        Fact("Witness", signature.witness or "Not needed"),
    )
    if signature.way == "declined":
        says = f"{signer} would rather not sign. {signature.witness} saw that the things above were handed over."
        return SignatureBlock(f"{signer}, no signature", facts, in_its_place=says)
    how = "drawn on the office screen" if signature.way == "drawn" else "a mark made on the office screen"
    strokes = [[(p.x, p.y, p.ms / 1000, p.force) for p in stroke.points] for stroke in signature.strokes]
    return SignatureBlock(f"{signer}, {how}", facts, strokes or None, signature.aspect, in_its_place="My mark")


def _marks(signature: Signature, entry: LedgerEntry | None) -> list[Mark]:
    points = sum(len(stroke.points) for stroke in signature.strokes)
    started, ended = in_london(signature.started), in_london(signature.ended)
    drawn = (
        f"{counted(len(signature.strokes), 'stroke')}, {counted(points, 'point')}" if points else "Nothing was drawn"
    )
    zone = f"{ended.tzname()}"
    notes = {"Signature": f"{drawn}, {started:%H:%M:%S} to {ended:%H:%M:%S} {zone}"}
    marks = [Mark(label, digest, notes.get(label, "")) for label, digest in mark_labels(signature).items()]
    if entry is not None:
        before = f"entry {entry.seq - 1:,}" if entry.seq > 1 else "no entry before it"
        note = f"Entry {entry.seq:,}. It carries the mark of {before}: a gap or a change would show."
        marks.append(Mark("Place in the log", entry.mark.hex(), note))
    return marks


def _note(signature: Signature) -> str:
    how = (
        "The first three marks are SHA-256. The place in the log is marked with a key that is in the vault (an HMAC). "
        "The program makes them again from the record and compares: Settings, Check a receipt."
    )
    if signature.way == "declined":
        return how
    return f"{how} This is a drawn signature. Its weight lies in the record around it."


def _taken(given: Sequence[HandOver]) -> str:
    return f"{sum(len(each.things) for each in given):,}"


def _count_line(count: BoxCount) -> str:
    line = f"{clock_time(count.at)}, {count.by}: {boxes.came_out(count)}, {rules.difference_says(count.to_log)}."
    if count.explained:
        return f"{line} {rules.DIFFERENCE_WORDS[count.explained]}, says {count.explained_by}."
    return line
