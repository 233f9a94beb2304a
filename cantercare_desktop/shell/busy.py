"""The card of long work: what, how far, Stop. It comes up only when the work takes more than a second."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from cantercare_desktop.ui.cards import BusyCard
from cantercare_desktop.ui.delays import Delay
from cantercare_desktop.ui.jobs import Jobs, RunningJob
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

_SHOWN_AFTER_S = 1.0
_WIDTH = 320


class BusyCorner(QObject):
    """Keeps a card in the lower right corner of a page while a job runs."""

    def __init__(self, page: QWidget, jobs: Jobs, delay: Delay) -> None:
        super().__init__(page)
        self._page = page
        self._delay = delay
        self._call_offs: dict[RunningJob, Callable[[], None]] = {}
        self._cards: dict[RunningJob, BusyCard] = {}
        page.installEventFilter(self)
        jobs.job_started.connect(self._on_job_started)

    @property
    def cards(self) -> tuple[BusyCard, ...]:
        """The cards that are shown."""
        return tuple(self._cards.values())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _on_job_started(self, job: RunningJob) -> None:
        self._call_offs[job] = self._delay(_SHOWN_AFTER_S, lambda: self._show(job))
        job.ended.connect(lambda: self._on_ended(job))

    def _show(self, job: RunningJob) -> None:
        self._call_offs.pop(job, None)
        card = BusyCard(job.title, name="main.busy", on_stop=job.stop if job.can_stop else None)
        card.setParent(self._page)
        job.progressed.connect(card.show_progress)
        self._cards[job] = card
        self._place()
        card.show()
        card.raise_()

    def _on_ended(self, job: RunningJob) -> None:
        call_off = self._call_offs.pop(job, None)
        if call_off is not None:
            call_off()
        card = self._cards.pop(job, None)
        if card is not None:
            card.hide()
            card.deleteLater()
        self._place()

    def _place(self) -> None:
        bottom = self._page.height() - Px.page_edge
        width = min(theme().px(_WIDTH), self._page.width() - 2 * Px.page_edge)
        for card in self._cards.values():
            height = card.sizeHint().height()
            card.setGeometry(self._page.width() - Px.page_edge - width, bottom - height, width, height)
            bottom -= height + Px.gap
