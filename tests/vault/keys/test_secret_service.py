"""The real Secret Service, on a session bus of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
UNLOCK = 'printf "a login password" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'

pytestmark = [pytest.mark.secret_service, pytest.mark.slow]


def _visit(name: str, vault: Path, home: Path) -> dict[str, object]:
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed; on Debian: apt install dbus gnome-keyring")
    for folder in ("data", "run"):
        (home / folder).mkdir(parents=True, mode=0o700)
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            "sh",
            "-c",
            UNLOCK,
            "sh",
            sys.executable,
            "-m",
            "tests.vault.keys.secret_service_visit",
            name,
            str(vault),
        ],
        cwd=ROOT,
        env={
            **{
                key: value
                for key, value in os.environ.items()
                if key not in {"DISPLAY", "WAYLAND_DISPLAY", "PYTHON_KEYRING_BACKEND"}
            },
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_RUNTIME_DIR": str(home / "run"),
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_a_real_keyring_holds_the_computers_part_of_the_key_and_each_failure_has_its_name(tmp_path: Path) -> None:
    came = _visit("main", tmp_path / "house", tmp_path / "one")
    assert came == {"unknown": None, "kept": 32, "with the keyring": "opened", "locked": "locked"}
    assert _visit("emptied", tmp_path / "house", tmp_path / "two") == {"emptied": "emptied"}
