"""The words of the resident screen are whole, agree with each other, and follow the rules of their language."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cantercare_desktop.office.languages import LanguageProblem, Languages, Phrasebook, placeholders
from cantercare_desktop.office.policy import profiles, read_policy
from cantercare_desktop.resources import resource

WORDS = resource("i18n", "resident")
CODES = ("en", "am", "ar", "fr", "pl")
TODAY = date(2026, 11, 21)

SMALL = """
checked_by = ""
[language]
name = "{name}"
native_name = "{name}"
right_to_left = false
voice = "{voice}"
day = "EEEE d MMMM"
long_day = "EEEE d MMMM y"
[post]
{post}
"""


@pytest.fixture
def languages() -> Languages:
    return Languages(WORDS, CODES)


def a_folder(folder: Path, *, en: str, xx: str, voice: str = "pl-PL") -> Languages:
    (folder / "en.toml").write_text(SMALL.format(name="English", voice="en-GB", post=en), encoding="utf-8")
    (folder / "pl.toml").write_text(SMALL.format(name="Polish", voice=voice, post=xx), encoding="utf-8")
    return Languages(folder, ("en", "pl"))


@pytest.mark.parametrize("code", CODES)
def test_every_language_says_everything_the_source_says(languages: Languages, code: str) -> None:
    assert languages.of(code).says() == languages.of("en").says()
    assert len(languages.of(code).says()) > 30


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_can_be_said_for_every_number(languages: Languages, code: str) -> None:
    book = languages.of(code)
    for key in book.says():
        for count in (0, 1, 2, 3, 5, 11, 21, 22, 60, 100, 1_000_000):
            said = book.say(key, count, name="Amara", day="Thursday 19 November")
            assert said.strip() == said
            assert "{" not in said


@pytest.mark.parametrize("code", CODES)
def test_a_statement_tells_how_many_things_and_for_whom(languages: Languages, code: str) -> None:
    book = languages.of(code)
    assert "37" in book.say("post.statement", 37)
    assert "Amara" in book.say("post.statement_for", 37, name="Amara")
    assert "Amara" in book.say("post.title", name="Amara")
    assert "Amara" in book.say("post.thanks", name="Amara")


@pytest.mark.parametrize("code", [code for code in CODES if code != "en"])
def test_nothing_is_left_in_english(languages: Languages, code: str) -> None:
    here, english = languages.of(code), languages.of("en")
    same = [
        key
        for key in english.says()
        if here.say(key, 3, name="Amara", day="d") == english.say(key, 3, name="Amara", day="d")
    ]
    assert same == []


def test_english_says_the_sentences_of_the_design(languages: Languages) -> None:
    en = languages.of("en")
    assert en.say("post.title", name="Amara") == "Post for Amara"
    assert en.say("post.lead", 1) == "You are taking 1 thing today."
    assert en.say("post.lead", 3) == "You are taking 3 things today."
    assert en.say("post.statement", 1) == "I have taken this 1 thing."
    assert en.say("post.statement", 3) == "I have taken these 3 things."
    assert en.say("post.statement_for", 3, name="Amara") == "I have taken these 3 things for Amara."
    assert en.say("post.thanks", name="Amara") == "Thank you, Amara. Please give the screen back."


def test_plural_forms_follow_each_language(languages: Languages) -> None:
    arabic = languages.of("ar")
    assert [arabic.say("post.lead", count) for count in (1, 2, 3, 11, 100)] == [
        "لك اليوم شيء واحد.",
        "لك اليوم شيئان.",
        "لك اليوم 3 أشياء.",
        "لك اليوم 11 شيئاً.",
        "لك اليوم 100 شيء.",
    ]
    polish = languages.of("pl")
    assert polish.say("post.lead", 1) == "Odbierasz dzisiaj 1 rzecz."
    assert polish.say("post.lead", 22) == "Odbierasz dzisiaj 22 rzeczy."
    assert languages.of("fr").say("post.lead", 1) == "Vous prenez 1 objet aujourd’hui."


def test_dates_are_said_in_each_language(languages: Languages) -> None:
    thursday = date(2026, 11, 19)
    assert [book.came_on(thursday, TODAY) for book in languages.all()] == [
        "Came on Thursday 19 November",
        "ሐሙስ 19 ኖቬምበር የመጣ",
        "تاريخ الوصول: الخميس 19 نوفمبر",
        "C’est arrivé le jeudi 19 novembre",
        "Przyszło: czwartek, 19 listopada",
    ]


def test_what_came_today_says_so_and_another_year_is_named(languages: Languages) -> None:
    en = languages.of("en")
    assert en.came_on(TODAY, TODAY) == "Came today"
    assert en.came_on(date(2025, 12, 31), TODAY) == "Came on Wednesday 31 December 2025"
    assert en.day(date(2026, 2, 1)) == "Sunday 1 February"
    assert en.long_day(date(2026, 2, 1)) == "Sunday 1 February 2026"


def test_the_first_of_a_month_is_an_ordinal_in_french(languages: Languages) -> None:
    assert languages.of("fr").day(date(2026, 11, 1)) == "dimanche 1er novembre"
    assert languages.of("fr").day(date(2026, 11, 2)) == "lundi 2 novembre"


def test_arabic_alone_runs_from_right_to_left(languages: Languages) -> None:
    assert {book.code for book in languages.all() if book.right_to_left} == {"ar"}


def test_languages_are_named_for_staff_and_for_her(languages: Languages) -> None:
    arabic = languages.of("ar")
    assert (arabic.name, arabic.native_name, arabic.voice) == ("Arabic", "العربية", "ar")


def test_a_language_that_no_speaker_has_read_is_named(languages: Languages, tmp_path: Path) -> None:
    assert {book.code for book in languages.unchecked()} == {
        book.code for book in languages.all() if book.code != "en" and book.checked_by == ""
    }
    a_folder(tmp_path, en='title = "Post"', xx='title = "Poczta"')
    words = (tmp_path / "pl.toml").read_text(encoding="utf-8")
    assert [book.code for book in Languages(tmp_path, ("en", "pl")).unchecked()] == ["pl"]
    (tmp_path / "pl.toml").write_text(words.replace('checked_by = ""', 'checked_by = "M. Zielińska"'), encoding="utf-8")
    assert Languages(tmp_path, ("en", "pl")).unchecked() == ()


def test_every_profile_offers_only_languages_that_are_there() -> None:
    for profile in profiles(resource("profiles")):
        books = Languages(WORDS, read_policy(profile).languages).all()
        assert books[0].code == "en"


def test_a_name_in_any_script_and_with_braces_is_put_in_as_it_is(languages: Languages) -> None:
    for name in ("أمارا", "አማራ", "{name}", "{0.__class__}", "%s", "<b>Amara</b>"):
        assert name in languages.of("en").say("post.title", name=name)


def test_a_language_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageProblem) as problem:
        Languages(WORDS, ("en", "tlh"))
    assert "tlh.toml" in problem.value.happened
    with pytest.raises(LanguageProblem):
        Languages(tmp_path, ())


def test_a_language_the_profile_does_not_offer_is_refused() -> None:
    with pytest.raises(LanguageProblem, match=r"pl\.toml"):
        Languages(WORDS, ("en", "fr")).of("pl")


@pytest.mark.parametrize(
    ("english", "polish", "says"),
    [
        ('title = "Post"', 'other = "Poczta"', r"pl\.toml.*post\.other"),
        ('a = "A"\nb = "B"', 'a = "A"', r"pl\.toml.*post\.b: there are no words"),
        ('title = "Post for {name}"', 'title = "Poczta"', r"pl\.toml.*post\.title: it must contain \{name\}"),
        ('title = "Post"', 'title = "Poczta {name}"', r"post\.title: it must contain no value"),
        ('a = "{name.x}"', 'a = "A"', r"en\.toml.*post\.a: braces"),
        ('a = "A"', 'a = "{"', r"pl\.toml.*post\.a: braces"),
        ('a = "A"', 'a = ""', r"pl\.toml.*post\.a: this text is missing"),
        ('a = "A"', "a = 3", r"pl\.toml.*post\.a: this text is missing"),
        ('[post.a]\none="1"\nother="{count}"', '[post.a]\none="1"\nother="{count}"', r"post\.a: .*few, many"),
        ('[post.a]\none="1"\nother="{count}"', 'a = "{count}"', r"post\.a: it must have plural forms"),
        ('a = "A"', "a = ", r"pl\.toml.*the file"),
    ],
)
def test_a_fault_in_a_file_names_file_and_key(tmp_path: Path, english: str, polish: str, says: str) -> None:
    with pytest.raises(LanguageProblem, match=says):
        a_folder(tmp_path, en=english, xx=polish).of("pl")


def test_a_voice_that_cldr_does_not_know_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LanguageProblem, match=r"pl\.toml.*language\.voice"):
        a_folder(tmp_path, en='a = "A"', xx='a = "A"', voice="qq-QQ").of("pl")


def test_a_form_that_fits_several_numbers_must_name_the_number(tmp_path: Path) -> None:
    some = '[post.a]\none="one"\nfew="{count}"\nmany="many"\nother="{count}"'
    with pytest.raises(LanguageProblem, match=r"post\.a\.many: it must contain \{count\}"):
        a_folder(tmp_path, en='[post.a]\none="1"\nother="{count}"', xx=some).of("pl")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    languages = a_folder(tmp_path, en='a = "A"', xx='a = "A"')
    (tmp_path / "pl.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LanguageProblem, match="cannot be read as text"):
        languages.of("pl")


@pytest.mark.parametrize("lost", ["name", "native_name", "right_to_left", "voice", "day", "long_day"])
def test_a_language_that_does_not_say_what_it_is_is_refused(tmp_path: Path, lost: str) -> None:
    languages = a_folder(tmp_path, en='a = "A"', xx='a = "A"')
    lines = (tmp_path / "pl.toml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{lost} =")]
    (tmp_path / "pl.toml").write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(LanguageProblem, match=rf"language\.{lost}"):
        languages.of("pl")


def test_asking_for_what_cannot_be_said_names_the_key(languages: Languages) -> None:
    en: Phrasebook = languages.of("en")
    with pytest.raises(LanguageProblem, match=r"en\.toml.*post\.nothing"):
        en.say("post.nothing")
    with pytest.raises(LanguageProblem, match=r"post\.lead: its words need a count"):
        en.say("post.lead")
    with pytest.raises(LanguageProblem, match=r"post\.title: nothing was given for \{name\}"):
        en.say("post.title")


def test_placeholders_are_plain_names() -> None:
    assert placeholders("{count} for {name}") == {"count", "name"}
    assert placeholders("nothing") == frozenset()


def test_babel_is_not_loaded_before_words_are_asked_for() -> None:
    code = (
        "import sys; from cantercare_desktop.office.languages import Languages;"
        "from cantercare_desktop.resources import resource;"
        "Languages(resource('i18n', 'resident'), ('en', 'ar'));"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
