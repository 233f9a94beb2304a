"""The full-screen page a resident sees: her own things, a pad to sign on, and three answers. Nothing of anyone else."""

from __future__ import annotations

from cantercare_desktop.shell.resident_screen.window import ResidentDoors, ResidentScreen

__all__ = ["ResidentDoors", "ResidentScreen"]
