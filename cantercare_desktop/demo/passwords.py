"""The passwords of the demo house, which everybody may read: they stand on its sign-in page."""

from __future__ import annotations

import json
from pathlib import Path

DEMO_FILE = "demo.json"


def demo_passwords(folder: Path) -> dict[str, str]:
    """Return the passwords to show on the sign-in page, by the members' ids; empty for a house that is not the demo."""
    try:
        listed = json.loads((folder / DEMO_FILE).read_text(encoding="utf-8"))["staff"]
        return {str(each["id"]): str(each["password"]) for each in listed}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
