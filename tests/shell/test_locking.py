"""Locking: when, what is kept, and what nobody can see meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.shell.idle import IdleClock
from cantercare_desktop.shell.lock_watch import LOCKED, SLEPT, SWITCHED, meaning
from cantercare_desktop.shell.sign_in.page import SignInPage
from cantercare_desktop.shell.system_doors import SystemPickers
from cantercare_desktop.ui.combos import PersonPicker
from cantercare_desktop.ui.frame import Job, Progress
from cantercare_desktop.vault.problems import VaultClosed
from cantercare_desktop.vault.vault import Vault
from tests.shell.conftest import Desk, HandDelay
from tests.support.vaults import NOW, PASSWORDS


def is_closed(vault: Vault) -> bool:
    try:
        with vault.reading():
            return False
    except VaultClosed:
        return True


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

    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)
    with pytest.raises(VaultClosed), vault.reading():
        pass


@dataclass(slots=True)
class SlowWork:
    """A job that ends when the test lets it, whatever it is asked."""

    go_on: threading.Event = field(default_factory=threading.Event)

    def __call__(self, progress: Progress) -> str:
        assert self.go_on.wait(30)
        progress.say("Nobody listens any more")
        return "done"


@pytest.fixture
def slow() -> Iterator[SlowWork]:
    """Long work that at the end comes to an end."""
    work = SlowWork()
    yield work
    work.go_on.set()


def test_the_lock_page_is_there_at_once_while_a_long_job_ends_behind_it(desk: Desk, slow: SlowWork) -> None:
    opened = desk.sign_in()
    heard: list[str] = []
    opened.jobs.run(Job("A change of key", slow, can_stop=False), heard.append)
    desk.delay.pass_time(timedelta(seconds=2))

    desk.program.lock("by hand")

    assert desk.program.window.page is desk.page
    assert desk.page.panel.password.isEnabled()
    desk.type_password(PASSWORDS[1])
    assert desk.page.panel.unlock.accessibleName() == "Closing what was open…"
    assert desk.program.open_house is None
    slow.go_on.set()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)
    assert (heard, desk.bugs) == ([], [])


def test_what_was_typed_comes_back_after_a_lock_that_took_long(desk: Desk, slow: SlowWork) -> None:
    opened = desk.sign_in()
    opened.page.go_to("post")
    who = desk.find("post.who", PersonPicker)
    assert isinstance(who, PersonPicker)
    who.setText("lei")
    opened.jobs.run(Job("A change of key", slow, can_stop=False), lambda _done: None)
    desk.program.lock("by hand")

    desk.type_password(PASSWORDS[1])
    slow.go_on.set()
    desk.qtbot.waitUntil(lambda: desk.program.open_house is not None)

    came_back = desk.find("post.who", PersonPicker)
    assert isinstance(came_back, PersonPicker)
    assert came_back.text() == "lei"


def test_a_card_of_long_work_does_not_come_up_after_the_lock(desk: Desk, slow: SlowWork) -> None:
    opened = desk.sign_in()
    opened.jobs.run(Job("A change of key", slow, can_stop=False), lambda _done: None)
    desk.program.lock("by hand")
    slow.go_on.set()
    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)

    desk.delay.pass_time(timedelta(seconds=2))

    assert desk.program.window.findChild(QWidget, "main.busy") is None


def test_locking_twice_is_locking_once(desk: Desk) -> None:
    desk.sign_in()

    desk.program.lock("by hand")
    desk.computer_lock.lock()

    assert desk.page.reason.text().endswith("by hand. Nothing was lost.")
    assert not desk.sign_in().closed


def test_whoever_is_on_her_way_in_is_turned_back_by_the_lock(desk: Desk) -> None:
    desk.choose("Priya")
    desk.type_password(PASSWORDS[1])

    QTest.keyClick(desk.program.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)

    assert desk.program.open_house is None
    assert desk.program.window.page is desk.page
    desk.sign_in()


def test_whoever_waits_for_the_old_records_to_close_is_turned_back_too(desk: Desk, slow: SlowWork) -> None:
    desk.sign_in().jobs.run(Job("A change of key", slow, can_stop=False), lambda _done: None)
    desk.program.lock("by hand")
    desk.type_password(PASSWORDS[1])

    desk.computer_lock.lock()
    slow.go_on.set()
    desk.qtbot.waitUntil(lambda: not desk.program.jobs.running)

    assert desk.program.open_house is None
    assert desk.page.panel.unlock.accessibleName() == "Unlock"
    assert desk.page.panel.password.text() == ""


def test_closing_the_window_hides_it_before_it_waits_for_a_job(desk: Desk) -> None:
    window = desk.program.window
    seen: list[bool] = []

    def work(progress: Progress) -> None:
        while not progress.stopped():
            threading.Event().wait(0.01)
        seen.append(window.isVisible())

    desk.sign_in().jobs.run(Job("Checking the log", work), lambda _done: None)

    window.close()

    assert seen == [False]
    assert [each.name for each in threading.enumerate() if each.name.startswith("job: ")] == []


def test_the_file_dialogue_that_is_open_is_closed_by_the_lock_and_chooses_nothing(desk: Desk) -> None:
    desk.sign_in()
    QTimer.singleShot(0, desk.computer_lock.lock)

    chosen = SystemPickers().file_to_save(desk.program.window, "Save a copy", "receipt.pdf")

    assert chosen is None
    assert desk.program.window.page is desk.page
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [desk.program.window]


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


class _Fault(Exception):
    """Nobody expected it."""


def _fails(*_any: object) -> None:
    raise _Fault


@pytest.mark.parametrize("what", ["draft", "forget_people"])
def test_a_fault_of_a_page_does_not_keep_the_records_open(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    opened = desk.sign_in()
    broken, whole = opened.page.go_to("residents"), opened.page.go_to("post")
    forgotten: list[bool] = []
    monkeypatch.setattr(broken, what, _fails)
    monkeypatch.setattr(whole, "forget_people", lambda: forgotten.append(True))

    desk.delay.pass_time(timedelta(minutes=5, seconds=5))

    assert desk.program.window.page is desk.page
    assert forgotten == [True]
    desk.qtbot.waitUntil(lambda: bool(desk.bugs))
    assert isinstance(desk.bugs.pop(), _Fault)
    assert is_closed(opened.vault)
    desk.sign_in()  # the fault is no hindrance afterwards


def test_the_idle_clock_asks_again_when_it_was_not_heard(qapp: QApplication) -> None:
    clock = FixedClock(NOW)
    delay = HandDelay(clock)
    idle = IdleClock(clock, delay, qapp)
    told: list[bool] = []
    idle.left_alone.connect(lambda: told.append(True))
    idle.start(5)

    delay.pass_time(timedelta(minutes=5, seconds=15))
    assert told == [True, True]

    idle.stop()
    delay.pass_time(timedelta(minutes=5))
    assert told == [True, True]
