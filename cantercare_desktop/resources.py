"""Where the files that ship with the program lie."""

from __future__ import annotations

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a file or folder under ``resources/``, e.g. ``resource("icons", "mail.svg")``.

    In a source tree the folder stands beside the package; in a built program PyInstaller unpacks it into
    ``sys._MEIPASS``. The path is returned whether or not something is there.
    """
    frozen_into = getattr(sys, "_MEIPASS", None)
    root = Path(frozen_into) if frozen_into is not None else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
