"""What is decided about post: pure functions. Days are London dates, moments aware UTC."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from cantercare_desktop.office.refusals import Refusal
from cantercare_desktop.office.text import counted
from cantercare_desktop.registers.post.kinds import CameBy, Difference, Kind, State
from cantercare_desktop.registers.residents.rules import plain

Age = Literal["fresh", "amber", "red"]
Deed = Literal[
    "hand_over", "move", "tell", "return", "forward", "refuse", "open", "not_hers", "give_to_another",
    "miss", "find", "come_back", "correct", "log_in_error",
]  # fmt: skip

STATES: tuple[State, ...] = get_args(State)
DEEDS: tuple[Deed, ...] = get_args(Deed)

#: In the office, and to be handed over.
TO_HAND_OVER: frozenset[State] = frozenset({"waiting", "opened"})
#: Something the office still has to resolve.
EXCEPTIONS: frozenset[State] = frozenset({"opened", "refused", "not_hers", "missing"})
#: In the office, whatever happens to it next.
HELD: frozenset[State] = frozenset({"waiting", "opened", "refused", "not_hers"})

#: The whole of what may happen: from which state a deed leads where. What is not here is refused.
NEXT: Mapping[tuple[State, Deed], State] = {
    ("waiting", "hand_over"): "handed_over",
    ("waiting", "move"): "waiting",
    ("waiting", "tell"): "waiting",
    ("waiting", "return"): "returned",
    ("waiting", "forward"): "forwarded",
    ("waiting", "refuse"): "refused",
    ("waiting", "open"): "opened",
    ("waiting", "not_hers"): "not_hers",
    ("waiting", "give_to_another"): "waiting",
    ("waiting", "miss"): "missing",
    ("waiting", "correct"): "waiting",
    ("waiting", "log_in_error"): "logged_in_error",
    ("opened", "hand_over"): "handed_over",
    ("opened", "move"): "opened",
    ("opened", "tell"): "opened",
    ("opened", "return"): "returned",
    ("opened", "forward"): "forwarded",
    ("opened", "refuse"): "refused",
    ("opened", "not_hers"): "not_hers",
    ("opened", "give_to_another"): "opened",
    ("opened", "miss"): "missing",
    ("opened", "correct"): "opened",
    ("handed_over", "come_back"): "waiting",
    ("handed_over", "correct"): "handed_over",
    ("returned", "come_back"): "waiting",
    ("returned", "correct"): "returned",
    ("forwarded", "come_back"): "waiting",
    ("forwarded", "correct"): "forwarded",
    ("refused", "come_back"): "waiting",
    ("refused", "move"): "refused",
    ("refused", "return"): "returned",
    ("refused", "miss"): "missing",
    ("refused", "correct"): "refused",
    ("not_hers", "come_back"): "waiting",
    ("not_hers", "move"): "not_hers",
    ("not_hers", "give_to_another"): "waiting",
    ("not_hers", "return"): "returned",
    ("not_hers", "miss"): "missing",
    ("not_hers", "correct"): "not_hers",
    ("not_hers", "log_in_error"): "logged_in_error",
    ("missing", "find"): "waiting",
    ("missing", "correct"): "missing",
    ("missing", "log_in_error"): "logged_in_error",
}

ASKS_REASON: frozenset[Deed] = frozenset(
    {"return", "refuse", "open", "miss", "come_back", "correct", "log_in_error", "give_to_another", "forward"}
)
ASKS_WITNESS: frozenset[Deed] = frozenset({"open"})

STATE_WORDS: Mapping[State, str] = {
    "waiting": "Waiting, locked away",
    "opened": "Opened by staff",
    "handed_over": "Handed over",
    "returned": "Returned to sender",
    "forwarded": "Forwarded",
    "refused": "Refused",
    "not_hers": "Not hers",
    "missing": "Missing",
    "logged_in_error": "Logged in error",
}
_WHY_NOT: Mapping[State, str] = {
    "waiting": "It is waiting to be handed over.",
    "opened": "It was opened by staff and waits to be handed over.",
    "handed_over": "It has been handed over. If it is in the office again, choose “It came back” first.",
    "returned": "It was returned to the sender. If it is in the office again, choose “It came back” first.",
    "forwarded": "It was forwarded. If it is in the office again, choose “It came back” first.",
    "refused": "It was refused. Return it, or choose “It came back” if it is wanted after all.",
    "not_hers": "It is for somebody else. Say whose it is, return it, or choose “It came back” if that was wrong.",
    "missing": "It is missing. Choose “It was found” first.",
    "logged_in_error": "It was logged in error. Log the item again if it is there.",
}
_BUTTONS: Mapping[Deed, str] = {
    "hand_over": "Hand over",
    "move": "Move to another place",
    "tell": "Note who was told",
    "return": "Return to sender",
    "forward": "Forward it",
    "refuse": "She refused it",
    "open": "It was opened",
    "not_hers": "It is not hers",
    "give_to_another": "It is for somebody else",
    "miss": "It is missing",
    "find": "It was found",
    "come_back": "It came back",
    "correct": "Correct what was typed",
    "log_in_error": "It was logged in error",
}
_KIND_WORDS: Mapping[Kind, tuple[str, str]] = {
    "letter": ("Letter", "letters"),
    "large_letter": ("Large letter", "large letters"),
    "parcel": ("Parcel", "parcels"),
    "signed_for": ("Signed-for letter", "signed-for letters"),
    "card": ("Card to collect", "cards to collect"),
}
_ICONS: Mapping[Kind, str] = {
    "letter": "mail",
    "large_letter": "mail",
    "parcel": "parcel",
    "signed_for": "mail",
    "card": "notice",
}
DIFFERENCE_WORDS: Mapping[Difference, str] = {
    "": "Not explained",
    "counted_wrongly": "Counted wrongly",
    "office_post": "Post for the office",
    "not_for_this_house": "Not for this house",
    "junk_mail": "Junk mail",
}

CAME_BY_WORDS: Mapping[CameBy, str] = {
    "box": "Out of the post box",
    "door": "At the door",
    "fetched": "Fetched by staff",
}
#: How the choices of a form are said in a correction.
TYPED_WORDS: Mapping[str, str] = {
    **{str(kind): words[0] for kind, words in _KIND_WORDS.items()},
    **{str(way): words for way, words in CAME_BY_WORDS.items()},
}
#: How somebody may have been told that post waits.
TOLD_HOW: tuple[str, ...] = ("in person", "by phone", "by text", "by a note")

UNDO_WITHIN = timedelta(minutes=10)
MOST_IN_A_BATCH = 50
MOST_IN_THE_BOX = 999


def after(state: State, deed: Deed) -> State | None:
    """Return the state a deed leads to, or `None` when it may not be done."""
    return NEXT.get((state, deed))


def why_not(state: State, deed: Deed) -> str:
    """Return the sentence why a deed may not be done now; empty when it may."""
    return "" if (state, deed) in NEXT else _WHY_NOT[state]


def button(deed: Deed, she: str = "she", hers: str = "hers") -> str:
    """Return the words on a deed's button, with the profile's pronouns."""
    return _with_words(_BUTTONS[deed], she, hers)


def state_word(state: State, hers: str = "hers") -> str:
    """Return the words on a state's chip."""
    return _with_words(STATE_WORDS[state], "she", hers)


