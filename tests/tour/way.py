"""The way the tour takes, on Saturday 21 November 2026. Pictures are numbered as those they can be laid beside."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.demo.making import DemoHouse, make_demo
from cantercare_desktop.demo.passwords import demo_passwords
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.paper.raster import page_count, page_image
from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.tables import RowList
from cantercare_desktop.ui.theme import Theme, theme
from tests.support.driver import SCREEN, Driver
from tests.support.gallery import Gallery
from tests.support.vaults import MemorySecrets
from tests.tour.handwriting import amaras_signature

MORNING = datetime(2026, 11, 21, 13, 56, tzinfo=UTC)
PRIYA = "Priya Nair"
RUTH = "Ruth Adeyemi"


@dataclass
class Tour:
    """Where the pictures go, and the program that is shown."""

    out: Path
    said: Callable[[str], None]
    made: list[Path] = field(default_factory=list)

    def picture(self, driver: Driver, name: str) -> None:
        """Keep what the window shows."""
        path = self.out / f"{name}.png"
        driver.picture(path)
        self.made.append(path)
        self.said(f"  {path.name}")

    def paper(self, driver: Driver, name: str) -> None:
        """Keep the paper that was just saved through the window, and a picture of its pages."""
        path = self.out / f"{name}.pdf"
        self.made.append(path)
        pdf = path.read_bytes()
        for index in range(page_count(pdf)):
            shown = page_image(pdf, index, 109)
            image = QImage(shown.pixels, shown.width, shown.height, QImage.Format.Format_RGBA8888)
            page = self.out / f"{name}{f'-page-{index + 1}' if page_count(pdf) > 1 else ''}.png"
            image.save(str(page))
            self.made.append(page)
        self.said(f"  {path.name}")
        del driver


def show_everything(qt: QApplication, out: Path, said: Callable[[str], None]) -> list[Path]:
    """Take the whole way; return the files made."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    look = Theme(qt, scheme="light")
    tour = Tour(out, said)
    said("Setting up a new house")
    _set_up(tour)
    said("Making the demo house: a year of invented post")
    secrets = MemorySecrets()
    demo = make_demo(out / "demo-house", clock=FixedClock(MORNING), secrets=secrets, shift=timedelta(0))
    with _program(out / "demo-house", FixedClock(MORNING), secrets) as driver:
        said("An afternoon in the office")
        _sign_in(tour, driver, demo)
        _log_and_look(tour, driver)
        _hand_over(tour, driver, demo)
        _other_screens(tour, driver)
        _in_her_language(tour, driver, demo)
        _data_manager(tour, driver, demo, look)
    _gallery(tour)
    shutil.rmtree(out / "demo-house")
    return tour.made


@contextmanager
def _program(folder: Path, clock: FixedClock, secrets: MemorySecrets) -> Iterator[Driver]:
    driver = Driver(
        folder, clock=clock, secrets=secrets, demo_passwords=demo_passwords, make_demo=lambda _folder, _said: None
    )
    driver.start()
    try:
        yield driver
    finally:
        driver.close()


def _set_up(tour: Tour) -> None:
    folder = tour.out / "new-house"
    with _program(folder, FixedClock(MORNING), MemorySecrets()) as driver:
        tour.picture(driver, "12-setup-1-first-run")
        driver.click("first_run.set_up")
        tour.picture(driver, "12-setup-2-your-charity")
        driver.click("set_up.next")
        for number, (name, password) in enumerate(
            ((RUTH, "lantern orchard pebble nine"), (PRIYA, "violet drum kettle six")), 1
        ):
            if not driver.there(f"set_up.person.{number}.name"):
                driver.click("set_up.add_person")
            driver.type(f"set_up.person.{number}.name", name)
            driver.type(f"set_up.person.{number}.password", password)
        tour.picture(driver, "12-setup-3-first-people")
        driver.click("set_up.next")
        tour.picture(driver, "12-setup-4-keyring")
        driver.click("set_up.next")
        driver.get("set_up.print_key", QWidget)
        tour.picture(driver, "12-setup")
        driver.click("set_up.print_key")
        driver.click("paper.print")
        driver.until(lambda: bool(driver.hands.printed), "the recovery key was not printed")
        (tour.out / "12-recovery-key.pdf").write_bytes(driver.hands.printed[-1].pdf)
        tour.paper(driver, "12-recovery-key")
    shutil.rmtree(folder, ignore_errors=True)


