#!/usr/bin/env python3
"""The one command for newcomers: it prepares the machine, then runs, tests, checks, shows, measures or builds.

Only the standard library is used. Python 3.11 or newer is needed to do anything; this file parses on 3.8, so that it
can say so.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "dev.txt"
OLDEST_PYTHON = (3, 11)

HELP = """\
python3 dev.py COMMAND

  setup          prepare this machine: .venv, locked packages, system libraries (the others do this themselves)
  run [ARGS]     open the program
  test [ARGS]    run the tests; ARGS go to pytest. --without-qt runs what must pass where PySide6 is not installed
  check          ruff, ruff format, mypy, import-linter
  tour           drive the window through the main job without a display; pictures and PDFs land in out/tour
  bench [NAMES]  measure; the table is printed and written to out/bench.json
  build          freeze the program into dist/
  lock           for maintainers: write requirements/*.txt anew (needs uv)
"""


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package, and the shared library or program it brings.

    ``names`` are the names the package has had; the first is asked for at installation, any one counts as present.
    """

    names: Tuple[str, ...]
    brings: str


def _packages(text: str) -> Tuple[SystemPackage, ...]:
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(SystemPackage((name, name + "t64"), brings) for name, brings in rows)


QT_PACKAGES = _packages((ROOT / "requirements" / "debian.txt").read_text(encoding="utf-8"))
TEST_PACKAGES = (
    SystemPackage(("dbus-daemon", "dbus"), "dbus-run-session"),
    *_packages("gnome-keyring gnome-keyring-daemon\nxvfb Xvfb\nopenbox openbox\nxdotool xdotool"),
)
BUILD_PACKAGES = (SystemPackage(("binutils",), "objcopy"),)


class CannotGoOn(Exception):
    """Something only the person at the keyboard can put right; the message says what and how."""


def _run(command: Sequence[str], environment: Mapping[str, str]) -> int:
    return subprocess.run(list(command), cwd=str(ROOT), env=dict(environment), check=False).returncode


def _ask(command: Sequence[str]) -> str:
    answer = subprocess.run(
        list(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=False
    )
    return answer.stdout.decode("utf-8", "replace")


def _loads(library: str) -> bool:
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def _say(text: str) -> None:
    print(text, flush=True)


@dataclass(frozen=True)
class Machine:
    """All that this file asks of the computer, so that a test can be the computer.

    ``run`` gives a command the terminal and returns its exit code; ``ask`` returns what a command printed, whatever
    its exit code.
    """

    platform: str = sys.platform
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    is_root: bool = hasattr(os, "geteuid") and os.geteuid() == 0
    has_terminal: bool = sys.stdin is not None and sys.stdin.isatty()
    run: Callable[[Sequence[str], Mapping[str, str]], int] = _run
    ask: Callable[[Sequence[str]], str] = _ask
    which: Callable[[str], Optional[str]] = shutil.which
    loads: Callable[[str], bool] = _loads
    has_module: Callable[[str], bool] = lambda name: importlib.util.find_spec(name) is not None
    say: Callable[[str], None] = _say


def installed_packages(dpkg_answer: str) -> frozenset[str]:
    """Read dpkg-query's lines of package and status; only whole installations count."""
    pairs = (line.split() for line in dpkg_answer.splitlines())
    return frozenset(pair[0] for pair in pairs if len(pair) == 2 and pair[1] == "installed")


def missing_packages(machine: Machine, wanted: Sequence[SystemPackage]) -> List[SystemPackage]:
    """Return those of the wanted packages of which no name is installed. Needs dpkg-query."""
    names = [name for package in wanted for name in package.names]
    present = installed_packages(machine.ask(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]))
    return [package for package in wanted if not present.intersection(package.names)]


def bring_system_packages(machine: Machine, wanted: Sequence[SystemPackage], why: str) -> bool:
    """Install what is missing; where that cannot be done, say so and how to do it by hand. True: nothing is missing."""
    if not machine.platform.startswith("linux"):
        return True
    if machine.which("dpkg-query") is None or machine.which("apt-get") is None:
        absent = [one.brings for one in wanted if not (machine.which(one.brings) or machine.loads(one.brings))]
        if absent:
            machine.say(
                "This is neither Debian nor Ubuntu, so nothing can be installed for you.\n"
                "Missing: {}\nNeeded: {}. Install the packages of your system that bring them.".format(
                    " ".join(absent), why
                )
            )
        return not absent
    missing = missing_packages(machine, wanted)
    if not missing:
        return True
    names = [package.names[0] for package in missing]
    by_hand = "sudo apt-get update && sudo apt-get install -y --no-install-recommends " + " ".join(names)
    prefix = _as_root(machine)
    if prefix is None:
        machine.say(
            "Missing system packages: {}\nNeeded: {}.\nInstalling them takes the rights of root, and there is no sudo "
            "here that works without asking. Run this by hand:\n  {}".format(" ".join(names), why, by_hand)
        )
        return False
    machine.say("Installing system packages with apt-get: {}\nNeeded: {}.".format(" ".join(names), why))
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    updated = machine.run([*quiet, "update"], machine.environment) == 0
    if machine.run([*quiet, "install", "-y", "--no-install-recommends", *names], machine.environment) != 0:
        reason = "" if updated else " The package lists could not be fetched either: is there a network?"
        machine.say("apt-get could not install them.{} Run this by hand:\n  {}".format(reason, by_hand))
        return False
    return True


def _as_root(machine: Machine) -> Optional[List[str]]:
    if machine.is_root:
        return []
    sudo = machine.which("sudo")
    if sudo is None:
        return None
    if machine.has_terminal:
        return [sudo]
    may = machine.run([sudo, "-n", "true"], machine.environment) == 0
    return [sudo, "-n"] if may else None


def venv_python(machine: Machine) -> Path:
    """Return where the Python of .venv lies on this kind of computer."""
    return VENV / "Scripts" / "python.exe" if machine.platform == "win32" else VENV / "bin" / "python"


def make_venv(machine: Machine) -> None:
    """Make .venv where there is none that starts. Raises CannotGoOn."""
    python = str(venv_python(machine))
    if Path(python).exists() and "ready" in machine.ask([python, "-c", "import pip; print('ready')"]):
        return
    if not machine.has_module("ensurepip"):
        package = "python{}.{}-venv".format(*sys.version_info[:2])
        wanted = (SystemPackage((package,), "ensurepip"),)
        if not bring_system_packages(machine, wanted, "this Python cannot make a virtual environment without it"):
            raise CannotGoOn("Without {} there is no .venv, and without .venv nothing further.".format(package))
    machine.say("Making .venv with Python {}.{}.{}".format(*sys.version_info[:3]))
    _must(machine, [sys.executable, "-m", "venv", "--clear", str(VENV)], "Python could not make .venv.")


def bring_python_packages(machine: Machine) -> None:
    """Install the locked packages and the program itself, each only when what it is made from has changed.

    Raises CannotGoOn.
    """
    python = str(venv_python(machine))
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    locked = _digest(LOCK)
    if _stamp("lock") != locked:
        machine.say("Installing the locked packages (the first time takes a few minutes)")
        command = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK)]
        _must(machine, command, "pip could not install the locked packages. Is there a network?")
        _write_stamp("lock", locked)
    program = _digest(ROOT / "pyproject.toml") + " " + str(ROOT)
    if _stamp("program") != program:
        command = [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        _must(machine, command, "pip could not install the program into .venv.")
        _write_stamp("program", program)


def _must(machine: Machine, command: Sequence[str], failed: str) -> None:
    if machine.run(command, machine.environment) != 0:
        raise CannotGoOn("{} What it printed stands above. By hand:\n  {}".format(failed, shlex.join(command)))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _stamp(name: str) -> str:
    path = VENV / ("cantercare-" + name)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _write_stamp(name: str, text: str) -> None:
    (VENV / ("cantercare-" + name)).write_text(text, encoding="utf-8")


def prepare(machine: Machine, also: Sequence[SystemPackage] = (), why: str = "") -> None:
    """Bring the machine to where every other command can start. Raises CannotGoOn."""
    bring_system_packages(machine, QT_PACKAGES, "Qt draws the window with them")
    if also:
        bring_system_packages(machine, also, why)
    make_venv(machine)
    bring_python_packages(machine)


def setup(machine: Machine, arguments: Sequence[str]) -> int:
    """Prepare the machine for everything, testing and building too."""
    _no_arguments("setup", arguments)
    prepare(machine, (*TEST_PACKAGES, *BUILD_PACKAGES), "the tests and the build use them")
    machine.say("Ready. Next: python3 dev.py run")
    return 0


def has_display(machine: Machine) -> bool:
    """Tell whether a window could be shown, or Qt was told to do without."""
    if not machine.platform.startswith("linux"):
        return True
    return any(machine.environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def run(machine: Machine, arguments: Sequence[str]) -> int:
    """Open the program."""
    if not has_display(machine):
        message = (
            "There is no display here, so the window cannot be shown.\n"
            "To see the program without one: python3 dev.py tour (the pictures land in out/tour)."
        )
        raise CannotGoOn(message)
    prepare(machine)
    return machine.run([str(venv_python(machine)), "-m", "cantercare_desktop", *arguments], machine.environment)


def test(machine: Machine, arguments: Sequence[str]) -> int:
    """Run the tests: all of them side by side, or what the arguments name."""
    prepare(machine, (*TEST_PACKAGES, *BUILD_PACKAGES), "the tests use a real keyring, and build and drive the program")
    return machine.run(pytest_command(machine, arguments), away_from_home(offscreen(machine)))


def pytest_command(machine: Machine, arguments: Sequence[str]) -> List[str]:
    """Return the command that runs the tests; on a session bus of its own where there can be one."""
    rest = [argument for argument in arguments if argument != "--without-qt"]
    command = [str(venv_python(machine)), "-m", "pytest"]
    if len(rest) < len(arguments):
        command = [str(venv_python(machine)), "-m", "tests.support.without_qt"]
    elif not rest:
        command += ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile"]
    bus = machine.which("dbus-run-session") if machine.platform.startswith("linux") else None
    return [bus, "--", *command, *rest] if bus else [*command, *rest]


def offscreen(machine: Machine) -> Dict[str, str]:
    """Return the environment in which Qt paints into memory, unless told otherwise, and everywhere in one locale."""
    return {"QT_QPA_PLATFORM": "offscreen", **machine.environment, "LC_ALL": "C.UTF-8"}


def away_from_home(environment: Mapping[str, str]) -> Dict[str, str]:
    """Return the environment with folders of its own, so that what the test bus starts finds no real keyring."""
    home = ROOT / "out" / "test-home"
    shutil.rmtree(home, ignore_errors=True)
    own = {"XDG_{}_HOME".format(name.upper()): str(home / name) for name in ("data", "config", "cache", "state")}
    for folder in own.values():
        Path(folder).mkdir(parents=True)
    return {**environment, **own}


def check(machine: Machine, arguments: Sequence[str]) -> int:
    """Run every check, also after one has failed, and name those that did."""
    _no_arguments("check", arguments)
    prepare(machine)
    python = str(venv_python(machine))
    checks = {
        "ruff check": ["-m", "ruff", "check", "."],
        "ruff format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
    }
    failed = []
    for name, command in checks.items():
        machine.say("== " + name)
        if machine.run([python, *command], machine.environment) != 0:
            failed.append(name)
    machine.say("Failed: " + ", ".join(failed) if failed else "All checks passed.")
    return 1 if failed else 0


def tour(machine: Machine, arguments: Sequence[str]) -> int:
    """Drive the window through the main job, offscreen."""
    return _offscreen_module(machine, "tests.tour", arguments)


def bench(machine: Machine, arguments: Sequence[str]) -> int:
    """Measure all, or what the arguments name."""
    return _offscreen_module(machine, "tests.benchmarks", arguments)


def _offscreen_module(machine: Machine, module: str, arguments: Sequence[str]) -> int:
    prepare(machine)
    return machine.run([str(venv_python(machine)), "-m", module, *arguments], offscreen(machine))


def build(machine: Machine, arguments: Sequence[str]) -> int:
    """Freeze the program into dist/."""
    _no_arguments("build", arguments)
    prepare(machine, BUILD_PACKAGES, "PyInstaller strips and joins binaries with them")
    command = [str(venv_python(machine)), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec"]
    _must(machine, command, "PyInstaller could not build the program.")
    machine.say("Built: dist/cantercare-desktop")
    return 0


def lock(machine: Machine, arguments: Sequence[str]) -> int:
    """Write the locks anew: pins and hashes for all platforms, and no word of where they came from."""
    uv = machine.which("uv")
    if uv is None:
        raise CannotGoOn("Locking needs uv. Install it, for instance: pip install uv")
    for name in ("run", "dev"):
        command = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", "3.11"]
        command += ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "python3 dev.py lock"]
        command += ["requirements/{}.in".format(name), "-o", "requirements/{}.txt".format(name), *arguments]
        code = machine.run(command, machine.environment)
        if code != 0:
            return code
    return 0


def _no_arguments(command: str, arguments: Sequence[str]) -> None:
    if arguments:
        raise CannotGoOn("dev.py {} takes no arguments: {}".format(command, shlex.join(arguments)))


COMMANDS: Dict[str, Callable[[Machine, Sequence[str]], int]] = {
    command.__name__: command for command in (setup, run, test, check, tour, bench, build, lock)
}


def too_old(version: Tuple[int, int], which: Callable[[str], Optional[str]], arguments: Sequence[str]) -> str:
    """Return what to say to somebody whose Python is too old; empty where it is not."""
    if version >= OLDEST_PYTHON:
        return ""
    text = "Python {}.{} or newer is needed; this is {}.{}.".format(*OLDEST_PYTHON, *version)
    newer = next((name for name in ("python3.14", "python3.13", "python3.12", "python3.11") if which(name)), None)
    if newer is None:
        return text + " Get one from your system's packages, or from python.org."
    return "{} Try: {}".format(text, shlex.join([newer, "dev.py", *arguments]))


def main(arguments: Sequence[str], machine: Optional[Machine] = None) -> int:
    """Do what the first argument names with the rest, and return the exit code."""
    machine = machine or Machine()
    old = too_old(sys.version_info[:2], machine.which, arguments)
    if old:
        machine.say(old)
        return 1
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        machine.say(HELP)
        return 0 if arguments and arguments[0] in ("-h", "--help", "help") else 2
    try:
        return command(machine, arguments[1:])
    except CannotGoOn as reason:
        machine.say(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
