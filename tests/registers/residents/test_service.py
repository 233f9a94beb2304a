from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import cast

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.register import Ref
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.office.work import Changed, Office
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.registers.residents.people import contact_warnings, names
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewChild, NewPerson, PeopleQuery
from cantercare_desktop.vault.keys import Role
from cantercare_desktop.vault.vault import Vault
from tests.registers.residents.conftest import PRIYA, RUTH, TRUSTEE, office_of
from tests.registers.residents.people import KATARZYNA, LEILA, NAOMI, TODAY, TSION
from tests.support.pictures import a_picture

PNG = a_picture("PNG")
JPEG = a_picture("JPEG")


def refused(deed: Callable[[], object]) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        deed()
    return raised.value


def fields_of(error: RefusedError) -> list[str | None]:
    return [each.field for each in error.refusals]


def ledger_of(office: Office, person: PersonId) -> list[str]:
    with office.look(PRIYA) as session:
        return [each.action for each in office.ledger.entries(session, about=int(person))]


def test_somebody_new_is_written_down_whole_in_one_ledger_entry(residents: ResidentsService, office: Office) -> None:
    saved = residents.add(PRIYA, TSION)
    full = residents.open(PRIYA, saved.value)
    assert full.details == replace(full.details, **{each: getattr(TSION, each) for each in ("legal_name", "room")})
    assert (full.name.full, full.name.first, full.name.room, full.name.stage) == (
        "Tsion Bekele",
        "Tsion",
        "4",
        "resident",
    )
    assert full.recorded_by == "Priya Nair"
    assert ledger_of(office, saved.value) == ["person.viewed", "residents.add"]
    assert saved.changed.what == {Ref("persons", int(saved.value))}
    assert saved.changed.about == {saved.value}


def test_whoever_uses_another_name_is_called_by_it(residents: ResidentsService) -> None:
    leila = residents.add(PRIYA, LEILA).value
    name = residents.name(PRIYA, leila)
    assert name is not None
    assert (name.full, name.first) == ("Leila Haddadi", "Leila")
    assert [each.person for each in residents.suggest(PRIYA, "ليل")] == [leila]


def test_what_cannot_be_kept_is_refused_with_its_fields_and_nothing_is_written(residents: ResidentsService) -> None:
    bad = replace(TSION, legal_name="", born_on=TODAY + timedelta(days=1), room="12", moved_in_on=None)
    assert fields_of(refused(lambda: residents.add(PRIYA, bad))) == ["legal_name", "born_on", "room", "moved_in_on"]
    assert residents.counts(PRIYA).residents == 0
    assert fields_of(refused(lambda: residents.add(PRIYA, replace(TSION, stage="left", moved_out_on=TODAY)))) == [
        "stage"
    ]


def test_a_room_has_one_resident(residents: ResidentsService, tsion: PersonId, katarzyna: PersonId) -> None:
    error = refused(lambda: residents.move_in(PRIYA, katarzyna, "4", TODAY))
    assert error.says == "Tsion Bekele lives in room 4. Choose another room."
    assert fields_of(refused(lambda: residents.add(PRIYA, replace(LEILA, room="4")))) == ["room"]
    residents.move_out(PRIYA, tsion, TODAY)
    residents.move_in(PRIYA, katarzyna, "4", TODAY)
    assert fields_of(refused(lambda: residents.put_back(PRIYA, tsion, "resident", "Wrong day"))) == ["room"]
    residents.put_back(PRIYA, tsion, "resident", "Wrong day", room="5")
    assert {each.name.room for each in residents.page(PRIYA, PeopleQuery("resident")).rows} == {"4", "5"}


