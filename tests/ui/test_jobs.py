from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.frame import Job, Progress
from cantercare_desktop.ui.jobs import Jobs
from cantercare_desktop.vault.problems import Problem


class CupboardLocked(Problem):
    """The fault of a test."""

    def __init__(self) -> None:
        super().__init__("The cupboard is locked.", "Nothing is lost.", "Fetch the key.")


class Heard:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.bugs: list[BaseException] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def jobs(qapp: QApplication, heard: Heard) -> Iterator[Jobs]:
    made = Jobs(failed_by_problem=heard.problems.append, failed_by_bug=heard.bugs.append)
    yield made
    made.close()


def test_the_work_is_done_on_another_thread_and_its_result_heard_on_the_windows(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[object] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.current_thread())
        return 42

    results: list[tuple[int, bool]] = []

    def then(result: int) -> None:
        results.append((result, QThread.currentThread().isMainThread()))

    running = jobs.run(Job("Count", work), then)
    with qtbot.waitSignal(running.ended):
        pass
    assert results == [(42, True)]
    assert threads != [threading.main_thread()]
    assert jobs.running == ()


def test_progress_is_heard_in_its_order(qtbot: QtBot, jobs: Jobs) -> None:
    def work(progress: Progress) -> None:
        for page in range(1, 4):
            progress.say(f"Page {page} of 3.", page, 3)

    said: list[tuple[str, int, int]] = []
    running = jobs.run(Job("Make the pack", work), lambda _none: None)
    running.progressed.connect(lambda text, done, of: said.append((text, done, of)))
    with qtbot.waitSignal(running.ended):
        pass
    assert said == [(f"Page {page} of 3.", page, 3) for page in range(1, 4)]


def test_a_problem_goes_to_whoever_asked_or_else_to_the_house(qtbot: QtBot, jobs: Jobs, heard: Heard) -> None:
    def work(_progress: Progress) -> None:
        raise CupboardLocked

    asked: list[Problem] = []
    first = jobs.run(Job("Open", work), lambda _none: None, asked.append)
    with qtbot.waitSignal(first.ended):
        pass
    second = jobs.run(Job("Open", work), lambda _none: None)
    with qtbot.waitSignal(second.ended):
        pass
    assert [type(problem) for problem in asked] == [CupboardLocked]
    assert [type(problem) for problem in heard.problems] == [CupboardLocked]
    assert heard.bugs == []


def test_a_bug_is_heard_as_a_bug(qtbot: QtBot, jobs: Jobs, heard: Heard) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    running = jobs.run(Job("Divide", work), lambda _none: None, lambda _problem: None)
    with qtbot.waitSignal(running.ended):
        pass
    assert [type(bug) for bug in heard.bugs] == [ZeroDivisionError]


def test_a_job_can_be_stopped(qtbot: QtBot, jobs: Jobs) -> None:
    asked = threading.Event()

    def work(progress: Progress) -> str:
        asked.set()
        while not progress.stopped():
            threading.Event().wait(0.001)
        return "stopped early"

    results: list[str] = []
    running = jobs.run(Job("Long", work), results.append)
    assert asked.wait(5)
    with qtbot.waitSignal(running.ended):
        running.stop()
    assert results == ["stopped early"]


def test_closing_stops_and_joins_every_thread_and_delivers_nothing_more(qtbot: QtBot, heard: Heard) -> None:
    jobs = Jobs(failed_by_problem=heard.problems.append, failed_by_bug=heard.bugs.append)
    ended = threading.Event()

    def work(progress: Progress) -> None:
        while not progress.stopped():
            threading.Event().wait(0.001)
        ended.set()

    results: list[None] = []
    jobs.run(Job("Long", work), results.append)
    jobs.close()
    assert ended.is_set()
    assert jobs.running == ()
    assert results == []
    with pytest.raises(RuntimeError):
        jobs.run(Job("Late", work), results.append)
