"""Reads the program's own source, for tests of the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "cantercare_desktop"


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path below the root with forward slashes, its dotted name, its text and syntax tree."""

    path: str
    module: str
    text: str
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """Yield the dotted name of everything imported, wherever in the file, with its line.

        ``from a import b`` gives ``a.b``, which may be a module or something in one.
        """
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.name, node.lineno
            elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
                for alias in node.names:
                    yield f"{node.module}.{alias.name}", node.lineno

    def names_used(self) -> Iterator[tuple[str, int]]:
        """Yield every name and attribute that is read, the last word only, with its line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Attribute):
                yield node.attr, node.lineno
            elif isinstance(node, ast.Name):
                yield node.id, node.lineno

    def stands_in(self, places: tuple[str, ...]) -> bool:
        """Tell whether the module is one of the places or lies in one; a ``*`` stands for one name."""
        parts = self.module.split(".")[1:]
        return any(
            len(parts) >= len(place) and all(fnmatchcase(part, want) for part, want in zip(parts, place, strict=False))
            for place in (one.split(".") for one in places)
        )


@cache
def program() -> tuple[Source, ...]:
    """Return every file of the package."""
    return tuple(_read(path) for path in sorted((ROOT / PACKAGE).rglob("*.py")))


@cache
def suite() -> tuple[Source, ...]:
    """Return every file of the tests."""
    return tuple(_read(path) for path in sorted((ROOT / "tests").rglob("*.py")))


def parsed(text: str, module: str) -> Source:
    """Return a source that lies in no file."""
    return Source(module.replace(".", "/") + ".py", module, text, ast.parse(text))


def _read(path: Path) -> Source:
    below = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    parts = below.with_suffix("").parts
    return Source(
        below.as_posix(), ".".join(parts[:-1] if parts[-1] == "__init__" else parts), text, ast.parse(text, str(below))
    )


def is_below(name: str, package: str) -> bool:
    """Tell whether a dotted name is the package or something in it."""
    return name == package or name.startswith(package + ".")
