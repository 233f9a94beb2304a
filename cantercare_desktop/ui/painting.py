"""Shapes that widgets and row delegates draw alike, so that a chip in a list is the chip of a card."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words


@contextmanager
def kept(painter: QPainter) -> Iterator[QPainter]:
    """Draw, then leave the painter as it was."""
    painter.save()
    try:
        yield painter
    finally:
        painter.restore()


def rounded(
    painter: QPainter, where: QRectF, *, fill: str | None, edge: str | None, radius: float, width: float = 1
) -> None:
    """A rounded box with a crisp edge lying wholly inside ``where``."""
    with kept(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        inset = width / 2 if edge else 0
        inner = where.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(inner, max(radius - inset, 0), max(radius - inset, 0))


def text_width(text: str, words: Words) -> float:
    """How wide ``text`` is drawn in this kind of writing."""
    return QFontMetricsF(theme().font(words)).horizontalAdvance(text)


def write(
    painter: QPainter,
    where: QRectF,
    text: str,
    words: Words,
    ink: str,
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of writing, shortened with an ellipsis where it does not fit; upright it stands in the middle."""
    with kept(painter):
        font = theme().font(words)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        line = text[:500].replace("\n", " ")
        shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, where.width() + 1)
        flags = align.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
        painter.drawText(where, flags, shown)


def tick_box(painter: QPainter, where: QRectF, *, ticked: bool, enabled: bool = True, hovered: bool = False) -> None:
    """A tick box, 18 px square, filled with the accent and a tick when it is ticked."""
    tokens = theme().tokens
    if not ticked:
        fill = tokens.hover if hovered or not enabled else tokens.surface
        rounded(painter, where, fill=fill, edge=tokens.control if enabled else tokens.line, radius=Px.radius_small)
        return
    rounded(painter, where, fill=tokens.accent if enabled else tokens.control, edge=None, radius=Px.radius_small)
    with kept(painter):
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.on_accent), 2 * theme().scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        side = where.width() / Px.tick
        corners = ((4.5, 9.5), (7.5, 12.5), (13.5, 5.8))
        painter.drawPolyline(QPolygonF([where.topLeft() + QPointF(x * side, y * side) for x, y in corners]))


def key_cap(painter: QPainter, where: QRectF, keys: str, *, ink: str, fill: str | None, edge: str) -> None:
    """The name of a key in a small box, as on a keyboard."""
    rounded(painter, where, fill=fill, edge=edge, radius=Px.radius_small)
    write(painter, where, keys, Words.CAPTION, ink, align=Qt.AlignmentFlag.AlignHCenter)


def key_cap_width(keys: str) -> float:
    """How wide a key cap is."""
    return text_width(keys, Words.CAPTION) + 2 * Px.radius_control + 2


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
