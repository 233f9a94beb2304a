"""Moving in where there is no room, and what is left to do after moving out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.register import Link
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.post import PostRegister
from cantercare_desktop.registers.residents.screen.deed_form import DeedForm
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewPerson
from cantercare_desktop.ui.fields import Field
from tests.registers.residents.conftest import PRIYA
from tests.registers.residents.screen.conftest import TODAY, Desk

MakeDesk = Callable[..., Desk]


def room_error(desk: Desk) -> str | None:
    fields = desk.part(DeedForm, "residents.form").findChildren(Field)
    (room,) = (each for each in fields if each.objectName() == "residents.form.room")
    return room.error


@pytest.mark.parametrize("deed", ["move_in", "add"])
def test_a_full_house_is_refused_in_words_that_help(
    make_desk: MakeDesk, residents: ResidentsService, katarzyna: PersonId, deed: str
) -> None:
    for room in residents.policy.rooms:
        residents.add(PRIYA, NewPerson(stage="resident", legal_name="Amara Okafor", room=room, moved_in_on=TODAY))
    desk = make_desk()
    desk.screen.open_link(Link("residents", katarzyna, deed=deed))
    if deed == "add":
        desk.part(DeedForm, "residents.form").fields.put({"legal_name": "Mai Tran", "stage": "resident"})
    desk.screen.primary_deed()
    assert room_error(desk) == "Every room is lived in. Somebody has to move out first."
    if deed == "add":
        desk.part(DeedForm, "residents.form").fields.put({"stage": "applicant", "applied_on": TODAY})
        desk.screen.primary_deed()
        assert desk.screen.record.head.full_name.text() == "Mai Tran"


@pytest.mark.parametrize("has_post", [True, False])
def test_after_moving_out_one_is_led_to_her_post(
    make_desk: MakeDesk, office: Office, tsion: PersonId, *, has_post: bool
) -> None:
    if has_post:
        office.take_up([PostRegister(office.policy)])
    desk = make_desk()
    desk.screen.open_link(Link("residents", tsion, deed="move_out"))
    desk.screen.primary_deed()
    (message,) = desk.frame.told
    assert message.lead == "Moved out:"
    if not has_post:
        assert (message.text, message.deed) == ("Tsion Bekele. Has left.", None)
        return
    assert message.text == "Tsion Bekele. Look in Post for things that still wait for Tsion."
    assert message.deed == "Post for Tsion"
    assert message.do is not None
    message.do()
    assert desk.frame.opened == [Link("post", tsion)]
