"""The look of the running application: its colours, its fonts and its scale, all from ``tokens``."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from cantercare_desktop.resources import resource
from cantercare_desktop.ui.icons import Icons
from cantercare_desktop.ui.qss import palette, style_sheet
from cantercare_desktop.ui.tokens import DARK, LIGHT, TYPES, Shade, State, Tokens, Words

Scheme = Literal["system", "light", "dark"]

#: The style everything is drawn on, and the property of an application that was begun with it: ``-style STYLE``.
#: Qt then has it at once; to be given it later it first makes every class of style known to Python.
STYLE = "Fusion"
BEGAN_WITH_STYLE = "cantercare_began_with_style"
_KEPT_UNDER = "cantercare_theme"
_FIRST_FONTS = (
    "NotoSans-Regular.ttf",
    "NotoSans-SemiBold.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf",
)
_OTHER_FONTS_AFTER_MS = 250
_STAFF_FAMILIES = ("Segoe UI", "Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")
_RESIDENT_FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic")


class Theme(QObject):
    """The look of one application. It belongs to the ``QApplication``, as its palette and its style sheet do.

    ``scheme`` "system" follows the system's light or dark setting; ``scale`` 1.0 to 2.0 multiplies writing and the
    controls around it. With high contrast switched on in the system, the system's own colours are used.
    """

    changed = Signal()

    def __init__(self, app: QApplication, *, scheme: Scheme = "system", scale: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._scheme: Scheme = scheme
        self._scale = scale
        self._system_palette = QPalette(app.palette())
        self._icons = Icons()
        self._fonts: dict[tuple[str, bool], QFont] = {}
        self.tokens: Tokens = LIGHT
        self._families: dict[bool, list[str]] = {}
        self._load_fonts()
        # Both are kept: the second lives only as long as someone holds the first.
        self._hints = QGuiApplication.styleHints()
        self._contrast = self._hints.accessibility()
        self._high_contrast = False
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._contrast.contrastPreferenceChanged.connect(self._on_system_changed)
        if not app.property(BEGAN_WITH_STYLE):
            app.setStyle(STYLE)
        app.setProperty(_KEPT_UNDER, self)
        self._apply()

    @property
    def scheme(self) -> Scheme:
        """What was chosen; see ``tokens.dark`` for what is shown."""
        return self._scheme

    @property
    def scale(self) -> float:
        """The size of writing, 1.0 is 100 %."""
        return self._scale

    @property
    def icons(self) -> Icons:
        """The icons of this application."""
        return self._icons

    def choose(self, scheme: Scheme) -> None:
        """Switch to light, dark, or whatever the system says, at once."""
        self._scheme = scheme
        self._apply()

    def scale_to(self, scale: float) -> None:
        """Make writing larger or smaller: 1.0 to 2.0."""
        self._scale = min(max(scale, 1.0), 2.0)
        self._fonts.clear()
        self._apply()

    def px(self, size: float) -> int:
        """A size at 100 % as it is now."""
        return round(size * self._scale)

    def colour(self, name: str) -> QColor:
        """The colour of a token as Qt wants it; see ``ink`` for the names."""
        return QColor(self.ink(name))

    def ink(self, name: str) -> str:
        """The ``#RRGGBB`` of a token (``ink2``), or of a state (``red``: its ink; ``red.line``, ``red.tint``)."""
        state, _, part = name.partition(".")
        if state in set(State) - {State.ACCENT} or part:
            shade: Shade = self.tokens.shade(State(state))
            return cast("str", getattr(shade, part or "ink"))
        return cast("str", getattr(self.tokens, name))

    def font(self, words: Words = Words.BODY, *, resident: bool = False, tabular: bool = False) -> QFont:
        """The font for a kind of writing; the resident screen always has Noto Sans."""
        kept = self._fonts.get((words, resident))
        if kept is None:
            kind = TYPES[words]
            kept = QFont()
            kept.setFamilies(self._families[resident])
            kept.setPixelSize(self.px(kind.size))
            kept.setWeight(QFont.Weight(kind.weight))
            self._fonts[words, resident] = kept
        if not tabular:
            return kept
        figures = QFont(kept)
        figures.setFeature(QFont.Tag("tnum"), 1)
        return figures

    @property
    def high_contrast(self) -> bool:
        """Whether the system asks for its own high-contrast colours."""
        return self._high_contrast

    def _load_fonts(self) -> None:
        for file in _FIRST_FONTS:
            self._load(resource("fonts", file))
        # Names come in any script: the other fonts follow when the first window has been painted.
        self.startTimer(_OTHER_FONTS_AFTER_MS)
        for resident, families in ((False, _STAFF_FAMILIES), (True, _RESIDENT_FAMILIES)):
            self._families[resident] = [name for name in families if QFontDatabase.hasFamily(name)]

    @staticmethod
    def _load(file: Path) -> None:
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        for file in sorted(resource("fonts").glob("*.ttf")):
            if file.name not in _FIRST_FONTS:
                self._load(file)

    def _on_system_changed(self) -> None:
        self._apply()

    def _apply(self) -> None:
        self._high_contrast = self._contrast.contrastPreference() == Qt.ContrastPreference.HighContrast
        if self._high_contrast:
            self.tokens = from_system(self._system_palette)
        else:
            system_dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
            dark = self._scheme == "dark" or (self._scheme == "system" and system_dark)
            self.tokens = DARK if dark else LIGHT
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font())
        self._app.setStyleSheet(style_sheet(self.tokens, self._scale))
        self.changed.emit()


def theme() -> Theme:
    """The look of the running application; light or dark as the system is, until someone chooses otherwise."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("A widget needs a QApplication first.")
    kept = app.property(_KEPT_UNDER)
    return kept if isinstance(kept, Theme) else Theme(app)


def from_system(colours: QPalette) -> Tokens:
    """The tokens made of the system's own colours, for high contrast: every border is in the colour of writing."""

    def name(role: QPalette.ColorRole) -> str:
        return colours.color(QPalette.ColorGroup.Active, role).name().upper()

    role = QPalette.ColorRole
    paper, ink = name(role.Window), name(role.WindowText)
    surface, accent = name(role.Base), name(role.Highlight)
    plain = Shade(ink, paper, ink)
    return Tokens(
        paper=paper,
        rail=paper,
        surface=surface,
        surface2=surface,
        hover=surface,
        ink=ink,
        ink2=ink,
        ink3=ink,
        line=ink,
        control=ink,
        accent=accent,
        accent_hover=accent,
        accent_pressed=accent,
        accent_tint=surface,
        on_accent=name(role.HighlightedText),
        amber=plain,
        red=plain,
        green=plain,
        slate=plain,
        focus=accent,
        dark=QColor(paper).lightness() < QColor(ink).lightness(),
    )
