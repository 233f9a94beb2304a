"""Post: from emptying the locked box to the signature."""

from __future__ import annotations

from cantercare_desktop.registers.post.answers import PostRegister

__all__ = ["PostRegister"]
