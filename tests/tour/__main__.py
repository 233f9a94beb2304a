"""Drive the real window through the main job on the demo house; leave numbered pictures and PDFs in out/tour."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[2] / "out" / "tour"


def _office_screen() -> str:
    """Return the platform with a screen of the office's size; the offscreen one is 800 by 800 if it is not told."""
    folder = OUT.parent / "screen"
    folder.mkdir(parents=True, exist_ok=True)
    screen = {"name": "office", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "dpr": 1}
    config = folder / "offscreen.json"
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": [screen]}), encoding="utf-8")
    return f"offscreen:configfile={config}"


if os.environ.get("QT_QPA_PLATFORM", "offscreen") == "offscreen":
    os.environ["QT_QPA_PLATFORM"] = _office_screen()

from PySide6.QtWidgets import QApplication  # noqa: E402 - the platform is chosen first

from tests.tour.way import show_everything  # noqa: E402 - the platform is chosen first


def main() -> int:
    """Make the pictures; say where they lie."""
    qt = QApplication(sys.argv[:1])
    made = show_everything(qt, OUT, said=print)
    print(f"{len(made)} files in {OUT.relative_to(Path.cwd()) if OUT.is_relative_to(Path.cwd()) else OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
