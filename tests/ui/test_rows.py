"""Lists that fetch their rows page by page and are used by keyboard."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cantercare_desktop.ui.chips import ChipWords
from cantercare_desktop.ui.row_painting import Column, deed_spot, tick_spot
from cantercare_desktop.ui.rows import GroupHead, Item, Row, Rows
from cantercare_desktop.ui.tables import ListCard, RowList, Table
from cantercare_desktop.ui.theme import Theme
from cantercare_desktop.ui.tokens import State

WAITING: tuple[Item, ...] = (
    GroupHead("Amara Okafor", "room 1", "2 items"),
    Row(1, "Letter", "Thu 19 Nov, Drawer A", icon="mail", can_tick=True, chip=ChipWords("2 days")),
    Row(2, "Parcel", "Fri 20 Nov, Cupboard 2", icon="parcel", can_tick=True, chip=ChipWords("1 day")),
    GroupHead("Leila Haddadi", "room 2", "1 item"),
    Row(3, "Large letter", "Thu 12 Nov", can_tick=True, deed="Hand over", chip=ChipWords("9 days, overdue", State.RED)),
)


class Shelf:
    """A page function over so many rows, which remembers what it was asked."""

    def __init__(self, many: int) -> None:
        self.many = many
        self.asked: list[int] = []

    def __call__(self, after: Item | None, limit: int) -> tuple[Sequence[Item], bool]:
        self.asked.append(limit)
        first = 0 if not isinstance(after, Row) else int(str(after.key)) + 1
        rows = tuple(Row(at, f"Letter {at}", "Drawer A") for at in range(first, min(first + limit, self.many)))
        return rows, first + len(rows) < self.many


def chosen(rows: RowList) -> object:
    return rows.chosen


def waiting_list(qtbot: QtBot) -> RowList:
    made = RowList(Rows(lambda _after, _limit: (WAITING, False)), name="post.list", says="Post waiting")
    qtbot.addWidget(made)
    made.resize(456, 400)
    made.show()
    made.rows.refresh()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.choose_first()
    return made


def test_the_arrows_step_over_the_group_heads(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    assert chosen(rows) == 1
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert chosen(rows) == 3
    QTest.keyClick(rows, Qt.Key.Key_Up)
    assert chosen(rows) == 2
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert chosen(rows) == 3
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert chosen(rows) == 3
    QTest.keyClick(rows, Qt.Key.Key_Home)
    assert chosen(rows) == 1


def test_letters_jump_to_a_row_that_begins_with_them(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    QTest.keyClicks(rows, "pa")
    assert chosen(rows) == 2


def test_space_ticks_and_the_ticks_are_told_in_the_order_of_the_rows(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    QTest.keyClick(rows, Qt.Key.Key_Up)
    with qtbot.waitSignal(rows.rows.ticks_changed) as told:
        QTest.keyClick(rows, Qt.Key.Key_Space)
    assert told.args == [(1, 2)]
    QTest.keyClick(rows, Qt.Key.Key_Space)
    assert rows.rows.ticked == (2,)


def test_the_tick_box_and_the_deed_are_found_with_the_pointer(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    area = rows.visualRect(rows.rows.index(4, 0))
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=tick_spot(area).center().toPoint())
    assert rows.rows.ticked == (3,)
    with qtbot.waitSignal(rows.deed_asked) as told:
        QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=deed_spot(area).center().toPoint())
    assert told.args == [3]
    assert chosen(rows) == 3


def test_enter_asks_for_the_deed_of_a_row_that_has_one_and_opens_the_others(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    with qtbot.waitSignal(rows.row_opened) as opened:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened.args == [1]
    rows.choose(3)
    with qtbot.waitSignal(rows.deed_asked) as asked:
        QTest.keyClick(rows, Qt.Key.Key_Return)
    assert asked.args == [3]


def test_rows_are_49_high_and_their_line(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    assert rows.rowHeight(1) == rows.rowHeight(4) == 50
    assert rows.rowHeight(0) == rows.rowHeight(3) == 33


def test_a_row_is_read_out_as_one_sentence(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    told = rows.rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Letter, Thu 19 Nov, Drawer A, 2 days, not ticked"
    heading = rows.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heading == "Amara Okafor, room 1, 2 items"
    assert QAccessible.queryAccessibleInterface(rows) is not None


def test_two_hundred_thousand_rows_open_at_once_and_are_fetched_as_they_are_needed(qtbot: QtBot, look: object) -> None:
    shelf = Shelf(200_000)
    rows = RowList(Rows(shelf), name="post.all", says="All post")
    qtbot.addWidget(rows)
    rows.resize(456, 500)
    began = time.perf_counter()
    rows.rows.refresh()
    rows.show()
    rows.grab()
    assert time.perf_counter() - began < 1
    assert sum(shelf.asked) <= 300
    fetched = rows.rows.rowCount()
    rows.scrollToBottom()
    qtbot.waitUntil(lambda: rows.rows.rowCount() > fetched)


def test_the_keyboard_goes_beyond_what_was_fetched_so_far(qtbot: QtBot, look: object) -> None:
    rows = RowList(Rows(Shelf(150)), name="post.all", says="All post")
    qtbot.addWidget(rows)
    rows.rows.refresh()
    rows.choose(99)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    assert chosen(rows) == 100


def test_after_a_deed_the_keyboard_goes_on_with_the_next_row(qtbot: QtBot, look: object) -> None:
    there = [Row(at, f"Letter {at}") for at in range(5)]
    rows = RowList(Rows(lambda _after, _limit: (tuple(there), False)), name="post.list", says="Post")
    qtbot.addWidget(rows)
    rows.rows.refresh()
    rows.choose(2)
    del there[2]
    rows.rows.refresh()
    assert chosen(rows) == 3
    rows.choose(4)
    there.pop()
    rows.rows.refresh()
    assert chosen(rows) == 3


def test_a_refresh_keeps_the_ticks_of_what_is_still_there(qtbot: QtBot, look: object) -> None:
    there = [Row(at, f"Letter {at}", can_tick=True) for at in range(3)]
    rows = Rows(lambda _after, _limit: (tuple(there), False))
    rows.refresh()
    rows.tick([1, 2])
    there.pop()
    rows.refresh()
    assert rows.ticked == (1,)
    rows.forget()
    assert rows.rowCount() == 0
    assert not rows.is_ticked(1)


def test_a_table_has_a_head_and_rows_of_one_line(qtbot: QtBot, look: object) -> None:
    items: tuple[Item, ...] = (
        GroupHead("November 2026"),
        Row(1, cells=("Leila Haddadi", "1 letter", ChipWords("9 days", State.RED))),
    )
    model = Rows(lambda _after, _limit: (items, False), columns=("Who", "What", "How long"))
    columns = [Column("Who"), Column("What", 120), Column("How long", 100, numbers=True)]
    table = Table(model, columns, name="post.table", says="Post")
    qtbot.addWidget(table)
    table.resize(500, 200)
    model.refresh()
    table.show()
    assert table.rowHeight(1) == 38
    assert model.headerData(2, Qt.Orientation.Horizontal) == "How long"
    assert model.index(1, 2).data() == "9 days"
    assert table.indexAt(QPoint(5, 60)).row() == 1
    assert not table.grab().isNull()


def test_a_list_in_a_card_has_round_corners_and_gets_the_focus_of_the_card(qtbot: QtBot, look: Theme) -> None:
    card = ListCard(RowList(Rows(lambda _after, _limit: (WAITING, False)), name="post.list", says="Post waiting"))
    qtbot.addWidget(card)
    card.resize(300, 200)
    card.show()
    assert card.grab().toImage().pixelColor(0, 0) == look.colour("paper")
    assert card.focusProxy() is not None


def test_rows_that_follow_group_heads_in_the_same_place_are_as_high_as_rows(qtbot: QtBot, look: object) -> None:
    rows = waiting_list(qtbot)
    rows.rows.ask(Shelf(8))
    assert {rows.rowHeight(at) for at in range(rows.rows.rowCount())} == {rows.verticalHeader().defaultSectionSize()}
