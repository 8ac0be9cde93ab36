"""Logos: only a real picture of a sensible size is taken, and only its dots are kept."""

from io import BytesIO

import pytest
from PIL import Image

from referrals.logo import (
    BYTES_AT_MOST,
    PIXELS_AT_LEAST,
    PIXELS_AT_MOST,
    PRINTED_AT_MOST,
    logo_from,
)
from tests.referrals.pictures import picture


def drawn(data: bytes) -> Image.Image:
    return Image.open(BytesIO(logo_from(data)))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_kept_in_grey_and_no_larger_than_it_is_printed(kind: str):
    logo = drawn(picture(2000, 500, kind=kind))
    assert (logo.format, logo.mode) == ("PNG", "L")
    assert logo.width <= PRINTED_AT_MOST[0]
    assert logo.height <= PRINTED_AT_MOST[1]
    assert logo.width / logo.height == pytest.approx(4, rel=0.02)


def test_a_small_picture_is_not_blown_up():
    assert drawn(picture(200, 100)).size == (200, 100)


def test_the_same_picture_is_the_same_logo():
    assert logo_from(picture()) == logo_from(picture())
    assert logo_from(picture()) != logo_from(picture(301))


def test_what_is_transparent_is_white_on_paper():
    clear = Image.new("RGBA", (120, 60), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 30, 60))
    held = BytesIO()
    clear.save(held, "PNG")
    logo = drawn(held.getvalue())
    assert logo.getpixel((10, 30)) == 0
    assert logo.getpixel((100, 30)) == 255


def test_what_else_a_file_holds_stays_outside():
    exif = Image.Exif()
    exif[0x010E] = "Patient Jane Doe"
    data = picture(kind="JPEG", exif=exif) + b"<script>alert(1)</script>"
    assert b"Jane Doe" in data
    logo = logo_from(data)
    assert b"Jane Doe" not in logo
    assert b"script" not in logo


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "no PNG or JPEG"),
        (b"not a picture", "no PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG or JPEG"),
        (picture(kind="GIF"), "no PNG or JPEG"),
        (picture(kind="BMP"), "no PNG or JPEG"),
        (picture()[:-200], "no PNG or JPEG"),
        (picture(kind="JPEG")[:400], "no PNG or JPEG"),
        (picture()[:60] + b"\0" * 2000, "no PNG or JPEG"),
        (picture(PIXELS_AT_LEAST - 1, 40), "79 × 40 pixels"),
        (picture(40, PIXELS_AT_LEAST - 1), "40 × 79 pixels"),
        (picture(PIXELS_AT_MOST + 1, 40), "4001 × 40 pixels"),
        (picture() + b"\0" * BYTES_AT_MOST, "at most 500 kB"),
    ],
)
def test_what_is_no_sensible_picture_is_refused_with_what_to_do(data: bytes, problem: str):
    with pytest.raises(ValueError, match=problem):
        logo_from(data)


@pytest.mark.parametrize(
    "data",
    [
        picture(PIXELS_AT_LEAST, 20),
        picture(PIXELS_AT_MOST, 100),
        picture() + b"\0" * (BYTES_AT_MOST - len(picture())),
    ],
    ids=["smallest", "largest", "heaviest"],
)
def test_what_just_fits_is_taken(data: bytes):
    assert drawn(data).width >= PIXELS_AT_LEAST


def test_a_picture_of_nothing_is_refused():
    held = BytesIO()
    Image.new("RGB", (200, 100), "white").save(held, "PNG")
    with pytest.raises(ValueError, match="white all over"):
        logo_from(held.getvalue())


def test_a_picture_that_unpacks_to_gigabytes_is_refused_before_it_is_unpacked():
    header = bytearray(picture())
    header[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)  # width and height
    with pytest.raises(ValueError, match=r"no PNG or JPEG|pixels"):
        logo_from(bytes(header))
