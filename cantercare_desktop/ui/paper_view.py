"""A finished paper on the screen, page by page, from memory. Paper stays white in both schemes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cantercare_desktop.ui.buttons import Button, CloseCross
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.layouts import PageHead, Scrolling
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import PAPER_WHITE, Px, Words

# (page from 0, dots per inch) -> the page as PNG bytes.
PageImage = Callable[[int, int], bytes]

ZOOMS: Final = (50, 75, 100, 125, 150, 200, 300)
_SCREEN_DPI: Final = 96
_PRINT: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_P)


class _Sheet(QWidget):
    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._image = QImage()
        self._ratio = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, ratio: float) -> None:
        self._image, self._ratio = image, ratio
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._image.width() / self._ratio) + 2, round(self._image.height() / self._ratio) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme().colour("line"))
            inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.fillRect(inside, QColor(PAPER_WHITE))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(inside, self._image)


class PaperView(QWidget):
    """Shows pages; ``Print`` and ``Save a copy`` call back; ``closed`` when it is left.

    Page Up and Page Down turn pages, Ctrl with plus, minus and 0 zoom, Ctrl with Enter or P prints.
    """

    closed = Signal()

    def __init__(
        self,
        title: str,
        pages: int,
        page_image: PageImage,
        *,
        name: str = "paper",
        on_print: Callable[[], None],
        on_save: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("surface", "paper")
        self._pages = pages
        # A few pages are kept as they were drawn; they go with the view.
        self._image = lru_cache(maxsize=6)(page_image)
        self._at = 0
        self._zoom = 100
        self.head = PageHead(title, name=f"{name}.head")
        self.save = Button("Save a copy", name=f"{name}.save", icon="save")
        self.save.clicked.connect(on_save)
        self.print = Button("Print", name=f"{name}.print", kind="primary", icon="print", keys="Ctrl+Enter")
        self.print.clicked.connect(on_print)
        self.close_cross = CloseCross("Close the paper", name=f"{name}.close")
        self.close_cross.clicked.connect(self.closed)
        self.head.add_second(self.save)
        self.head.set_primary(self.print)
        self.setFocusProxy(self.print)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, Px.gap, 0)
        top.addWidget(self.head, 1)
        top.addWidget(self.close_cross)
        column.addLayout(top)
        column.addLayout(self._tools(name))
        self._sheet = _Sheet(name=f"{name}.sheet")
        middle = QWidget()
        around = QHBoxLayout(middle)
        around.addStretch(1)
        around.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignTop)
        around.addStretch(1)
        self._scroll: QScrollArea = Scrolling(middle, name=f"{name}.scroll")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Page")
        column.addWidget(self._scroll, 1)
        self.show_page(0)

    @property
    def page(self) -> int:
        """The page that is shown, from 0."""
        return self._at

    @property
    def zoom(self) -> int:
        """The size in per cent of the paper's own."""
        return self._zoom

    def show_page(self, at: int) -> None:
        """Turn to a page, from 0; beyond the ends nothing happens."""
        if not 0 <= at < self._pages:
            return
        self._at = at
        self._draw()
        self._scroll.verticalScrollBar().setValue(0)

    def zoom_to(self, per_cent: int) -> None:
        """Show the page larger or smaller."""
        self._zoom = min(max(per_cent, ZOOMS[0]), ZOOMS[-1])
        self._draw()

    def forget(self) -> None:
        """Drop every picture of a page."""
        self._image.cache_clear()
        self._sheet.show_image(QImage(), 1.0)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() in _PRINT
        ):
            # While the paper lies over a page, these keys mean the paper and not the page's own deed.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.show_page(self._at + (1 if key == Qt.Key.Key_PageDown else -1))
        elif control and key in _PRINT:
            self.print.click()
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._step_zoom(1)
        elif control and key == Qt.Key.Key_Minus:
            self._step_zoom(-1)
        elif control and key == Qt.Key.Key_0:
            self.zoom_to(100)
        elif key == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _tools(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.grid)
        row.setSpacing(Px.grid)
        self.before = Button("Page before", name=f"{name}.before", size="row")
        self.next = Button("Next page", name=f"{name}.next", size="row")
        self.smaller = Button("Smaller", name=f"{name}.smaller", size="row")
        self.larger = Button("Larger", name=f"{name}.larger", size="row")
        self.which = Label("", Words.SECOND, ink="ink2", name=f"{name}.which")
        self.size_words = Label("", Words.SECOND, ink="ink2", name=f"{name}.size")
        self.before.clicked.connect(lambda: self.show_page(self._at - 1))
        self.next.clicked.connect(lambda: self.show_page(self._at + 1))
        self.smaller.clicked.connect(lambda: self._step_zoom(-1))
        self.larger.clicked.connect(lambda: self._step_zoom(1))
        for widget in (self.before, self.which, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.smaller, self.size_words, self.larger):
            row.addWidget(widget)
        if self._pages == 1:
            self.before.hide()
            self.next.hide()
        return row

    def _step_zoom(self, step: int) -> None:
        if step > 0:
            self.zoom_to(next((zoom for zoom in ZOOMS if zoom > self._zoom), ZOOMS[-1]))
        else:
            self.zoom_to(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom), ZOOMS[0]))

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        image = QImage.fromData(self._image(self._at, round(_SCREEN_DPI * self._zoom / 100 * ratio)))
        self._sheet.show_image(image, ratio)
        self._sheet.setAccessibleName(f"Page {self._at + 1} of {self._pages}")
        self.which.say(f"Page {self._at + 1} of {self._pages}")
        self.size_words.say(f"{self._zoom} %")
        self.before.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < self._pages)
