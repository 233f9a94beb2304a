from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from cantercare_desktop.office.clock import FixedClock
from cantercare_desktop.office.policy import read_policy
from cantercare_desktop.office.refusals import RefusedError
from cantercare_desktop.office.staff import RECOVERY, Actor
from cantercare_desktop.office.staff_service import StaffService, actor_of
from cantercare_desktop.office.work import Office
from cantercare_desktop.resources import resource
from cantercare_desktop.vault.keys import NewMember, RecoveryKey
from cantercare_desktop.vault.problems import WouldLockEveryoneOut, WrongRecoveryKey
from tests.support.vaults import NOW, PASSWORDS, NewVault, entries_written, new_vault


@pytest.fixture
def house(tmp_path: Path) -> Iterator[NewVault]:
    made = new_vault(tmp_path / "vault")
    yield made
    made.vault.close()


@pytest.fixture
def staff(house: NewVault) -> StaffService:
    policy = read_policy(resource("profiles", "cantercare.toml"))
    return StaffService(Office(house.vault, policy, FixedClock(NOW)), house.vault)


def one(staff: StaffService, name: str) -> Actor:
    return actor_of(next(each for each in staff.members() if each.name.startswith(name)))


def test_the_recovery_key_acts_under_its_own_name() -> None:
    assert actor_of(None) == RECOVERY


@pytest.mark.parametrize(("again", "written"), [(False, "office.signed_in"), (True, "office.unlocked")])
def test_coming_in_is_written_down_with_everybodys_names(
    staff: StaffService,
    house: NewVault,
    again: bool,  # noqa: FBT001 - given by the parameters above
    written: str,
) -> None:
    staff.came_in(one(staff, "Priya"), again=again)

    assert entries_written(house.vault)[-1] == written
    assert staff.name_of(one(staff, "Tom").member) == "Tom Whitfield"


def test_going_out_is_written_down_with_its_reason(staff: StaffService, house: NewVault) -> None:
    staff.went_out(one(staff, "Priya"), "after 5 minutes without use", signed_out=False)

    with house.vault.reading() as session:
        entry = house.vault.ledger.entries(session, action="office.locked", limit=1)[0]
        assert b"after 5 minutes without use" in (house.vault.ledger.detail(session, entry.seq) or b"")


def test_a_name_can_be_used_once_whatever_its_case(staff: StaffService) -> None:
    with pytest.raises(RefusedError) as refused:
        staff.add(one(staff, "Margaret"), NewMember(" priya NAIR ", "staff", "Staff", PASSWORDS[0]))

    assert [each.field for each in refused.value.refusals] == ["name"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "Priya\x00Nair"])
def test_a_name_that_cannot_be_kept_is_refused_beside_its_field(staff: StaffService, name: str) -> None:
    with pytest.raises(RefusedError) as refused:
        staff.add(one(staff, "Margaret"), NewMember(name, "staff", "Staff", PASSWORDS[0]))

    assert refused.value.refusals[0].field == "name"


def test_a_pass_is_not_given_for_a_day_that_is_over(staff: StaffService) -> None:
    margaret, tom = one(staff, "Margaret"), one(staff, "Tom")
    yesterday, today = NOW.date() - timedelta(days=1), NOW.date()
    with pytest.raises(RefusedError) as added:
        staff.add(margaret, NewMember("Helen Ashdown", "trustee", "Trustee", PASSWORDS[0], yesterday))
    with pytest.raises(RefusedError) as changed:
        staff.change(margaret, tom.member, name="Tom Whitfield", role="trustee", title="Trustee", pass_until=yesterday)
    assert [refused.value.refusals[0].field for refused in (added, changed)] == ["pass_until", "pass_until"]

    staff.change(margaret, tom.member, name="Tom Whitfield", role="trustee", title="Trustee", pass_until=today)
    assert [each.pass_until for each in staff.members() if each.id == tom.member] == [today]


