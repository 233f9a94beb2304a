from __future__ import annotations

import errno
from pathlib import Path

import pytest

from cantercare_desktop.vault.files import disk_problem, replace_patiently, write_whole
from cantercare_desktop.vault.problems import DiskFull, DiskReadOnly, DiskTrouble


class _Held(OSError):
    def __init__(self, winerror: int) -> None:
        super().__init__(errno.EACCES, "held by a virus scanner")
        self.winerror = winerror


class _Renames:
    """A rename that fails `times` times as Windows does, then works."""

    def __init__(self, times: int, winerror: int = 32) -> None:
        self.left, self.tried, self._winerror = times, 0, winerror

    def __call__(self, old: Path, new: Path) -> None:
        self.tried += 1
        if self.left:
            self.left -= 1
            raise _Held(self._winerror)
        old.replace(new)


@pytest.mark.parametrize("winerror", [5, 32])
def test_a_rename_that_fails_a_few_times_is_tried_again(tmp_path: Path, winerror: int) -> None:
    (tmp_path / "kept").write_bytes(b"old")
    rename = _Renames(4, winerror)
    write_whole(tmp_path / "kept", b"new", rename)
    assert (tmp_path / "kept").read_bytes() == b"new"
    assert rename.tried == 5


def test_a_rename_that_never_works_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"old")
    rename = _Renames(1000)
    with pytest.raises(DiskReadOnly):
        write_whole(tmp_path / "kept", b"new", rename)
    assert rename.tried == 8
    assert [each.name for each in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept").read_bytes() == b"old"


def test_any_other_failure_is_not_tried_again(tmp_path: Path) -> None:
    rename = _Renames(3, winerror=2)
    with pytest.raises(_Held):
        replace_patiently(tmp_path / "a", tmp_path / "b", rename)
    assert rename.tried == 1


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EROFS, DiskReadOnly),
        (errno.EACCES, DiskReadOnly),
        (errno.EIO, DiskTrouble),
    ],
)
def test_each_complaint_of_the_system_has_its_sentences(number: int, problem: type[Exception]) -> None:
    found = disk_problem(OSError(number, "said the system", "/home/priya/secret"))
    assert type(found) is problem
    assert "priya" not in found.details
