"""Photographs as they are kept: the picture alone, upright, without what a telephone writes beside it."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

#: The longest side that is kept: enough to know somebody by sight, on paper too.
LONGEST_SIDE = 1600
_QUALITY = 88
_TYPES = ("JPEG", "PNG")


class NotAPictureError(ValueError):
    """The file says that it is a picture, and is none, or is cut off, or is larger than any camera makes."""


def picture_alone(content: bytes) -> bytes:
    """Return the picture anew: turned upright, no longer than `LONGEST_SIDE`, with no place, time or device in it.

    A telephone writes where a photograph was taken into the file; where she was is nobody's to keep. The type stays,
    JPEG or PNG. Raises `NotAPictureError`.
    """
    made = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_TYPES) as opened:
                kind = opened.format or ""
                picture = ImageOps.exif_transpose(opened)
                picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        plain = picture.convert("RGBA" if kind == "PNG" and "A" in picture.getbands() else "RGB")
        plain.info.clear()
        plain.save(made, kind, quality=_QUALITY, optimize=True)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPictureError from error
    except Image.DecompressionBombWarning as error:
        raise NotAPictureError from error
    return made.getvalue()
