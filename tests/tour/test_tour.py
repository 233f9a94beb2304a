"""The tour is the program's own witness: it must go through to its end, and leave what it promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.support.driver import SCREEN
from tests.tour.way import show_everything

BESIDE_THE_PICTURES = (
    "01-sign-in",
    "02-today",
    "03-post",
    "04-resident-screen-post",
    "11-resident-record",
    "12-setup",
    "13-pdf-post-receipt",
    "16-today-dark",
    "17-components",
)


@pytest.mark.journey
@pytest.mark.slow
def test_the_tour_leaves_a_picture_beside_each_drawn_one(qapp: QApplication, tmp_path: Path) -> None:
    said: list[str] = []
    made = show_everything(qapp, tmp_path / "tour", said=said.append)
    assert len(made) == len({path.name for path in made})
    assert all(path.stat().st_size > 0 for path in made)
    assert {f"{name}.png" for name in BESIDE_THE_PICTURES} <= {path.name for path in made}
    assert QImage(str(tmp_path / "tour" / "03-post.png")).size() == SCREEN
    assert (tmp_path / "tour" / "13-pdf-post-receipt.pdf").read_bytes().startswith(b"%PDF")
    assert not (tmp_path / "tour" / "demo-house").exists()
