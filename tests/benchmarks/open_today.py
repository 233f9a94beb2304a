"""Run in a process of its own: starts the program on the vault given, signs in, locks, signs in again.

Prints, as JSON and in milliseconds, how long each took from Enter to Today painted, and Argon2id alone at the cost of
the slot.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.places import device_secrets
from cantercare_desktop.vault.keys import Argon2Cost
from tests.support.driver import Driver
from tests.support.large_vault import PASSWORD
from tests.support.long_history import NOW

READING = timedelta(seconds=1)


def main(path: Path) -> None:
    """Open Today twice, and print what it took."""
    qt = QApplication(sys.argv[:1])
    driver = Driver(path, clock=FixedClock(NOW), secrets=device_secrets(path))
    driver.start()
    driver.pass_time(READING)
    driver.until(lambda: "cantercare_desktop.registers.post.service" in sys.modules and not driver.program.jobs.running)
    first = _sign_in(driver)
    driver.click("bar.lock")
    driver.pass_time(READING)
    again = _sign_in(driver)
    argon = statistics.median(_argon_ms() for _ in range(5))
    driver.close()
    print(json.dumps({"first": first, "again": again, "argon": argon}))
    qt.quit()


def _sign_in(driver: Driver) -> float:
    member = next(each.id for each in driver.program.folder.members() if each.name == "Priya Nair")
    driver.click(f"sign_in.tile.{member}")
    driver.type("sign_in.password", PASSWORD)
    began = perf_counter()
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.program.open_house is not None and driver.there("today.list"), "Today is not there")
    driver.settle()
    return (perf_counter() - began) * 1000


def _argon_ms() -> float:
    began = perf_counter()
    Argon2Cost.FLOOR.derive(PASSWORD.encode(), os.urandom(16))
    return (perf_counter() - began) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
