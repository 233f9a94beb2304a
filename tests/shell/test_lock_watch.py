"""The computer's own lock, heard on a real session bus."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cantercare_desktop.shell.lock_watch import LOCKED, LinuxLockWatch

needs_a_bus = pytest.mark.skipif(
    not os.environ.get("DBUS_SESSION_BUS_ADDRESS"), reason="there is no session bus; dev.py test starts one"
)


def screen_saver_says(*, active: bool) -> None:
    says = QDBusMessage.createSignal("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    says.setArguments([active])
    assert QDBusConnection.sessionBus().send(says)


@needs_a_bus
def test_the_screen_saver_of_the_desktop_locks_the_records(qtbot: QtBot) -> None:
    owner, window = QObject(), QWidget()
    qtbot.addWidget(window)
    heard: list[str] = []
    watch = LinuxLockWatch(owner)
    watch.watch(window, heard.append)

    def told() -> bool:
        screen_saver_says(active=True)
        return LOCKED in heard

    qtbot.waitUntil(told)
    watch.stop()


@needs_a_bus
def test_a_screen_saver_that_goes_away_locks_nothing(qtbot: QtBot) -> None:
    owner, window = QObject(), QWidget()
    qtbot.addWidget(window)
    heard: list[str] = []
    watch = LinuxLockWatch(owner)
    watch.watch(window, heard.append)

    def told() -> bool:
        screen_saver_says(active=False)
        screen_saver_says(active=True)
        return bool(heard)

    qtbot.waitUntil(told)
    assert set(heard) == {LOCKED}
    watch.stop()
