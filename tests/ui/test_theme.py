"""Light, dark, larger writing and the system's own colours, switched while the program runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from cantercare_desktop.resources import resource
from cantercare_desktop.ui.buttons import Button
from cantercare_desktop.ui.labels import Label
from cantercare_desktop.ui.theme import Theme, from_system
from cantercare_desktop.ui.tokens import DARK, LIGHT, Words


def test_a_switch_to_dark_repaints_what_is_already_there(qtbot: QtBot, look: Theme) -> None:
    button = Button("Log post", name="log", kind="primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(look.changed):
        look.choose("dark")
    assert button.grab().toImage().pixelColor(8, 18) == QColor(DARK.accent)
    look.choose("light")
    assert button.grab().toImage().pixelColor(8, 18) == QColor(LIGHT.accent)


def test_larger_writing_makes_the_controls_larger_too(qtbot: QtBot, look: Theme) -> None:
    button, label = Button("Print", name="print"), Label("Post", Words.PAGE_TITLE)
    qtbot.addWidget(button)
    qtbot.addWidget(label)
    before = button.sizeHint(), label.sizeHint()
    look.scale_to(2.0)
    label.ensurePolished()
    assert button.sizeHint().height() == 72
    assert button.sizeHint().width() > before[0].width()
    assert label.sizeHint().height() > before[1].height() * 1.8


def test_writing_is_never_smaller_than_normal_nor_larger_than_double(look: Theme) -> None:
    look.scale_to(0.2)
    assert look.scale == 1.0
    look.scale_to(9)
    assert look.scale == 2.0


def test_high_contrast_takes_the_systems_colours_and_keeps_every_edge() -> None:
    system = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "black"),
        (QPalette.ColorRole.WindowText, "yellow"),
        (QPalette.ColorRole.Base, "black"),
        (QPalette.ColorRole.Highlight, "cyan"),
        (QPalette.ColorRole.HighlightedText, "black"),
    ):
        system.setColor(role, QColor(colour))
    tokens = from_system(system)
    assert tokens.paper == "#000000"
    assert tokens.ink == tokens.line == tokens.control == tokens.red.line == "#FFFF00"
    assert tokens.accent == "#00FFFF"
    assert tokens.dark


@pytest.mark.parametrize("name", sorted(path.stem for path in resource("icons").glob("*.svg")))
def test_every_icon_is_drawn_in_the_colour_that_is_asked_for(look: Theme, name: str) -> None:
    image = look.icons.picture(name, 20, "#FF0000", 2.0).toImage()
    assert image.width() == 40
    drawn = [image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    assert all(colour.red() > 200 and colour.green() < 60 for colour in drawn)


def test_an_icon_that_does_not_ship_is_refused(look: Theme) -> None:
    with pytest.raises(KeyError):
        look.icons.picture("unicorn", 20, "#000000")


def test_a_name_with_markup_in_it_is_shown_as_it_was_typed(qtbot: QtBot, look: Theme) -> None:
    label = Label("<b>Amara</b> %s لیلا 🙂")
    qtbot.addWidget(label)
    assert label.text().startswith("<b>Amara</b> %s")
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().height() < 40
