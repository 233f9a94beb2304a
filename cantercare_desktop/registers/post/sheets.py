"""The sheet a person is shown before she signs for her post, in every language of the profile. Never a sender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from cantercare_desktop.office.languages import Languages, Phrasebook
from cantercare_desktop.office.people import PersonName, first_name_of
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.signing import Sheet, SheetItem, SheetWords, Shown
from cantercare_desktop.registers.post import rules
from cantercare_desktop.registers.post.kinds import Kind


@dataclass(frozen=True, slots=True)
class ThingToSign:
    """One item as the sheet shows it: its kind and the London day it came."""

    ref: Ref
    kind: Kind
    day: date


@dataclass(frozen=True, slots=True)
class Taker:
    """Who signs: she herself (`name` is empty), or her mother or collector by full name; and how they are known."""

    name: str
    known_how: str
    language: str


def sheet_for(
    languages: Languages, person: PersonName, things: Sequence[ThingToSign], taker: Taker, today: date
) -> Sheet:
    """Build the sheet for one person's things, in every language. `today` is the London date it is shown on."""
    return Sheet(
        person=person.person,
        first_name=person.first,
        register="post",
        refs=tuple(thing.ref for thing in things),
        words={book.code: _words(book, person, things, taker, today) for book in languages.all()},
        language=taker.language if taker.language in languages.codes else languages.codes[0],
        known_how=taker.known_how,
    )


def fits(
    languages: Languages, person: PersonName, things: Sequence[ThingToSign], taker: Taker, shown: Shown, today: date
) -> bool:
    """Tell whether what stood on her screen is what the sheet for exactly these things says in that language.

    How she is known goes with it: else the words shown to one collector would stand under another one's name.
    """
    if not _is_for(languages, person, taker, shown):
        return False
    words = _words(languages.of(shown.language), person, things, taker, today)
    return shown.statement == words.statement and shown.items == tuple(item.as_shown for item in words.items)


def fits_some(
    languages: Languages, person: PersonName, things: Sequence[ThingToSign], taker: Taker, shown: Shown, today: date
) -> bool:
    """Tell whether these things are among those that stood on her screen, under the statement for all of them."""
    if not _is_for(languages, person, taker, shown):
        return False
    book = languages.of(shown.language)
    here = Counter(_item(book, thing, today).as_shown for thing in things)
    return shown.statement == _statement(book, person, len(shown.items), taker) and not here - Counter(shown.items)


def _is_for(languages: Languages, person: PersonName, taker: Taker, shown: Shown) -> bool:
    return shown.person == person.person and shown.known_how == taker.known_how and shown.language in languages.codes


def _words(
    book: Phrasebook, person: PersonName, things: Sequence[ThingToSign], taker: Taker, today: date
) -> SheetWords:
    count = len(things)
    lead = book.say("post.lead_for", count, name=person.first) if taker.name else book.say("post.lead", count)
    return SheetWords(
        title=book.say("post.title", name=person.first),
        lead=lead,
        statement=_statement(book, person, count, taker),
        items=_items(book, things, today),
        thanks=book.say("post.thanks", name=first_name_of(taker.name) if taker.name else person.first),
    )


def _statement(book: Phrasebook, person: PersonName, count: int, taker: Taker) -> str:
    if taker.name:
        return book.say("post.statement_for", count, name=person.first)
    return book.say("post.statement", count)


def _items(book: Phrasebook, things: Iterable[ThingToSign], today: date) -> tuple[SheetItem, ...]:
    return tuple(_item(book, thing, today) for thing in things)


def _item(book: Phrasebook, thing: ThingToSign, today: date) -> SheetItem:
    return SheetItem(
        icon=rules.icon(thing.kind), title=book.say(f"post.kind.{thing.kind}"), second=book.came_on(thing.day, today)
    )
