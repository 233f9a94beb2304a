"""One window for each vault folder, and what is said when the program itself is at fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.shell.bug import LOG, Bugs, redacted
from cantercare_desktop.shell.one_instance import OneInstance
from cantercare_desktop.shell.sign_in.trouble_page import TroublePage
from cantercare_desktop.vault.problems import DiskReadOnly, DiskTrouble, Problem
from tests.shell.conftest import MakeDesk
from tests.support.vaults import NOW


def test_a_second_start_calls_the_first_window_forward(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    calls: list[str] = []
    first, second = OneInstance(tmp_path, qapp), OneInstance(tmp_path, qapp)
    assert first.take(lambda: calls.append("forward"))

    assert not second.take(lambda: calls.append("wrong window"))
    second.call_other()

    qtbot.waitUntil(lambda: calls == ["forward"])
    first.let_go()


def test_the_next_start_has_the_folder_after_the_first_ended(qapp: QApplication, tmp_path: Path) -> None:
    first, second = OneInstance(tmp_path, qapp), OneInstance(tmp_path, qapp)
    assert first.take(lambda: None)
    first.let_go()

    assert second.take(lambda: None)
    second.let_go()


def test_two_folders_have_two_windows(qapp: QApplication, tmp_path: Path) -> None:
    one, other = OneInstance(tmp_path / "one", qapp), OneInstance(tmp_path / "other", qapp)

    assert one.take(lambda: None)
    assert other.take(lambda: None)
    one.let_go()
    other.let_go()


def test_a_folder_that_cannot_be_made_is_told_and_is_not_another_window(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "a file").write_bytes(b"")

    with pytest.raises(DiskTrouble):
        OneInstance(tmp_path / "a file" / "vault", qapp).take(lambda: None)


def test_a_lock_that_cannot_be_written_is_told_and_is_not_another_window(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "window.request").mkdir()
    instance = OneInstance(tmp_path, qapp)

    with pytest.raises(Problem):
        instance.take(lambda: None)

    (tmp_path / "window.request").rmdir()
    assert instance.take(lambda: None)
    instance.let_go()


def test_what_kept_the_folder_from_being_taken_is_said_on_a_page(make_desk: MakeDesk) -> None:
    program = make_desk(empty=True).program

    program.start(DiskReadOnly("PermissionError"))

    assert isinstance(program.window.page, TroublePage)


def test_a_bug_is_written_down_without_anybodys_data(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    bugs = Bugs(FixedClock(NOW), tmp_path, lambda: None, qapp)
    try:
        raise ValueError("Amara Okafor lives in room 1")
    except ValueError as error:
        bugs.met(error)

    assert bugs.dialog is not None
    bugs.dialog.accept()
    log = (tmp_path / LOG).read_text()
    assert "builtins.ValueError at test_one_instance.py:" in log
    assert "Amara" not in log
    assert str(tmp_path) not in log


def test_what_caused_a_bug_is_written_down_too() -> None:
    try:
        try:
            raise KeyError("Leila")
        except KeyError as cause:
            raise RuntimeError("Leila") from cause
    except RuntimeError as error:
        said = redacted(error)

    assert "RuntimeError" in said
    assert "because of builtins.KeyError" in said
    assert "Leila" not in said
