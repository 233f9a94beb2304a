"""Reading aloud with the voices of the computer. Where there is none, that is an answer, not an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import QLocale, QObject, qInstallMessageHandler

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

#: "whole": every word was spoken; "stopped": somebody stopped it; "no voice": nothing can speak this language here.
Heard = Literal["whole", "stopped", "no voice"]

#: Engines that speak with what is on the computer, best first; others send words away or only pretend to speak.
LOCAL_ENGINES = ("winrt", "sapi", "macos", "darwin", "speechd", "flite")


class Voice(Protocol):
    """Something that can read aloud."""

    def read(self, sentences: Sequence[str], locale: str, heard: Callable[[Heard], None]) -> None:
        """Begin to read; `heard` is called once, at the end. `locale` is like "en-GB", or "ar" for any of Arabic."""
        ...

    def stop(self) -> None:
        """Be quiet; whoever waits hears "stopped"."""
        ...


class Engine(Protocol):
    """What is used of `QTextToSpeech`. States are compared by name."""

    @property
    def stateChanged(self) -> Any: ...  # noqa: ANN401 - Qt's signal

    def state(self) -> Any: ...  # noqa: ANN401 - an enumeration of a module that may not load here

    def availableLocales(self) -> Sequence[QLocale]: ...

    def setLocale(self, locale: QLocale) -> None: ...

    def say(self, text: str) -> None: ...

    def stop(self) -> None: ...


class SystemVoice(QObject):
    """A `Voice` by the computer's own engine, which is looked for when it is first asked to read."""

    def __init__(
        self, parent: QObject | None = None, engine_of: Callable[[QObject], Engine | None] | None = None
    ) -> None:
        super().__init__(parent)
        self._engine_of = engine_of or system_engine
        self._engine: Engine | None = None
        self._looked = False
        self._text = ""
        self._locale = ""
        self._heard: Callable[[Heard], None] | None = None
        self._begun = self._speaking = False

    def read(self, sentences: Sequence[str], locale: str, heard: Callable[[Heard], None]) -> None:
        self.stop()
        self._text, self._locale, self._heard = "\n".join(sentences), locale, heard
        if not self._looked:
            self._looked = True
            self._engine = self._engine_of(self)
            if self._engine is not None:
                self._engine.stateChanged.connect(self._on_state_changed)
        if self._engine is None:
            self._end("no voice")
        elif _name(self._engine.state()) in {"Ready", "Error"}:
            self._begin(self._engine)

    def stop(self) -> None:
        if self._heard is None:
            return
        if self._engine is not None:
            heard, self._heard = self._heard, None
            self._engine.stop()
            self._heard = heard
        self._end("stopped")

    def _begin(self, engine: Engine) -> None:
        spoken_here = best_locale(engine.availableLocales(), self._locale)
        if spoken_here is None:
            self._end("no voice")
            return
        self._begun = True
        engine.setLocale(spoken_here)
        engine.say(self._text)

    def _end(self, heard: Heard) -> None:
        tell, self._heard = self._heard, None
        self._text, self._begun, self._speaking = "", False, False
        if tell is not None:
            tell(heard)

    def _on_state_changed(self, state: object) -> None:
        if self._heard is None or self._engine is None:
            return
        name = _name(state)
        if name == "Speaking":
            self._speaking = True
        elif name == "Error":
            self._end("no voice")
        elif name == "Ready" and self._speaking:
            self._end("whole")
        elif name == "Ready" and not self._begun:
            self._begin(self._engine)


def best_locale(spoken: Sequence[QLocale], wanted: str) -> QLocale | None:
    """Return the locale among those spoken that is meant by `wanted`: of the same country if it can be."""
    asked = QLocale(wanted)
    same = [each for each in spoken if each.language() == asked.language()]
    at_home = [each for each in same if each.territory() == asked.territory()]
    return next(iter(at_home or same), None)


def system_engine(parent: QObject) -> Engine | None:
    """Return the computer's best speaking engine; `None` where there is none, or Qt's part for it cannot be loaded."""

    def in_silence(_kind: QtMsgType, _where: QMessageLogContext, _says: str | None) -> None:
        """Leave out what an engine writes when it cannot start: the page says so in words."""

    before = qInstallMessageHandler(in_silence)
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech

        here = QTextToSpeech.availableEngines()
        names = [name for name in LOCAL_ENGINES if name in here]
        return QTextToSpeech(names[0], parent) if names else None
    except ImportError:
        return None
    finally:
        qInstallMessageHandler(before)


def _name(state: object) -> str:
    return str(getattr(state, "name", state))
