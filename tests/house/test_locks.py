from __future__ import annotations

import re
from importlib.metadata import packages_distributions

import pytest

from tests.support.source import PACKAGE, ROOT, program

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
WANT = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)", re.MULTILINE)

# Needed without being imported by name, with the reason.
SILENT = {"tzdata": "zoneinfo reads it where the system has no time zones: Windows"}


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PIN.finditer(lock(name))}


def wanted(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8")
    return {found["name"].lower() for found in WANT.finditer(text)} - {"-r", "-c"}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_pins_and_hashes_everything_and_names_no_source(name: str) -> None:
    text = lock(name)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pins(name)) > 10
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"--index-url|--find-links|--extra-index|https?:|file:|@ ", text) == []


def test_what_runs_is_what_was_tested() -> None:
    dev = pins("dev")
    assert {name: version for name, version in pins("run").items() if dev.get(name) != version} == {}


@pytest.mark.parametrize("name", ["run", "dev"])
def test_every_dependency_wanted_is_locked_and_justified(name: str) -> None:
    reasons = (ROOT / "docs" / "decisions" / "0001-dependencies.md").read_text(encoding="utf-8").lower()
    assert wanted(name) - set(pins(name)) == set()
    assert {one for one in wanted(name) if f"`{one}`" not in reasons} == set(), (
        "Give it a line in 0001-dependencies.md."
    )


def imported() -> set[str]:
    """The distributions that the program imports from, the parts of Qt as the one that brings them."""
    modules = {name.partition(".")[0] for source in program() for name, _ in source.imports()} - {PACKAGE}
    distributions = packages_distributions()
    names = {distribution.lower() for module in modules for distribution in distributions.get(module, [])}
    return {"pyside6" if name.startswith(("pyside6", "shiboken6")) else name for name in names}


def test_nothing_is_used_that_only_another_dependency_brings() -> None:
    assert imported() - wanted("run") == set(), "Add it to requirements/run.in, lock, and give it a reason."


def test_every_dependency_of_the_program_is_used() -> None:
    assert wanted("run") - imported() - set(SILENT) == set(), "Nothing imports it: take it out of requirements/run.in."
