"""Running numbers that people read aloud: "P-2026-0432"."""

from __future__ import annotations

from cantercare_desktop.office.clock import london_date
from cantercare_desktop.office.records import CounterRecord
from cantercare_desktop.office.work import Work


def next_number(work: Work, series: str) -> str:
    """Give out the next number of a series in the London year of the deed. A number is never given twice."""
    year = london_date(work.at).year
    counter = work.session.get(CounterRecord, (series, year))
    if counter is None:
        counter = CounterRecord(series=series, year=year, last=0)
        work.session.add(counter)
    counter.last += 1
    return f"{series}-{year}-{counter.last:04d}"
