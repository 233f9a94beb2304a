"""What is seen of the people: the list at the left, one record or one form at the right."""

from __future__ import annotations

from cantercare_desktop.registers.residents.screen.page import ResidentsScreen

__all__ = ["ResidentsScreen"]
