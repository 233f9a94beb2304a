"""When the computer is locked, sleeps, or is given to another login, the records are closed too."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

LOCKED = "because the computer was locked"
SLEPT = "because the computer went to sleep"
SWITCHED = "because somebody else came to the computer"

Happened = Callable[[str], None]

# winuser.h, wtsapi32.h
_WM_POWERBROADCAST, _PBT_SUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE = 0x02B1
_SESSION_CHANGES = {0x2: SWITCHED, 0x4: SWITCHED, 0x6: LOCKED, 0x7: LOCKED}
_THIS_SESSION_ONLY = 0
#: Nothing is open yet, and the buses take their time to answer.
_AFTER_FIRST_PAINT_MS = 200


class NoLockWatch:
    """Where the system tells nothing: the idle clock and Ctrl+L remain."""

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Nothing will be told."""

    def stop(self) -> None:
        """Nothing to stop."""


class LinuxLockWatch(QObject):
    """Hears logind and the screen saver on the buses of the computer itself; without a bus nothing is told."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._happened: Happened | None = None

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Connect to the signals of logind and of the screen savers, as soon as the window has been painted."""
        self._happened = happened
        QTimer.singleShot(_AFTER_FIRST_PAINT_MS, self, self._connect)

    def _connect(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        login = "org.freedesktop.login1"
        if system.isConnected():
            sleep, lock = _slot("on_sleep(bool)"), _slot("on_lock()")
            system.connect(login, "/org/freedesktop/login1", f"{login}.Manager", "PrepareForSleep", self, sleep)
            system.connect(login, "", f"{login}.Session", "Lock", self, lock)
        if session.isConnected():
            for name in ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"):
                session.connect("", "", name, "ActiveChanged", self, _slot("on_screen_saver(bool)"))

    def stop(self) -> None:
        """Tell nobody any more."""
        self._happened = None

    @Slot(bool)
    def on_sleep(self, begins: bool) -> None:  # noqa: FBT001 - the signature of the signal
        """Logind says that the computer goes to sleep, or that it woke."""
        if begins:
            self._tell(SLEPT)

    @Slot()
    def on_lock(self) -> None:
        """Logind asks this session to lock."""
        self._tell(LOCKED)

    @Slot(bool)
    def on_screen_saver(self, active: bool) -> None:  # noqa: FBT001 - the signature of the signal
        """The screen saver came or went."""
        if active:
            self._tell(LOCKED)

    def _tell(self, why: str) -> None:
        if self._happened is not None:
            self._happened(why)


def _slot(signature: str) -> Any:  # noqa: ANN401 - the stub of `connect` asks for bytes, Qt takes only text
    return SLOT(signature)


class WindowsMessages(QAbstractNativeEventFilter):
    """Picks out of Windows' messages those about the session and about power."""

    def __init__(self, happened: Happened) -> None:
        super().__init__()
        self._happened = happened

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        named = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(named) == b"windows_generic_MSG":
            import ctypes.wintypes

            told = ctypes.wintypes.MSG.from_address(int(message))
            why = meaning(told.message, told.wParam)
            if why is not None:
                self._happened(why)
        return False, 0


def meaning(message: int, what: int) -> str | None:
    """Return why to lock for a message of Windows; ``None`` for all others."""
    if message == _WM_WTSSESSION_CHANGE:
        return _SESSION_CHANGES.get(what)
    if message == _WM_POWERBROADCAST and what == _PBT_SUSPEND:
        return SLEPT
    return None


class WindowsLockWatch:
    """Hears Windows' own messages about the session and about power."""

    def __init__(self) -> None:
        self._filter: WindowsMessages | None = None
        self._window = 0

    def watch(self, window: QWidget, happened: Happened) -> None:
        """Ask Windows to tell this window."""
        self._filter = WindowsMessages(happened)
        self._window = int(window.winId())
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            import ctypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(self._window, _THIS_SESSION_ONLY)

    def stop(self) -> None:
        """Ask Windows to tell it no more."""
        app = QCoreApplication.instance()
        if self._filter is not None and app is not None:
            app.removeNativeEventFilter(self._filter)
            if sys.platform == "win32":
                import ctypes

                ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(self._window)
        self._filter = None


def system_lock_watch(parent: QObject) -> NoLockWatch | LinuxLockWatch | WindowsLockWatch:
    """Return the watch for this system."""
    if sys.platform == "win32":
        return WindowsLockWatch()
    return LinuxLockWatch(parent) if sys.platform == "linux" else NoLockWatch()
