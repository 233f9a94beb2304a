"""Who lives and works in the demo house, as in the pictures. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cantercare_desktop.vault.keys import Role


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """One tile on the sign-in page."""

    name: str
    role: Role
    title: str


@dataclass(frozen=True, slots=True)
class DemoChild:
    """A baby who lives with her mother."""

    name: str
    born_on: date


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One person on record. Somebody without `moved_in_on` has only applied."""

    name: str
    born_on: date
    room: str = ""
    applied_on: date | None = None
    moved_in_on: date | None = None
    moved_out_on: date | None = None
    language: str = "en"
    language_note: str = ""
    pronunciation: str = ""
    safe_contact: str = ""
    post_warning: str = ""
    forwarding_address: str = ""
    children: tuple[DemoChild, ...] = ()


STAFF = (
    DemoStaff("Priya Nair", "staff", "Staff"),
    DemoStaff("Siobhan Kelly", "staff", "Staff"),
    DemoStaff("Grace Owusu", "staff", "Staff"),
    DemoStaff("Denise Carter", "staff", "Staff"),
    DemoStaff("Fatima Rahmani", "staff", "Staff, nights"),
    DemoStaff("Margaret Hollis", "staff", "House manager"),
    DemoStaff("Ruth Adeyemi", "data_manager", "Data Manager"),
    DemoStaff("A trustee", "trustee", "Trustee"),
)

PEOPLE = (
    DemoPerson(
        "Jade Whitcombe", date(2002, 11, 5), "1", date(2025, 8, 4), date(2025, 9, 1), date(2026, 3, 11),
        forwarding_address="Flat 2, 18 Orchard Row, Ashford TN23 1QZ",
    ),
    DemoPerson(
        "Marisol Duarte", date(2004, 2, 19), "2", date(2025, 9, 15), date(2025, 10, 13), date(2026, 6, 30),
        language_note="Speaks Spanish too",
    ),
    DemoPerson(
        "Danielle Prior", date(2003, 7, 8), "6", date(2025, 10, 6), date(2025, 11, 3), date(2026, 8, 14),
        forwarding_address="c/o The Family Hub, 4 Mill Lane, Whitstable CT5 4ZX",
    ),
    DemoPerson(
        "Tsion Bekele", date(2004, 5, 17), "4", date(2025, 12, 12), date(2026, 1, 9), None, "am",
        "Some English. Reads Amharic", "TSEE-on beh-KEH-leh",
        "Tell no caller that she lives here. Text only, 10:00 to 16:00, no names. Never leave a voicemail.",
        children=(DemoChild("Naomi Bekele", date(2025, 12, 10)),),
    ),
    DemoPerson(
        "Bethany Marsh", date(2006, 1, 22), "3", date(2026, 1, 12), date(2026, 2, 2),
        children=(DemoChild("Alfie Marsh", date(2026, 4, 19)),),
    ),
    DemoPerson(
        "Amara Okafor", date(2003, 4, 12), "1", date(2026, 2, 20), date(2026, 3, 16), None, "en", "Speaks Igbo too",
        "ah-MAH-rah", "",
        "Do not hand her post to Daniel Eze, whoever he says he is.",
    ),
    DemoPerson(
        "Katarzyna Wrona", date(2001, 10, 3), "5", date(2026, 4, 13), date(2026, 5, 11), None, "pl",
        "Good English", "kata-ZHI-na", children=(DemoChild("Zofia Wrona", date(2026, 8, 2)),),
    ),
    DemoPerson(
        "Leila Haddadi", date(2005, 9, 30), "2", date(2026, 6, 8), date(2026, 7, 6), None, "ar",
        "Little English. Reads Arabic",
    ),
    DemoPerson("Chloe Fenwick", date(2007, 3, 14), "6", date(2026, 7, 27), date(2026, 8, 24)),
    DemoPerson("Hodan Warsame", date(2005, 12, 1), "", date(2026, 5, 26), language_note="Speaks Somali too"),
)  # fmt: skip
