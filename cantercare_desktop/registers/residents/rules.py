"""What is decided about people: what may be written down, and which way a stay may go.

Every function is pure. Sentences are the profile's: they speak of "she" or "they" as the charity does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from babel import Locale, UnknownLocaleError

from cantercare_desktop.office.people import PersonName, Stage
from cantercare_desktop.office.policy import Policy
from cantercare_desktop.office.refusals import Refusal
from cantercare_desktop.office.text import LINE_LIMIT, NAME_LIMIT, NOTE_LIMIT, text_refusals, tidy
from cantercare_desktop.registers.residents.values import PersonDetails
from cantercare_desktop.vault.keys import Role

EARLIEST_BIRTH = date(1900, 1, 1)
LARGEST_PHOTOGRAPH = 5 * 1024 * 1024
WORDS_OF_A_REASON = 3
SAY_WHY = "Say in a few words why you look at this record. The reason is kept with it."

_STAGES: tuple[Stage, ...] = ("applicant", "resident", "left")
_TEXTS = (
    ("legal_name", "The legal name", NAME_LIMIT),
    ("preferred_name", "The preferred name", NAME_LIMIT),
    ("pronunciation", "How to say the name", NAME_LIMIT),
    ("language_note", "The language note", LINE_LIMIT),
    ("forwarding_address", "The forwarding address", NOTE_LIMIT),
    ("safe_contact", "The safe-contact warning", NOTE_LIMIT),
    ("post_warning", "The post warning", NOTE_LIMIT),
)
#: Letters that are not a plain letter with a mark on it, and what one types for them on an English keyboard.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n", "œ": "oe", "æ": "ae", "ß": "ss"}
)


@dataclass(frozen=True, slots=True)
class Stay:
    """Where somebody is between applying and having left: stage, room, and the three days of a stay."""

    stage: Stage
    room: str = ""
    applied_on: date | None = None
    moved_in_on: date | None = None
    moved_out_on: date | None = None


def plain(text: str) -> str:
    """Return a name as it is sorted and as one types it without marks: "Łukasz Wróbel" → "lukasz wrobel"."""
    parted = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return " ".join("".join(char for char in parted if not unicodedata.combining(char)).split())


def tidied(details: PersonDetails) -> PersonDetails:
    """Return what was typed without stray white space; a preferred name equal to the legal one is not kept twice."""
    legal, preferred = tidy(details.legal_name), tidy(details.preferred_name)
    return replace(
        details,
        legal_name=legal,
        preferred_name="" if preferred == legal else preferred,
        pronunciation=tidy(details.pronunciation),
        language_note=tidy(details.language_note),
        room=tidy(details.room),
        forwarding_address=tidy(details.forwarding_address),
        safe_contact=tidy(details.safe_contact),
        post_warning=tidy(details.post_warning),
    )


def details_refusals(details: PersonDetails, policy: Policy, today: date) -> Iterator[Refusal]:
    """Say what of the typed facts cannot be kept. `today` is the London date."""
    for field, what, limit in _TEXTS:
        yield from text_refusals(
            getattr(details, field), field=field, what=what, limit=limit, needed=field == "legal_name"
        )
    if details.language not in policy.languages:
        yield Refusal("Choose one of the languages of the list. Write any other in the note.", "language")
    yield from _birth_refusals(details.born_on, today)


def _birth_refusals(born_on: date | None, today: date) -> Iterator[Refusal]:
    if born_on is None:
        return
    if born_on > today:
        yield Refusal("The date of birth lies in the future. Check the year.", "born_on")
    elif born_on < EARLIEST_BIRTH:
        yield Refusal("The date of birth is before 1900. Check the year.", "born_on")


def stay_refusals(stay: Stay, policy: Policy, today: date, born_on: date | None = None) -> Iterator[Refusal]:
    """Say what does not fit together in a stay: its room, and the order of its days."""
    days = (
        ("applied_on", "The application", stay.applied_on),
        ("moved_in_on", "The first day here", stay.moved_in_on),
        ("moved_out_on", "The last day", stay.moved_out_on),
    )
    before_field, before = "the date of birth", born_on if born_on is not None and born_on <= today else None
    for field, what, day in days:
        if day is None:
            continue
        if day > today:
            yield Refusal(f"{what} lies in the future. Write it down on the day itself.", field)
        elif before is not None and day < before:
            yield Refusal(f"{what} is earlier than {before_field}. Check both dates.", field)
        before_field, before = what[:1].lower() + what[1:], day
    yield from _room_refusals(stay, policy)
    if stay.stage == "resident" and stay.moved_in_on is None:
        yield Refusal("The first day here is missing. Type it, then try again.", "moved_in_on")
    if stay.stage == "applicant" and stay.moved_in_on is not None:
        yield Refusal("An applicant has not moved in yet. Leave this day empty.", "moved_in_on")
    if stay.stage != "left" and stay.moved_out_on is not None:
        yield Refusal("The last day is written down when somebody leaves. Leave it empty.", "moved_out_on")
    if stay.stage == "left" and stay.moved_out_on is None:
        yield Refusal("The last day is missing. Type it, then try again.", "moved_out_on")


def _room_refusals(stay: Stay, policy: Policy) -> Iterator[Refusal]:
    if stay.stage == "applicant":
        if stay.room:
            yield Refusal("An applicant has no room yet. Leave it empty.", "room")
    elif stay.room and stay.room not in policy.rooms:
        yield Refusal("There is no such room here. Choose one of the list.", "room")
    elif stay.stage == "resident" and policy.rooms and not stay.room:
        yield Refusal("The room is missing. Choose one of the list.", "room")


def room_taken(room: str, lives_there: PersonName | None) -> Iterator[Refusal]:
    """Say who lives in a room already; a room has one resident, with her children."""
    if lives_there is not None:
        yield Refusal(f"{lives_there.full} lives in room {room}. Choose another room.", "room")


def put_back_refusals(now: Stage, to: Stage, why: str, *, lived_here: bool) -> Iterator[Refusal]:
    """Say why a stage cannot be taken back to an earlier one. A reason is always needed."""
    if _STAGES.index(to) >= _STAGES.index(now):
        yield Refusal("This goes forward, not back. Use moving in or moving out.", "stage")
    elif to == "resident" and not lived_here:
        yield Refusal("There was no stay to go back to. Open the application again instead.", "stage")
    yield from text_refusals(why, field="why", what="The reason", limit=LINE_LIMIT, needed=True)


def child_refusals(mother_is_child: bool, mother_stage: Stage, policy: Policy) -> Iterator[Refusal]:  # noqa: FBT001 - a fact, not a switch
    """Say why a child cannot be recorded (C17: children's data only in the context of their mother's stay)."""
    if not policy.has_children:
        yield Refusal("This service keeps no records of children.")
    elif mother_is_child:
        yield Refusal("A child's record hangs on its mother. Open the mother's record and add it there.")
    elif mother_stage == "left":
        yield Refusal("The stay has ended. A child is recorded only as part of a stay.")


def child_birth_refusals(
    born_on: date | None, mother_born_on: date | None, stay_ended: date | None
) -> Iterator[Refusal]:
    """Say that a child cannot be older than its mother, nor born after the stay it belongs to."""
    if born_on is None:
        return
    if mother_born_on is not None and born_on <= mother_born_on:
        yield Refusal("The child would be older than its mother. Check both dates of birth.", "born_on")
    if stay_ended is not None and born_on > stay_ended:
        yield Refusal("The child was born after the stay ended. A child is recorded only as part of a stay.", "born_on")


def children_refusals(born_on: date | None, stay_ended: date | None, births: Iterable[date]) -> Iterator[Refusal]:
    """Say the same of a mother whose own dates are changed. `births` are her children's."""
    for birth in sorted(births):
        if born_on is not None and birth <= born_on:
            yield Refusal("A child on this record would be older than its mother. Check the year.", "born_on")
            return
        if stay_ended is not None and birth > stay_ended:
            yield Refusal("A child on this record was born after that day. Check both dates.", "moved_out_on")
            return


