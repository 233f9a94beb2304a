"""An afternoon at the demo house, by mouse: what she signs, what she does not, and what nobody else may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from cantercare_desktop.demo.handwriting import signature_of
from cantercare_desktop.shell.resident_screen import ResidentScreen
from cantercare_desktop.ui.choices import Choice
from cantercare_desktop.ui.fields import TextLine
from cantercare_desktop.ui.signature_pad import SignaturePad
from tests.journeys.conftest import Drive
from tests.journeys.desk import AMARA, PRIYA, hand_to, names_left, sign_by_hand, sign_in, strangers_seen, take_back
from tests.paper.reading import read_by_pdfium
from tests.support.demo_house import DemoCopy

pytestmark = pytest.mark.journey


def test_three_things_are_handed_over_against_a_drawn_signature(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    things = hand_to(driver, AMARA)
    assert things == 3
    assert strangers_seen(driver, her="Amara") == set()
    assert not driver.there("bar.lock")
    sign_by_hand(driver, AMARA)
    assert "Thank you, Amara." in driver.words()
    take_back(driver, demo)
    assert f"3 items to {AMARA}" in driver.words()
    assert driver.rows_of("post.list", AMARA) == []
    driver.click_message_deed()
    driver.click("paper.print")
    words = " ".join(" ".join(read_by_pdfium(driver.hands.printed[-1].pdf)).split())
    assert AMARA in words
    driver.click("paper.close")
    assert names_left() != {}
    driver.click("bar.lock")
    assert strangers_seen(driver) == set()
    assert names_left() == {}


def test_what_is_not_hers_stays_here_and_is_told_to_staff(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    driver.click("resident.not_mine")
    driver.click("resident.not_mine.2")
    driver.click("resident.not_mine_page.go_on")
    assert strangers_seen(driver, her="Amara") == set()
    take_back(driver, demo)
    driver.type("post.not_hers.why", "The name on it is another one")
    driver.click("post.not_hers.deed")
    driver.until(lambda: "1 item not hers" in driver.words(), "it was not noted")
    assert len(driver.rows_of("post.list", AMARA)) == 2
    driver.click("post.filter.exceptions")
    assert "Not hers" in driver.words()


def test_who_would_rather_not_sign_still_gets_her_post_before_a_witness(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    driver.click("resident.rather_not")
    driver.click("resident.rather_not_page.go_on")
    take_back(driver, demo)
    driver.click("post.declined.deed")
    assert driver.there("post.declined.witness_line"), "without a witness nothing is handed over"
    assert len(driver.rows_of("post.list", AMARA)) == 3
    driver.type("post.declined.witness_line", "Siobhan Kelly")
    driver.click("post.declined.deed")
    driver.until(lambda: f"3 items to {AMARA}" in driver.words(), "it was not handed over")
    driver.click_message_deed()
    driver.click("paper.print")
    words = " ".join(" ".join(read_by_pdfium(driver.hands.printed[-1].pdf)).split())
    assert "Siobhan Kelly" in words


def test_a_collector_for_a_day_takes_it_and_signs(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    driver.click("rail.post")
    key = driver.rows_of("post.list", AMARA)[0]
    driver.click_row("post.list", key)
    driver.click("post.item.name_collector")
    driver.type("post.collector_form.name_line", "Ngozi Okafor")
    driver.type("post.collector_form.known_how_line", "her sister, seen before")
    driver.type("post.collector_form.asked_how_line", "said it at the desk")
    if driver.get("post.collector_form.day_line", TextLine).text() == "":
        driver.type("post.collector_form.day_line", "21 11 2026")
    driver.click("post.collector_form.deed")
    driver.until(lambda: "Ngozi Okafor may collect for Amara" in driver.words(), "nobody was named")
    driver.click_row("post.list", key, tick=True)
    driver.click("post.hand_over")
    who = driver.get("post.taker.choice", Choice)
    driver.choose("post.taker.choice", str(who.itemData(1)))
    driver.click("post.taker.deed")
    driver.resident_screen()
    sign_by_hand(driver, AMARA)
    take_back(driver, demo)
    driver.until(lambda: "1 item to Ngozi Okafor" in driver.words(), "it is not said who took it")


def test_a_screen_left_alone_locks_with_nothing_signed_and_nobody_named(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    driver.draw(signature_of(AMARA))
    driver.pass_time(timedelta(minutes=5, seconds=1))
    driver.until(lambda: driver.there("sign_in.password"), "it did not lock")
    assert not any(isinstance(top, ResidentScreen) for top in QApplication.topLevelWidgets())
    assert "after 5 minutes without use" in driver.words()
    assert strangers_seen(driver) == set()
    assert names_left() == {}
    sign_in(driver, demo)
    driver.click("rail.post")
    assert len(driver.rows_of("post.list", AMARA)) == 3


def test_giving_back_takes_the_password_and_wrong_ones_take_longer(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    sign_by_hand(driver, AMARA)
    for _ in range(3):
        driver.type("resident.password", "not the password at all")
        driver.click("resident.go_on")
        driver.until(lambda: driver.get("resident.password", TextLine).isEnabled(), "it still looks")
        assert "not right" in driver.words()
    driver.type("resident.password", demo.passwords[PRIYA])
    driver.click("resident.go_on")
    driver.until(lambda: driver.get("resident.password", TextLine).isEnabled(), "it still looks")
    assert "Wait" in driver.words(), "the right one must wait as well"
    assert strangers_seen(driver, her="Amara") == set()
    driver.pass_time(timedelta(seconds=10))
    take_back(driver, demo)
    assert f"3 items to {AMARA}" in driver.words()


def test_no_key_gets_her_past_the_screen(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    screen = driver.resident_screen()
    for key, held in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier),
    ):
        driver.key(key, held)
    assert screen.close() is False, "what Alt+F4 asks of the window"
    assert screen.isVisible()
    assert driver.there("resident.sign")
    assert not driver.there("bar.lock")
    assert strangers_seen(driver, her="Amara") == set()


def test_what_she_draws_survives_another_size_of_screen(drive: Drive, demo: DemoCopy) -> None:
    driver = drive(demo)
    sign_in(driver, demo)
    hand_to(driver, AMARA)
    driver.draw(signature_of(AMARA))
    pad = driver.get("resident.pad", SignaturePad)
    drawn = pad.strokes()
    screen = driver.resident_screen()
    for size in (QSize(1024, 700), QSize(1920, 1080), QSize(1366, 768)):
        screen.showNormal()
        screen.resize(size)
        driver.settle()
        assert pad.strokes() == drawn
    driver.click("resident.sign")
    take_back(driver, demo)
    assert f"3 items to {AMARA}" in driver.words()
