"""Measures how fast the program is: ``python -m tests.benchmarks [NAME…]``. Prints a table, writes out/bench.json."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.benchmarks import ledger, lists, memory, saving, sign_in, start
from tests.benchmarks.measuring import OUT, Measured

PARTS: Mapping[str, Callable[[], Iterator[Measured]]] = {
    "start": start.measure,
    "sign_in": sign_in.measure,
    "saving": saving.measure,
    "lists": lists.measure,
    "ledger": ledger.measure,
    "memory": memory.measure,
}


def main(names: Sequence[str]) -> int:
    """Measure the parts of these names, or all. An unknown name lists those there are."""
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"There is no part called {', '.join(unknown)}. There are: {', '.join(PARTS)}.")
        return 2
    # Those that are started from here follow: nothing is to come up on anybody's screen.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: list[Measured] = []
    for name in names or PARTS:
        for measured in PARTS[name]():
            print(_line(measured), flush=True)
            found.append(measured)
    missed = sum(1 for each in found if not each.met)
    print(f"{len(found)} figures, {missed} over the bar." if missed else f"{len(found)} figures, all under their bars.")
    OUT.mkdir(exist_ok=True)
    written = json.dumps([each.written() for each in found], ensure_ascii=False, indent=1)
    (OUT / "bench.json").write_text(written + "\n", encoding="utf-8")
    return 0


def _line(measured: Measured) -> str:
    met = "" if measured.met else "  over the bar"
    return f"{measured.what:<78}{measured.value:>10,.2f} {measured.unit:<6} ≤ {measured.bar:>8,.1f}{met}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
