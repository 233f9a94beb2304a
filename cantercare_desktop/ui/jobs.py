"""Long work on threads of its own; what it gives comes back on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from cantercare_desktop.ui.frame import Job
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")


class RunningJob(QObject):
    """A job under way. ``progressed`` carries text, done, of.

    ``ended`` follows after the answer was delivered, or when nobody waits for it any more.
    """

    progressed = Signal(str, int, int)
    ended = Signal()

    def __init__(self, title: str, *, can_stop: bool, stop: threading.Event) -> None:
        super().__init__()
        self.title = title
        self.can_stop = can_stop
        self._stop = stop

    def stop(self) -> None:
        """Ask the job to end as soon as it safely can."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Whether someone has asked it to stop."""
        return self._stop.is_set()


class _Said(NamedTuple):
    running: RunningJob
    text: str
    done: int
    of: int


class _Ended(NamedTuple):
    running: RunningJob
    result: Any
    trouble: BaseException | None


class _Hearers(NamedTuple):
    thread: threading.Thread
    then: Callable[[Any], None]
    failed: Callable[[Problem], None] | None


class _Reporter:
    """The ``Progress`` that a job sees."""

    def __init__(self, running: RunningJob, tell: Callable[[_Said], None]) -> None:
        self._running = running
        self._tell = tell

    def say(self, text: str, done: int = 0, of: int = 0) -> None:
        self._tell(_Said(self._running, text, done, of))

    def stopped(self) -> bool:
        return self._running.stopped


class Jobs(QObject):
    """Runs jobs and joins every thread when it is closed.

    ``failed_by_bug`` is called on the window's thread with an exception nobody expected; ``failed_by_problem`` with a
    ``Problem`` whose job named nobody to hear it. ``job_started`` carries the ``RunningJob``.
    """

    job_started = Signal(object)
    # From the jobs' threads to the window's, in the order in which things were said.
    _told = Signal(object)

    def __init__(
        self,
        *,
        failed_by_problem: Callable[[Problem], None],
        failed_by_bug: Callable[[BaseException], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._failed_by_problem = failed_by_problem
        self._failed_by_bug = failed_by_bug
        self._running: dict[RunningJob, _Hearers] = {}
        self._closed = False
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[RunningJob, ...]:
        """The jobs under way."""
        return tuple(self._running)

    def run(
        self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None
    ) -> RunningJob:
        """Start a job. ``then`` or ``failed`` is called on the window's thread; neither after ``close``.

        Raises ``RuntimeError`` after ``close``.
        """
        if self._closed:
            raise RuntimeError("No job is started while the program closes.")
        running = RunningJob(job.title, can_stop=job.can_stop, stop=threading.Event())

        def work() -> None:
            try:
                result = job.work(_Reporter(running, self._told.emit))
            except BaseException as trouble:  # noqa: BLE001 - whatever it is, the window's thread must hear of it
                self._told.emit(_Ended(running, None, trouble))
            else:
                self._told.emit(_Ended(running, result, None))

        thread = threading.Thread(target=work, name=f"job: {job.title}")
        self._running[running] = _Hearers(thread, then, failed)
        thread.start()
        self.job_started.emit(running)
        return running

    def close(self) -> None:
        """Ask every job to stop and wait until its thread has ended; nothing is delivered any more."""
        for thread in self.let_go():
            thread.join()

    def let_go(self) -> tuple[threading.Thread, ...]:
        """Ask every job to stop and return the threads, for somebody to join; nothing is delivered any more."""
        self._closed = True
        running, self._running = self._running, {}
        for each in running:
            each.stop()
            each.ended.emit()
        return tuple(hearers.thread for hearers in running.values())

    def _on_told(self, told: _Said | _Ended) -> None:
        running = told.running
        if running not in self._running:
            return
        if isinstance(told, _Said):
            running.progressed.emit(told.text, told.done, told.of)
            return
        hearers = self._running.pop(running)
        hearers.thread.join()
        try:
            self._deliver(told, hearers)
        finally:
            running.ended.emit()

    def _deliver(self, ended: _Ended, hearers: _Hearers) -> None:
        if ended.trouble is None:
            hearers.then(ended.result)
        elif isinstance(ended.trouble, Problem):
            (hearers.failed or self._failed_by_problem)(ended.trouble)
        else:
            self._failed_by_bug(ended.trouble)
