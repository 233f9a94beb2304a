"""What leaves the vault: the receipt, the daily sheet, the list as CSV. And the check of a receipt."""

from __future__ import annotations

import csv
import io
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.clock import day_bounds, london_date
from cantercare_desktop.office.datewords import clock_time, plain_date
from cantercare_desktop.office.papers import Paper
from cantercare_desktop.office.people import PersonId, PersonName
from cantercare_desktop.office.refusals import refuse
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import differences
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Saved
from cantercare_desktop.paper.press import typeset
from cantercare_desktop.registers.post import boxes, papers, rules
from cantercare_desktop.registers.post.hand_overs import hand_over_number, hand_over_value
from cantercare_desktop.registers.post.records import HandOverRecord, PostItemRecord
from cantercare_desktop.registers.post.service.desk import Desk
from cantercare_desktop.registers.post.values import (
    CheckedMark,
    CheckedReceipt,
    Export,
    HandOver,
    HandOverId,
)
from cantercare_desktop.registers.residents.people import names
from cantercare_desktop.vault.ledger import LedgerEntry

#: What a spreadsheet takes for the beginning of a formula (CWE-1236), also in its full-width forms.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "Number", "For", "What", "Came on", "At", "How it came", "Carrier", "Tracking number", "Locked in", "State",
    "Since", "Logged by",
)  # fmt: skip
_LONGEST = 366 * 5