def test_somebody_keeps_her_room_while_her_facts_change(residents: ResidentsService, tsion: PersonId) -> None:
    details = residents.open(PRIYA, tsion).details
    residents.change(PRIYA, tsion, replace(details, preferred_name="Tsion B.", forwarding_address="12 Elm Road\nYork"))
    again = residents.read_again(PRIYA, tsion)
    assert again is not None
    assert (again.name.full, again.name.room, again.details.forwarding_address) == (
        "Tsion B.",
        "4",
        "12 Elm Road\nYork",
    )


def test_a_change_is_in_the_ledger_with_what_was_before(
    residents: ResidentsService, office: Office, tsion: PersonId
) -> None:
    details = residents.open(PRIYA, tsion).details
    changed = residents.change(PRIYA, tsion, replace(details, room="5")).changed
    assert changed.entry is not None
    with office.look(PRIYA) as session:
        detail = office.ledger.detail(session, changed.entry.seq)
    assert detail is not None
    assert json.loads(detail) == {f"persons:{tsion}": {"room": ["4", "5"]}}


def test_an_applicant_moves_in_and_out_and_her_room_is_free_again(
    residents: ResidentsService, katarzyna: PersonId
) -> None:
    residents.move_in(PRIYA, katarzyna, "5", TODAY)
    assert fields_of(refused(lambda: residents.move_in(PRIYA, katarzyna, "6", TODAY))) == [None]
    residents.move_out(PRIYA, katarzyna, TODAY, "3 Mill Lane, Leeds")
    full = residents.open(PRIYA, katarzyna)
    assert (full.name.stage, full.name.room, full.details.room) == ("left", "", "5")
    assert full.details.forwarding_address == "3 Mill Lane, Leeds"
    assert fields_of(refused(lambda: residents.move_out(PRIYA, katarzyna, TODAY))) == [None]


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(2026, 1, 8)])
def test_nobody_moves_out_in_the_future_or_before_moving_in(
    residents: ResidentsService, tsion: PersonId, on: date
) -> None:
    assert fields_of(refused(lambda: residents.move_out(PRIYA, tsion, on))) == ["moved_out_on"]


def test_an_application_not_taken_up_is_closed_and_can_be_opened_again(
    residents: ResidentsService, katarzyna: PersonId, tsion: PersonId
) -> None:
    residents.close_application(PRIYA, katarzyna, TODAY)
    assert residents.open(PRIYA, katarzyna).name.stage == "left"
    assert fields_of(refused(lambda: residents.close_application(PRIYA, tsion, TODAY))) == [None]
    assert fields_of(refused(lambda: residents.put_back(PRIYA, katarzyna, "resident", "?"))) == ["stage"]
    residents.put_back(PRIYA, katarzyna, "applicant", "She rang again")
    again = residents.open(PRIYA, katarzyna)
    assert (again.name.stage, again.details.applied_on, again.details.moved_out_on) == ("applicant", TODAY, None)


def test_going_back_a_stage_needs_a_reason_which_the_ledger_keeps(
    residents: ResidentsService, office: Office, tsion: PersonId
) -> None:
    residents.move_out(PRIYA, tsion, TODAY)
    assert fields_of(refused(lambda: residents.put_back(PRIYA, tsion, "resident", "  "))) == ["why"]
    changed = residents.put_back(PRIYA, tsion, "resident", "Written down for the wrong person").changed
    assert changed.entry is not None
    with office.look(PRIYA) as session:
        detail = office.ledger.detail(session, changed.entry.seq)
    assert detail is not None
    assert json.loads(detail)[f"persons:{tsion}"]["why"] == "Written down for the wrong person"


