"""What is seen of the post register."""

from __future__ import annotations

from cantercare_desktop.registers.post.screen.page import PostScreen

__all__ = ["PostScreen"]
