from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as bench
from tests.benchmarks.measuring import Measured, in_turns


def _two() -> Iterator[Measured]:
    yield Measured("a list opened", 12.3456, "ms", 100.0)
    yield Measured("a search answered", 130.0, "ms", 100.0)


def test_figures_are_printed_and_written_with_their_bars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "PARTS", {"two": _two})
    monkeypatch.setattr(bench, "OUT", tmp_path)
    assert bench.main(["two"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1].endswith("over the bar")
    assert said[2] == "2 figures, 1 over the bar."
    assert json.loads((tmp_path / "bench.json").read_text(encoding="utf-8")) == [
        {"what": "a list opened", "value": 12.346, "unit": "ms", "bar": 100.0, "met": True},
        {"what": "a search answered", "value": 130.0, "unit": "ms", "bar": 100.0, "met": False},
    ]


def test_an_unknown_name_lists_the_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["lists", "speed"]) == 2
    said = capsys.readouterr().out
    assert "no part called speed" in said
    assert "start, sign_in, saving, lists, ledger, memory" in said


def test_two_deeds_are_timed_in_turns_each_first_every_other_time() -> None:
    done: list[str] = []
    first, second = in_turns(lambda number: done.append(f"a{number}"), lambda number: done.append(f"b{number}"), 2, 1)
    assert done == ["a0", "b0", "b1", "a1", "a2", "b2"]
    assert len(first.each) == len(second.each) == 2