class Printing(Desk):
    """Papers in memory, the export, and the check of what was printed."""

    def receipt(self, by: Actor, hand_over: HandOverId) -> Paper:
        """Return the receipt of one hand-over. Raises `RefusedError` when there is none."""
        given = self._given(by, hand_over)
        with self._reading(by, at=given.person.person, why=f"Receipt {given.number}") as session:
            entry = self._entry_of(session, given)
            printing = self._printing(by, session)
        language = self._language_name(given.signature.language)
        document = papers.receipt(self._office.policy, given, entry, language, printing)
        named = frozenset({given.person.person})
        of = Ref("post_hand_overs", int(given.id))
        return Paper(f"Receipt {given.number}", f"Receipt {given.number}.pdf", typeset(document), named, of)

    def daily_sheet(self, by: Actor, day: date) -> Paper:
        """Return the office's sheet of one London day. It names everybody who had post, so it is a deed of its own."""
        if day > self.today:
            raise refuse("This day has not come yet. Choose today or a day before.", "day")
        since, until = day_bounds(day)
        with self._office.work(by, "post.printed") as work:
            session = work.session
            came = session.scalars(
                select(PostItemRecord).where(PostItemRecord.day == day).order_by(PostItemRecord.id)
            ).all()
            asked = select(HandOverRecord).where(HandOverRecord.at >= since, HandOverRecord.at < until)
            given = [hand_over_value(session, each) for each in session.scalars(asked.order_by(HandOverRecord.at))]
            people = names(session, {PersonId(record.person_id) for record in came})
            items = [self._value(record, people[PersonId(record.person_id)]) for record in came]
            counts = boxes.counts_between(session, day, day)
            work.about |= {*people, *(each.person.person for each in given)}
            printing = self._printing(by, session)
        document = papers.daily_sheet(self._office.policy, day, counts, items, given, printing)
        named = frozenset(work.about)
        return Paper(f"Post of {plain_date(day)}", f"Post {day.isoformat()}.pdf", typeset(document), named)

    def export(self, by: Actor, since: date, until: date, *, with_sender: bool = False) -> Saved[Export]:
        """Return the items that came from one London day to another, both included, as CSV.

        Cells that a spreadsheet would take for a formula get an apostrophe in front. The sender is left out unless
        asked for, and always for sensitive items, as are their carrier and tracking number.
        """
        if since > until or (until - since).days > _LONGEST:
            raise refuse("Choose a first day that is not after the last, and at most five years between them.", "since")
        with self._office.work(by, "post.exported") as work:
            session = work.session
            asked = select(PostItemRecord).where(PostItemRecord.day >= since, PostItemRecord.day <= until)
            records = session.scalars(asked.order_by(PostItemRecord.day, PostItemRecord.id)).all()
            people = names(session, {PersonId(record.person_id) for record in records})
            rows = [self._csv_row(record, people[PersonId(record.person_id)], with_sender) for record in records]
            work.about |= set(people)
            work.note(Ref("post_items", 0), since=since, until=until, rows=len(rows), with_sender=with_sender)
        heads = [*_COLUMNS, *(["Sender"] if with_sender else [])]
        name = f"Post {since.isoformat()} to {until.isoformat()}.csv"
        return Saved(Export(name, _csv([heads, *rows]), len(rows)), work.changed)

    def check_receipt(self, by: Actor, number: str) -> CheckedReceipt:
        """Make the marks of a receipt again from the record and say which agree. `number` is "H-2026-0188"."""
        tidied = hand_over_number(number)
        with self._reading(by) as session:
            record = session.scalar(select(HandOverRecord).where(HandOverRecord.number == tidied))
            person = None if record is None else PersonId(record.person_id)
        if record is None or person is None:
            says = "There is no receipt of this number in the log. Compare it with the paper, then type it again."
            return CheckedReceipt(tidied, found=False, agrees=False, says=says)
        with self._reading(by, at=person, why=f"Check of receipt {tidied}") as session:
            given = hand_over_value(session, session.get_one(HandOverRecord, record.id))
            entry = self._entry_of(session, given)
            in_order = entry is not None and self._office.ledger.proves(session, entry.seq)
        wrong = set(differences(given.signature))
        marks = papers.mark_labels(given.signature)
        checks = [_checked(label, agrees=label.lower() not in wrong) for label in marks]
        place = "in the log, and its mark agrees" if in_order else "not in the log as it should be"
        checks.append(CheckedMark("Place in the log", in_order, f"Place in the log: {place}."))
        if entry is not None:
            marks["Place in the log"] = entry.mark.hex()
        agrees = all(each.agrees for each in checks)
        says = (
            f"{tidied} is as it was signed. Compare the marks below with the paper."
            if agrees
            else f"{tidied} is not as it was signed. Tell the Data Manager, and keep the paper."
        )
        return CheckedReceipt(tidied, found=True, agrees=agrees, says=says, checks=tuple(checks), marks=marks)

    def _given(self, by: Actor, hand_over: HandOverId) -> HandOver:
        with self._reading(by) as session:
            record = session.get(HandOverRecord, hand_over)
            if record is None:
                raise refuse("There is no such hand-over in the log.")
            return hand_over_value(session, record)

    def _entry_of(self, session: Session, given: HandOver) -> LedgerEntry | None:
        wanted = str(Ref("post_hand_overs", int(given.id)))
        before: int | None = None
        while True:
            found = self._office.ledger.entries(
                session, about=int(given.person.person), action="post.hand_over", before=before, limit=200
            )
            for entry in found:
                if wanted in entry.touched:
                    return entry
            if len(found) < 200:
                return None
            before = found[-1].seq

    def _printing(self, by: Actor, session: Session) -> papers.Printing:
        return papers.Printing(by.name, self._office.clock.now(), self._office.ledger.head(session))

    def _language_name(self, code: str) -> str:
        return self._languages.of(code).name if code in self._languages.codes else code

    def _csv_row(self, record: PostItemRecord, person: PersonName, with_sender: bool) -> list[str]:  # noqa: FBT001 - a column more or less
        hidden = record.sensitive
        row = [
            record.number,
            person.full,
            rules.what(record.kind, signed_for=record.signed_for),
            record.day.isoformat(),
            clock_time(record.came_at),
            rules.CAME_BY_WORDS[record.came_by],
            "" if hidden else record.carrier,
            "" if hidden else record.tracking,
            record.place,
            self._state_word(record),
            plain_date(london_date(record.state_since)),
            record.logged_by,
        ]
        return [*row, *(["" if hidden else record.sender] if with_sender else [])]


def _checked(label: str, *, agrees: bool) -> CheckedMark:
    return CheckedMark(label, agrees, f"{label}: {'agrees' if agrees else 'does not agree with the record'}.")


def _csv(rows: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
