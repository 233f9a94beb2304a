"""Doing something later, by Qt's own timers."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from cantercare_desktop.ui.delays import QtDelay


def test_a_delay_does_its_deed_once_and_can_then_be_called_off_without_harm(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    call_off = QtDelay(owner)(0.0, lambda: done.append("done"))
    (timer,) = owner.children()
    qtbot.waitUntil(lambda: not isValid(timer))
    call_off()
    assert done == ["done"]


def test_a_delay_that_was_called_off_does_nothing(qtbot: QtBot) -> None:
    owner, done = QObject(), list[str]()
    later = QtDelay(owner)
    later(0.0, lambda: done.append("called off"))()
    later(0.01, lambda: done.append("kept"))
    qtbot.waitUntil(lambda: done == ["kept"])
