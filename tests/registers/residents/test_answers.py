from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from cantercare_desktop.office import index
from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.records import DraftRecord
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.register import EVERYTHING, Entry, Evidence, Link, Period, Ref, Scope, Verdict
from cantercare_desktop.office.work import Office
from cantercare_desktop.registers.residents import ResidentsRegister
from cantercare_desktop.registers.residents.records import PersonRecord
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from tests.registers.residents.conftest import NOW, PRIYA, RUTH, TRUSTEE
from tests.support.pictures import a_picture

PNG = a_picture("PNG")
TODAY = Period(datetime(2026, 11, 21, tzinfo=UTC), datetime(2026, 11, 22, tzinfo=UTC))

TSION = NewPerson(
    stage="resident",
    legal_name="Tsion Bekele",
    preferred_name="Tsion Alem Bekele",
    pronunciation="TSEE-on",
    language="am",
    language_note="Some English",
    born_on=date(2004, 5, 17),
    room="4",
    applied_on=date(2025, 12, 20),
    moved_in_on=date(2026, 1, 9),
    forwarding_address="12 Elm Road, York",
    safe_contact="Tell no caller that she lives here.",
    post_warning="Yonas Tesfaye",
)


@pytest.fixture
def register(office: Office) -> ResidentsRegister:
    (found,) = office.registers
    assert isinstance(found, ResidentsRegister)
    return found


@pytest.fixture
def tsion(residents: ResidentsService) -> PersonId:
    return residents.add(PRIYA, TSION).value


@pytest.fixture
def naomi(residents: ResidentsService, tsion: PersonId) -> PersonId:
    return residents.add_child(PRIYA, tsion, NewChild(legal_name="Naomi Bekele", born_on=date(2025, 12, 15))).value


@contextmanager
def erasing(office: Office) -> Iterator[Session]:
    with office.work(RUTH, "person.erased") as work:
        work.without_content()
        yield work.session


def entries_of(office: Office, register: ResidentsRegister, person: PersonId) -> list[Entry]:
    with office.look(PRIYA) as session:
        return list(register.entries(session, person))


def evidence_of(office: Office, register: ResidentsRegister, period: Period = TODAY) -> dict[str, Evidence]:
    with office.look(PRIYA) as session:
        return {each.promise: each for each in register.evidence(session, period)}


def test_every_fact_is_told_with_its_purpose_basis_and_source(
    office: Office, register: ResidentsRegister, tsion: PersonId, naomi: PersonId
) -> None:
    (entry,) = entries_of(office, register, tsion)
    told = {value.label: value.text for value in entry.values}
    assert told == {
        "Legal name": "Tsion Bekele",
        "Preferred name": "Tsion Alem Bekele",
        "Sorted in lists under": "tsion alem bekele",
        "How to say the name": "TSEE-on",
        "Date of birth": "17 May 2004",
        "Stage": "Lives here",
        "Room": "4",
        "Applied on": "20 December 2025",
        "Moved in on": "9 January 2026",
        "Language": "Amharic",
        "Language note": "Some English",
        "Forwarding address": "12 Elm Road, York",
        "Before any contact": "Tell no caller that she lives here.",
        "Do not hand post to": "Yonas Tesfaye",
        "Child": "Naomi Bekele",
    }
    safety = next(value for value in entry.values if value.label == "Before any contact")
    category = office.policy.category("safety")
    assert (safety.purpose, safety.basis, safety.sensitivity) == (
        category.purpose,
        f"{category.basis}. {category.condition}",
        "special",
    )
    assert safety.source == "Recorded by Priya Nair, 21 November 2026, 14:20:00 GMT"
    assert entry.values[-1].about == {tsion, naomi}
    assert all(tsion in value.about for value in entry.values)


def test_a_childs_entry_names_its_mother(office: Office, register: ResidentsRegister, naomi: PersonId) -> None:
    (entry,) = entries_of(office, register, naomi)
    assert ("Mother", "Tsion Alem Bekele") in {(value.label, value.text) for value in entry.values}


def test_a_photograph_is_told_whole(
    office: Office, register: ResidentsRegister, residents: ResidentsService, tsion: PersonId
) -> None:
    residents.set_photograph(PRIYA, tsion, PNG)
    photograph, person = entries_of(office, register, tsion)
    assert (photograph.kind, person.kind) == ("photograph", "person")
    assert [(each.name, each.media_type, each.content) for each in photograph.attachments] == [
        ("photograph.png", "image/png", PNG)
    ]


def test_nothing_is_told_or_due_about_nobody(office: Office, register: ResidentsRegister) -> None:
    assert entries_of(office, register, PersonId(404)) == []
    with office.look(PRIYA) as session:
        assert list(register.due(session, NOW)) == []


def test_people_are_found_with_where_they_are(
    office: Office, register: ResidentsRegister, tsion: PersonId, naomi: PersonId
) -> None:
    with office.look(PRIYA) as session:
        hits = list(register.find(session, "beke", 5))
        assert len(list(register.find(session, "beke", 1))) == 1
    assert [(hit.title, hit.detail) for hit in hits] == [
        ("Naomi Bekele", "Baby of Tsion Alem Bekele. Lives here, room 4"),
        ("Tsion Alem Bekele", "Lives here, room 4"),
    ]
    assert hits[1].opens == Link("residents", tsion, Ref("persons", int(tsion)))


