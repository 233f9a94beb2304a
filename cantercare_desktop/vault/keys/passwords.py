"""Which passwords are let through: long ones that nobody would try first. No rules of composition (NIST SP 800-63B)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from cantercare_desktop.resources import resource
from cantercare_desktop.vault.problems import PasswordTooWeak

SHORTEST = 12
LONGEST_BYTES = 1024
_FEWEST_DIFFERENT = 5
_RUNS = ("0123456789" * 4, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
_LEET = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


def password_bytes(password: str) -> bytes:
    """Return the bytes the key derivation is given: NFC, UTF-8. So the same keys pressed on any computer fit."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def check_password_rules(password: str) -> None:
    """Raise `PasswordTooWeak` unless it has 12 characters or four words, and is not among the first a thief tries.

    A single letter is no word.
    """
    words = {word for word in password.split() if len(word) > 1}
    if len(password) < SHORTEST and len(words) < 4:
        raise PasswordTooWeak("The password is too short.")
    if len(password_bytes(password)) > LONGEST_BYTES:
        raise PasswordTooWeak("The password is longer than the program can use.")
    folded = unicodedata.normalize("NFKC", password).casefold()
    if len(set(folded)) < _FEWEST_DIFFERENT or any(folded in run or folded in run[::-1] for run in _RUNS):
        raise PasswordTooWeak("The password repeats itself or is a row of keys.")
    if _is_common(folded):
        raise PasswordTooWeak("The password is made of one that is often used.")


def _is_common(folded: str) -> bool:
    """Tell whether it is a common password, one doubled, or one with digits and signs around it."""
    common = _common_passwords()
    forms = {folded, folded.translate(_LEET)}
    forms |= {re.sub(r"[\s._-]+", "", form) for form in forms}
    forms |= {re.sub(r"^[\W\d_]+|[\W\d_]+$", "", form) for form in forms}
    for form in forms - {""}:
        halves = {form[: len(form) // part] for part in (1, 2, 3, 4) if form == form[: len(form) // part] * part}
        if halves & common:
            return True
    return False


@cache
def _common_passwords() -> frozenset[str]:
    lines = resource("passwords", "common.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("# "))
