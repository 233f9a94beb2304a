"""The whole program, from the outside: a real window on a real vault, with a person's hands and eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.theme import theme
from tests.support.demo_house import DemoCopy, DemoTemplate, make_template
from tests.support.driver import Driver

#: The program's own two windows, and what drops down from a button.
_WINDOWS = frozenset({"Window", "ResidentScreen", "QMenu", "QComboBoxPrivateContainer"})
Drive = Callable[..., Driver]


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> DemoTemplate:
    return make_template(tmp_path_factory.mktemp("demo") / "house")


@pytest.fixture
def demo(demo_template: DemoTemplate, tmp_path: Path) -> DemoCopy:
    """A demo house of this test's own."""
    return demo_template.copy_to(tmp_path / "house")


@pytest.fixture
def drive(qtbot: QtBot) -> Iterator[Drive]:
    """Start programs; each is closed at the end, and none may have met a bug."""
    started: list[Driver] = []
    look = theme()
    look.choose("light")

    def start(folder: Path | DemoCopy, **doors: object) -> Driver:
        if isinstance(folder, DemoCopy):
            doors = {"secrets": folder.secrets, **doors}
            folder = folder.folder
        driver = Driver(folder, **doors)  # type: ignore[arg-type] # the doors are the driver's own keywords
        started.append(driver)
        driver.start()
        return driver

    yield start
    for driver in started:
        driver.close()
    look.choose("system")
    look.scale_to(1.0)
    assert [bug for driver in started for bug in driver.bugs] == []
    stray = {shown for driver in started for shown in driver.windows.shown if shown.split()[0] not in _WINDOWS}
    assert stray == set(), "these windows came up by themselves"
