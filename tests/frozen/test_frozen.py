"""What ships, as it ships: built by PyInstaller, started on a display of its own, signed in to by keys, and silent."""

from __future__ import annotations

import faulthandler
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from cantercare_desktop.office.clock import SystemClock
from cantercare_desktop.office.places import key_file_of
from cantercare_desktop.vault.folder import VaultFolder
from cantercare_desktop.vault.keys import KeyFileSecrets

pytestmark = [
    pytest.mark.frozen,
    pytest.mark.slow,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="keys are pressed on an X display, which is Linux's"
    ),
]

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "dist" / "cantercare-desktop"
MADE_FROM = ("cantercare_desktop", "resources", "build.spec", "pyproject.toml", "requirements/run.txt")
PATIENCE_S = 60.0
BUILD_PATIENCE_S = 540.0


def _newest(paths: Iterator[Path]) -> float:
    return max(path.stat().st_mtime for path in paths)


def _sources() -> Iterator[Path]:
    for name in MADE_FROM:
        path = ROOT / name
        found = path.rglob("*") if path.is_dir() else (path,)
        yield from (each for each in found if each.is_file() and "__pycache__" not in each.parts)


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the built program, built anew where the sources are newer."""
    program = BUILT / "cantercare-desktop"
    if not program.exists() or program.stat().st_mtime < _newest(_sources()):
        # The watchdog is for tests that hang; a build takes minutes on a slow machine.
        faulthandler.cancel_dump_traceback_later()
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build.spec"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=BUILD_PATIENCE_S, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
    return BUILT


@dataclass(frozen=True, slots=True)
class Screen:
    """A display that nobody sees, with a window manager, and hands at its keyboard."""

    environment: dict[str, str]

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "30", *keys)

    def write(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)

    def wait_for_window(self) -> None:
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", "^Cantercare").split()
        self._xdotool("windowactivate", "--sync", found[-1])

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        return done.stdout


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    for program in ("Xvfb", "openbox", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed; on Debian: apt install xvfb openbox xdotool")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    display = subprocess.Popen(command, pass_fds=(writing,), **quiet)  # type: ignore[call-overload] # both are DEVNULL
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "DISPLAY": f":{number}",
        "XDG_RUNTIME_DIR": str(tmp_path),
    }
    manager = subprocess.Popen(["openbox"], env=environment, **quiet)  # type: ignore[call-overload] # both are DEVNULL
    yield Screen(environment)
    for program in (manager, display):
        program.terminate()
        program.wait(PATIENCE_S)


@dataclass(frozen=True, slots=True)
class Demo:
    folder: Path
    told: dict[str, object]

    def password_of(self, name: str) -> str:
        staff = self.told["staff"]
        assert isinstance(staff, list)
        return next(str(each["password"]) for each in staff if each["name"] == name)


def _admin(built: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [built / "cantercare-admin", *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


@pytest.fixture
def demo(built: Path, tmp_path: Path) -> Demo:
    """The demo house, made by the built program."""
    made = _admin(built, "demo", tmp_path / "demo", "--json")
    assert made.returncode == 0, made.stderr
    return Demo(tmp_path / "demo", json.loads(made.stdout))


def _until(happens: Callable[[], bool], what: str) -> None:
    end, look_again = monotonic() + PATIENCE_S, Event()
    while not happens():
        assert monotonic() < end, what
        look_again.wait(0.05)


def _has_written(folder: Path) -> bool:
    with suppress(OSError):
        return (folder / "vault.db-wal").stat().st_size > 0
    return False


@dataclass(slots=True)
class Running:
    process: subprocess.Popen[str]

    def ends_silently(self) -> None:
        out, err = self.process.communicate(timeout=PATIENCE_S)
        assert (self.process.returncode, out, err) == (0, "", "")


@pytest.fixture
def start(built: Path, screen: Screen) -> Iterator[Callable[[Path], Running]]:
    started: list[Running] = []

    def start_on(folder: Path) -> Running:
        command = [str(built / "cantercare-desktop"), "--vault", str(folder)]
        process = subprocess.Popen(
            command, env=screen.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(Running(process))
        return started[-1]

    yield start_on
    for running in started:
        if running.process.poll() is None:
            running.process.kill()
            running.process.communicate()


def test_the_built_program_starts_on_an_empty_folder_and_closes_in_silence(
    start: Callable[[Path], Running], screen: Screen, tmp_path: Path
) -> None:
    running = start(tmp_path / "vault")
    screen.wait_for_window()
    screen.press("alt+F4")
    running.ends_silently()


def test_the_built_program_is_signed_in_to_and_prints_nothing(
    start: Callable[[Path], Running], screen: Screen, demo: Demo, built: Path, tmp_path: Path
) -> None:
    running = start(demo.folder)
    screen.wait_for_window()
    screen.press("p", "Return")
    screen.write(demo.password_of("Priya Nair"))
    screen.press("Return")
    _until(lambda: _has_written(demo.folder), "nobody was signed in")
    screen.press("ctrl+3", "alt+F4")
    running.ends_silently()
    folder = VaultFolder(demo.folder, KeyFileSecrets(key_file_of(demo.folder)), SystemClock())
    ruth, priya = (next(each.id for each in folder.members() if each.name.startswith(name)) for name in ("Ruth", "Pri"))
    vault = folder.unlock(ruth, demo.password_of("Ruth Adeyemi"))
    with vault.reading() as session:
        priyas = [entry for entry in vault.ledger.entries(session, limit=8) if entry.actor == priya]
    vault.close()
    assert [entry.action for entry in priyas[:2]] == ["office.signed_out", "office.signed_in"]
    password_file = tmp_path / "password"
    password_file.write_text(demo.password_of("Ruth Adeyemi"))
    checked = _admin(built, "verify", demo.folder, "--password-file", password_file)
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_built_command_line_tells_a_problem_in_words(built: Path, tmp_path: Path) -> None:
    said = _admin(built, "verify", tmp_path)
    assert (said.returncode, said.stdout) == (1, "")
    assert "There is no vault in this folder." in said.stderr