def what(kind: Kind, *, signed_for: bool) -> str:
    """Return how staff and papers call an item: "Large letter, signed for"."""
    return f"{_KIND_WORDS[kind][0]}{', signed for' if signed_for and kind != 'signed_for' else ''}"


def icon(kind: Kind) -> str:
    """Return the name of the icon of a kind."""
    return _ICONS[kind]


def how_many(kinds: Mapping[Kind, int]) -> str:
    """Return "1 letter", "2 parcels", or "3 items" where kinds differ."""
    held = [(kind, number) for kind, number in kinds.items() if number]
    if len(held) == 1:
        kind, number = held[0]
        one, many = _KIND_WORDS[kind]
        return counted(number, one.lower(), many)
    return counted(sum(number for _, number in held), "item")


def age_days(day: date, today: date) -> int:
    """Return for how many whole days an item has waited; the day it came counts 0. A day to come counts 0 too."""
    return max((today - day).days, 0)


def age(days: int, amber_after: int, red_after: int) -> Age:
    """Return how urgent a waiting item is (K13): amber once more than 3 days are over, red after more than 7."""
    if days > red_after:
        return "red"
    return "amber" if days > amber_after else "fresh"


def age_chip(days: int, how: Age) -> str:
    """Return "today", "2 days", "4 days, due" or "9 days, overdue"."""
    if days == 0:
        return "today"
    return counted(days, "day") + {"fresh": "", "amber": ", due", "red": ", overdue"}[how]


