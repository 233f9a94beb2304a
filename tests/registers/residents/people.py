"""The people these tests are about."""

from __future__ import annotations

from datetime import date

from cantercare_desktop.registers.residents.values import NewChild, NewPerson

TODAY = date(2026, 11, 21)

TSION = NewPerson(
    stage="resident",
    legal_name="Tsion Bekele",
    language="am",
    language_note="Some English. Reads Amharic",
    born_on=date(2004, 5, 17),
    room="4",
    applied_on=date(2025, 12, 20),
    moved_in_on=date(2026, 1, 9),
    safe_contact="Tell no caller that she lives here.",
)
LEILA = NewPerson(
    stage="resident", legal_name="ليلى حدادي", preferred_name="Leila Haddadi", room="2", moved_in_on=TODAY
)
KATARZYNA = NewPerson(legal_name="Katarzyna Wrona", applied_on=TODAY)
NAOMI = NewChild(legal_name="Naomi Bekele", born_on=date(2025, 12, 15))
