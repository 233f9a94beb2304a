"""Reading aloud by the computer's own voices, or saying that there is none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from enum import Enum

import pytest
from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from cantercare_desktop.shell.voice import Heard, SystemVoice, best_locale

State = Enum("State", ["Ready", "Speaking", "Paused", "Error", "Synthesizing"])


class StandIn(QObject):
    """An engine that says what it was asked to do."""

    stateChanged = Signal(object)  # noqa: N815 - Qt's

    def __init__(self, locales: Sequence[str], state: State = State.Ready) -> None:
        super().__init__()
        self.locales = [QLocale(name) for name in locales]
        self.now = state
        self.locale = QLocale.c()
        self.said: list[str] = []

    def state(self) -> State:
        return self.now

    def availableLocales(self) -> list[QLocale]:
        return self.locales

    def setLocale(self, locale: QLocale) -> None:
        self.locale = locale

    def say(self, text: str) -> None:
        self.said.append(text)
        self.become(State.Speaking)

    def stop(self) -> None:
        self.become(State.Ready)

    def become(self, state: State) -> None:
        self.now = state
        self.stateChanged.emit(state)


@pytest.fixture
def heard() -> list[Heard]:
    return []


def a_voice(engine: StandIn | None) -> SystemVoice:
    return SystemVoice(engine_of=lambda _parent: engine)


def test_what_is_spoken_to_the_end_is_heard_whole(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-US", "en-GB", "fr-FR"])
    voice = a_voice(engine)
    voice.read(["Post for Amara", "I have taken these 3 things."], "en-GB", heard.append)
    assert engine.said == ["Post for Amara\nI have taken these 3 things."]
    assert engine.locale.territory() == QLocale.Country.UnitedKingdom
    assert heard == []
    engine.become(State.Ready)
    assert heard == ["whole"]


def test_what_is_stopped_is_not_heard_whole(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB"])
    voice = a_voice(engine)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    voice.stop()
    voice.stop()
    assert heard == ["stopped"]


def test_another_text_stops_the_first(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB", "fr-FR"])
    voice = a_voice(engine)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    voice.read(["Courrier pour Amara"], "fr-FR", heard.append)
    assert heard == ["stopped"]
    engine.become(State.Ready)
    assert heard == ["stopped", "whole"]


def test_a_language_nothing_here_speaks_is_told(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB"])
    voice = a_voice(engine)
    voice.read(["…"], "am-ET", heard.append)
    assert heard == ["no voice"]
    assert engine.said == []


def test_a_computer_without_an_engine_is_told(qapp: QApplication, heard: list[Heard]) -> None:
    voice = a_voice(None)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    voice.stop()
    assert heard == ["no voice"]


def test_an_engine_that_fails_is_told(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB"])
    voice = a_voice(engine)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    engine.become(State.Error)
    assert heard == ["no voice"]


def test_an_engine_that_is_still_waking_is_waited_for(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB"], State.Synthesizing)
    voice = a_voice(engine)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    assert engine.said == []
    engine.become(State.Ready)
    assert engine.said == ["Post for Amara"]


def test_an_engine_that_is_ready_twice_says_it_once(qapp: QApplication, heard: list[Heard]) -> None:
    engine = StandIn(["en-GB"], State.Synthesizing)
    engine.setLocale = lambda locale: engine.become(State.Ready)  # type: ignore[method-assign]
    voice = a_voice(engine)
    voice.read(["Post for Amara"], "en-GB", heard.append)
    engine.become(State.Ready)
    assert engine.said == ["Post for Amara"]


@pytest.mark.parametrize(
    ("spoken", "wanted", "found"),
    [
        (["en-US", "en-GB"], "en-GB", "en_GB"),
        (["en-US", "fr-FR"], "en-GB", "en_US"),
        (["ar-SA", "en-GB"], "ar", "ar_SA"),
        (["pl-PL"], "am-ET", None),
    ],
)
def test_the_voice_of_her_country_comes_first(spoken: list[str], wanted: str, found: str | None) -> None:
    best = best_locale([QLocale(name) for name in spoken], wanted)
    assert (best.name() if best is not None else None) == found


def test_looking_for_an_engine_writes_nothing_on_the_terminal() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from cantercare_desktop.shell.voice import system_engine\n"
        "system_engine(app)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("", "")