def test_forgetting_removes_record_photograph_and_findability_and_reads_back(
    office: Office, register: ResidentsRegister, residents: ResidentsService, tsion: PersonId
) -> None:
    residents.set_photograph(PRIYA, tsion, PNG)
    with erasing(office) as session:
        forgotten = register.forget(session, tsion, EVERYTHING)
    assert (forgotten.removed, forgotten.looked_for, forgotten.found_after) == (2, 3, 0)
    assert residents.name(PRIYA, tsion) is None
    assert residents.suggest(PRIYA, "tsion") == ()
    assert entries_of(office, register, tsion) == []


def test_forgetting_nobody_removes_nothing(office: Office, register: ResidentsRegister) -> None:
    with erasing(office) as session:
        forgotten = register.forget(session, PersonId(404), EVERYTHING)
    assert (forgotten.removed, forgotten.looked_for, forgotten.found_after) == (0, 0, 0)


def test_a_mother_is_not_forgotten_while_her_child_is_on_record(
    office: Office, register: ResidentsRegister, residents: ResidentsService, tsion: PersonId, naomi: PersonId
) -> None:
    with pytest.raises(RefusedError, match="refused") as raised, erasing(office) as session:
        register.forget(session, tsion, EVERYTHING)
    assert raised.value.says == "1 baby is still on this record. Erase it first."
    assert residents.name(PRIYA, tsion) is not None
    with erasing(office) as session:
        for person in (naomi, tsion):
            assert register.forget(session, person, EVERYTHING).found_after == 0
    assert residents.counts(PRIYA).residents == 0


def test_only_what_is_asked_for_is_forgotten(
    office: Office, register: ResidentsRegister, residents: ResidentsService, clock: FixedClock, tsion: PersonId
) -> None:
    clock.move(timedelta(days=1))
    residents.set_photograph(PRIYA, tsion, PNG)
    with erasing(office) as session:
        older = register.forget(session, tsion, Scope(frozenset({"photograph"}), date(2026, 11, 22)))
        assert older.removed == 0
        picture = register.forget(session, tsion, Scope(frozenset({"photograph"})))
    assert (picture.removed, picture.found_after) == (1, 0)
    full = residents.open(PRIYA, tsion)
    assert full.photograph is None
    assert full.name.full == "Tsion Alem Bekele"


def test_what_others_still_hold_about_her_keeps_her_from_being_forgotten(
    office: Office, register: ResidentsRegister, tsion: PersonId
) -> None:
    with office.work(PRIYA, "draft.kept") as work:
        work.session.add(DraftRecord(member="priya", place="post", person_id=int(tsion), body="{}", kept_at=work.at))
    with pytest.raises(IntegrityError), erasing(office) as session:
        register.forget(session, tsion, EVERYTHING)
    assert entries_of(office, register, tsion) != []


def test_views_are_counted_as_evidence(
    office: Office, register: ResidentsRegister, residents: ResidentsService, clock: FixedClock, tsion: PersonId
) -> None:
    residents.open(PRIYA, tsion)
    residents.open(TRUSTEE, tsion, "Quarterly check of records")
    clock.move(timedelta(days=1))
    residents.open(PRIYA, tsion)
    c8 = evidence_of(office, register)["C8"]
    assert (c8.verdict, c8.counts) == (Verdict.KEPT, {"views": 2, "who looked": 2})
    assert c8.says == "Records were opened 2 times, by 2 people; each is on record."


def test_no_childs_record_outlives_its_mothers_stay(
    office: Office, register: ResidentsRegister, residents: ResidentsService, tsion: PersonId, naomi: PersonId
) -> None:
    assert evidence_of(office, register)["C17"].verdict is Verdict.KEPT
    residents.move_out(PRIYA, tsion, date(2026, 11, 21))
    kept = evidence_of(office, register)["C17"]
    assert (kept.verdict, kept.counts["children"]) == (Verdict.KEPT, 1)
    with office.work(PRIYA, "residents.change") as work:
        child = work.session.get_one(PersonRecord, naomi)
        child.stage = "resident"
    untrue = evidence_of(office, register)["C17"]
    assert (untrue.verdict, untrue.counts["outliving the stay"]) == (Verdict.UNTRUE, 1)


def test_a_profile_without_these_promises_is_given_no_evidence(office: Office) -> None:
    quiet = ResidentsRegister(office.policy.model_copy(update={"promises": ()}))
    assert evidence_of(office, quiet) == {}


def test_the_register_is_called_what_the_charity_calls_its_people(register: ResidentsRegister, office: Office) -> None:
    words = office.policy.words.model_copy(update={"residents": "clients"})
    assert register.title == "Residents"
    assert ResidentsRegister(office.policy.model_copy(update={"words": words})).title == "Clients"


def test_a_forgotten_name_is_out_of_the_index(
    office: Office, register: ResidentsRegister, residents: ResidentsService, tsion: PersonId
) -> None:
    details = residents.open(PRIYA, tsion).details
    residents.change(PRIYA, tsion, replace(details, legal_name="Tsion Tesfaye"))
    with erasing(office) as session:
        register.forget(session, tsion, EVERYTHING)
    with office.look(PRIYA) as session:
        assert not index.holds(session, Ref("persons", int(tsion)))
