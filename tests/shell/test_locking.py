"""Locking: when, what is kept, and what nobody can see meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cantercare_desktop.shell.lock_watch import LOCKED, SLEPT, SWITCHED, meaning
from cantercare_desktop.shell.sign_in.page import SignInPage
from cantercare_desktop.vault.problems import VaultClosed
from tests.shell.conftest import Desk
from tests.support.vaults import PASSWORDS


def test_nobody_at_the_screen_for_five_minutes_locks_it(desk: Desk) -> None:
    opened = desk.sign_in()

    desk.delay.pass_time(timedelta(minutes=4, seconds=50))
    assert not opened.closed
    desk.delay.pass_time(timedelta(seconds=15))

    assert desk.program.window.page is desk.page
    assert desk.page.heading.text() == "Locked since 14:25"
    assert desk.page.reason.text() == "Priya Nair’s screen was locked after 5 minutes without use. Nothing was lost."


def test_it_is_locked_also_when_the_records_can_no_longer_be_read(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.vault.close()

    desk.delay.pass_time(timedelta(minutes=5, seconds=5))

    assert desk.program.open_house is None
    assert desk.program.window.page is desk.page
    assert desk.page.reason.text() == "Priya Nair’s screen was locked after 5 minutes without use. Nothing was lost."


def test_the_profile_says_when_to_lock_where_the_choice_cannot_be_read(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.vault.close()

    assert opened.lock_minutes() == 5
    assert opened.messages.shown is not None


def test_any_key_starts_the_five_minutes_anew(desk: Desk) -> None:
    opened = desk.sign_in()

    desk.delay.pass_time(timedelta(minutes=4))
    QTest.keyClick(opened.page.rail.items[0], Qt.Key.Key_Down)
    desk.delay.pass_time(timedelta(minutes=4))

    assert desk.program.open_house is opened


def test_a_computer_that_slept_is_locked_when_it_wakes(desk: Desk) -> None:
    desk.sign_in()
    desk.clock.at += timedelta(hours=3)  # the clock that runs forwards stands still in sleep

    desk.delay.pass_time(timedelta(minutes=5))

    assert desk.program.open_house is None


def test_the_lock_of_the_computer_locks_the_records(desk: Desk) -> None:
    desk.sign_in()

    desk.computer_lock.lock()

    assert desk.program.open_house is None
    assert desk.page.reason.text().endswith("because the computer was locked. Nothing was lost.")


def test_a_locked_vault_is_closed_and_can_no_longer_be_read(desk: Desk) -> None:
    vault = desk.sign_in().vault

    desk.program.lock("by hand")

    with pytest.raises(VaultClosed), vault.reading():
        pass


def test_unlocking_leads_back_to_where_she_was(desk: Desk) -> None:
    desk.sign_in().page.go_to("post")
    desk.program.lock("by hand")

    assert desk.page.panel.note.text() == "You go back to Post, where you were."
    desk.type_password(PASSWORDS[1])
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    assert desk.opened.page.place == "post"


def test_somebody_else_begins_with_today(desk: Desk) -> None:
    desk.sign_in().page.go_to("post")
    desk.program.lock("to switch to somebody else")

    assert desk.sign_in("Margaret", PASSWORDS[0]).page.place == "today"


def test_two_clicks_lead_to_the_names(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.page.bar.who.click()
    assert opened.page.bar.menu.isVisible()

    opened.page.bar.menu.actions()[0].trigger()

    assert isinstance(desk.program.window.page, SignInPage)


def test_what_was_copied_from_the_records_is_not_left_in_the_clipboard(desk: Desk) -> None:
    opened = desk.sign_in()
    opened.page.search.setText("Amara Okafor")
    opened.page.search.selectAll()
    opened.page.search.copy()

    desk.program.lock("by hand")

    assert QApplication.clipboard().text() == ""


def test_signing_out_says_nothing_of_who_was_there(desk: Desk) -> None:
    desk.sign_in()

    desk.program.sign_out()

    assert desk.page.heading.text() == "Sign in"
    assert desk.page.tiles.chosen is None


@pytest.mark.parametrize(
    ("message", "what", "why"),
    [(0x02B1, 0x7, LOCKED), (0x02B1, 0x2, SWITCHED), (0x0218, 0x4, SLEPT), (0x02B1, 0x8, None), (0x0100, 0x7, None)],
)
def test_of_windows_messages_only_lock_switch_and_sleep_count(message: int, what: int, why: str | None) -> None:
    assert meaning(message, what) == why
