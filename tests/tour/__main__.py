"""Drive the real window through the main job on the demo house; leave numbered pictures and PDFs in out/tour."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform is chosen first

from tests.tour.way import show_everything  # noqa: E402 - the platform is chosen first

OUT = Path(__file__).resolve().parents[2] / "out" / "tour"


def main() -> int:
    """Make the pictures; say where they lie."""
    qt = QApplication(sys.argv[:1])
    made = show_everything(qt, OUT, said=print)
    print(f"{len(made)} files in {OUT.relative_to(Path.cwd()) if OUT.is_relative_to(Path.cwd()) else OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