def test_children_go_where_their_mother_goes(residents: ResidentsService, katarzyna: PersonId) -> None:
    oskar = residents.add_child(PRIYA, katarzyna, NewChild(legal_name="Oskar Wrona", born_on=date(2026, 5, 2))).value
    ewa = residents.add_child(PRIYA, katarzyna, NewChild(legal_name="Ewa Wrona", born_on=date(2026, 5, 2))).value
    residents.move_in(PRIYA, katarzyna, "5", TODAY)
    assert [(each.name.full, each.name.room) for each in residents.children(PRIYA, katarzyna)] == [
        ("Oskar Wrona", "5"),
        ("Ewa Wrona", "5"),
    ]
    details = residents.open(PRIYA, katarzyna).details
    changed = residents.change(PRIYA, katarzyna, replace(details, room="6")).changed
    assert {Ref("persons", int(oskar)), Ref("persons", int(ewa))} <= changed.what
    assert residents.name(PRIYA, ewa) == replace(residents.children(PRIYA, katarzyna)[1].name, room="6")
    residents.move_out(PRIYA, katarzyna, TODAY)
    assert {each.name.stage for each in residents.children(PRIYA, katarzyna)} == {"left"}
    residents.put_back(PRIYA, katarzyna, "resident", "Wrong person")
    assert {each.name.stage for each in residents.children(PRIYA, katarzyna)} == {"resident"}


def test_a_child_that_left_before_its_mother_stays_away_when_she_comes_back(
    residents: ResidentsService, clock: FixedClock, tsion: PersonId
) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    residents.move_out(PRIYA, naomi, TODAY)
    clock.move(timedelta(days=3))
    residents.move_out(PRIYA, tsion, TODAY + timedelta(days=3))
    residents.put_back(PRIYA, tsion, "resident", "Wrong day")
    assert residents.open(PRIYA, naomi).details.moved_out_on == TODAY
    residents.put_back(PRIYA, naomi, "resident", "Naomi is back")
    assert residents.open(PRIYA, naomi).name.room == "4"


def test_a_child_hangs_on_its_mother_and_on_nobody_else(residents: ResidentsService, tsion: PersonId) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    assert "hangs on its mother" in refused(lambda: residents.add_child(PRIYA, naomi, NAOMI)).says
    assert fields_of(refused(lambda: residents.add_child(PRIYA, tsion, NAOMI))) == ["legal_name"]
    assert "part of its mother's" in refused(lambda: residents.move_in(PRIYA, naomi, "5", TODAY)).says
    older = NewChild(legal_name="Selam Bekele", born_on=date(2004, 5, 17))
    assert fields_of(refused(lambda: residents.add_child(PRIYA, tsion, older))) == ["born_on"]
    gone = PersonId(987)
    assert "no longer here" in refused(lambda: residents.add_child(PRIYA, gone, NAOMI)).says


def test_a_child_cannot_join_a_stay_that_has_ended(residents: ResidentsService, tsion: PersonId) -> None:
    residents.move_out(PRIYA, tsion, TODAY)
    assert "part of a stay" in refused(lambda: residents.add_child(PRIYA, tsion, NAOMI)).says


def test_a_childs_room_and_days_cannot_be_changed_apart_from_its_mothers(
    residents: ResidentsService, tsion: PersonId
) -> None:
    naomi = residents.add_child(PRIYA, tsion, NAOMI).value
    details = residents.open(PRIYA, naomi).details
    residents.change(PRIYA, naomi, replace(details, room="1", moved_in_on=None, born_on=date(2026, 2, 1)))
    now = residents.open(PRIYA, naomi).details
    assert (now.room, now.moved_in_on) == ("4", date(2026, 2, 1))
    too_old = replace(details, born_on=date(2003, 1, 1))
    assert fields_of(refused(lambda: residents.change(PRIYA, naomi, too_old))) == ["born_on"]
    mothers = residents.open(PRIYA, tsion).details
    younger = replace(mothers, born_on=date(2026, 3, 1), applied_on=None, moved_in_on=TODAY)
    assert fields_of(refused(lambda: residents.change(PRIYA, tsion, younger))) == ["born_on"]


