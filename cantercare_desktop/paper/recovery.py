"""The two pages of the recovery key: one for the safe, one for a trustee who lives elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cantercare_desktop.paper.blocks import (
    Blank,
    Block,
    BulletList,
    Captions,
    Document,
    Heading,
    House,
    KeyGroups,
    Lead,
    NewPage,
    Note,
    Strong,
    Warned,
)

_SAFE = BulletList(
    (
        ("Put this page in an envelope. Seal it, and ", Strong("sign across the flap"), "."),
        ("Lock the envelope in the charity’s ", Strong("safe"), "."),
        "Page 2 goes to a trustee who lives elsewhere. A fire here must not take both.",
        (Strong("Never"), " photograph this page, copy it, e-mail it or keep it near the computer."),
    )
)
_ELSEWHERE = BulletList(
    (
        ("Give this page by hand to a ", Strong("trustee who lives elsewhere"), "."),
        "Keep it locked away, in a sealed envelope. Page 1 is in the charity’s safe.",
        "When you stop being a trustee, give it to the next one and write down the day.",
        (Strong("Never"), " photograph this page, copy it, e-mail it or keep it near the computer."),
    )
)
_HOW = BulletList(
    (
        ("Start the program and choose ", Strong("Use the recovery key"), " on the sign-in page."),
        "Type the six groups in the order of their numbers. If one has a slip, the program says which.",
        "Give everybody who should sign in a new password.",
        "Make a new recovery key in Settings and print it. This one then stops working: tear it up.",
    ),
    numbered=True,
)


def recovery_key_pages(
    groups: Sequence[str],
    organisation: str,
    made_at: str,
    house: str,
    *,
    made_by: str = "",
    stamped: datetime | None = None,
) -> Document:
    """Both pages as one document.

    ``groups`` are the six groups as they are shown, ``made_at`` the day and time written for the reader, ``house`` the
    address of the house. ``stamped`` (aware) goes into the properties of the file. The key is nowhere but on the pages.
    """
    return Document(
        title="Recovery key: the page for the safe",
        house=House(organisation, house),
        blocks=(
            *_page(groups, organisation, made_at, _SAFE, ("Sealed by", "Day", "Seen by")),
            NewPage("Recovery key: the page for a trustee"),
            *_page(groups, organisation, made_at, _ELSEWHERE, ("Given to", "Day", "Given by")),
        ),
        number="Keep locked away",
        printed_at=made_at,
        printed_by=made_by,
        made_at=stamped,
        captions=Captions() if made_by else Captions(printed="Printed {at}"),
    )


def _page(
    groups: Sequence[str], organisation: str, made_at: str, place: BulletList, signed: tuple[str, ...]
) -> tuple[Block, ...]:
    return (
        Lead(
            (
                "This key opens the records of ",
                Strong(organisation),
                " when nobody can sign in. It was made on ",
                Strong(made_at),
                " and is not kept on the computer.",
            )
        ),
        KeyGroups(tuple(groups)),
        Note(
            "There is no letter I, L or O in the key: what looks like one is the number 1 or 0. "
            "Capital or small letters, with or without the dash: all are read."
        ),
        Warned(
            "If every password and both pages are lost, the records are gone.",
            "Nobody can open them: not you, not the trustees, not a computer repairer. There is no back door.",
        ),
        Heading("What to do with this page"),
        place,
        Heading("How to use the key"),
        _HOW,
        Note(
            "One forgotten password does not need this key: the Data Manager sets a new one. "
            "Whoever has this page and the computer can read every record."
        ),
        Blank(signed),
    )
