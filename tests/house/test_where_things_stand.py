from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.support.source import Source, is_below, parsed, program, suite

SCREENS = ("ui", "shell", "app", "__main__", "registers.*.screen")
PAPERS = ("paper", "registers.*.papers")

# Library -> the places that may import it, and what to do anywhere else.
PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "PySide6": (SCREENS, "Return a plain value and let a screen show it."),
    "shiboken6": (SCREENS, "Return a plain value and let a screen show it."),
    "sqlcipher3": (("vault",), "Ask the vault for a session: reading() or writing()."),
    "alembic": (("vault",), "Tables change in vault/migrations."),
    "keyring": (("vault.keys",), "Take a DeviceSecrets."),
    "secretstorage": (("vault.keys",), "Take a DeviceSecrets."),
    "argon2": (("vault",), "The vault checks passwords and derives keys."),
    "cryptography": (("vault",), "The vault encrypts; ask it."),
    "reportlab": (PAPERS, "Lay it out in paper/ or in the room's papers, from plain values."),
    "pikepdf": (PAPERS, "Finish and encrypt documents in paper/."),
    "pypdfium2": (PAPERS, "Read and draw pages in paper/."),
    "pypdf": (PAPERS, "Read documents back in paper/."),
    "uharfbuzz": (PAPERS, "Fonts are shaped in paper/."),
    "typer": (("cli",), "Only the command line is a command line."),
}

OFFLINE = "The program is offline. Nothing in it opens a connection, not even to this computer."
NOWHERE: dict[str, str] = {
    **dict.fromkeys(
        (
            "aiohttp",
            "asyncio",
            "ftplib",
            "http",
            "httpx",
            "imaplib",
            "poplib",
            "PySide6.QtNetwork",
            "PySide6.QtNetworkAuth",
            "PySide6.QtWebChannel",
            "PySide6.QtWebEngineCore",
            "PySide6.QtWebEngineWidgets",
            "PySide6.QtWebSockets",
            "requests",
            "smtplib",
            "socket",
            "socketserver",
            "ssl",
            "telnetlib",
            "urllib.request",
            "urllib3",
            "webbrowser",
            "xmlrpc",
        ),
        OFFLINE,
    ),
    "tempfile": "Nothing readable is left on the disk: keep the bytes in memory.",
    "pickle": "Read and write a format with a definition; a pickle runs what it is given.",
}

# module -> the one thing of NOWHERE it may import, with the reason.
EXCEPTIONS: dict[tuple[str, str], str] = {}

SCREEN_WORDS = {
    "processEvents": "Run long work as a Job; the window stays alive by itself.",
    "qWait": "Wait for the signal you expect: qtbot.waitSignal or qtbot.waitUntil.",
    "QSortFilterProxyModel": "Filter and sort in SQL and show a Page.",
    "ResizeToContents": "Give the column a width; measuring every row is slow on a large vault.",
}
TEST_WORDS = {
    "processEvents": "Wait for the signal you expect: qtbot.waitSignal or qtbot.waitUntil.",
    "qWait": "Wait for the signal you expect: qtbot.waitSignal or qtbot.waitUntil.",
}


def out_of_place(sources: Iterable[Source]) -> list[str]:
    found = []
    for source in sources:
        for name, line in source.imports():
            for library, (places, instead) in PLACES.items():
                if is_below(name, library) and not source.stands_in(places):
                    found.append(f"{source.path}:{line}: imports {name}. Only in {', '.join(places)}. {instead}")
            for library, instead in NOWHERE.items():
                if is_below(name, library) and (source.module, library) not in EXCEPTIONS:
                    found.append(f"{source.path}:{line}: imports {name}. {instead}")
    return found


def words_used(sources: Iterable[Source], words: dict[str, str]) -> list[str]:
    return [
        f"{source.path}:{line}: {name}. {words[name]}"
        for source in sources
        for name, line in source.names_used()
        if name in words
    ]


def test_each_library_stands_in_its_room_and_nothing_opens_a_connection() -> None:
    assert out_of_place(program()) == []


def test_no_screen_pumps_events_or_sorts_in_python() -> None:
    assert words_used(program(), SCREEN_WORDS) == []


def test_no_test_waits_without_knowing_for_what() -> None:
    assert words_used(suite(), TEST_WORDS) == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("cantercare_desktop.office.work", "from PySide6.QtCore import QObject"),
        ("cantercare_desktop.registers.post.service", "import PySide6.QtGui"),
        ("cantercare_desktop.registers.post.screen", "import sqlcipher3"),
        ("cantercare_desktop.vault.database", "import keyring"),
        ("cantercare_desktop.shell.window", "from PySide6 import QtNetwork"),
        ("cantercare_desktop.shell.window", "from PySide6.QtNetwork import QLocalServer"),
        ("cantercare_desktop.vault.files", "def late():\n    from urllib import request"),
        ("cantercare_desktop.paper.house", "import tempfile"),
    ],
)
def test_what_stands_in_the_wrong_place_is_found(module: str, line: str) -> None:
    assert len(out_of_place([parsed(line, module)])) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("cantercare_desktop.registers.post.screen", "from PySide6.QtWidgets import QWidget"),
        ("cantercare_desktop.registers.post.screen.list", "from PySide6.QtWidgets import QWidget"),
        ("cantercare_desktop.vault.keys.keyring_secrets", "import keyring"),
        ("cantercare_desktop.registers.post.papers", "from reportlab.platypus import Table"),
        ("cantercare_desktop.office.policy", "from urllib.parse import quote"),
    ],
)
def test_what_stands_in_its_place_is_let_be(module: str, line: str) -> None:
    assert out_of_place([parsed(line, module)]) == []