def test_a_photograph_is_kept_replaced_and_thrown_away(residents: ResidentsService, tsion: PersonId) -> None:
    residents.set_photograph(PRIYA, tsion, JPEG)
    residents.set_photograph(PRIYA, tsion, PNG)
    kept = residents.open(PRIYA, tsion).photograph
    assert kept is not None
    assert (kept.media_type, kept.content, kept.added_by) == ("image/png", PNG, "Priya Nair")
    assert fields_of(refused(lambda: residents.set_photograph(PRIYA, tsion, b"GIF89a"))) == ["photograph"]
    assert fields_of(refused(lambda: residents.remove_photograph(PRIYA, tsion, " "))) == ["why"]
    residents.remove_photograph(PRIYA, tsion, "She no longer wants it")
    assert residents.open(PRIYA, tsion).photograph is None
    assert fields_of(refused(lambda: residents.remove_photograph(PRIYA, tsion, "?"))) == ["photograph"]


def test_a_photograph_is_not_copied_into_the_ledger(
    residents: ResidentsService, office: Office, tsion: PersonId
) -> None:
    changed = residents.set_photograph(PRIYA, tsion, PNG).changed
    assert changed.entry is not None
    with office.look(PRIYA) as session:
        detail = office.ledger.detail(session, changed.entry.seq)
    assert detail is not None
    assert b"picture" not in detail


def test_every_opening_of_a_record_is_written_down_and_reading_it_again_is_not(
    residents: ResidentsService, clock: FixedClock, tsion: PersonId
) -> None:
    residents.open(PRIYA, tsion)
    clock.move(timedelta(minutes=5))
    residents.open(TRUSTEE, tsion, "Quarterly check of records")
    residents.read_again(PRIYA, tsion)
    looks = residents.who_looked(PRIYA, tsion)
    assert [each.by for each in looks] == ["Tom Whitlock", "Priya Nair"]
    assert looks[0].at - looks[1].at == timedelta(minutes=5)
    assert residents.who_looked(PRIYA, tsion, limit=1) == looks[:1]


def test_opening_nobody_is_refused_and_leaves_no_view(residents: ResidentsService, office: Office) -> None:
    assert "no longer here" in refused(lambda: residents.open(PRIYA, PersonId(404))).says
    assert ledger_of(office, PersonId(404)) == []
    assert residents.read_again(PRIYA, PersonId(404)) is None
    assert residents.name(PRIYA, PersonId(404)) is None


def test_trustees_look_and_change_nothing(residents: ResidentsService, tsion: PersonId) -> None:
    deeds: list[Callable[[], object]] = [
        lambda: residents.add(TRUSTEE, KATARZYNA),
        lambda: residents.add_child(TRUSTEE, tsion, NAOMI),
        lambda: residents.change(TRUSTEE, tsion, TSION),
        lambda: residents.move_in(TRUSTEE, tsion, "5", TODAY),
        lambda: residents.move_out(TRUSTEE, tsion, TODAY),
        lambda: residents.close_application(TRUSTEE, tsion, TODAY),
        lambda: residents.put_back(TRUSTEE, tsion, "applicant", "?"),
        lambda: residents.set_photograph(TRUSTEE, tsion, PNG),
        lambda: residents.remove_photograph(TRUSTEE, tsion, "?"),
    ]
    for deed in deeds:
        assert "Your role" in refused(deed).says
    assert residents.open(TRUSTEE, tsion, "She asked me to").name.stage == "resident"
    assert not residents.may(TRUSTEE, "add")
    assert residents.may(PRIYA, "add")


def test_a_child_is_warned_about_as_its_mother_is(residents: ResidentsService, office: Office, tsion: PersonId) -> None:
    naomi = residents.add_child(PRIYA, tsion, replace(NAOMI, post_warning="Her grandfather")).value
    with office.look(PRIYA) as session:
        warnings = contact_warnings(session, naomi)
        assert set(names(session, [tsion, naomi, PersonId(404)])) == {tsion, naomi}
        with pytest.raises(LookupError):
            contact_warnings(session, PersonId(404))
    assert warnings.safe_contact == "Tell no caller that she lives here."
    assert (warnings.post_warning, warnings.mother, warnings.room) == ("Her grandfather", tsion, "4")


