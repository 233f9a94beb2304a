"""A disk that is full, and one that cannot be written to: small real file systems in a name space of their own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Found = dict[str, dict[str, object]]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("a small disk of one's own needs Linux and unshare")
    own_space = ["unshare", "--map-root-user", "--mount"]
    probe = [*own_space, "mount", "-t", "tmpfs", "-o", "size=1m", "none", str(tmp_path_factory.mktemp("probe"))]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        pytest.skip("this system does not let a user mount a small disk of her own")
    folder = tmp_path_factory.mktemp("disks")
    done = subprocess.run(
        [*own_space, sys.executable, "-m", "tests.faults.disk_visits", str(folder)],
        capture_output=True,
        cwd=ROOT,
        timeout=120,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer: Found = json.loads(done.stdout)
    return answer


def test_a_full_disk_is_told_nothing_saved_is_lost_and_saving_goes_on_once_there_is_room(found: Found) -> None:
    came = found["fill_while_saving"]
    assert came["problem"] == "DiskFull"
    assert came["kept"] == came["acknowledged"]
    assert came["whole"] is True
    assert came["saved_again"] is True


def test_a_disk_that_fills_up_during_a_change_of_key_leaves_the_old_key_in_force(found: Found) -> None:
    expected = {"problem": "DiskFull", "members": 3, "left_over": [], "whole": True, "opens": True}
    assert found["fill_while_changing_the_key"] == expected


def test_a_disk_that_fills_up_during_a_change_of_password_leaves_the_old_one_in_force(found: Found) -> None:
    expected = {"problem": "DiskFull", "old_opens": True, "new_opens": False}
    assert found["fill_while_setting_a_password"] == expected


def test_a_disk_too_small_for_a_new_vault_is_left_as_it_was(found: Found) -> None:
    assert found["make_a_vault_on_a_full_disk"] == {"problem": "DiskFull", "exists": False, "secrets": 0}


def test_a_disk_that_cannot_be_written_to_is_told_at_sign_in(found: Found) -> None:
    assert found["open_on_a_read_only_disk"] == {"member": "DiskReadOnly", "recovery": "DiskReadOnly"}
