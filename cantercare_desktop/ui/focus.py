"""The one focus frame: two pixels of the focus colour, two pixels outside whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

from cantercare_desktop.ui.painting import rounded
from cantercare_desktop.ui.theme import theme
from cantercare_desktop.ui.tokens import Px

# Dynamic properties by which a control tells how it wants to be framed.
FRAMES_ITSELF = "frames_itself"
FRAME_THE_PARENT = "frame_the_parent"
FOCUS_RADIUS = "focus_radius"

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
}


class FocusFrame(QWidget):
    """Follows the keyboard focus inside one window.

    A control that draws its own focus (a list) says so with the property ``frames_itself``; the field inside a
    combo box asks with ``frame_the_parent`` that the whole box be framed.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._around: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, QApplication.focusWidget())
        theme().changed.connect(self.update)

    @property
    def around(self) -> QWidget | None:
        """The control that is framed now."""
        return self._around

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._around is None:
            return
        kept = self._around.property(FOCUS_RADIUS)
        radius = (kept if isinstance(kept, int) else Px.radius_control) + Px.focus_offset + Px.focus_width / 2
        with QPainter(self) as painter:
            rounded(
                painter, QRectF(self.rect()), fill=None, edge=theme().tokens.focus, radius=radius, width=Px.focus_width
            )

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._around = None
        if now is not None and now.window() is self._window and now is not self._window:
            around: QWidget = now
            while around.property(FRAME_THE_PARENT) and (parent := around.parentWidget()) is not None:
                around = parent
            if not around.property(FRAMES_ITSELF):
                self._follow(around)
        self._place()

    def _follow(self, around: QWidget) -> None:
        self._around = around
        watched: QWidget | None = around
        while watched is not None and watched is not self._window:
            self._watched.append(watched)
            watched.installEventFilter(self)
            watched = watched.parentWidget()

    def _place(self) -> None:
        around = self._around
        if around is None or not isValid(around) or not around.isVisible():
            self.hide()
            return
        room = Px.focus_offset + Px.focus_width
        corner = around.mapTo(self._window, QPoint(0, 0))
        where = QRect(corner, around.size()).adjusted(-room, -room, room, room)
        seen = where & self._window.rect()
        for above in self._watched:
            parent = above.parentWidget()
            if isinstance(parent, QAbstractScrollArea) and above is parent.viewport():
                seen &= QRect(above.mapTo(self._window, QPoint(0, 0)), above.size())
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(where)
        # What has scrolled out of its column is not framed over what stands beside it.
        if seen == where:
            self.clearMask()
        else:
            self.setMask(QRegion(seen.translated(-where.topLeft())))
        self.show()
        self.raise_()