def test_a_service_without_rooms_or_children_moves_people_in_without_either(vault: Vault, clock: FixedClock) -> None:
    residents = ResidentsService(office_of(vault, clock, "recovery-steps-ips"))
    sam = residents.add(PRIYA, NewPerson(legal_name="Sam Whitaker", applied_on=TODAY)).value
    residents.move_in(PRIYA, sam, "", TODAY)
    assert residents.open(PRIYA, sam).name.stage == "resident"
    assert "keeps no records of children" in refused(lambda: residents.add_child(PRIYA, sam, NAOMI)).says


def test_the_rooms_nobody_lives_in_are_free(residents: ResidentsService, tsion: PersonId) -> None:
    assert residents.free_rooms(PRIYA) == ("1", "2", "3", "5", "6")
    residents.move_out(PRIYA, tsion, TODAY)
    assert residents.free_rooms(PRIYA) == ("1", "2", "3", "4", "5", "6")


def test_the_timeline_holds_the_entries_of_all_registers_newest_first(
    residents: ResidentsService, clock: FixedClock, tsion: PersonId
) -> None:
    clock.move(timedelta(hours=1))
    residents.set_photograph(PRIYA, tsion, PNG)
    assert [each.kind for each in residents.timeline(PRIYA, tsion, 5)] == ["photograph", "person"]
    assert [each.kind for each in residents.timeline(PRIYA, tsion, 1)] == ["photograph"]


def test_the_screens_are_told_after_the_deed(residents: ResidentsService, office: Office) -> None:
    told: list[Changed] = []
    office.when_changed(told.append)
    changed = residents.add(PRIYA, KATARZYNA).changed
    refused(lambda: residents.add(PRIYA, replace(KATARZYNA, legal_name="")))
    assert told == [changed]


def test_a_register_that_says_nothing_of_reading_is_read_by_nobody(vault: Vault, clock: FixedClock) -> None:
    class Unsaid(ResidentsRegister):
        name = "incidents"
        permissions: Mapping[str, frozenset[Role]] = {}

    policy = office_of(vault, clock).policy
    residents = ResidentsService(Office(vault, policy, clock, [ResidentsRegister(policy), Unsaid(policy)]))
    assert residents.may_read(TRUSTEE, "residents")
    assert not residents.may_read(RUTH, "incidents")
    assert not residents.may_read(RUTH, "post")


@pytest.mark.parametrize("why", ["", "check", "just looking", "... - !"])
def test_a_trustee_opens_a_record_only_with_a_reason_in_a_few_words(
    residents: ResidentsService, tsion: PersonId, why: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        residents.open(TRUSTEE, tsion, why)
    assert [each.field for each in refused.value.refusals] == ["why"]
    assert residents.who_looked(RUTH, tsion) == ()
    for read in (lambda: residents.read_again(TRUSTEE, tsion), lambda: residents.timeline(TRUSTEE, tsion, 5)):
        with pytest.raises(RefusedError):
            read()
    residents.open(TRUSTEE, tsion, "Tsion complained about her room")
    assert residents.read_again(TRUSTEE, tsion) is not None


def test_nobody_reads_the_register_whose_role_does_not_include_it(residents: ResidentsService, tsion: PersonId) -> None:
    visitor = Actor("visitor", "An inspector", cast("Role", "visitor"), "Inspector")
    for read in (
        lambda: residents.page(visitor, PeopleQuery()),
        lambda: residents.suggest(visitor, "Ts"),
        lambda: residents.name(visitor, tsion),
        lambda: residents.children(visitor, tsion),
        lambda: residents.who_looked(visitor, tsion),
        lambda: residents.counts(visitor),
    ):
        with pytest.raises(RefusedError):
            read()
