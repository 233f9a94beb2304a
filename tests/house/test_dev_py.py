from __future__ import annotations

import ast
import dataclasses
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import dev
from tests.support.source import ROOT

LIBRARY = dev.SystemPackage(("libxcb-cursor0", "libxcb-cursor0t64"), "libxcb-cursor.so.0")
OTHER = dev.SystemPackage(("libegl1", "libegl1t64"), "libEGL.so.1")


class Computer:
    """A computer that writes down what it was asked, and does nothing."""

    def __init__(
        self,
        *,
        platform: str = "linux",
        programs: Sequence[str] = ("dpkg-query", "apt-get", "sudo"),
        dpkg: str = "",
        is_root: bool = False,
        has_terminal: bool = False,
        environment: Mapping[str, str] | None = None,
        fails: Sequence[str] = (),
        libraries: Sequence[str] = (),
        modules: Sequence[str] = ("ensurepip",),
    ) -> None:
        self.ran: list[str] = []
        self.said: list[str] = []
        self.environments: list[Mapping[str, str]] = []
        self._fails = fails
        self.machine = dev.Machine(
            platform=platform,
            environment=environment or {},
            is_root=is_root,
            has_terminal=has_terminal,
            run=self._run,
            ask=lambda command: dpkg if command[0] == "dpkg-query" else "ready",
            which=lambda name: f"/usr/bin/{name}" if name in programs else None,
            loads=lambda library: library in libraries,
            has_module=lambda name: name in modules,
            say=self.said.append,
        )

    def _run(self, command: Sequence[str], environment: Mapping[str, str]) -> int:
        line = " ".join(command)
        self.ran.append(line)
        self.environments.append(environment)
        return 1 if any(part in line for part in self._fails) else 0