@pytest.mark.parametrize("name", ["Ọláyínká Ọ̀ṣúnwálé", "ልዑል ሰገድ", "فاطمة رحماني", "<b>Bo</b> %s", "🙂"])
def test_a_name_in_any_script_can_sign_in(staff: StaffService, house: NewVault, name: str) -> None:
    added = staff.add(one(staff, "Margaret"), NewMember(name, "staff", "Staff", PASSWORDS[0]))

    assert staff.name_of(added.id) == added.name
    assert house.vault.check_password(added.id, PASSWORDS[0])


def test_only_the_data_manager_adds_people(staff: StaffService) -> None:
    with pytest.raises(RefusedError):
        staff.add(one(staff, "Priya"), NewMember("Grace Owusu", "staff", "Staff", PASSWORDS[0]))

    assert "Grace Owusu" not in [each.name for each in staff.members()]


def test_a_trustee_is_let_in_only_up_to_a_day(staff: StaffService) -> None:
    ruth = one(staff, "Margaret")
    with pytest.raises(RefusedError) as refused:
        staff.add(ruth, NewMember("Anil Shah", "trustee", "Trustee", PASSWORDS[0]))
    assert refused.value.refusals[0].field == "pass_until"

    added = staff.add(ruth, NewMember("Anil Shah", "trustee", "Trustee", PASSWORDS[0], date(2026, 12, 4)))
    assert added.pass_until == date(2026, 12, 4)


def test_someone_who_left_stays_known_by_name(staff: StaffService, house: NewVault) -> None:
    priya = one(staff, "Priya")
    staff.came_in(priya, again=False)
    staff.disable(one(staff, "Margaret"), priya.member, "last day")

    assert [each.name for each in staff.left()] == ["Priya Nair"]
    assert staff.name_of(priya.member) == "Priya Nair"
    assert entries_written(house.vault)[-1] == "staff.disabled"


def test_nobody_takes_away_her_own_way_in(staff: StaffService) -> None:
    margaret = one(staff, "Margaret")
    with pytest.raises(RefusedError):
        staff.disable(margaret, margaret.member, "by mistake")


def test_the_last_data_manager_stays_one(staff: StaffService) -> None:
    margaret = one(staff, "Margaret")
    with pytest.raises(WouldLockEveryoneOut):
        staff.change(margaret, margaret.member, name=margaret.name, role="staff", title="Staff", pass_until=None)


def test_a_forgotten_password_is_set_anew(staff: StaffService, house: NewVault) -> None:
    priya = one(staff, "Priya")
    staff.set_password(one(staff, "Margaret"), priya.member, "copper window thistle two")

    assert house.vault.check_password(priya.member, "copper window thistle two")
    assert not house.vault.check_password(priya.member, PASSWORDS[1])


def test_a_new_password_must_not_be_weak(staff: StaffService, house: NewVault) -> None:
    priya = one(staff, "Priya")
    with pytest.raises(RefusedError):
        staff.change_own_password(priya, PASSWORDS[1], "password1234")

    assert house.vault.check_password(priya.member, PASSWORDS[1])


def test_a_new_recovery_key_ends_the_old_one(staff: StaffService, house: NewVault) -> None:
    key = RecoveryKey.generate()
    staff.renew_recovery_key(one(staff, "Margaret"), key)

    assert entries_written(house.vault)[-1] == "staff.recovery_key_made"
    house.vault.close()
    with pytest.raises(WrongRecoveryKey):
        house.folder.unlock_with_recovery(house.recovery_key)
    house.folder.unlock_with_recovery(key).close()


def test_only_the_data_manager_puts_a_new_recovery_key_in_force(staff: StaffService, house: NewVault) -> None:
    with pytest.raises(RefusedError):
        staff.renew_recovery_key(one(staff, "Priya"), RecoveryKey.generate())

    house.vault.close()
    house.folder.unlock_with_recovery(house.recovery_key).close()
