from __future__ import annotations

import pytest

from cantercare_desktop.house import House
from cantercare_desktop.office.people import PersonId
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.staff import Actor
from cantercare_desktop.registers.post.values import NewPostItem
from cantercare_desktop.registers.residents.values import NewChild, NewPerson
from cantercare_desktop.vault.problems import DiskFull, DiskReadOnly, DiskTrouble, Problem
from cantercare_desktop.vault.vault import Vault

PRIYA = Actor("priya", "Priya Nair", "staff", "Staff")
RUTH = Actor("ruth", "Ruth Adeyemi", "data_manager", "Data Manager")
TRUSTEE = Actor("helen", "Helen Ashdown", "trustee", "Trustee")


@pytest.fixture
def leila(house: House) -> PersonId:
    return house.residents.add(PRIYA, NewPerson(legal_name="Leila Haddadi")).value


@pytest.fixture
def amara(house: House) -> PersonId:
    return house.residents.add(PRIYA, NewPerson(legal_name="Amara Okafor")).value


def _entries(vault: Vault) -> int:
    with vault.reading() as session:
        return vault.ledger.head(session).seq


@pytest.mark.parametrize("by", [PRIYA, TRUSTEE])
def test_only_the_data_manager_erases(house: House, vault: Vault, leila: PersonId, by: Actor) -> None:
    before = _entries(vault)
    with pytest.raises(RefusedError):
        house.erasing.erase(by, [leila])
    assert _entries(vault) == before
    assert house.residents.name(RUTH, leila) is not None


def test_what_is_erased_is_gone_and_says_so(house: House, vault: Vault, leila: PersonId) -> None:
    house.post.log(PRIYA, NewPostItem(person=leila, kind="letter", place="Drawer A"))
    house.residents.open(PRIYA, leila, "She asked what we hold")
    (erased,) = house.erasing.erase(RUTH, [leila]).value
    assert erased.holds
    assert erased.scrubbed
    assert {each.register for each in erased.forgotten} == {"post", "residents"}
    assert erased.ledger_details == 3
    assert house.residents.name(RUTH, leila) is None
    with vault.reading() as session:
        assert vault.ledger.verify(session).bad is None


def test_the_others_keep_what_is_theirs(house: House, vault: Vault, leila: PersonId, amara: PersonId) -> None:
    item = house.post.log(PRIYA, NewPostItem(person=amara, kind="letter", place="Drawer A")).value
    house.erasing.erase(RUTH, [leila])
    assert house.post.item(PRIYA, item.id).item.person.full == "Amara Okafor"
    with vault.reading() as session:
        hers = vault.ledger.entries(session, about=int(amara))
        assert all(vault.ledger.detail(session, entry.seq) for entry in hers)


def test_a_refusal_for_one_erases_none_of_those_asked_for(house: House, leila: PersonId, amara: PersonId) -> None:
    house.residents.add_child(PRIYA, amara, NewChild(legal_name="Zainab Okafor"))
    with pytest.raises(RefusedError):
        house.erasing.erase(RUTH, [leila, amara])
    assert house.residents.name(RUTH, leila) is not None


def test_nobody_asked_for_is_nothing_changed(house: House) -> None:
    saved = house.erasing.erase(RUTH, [])
    assert saved.value == ()
    assert saved.changed.entry is None


@pytest.mark.parametrize("trouble", [DiskFull(), DiskReadOnly(), DiskTrouble()], ids=lambda each: type(each).__name__)
def test_an_erasure_whose_scrubbing_fails_is_told_as_done_but_not_as_holding(
    house: House, vault: Vault, leila: PersonId, monkeypatch: pytest.MonkeyPatch, trouble: Problem
) -> None:
    def refuse() -> None:
        raise trouble

    monkeypatch.setattr(house.office, "scrub", refuse)
    (erased,) = house.erasing.erase(RUTH, [leila]).value
    assert not erased.scrubbed
    assert not erased.holds
    assert all(each.found_after == 0 for each in erased.forgotten)
    assert house.residents.name(RUTH, leila) is None


def test_whose_name_somebody_else_typed_as_a_collectors_is_told_and_not_said_to_be_gone(
    house: House, leila: PersonId, amara: PersonId
) -> None:
    house.post.name_collector(PRIYA, amara, "Leila Haddadi", "Lives here", "In person", house.post.today)
    (erased,) = house.erasing.erase(RUTH, [leila]).value
    assert [kept.id.kind for each in erased.forgotten for kept in each.kept] == ["post_collectors"]
    assert not erased.holds
    (hers,) = house.erasing.erase(RUTH, [amara]).value
    assert hers.holds
