"""Run in a process of its own: walks the ledger of the vault given, and prints how long it took and how much it held.

The most that was held is told from the beginning of the walk on: what the password cost before is given back by then.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

import psutil

from tests.support.large_vault import LARGE, MadeVault


def main(path: Path) -> None:
    """Walk, and print seconds, megabytes of resident memory and the number of entries, as JSON."""
    me = psutil.Process()
    most = 0

    def reached(_done: int, _of: int) -> None:
        nonlocal most
        most = max(most, me.memory_info().rss)

    vault = MadeVault(path, LARGE).open()
    try:
        began = perf_counter()
        with vault.reading() as session:
            verified = vault.ledger.verify(session, reached)
        seconds = perf_counter() - began
    finally:
        vault.close()
    reached(verified.count, verified.count)
    assert verified.bad is None
    print(json.dumps({"seconds": seconds, "peak_mb": most / 1e6, "count": verified.count}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
