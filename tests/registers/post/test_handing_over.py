from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from cantercare_desktop.office.records import SignatureRecord
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.signing import Declined, Point, Signed, Stroke
from cantercare_desktop.registers.post.values import CollectorId, Correction, PostQuery
from tests.registers.post.conftest import INK, NOW, PRIYA, SIOBHAN, TRUSTEE, Desk

TODAY = date(2026, 11, 21)


def test_she_takes_three_things_under_one_signature(desk: Desk) -> None:
    items = [desk.log("Amara Okafor"), desk.log("Amara Okafor", kind="parcel"), desk.log("Amara Okafor", kind="card")]
    given = desk.give(*items)
    assert given.number == "H-2026-0001"
    assert [thing.number for thing in given.things] == ["P-2026-0001", "P-2026-0002", "P-2026-0003"]
    assert given.signature.statement == "I have taken these 3 things."
    assert given.signature.items == ("Letter. Came today", "Parcel. Came today", "Card to collect. Came today")
    assert given.signature.known_how == "She lives here, room 1"
    assert given.signature.captured_by == "Priya Nair, staff"
    assert desk.post.counts(PRIYA).waiting == 0
    assert desk.actions()[0] == "post.hand_over"


def test_post_cannot_be_handed_over_twice(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    signed = desk.signed([item.id])
    desk.post.hand_over(PRIYA, [item.id], signed)
    with pytest.raises(RefusedError) as caught:
        desk.post.hand_over(SIOBHAN, [item.id], signed)
    assert caught.value.says == "P-2026-0001 was already handed over: Priya Nair gave it to Amara Okafor today 14:20."
    with desk.vault.reading() as session:
        assert len(session.scalars(select(SignatureRecord)).all()) == 1


def test_things_of_two_people_cannot_be_in_one_signature(desk: Desk) -> None:
    amaras, leilas = desk.log("Amara Okafor"), desk.log("Leila Haddadi")
    with pytest.raises(RefusedError, match="refused") as caught:
        desk.post.sheet(PRIYA, [amaras.id, leilas.id])
    assert caught.value.says == "These things are for different people. Each person signs for her own."
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [amaras.id, leilas.id], desk.signed([amaras.id]))
    assert desk.post.counts(PRIYA).waiting == 2


def test_nothing_ticked_is_told(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        desk.post.sheet(PRIYA, [])


def test_the_sheet_never_says_who_sent_it(desk: Desk) -> None:
    item = desk.log("Amara Okafor", sender="Magistrates’ Court", carrier="Royal Mail", tracking="RN9")
    sheet = desk.post.sheet(PRIYA, [item.id])
    said = repr(sheet)
    assert "Court" not in said
    assert "Royal" not in said
    assert "RN9" not in said
    assert "Okafor" not in said


@pytest.mark.parametrize("language", ["en", "am", "ar", "fr", "pl"])
def test_she_may_sign_in_any_language_of_the_profile(desk: Desk, language: str) -> None:
    items = [desk.log("Leila Haddadi"), desk.log("Leila Haddadi", kind="parcel")]
    ids = [item.id for item in items]
    given = desk.post.hand_over(PRIYA, ids, desk.signed(ids, language)).value
    assert given.signature.language == language
    assert desk.post.sheet(PRIYA, [desk.log("Leila Haddadi").id]).language == "ar"


def test_a_signature_under_other_words_than_these_is_refused(desk: Desk) -> None:
    one, two = desk.log("Amara Okafor"), desk.log("Amara Okafor", kind="parcel")
    signed = desk.signed([one.id])
    changed = [
        replace(signed, shown=replace(signed.shown, statement="I owe the house £100.")),
        replace(signed, shown=replace(signed.shown, items=("Parcel. Came today",))),
        replace(signed, shown=replace(signed.shown, language="pl")),
        replace(signed, shown=replace(signed.shown, language="xx")),
        replace(signed, shown=replace(signed.shown, known_how="Showed her passport")),
        replace(signed, shown=replace(signed.shown, person=desk.people["Leila Haddadi"])),
    ]
    for each in changed:
        with pytest.raises(RefusedError, match="refused"):
            desk.post.hand_over(PRIYA, [one.id], each)
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [one.id, two.id], signed)
    assert desk.post.counts(PRIYA).waiting == 2


def test_an_item_corrected_while_she_read_makes_the_signature_not_fit(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    signed = desk.signed([item.id])
    desk.post.correct(PRIYA, item.id, Correction(kind="parcel"), "It is a parcel")
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [item.id], signed)


