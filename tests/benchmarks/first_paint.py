"""Run in a process of its own: shows a window, says "painted" once it has been, and ends.

``first_paint empty`` shows an empty window; ``first_paint program DIR`` starts the program on a vault, as its own
command does, and waits for the sign-in page. Both are watched in the same way, from when their windows are shown.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def show_empty() -> int:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.benchmarks.painting import say_when_painted

    qt = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    say_when_painted(qt, "")
    return qt.exec()


def show_program(folder: str) -> int:
    """Start the program, with an application that is watched; it decides when it imports what."""
    from cantercare_desktop.__main__ import main

    def watched(arguments: list[str]) -> QApplication:
        from tests.benchmarks.painting import Watched

        return Watched(arguments)

    return main(["--vault", folder], watched)


if __name__ == "__main__":
    sys.exit(show_program(sys.argv[2]) if sys.argv[1] == "program" else show_empty())
