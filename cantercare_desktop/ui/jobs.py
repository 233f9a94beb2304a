"""Long work on threads of its own; what it gives comes back on the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QObject, Qt, Signal

from cantercare_desktop.ui.frame import Job
from cantercare_desktop.vault.problems import Problem

T = TypeVar("T")


class _Wire(QObject):
    """Lives on the window's thread; what the job's thread emits is heard there, in its order."""

    progressed = Signal(str, int, int)
    ended = Signal(object, object)

    def __init__(self, hears: Callable[[object, BaseException | None], None], parent: QObject) -> None:
        super().__init__(parent)
        self._hears = hears
        # A queued call of a method of this object; a bare function would be called on the job's thread.
        self.ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def _on_ended(self, result: object, trouble: BaseException | None) -> None:
        self._hears(result, trouble)


class _Reporter:
    """The ``Progress`` that a job sees."""

    def __init__(self, wire: _Wire, stop: threading.Event) -> None:
        self._wire = wire
        self._stop = stop

    def say(self, text: str, done: int = 0, of: int = 0) -> None:
        self._wire.progressed.emit(text, done, of)

    def stopped(self) -> bool:
        return self._stop.is_set()


def _work_through(job: Job[T], wire: _Wire, stop: threading.Event) -> None:
    try:
        result = job.work(_Reporter(wire, stop))
    except BaseException as trouble:  # noqa: BLE001 - whatever it is, the window's thread must hear of it
        wire.ended.emit(None, trouble)
    else:
        wire.ended.emit(result, None)


class RunningJob(QObject):
    """A job under way. ``progressed`` carries text, done, of; ``ended`` follows after the answer was delivered."""

    progressed = Signal(str, int, int)
    ended = Signal()

    def __init__(self, title: str, *, can_stop: bool, stop: threading.Event, parent: QObject) -> None:
        super().__init__(parent)
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


class Jobs(QObject):
    """Runs jobs and joins every thread when it is closed.

    ``failed_by_bug`` is called on the window's thread with an exception nobody expected; ``failed_by_problem`` with a
    ``Problem`` whose job named nobody to hear it. ``job_started`` carries the ``RunningJob``.
    """

    job_started = Signal(object)

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
        self._running: dict[RunningJob, tuple[threading.Thread, _Wire]] = {}
        self._closed = False

    @property
    def running(self) -> tuple[RunningJob, ...]:
        """The jobs under way."""
        return tuple(self._running)

    def run(
        self, job: Job[T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None
    ) -> RunningJob:
        """Start a job. ``then`` or ``failed`` is called on the window's thread; neither after ``close``."""
        if self._closed:
            raise RuntimeError("No job is started while the program closes.")
        stop = threading.Event()
        running = RunningJob(job.title, can_stop=job.can_stop, stop=stop, parent=self)

        def on_ended(result: object, trouble: BaseException | None) -> None:
            if running in self._running:
                self._part_with(running)
                try:
                    self._deliver(cast("T", result), trouble, then, failed)
                finally:
                    running.ended.emit()
                    running.deleteLater()

        wire = _Wire(on_ended, self)
        wire.progressed.connect(running.progressed, Qt.ConnectionType.QueuedConnection)
        thread = threading.Thread(target=_work_through, args=(job, wire, stop), name=f"job: {job.title}")
        self._running[running] = (thread, wire)
        thread.start()
        self.job_started.emit(running)
        return running

    def close(self) -> None:
        """Ask every job to stop and wait until its thread has ended; nothing is delivered any more."""
        self._closed = True
        for running in self._running:
            running.stop()
        for running in tuple(self._running):
            self._part_with(running)

    def _part_with(self, running: RunningJob) -> None:
        thread, wire = self._running.pop(running)
        thread.join()
        wire.deleteLater()

    def _deliver(
        self,
        result: T,
        trouble: BaseException | None,
        then: Callable[[T], None],
        failed: Callable[[Problem], None] | None,
    ) -> None:
        if trouble is None:
            then(result)
        elif isinstance(trouble, Problem):
            (failed or self._failed_by_problem)(trouble)
        else:
            self._failed_by_bug(trouble)
