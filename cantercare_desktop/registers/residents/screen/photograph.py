"""A photograph as it is shown: decoded here, small, and with an eye on files that are not what they say."""

from __future__ import annotations

import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cantercare_desktop.registers.residents import rules
from cantercare_desktop.ui.painting import rounded, write
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px, Words

_WIDTH, _HEIGHT = 96, 112
_SHARPEST = 2
_PNG = b"\x89PNG\r\n\x1a\n"
#: A picture of more pixels a side than any camera makes is not decoded.
_LARGEST_SIDE = 20_000


class NoPictureError(ValueError):
    """What was chosen cannot be taken; the text is the sentence to show."""


def picture_in(path: Path) -> bytes:
    """Return what is in a file, as far as a photograph may be long; another kind of file is the service's to refuse.

    Raises `NoPictureError` where the file cannot be read, or its picture is damaged.
    """
    try:
        with path.open("rb") as file:
            content = file.read(rules.LARGEST_PHOTOGRAPH + 1)
    except OSError:
        raise NoPictureError("The file could not be read.") from None
    if rules.media_type_of(content) and len(content) <= rules.LARGEST_PHOTOGRAPH and decoded(content) is None:
        raise NoPictureError("This picture is damaged.")
    return content


def decoded(content: bytes) -> QImage | None:
    """Return a picture no larger than it is shown, upright, or nothing when it cannot be read."""
    if not _is_whole(content):
        return None
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _LARGEST_SIDE:
        return None
    box = QSize(_HEIGHT, _HEIGHT) * _SHARPEST
    reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else image


class PhotographBox(QWidget):
    """Her photograph, or a dashed box with the word "No photo"."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._image: QImage | None = None
        self._words = "No photo"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self.show_none()

    @property
    def shows_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._image is not None

    def show_none(self) -> None:
        """Show that there is no photograph."""
        self._image, self._words = None, "No photo"
        self.setAccessibleName(self._words)
        self.update()

    def show_picture(self, content: bytes, whose: str) -> None:
        """Show a picture; one that cannot be decoded is said in words."""
        self._image = decoded(content)
        self._words = "Cannot be shown"
        self.setAccessibleName(
            f"Photograph of {whose}" if self._image is not None else "The photograph cannot be shown"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_WIDTH), theme().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme()
        where = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            shape = QPainterPath()
            shape.addRoundedRect(where, Px.radius_card, Px.radius_card)
            if self._image is None:
                painter.fillPath(shape, look.colour("surface2"))
                painter.setPen(QPen(look.colour("control"), 1, Qt.PenStyle.DashLine))
                painter.drawPath(shape)
                self._paint_words(painter)
                return
            painter.setClipPath(shape)
            painter.drawImage(where, self._image, _middle_of(self._image, where))
            painter.setClipping(False)
            rounded(painter, QRectF(self.rect()), fill=None, edge=look.tokens.line, radius=Px.radius_card)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        side, line = look.px(Px.icon), look.px(Px.icon_small)
        top = (self.height() - side - line - Px.half_grid) / 2
        spot = QRectF((self.width() - side) // 2, round(top), side, side)
        look.icons.paint(painter, "person", spot, look.tokens.ink2)
        room = QRectF(0, round(top) + side + Px.half_grid, self.width(), line)
        write(painter, room, self._words, Words.CAPTION, look.tokens.ink2, align=Qt.AlignmentFlag.AlignHCenter)


def _is_whole(content: bytes) -> bool:
    """Tell whether a file goes from its beginning to its end. The decoders below complain of others on the terminal."""
    if content.startswith(b"\xff\xd8"):
        return b"\xff\xd9" in content
    at = len(_PNG)
    while content.startswith(_PNG) and at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        body, mark = content[at + 4 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if zlib.crc32(body).to_bytes(4, "big") != mark:
            return False
        if body.startswith(b"IEND"):
            return True
        at += 12 + length
    return False


def _middle_of(image: QImage, where: QRectF) -> QRectF:
    """Return the part of a picture that fills a box of this shape; of a tall one the upper middle, where faces are."""
    scale = min(image.width() / where.width(), image.height() / where.height())
    width, height = where.width() * scale, where.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 3, width, height)
