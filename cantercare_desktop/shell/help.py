"""F1: help on the page one is on, from short texts that ship with the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from cantercare_desktop.resources import resource
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.layouts import PageHead
from cantercare_desktop.ui.tokens import Px

_EVERYWHERE = "keys"


class HelpPage(QWidget):
    """The text of one place, and the keys that work everywhere. ``closed`` when it is left."""

    closed = Signal()

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setProperty("surface", "paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead("Help on this page", name="help.head")
        self.close_help = Button("Close help", name="help.close", kind="primary", keys="Esc")
        self.head.set_primary(self.close_help)
        self.text = QTextBrowser()
        self.text.setObjectName("help.text")
        self.text.setAccessibleName("Help on this page")
        self.text.setOpenLinks(False)
        self.text.setMarkdown(help_text(place))
        self.text.document().setDocumentMargin(Px.page_edge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)
        held = QVBoxLayout()
        held.setContentsMargins(Px.page_edge, 0, Px.page_edge, Px.gap_wide)
        held.addWidget(self.text)
        column.addLayout(held, 1)
        self.close_help.clicked.connect(self.closed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def help_text(place: str) -> str:
    """Return the help of a place as Markdown, followed by the keys; a place without a text has only the keys."""
    texts = [resource("help", f"{name}.md") for name in (place, _EVERYWHERE)]
    return "\n\n".join(path.read_text(encoding="utf-8") for path in texts if path.is_file())
