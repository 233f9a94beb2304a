"""When the computer is locked, sleeps, or is given to another login, the records are closed too."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

LOCKED = "because the computer was locked"
SLEPT = "because the computer went to sleep"
SWITCHED = "because somebody else signed in to the computer"

Happened = Callable[[str], None]


class NoLockWatch:
    """Where the system tells nothing: the idle clock and Ctrl+L remain."""

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Nothing will be told."""

    def stop(self) -> None:
        """Nothing to stop."""


def system_lock_watch(parent: QObject) -> NoLockWatch | LinuxLockWatch | WindowsLockWatch:
    """Return the watch for this system."""
    if sys.platform == "win32":
        return WindowsLockWatch()
    if sys.platform == "linux":
        return LinuxLockWatch(parent)
    return NoLockWatch()


class LinuxLockWatch(QObject):
    """Hears logind and the screen saver on the buses of the computer itself; without a bus nothing is told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._happened: Happened | None = None

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Connect to the signals of logind and of the screen savers."""
        from PySide6.QtDBus import QDBusConnection

        self._happened = happened
        system = QDBusConnection.systemBus()
        session = QDBusConnection.sessionBus()
        if system.isConnected():
            manager, path = "org.freedesktop.login1.Manager", "/org/freedesktop/login1"
            system.connect("org.freedesktop.login1", path, manager, "PrepareForSleep", self, "1on_sleep(bool)")
            system.connect("org.freedesktop.login1", "", "org.freedesktop.login1.Session", "Lock", self, "1on_lock()")
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, "1on_screen_saver(bool)")

    def stop(self) -> None:
        """Tell nobody any more."""
        self._happened = None

    def _tell(self, why: str) -> None:
        if self._happened is not None:
            self._happened(why)


class WindowsLockWatch:
    """Hears Windows' own messages about the session and about power."""

    def __init__(self) -> None:
        self._filter: object | None = None

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Ask Windows to tell this window."""

    def stop(self) -> None:
        """Ask Windows to tell it no more."""
