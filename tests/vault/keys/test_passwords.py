from __future__ import annotations

import unicodedata

import pytest

from cantercare_desktop.vault.keys import check_password_rules
from cantercare_desktop.vault.keys.passwords import password_bytes
from cantercare_desktop.vault.problems import PasswordTooWeak


@pytest.mark.parametrize(
    "password",
    [
        "lantern orchard pebble nine",
        "the wet owl sang",
        "gurbet türküsü 44 kere",
        "мокрая сова поёт",
        "wkq83-bdgz-01",
        "Oxygen!cathedral",
        "to be or bo",
    ],
)
def test_long_and_uncommon_ones_are_let_through(password: str) -> None:
    check_password_rules(password)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("tiny", "too short"),
        ("elevenchars", "too short"),
        ("one two one", "too short"),
        ("a b c d", "too short"),
        ("password1234", "often used"),
        ("PasswordPassword", "often used"),
        ("p@ssw0rdp@ssw0rd", "often used"),
        ("1qaz2wsx3edc", "often used"),
        ("!!!letmein2026!!!", "often used"),
        ("Correct Horse Battery Staple", "often used"),
        ("aaaaaaaaaaaaaaa", "repeats itself"),
        ("abababababababab", "repeats itself"),
        ("123456789012", "repeats itself"),
        ("qwertyuiopasdf", "repeats itself"),
        ("x1 " * 400, "longer than"),
    ],
)
def test_short_and_common_ones_are_refused_with_the_reason(password: str, why: str) -> None:
    with pytest.raises(PasswordTooWeak) as caught:
        check_password_rules(password)
    assert why in caught.value.happened
    assert password not in caught.value.happened + caught.value.next + caught.value.details


def test_the_same_keys_give_the_same_bytes_however_the_computer_composes_them() -> None:
    composed, apart = unicodedata.normalize("NFC", "Zoë über Łódź"), unicodedata.normalize("NFD", "Zoë über Łódź")
    assert composed != apart
    assert password_bytes(composed) == password_bytes(apart)
