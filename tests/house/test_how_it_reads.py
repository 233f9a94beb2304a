from __future__ import annotations

import ast
import re

from tests.support.source import ROOT, program, suite

LONGEST_FILE = 400
EMPTY_WORDS = re.compile(r"(Manager|Helper|Helpers|Util|Utils|Controller|Handler)$|^(Base|Abstract)[A-Z]")
EMPTY_FILES = re.compile(r"(^|_)(utils?|helpers?|misc|common|manager)$")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = {source.path: source.text for source in (*program(), *suite())}
    files["dev.py"] = (ROOT / "dev.py").read_text(encoding="utf-8")
    long = {path: lines for path, text in files.items() if (lines := text.count("\n")) > LONGEST_FILE}
    assert long == {}, "Split the file into a package of the same name, by what its parts are about."


def test_names_say_what_a_thing_is() -> None:
    empty = [
        f"{source.path}:{node.lineno}: {node.name}"
        for source in program()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and EMPTY_WORDS.search(node.name)
    ]
    empty += [source.path for source in program() if EMPTY_FILES.search(source.module.rpartition(".")[2])]
    assert empty == [], (
        "Name it after what it keeps or does: product.md's words, a noun for a thing, a verb for a deed."
    )


def test_everything_the_program_says_is_calm() -> None:
    loud = [
        f"{source.path}:{node.lineno}: {node.value!r}"
        for source in program()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"[a-z]!(\s|$)|\b[Pp]lease note\b|\bsuccessfully\b|[Oo]ops", node.value)
    ]
    assert loud == [], "Say it plainly and kindly, without an exclamation mark."


def test_no_place_on_somebodys_computer_is_named() -> None:
    paths = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp)/\w+")
    named = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for folder in ("cantercare_desktop", "docs", "requirements", ".ci")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in {".py", ".md", ".txt", ".in", ""} and path.is_file()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if paths.search(line)
    ]
    assert named == []
