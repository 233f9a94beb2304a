"""Making words fit that nobody could foresee: names of 200 characters without a gap, names in another direction."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST_IN_BUTTON: Final = 16
_UNBROKEN = re.compile(r"\S{25,}")
_BREAK = "\N{ZERO WIDTH SPACE}"


def short(name: str) -> str:
    """A first name as it fits into a button or a sentence."""
    return apart(name if len(name) <= _LONGEST_IN_BUTTON else f"{name[:_LONGEST_IN_BUTTON]}…")


def apart(text: str) -> str:
    """``text`` so that its direction does not mix up the English sentence it is put into."""
    mixes = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if mixes else text


def breakable(text: str) -> str:
    """``text`` so that it can go over several lines: an endless word has invisible places to break it at."""
    return _UNBROKEN.sub(lambda word: _BREAK.join(re.findall(r".{1,24}", word[0])), text)
