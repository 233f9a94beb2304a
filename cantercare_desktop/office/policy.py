"""The profile of one charity, read from TOML: all that differs between charities is data, not code."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from cantercare_desktop.office.text import counted
from cantercare_desktop.vault.problems import Problem

Line = Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Organisation(_Part):
    """The charity: its published names and contact points."""

    name: Line
    legal_name: Line
    registration: str = ""
    address: tuple[Line, ...]
    regulator: Line

    @property
    def one_line_address(self) -> str:
        """The address on one line, after the name."""
        return ", ".join((self.name, *self.address))


class Words(_Part):
    """How this charity speaks of the people it serves."""

    she: Line
    her: Line
    hers: Line
    resident: Line
    residents: Line
    lives_here: Line
    child: str = ""
    children: str = ""

    @property
    def She(self) -> str:  # noqa: N802 - it is the word itself, at the start of a sentence
        """The pronoun at the start of a sentence."""
        return self.she[:1].upper() + self.she[1:]

    def children_counted(self, number: int) -> str:
        """Return a number of children as they are called here: "1 baby", "3 babies"."""
        return counted(number, self.child or "child", self.children or "children")


class StageWords(_Part):
    """What a stage is called here."""

    applicant: Line
    resident: Line
    left: Line


class Place(_Part):
    """Somewhere post is locked away."""

    name: Line
    for_kinds: tuple[Literal["letter", "large_letter", "parcel", "signed_for", "card"], ...] = ()


class PostRules(_Part):
    """What the office promised about post."""

    places: Annotated[tuple[Place, ...], Field(min_length=1)] = (Place(name="Office cupboard"),)
    amber_after_days: Annotated[int, Field(ge=1, le=60)] = 3
    red_after_days: Annotated[int, Field(ge=1, le=90)] = 7
    log_by: ClockTime = "20:00"


class ScreenRules(_Part):
    """How long a screen may be left alone, in minutes."""

    lock_after_minutes: Annotated[int, Field(ge=1, le=15)] = 5
    resident_screen_minutes: Annotated[int, Field(ge=1, le=15)] = 5


class Promise(_Part):
    """One checkable statement of the notice."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z]\d{1,2}$")]
    says: Line
    register_: Annotated[Slug, Field(alias="register")]


class Category(_Part):
    """A kind of data, why it is held, on which basis."""

    id: Slug
    title: Line
    purpose: Line
    basis: Line
    condition: str = ""
    sensitivity: Literal["ordinary", "special", "criminal"] = "ordinary"


class Policy(_Part):
    """One charity's rules. `name` is the profile's file name without its ending."""

    name: Slug
    title: Line
    organisation: Organisation
    words: Words
    stages: StageWords
    rooms: tuple[Line, ...] = ()
    has_children: bool = False
    registers: tuple[Slug, ...]
    languages: Annotated[tuple[Slug, ...], Field(min_length=1)]
    post: PostRules = PostRules()
    screens: ScreenRules = ScreenRules()
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    promises: tuple[Promise, ...] = ()

    def category(self, name: str) -> Category:
        """Return a category by its id. Raises `KeyError` when the profile has none of that id."""
        for category in self.categories:
            if category.id == name:
                return category
        raise KeyError(name)


class ProfileProblem(Problem):
    """A profile cannot be used: the file, the key and what is wrong with it."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(
            happened=f"The profile {file} cannot be used. {key}: {reason}.",
            lost="Nothing is lost: the records are as they were.",
            next="Mend this key in the file, then try again.",
            details=f"{file}: {key}: {reason}",
        )


#: The categories that a register's own columns belong to: a profile that keeps the register says why it holds them.
NEEDED_CATEGORIES = {
    "residents": ("identity", "housing", "language", "safety", "images", "family"),
    "post": ("post",),
}


def read_policy(path: Path) -> Policy:
    """Read and check a profile. Raises `ProfileProblem` that names file, key and reason."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileProblem(path.name, "the file", "it cannot be read as text") from error
    except tomllib.TOMLDecodeError as error:
        raise ProfileProblem(path.name, "the file", str(error)) from error
    try:
        policy = Policy.model_validate({"name": path.stem, **data})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ProfileProblem(path.name, key, re.sub(r"\.$", "", first["msg"]).lower()) from error
    _check_sense(path.name, policy)
    return policy


def profiles(folder: Path) -> tuple[Path, ...]:
    """Return the profile files in a folder, by name."""
    return tuple(sorted(folder.glob("*.toml")))


def _check_sense(file: str, policy: Policy) -> None:
    ids = [category.id for category in policy.categories]
    doubled = sorted({each for each in ids if ids.count(each) > 1})
    if doubled:
        raise ProfileProblem(file, f"categories.{doubled[0]}", "there are two categories of this id")
    for register in policy.registers:
        if register not in NEEDED_CATEGORIES:
            raise ProfileProblem(file, "registers", f"there is no register called {register}")
        for needed in set(NEEDED_CATEGORIES[register]) - set(ids):
            raise ProfileProblem(file, f"categories.{needed}", "this category is missing")
    if policy.post.red_after_days <= policy.post.amber_after_days:
        raise ProfileProblem(file, "post.red_after_days", "it must be later than amber_after_days")
    if bool(policy.words.child) != bool(policy.words.children):
        raise ProfileProblem(file, "words.children", "name one child and several, or neither")
    if len(set(policy.rooms)) != len(policy.rooms):
        raise ProfileProblem(file, "rooms", "a room is named twice")
    if len(policy.languages) != len(set(policy.languages)) or policy.languages[0] != "en":
        raise ProfileProblem(file, "languages", "name each language once, English (en) first")
