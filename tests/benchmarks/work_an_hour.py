"""Run in a process of its own: an hour's work at the desk of the vault given, in the real window, by a moved clock.

Prints, as JSON, how many megabytes are resident at the end, at most in between, and after signing in.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import dropwhile, takewhile
from pathlib import Path

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.places import device_secrets
from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.rows import Row
from cantercare_desktop.ui.tables import RowList
from tests.support.driver import Driver
from tests.support.large_vault import PASSWORD
from tests.support.long_history import NOW

MINUTES = 60
LOGGED_A_MINUTE = 2
NAMES = ("ama", "tsi", "kat", "lei", "chl", "hod", "nia", "zoe", "pri", "sia")


@dataclass(slots=True)
class Desk:
    """The window, and how much it held so far."""

    driver: Driver
    process: psutil.Process = field(default_factory=psutil.Process)
    held: list[float] = field(default_factory=list)

    def look_at_memory(self) -> None:
        """Note how much is resident now, in MB."""
        self.held.append(self.process.memory_info().rss / 1e6)


def main(path: Path) -> None:
    """Work, and print what was held."""
    qt = QApplication(sys.argv[:1])
    driver = Driver(path, clock=FixedClock(NOW), secrets=device_secrets(path))
    desk = Desk(driver)
    driver.start()
    _sign_in(driver)
    desk.look_at_memory()
    for minute in range(MINUTES):
        driver.pass_time(timedelta(minutes=1))
        if minute % 15 == 14:
            _lock_and_come_back(driver)
        _log(driver, minute)
        if minute % 6 == 2:
            _hand_over(driver)
        if minute % 3 == 0:
            _look_round(driver, minute)
        if minute % 20 == 10:
            _print_the_day(driver)
        desk.look_at_memory()
    driver.close()
    print(json.dumps({"begin": desk.held[0], "most": max(desk.held), "end": desk.held[-1]}))
    qt.quit()


def _sign_in(driver: Driver) -> None:
    member = next(each.id for each in driver.program.folder.members() if each.name == "Priya Nair")
    driver.sign_in(member, PASSWORD)


def _lock_and_come_back(driver: Driver) -> None:
    driver.pass_time(timedelta(minutes=6))
    driver.until(lambda: driver.there("sign_in.heading"), "the screen did not lock")
    _sign_in(driver)


def _log(driver: Driver, minute: int) -> None:
    driver.click("rail.post")
    for number in range(LOGGED_A_MINUTE):
        picker = driver.get("post.who", PersonPicker)
        picker.clear()
        driver.type("post.who", NAMES[(minute + number) % len(NAMES)])
        driver.key(Qt.Key.Key_Return)
        driver.click("post.log_item")


def _hand_over(driver: Driver) -> None:
    driver.click("rail.post")
    driver.click("post.filter.waiting")
    listed = driver.get("post.list", RowList)
    items = [listed.rows.item(at) for at in range(listed.rows.rowCount())]
    rows = dropwhile(lambda item: not isinstance(item, Row), items)
    hers = [item.key for item in takewhile(lambda item: isinstance(item, Row), rows) if isinstance(item, Row)]
    listed.rows.tick(hers)
    listed.choose(hers[-1])
    driver.settle()
    driver.click("post.hand_over")
    driver.resident_screen()
    driver.draw(signature_of("Amara Okafor"))
    driver.click("resident.sign")
    driver.get("resident.password", QWidget)
    driver.type("resident.password", PASSWORD)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "the window did not come back")
    driver.click_message_deed()
    driver.click("paper.close")


def _look_round(driver: Driver, minute: int) -> None:
    driver.click("rail.post")
    for view in ("handed_over", "all", "exceptions", "waiting"):
        driver.click(f"post.filter.{view}")
    driver.type("bar.search", NAMES[minute % len(NAMES)])
    driver.key(Qt.Key.Key_Escape)
    driver.click("rail.residents")
    people = driver.get("residents.list", RowList)
    items = [people.rows.item(at) for at in range(people.rows.rowCount())]
    keys = [item.key for item in items if isinstance(item, Row)]
    people.choose(keys[minute % len(keys)])
    QTest.keyClick(people, Qt.Key.Key_Return)
    driver.settle()
    driver.click("rail.today")


def _print_the_day(driver: Driver) -> None:
    driver.click("rail.post")
    driver.click("post.papers_button")
    driver.click("post.papers.deed")
    driver.click("paper.close")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
