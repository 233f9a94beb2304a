from __future__ import annotations

from pathlib import Path

from cantercare_desktop.paper.press import typeset
from cantercare_desktop.paper.recovery import recovery_key_pages
from tests.paper.reading import read_by_pdfium
from tests.paper.samples import MADE_AT

GROUPS = ("K7QM-4XPD", "R2WN-9HTA", "1C6J-8VEY", "3FB0-MZ5G", "T9DK-7PRX", "W4HN-2QJC")


def printed() -> bytes:
    return typeset(
        recovery_key_pages(
            GROUPS,
            "Cantercare",
            "21 November 2026, 14:20",
            "169 Wincheap, Canterbury CT1 3SE",
            made_by="Ruth Adeyemi",
            stamped=MADE_AT,
        )
    )


def test_there_are_two_pages_and_each_has_every_group_with_its_number() -> None:
    pages = read_by_pdfium(printed())
    assert len(pages) == 2
    for page in pages:
        for number, group in enumerate(GROUPS, start=1):
            assert f"{number} {group}" in page
        assert "the records are gone" in page
        assert "Never photograph" in page
    assert "safe" in pages[0].split("\n")[1]
    assert "trustee" in pages[1].split("\n")[1]


def test_the_pages_say_what_they_always_said() -> None:
    golden = Path(__file__).parent / "golden" / "recovery_key.txt"
    assert "\f".join(read_by_pdfium(printed())) == golden.read_text(encoding="utf-8")


def test_the_key_is_not_in_the_properties() -> None:
    pdf = printed()
    assert all(group.encode() not in pdf for group in GROUPS)
