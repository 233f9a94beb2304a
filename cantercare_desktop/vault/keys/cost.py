"""How much work one guess of a password costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cantercare_desktop.vault.clock import Clock

MIB_IN_KIB = 1024


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """The parameters of Argon2id (RFC 9106): memory in KiB, passes, lanes."""

    FLOOR: ClassVar[Argon2Cost]
    DEFAULT: ClassVar[Argon2Cost]
    CEILING: ClassVar[Argon2Cost]

    memory_kib: int
    time: int
    lanes: int

    def is_allowed(self) -> bool:
        """Tell whether this is neither a downgrade nor more than a computer should be asked for."""
        low, high = Argon2Cost.FLOOR, Argon2Cost.CEILING
        return (
            low.memory_kib <= self.memory_kib <= high.memory_kib
            and low.time <= self.time <= high.time
            and low.lanes <= self.lanes <= high.lanes
        )

    def derive(self, secret: bytes, salt: bytes) -> bytes:
        """Return the 32 bytes of Argon2id. Raises `ValueError`, before computing, for a cost that is not allowed."""
        from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 - slow to import, and costs are read before any is paid

        if not self.is_allowed():
            message = f"Argon2 cost outside its limits: {self}"
            raise ValueError(message)
        return hash_secret_raw(secret, salt, self.time, self.memory_kib, self.lanes, 32, Type.ID)


Argon2Cost.FLOOR = Argon2Cost(64 * MIB_IN_KIB, 3, 4)
Argon2Cost.DEFAULT = Argon2Cost(256 * MIB_IN_KIB, 3, 4)
Argon2Cost.CEILING = Argon2Cost(1024 * MIB_IN_KIB, 16, 16)


def calibrate(clock: Clock) -> Argon2Cost:
    """Return the cost that takes about 0.5 to 1 second on this computer, starting from the default.

    The memory is halved while it takes more than a second, never below the floor; on a fast computer passes are
    added, so that a small computer may still open the vault.
    """
    cost = Argon2Cost.DEFAULT
    while True:
        began = clock.monotonic()
        cost.derive(b"how fast is this computer", bytes(16))
        took = clock.monotonic() - began
        if took > 1.0 and cost.memory_kib > Argon2Cost.FLOOR.memory_kib:
            cost = Argon2Cost(max(cost.memory_kib // 2, Argon2Cost.FLOOR.memory_kib), cost.time, cost.lanes)
            continue
        if took <= 0 or took >= 0.5:
            return cost
        passes = round(cost.time * 0.7 / took)
        return Argon2Cost(cost.memory_kib, min(max(passes, cost.time), Argon2Cost.CEILING.time), cost.lanes)
