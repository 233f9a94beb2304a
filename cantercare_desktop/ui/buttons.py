"""Buttons: the primary deed, the second ones, the destroying ones, links, and the close cross."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.painting import key_cap, key_cap_width, rounded, text_width, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, State, Words

Kind = Literal["primary", "second", "destroys", "quiet"]
Size = Literal["row", "normal", "big", "resident", "resident_main"]

_HEIGHTS = {
    "row": Px.button_row,
    "normal": Px.button,
    "big": Px.button_big,
    "resident": Px.button_resident,
    "resident_main": Px.button_resident_main,
}
_WORDS = {
    "row": Words.SECOND_STRONG,
    "normal": Words.STRONG,
    "big": Words.STRONG,
    "resident": Words.RESIDENT_BUTTON,
    "resident_main": Words.RESIDENT_BUTTON,
}


class Pressable(QPushButton):
    """What every button shares: Enter presses it, the pointer is noticed, it redraws when the theme changes."""

    def __init__(self, text: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme().changed.connect(self.updateGeometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Button(Pressable):
    """A button that names a deed. ``keys`` shows the key that does the same, such as "Ctrl+Enter".

    A disabled button never stands alone: block it with ``set_blocked`` and a sentence.
    """

    def __init__(
        self,
        text: str,
        *,
        name: str,
        kind: Kind = "second",
        size: Size = "normal",
        icon: str | None = None,
        keys: str = "",
        align_left: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, name=name, parent=parent)
        self._kind: Kind = kind
        self._size: Size = size
        self._icon = icon
        self._keys = keys
        self._align_left = align_left
        self._busy_text: str | None = None
        self._room_for = ""
        self._had_focus = False
        self._reason_label: Label | None = None
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def kind(self) -> Kind:
        """How the button looks."""
        return self._kind

    @property
    def busy(self) -> bool:
        """Whether the deed is under way."""
        return self._busy_text is not None

    def keep_room_for(self, busy: str) -> None:
        """Be wide enough from now on for what it says while the deed is under way ("Logging…")."""
        self._room_for = busy
        self.updateGeometry()

    def name_deed(self, text: str) -> None:
        """Give the deed another name, such as "Hand over 3 items to Amara"."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def show_keys(self, keys: str) -> None:
        """Show the key that does the same deed, or none."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def set_busy(self, text: str | None) -> None:
        """Show that the deed is under way ("Logging…") at the same width, or with ``None`` that it is done.

        While it is busy the button cannot be pressed; afterwards it has the focus back if it had it before. Words it
        kept no room for are not cut: the button grows for them once, and stays so.
        """
        if text is None:
            self._busy_text = None
            self.setMinimumWidth(0)
            self.setEnabled(self._reason_label is None)
            self.setAccessibleName(self.text())
            if self._had_focus and self.isEnabled():
                self.setFocus()
            self._had_focus = False
        else:
            if not self.busy:
                self._had_focus = self.hasFocus()
                self.setMinimumWidth(self.width() if self.isVisible() else self.sizeHint().width())
            self._room_for = text
            self._busy_text = text
            self.setMinimumWidth(max(self.minimumWidth(), self.sizeHint().width()))
            self.setAccessibleName(text)
            self.setEnabled(False)
        self.update()

    def set_blocked(self, reason: str | None, beside: Label | None = None) -> None:
        """Disable the button and say why in the label ``beside`` it; with ``None`` enable it and clear the label."""
        if self._reason_label is not None:
            self._reason_label.say("")
            self._reason_label.hide()
        self._reason_label = beside if reason is not None else None
        if reason is not None and beside is not None:
            beside.say(reason)
            beside.show()
        self.setAccessibleDescription(reason or "")
        self.setEnabled(reason is None and not self.busy)

    def sizeHint(self) -> QSize:
        look = theme()
        padding = {"row": Px.button_padding_row, "normal": Px.button_padding}.get(self._size, Px.page_edge)
        width = text_width(self.text(), _WORDS[self._size])
        if self._icon:
            width += self._icon_side() + look.px(Px.grid)
        if self._keys:
            width += key_cap_width(self._keys) + look.px(Px.grid)
        # While it is busy it shows neither icon nor keys.
        width = max(width, text_width(self._room_for, _WORDS[self._size])) + 2 * look.px(padding)
        return QSize(round(width + 0.5) + 2, look.px(_HEIGHTS[self._size]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink, fill, edge = self._colours()
            where = QRectF(self.rect())
            radius = theme().px(Px.radius_card if self._size.startswith("resident") else Px.radius_control)
            rounded(painter, where, fill=fill, edge=edge, radius=radius)
            self._paint_content(painter, where, ink)

    def _icon_side(self) -> int:
        return theme().px(Px.page_edge if self._size.startswith("resident") else Px.icon_small)

    def _colours(self) -> tuple[str, str | None, str | None]:
        tokens = theme().tokens
        pressed, hovered = self.isDown(), self.underMouse() and self.isEnabled()
        if not self.isEnabled() and not self.busy:
            return tokens.ink3, tokens.hover, tokens.line
        if self._kind == "primary":
            fill = tokens.accent_pressed if pressed else tokens.accent_hover if hovered else tokens.accent
            return tokens.on_accent, fill, tokens.ink if theme().high_contrast else None
        if self._kind == "destroys":
            fill = tokens.red.tint if pressed or hovered else tokens.surface
            return tokens.red.ink, fill, tokens.red.ink if pressed else tokens.red.line
        if self._kind == "quiet":
            fill_quiet = tokens.line if pressed else tokens.hover if hovered else None
            return tokens.ink, fill_quiet, tokens.ink if theme().high_contrast else None
        fill = tokens.line if pressed else tokens.hover if hovered else tokens.surface
        return tokens.ink, fill, tokens.control

    def _paint_content(self, painter: QPainter, where: QRectF, ink: str) -> None:
        look = theme()
        words = _WORDS[self._size]
        text = self._busy_text or self.text()
        gap = look.px(Px.grid)
        icon, keys = (None, "") if self.busy else (self._icon, self._keys)
        width = min(text_width(text, words), where.width() - 2 * gap)
        cap = key_cap_width(keys) + gap if keys else 0
        before = self._icon_side() + gap if icon else 0
        left = where.left() + (where.width() - width - cap - before) / 2
        if self._align_left:
            left = where.left() + look.px(Px.field_padding) + 1
        left = max(left, where.left() + Px.half_grid)
        if icon:
            side = self._icon_side()
            spot = QRectF(round(left), round((where.height() - side) / 2), side, side)
            look.icons.paint(painter, icon, spot, ink)
            left += before
        room = QRectF(left, where.top(), min(width, where.right() - left - cap) + 1, where.height())
        write(painter, room, text, words, ink)
        if keys:
            tokens = look.tokens
            height = look.px(Px.key_cap)
            spot = QRectF(round(left + width + gap), round((where.height() - height) / 2), round(cap - gap), height)
            primary = self._kind == "primary" and self.isEnabled()
            key_cap(
                painter,
                spot,
                keys,
                ink=ink if primary else tokens.ink2,
                fill=None if primary else tokens.surface2,
                edge=ink if primary else tokens.line,
            )


class LinkButton(Pressable):
    """A deed written as an underlined link, such as "Name a collector". ``ink`` is a token or a state."""

    def __init__(
        self,
        text: str,
        *,
        name: str,
        ink: str = "accent",
        words: Words = Words.SECOND_STRONG,
        underlined: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, name=name, parent=parent)
        self._ink, self._words, self._underlined = ink, words, underlined
        self.setProperty("focus_radius", Px.radius_small)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_ink(self, ink: str) -> None:
        """Write the link in another ink."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(text_width(self.text(), self._words) + 0.5) + 2, theme().px(Px.page_edge))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            look = theme()
            ink = look.ink(self._ink) if self.isEnabled() else look.tokens.ink3
            if self.underMouse() and self.isEnabled() and self._ink == "accent":
                ink = look.tokens.accent_hover
            where = QRectF(self.rect()).adjusted(1, 0, 0, 0)
            write(painter, where, self.text(), self._words, ink)
            if self._underlined:
                width = text_width(self.text(), self._words)
                painter.setPen(look.colour("ink") if look.high_contrast else ink)
                base = round(where.center().y() + painter.fontMetrics().ascent() / 2 + 1)
                painter.drawLine(1, base, round(width), base)


class CloseCross(Pressable):
    """The one icon that stands without a word; its accessible name says what it closes."""

    def __init__(self, closes: str = "Close message", *, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", name=name, parent=parent)
        self.setAccessibleName(closes)
        self.setToolTip(closes)
        self._ink = "ink2"
        self.setProperty("focus_radius", Px.radius_small)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_ink(self, ink: str) -> None:
        """Draw the cross in the ink of a state."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(Px.target), theme().px(Px.target))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if self.underMouse() or self.isDown():
                edge = theme().ink(f"{self._ink}.line") if self._ink in set(State) else theme().tokens.control
                rounded(
                    painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), fill=None, edge=edge, radius=Px.radius_small
                )
            side = theme().px(Px.icon_small)
            spot = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            theme().icons.paint(painter, "x", spot, theme().ink(self._ink))
