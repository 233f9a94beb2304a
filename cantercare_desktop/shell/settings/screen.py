"""The Settings page: sections at the left, one of them open at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cantercare_desktop.shell.house import SETTINGS
from cantercare_desktop.ui.layouts import PageHead, width_of
from cantercare_desktop.ui.rows import Row, Rows
from cantercare_desktop.ui.screens import Screen
from cantercare_desktop.ui.tables import ListCard, RowList
from cantercare_desktop.ui.tokens import Px

if TYPE_CHECKING:
    from cantercare_desktop.office.register import Ref
    from cantercare_desktop.shell.open_house import OpenHouse


class SettingsScreen(Screen):
    """Each section is a widget of its own, built when it is first opened."""

    name = SETTINGS
    title = "Settings"
    icon = "settings"

    def __init__(self, opened: OpenHouse) -> None:
        super().__init__()
        self._opened = opened
