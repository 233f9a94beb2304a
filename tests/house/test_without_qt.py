from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.source import ROOT, Source, program

SCREENS = ("ui", "shell", "app", "__main__", "registers.*.screen")


def without_qt(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )


def modules_without_window() -> list[Source]:
    return [
        source for source in program() if not source.stands_in(SCREENS) and "migrations.versions" not in source.module
    ]


def test_everything_but_the_windows_can_be_imported_where_there_is_no_qt() -> None:
    names = [source.module for source in modules_without_window()]
    assert len(names) > 20
    script = (
        "import importlib, sys\n"
        "from tests.support.without_qt import Absent\n"
        "sys.meta_path.insert(0, Absent())\n"
        f"for name in {names!r}:\n"
        "    importlib.import_module(name)\n"
    )
    answer = without_qt("-W", "error", "-c", script)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout + answer.stderr == ""


@pytest.mark.slow
def test_the_tests_of_everything_but_the_windows_need_no_qt() -> None:
    answer = without_qt("-m", "tests.support.without_qt", "--collect-only", "-q", "-p", "no:cacheprovider")
    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr
    collected = answer.stdout.splitlines()
    assert any("tests/vault/" in line for line in collected)
    assert not any("tests/ui/" in line for line in collected)
