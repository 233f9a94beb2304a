from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.support import noise


@pytest.mark.usefixtures("qapp")
def test_a_window_nobody_deleted_is_named() -> None:
    traces = noise.QtTraces()
    window = QWidget()
    window.setObjectName("forgotten")
    assert traces.left_behind() == ["A window is still there: QWidget 'forgotten'."]
    window.deleteLater()
    assert traces.left_behind() == []


@pytest.mark.usefixtures("qapp")
def test_a_timer_that_still_ticks_is_named() -> None:
    traces = noise.QtTraces()
    owner = QObject()
    timer = QTimer(owner)
    timer.start(60_000)
    assert [line.partition(",")[0] for line in traces.left_behind()] == ["A timer still ticks"]
    timer.stop()
    assert traces.left_behind() == []


def test_qt_draws_into_memory_while_testing(qapp: QApplication) -> None:
    assert qapp.platformName() == "offscreen"
