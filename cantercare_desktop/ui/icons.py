"""The line icons, drawn from ``resources/icons/*.svg`` in any colour, at any size and pixel ratio."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cantercare_desktop.resources import resource
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