def difference_says(to_log: int) -> str:
    """Return what stands beside the count of the box."""
    if to_log == 0:
        return "all logged"
    return f"{to_log:,} still to log" if to_log > 0 else f"{-to_log:,} more logged than counted"


def came_refusals(came_at: datetime, now: datetime) -> tuple[Refusal, ...]:
    """Refuse a moment that has not come yet; a minute's difference between two clocks is no future."""
    if came_at > now + timedelta(minutes=1):
        return (Refusal("This time has not come yet. Type the day and time it came.", "came_at"),)
    return ()


def place_refusals(place: str, places: tuple[str, ...]) -> tuple[Refusal, ...]:
    """Refuse a place that the profile does not name: what is not locked away is not safe."""
    if place in places:
        return ()
    return (Refusal(f"Choose where it is locked away: {_either(places)}.", "place"),)


def can_undo(state: State, *, same_person: bool, logged_at: datetime, now: datetime) -> bool:
    """Tell whether logging may simply be undone: still waiting, by who logged it, within ten minutes."""
    return state == "waiting" and same_person and timedelta(0) <= now - logged_at <= UNDO_WITHIN


def reason_refusals(deed: Deed, reason: str) -> tuple[Refusal, ...]:
    """Refuse an exception that says no reason."""
    if deed in ASKS_REASON and not reason.strip():
        return (Refusal("Say why. The reason is kept with the item.", "reason"),)
    return ()


def witness_refusals(deed: Deed, witness: str, doer: str) -> tuple[Refusal, ...]:
    """Refuse to note opened post without a second pair of eyes.

    Opening post meant for somebody else, without reasonable excuse or to her detriment, is an offence
    (Postal Services Act 2000 s.84): so it is an exception with a reason and a witness who is somebody else.
    """
    if deed not in ASKS_WITNESS:
        return ()
    if not witness.strip():
        return (Refusal("Say who saw it. Opened post needs a witness.", "witness"),)
    if may_be(witness, doer):
        return (Refusal("The witness must be somebody else than you.", "witness"),)
    return ()


def collector_day_refusals(day: date, today: date) -> tuple[Refusal, ...]:
    """Refuse to name a collector for a day that is over."""
    return (Refusal("This day is over. Choose today or a day to come.", "day"),) if day < today else ()


def warned_against(name: str, warning: str, own_name: str) -> bool:
    """Tell whether a collector's name may be the one the post warning speaks of.

    A word of the name that stands in the warning is enough, unless it is part of the resident's own name: the
    stricter reading, because the harm of a wrong hand-over is hers. Words without a capital count where the warning
    has no name with one: it was typed in haste.
    """
    letters = _letters(warning)
    capitals = [found.group() for found in _WORD.finditer(letters) if not found.group().islower()]
    begins = [found.group(1) for found in _SENTENCE.finditer(letters)]
    typed_with_care = len(capitals) > sum(1 for word in begins if not word.islower())
    named = _words(" ".join(capitals) if typed_with_care else letters) | _joined(letters)
    hers = (_words(name) | _joined(_letters(name))) - _words(own_name)
    return bool(hers & named) or (len(_words(name)) > 0 and _words(name) <= _words(warning))


def may_be(typed: str, name: str) -> bool:
    """Tell whether a typed name may stand for a person: every word of it begins a word of hers.

    "priya n" and "P. Nair" may be Priya Nair; "Priya Shah" is not.
    """
    words, hers = _words(typed), _words(name)
    return bool(words) and all(any(whole.startswith(word) for whole in hers) for word in words)


_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?:^|[.!?\n])\W*([^\W\d_]+)")


def _letters(text: str) -> str:
    """Return a text without accents, vowel signs and signs that show nothing, which would part a word in two."""
    parted = unicodedata.normalize("NFKD", text)
    return "".join(char for char in parted if unicodedata.category(char) not in {"Mn", "Mc", "Me", "Cf"})


def _words(text: str) -> frozenset[str]:
    return frozenset(plain(word) for word in _WORD.findall(_letters(text)))


def _joined(letters: str) -> frozenset[str]:
    """Return words with a mark in them as one: "O'Brien" is typed "OBrien" too."""
    chunks = (_WORD.findall(chunk) for chunk in letters.split())
    return frozenset(plain("".join(parts)) for parts in chunks if len(parts) > 1)


def _with_words(text: str, she: str, hers: str) -> str:
    return (
        text.replace("She ", f"{she[:1].upper()}{she[1:]} ").replace(" she ", f" {she} ").replace(" hers", f" {hers}")
    )


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
