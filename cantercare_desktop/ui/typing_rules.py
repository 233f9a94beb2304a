"""What may be typed or pasted: how long, and which characters no record can hold."""

from __future__ import annotations

# A field that holds a name; blocks of writing hold more.
LONGEST_LINE = 200
LONGEST_BLOCK = 20_000
# Marks that turn the words after them round, or break a line where none is seen; they come with pasted text.
_TURNING = frozenset((0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def tamed(text: str, *, longest: int, lines: bool = False) -> tuple[str, str | None]:
    """What of ``text`` can be taken, and the sentence that says what was left out (``None``: all was taken).

    NUL and other control characters cannot be kept in a record, nor marks by which a name reads as another one. Text
    longer than ``longest`` characters is cut, and it is cut before anything else looks at it, so that a megabyte is as
    quick as a word.
    """
    cut = len(text) > longest
    kept = text[:longest]
    if not lines:
        kept = kept.replace("\r\n", " ").replace("\n", " ").replace("\r", " ").replace("\t", " ")
    clean = "".join(sign for sign in kept if sign in "\n\t" or not _is_control(sign))
    if cut:
        return clean, f"That was too long. The first {longest:,} characters are kept."
    if len(clean) != len(kept):
        return clean, "It had a character that cannot be kept. The character is left out."
    return clean, None


def _is_control(sign: str) -> bool:
    code = ord(sign)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF or code in _TURNING
