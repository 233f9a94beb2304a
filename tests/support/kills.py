"""Programs that are killed in the middle of their work.

A *visit* is a function ``visit(acknowledge, **arguments)`` in an importable module. It runs in a process of its own and
calls ``acknowledge(text)`` for whatever it has been promised is safe; the test kills it and looks at what is left.
Where the system can fork, one process with everything imported forks for each visit, so that hundreds take seconds.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
ROOT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 60.0
Acknowledge = Callable[[str], None]


class Visit(Protocol):
    """What runs in the process that is killed."""

    def __call__(self, acknowledge: Acknowledge, **arguments: Any) -> None: ...  # noqa: ANN401 - each visit has its own


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a visit: what it acknowledged, and whether it was killed (else it came to its end, or failed)."""

    acknowledged: tuple[str, ...]
    killed: bool
    said: str


class Visits:
    """Starts visits one after the other. Use `visits()`."""

    def __init__(self, preload: str) -> None:
        self._preload = preload
        self._server: subprocess.Popen[bytes] | None = None
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader: threading.Thread | None = None

    def run(self, visit: str, after: int, within_s: float, **arguments: object) -> Ended:
        """Start ``module:function`` and kill it `within_s` seconds after its `after`-th acknowledgement.

        With `after` 0 the time counts from the start. A visit that ends by itself before is not killed.
        """
        request = json.dumps({"visit": visit, "arguments": arguments})
        pid = self._start(request)
        acknowledged: list[str] = []
        patience = _PATIENCE_S if after else within_s
        while True:
            try:
                line = self._lines.get(timeout=patience)
            except queue.Empty:
                os.kill(pid, KILL)
                patience = _PATIENCE_S
                continue
            kind, _, text = line.partition(" ")
            if kind == "ended":
                self._end_of_one()
                return Ended(tuple(acknowledged), text.startswith("-"), text)
            acknowledged.append(text)
            if len(acknowledged) == after:
                patience = within_s
            elif len(acknowledged) > after:
                # It goes on acknowledging: the time is over soon, and each line must not begin it anew.
                patience = patience / 2

    def close(self) -> None:
        """End the process that forks."""
        if self._server is not None and self._server.stdin is not None:
            self._server.stdin.close()
            self._server.wait(_PATIENCE_S)
        if self._reader is not None:
            self._reader.join(_PATIENCE_S)
        if self._server is not None and self._server.stdout is not None:
            self._server.stdout.close()
        self._server = self._reader = None

    def start(self) -> None:
        """Start the process that imports, and then waits for visits."""
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.support.kills", self._preload],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
            )
            self._reader = threading.Thread(target=self._read, args=(self._server,), daemon=True)
            self._reader.start()

    def _start(self, request: str) -> int:
        self.start()
        assert self._server is not None
        assert self._server.stdin is not None
        self._server.stdin.write(request.encode() + b"\n")
        self._server.stdin.flush()
        kind, _, pid = self._lines.get(timeout=_PATIENCE_S).partition(" ")
        assert kind == "pid", kind
        return int(pid)

    def _end_of_one(self) -> None:
        if not hasattr(os, "fork"):
            self.close()

    def _read(self, server: subprocess.Popen[bytes]) -> None:
        assert server.stdout is not None
        for line in server.stdout:
            self._lines.put(line.decode().rstrip("\n"))
        if not hasattr(os, "fork"):
            self._lines.put(f"ended {-abs(server.wait())}")


@contextmanager
def visits(preload: str) -> Iterator[Visits]:
    """Offer visits of one module, which is imported once."""
    made = Visits(preload)
    made.start()
    try:
        yield made
    finally:
        made.close()


def die() -> None:
    """End this very process as a pulled plug would."""
    os.kill(os.getpid(), KILL)


def _acknowledge(text: str) -> None:
    os.write(1, f"ack {text}\n".encode())


def _visit(request: dict[str, Any]) -> None:
    module, _, name = request["visit"].partition(":")
    visit: Visit = getattr(importlib.import_module(module), name)
    visit(_acknowledge, **request["arguments"])


def _serve(preload: str) -> None:
    importlib.import_module(preload)
    while request := sys.stdin.readline():
        if not hasattr(os, "fork"):
            os.write(1, f"pid {os.getpid()}\n".encode())
            _visit(json.loads(request))
            return
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                _visit(json.loads(request))
                code = 0
            finally:
                os._exit(code)
        os.write(1, f"pid {pid}\n".encode())
        _, status = os.waitpid(pid, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    _serve(sys.argv[1])
