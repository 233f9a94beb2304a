"""What may be typed: any script, any direction, but no control characters and no flood."""

from __future__ import annotations

import unicodedata

from cantercare_desktop.office.refusals import Refusal

NAME_LIMIT = 200
LINE_LIMIT = 500
NOTE_LIMIT = 5_000

#: Marks that turn the words after them round (Unicode TR 9; "Trojan Source", CVE-2021-42574) or break a line: with one
#: of them in it a name can read as another name. The plain direction and joining marks of Arabic and Persian are not
#: among them.
TURNING = frozenset("\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Signs that count as letters and show nothing.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def tidy(text: str) -> str:
    """Return `text` in Unicode NFC, without white space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def text_refusals(text: str, *, field: str, what: str, limit: int, needed: bool = False) -> tuple[Refusal, ...]:
    """Say why `text` cannot be kept; an empty tuple means that it can.

    `what` names the field in the sentence ("The name"). Line breaks and tabs are allowed only in notes,
    that is where `limit` is `NOTE_LIMIT`.
    """
    stripped = tidy(text) if len(text) <= limit * 4 else text
    if needed and not any(_shows(char) for char in stripped):
        return (Refusal(f"{what} is missing. Type it, then try again.", field),)
    if len(stripped) > limit:
        return (Refusal(f"{what} is too long: {len(stripped):,} characters. Keep it to {limit:,}.", field),)
    allowed = "\n\t" if limit >= NOTE_LIMIT else ""
    if any(_cannot_be_kept(char) and char not in allowed for char in stripped):
        return (
            Refusal(f"{what} has a character in it that cannot be shown or printed. Type it again by hand.", field),
        )
    return ()


def _cannot_be_kept(char: str) -> bool:
    return char in TURNING or unicodedata.category(char) in {"Cc", "Cs"}


def _shows(char: str) -> bool:
    """Tell whether a sign can be seen by itself; one that cannot be kept counts, so that it is named as such."""
    if _cannot_be_kept(char):
        return True
    return char not in _BLANK and unicodedata.category(char) not in {"Cf", "Me", "Mn", "Zs"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 letter", "3 letters"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
