from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Link
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Office, Saved
from cantercare_desktop.registers.residents.screen.deed_form import DeedForm
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewPerson, PersonDetails
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.choices import Choice
from cantercare_desktop.ui.fields import Field, TextBlock, TextLine
from cantercare_desktop.vault.problems import DiskFull
from cantercare_desktop.vault.vault import Vault
from tests.registers.residents.conftest import PRIYA, office_of
from tests.registers.residents.screen.conftest import NAOMI, TODAY, Desk

MakeDesk = Callable[..., Desk]


class FullDisk(ResidentsService):
    """A service on a disk with no room left."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.is_full = True

    def add(self, by: Actor, new: NewPerson) -> Saved[PersonId]:
        if self.is_full:
            raise DiskFull
        return super().add(by, new)

    def change(self, by: Actor, person: PersonId, details: PersonDetails) -> Saved[PersonId]:
        raise DiskFull


def type_in(desk: Desk, key: str, text: str) -> None:
    control = desk.part(QWidget, f"residents.form.{key}.typed")
    if isinstance(control, TextLine):
        control.clear()
    if isinstance(control, TextLine) and not text.isascii():
        control.insert(text)
    else:
        QTest.keyClicks(control, text)


def choose(desk: Desk, key: str, option: str) -> None:
    desk.part(Choice, f"residents.form.{key}.typed").choose(option)


def errors(desk: Desk) -> dict[str, str]:
    fields = desk.part(DeedForm, "residents.form").findChildren(Field)
    return {each.objectName().rpartition(".")[2]: each.error for each in fields if each.error is not None}


def has_keyboard(desk: Desk) -> str:
    focused = QApplication.focusWidget()
    return "" if focused is None else focused.objectName()


def primary(desk: Desk) -> str:
    return desk.part(Button, "residents.primary").text()


def test_somebody_is_added_by_keyboard_alone(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    assert has_keyboard(desk) == "residents.form.legal_name.typed"
    for typed in ("Amara Okafor", "", "", "1 2 2005"):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, typed)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    for keys in ("", "", "", "Room 1"):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, keys)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert has_keyboard(desk) == "residents.form.applied_on.typed"
    type_in(desk, "moved_in_on", "today")
    QTest.keyClick(desk.part(QWidget, "residents.form.moved_in_on.typed"), Qt.Key.Key_Return)
    assert desk.listed() == ["Amara Okafor"]
    (message,) = desk.frame.told
    assert (message.kind, message.lead, message.text) == ("done", "Added:", "Amara Okafor. Lives here, room 1.")
    assert desk.screen.record.head.full_name.text() == "Amara Okafor"
    assert has_keyboard(desk) == "residents.list"
    person = desk.screen.list.view.chosen
    assert isinstance(person, int)
    assert desk.views_of(PersonId(person)) == 0
    assert desk.residents.open(PRIYA, PersonId(person)).details.born_on == date(2005, 2, 1)


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    type_in(desk, "legal_name", "Amara Okafor")
    type_in(desk, "born_on", "17 13 2004")
    desk.screen.primary_deed()
    assert errors(desk) == {"born_on": "There is no month 13. Write the day first, then the month, like 21 11 2026."}
    assert has_keyboard(desk) == "residents.form.born_on.typed"
    type_in(desk, "born_on", "17 5 2027")
    desk.screen.primary_deed()
    assert set(errors(desk)) == {"born_on", "room", "moved_in_on"}
    assert has_keyboard(desk) == "residents.form.born_on.typed"
    choose(desk, "room", "1")
    desk.part(Choice, "residents.form.room.typed").option_chosen.emit("1")
    assert set(errors(desk)) == {"born_on", "moved_in_on"}
    assert desk.part(TextLine, "residents.form.legal_name.typed").text() == "Amara Okafor"
    assert desk.residents.counts(PRIYA).residents == 1


def test_an_applicant_is_asked_neither_for_a_room_nor_for_a_day_of_moving_in(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    assert desk.has("residents.form.room")
    type_in(desk, "moved_in_on", "nonsense")
    choose(desk, "stage", "applicant")
    assert not desk.has("residents.form.room")
    assert not desk.has("residents.form.moved_in_on")
    type_in(desk, "legal_name", "Nguyễn Thị Mai")
    type_in(desk, "applied_on", "yesterday")
    desk.screen.primary_deed()
    assert desk.screen.list.stage == "applicant"
    assert desk.listed() == ["Nguyễn Thị Mai"]
    assert primary(desk) == "Move Nguyễn in"


def test_a_full_disk_is_told_and_loses_nothing_typed(make_desk: MakeDesk, office: Office) -> None:
    service = FullDisk(office)
    desk = make_desk(residents=service)
    desk.screen.new_entry()
    choose(desk, "stage", "applicant")
    type_in(desk, "legal_name", "Amara Okafor")
    desk.screen.primary_deed()
    (message,) = desk.frame.told
    assert message.kind == "danger"
    assert message.lead == DiskFull().happened
    assert desk.part(TextLine, "residents.form.legal_name.typed").text() == "Amara Okafor"
    service.is_full = False
    desk.screen.primary_deed()
    assert desk.listed() == ["Amara Okafor"]


def test_a_record_is_changed(make_desk: MakeDesk, tsion: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion, deed="change"))
    assert primary(desk) == "Save the record of Tsion"
    assert desk.part(TextBlock, "residents.form.post_warning.typed").toPlainText() == "Yonas Tesfaye"
    type_in(desk, "preferred_name", "Tsion Alem Bekele")
    choose(desk, "room", "5")
    desk.screen.primary_deed()
    assert desk.screen.record.head.full_name.text() == "Tsion Alem Bekele"
    details = desk.residents.open(PRIYA, tsion).details
    assert (details.room, details.born_on, details.safe_contact) == (
        "5",
        date(2004, 5, 17),
        "Tell no caller that she lives here.",
    )
    assert desk.frame.told[-1].lead == "Saved:"


def test_an_applicant_is_moved_in_from_the_head_of_the_page(
    make_desk: MakeDesk, tsion: PersonId, katarzyna: PersonId
) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", katarzyna))
    assert primary(desk) == "Move Katarzyna in"
    desk.screen.primary_deed()
    offered = desk.part(Choice, "residents.form.room.typed")
    assert [offered.itemText(at) for at in range(offered.count())] == [
        "Choose a room", "Room 1", "Room 2", "Room 3", "Room 5", "Room 6",
    ]  # fmt: skip
    desk.screen.primary_deed()
    assert errors(desk) == {"room": "The room is missing. Choose one of the list."}
    choose(desk, "room", "5")
    desk.screen.primary_deed()
    assert desk.screen.list.stage == "resident"
    assert desk.listed() == ["Katarzyna Wrona", "Tsion Bekele"]
    assert desk.residents.open(PRIYA, katarzyna).details.moved_in_on == TODAY


def test_a_room_taken_meanwhile_is_said_beside_the_field(
    make_desk: MakeDesk, residents: ResidentsService, katarzyna: PersonId
) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", katarzyna, deed="move_in"))
    choose(desk, "room", "4")
    residents.add(PRIYA, NewPerson(stage="resident", legal_name="Amara Okafor", room="4", moved_in_on=TODAY))
    desk.screen.primary_deed()
    assert errors(desk) == {"room": "Amara Okafor lives in room 4. Choose another room."}


def test_somebody_moves_out_with_her_child_and_comes_back_for_a_reason(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId
) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion))
    QTest.mouseClick(desk.part(Button, "residents.record.deed.move_out"), Qt.MouseButton.LeftButton)
    form = desk.part(DeedForm, "residents.form")
    assert form.says.text() == "Naomi leaves the same day."
    QTest.keyClicks(desk.part(TextBlock, "residents.form.forwarding_address.typed"), "14 Roundhay Road, Leeds")
    desk.screen.primary_deed()
    assert desk.screen.list.stage == "left"
    assert desk.screen.record.address_text.text() == "14 Roundhay Road, Leeds"
    desk.screen.record.deed_asked.emit("put_back")
    desk.screen.primary_deed()
    assert errors(desk) == {"why": "The reason is missing. Type it, then try again."}
    type_in(desk, "why", "Written down for the wrong person")
    desk.screen.primary_deed()
    assert [residents.open(PRIYA, each).name.room for each in (tsion, naomi)] == ["4", "4"]


def test_an_application_is_closed_and_opened_again(make_desk: MakeDesk, katarzyna: PersonId) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", katarzyna, deed="close_application"))
    desk.screen.primary_deed()
    assert desk.screen.filter.chosen == "left"
    desk.screen.record.deed_asked.emit("put_back")
    assert not desk.has("residents.form.room")
    type_in(desk, "why", "She rang again")
    desk.screen.primary_deed()
    assert desk.screen.filter.chosen == "applicant"


def test_a_baby_is_added_to_its_mothers_record(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId
) -> None:
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion, deed="add_child"))
    assert primary(desk) == "Save the baby"
    assert desk.part(Choice, "residents.form.language.typed").chosen == "am"
    type_in(desk, "legal_name", "Naomi Bekele")
    type_in(desk, "born_on", "15 12 2025")
    desk.screen.primary_deed()
    assert [(each.name.full, each.name.room) for each in residents.children(PRIYA, tsion)] == [("Naomi Bekele", "4")]
    assert desk.screen.record.head.full_name.text() == "Naomi Bekele"
    assert desk.screen.list.view.chosen == tsion


def test_a_childs_form_asks_neither_for_room_nor_for_stay(
    make_desk: MakeDesk, residents: ResidentsService, tsion: PersonId
) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", naomi, deed="change"))
    assert not any(desk.has(f"residents.form.{key}") for key in ("room", "moved_in_on", "forwarding_address"))
    type_in(desk, "preferred_name", "Naomi B.")
    desk.screen.primary_deed()
    full = residents.open(PRIYA, naomi)
    assert (full.name.full, full.name.room, full.details.moved_in_on) == ("Naomi B.", "4", date(2026, 1, 9))


def test_a_typed_form_is_not_lost_to_a_click_elsewhere(
    make_desk: MakeDesk, tsion: PersonId, residents: ResidentsService
) -> None:
    amara = residents.add(
        PRIYA, NewPerson(stage="resident", legal_name="Amara Okafor", room="1", moved_in_on=TODAY)
    ).value
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion, deed="change"))
    type_in(desk, "pronunciation", "TSEE-on")
    desk.screen.list.person_opened.emit(amara)
    desk.screen.open_link(Link("residents", amara))
    desk.screen.new_entry()
    form = desk.part(DeedForm, "residents.form")
    assert form.unsaved.text() == "What you typed is not saved yet. Save it, or go back without saving."
    assert desk.screen.list.view.chosen == tsion
    assert desk.views_of(amara) == 0
    QTest.mouseClick(form.leave, Qt.MouseButton.LeftButton)
    assert desk.screen.draft() is None
    assert not desk.has("residents.form")
    desk.screen.open_link(Link("residents", amara))
    assert desk.screen.record.head.full_name.text() == "Amara Okafor"


def test_escape_leaves_an_untouched_form_and_keeps_a_typed_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    QTest.keyClick(desk.part(QWidget, "residents.form.legal_name.typed"), Qt.Key.Key_Escape)
    assert not desk.has("residents.form")
    desk.screen.new_entry()
    type_in(desk, "legal_name", "Amara")
    QTest.keyClick(desk.part(QWidget, "residents.form.legal_name.typed"), Qt.Key.Key_Escape)
    assert desk.part(TextLine, "residents.form.legal_name.typed").text() == "Amara"
    assert has_keyboard(desk) == "residents.form.leave"
    assert desk.part(Button, "residents.form.leave").text() == "Go back without saving"


def test_going_back_from_a_typed_form_asks_once(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    leave = desk.part(Button, "residents.form.leave")
    assert leave.text() == "Go back"
    type_in(desk, "legal_name", "Amara")
    leave.click()
    assert desk.part(DeedForm, "residents.form").unsaved.text() == "What you typed is not saved yet."
    leave.click()
    assert not desk.has("residents.form")


@pytest.mark.parametrize("deed", ["add", "change"])
def test_a_half_typed_form_comes_back_after_a_lock(make_desk: MakeDesk, tsion: PersonId, deed: str) -> None:
    before = make_desk()
    before.screen.open_link(Link("residents", tsion, deed=deed))
    type_in(before, "preferred_name", "Tsion Alem")
    type_in(before, "born_on", "half a d")
    draft = before.screen.draft()
    assert draft is not None
    assert draft["person"] == (int(tsion) if deed == "change" else None)
    after = make_desk()
    after.screen.take_draft(draft)
    assert after.part(TextLine, "residents.form.preferred_name.typed").text() == "Tsion Alem"
    assert after.part(TextLine, "residents.form.born_on.typed").text() == "half a d"
    assert after.screen.draft() == draft


def test_a_draft_about_nobody_or_of_nothing_is_dropped(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.take_draft({"deed": "change", "person": 404, "texts": {"legal_name": "?"}})
    desk.screen.take_draft({"deed": "fly", "person": None, "texts": {}})
    desk.screen.take_draft({})
    assert desk.screen.draft() is None
    assert not desk.has("residents.form")


def test_hostile_text_in_a_field_is_kept_or_refused_in_words(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.new_entry()
    choose(desk, "stage", "applicant")
    QApplication.clipboard().setText("A" * 1_000_000)
    desk.part(TextLine, "residents.form.legal_name.typed").paste()
    assert len(desk.part(TextLine, "residents.form.legal_name.typed").text()) == 200
    assert desk.part(QWidget, "residents.form.legal_name.under").isVisibleTo(desk.screen)
    desk.part(TextBlock, "residents.form.safe_contact.typed").setPlainText("<script>\n%s" * 10)
    desk.screen.primary_deed()
    assert desk.residents.counts(PRIYA).applicants == 1


def test_in_a_full_house_somebody_new_applies_first(make_desk: MakeDesk, residents: ResidentsService) -> None:
    for room in residents.policy.rooms:
        residents.add(PRIYA, NewPerson(stage="resident", legal_name=f"Ama {room}", room=room, moved_in_on=TODAY))
    desk = make_desk()
    desk.screen.new_entry()
    assert desk.part(Choice, "residents.form.stage.typed").chosen == "applicant"


def test_another_charity_is_served_in_its_own_words(make_desk: MakeDesk, vault: Vault, clock: FixedClock) -> None:
    service = ResidentsService(office_of(vault, clock, "recovery-steps-ips"))
    desk = make_desk(residents=service)
    assert desk.screen.title == "Clients"
    assert primary(desk) == "Add a client"
    desk.screen.new_entry()
    assert not desk.has("residents.form.room")
    type_in(desk, "legal_name", "Sam Whitaker")
    choose(desk, "stage", "applicant")
    desk.screen.primary_deed()
    assert primary(desk) == "Make Sam a client"
    desk.screen.primary_deed()
    assert desk.part(Field, "residents.form.moved_in_on").label.text() == "Here since"
    desk.screen.primary_deed()
    assert desk.listed() == ["Sam Whitaker"]
    assert desk.part(Button, "residents.record.deed.move_out").text() == "Write down that Sam left"
    assert not desk.has("residents.record.deed.add_child")
    assert not desk.has("residents.record.timeline.post")