def test_a_sheet_shown_before_midnight_and_signed_after_it_still_fits(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    desk.clock.at = NOW.replace(hour=23, minute=59)
    signed = desk.signed([item.id])
    desk.clock.move(timedelta(minutes=3))
    assert desk.post.hand_over(PRIYA, [item.id], signed).value.at == desk.clock.now()


def test_too_little_ink_is_no_signature_but_her_mark_is(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    shown = desk.shown([item.id])
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [item.id], Signed(shown, "drawn", INK[:0], 3.0))
    mark = (Stroke((Point(0.5, 0.5, 0, 0.5), Point(0.51, 0.51, 9, 0.5))),)
    for nothing in ((), (Stroke(()),)):
        with pytest.raises(RefusedError):
            desk.post.hand_over(PRIYA, [item.id], Signed(shown, "mark", nothing, 3.0))
    assert desk.post.hand_over(PRIYA, [item.id], Signed(shown, "mark", mark, 3.0)).value.signature.way == "mark"


def test_times_that_run_backwards_are_refused(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    signed = desk.signed([item.id])
    backwards = replace(signed, shown=replace(signed.shown, ended=signed.shown.started - timedelta(seconds=1)))
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [item.id], backwards)


def test_she_may_rather_not_sign_before_a_witness_and_take_only_some(desk: Desk) -> None:
    letter, parcel = desk.log("Amara Okafor"), desk.log("Amara Okafor", kind="parcel")
    declined = desk.declined([letter.id, parcel.id], "Grace Owusu")
    given = desk.post.hand_over_declined(PRIYA, declined, [letter.id]).value
    assert (given.signature.way, given.signature.witness) == ("declined", "Grace Owusu")
    assert [thing.number for thing in given.things] == [letter.number]
    assert desk.post.counts(PRIYA).waiting == 1
    handed = desk.post.item(PRIYA, letter.id)
    assert handed.steps[-1].second == "14:20, Priya Nair. H-2026-0001. Rather not sign. Witness: Grace Owusu"


@pytest.mark.parametrize("witness", ["", "   ", "Priya Nair", "PRIYA nair", "Amara Okafor", " amara  OKAFOR"])
def test_her_no_needs_a_witness_who_is_somebody_else(desk: Desk, witness: str) -> None:
    item = desk.log("Amara Okafor")
    with pytest.raises(RefusedError) as caught:
        desk.post.hand_over_declined(PRIYA, desk.declined([item.id], witness), [item.id])
    assert caught.value.refusals[0].field == "witness"


def test_what_was_not_on_her_screen_is_not_handed_over_by_her_no(desk: Desk) -> None:
    letter, parcel = desk.log("Amara Okafor"), desk.log("Amara Okafor", kind="parcel")
    with pytest.raises(RefusedError):
        desk.post.hand_over_declined(PRIYA, desk.declined([letter.id], "Grace Owusu"), [letter.id, parcel.id])
    other = replace(desk.shown([letter.id]), statement="Something else")
    with pytest.raises(RefusedError):
        desk.post.hand_over_declined(PRIYA, Declined(other, "Grace Owusu"), [letter.id])


def test_a_childs_post_is_taken_by_its_mother_in_its_own_signature(desk: Desk) -> None:
    item = desk.log("Naomi Bekele")
    hers = desk.log("Tsion Bekele")
    sheet = desk.post.sheet(PRIYA, [item.id])
    assert (sheet.first_name, sheet.known_how, sheet.language) == ("Naomi", "Her mother, room 4", "am")
    assert sheet.words["en"].statement == "I have taken this 1 thing for Naomi."
    assert sheet.words["en"].thanks == "Thank you, Tsion. Please give the screen back."
    given = desk.give(item)
    assert (given.collector, given.person.full) == ("Tsion Bekele", "Naomi Bekele")
    with pytest.raises(RefusedError):
        desk.post.sheet(PRIYA, [hers.id, desk.log("Naomi Bekele").id])


def test_somebody_she_named_may_collect_today_and_signs_for_her(desk: Desk) -> None:
    amara = desk.people["Amara Okafor"]
    item = desk.log("Amara Okafor")
    named = desk.post.name_collector(PRIYA, amara, "Grace Mensah", "Showed her passport", "In person", TODAY).value
    full = desk.post.item(PRIYA, item.id)
    assert full.who_may_collect == "Amara, and today Grace Mensah"
    signed = desk.signed([item.id], collector=named.id)
    given = desk.post.hand_over(PRIYA, [item.id], signed, named.id).value
    assert given.collector == "Grace Mensah"
    assert given.signature.known_how == "Showed her passport"
    assert given.signature.statement == "I have taken this 1 thing for Amara."


def test_what_one_collector_was_shown_does_not_stand_under_the_name_of_another(desk: Desk) -> None:
    amara = desk.people["Amara Okafor"]
    item = desk.log("Amara Okafor")
    grace = desk.post.name_collector(PRIYA, amara, "Grace Mensah", "Showed her passport", "In person", TODAY).value
    lee = desk.post.name_collector(PRIYA, amara, "Lee Grey", "Her brother", "In person", TODAY).value
    signed = desk.signed([item.id], collector=grace.id)
    declined = Declined(signed.shown, "Siobhan Kelly")
    with pytest.raises(RefusedError):
        desk.post.hand_over(PRIYA, [item.id], signed, lee.id)
    with pytest.raises(RefusedError):
        desk.post.hand_over_declined(PRIYA, declined, [item.id], lee.id)
    with pytest.raises(RefusedError) as caught:
        desk.post.hand_over_declined(PRIYA, replace(declined, witness="Grace Mensah"), [item.id], grace.id)
    assert caught.value.refusals[0].field == "witness"
    assert desk.post.hand_over(PRIYA, [item.id], signed, grace.id).value.collector == "Grace Mensah"


def test_a_collector_is_for_one_day_and_for_one_person(desk: Desk) -> None:
    amara = desk.people["Amara Okafor"]
    item, leilas = desk.log("Amara Okafor"), desk.log("Leila Haddadi")
    monday = desk.post.name_collector(PRIYA, amara, "Grace Mensah", "Passport", "In person", date(2026, 11, 23)).value
    for wanted, collector in ((item, monday.id), (leilas, monday.id), (item, CollectorId(99))):
        with pytest.raises(RefusedError) as caught:
            desk.post.sheet(PRIYA, [wanted.id], collector)
        assert caught.value.refusals[0].field == "collector"
    assert desk.post.item(PRIYA, item.id).who_may_collect == "Only Amara"
    desk.clock.at = NOW + timedelta(days=2)
    assert desk.post.sheet(PRIYA, [item.id], monday.id).known_how == "Passport"
    desk.post.withdraw_collector(PRIYA, monday.id)
    with pytest.raises(RefusedError):
        desk.post.sheet(PRIYA, [item.id], monday.id)
    with pytest.raises(RefusedError):
        desk.post.withdraw_collector(PRIYA, monday.id)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"day": date(2026, 11, 20)}, "day"),
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"known_how": ""}, "known_how"),
        ({"asked_how": ""}, "asked_how"),
    ],
)
def test_naming_a_collector_needs_a_name_how_known_how_asked_and_a_day(
    desk: Desk, changed: dict[str, object], field: str
) -> None:
    asked: dict[str, object] = {
        "name": "Grace Mensah", "known_how": "Passport", "asked_how": "In person", "day": TODAY, **changed,
    }  # fmt: skip
    with pytest.raises(RefusedError) as caught:
        desk.post.name_collector(PRIYA, desk.people["Amara Okafor"], **asked)  # type: ignore[arg-type]
    assert [refusal.field for refusal in caught.value.refusals] == [field]


