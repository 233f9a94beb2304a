"""The languages of the resident screen: one TOML file of words each, plural forms and dates by the rules of CLDR."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cantercare_desktop.vault.problems import Problem

if TYPE_CHECKING:
    from babel import Locale

#: The language every other one is compared with; the file of it is always there.
SOURCE = "en"

#: What CLDR calls the forms of a word beside a number. "other" is needed by every language.
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

Forms = Mapping[str, str]


class LanguageProblem(Problem):
    """A file of words cannot be used: the file, the key and what is wrong with it."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(
            happened=f"The words in {file} cannot be used. {key}: {reason}.",
            lost="Nothing is lost: the records are as they were.",
            next="Mend this key in the file, or take the language out of the profile.",
            details=f"{file}: {key}: {reason}",
        )


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All that the program can say to a resident in one language.

    `name` is for staff ("Arabic"), `native_name` for her ("العربية"). `voice` is the locale a reading voice is asked
    for. `checked_by` names the speaker who read the words; it is empty until somebody has.
    """

    code: str
    name: str
    native_name: str
    right_to_left: bool
    voice: str
    checked_by: str
    file: str
    patterns: Mapping[str, str]
    words: Mapping[str, str | Forms]
    locale: Locale

    @property
    def is_checked(self) -> bool:
        """Tell whether a speaker of the language has read these words."""
        return bool(self.checked_by)

    def says(self) -> tuple[str, ...]:
        """Return the keys of everything it can say, by name."""
        return tuple(sorted(self.words))

    def say(self, key: str, count: int | None = None, /, **values: str) -> str:
        """Return the words of a key with `values` put in; `count` chooses the plural form and is put in as {count}.

        Raises `LanguageProblem` for a key it does not have, a value that is missing, and a key that needs a count.
        """
        words = self.words.get(key)
        if words is None:
            raise LanguageProblem(self.file, key, "there are no words for this key")
        if not isinstance(words, str):
            if count is None:
                raise LanguageProblem(self.file, key, "its words need a count")
            words = words[self.locale.plural_form(count)]
        given: dict[str, str | int] = dict(values)
        if count is not None:
            given["count"] = count
        try:
            return words.format_map(given)
        except KeyError as missing:
            raise LanguageProblem(self.file, key, f"nothing was given for {{{missing.args[0]}}}") from None

    def day(self, day: date) -> str:
        """Return a day without its year: "Thursday 19 November"."""
        return self._date(day, "day")

    def long_day(self, day: date) -> str:
        """Return a day with its year: "Thursday 19 November 2026"."""
        return self._date(day, "long_day")

    def came_on(self, day: date, today: date) -> str:
        """Return "Came on Thursday 19 November", or "Came today"; with the year when it is another one."""
        if day == today:
            return self.say("post.came_today")
        return self.say("post.came_on", day=self.day(day) if day.year == today.year else self.long_day(day))

    def _date(self, day: date, pattern: str) -> str:
        from babel.dates import format_date  # noqa: PLC0415 - slow, and no use before sign-in

        first = self.patterns.get(f"first_{pattern}", self.patterns[pattern])
        return format_date(day, first if day.day == 1 else self.patterns[pattern], self.locale)


class Languages:
    """The languages a profile offers, read from a folder of `<code>.toml` files when they are first asked for."""

    def __init__(self, folder: Path, codes: Sequence[str]) -> None:
        """Raises `LanguageProblem` when a language has no file."""
        self.codes = tuple(codes)
        self._folder = folder
        self._read: dict[str, Phrasebook] = {}
        for code in (SOURCE, *self.codes):
            if not self._path(code).is_file():
                raise LanguageProblem(f"{code}.toml", "the file", "it is not in the folder of languages")

    def of(self, code: str) -> Phrasebook:
        """Return the words of one language. Raises `LanguageProblem` that names file, key and reason."""
        if code not in self._read:
            if code not in {SOURCE, *self.codes}:
                raise LanguageProblem(f"{code}.toml", "the file", "this language is not offered")
            book = read_phrasebook(self._path(code))
            if code != SOURCE:
                _compare(book, self.of(SOURCE))
            self._read[code] = book
        return self._read[code]

    def all(self) -> tuple[Phrasebook, ...]:
        """Return every language offered, in the order of the profile."""
        return tuple(self.of(code) for code in self.codes)

    def unchecked(self) -> tuple[Phrasebook, ...]:
        """Return the languages whose words no speaker has read yet; the source needs no translator."""
        return tuple(book for book in self.all() if not book.is_checked and book.code != SOURCE)

    def _path(self, code: str) -> Path:
        return self._folder / f"{code}.toml"


def read_phrasebook(path: Path) -> Phrasebook:
    """Read one file of words. Raises `LanguageProblem` that names file, key and reason."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow, and no use before sign-in

    data = _toml(path)
    about = _table(path, data, "language")
    try:
        locale = Locale.parse(_text(path, about, "language.voice"), sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise LanguageProblem(path.name, "language.voice", "CLDR does not know this locale") from error
    words: dict[str, str | Forms] = {}
    for table in (each for each in data if each not in {"checked_by", "language"}):
        words |= _flat(path, table, _table(path, data, table))
    needed = frozenset(locale.plural_form.tags) | {"other"}
    for key, text in words.items():
        if not isinstance(text, str) and set(text) != needed:
            wrong = ", ".join(sorted(set(text) ^ needed))
            raise LanguageProblem(path.name, key, f"its plural forms are not those of the language: {wrong}")
    right_to_left = about.get("right_to_left")
    if not isinstance(right_to_left, bool):
        raise LanguageProblem(path.name, "language.right_to_left", "write true or false")
    patterns = ("day", "long_day", *(each for each in ("first_day", "first_long_day") if each in about))
    return Phrasebook(
        code=path.stem,
        name=_text(path, about, "language.name"),
        native_name=_text(path, about, "language.native_name"),
        right_to_left=right_to_left,
        voice=_text(path, about, "language.voice"),
        checked_by=_text(path, data, "checked_by", may_be_empty=True),
        file=path.name,
        patterns={each: _text(path, about, f"language.{each}") for each in patterns},
        words=words,
        locale=locale,
    )


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces. Raises `ValueError` for braces that are not the plain name of a value."""
    found = set()
    for _before, name, spec, conversion in string.Formatter().parse(text):
        if name is not None:
            if not name.isidentifier() or spec or conversion:
                raise ValueError(name)
            found.add(name)
    return frozenset(found)


def _compare(book: Phrasebook, source: Phrasebook) -> None:
    for key in sorted({*book.says(), *source.says()}):
        theirs, ours = book.words.get(key), source.words.get(key)
        if theirs is None or ours is None:
            why = "there are no words for this key" if theirs is None else f"{source.file} does not have this key"
            raise LanguageProblem(book.file, key, why)
        if isinstance(theirs, str) is not isinstance(ours, str):
            raise LanguageProblem(book.file, key, "it must have plural forms where the source has them")
        needed = frozenset().union(*(placeholders(form) for _, form in _forms(ours)))
        for form, text in _forms(theirs):
            free = {"count"} if _is_one_number(book, form) else set()
            if needed - free != placeholders(text) - free:
                names = ", ".join(f"{{{name}}}" for name in sorted(needed)) or "no value"
                raise LanguageProblem(book.file, f"{key}.{form}" if form else key, f"it must contain {names}")


def _forms(words: str | Forms) -> Iterator[tuple[str, str]]:
    if isinstance(words, str):
        yield "", words
    else:
        yield from words.items()


def _is_one_number(book: Phrasebook, form: str) -> bool:
    # A form that fits a single number may write it out as a word: "two things" in Arabic is one word.
    return bool(form) and [book.locale.plural_form(number) for number in range(201)].count(form) == 1


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageProblem(path.name, "the file", "it cannot be read as text") from error
    except tomllib.TOMLDecodeError as error:
        raise LanguageProblem(path.name, "the file", str(error)) from error


def _table(path: Path, data: Mapping[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict):
        raise LanguageProblem(path.name, key, "this table is missing")
    return table


def _text(path: Path, table: Mapping[str, Any], key: str, *, may_be_empty: bool = False) -> str:
    text = table.get(key.rpartition(".")[2])
    if not isinstance(text, str) or not (text.strip() or may_be_empty):
        raise LanguageProblem(path.name, key, "this text is missing")
    return text


def _flat(path: Path, prefix: str, table: Mapping[str, Any]) -> dict[str, str | Forms]:
    found: dict[str, str | Forms] = {}
    for name, inner in table.items():
        key = f"{prefix}.{name}"
        if isinstance(inner, dict) and inner and set(inner) <= PLURAL_FORMS:
            found[key] = {form: _checked(path, inner, f"{key}.{form}") for form in inner}
        elif isinstance(inner, dict):
            found |= _flat(path, key, inner)
        else:
            found[key] = _checked(path, table, key)
    return found


def _checked(path: Path, table: Mapping[str, Any], key: str) -> str:
    text = _text(path, table, key)
    try:
        placeholders(text)
    except ValueError as error:
        raise LanguageProblem(path.name, key, "braces may hold only the plain name of a value") from error
    return text