def _sign_in(tour: Tour, driver: Driver, demo: DemoHouse) -> None:
    driver.sign_in(_id_of(driver, PRIYA), _password(demo, PRIYA))
    driver.pass_time(timedelta(minutes=1))
    driver.click("rail.post")
    driver.pass_time(timedelta(minutes=5))
    driver.until(lambda: driver.there("sign_in.heading"), "the screen did not lock")
    driver.pass_time(timedelta(minutes=4))
    driver.type("sign_in.password", "violet drum")
    tour.picture(driver, "01-sign-in")
    driver.get("sign_in.password", TextLine).clear()
    driver.sign_in(_id_of(driver, PRIYA), _password(demo, PRIYA))


def _log_and_look(tour: Tour, driver: Driver) -> None:
    driver.pass_time(timedelta(minutes=4))
    driver.move_clock_to(datetime(2026, 11, 21, 14, 19, tzinfo=UTC))
    driver.click("post.more_fields")
    driver.type("post.who", "chl")
    driver.key(Qt.Key.Key_Return)
    driver.choose("post.kind", "parcel")
    driver.choose("post.came_by", "door")
    driver.type("post.carrier", "DPD")
    driver.type("post.tracking", "15501234567890")
    tour.picture(driver, "03-post-more-fields")
    driver.click("post.log_item")
    driver.move_clock_to(datetime(2026, 11, 21, 14, 20, tzinfo=UTC))
    _tick(driver, "Amara Okafor")
    driver.type("post.who", "le")
    tour.picture(driver, "03-post")
    driver.get("post.who", PersonPicker).selectAll()
    driver.key(Qt.Key.Key_Delete)
    driver.pass_time(timedelta(seconds=9))
    driver.move_clock_to(datetime(2026, 11, 21, 14, 20, tzinfo=UTC))
    driver.click("rail.today")
    tour.picture(driver, "02-today")
    driver.click("rail.post")


def _hand_over(tour: Tour, driver: Driver, demo: DemoHouse) -> None:
    _tick(driver, "Amara Okafor")
    driver.move_clock_to(datetime(2026, 11, 21, 14, 26, 8, tzinfo=UTC))
    driver.click("post.hand_over")
    driver.resident_screen()
    driver.draw(amaras_signature())
    tour.picture(driver, "04-resident-screen-post")
    driver.click("resident.sign")
    driver.get("resident.password", QWidget)
    tour.picture(driver, "04-resident-screen-thanks")
    _give_back(driver, demo)
    driver.click_message_deed()
    tour.picture(driver, "13-receipt-preview")
    driver.hands.file_chosen = tour.out / "13-pdf-post-receipt.pdf"
    driver.click("paper.save")
    driver.until((tour.out / "13-pdf-post-receipt.pdf").exists, "the receipt was not saved")
    tour.picture(driver, "13-receipt-saved")
    tour.paper(driver, "13-pdf-post-receipt")
    driver.click("paper.close")


