from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from cantercare_desktop.registers.residents.pictures import LONGEST_SIDE, NotAPictureError, picture_alone

ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825


def a_telephones_picture() -> bytes:
    """A landscape that the telephone held upright, with maker and place written beside it."""
    picture = Image.new("RGB", (40, 20), "teal")
    beside = picture.getexif()
    beside[ORIENTATION] = 6
    beside[MAKER] = "Canary phone"
    beside.get_ifd(PLACE)[2] = (51.0, 16.0, 31.0)
    made = BytesIO()
    picture.save(made, "JPEG", exif=beside)
    return made.getvalue()


def test_what_a_telephone_writes_beside_a_picture_is_not_kept() -> None:
    given = a_telephones_picture()
    assert b"Canary" in given
    kept = picture_alone(given)
    assert b"Canary" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert dict(opened.getexif()) == {}
        assert opened.format == "JPEG"


def test_a_picture_is_kept_upright() -> None:
    with Image.open(BytesIO(picture_alone(a_telephones_picture()))) as opened:
        assert opened.size == (20, 40)


def test_words_written_into_a_png_are_not_kept() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "Canary street 3")
    made = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(made, "PNG", pnginfo=words)
    kept = picture_alone(made.getvalue())
    assert b"Canary" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.format, opened.mode) == ("PNG", "RGBA")


def test_a_large_picture_is_made_smaller() -> None:
    made = BytesIO()
    Image.new("RGB", (4000, 3000)).save(made, "JPEG")
    with Image.open(BytesIO(picture_alone(made.getvalue()))) as opened:
        assert opened.size == (LONGEST_SIDE, 1200)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xffgarbage",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        b"GIF89a",
        a_telephones_picture()[:-200],
        b"\0" * 99,
    ],
)
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPictureError):
        picture_alone(content)
