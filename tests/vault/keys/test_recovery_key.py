from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cantercare_desktop.vault.keys.recovery_key import ALPHABET, RecoveryKey
from cantercare_desktop.vault.problems import RecoveryKeyMistyped

KEYS = st.builds(RecoveryKey.generate)
PLACES = st.integers(0, 47)


def test_it_is_six_groups_of_eight_and_never_the_same_twice() -> None:
    key = RecoveryKey.generate()
    assert [len(group) for group in key.groups] == [9] * 6
    assert all(group[4] == "-" for group in key.groups)
    assert key.groups != RecoveryKey.generate().groups


def test_it_does_not_show_in_a_repr() -> None:
    key = RecoveryKey.generate()
    assert key.symbols[:8] not in repr(key)


@given(KEYS)
def test_it_is_read_back_as_people_type_it(key: RecoveryKey) -> None:
    typed = "  ".join(key.groups).lower().replace("0", "o").replace("1", "l")
    assert RecoveryKey.parse(typed) == key
    assert RecoveryKey.parse("".join(key.groups).replace("-", "").replace("1", "I")) == key


@given(KEYS, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_symbol_names_its_group(key: RecoveryKey, place: int, symbol: str) -> None:
    if key.symbols[place] == symbol:
        return
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(key.symbols[:place] + symbol + key.symbols[place + 1 :])
    assert caught.value.group == place // 8 + 1
    assert f"Group {place // 8 + 1}" in caught.value.happened


@given(KEYS, PLACES, PLACES)
def test_two_swapped_symbols_of_a_group_name_it(key: RecoveryKey, one: int, other: int) -> None:
    if one // 8 != other // 8 or key.symbols[one] == key.symbols[other]:
        return
    swapped = list(key.symbols)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse("".join(swapped))
    assert caught.value.group == one // 8 + 1


@given(KEYS)
def test_two_groups_in_each_others_place_are_found(key: RecoveryKey) -> None:
    groups = list(key.groups)
    groups[1], groups[4] = groups[4], groups[1]
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(" ".join(groups))
    assert caught.value.group == 2


@pytest.mark.parametrize("typed", ["", "XXXX", "hello, is this the key?"])
def test_what_is_not_a_key_is_told_so(typed: str) -> None:
    with pytest.raises(RecoveryKeyMistyped):
        RecoveryKey.parse(typed)


def test_a_missing_group_is_told_as_such() -> None:
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(" ".join(RecoveryKey.generate().groups[:5]))
    assert caught.value.group == 0


def test_a_letter_that_is_not_in_the_alphabet_names_its_group() -> None:
    key = RecoveryKey.generate()
    with pytest.raises(RecoveryKeyMistyped) as caught:
        RecoveryKey.parse(key.symbols[:20] + "U" + key.symbols[21:])
    assert caught.value.group == 3
