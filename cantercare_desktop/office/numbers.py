"""Running numbers that people read aloud: "P-2026-0432"."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlalchemy.dialects.sqlite import insert

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.records import CounterRecord
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.work import Work

# One statement: it is asked in nearly every deed.
_NEXT = (
    insert(CounterRecord)
    .values(series=bindparam("series"), year=bindparam("year"), last=1)
    .on_conflict_do_update(index_elements=["series", "year"], set_={"last": CounterRecord.last + 1})
    .returning(CounterRecord.last)
)


def next_number(work: Work, series: str) -> str:
    """Give out the next number of a series in the London year of the deed. A number is never given twice."""
    year = london_date(work.at).year
    last = work.session.connection().execute(_NEXT, {"series": series, "year": year}).scalar_one()
    work.note(Ref("counters", 0), last=last)
    return f"{series}-{year}-{last:04d}"
