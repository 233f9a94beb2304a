"""Light or dark, and how large the writing is: kept beside the vault, so that the sign-in page has it too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from cantercare_desktop.ui.theme import Scheme, theme
from cantercare_desktop.vault.files import write_whole

_FILE = "window.json"
_SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")
SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


class KeptLook:
    """The look chosen on this computer. It says nothing about anyone, so it lies there unencrypted."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    def take_up(self) -> None:
        """Show the program as it was chosen; a missing or damaged file means: as the system is."""
        try:
            kept = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return
        if not isinstance(kept, dict):
            return
        if kept.get("scale") in SCALES:
            theme().scale_to(float(kept["scale"]))
        if kept.get("theme") in _SCHEMES:
            theme().choose(cast("Scheme", kept["theme"]))

    def choose(self, scheme: Scheme, scale: float) -> None:
        """Show the program like this, now and after the next start. Raises a problem of the disk."""
        if scale != theme().scale:
            theme().scale_to(scale)
        if scheme != theme().scheme:
            theme().choose(scheme)
        write_whole(self._path, json.dumps({"theme": scheme, "scale": scale}).encode())
