"""Half-typed forms: kept in the vault over a lock, and given back to the same member of staff."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import DraftRecord
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office, Work

Draft = Mapping[str, object]

#: The key under which a draft says whom it is about, so that erasing her removes it.
ABOUT = "person"
_LONGEST = 200_000


class Drafts:
    """What was typed and not saved, by the place it was typed in: the name of a screen."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def keep(self, by: Actor, drafts: Mapping[str, Draft]) -> None:
        """Keep these drafts and no others for this member of staff.

        Nothing is written when there is nothing to keep and nothing was kept. A draft longer than 200,000 characters
        of JSON is left out. Raises the vault's `Problem`.
        """
        bodies = {place: body for place, draft in drafts.items() if len(body := _written(draft)) <= _LONGEST}
        if not bodies and not self._kept(by):
            return
        with self._office.work(by, "draft.kept") as work:
            for record in _records(work.session, by):
                if record.place not in bodies:
                    work.session.delete(record)
            for place, body in bodies.items():
                _put(work, place, body, drafts[place])

    def give_back(self, by: Actor) -> dict[str, dict[str, Any]]:
        """Return the drafts of this member of staff by place, and keep them no longer. Raises the vault's `Problem`."""
        kept = self._kept(by)
        if kept:
            with self._office.work(by, "draft.given_back") as work:
                for record in _records(work.session, by):
                    work.session.delete(record)
        return kept

    def _kept(self, by: Actor) -> dict[str, dict[str, Any]]:
        with self._office.look(by) as session:
            return {record.place: json.loads(record.body) for record in _records(session, by)}


def _records(session: Session, by: Actor) -> tuple[DraftRecord, ...]:
    return tuple(session.scalars(select(DraftRecord).where(DraftRecord.member == by.member)))


def _put(work: Work, place: str, body: str, draft: Draft) -> None:
    record = work.session.get(DraftRecord, (work.by.member, place))
    about = draft.get(ABOUT)
    person = PersonId(about) if isinstance(about, int) else None
    if record is None:
        record = DraftRecord(member=work.by.member, place=place, person_id=person, body=body, kept_at=work.at)
        work.session.add(record)
    record.person_id, record.body, record.kept_at = person, body, work.at


def _written(draft: Draft) -> str:
    return json.dumps(dict(draft), ensure_ascii=False, sort_keys=True)
