from __future__ import annotations

from dataclasses import replace

import pytest

from cantercare_desktop.office.people import PersonId
from cantercare_desktop.registers.residents.service import ResidentsService
from cantercare_desktop.registers.residents.values import NewChild, NewPerson, PeopleQuery
from tests.registers.residents.conftest import PRIYA
from tests.registers.residents.people import KATARZYNA, LEILA, NAOMI, TODAY, TSION


def test_the_list_goes_on_where_the_page_before_ended(residents: ResidentsService) -> None:
    for name in ("Zoë Ångström", "Amara Okafor", "amara okafor", "Łucja Żak", "Chloe Fenwick", "ጽዮን በቀለ"):
        residents.add(PRIYA, NewPerson(legal_name=name))
    seen: list[str] = []
    asked = PeopleQuery("applicant", limit=2)
    for _page in range(3):
        page = residents.page(PRIYA, asked)
        seen += [row.name.full for row in page.rows]
        asked = replace(asked, after=page.next)
    assert seen == ["Amara Okafor", "amara okafor", "Chloe Fenwick", "Łucja Żak", "Zoë Ångström", "ጽዮን በቀለ"]
    assert asked.after is None


def test_children_stand_with_their_mothers_and_are_rows_only_when_searched_for(
    residents: ResidentsService, tsion: PersonId
) -> None:
    residents.add_child(PRIYA, tsion, NAOMI)
    (row,) = residents.page(PRIYA, PeopleQuery("resident")).rows
    assert [child.name.full for child in row.children] == ["Naomi Bekele"]
    assert row.has_warning
    (found,) = residents.page(PRIYA, PeopleQuery("resident", "nao")).rows
    assert found.mother is not None
    assert found.mother.full == "Tsion Bekele"


@pytest.mark.parametrize("typed", ["haddadi", "HAD", "lei had", "ليلى", "حد", "2"])
def test_somebody_is_found_by_the_beginning_of_any_name_or_by_the_room(residents: ResidentsService, typed: str) -> None:
    leila = residents.add(PRIYA, LEILA).value
    residents.add(PRIYA, TSION)
    assert [each.person for each in residents.suggest(PRIYA, typed)] == [leila]


@pytest.mark.parametrize("typed", ["łuc", "luc", "zak", "Żak", "ŁUCJA"])
def test_marks_on_letters_are_not_needed_to_find_a_name(residents: ResidentsService, typed: str) -> None:
    residents.add(PRIYA, NewPerson(legal_name="Łucja Żak"))
    assert [each.full for each in residents.suggest(PRIYA, typed)] == ["Łucja Żak"]


def test_whoever_lives_here_is_suggested_before_applicants_and_leavers(residents: ResidentsService) -> None:
    gone = residents.add(PRIYA, replace(TSION, legal_name="Ama Left", room="1")).value
    residents.move_out(PRIYA, gone, TODAY)
    residents.add(PRIYA, replace(KATARZYNA, legal_name="Amal Applies"))
    here = residents.add(PRIYA, replace(TSION, legal_name="Zala Amani")).value
    residents.add_child(PRIYA, here, replace(NAOMI, legal_name="Amadou Amani"))
    names_suggested = [each.full for each in residents.suggest(PRIYA, "ama")]
    assert names_suggested == ["Amadou Amani", "Zala Amani", "Amal Applies", "Ama Left"]
    assert [each.full for each in residents.suggest(PRIYA, "ama", limit=1)] == ["Amadou Amani"]
    assert residents.suggest(PRIYA, "  ") == ()
    assert residents.suggest(PRIYA, '"*) OR 1 --') == ()


def test_a_new_name_is_found_and_the_old_one_no_more(residents: ResidentsService, katarzyna: PersonId) -> None:
    details = residents.open(PRIYA, katarzyna).details
    residents.change(PRIYA, katarzyna, replace(details, legal_name="Katarzyna Nowak"))
    assert residents.suggest(PRIYA, "wro") == ()
    assert [each.person for each in residents.suggest(PRIYA, "now")] == [katarzyna]


def test_the_house_is_counted(residents: ResidentsService, tsion: PersonId, katarzyna: PersonId) -> None:
    residents.add_child(PRIYA, tsion, NAOMI)
    residents.add_child(PRIYA, katarzyna, NewChild(legal_name="Oskar Wrona"))
    counts = residents.counts(PRIYA)
    assert (counts.rooms_lived_in, counts.children, counts.residents, counts.applicants, counts.left) == (1, 1, 1, 1, 0)
