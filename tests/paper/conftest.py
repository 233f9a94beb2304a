from __future__ import annotations

import pytest

from cantercare_desktop.paper.fonts import FontShelf


@pytest.fixture
def fonts() -> FontShelf:
    return FontShelf()
