"""Runs pytest as on a machine that has no PySide6: ``python -m tests.support.without_qt [ARGS]``."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType

import pytest

ABSENT = frozenset({"PySide6", "shiboken6", "pytestqt"})


class Absent(importlib.abc.MetaPathFinder):
    """Says of the Qt packages that they are not installed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in ABSENT:
            message = f"No module named {fullname!r}"
            raise ModuleNotFoundError(message, name=fullname)
        return None


def main(arguments: Sequence[str]) -> int:
    """Run pytest with the arguments, without Qt and without the settings of its plugin; returns pytest's exit code."""
    sys.meta_path.insert(0, Absent())
    without_plugin = ["-p", "no:pytest-qt", "-o", "strict_config=false", "-W", "ignore:Unknown config option"]
    return int(pytest.main([*without_plugin, *arguments]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
