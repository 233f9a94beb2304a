"""The rules every test lives by: quiet, leaving nothing behind, and away from the user's own files."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator

import pytest

from tests.support import noise

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _has_qt() -> bool:
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError:
        return False
    return True


HAS_QT = _has_qt()
WINDOW_FIXTURES = frozenset({"qapp", "qtbot", "qtmodeltester", "qtlog"})

# What can only be seen through a window; all other tests pass where PySide6 is not installed.
NEEDS_QT = [
    "ui",
    "shell",
    "app",
    "test_app*",
    "journeys",
    "frozen",
    "tour",
    "registers/*/screen*",
    "registers/*/test_screen*",
    "house/test_qt*",
]
collect_ignore_glob = [] if HAS_QT else NEEDS_QT


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(noise.StrayOutput(), "stray-output")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that ask for a window from a folder that has to do without."""
    if HAS_QT:
        return
    windowed = [
        item.nodeid for item in items if WINDOW_FIXTURES.intersection(getattr(item, "fixturenames", frozenset()))
    ]
    if windowed:
        message = "These ask for a window; they belong in a folder of NEEDS_QT (tests/conftest.py):\n" + "\n".join(
            windowed
        )
        raise pytest.UsageError(message)


@pytest.fixture(scope="session", autouse=True)
def _away_from_the_users_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let nothing, nor any program a test starts, find this user's own vault, settings or keyring files."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{name}_HOME", str(tmp_path_factory.mktemp(f"xdg-{name.lower()}")))
        patch.setenv("PROGRAMDATA", str(tmp_path_factory.mktemp("programdata")))
        yield


@pytest.fixture(autouse=True)
def _leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    threads = noise.living_threads()
    windowed = HAS_QT and not WINDOW_FIXTURES.isdisjoint(request.fixturenames)
    if windowed:
        request.getfixturevalue("qapp")
    traces = noise.QtTraces() if windowed else None
    yield
    left = [f"A thread still runs: {name}." for name in noise.threads_left_behind(threads)]
    if traces is not None:
        left += traces.left_behind()
    if left:
        pytest.fail("This test left something behind.\n" + "\n".join(left), pytrace=False)