def test_the_person_her_post_warning_names_cannot_collect(desk: Desk) -> None:
    warned = desk.person("Bethany Marsh", "3", post_warning="Do not hand post to Darren Marsh.")
    item = desk.log("Bethany Marsh")
    with pytest.raises(RefusedError) as caught:
        desk.post.name_collector(PRIYA, warned, "Darren Cole", "Says he is family", "By phone", TODAY)
    assert "Do not hand post to Darren Marsh." in caught.value.says
    named = desk.post.name_collector(PRIYA, warned, "Ivy Marsh", "Her aunt", "In person", TODAY).value
    assert named.warning == "Do not hand post to Darren Marsh."
    assert desk.post.item(PRIYA, item.id).post_warning == "Do not hand post to Darren Marsh."


def test_what_she_took_is_listed_newest_first_with_its_receipt(desk: Desk) -> None:
    letter = desk.log("Amara Okafor")
    desk.clock.move(timedelta(hours=1))
    parcel = desk.log("Leila Haddadi", kind="parcel")
    desk.give(parcel)
    desk.clock.move(timedelta(hours=1))
    given = desk.give(letter)
    rows = desk.post.page(PRIYA, PostQuery("handed_over")).rows
    assert [row.number for row in rows] == [letter.number, parcel.number]
    assert (rows[0].second, rows[0].hand_over) == ("Handed over today 16:20", given.id)
    assert desk.post.hand_overs(PRIYA, given.person.person) == (given,)


def test_a_trustee_cannot_hand_anything_over(desk: Desk) -> None:
    item = desk.log("Amara Okafor")
    with pytest.raises(RefusedError):
        desk.post.hand_over(TRUSTEE, [item.id], desk.signed([item.id]))