@pytest.fixture
def a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what dev.py looks at, with a .venv that seems to be there."""
    for name in ("requirements/dev.txt", "pyproject.toml", ".venv/bin/python"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "LOCK", tmp_path / "requirements" / "dev.txt")
    return tmp_path


def test_only_whole_installations_count() -> None:
    answer = "libegl1 installed\nlibgl1 config-files\nlibx11-6 not-installed\n\nodd line here\n"
    assert dev.installed_packages(answer) == {"libegl1"}


def test_a_library_renamed_for_64_bit_times_counts_as_present() -> None:
    computer = Computer(dpkg="libxcb-cursor0t64 installed\n")
    assert dev.missing_packages(computer.machine, [LIBRARY, OTHER]) == [OTHER]


def test_nothing_is_run_where_nothing_is_missing() -> None:
    computer = Computer(dpkg="libxcb-cursor0 installed\nlibegl1 installed\n")
    assert dev.bring_system_packages(computer.machine, [LIBRARY, OTHER], "for the window")
    assert (computer.ran, computer.said) == ([], [])


def test_root_installs_what_is_missing_and_says_why() -> None:
    computer = Computer(dpkg="libegl1 installed\n", is_root=True)
    assert dev.bring_system_packages(computer.machine, [LIBRARY, OTHER], "for the window")
    assert computer.ran == [
        "env DEBIAN_FRONTEND=noninteractive apt-get -q update",
        "env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends libxcb-cursor0",
    ]
    assert "libxcb-cursor0" in computer.said[0]
    assert "for the window" in computer.said[0]


def test_somebody_at_a_terminal_is_asked_by_sudo() -> None:
    computer = Computer(has_terminal=True)
    assert dev.bring_system_packages(computer.machine, [LIBRARY], "for the window")
    assert computer.ran[0].startswith("/usr/bin/sudo env")


def test_without_a_terminal_sudo_may_not_ask() -> None:
    computer = Computer(fails=("sudo -n true",))
    assert not dev.bring_system_packages(computer.machine, [LIBRARY], "for the window")
    assert computer.ran == ["/usr/bin/sudo -n true"]
    assert "sudo apt-get install -y --no-install-recommends libxcb-cursor0" in computer.said[0]


def test_without_sudo_the_command_to_run_by_hand_is_said() -> None:
    computer = Computer(programs=("dpkg-query", "apt-get"))
    assert not dev.bring_system_packages(computer.machine, [LIBRARY], "for the window")
    assert computer.ran == []
    assert "Run this by hand" in computer.said[0]


def test_a_failed_update_is_named_as_the_likely_reason() -> None:
    computer = Computer(is_root=True, fails=("apt-get",))
    assert not dev.bring_system_packages(computer.machine, [LIBRARY], "for the window")
    assert "is there a network?" in computer.said[-1]


def test_another_linux_is_told_which_libraries_do_not_load() -> None:
    computer = Computer(programs=(), libraries=("libEGL.so.1",))
    assert not dev.bring_system_packages(computer.machine, [LIBRARY, OTHER], "for the window")
    assert "Missing: libxcb-cursor.so.0\n" in computer.said[0]


def test_windows_needs_no_system_packages() -> None:
    computer = Computer(platform="win32", programs=())
    assert dev.bring_system_packages(computer.machine, [LIBRARY], "for the window")
    assert dev.venv_python(computer.machine).parts[-2:] == ("Scripts", "python.exe")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_of_any_kind_is_enough(name: str) -> None:
    assert dev.has_display(Computer(environment={name: "x"}).machine)
    assert not dev.has_display(Computer(environment={name: ""}).machine)


def test_run_without_a_display_names_the_tour_and_installs_nothing() -> None:
    computer = Computer()
    assert dev.main(["run"], computer.machine) == 1
    assert computer.ran == []
    assert "no display" in computer.said[0]
    assert "python3 dev.py tour" in computer.said[0]


@pytest.mark.usefixtures("a_folder_of_its_own")
def test_the_lock_is_installed_once_with_hashes_and_from_wheels() -> None:
    computer = Computer()
    dev.bring_python_packages(computer.machine)
    assert "--require-hashes --only-binary :all:" in computer.ran[0]
    assert "--no-deps --no-build-isolation --editable" in computer.ran[1]
    dev.bring_python_packages(computer.machine)
    assert len(computer.ran) == 2


def test_a_changed_lock_is_installed_again(a_folder_of_its_own: Path) -> None:
    computer = Computer()
    dev.bring_python_packages(computer.machine)
    (a_folder_of_its_own / "requirements" / "dev.txt").write_text("other", encoding="utf-8")
    dev.bring_python_packages(computer.machine)
    assert ["--require-hashes" in line for line in computer.ran] == [True, False, True]


@pytest.mark.usefixtures("a_folder_of_its_own")
def test_an_installation_that_failed_is_tried_again_and_said() -> None:
    computer = Computer(fails=("--require-hashes",), dpkg=all_installed())
    assert dev.main(["check"], computer.machine) == 1
    assert "Is there a network?" in computer.said[-1]
    assert dev.main(["check"], computer.machine) == 1
    assert len([line for line in computer.ran if "--require-hashes" in line]) == 2


def test_a_debian_python_without_ensurepip_gets_its_venv_package(a_folder_of_its_own: Path) -> None:
    (a_folder_of_its_own / ".venv" / "bin" / "python").unlink()
    computer = Computer(modules=(), is_root=True)
    dev.make_venv(computer.machine)
    assert computer.ran[1].endswith("-venv")
    assert "-m venv --clear" in computer.ran[2]


def test_without_the_venv_package_there_is_no_going_on(a_folder_of_its_own: Path) -> None:
    (a_folder_of_its_own / ".venv" / "bin" / "python").unlink()
    computer = Computer(modules=(), programs=())
    with pytest.raises(dev.CannotGoOn, match="venv"):
        dev.make_venv(computer.machine)


@pytest.mark.usefixtures("a_folder_of_its_own")
def test_every_check_runs_and_those_that_failed_are_named() -> None:
    computer = Computer(fails=("mypy", "ruff check"), dpkg=all_installed())
    assert dev.main(["check"], computer.machine) == 1
    assert computer.said[-1] == "Failed: ruff check, mypy"
    assert "importlinter" in computer.ran[-1]


def test_the_tests_run_on_a_bus_of_their_own_side_by_side() -> None:
    computer = Computer(programs=("dbus-run-session",))
    command = dev.pytest_command(computer.machine, [])
    assert command[:2] == ["/usr/bin/dbus-run-session", "--"]
    assert "-n" in command
    named = dev.pytest_command(Computer(programs=()).machine, ["tests/vault", "-x"])
    assert named[1:] == ["-m", "pytest", "tests/vault", "-x"]


def test_without_qt_is_a_run_of_its_own() -> None:
    command = dev.pytest_command(Computer(programs=()).machine, ["--without-qt", "-x"])
    assert command[1:] == ["-m", "tests.support.without_qt", "-x"]


def test_qt_paints_into_memory_unless_told_otherwise() -> None:
    assert dev.offscreen(Computer().machine)["QT_QPA_PLATFORM"] == "offscreen"
    assert dev.offscreen(Computer(environment={"QT_QPA_PLATFORM": "xcb"}).machine)["QT_QPA_PLATFORM"] == "xcb"


def test_tests_and_pictures_are_made_in_one_locale() -> None:
    assert dev.offscreen(Computer(environment={"LC_ALL": "POSIX"}).machine)["LC_ALL"] == "C.UTF-8"


def test_the_test_bus_finds_no_real_keyring(a_folder_of_its_own: Path) -> None:
    left = a_folder_of_its_own / "out" / "test-home" / "data" / "keyrings"
    left.mkdir(parents=True)
    environment = dev.away_from_home({"XDG_DATA_HOME": "elsewhere", "LANG": "C.UTF-8"})
    assert environment["XDG_DATA_HOME"] == str(a_folder_of_its_own / "out" / "test-home" / "data")
    assert environment["LANG"] == "C.UTF-8"
    assert not left.exists()


@pytest.mark.parametrize("arguments", [[], ["--help"], ["dance"]])
def test_help_names_every_command(arguments: list[str]) -> None:
    computer = Computer()
    assert dev.main(arguments, computer.machine) == (0 if arguments == ["--help"] else 2)
    assert [name for name in dev.COMMANDS if name not in computer.said[0]] == []


def test_an_argument_nobody_reads_is_refused() -> None:
    computer = Computer()
    assert dev.main(["setup", "--quick"], computer.machine) == 1
    assert "takes no arguments: --quick" in computer.said[0]


def test_an_old_python_is_told_what_to_do() -> None:
    assert dev.too_old((3, 11), lambda _: None, []) == ""
    assert dev.too_old((3, 8), {"python3.12": "x"}.get, ["run"]) == (
        "Python 3.11 or newer is needed; this is 3.8. Try: python3.12 dev.py run"
    )
    assert "python.org" in dev.too_old((3, 8), lambda _: None, [])


def test_an_old_python_can_read_it() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_a_machine_is_what_it_runs_on_by_default() -> None:
    here = dev.Machine()
    assert dev.installed_packages(here.ask([sys.executable, "-c", "print('libegl1 installed')"])) == {"libegl1"}
    assert here.run([sys.executable, "-c", "raise SystemExit(3)"], here.environment) == 3
    assert dataclasses.replace(here, platform="win32").platform == "win32"


def all_installed() -> str:
    return "".join(f"{package.names[0]} installed\n" for package in (*dev.QT_PACKAGES, *dev.TEST_PACKAGES))
