"""Small pictures that can really be decoded."""

from __future__ import annotations

from io import BytesIO
from typing import Literal

from PIL import Image

from cantercare_desktop.registers.residents.pictures import picture_alone


def a_picture(kind: Literal["JPEG", "PNG"], colour: str = "teal") -> bytes:
    """A picture as it would be kept: a PNG comes through unchanged."""
    made = BytesIO()
    Image.new("RGB", (12, 16), colour).save(made, kind)
    return picture_alone(made.getvalue())
