"""The style sheet and the palette, generated from the tokens."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from cantercare_desktop.ui.tokens import TYPES, Px, Shade, State, Tokens

_INKS = ("ink", "ink2", "ink3", "accent", "on_accent")


def palette(tokens: Tokens) -> QPalette:
    """The tokens as a ``QPalette``, for whatever Qt draws by itself."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, colour in (
        (role.Window, tokens.paper),
        (role.WindowText, tokens.ink),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.surface2),
        (role.Text, tokens.ink),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.ink),
        (role.BrightText, tokens.red.ink),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.ink),
        (role.PlaceholderText, tokens.ink3),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.hover),
        (role.Mid, tokens.line),
        (role.Dark, tokens.control),
        (role.Shadow, tokens.control),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.ink3))
    return made


def style_sheet(tokens: Tokens, scale: float) -> str:
    """The QSS of the whole application at this scale."""
    parts = (_words(tokens, scale), _fields(tokens, scale), _surfaces(tokens), _popups(tokens, scale))
    return "\n".join((*parts, _bars(tokens, scale)))


def _px(size: float, scale: float) -> str:
    return f"{round(size * scale)}px"


def _shades(tokens: Tokens) -> dict[State, Shade]:
    return {state: tokens.shade(state) for state in State}


def _words(tokens: Tokens, scale: float) -> str:
    rules = [
        f'QLabel[words="{words}"] {{ font-size: {_px(kind.size, scale)}; font-weight: {kind.weight}; }}'
        for words, kind in TYPES.items()
    ]
    rules += [f'QLabel[ink="{ink}"] {{ color: {getattr(tokens, ink)}; }}' for ink in _INKS]
    rules += [f'QLabel[ink="{state}"] {{ color: {shade.ink}; }}' for state, shade in _shades(tokens).items()]
    return "\n".join(rules)


def _fields(tokens: Tokens, scale: float) -> str:
    height = _px(Px.field - 2 * Px.edge, scale)
    tall = _px(Px.button_big - 2 * Px.edge, scale)
    return f"""
QLineEdit, QPlainTextEdit {{
    background: {tokens.surface}; color: {tokens.ink};
    border: {Px.edge}px solid {tokens.control}; border-radius: {Px.radius_control}px;
    selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent};
}}
QLineEdit {{ padding: 0 {Px.field_padding - 2}px; min-height: {height}; max-height: {height}; }}
QLineEdit[tall="true"] {{ min-height: {tall}; max-height: {tall}; }}
QPlainTextEdit {{ padding: 4px {Px.field_padding - 4}px; }}
QLineEdit[bad="true"], QPlainTextEdit[bad="true"] {{
    border: {Px.edge_bad}px solid {tokens.red.line}; }}
QLineEdit[bad="true"] {{ padding: 0 {Px.field_padding - 3}px; min-height: {_px(Px.field - 2 * Px.edge_bad, scale)};
    max-height: {_px(Px.field - 2 * Px.edge_bad, scale)}; }}
QLineEdit[bad="true"][tall="true"] {{ min-height: {_px(Px.button_big - 2 * Px.edge_bad, scale)};
    max-height: {_px(Px.button_big - 2 * Px.edge_bad, scale)}; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{
    background: {tokens.hover}; color: {tokens.ink3}; border-color: {tokens.line}; }}
QLineEdit[inside="true"] {{ background: transparent; border: none; padding: 0; min-height: 0; max-height: 16777215px; }}
"""


def _surfaces(tokens: Tokens) -> str:
    bands = "\n".join(
        f'QFrame[banner="{state}"] {{ background: {shade.tint}; border: {Px.edge}px solid {shade.line};'
        f" border-radius: {Px.radius_card}px; }}"
        for state, shade in _shades(tokens).items()
    )
    return f"""
QWidget[surface="paper"], QMainWindow, QDialog {{ background: {tokens.paper}; }}
QWidget[surface="rail"] {{ background: {tokens.rail}; border-right: {Px.edge}px solid {tokens.line}; }}
QWidget[surface="bar"] {{ background: {tokens.surface}; border-bottom: {Px.edge}px solid {tokens.line}; }}
QWidget[surface="surface"] {{ background: {tokens.surface}; }}
QFrame[card="true"] {{ background: {tokens.surface}; border: {Px.edge}px solid {tokens.line};
    border-radius: {Px.radius_card}px; }}
QFrame[rule="true"] {{ background: {tokens.line}; border: none; }}
{bands}
QAbstractItemView {{ background: {tokens.surface}; color: {tokens.ink}; border: none; outline: none; }}
QScrollArea, QScrollArea > QWidget > QWidget[bare="true"] {{ background: transparent; border: none; }}
QToolTip {{ background: {tokens.surface}; color: {tokens.ink}; border: {Px.edge}px solid {tokens.control}; }}
QMenu {{ background: {tokens.surface}; color: {tokens.ink}; border: {Px.edge}px solid {tokens.control}; padding: 4px; }}
QMenu::item {{ padding: 8px 16px; border-radius: {Px.radius_small}px; }}
QMenu::item:selected {{ background: {tokens.accent_tint}; color: {tokens.ink}; }}
QMenu::item:disabled {{ color: {tokens.ink3}; }}
"""


def _popups(tokens: Tokens, scale: float) -> str:
    return f"""
QListView[popup="true"] {{ border: {Px.edge}px solid {tokens.control}; }}
QListView[popup="true"]::item {{ min-height: {_px(Px.target, scale)}; padding: 0 {Px.grid}px; }}
QListView[popup="true"]::item:selected, QListView[popup="true"]::item:hover {{
    background: {tokens.accent_tint}; color: {tokens.ink}; }}
"""


def _bars(tokens: Tokens, scale: float) -> str:
    wide, half = Px.scroll, Px.scroll // 2 - 2
    return f"""
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {wide}px; }}
QScrollBar:horizontal {{ height: {wide}px; }}
QScrollBar::handle {{ background: {tokens.control}; border-radius: {half}px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {_px(Px.target, scale)}; }}
QScrollBar::handle:horizontal {{ min-width: {_px(Px.target, scale)}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; width: 0; height: 0; }}
QProgressBar {{ background: {tokens.hover}; border: none; border-radius: {Px.bar // 2}px;
    min-height: {Px.bar}px; max-height: {Px.bar}px; }}
QProgressBar::chunk {{ background: {tokens.accent}; border-radius: {Px.bar // 2}px; }}
QProgressBar[state="amber"]::chunk {{ background: {tokens.amber.line}; }}
QProgressBar[state="red"]::chunk {{ background: {tokens.red.line}; }}
QHeaderView {{ background: {tokens.surface2}; border: none; }}
QHeaderView::section {{ background: {tokens.surface2}; color: {tokens.ink2}; border: none;
    border-bottom: {Px.edge}px solid {tokens.line}; padding: 0 {Px.grid}px 0 {Px.card_padding}px;
    font-size: {_px(12, scale)}; font-weight: 600; }}
"""
