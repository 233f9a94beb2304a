"""What is done again and again at the demo house's desk, with the mouse."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.office.papers import Paper
from tests.paper.reading import read_by_pdfium
from tests.support.demo_house import NAMES, DemoCopy
from tests.support.driver import Driver
from tests.support.held_words import names_held, names_in

PRIYA = "Priya Nair"
RUTH = "Ruth Adeyemi"
AMARA = "Amara Okafor"
_GROUP = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b")


def sign_in(driver: Driver, demo: DemoCopy, name: str = PRIYA) -> None:
    """Choose a tile and type the password."""
    driver.sign_in(demo.members[name], demo.passwords[name])


def hand_to(driver: Driver, name: str) -> int:
    """Tick what waits for somebody and give her the screen; return how many things there are."""
    driver.click("rail.post")
    keys = driver.rows_of("post.list", name)
    for key in keys:
        driver.click_row("post.list", key, tick=True)
    driver.click("post.hand_over")
    driver.resident_screen()
    return len(keys)


def sign_by_hand(driver: Driver, name: str) -> None:
    """Draw her signature and press the button."""
    driver.draw(signature_of(name))
    driver.click("resident.sign")


def take_back(driver: Driver, demo: DemoCopy, name: str = PRIYA) -> None:
    """Take the screen back with the password."""
    driver.type("resident.password", demo.passwords[name])
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "the window did not come back")


def strangers_seen(driver: Driver, her: str = "") -> set[str]:
    """Return every name on record that can be seen or heard in any window; `her` first name may be."""
    return names_in(driver.words().splitlines(), NAMES - {her})


def names_left() -> dict[str, str]:
    """Return where a name on record is still held by any widget, seen or not."""
    return names_held(NAMES)


def printed_words(driver: Driver) -> str:
    """Return the words of the paper that was printed last."""
    return " ".join(" ".join(read_by_pdfium(driver.hands.printed[-1].pdf)).split())


def groups_on(paper: Paper) -> list[str]:
    """Return the six groups of a printed recovery key."""
    return _GROUP.findall(read_by_pdfium(paper.pdf)[0])
