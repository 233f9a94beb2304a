"""A quiet test run: whatever a test prints or leaves running fails it.

Warnings and Qt's own log lines are made errors by pyproject.toml; here is the noise that pytest has no setting for.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Generator, Iterable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

GRACE_S = 5.0
"""How long what is already on its way out may take to end."""

_STREAMS = ("Captured stdout", "Captured stderr")


class StrayOutput:
    """Fails a test that passed but wrote to stdout or stderr, itself or through a program it started."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        said = stray_output(report.sections, report.when)
        if report.passed and said and item.get_closest_marker("noisy") is None:
            report.outcome = "failed"
            report.longrepr = (
                f"{item.nodeid} wrote to the terminal during {report.when}:\n{said}\n"
                "Take the text in with capsys or capfd, give a program's output a pipe, or mark the test "
                "@pytest.mark.noisy(reason=...)."
            )
        return report


def stray_output(sections: Iterable[tuple[str, str]], when: str) -> str:
    """Return what pytest caught on both streams in one phase (setup, call or teardown) of a test."""
    return "\n".join(text for name, text in sections if text.strip() and name in {f"{s} {when}" for s in _STREAMS})


def living_threads() -> set[threading.Thread]:
    """Return Python's own threads; those Qt began leave a dummy behind that says nothing."""
    return {thread for thread in threading.enumerate() if not thread.name.startswith("Dummy-")}


def threads_left_behind(before: set[threading.Thread], grace_s: float = GRACE_S) -> list[str]:
    """Return the names of threads that were begun since, and do not end within the grace."""
    begun = living_threads() - before
    for thread in begun:
        thread.join(grace_s)
    return sorted(thread.name for thread in begun if thread.is_alive())


class QtTraces:
    """What a Qt test may leave behind: windows, ticking timers, running threads. Needs a QApplication."""

    def __init__(self) -> None:
        """Remember what was there before the test."""
        self._windows = _windows()

    def left_behind(self) -> list[str]:
        """Return a sentence for each window, timer and thread that is still there, having let the dying die."""
        from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        left = self._left()
        if left:
            gc.collect()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            left = self._left()
        if not QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)):
            left.append("The global thread pool is still at work.")
        return left

    def _left(self) -> list[str]:
        from PySide6.QtCore import QThread, QTimer
        from shiboken6 import isValid

        here = QThread.currentThread()
        left = [
            f"A window is still there: {type(window).__name__} {window.objectName()!r}."
            for window in _windows()
            if window not in self._windows
        ]
        for thing in gc.get_objects():
            kind = type(thing)
            if issubclass(kind, QTimer) and isValid(thing) and thing.isActive():
                left.append(f"A timer still ticks, every {thing.interval()} ms, and belongs to {thing.parent()!r}.")
            elif issubclass(kind, QThread) and isValid(thing) and thing.isRunning() and thing != here:
                left.append(f"A thread still runs: {thing.objectName()!r}.")
        return left


def _windows() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets()