def _other_screens(tour: Tour, driver: Driver) -> None:
    driver.click("post.filter.handed_over")
    tour.picture(driver, "21-post-handed-over")
    driver.click("post.filter.exceptions")
    tour.picture(driver, "22-post-exceptions")
    driver.click("post.filter.waiting")
    driver.click("post.count_box")
    tour.picture(driver, "23-post-count-the-box")
    driver.click("post.box_form.back")
    driver.click("post.deed.return")
    tour.picture(driver, "24-post-return-to-sender")
    driver.click("post.deed_form.back")
    driver.click("post.papers_button")
    tour.picture(driver, "25-post-papers")
    driver.click("post.papers.deed")
    driver.hands.file_chosen = tour.out / "25-day-sheet.pdf"
    driver.click("paper.save")
    driver.until((tour.out / "25-day-sheet.pdf").exists, "the day sheet was not saved")
    tour.paper(driver, "25-day-sheet")
    driver.click("paper.close")
    driver.click("rail.residents")
    people = driver.get("residents.list", RowList)
    for row in range(people.rows.rowCount()):
        item = people.rows.item(row)
        if item is not None and "Tsion" in item.spoken:
            people.choose(item.key)  # type: ignore[union-attr]
    QTest.keyClick(people, Qt.Key.Key_Return)
    driver.settle()
    tour.picture(driver, "11-resident-record")
    driver.type("bar.search", "amar")
    driver.pass_time(timedelta(seconds=1))
    driver.settle()
    tour.picture(driver, "26-search")
    driver.key(Qt.Key.Key_Escape)


def _in_her_language(tour: Tour, driver: Driver, demo: DemoHouse) -> None:
    driver.click("rail.post")
    _tick(driver, "Leila Haddadi")
    driver.click("post.hand_over")
    driver.resident_screen()
    tour.picture(driver, "27-resident-screen-arabic")
    driver.draw(signature_of("Leila Haddadi"))
    driver.click("resident.rather_not")
    tour.picture(driver, "28-resident-screen-rather-not")
    driver.click("resident.rather_not_page.go_on")
    _give_back(driver, demo)
    tour.picture(driver, "29-post-without-a-signature")
    driver.type("post.declined.witness_line", "Siobhan Kelly")
    driver.click("post.declined.deed")


def _data_manager(tour: Tour, driver: Driver, demo: DemoHouse, look: Theme) -> None:
    driver.click("bar.lock")
    driver.get("sign_in.heading", QWidget)
    driver.sign_in(_id_of(driver, RUTH), _password(demo, RUTH))
    driver.click("rail.settings")
    tour.picture(driver, "31-settings-who-signs-in")
    driver.click("rail.today")
    look.choose("dark")
    driver.settle()
    tour.picture(driver, "16-today-dark")
    driver.click("rail.post")
    tour.picture(driver, "16-post-dark")
    look.choose("light")
    driver.program.window.resize(QSize(880, 768))
    driver.settle()
    tour.picture(driver, "32-post-narrow")
    driver.program.window.resize(SCREEN)
    driver.settle()


def _gallery(tour: Tour) -> None:
    page = Gallery()
    page.resize(SCREEN)
    page.show()
    page.sign()
    page.focused.setFocus()
    path = tour.out / "17-components.png"
    theme().choose("light")
    page.grab().save(str(path))
    page.close()
    tour.made.append(path)


def _tick(driver: Driver, name: str) -> None:
    """Tick every waiting item of one person in the list."""
    listed = driver.get("post.list", RowList)
    hers: list[object] = []
    whose = ""
    for at in range(listed.rows.rowCount()):
        item = listed.rows.item(at)
        if item is None:
            continue
        key = getattr(item, "key", None)
        if key is None:
            whose = item.spoken
        elif whose.startswith(name):
            hers.append(key)
    listed.rows.tick(hers)
    listed.choose(hers[-1])
    driver.settle()


def _give_back(driver: Driver, demo: DemoHouse) -> None:
    driver.type("resident.password", _password(demo, PRIYA))
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.there("bar.lock"), "the window did not come back")


def _id_of(driver: Driver, name: str) -> str:
    return next(member.id for member in driver.program.folder.members() if member.name == name)


def _password(demo: DemoHouse, name: str) -> str:
    return next(each.password for each in demo.staff if each.name == name)