def twice_refusals(child: PersonDetails, siblings: Iterable[PersonDetails]) -> Iterator[Refusal]:
    """Say that the same child is on record already: the same name and, as with no twins, the same day of birth."""
    for other in siblings:
        if plain(other.legal_name) == plain(child.legal_name) and other.born_on == child.born_on:
            yield Refusal(f"{other.preferred_name or other.legal_name} is on this record already.", "legal_name")
            return


def goes_along(child: Stay, mother: Stay) -> bool:
    """Tell whether a child's stay is still part of its mother's; a child may have left before her."""
    return child.stage == mother.stage and (child.stage != "left" or child.moved_out_on == mother.moved_out_on)


def child_put_back_refusals(to: Stage, mother_stage: Stage | None) -> Iterator[Refusal]:
    """Say that a child comes back only to a mother who lives here. `mother_stage`: nothing for no child."""
    if mother_stage is not None and (to != "resident" or mother_stage != "resident"):
        yield Refusal("A child's stay is part of its mother's. Change it on her record.", "stage")


def put_back(stay: Stay, to: Stage, room: str) -> Stay:
    """Return a stay taken back to an earlier stage: to living in `room`, or to applying as on the first day."""
    if to == "resident":
        return replace(stay, stage="resident", room=room, moved_out_on=None)
    return Stay("applicant", applied_on=stay.applied_on)


