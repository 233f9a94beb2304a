"""The printed key: 210 random bits in six groups that each tell when they are mistyped."""

from __future__ import annotations

from dataclasses import dataclass, field

from cantercare_desktop.vault.problems import RecoveryKeyMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 6
DATA_SYMBOLS = 7
_READ_AS = {**{symbol: value for value, symbol in enumerate(ALPHABET)}, "O": 0, "I": 1, "L": 1}
_IGNORED = str.maketrans("", "", " -\t\r\n\u00a0\u2010\u2011\u2012\u2013\u2014\u2212")


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A recovery key. Its 48 symbols never show in a `repr`."""

    symbols: str = field(repr=False)

    @classmethod
    def generate(cls) -> RecoveryKey:
        """Make a new key from the operating system's randomness."""
        import secrets  # noqa: PLC0415 - slow to import, and wanted once, at set-up

        groups = []
        for place in range(GROUPS):
            data = [secrets.randbelow(32) for _ in range(DATA_SYMBOLS)]
            groups.append([*data, _check_symbol(data, place)])
        return cls("".join(ALPHABET[value] for group in groups for value in group))

    @classmethod
    def parse(cls, text: str) -> RecoveryKey:
        """Read a key as people type it: any case, spaces and hyphens anywhere, O for 0, I or L for 1.

        Raises `RecoveryKeyMistyped` with the first group that cannot be right, counted from 1 (0: not six groups
        of eight). Any one wrong symbol in a group is found, any two swapped ones, and two groups in each other's place.
        """
        typed = text.upper().translate(_IGNORED)
        values = [_READ_AS.get(symbol, -1) for symbol in typed]
        groups = [values[start : start + DATA_SYMBOLS + 1] for start in range(0, len(values), DATA_SYMBOLS + 1)]
        for place, group in enumerate(groups[:GROUPS]):
            if len(group) == DATA_SYMBOLS + 1 and (-1 in group or group[-1] != _check_symbol(group[:-1], place)):
                raise RecoveryKeyMistyped(place + 1)
        if len(values) != GROUPS * (DATA_SYMBOLS + 1):
            raise RecoveryKeyMistyped(0)
        return cls("".join(ALPHABET[value] for value in values))

    @property
    def groups(self) -> tuple[str, ...]:
        """The six groups as they are printed: ``XXXX-XXXX``."""
        size = DATA_SYMBOLS + 1
        parts = (self.symbols[start : start + size] for start in range(0, len(self.symbols), size))
        return tuple(f"{part[:4]}-{part[4:]}" for part in parts)

    def secret(self) -> bytes:
        """Return what the key derivation is given: the 48 symbols, without hyphens, as ASCII."""
        return self.symbols.encode("ascii")


def _check_symbol(data: list[int], place: int) -> int:
    """Return the symbol that makes the weighted sum of a group in GF(32) equal its place.

    The eight weights are different powers of a generator, none of them 0. So one wrong symbol changes the sum, and
    so does swapping any two different ones.
    """
    total = place
    for power, value in enumerate(data):
        total ^= _times(_POWERS[power], value)
    return _times(_INVERSE_OF_LAST_WEIGHT, total)


def _times(left: int, right: int) -> int:
    """Multiply in GF(32) = GF(2)[x] / (x⁵ + x² + 1)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 0b100000:
            left ^= 0b100101
        right >>= 1
    return product


def _powers_of_x() -> tuple[int, ...]:
    powers = [1]
    while len(powers) < DATA_SYMBOLS + 1:
        powers.append(_times(powers[-1], 2))
    return tuple(powers)


_POWERS = _powers_of_x()
_INVERSE_OF_LAST_WEIGHT = next(value for value in range(1, 32) if _times(value, _POWERS[DATA_SYMBOLS]) == 1)
