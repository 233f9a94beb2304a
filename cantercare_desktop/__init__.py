"""Cantercare Desktop: the books of a small house, kept encrypted and offline."""

__version__ = "0.1.0"