def child_stay(mother: Stay, born_on: date | None) -> Stay:
    """Return the stay of a child that begins with its mother's, or with its birth when that was later."""
    moved_in = mother.moved_in_on
    if moved_in is not None and born_on is not None and born_on > moved_in:
        moved_in = born_on
    applied = mother.applied_on if born_on is None or mother.applied_on is None else max(born_on, mother.applied_on)
    if applied is not None and moved_in is not None and applied > moved_in:
        applied = moved_in
    return replace(mother, applied_on=applied, moved_in_on=moved_in)


def media_type_of(content: bytes) -> str | None:
    """Return the kind of picture by its first bytes, or nothing when it is neither JPEG nor PNG."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return None


def photograph_refusals(content: bytes) -> Iterator[Refusal]:
    """Say why a file cannot be kept as a photograph."""
    if not content:
        yield Refusal("This file is empty. Choose another one.", "photograph")
    elif len(content) > LARGEST_PHOTOGRAPH:
        yield Refusal("This picture is larger than 5 MB. Save it smaller, then choose it again.", "photograph")
    elif media_type_of(content) is None:
        yield Refusal("This file is not a JPEG or PNG picture. Choose another one.", "photograph")


def why_look_refusals(role: Role, why: str) -> tuple[Refusal, ...]:
    """Refuse a trustee who does not say why she opens a record: she sees them on occasion only (C12 of the notice)."""
    if role == "trustee" and len(re.findall(r"\w+", why)) < WORDS_OF_A_REASON:
        return (Refusal(SAY_WHY, "why"),)
    return text_refusals(why, field="why", what="The reason", limit=LINE_LIMIT)


def age_words(born_on: date, today: date) -> str:
    """Return an age as people say it: "22 years old", "11 months old", "5 weeks old", "4 days old"."""
    days = (today - born_on).days
    months = (today.year - born_on.year) * 12 + today.month - born_on.month - (today.day < born_on.day)
    if months >= 24:
        return f"{months // 12} years old"
    for number, one in ((months, "month"), (days // 7, "week"), (days, "day")):
        if number >= 1 and not (one == "month" and number < 2):
            return f"{number} {one if number == 1 else one + 's'} old"
    return "born today"


def language_name(code: str) -> str:
    """Return the English name of a language by its code: "am" → "Amharic"; an unknown code stands for itself."""
    try:
        return Locale.parse(code).get_language_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def where_words(policy: Policy, stage: Stage, room: str) -> str:
    """Return where somebody is, in the profile's words: "Lives here, room 4"."""
    said = getattr(policy.stages, stage)
    return f"{said}, room {room}" if room and stage == "resident" else str(said)


def child_word(policy: Policy) -> str:
    """Return what a child is called here, as it begins a sentence: "Baby", or "Child"."""
    word = policy.words.child or "child"
    return word[:1].upper() + word[1:]


def children_words(policy: Policy, number: int) -> str:
    """Return a number of children as they are called here, with its verb: "1 baby is", "3 babies are"."""
    return f"{children_counted(policy, number)} {'is' if number == 1 else 'are'}"


def children_counted(policy: Policy, number: int) -> str:
    """Return a number of children as they are called here: "1 baby", "3 babies"."""
    return policy.words.children_counted(number)
