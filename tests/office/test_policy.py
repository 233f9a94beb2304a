from __future__ import annotations

from pathlib import Path

import pytest

from cantercare_desktop.office.policy import ProfileProblem, profiles, read_policy
from cantercare_desktop.resources import resource

FOLDER = resource("profiles")


@pytest.mark.parametrize("path", profiles(FOLDER), ids=lambda path: path.stem)
def test_every_profile_that_ships_can_be_read(path: Path) -> None:
    policy = read_policy(path)
    assert policy.name == path.stem
    assert policy.languages[0] == "en"


def test_three_profiles_ship() -> None:
    assert [path.stem for path in profiles(FOLDER)] == ["cantercare", "custom", "recovery-steps-ips"]


def test_cantercare_turns_amber_after_3_days_and_red_after_7() -> None:
    post = read_policy(FOLDER / "cantercare.toml").post
    assert (post.amber_after_days, post.red_after_days) == (3, 7)


def test_a_category_is_found_by_its_id() -> None:
    policy = read_policy(FOLDER / "cantercare.toml")
    assert policy.category("post").basis.startswith("Legitimate interests")
    with pytest.raises(KeyError):
        policy.category("astrology")


@pytest.mark.parametrize(
    ("find", "put", "key", "reason"),
    [
        ("amber_after_days = 3", "amber_after_days = 0", "post.amber_after_days", "greater than or equal to 1"),
        ("red_after_days = 7", "red_after_days = 3", "post.red_after_days", "later than amber_after_days"),
        ('log_by = "20:00"', 'log_by = "25:00"', "post.log_by", "match pattern"),
        ("has_children = true", "has_children = true\ncolour = 3", "colour", "not permitted"),
        ('children = "babies"\n', "", "words.children", "several"),
        ('id = "post"', 'id = "safety"', "categories.safety", "two categories"),
        ('id = "images"', 'id = "pictures"', "categories.images", "missing"),
        ('rooms = ["1", "2"', 'rooms = ["1", "1"', "rooms", "named twice"),
        ('registers = ["residents", "post"]', 'registers = ["horses"]', "registers", "no register called horses"),
        ('languages = ["en", "am"', 'languages = ["am", "en"', "languages", "English (en) first"),
        ('purpose = "To keep her post safe and to show that she received it"', "", "categories.6.purpose", "required"),
        ("[screens]", "[screens", "the file", ""),
    ],
)
def test_a_profile_with_a_fault_names_file_key_and_reason(
    tmp_path: Path, find: str, put: str, key: str, reason: str
) -> None:
    text = (FOLDER / "cantercare.toml").read_text(encoding="utf-8")
    assert find in text
    broken = tmp_path / "broken.toml"
    broken.write_text(text.replace(find, put, 1), encoding="utf-8")
    with pytest.raises(ProfileProblem) as raised:
        read_policy(broken)
    assert "broken.toml" in raised.value.happened
    assert key in raised.value.happened
    assert reason in raised.value.happened


def test_a_profile_that_is_not_text_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ProfileProblem, match="cannot be read"):
        read_policy(broken)
