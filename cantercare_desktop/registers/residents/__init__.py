"""The people the office keeps a record about: applicants, residents, those who left, and children."""

from __future__ import annotations

from cantercare_desktop.registers.residents.answers import ResidentsRegister

__all__ = ["ResidentsRegister"]
