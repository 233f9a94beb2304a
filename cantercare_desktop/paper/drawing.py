"""The house's mark, read from its drawing so that screen and paper show the same one."""

from __future__ import annotations

import re
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_PATH = re.compile(r'\sd="([^"]+)"')
_LENGTHS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 0}

Moves = tuple[tuple[str, tuple[float, ...]], ...]


def icon_moves(drawing: Path) -> Moves:
    """The strokes of a line icon (24 by 24) made of paths, as ``Surface.curves`` takes them.

    Raises ValueError for a drawing that uses more of SVG than moves, lines and curves.
    """
    moves: list[tuple[str, tuple[float, ...]]] = []
    for path in _PATH.findall(drawing.read_text(encoding="utf-8")):
        moves += _path_moves(_WORD.findall(path))
    return tuple(moves)


def _path_moves(words: list[str]) -> list[tuple[str, tuple[float, ...]]]:
    moves: list[tuple[str, tuple[float, ...]]] = []
    x = y = first_x = first_y = 0.0
    deed = ""
    i = 0
    while i < len(words):
        if words[i].isalpha():
            deed = words[i]
            i += 1
        kind = deed.lower()
        if kind not in _LENGTHS:
            raise ValueError(f"the mark uses {deed!r}, which is not drawn on paper")
        numbers = [float(word) for word in words[i : i + _LENGTHS[kind]]]
        i += _LENGTHS[kind]
        if kind == "z":
            moves.append(("h", ()))
            x, y = first_x, first_y
            continue
        across, down = (x, y) if deed.islower() else (0.0, 0.0)
        if kind == "h":
            numbers = [numbers[0] + across, y]
        elif kind == "v":
            numbers = [x, numbers[0] + down]
        else:
            numbers = [number + (down if place % 2 else across) for place, number in enumerate(numbers)]
        x, y = numbers[-2:]
        if kind == "m":
            first_x, first_y = x, y
            deed = "l" if deed == "m" else "L"
        moves.append(({"h": "l", "v": "l"}.get(kind, kind), tuple(numbers)))
    return moves
