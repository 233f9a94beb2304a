"""What every test of the kit needs: the look, and a delay that waits for nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from cantercare_desktop.ui.theme import Theme, theme


@dataclass
class HeldDelay:
    """A ``Delay`` whose time passes when the test says so."""

    waiting: list[tuple[float, Callable[[], None]]] = field(default_factory=list)

    def __call__(self, seconds: float, deed: Callable[[], None]) -> Callable[[], None]:
        one = (seconds, deed)
        self.waiting.append(one)
        return lambda: self.waiting.remove(one) if one in self.waiting else None

    def pass_by(self, seconds: float) -> None:
        for one in [one for one in self.waiting if one[0] <= seconds]:
            if one in self.waiting:
                self.waiting.remove(one)
                one[1]()


@pytest.fixture
def delay() -> HeldDelay:
    return HeldDelay()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The look of the application, put back afterwards."""
    made = theme()
    made.choose("light")
    made.scale_to(1.0)
    yield made
    made.choose("light")
    made.scale_to(1.0)
    # What a test copied must not be found by one that looks for names left behind.
    QGuiApplication.clipboard().clear()
