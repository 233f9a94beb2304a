"""The line icons, drawn from ``resources/icons/*.svg`` in any colour, at any size and pixel ratio."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from cantercare_desktop.resources import resource
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px


class Icons:
    """Draws icons and keeps the pictures it has drawn."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._pictures: dict[tuple[str, int, str, float], QPixmap] = {}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the icons that ship."""
        return frozenset(path.stem for path in resource("icons").glob("*.svg"))

    def picture(self, name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
        """The icon ``name`` as a square of ``size`` logical pixels in ``colour`` (``#RRGGBB``).

        Raises ``KeyError`` for a name that does not ship.
        """
        wanted = (name, size, colour, ratio)
        kept = self._pictures.get(wanted)
        if kept is not None:
            return kept
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.fill(Qt.GlobalColor.transparent)
        drawing = QSvgRenderer(QByteArray(self._source(name).replace("currentColor", colour).encode()))
        painter = QPainter(picture)
        drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        self._pictures[wanted] = picture
        return picture

    def paint(self, painter: QPainter, name: str, where: QRectF, colour: str) -> None:
        """Draw the icon in the square ``where`` of a widget."""
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(where.topLeft(), self.picture(name, round(where.width()), colour, ratio))

    def icon(self, name: str, colour: str, size: int = Px.icon) -> QIcon:
        """A ``QIcon`` for the places where Qt wants one, such as a window or a menu."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.picture(name, size, colour, ratio))
        return icon

    def _source(self, name: str) -> str:
        if name not in self._sources:
            if name not in self.names:
                raise KeyError(name)
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


class IconLabel(QWidget):
    """One icon as a widget. It is decoration: the word beside it carries the meaning."""

    def __init__(self, icon: str, *, size: int = Px.icon, ink: str = "ink2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._ink = icon, size, ink
        theme().changed.connect(self.update)
        self.setSizePolicy(self.sizePolicy().Policy.Fixed, self.sizePolicy().Policy.Fixed)

    def show_icon(self, icon: str, ink: str | None = None) -> None:
        """Show another icon; ``ink`` names a token, or a state as in ``red``."""
        self._icon = icon
        self._ink = ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = theme().px(self._size)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        theme().icons.paint(painter, self._icon, QRectF(left, top, side, side), theme().ink(self._ink))


def paint_circle(painter: QPainter, where: QRectF, colour: str, *, filled: bool = True, width: float = 2.0) -> None:
    """A dot, filled or hollow, as timelines and steppers use it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(where)
        return
    pen = painter.pen()
    pen.setStyle(Qt.PenStyle.SolidLine)
    pen.setColor(QColor(colour))
    pen.setWidthF(width)
    painter.setPen(pen)
    inset = width / 2
    painter.drawEllipse(where.adjusted(inset, inset, -inset, -inset))
