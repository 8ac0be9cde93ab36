"""Logos: a picture as it is uploaded → the picture that is printed.

It is drawn anew, so whatever else the file held (a place, a program, a second picture) stays outside.
Grey, because letters must survive a black-and-white printer, and no larger than print needs.
"""

import warnings
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

FORMATS: Final = ("PNG", "JPEG")
BYTES_AT_MOST: Final = 500 * 1000
PIXELS_AT_LEAST: Final = 80  # the longer side: less is a smudge on paper
PIXELS_AT_MOST: Final = 4000
# 90 × 15 mm at 300 dots per inch.
PRINTED_AT_MOST: Final = (1063, 177)


def logo_from(data: bytes) -> bytes:
    """The picture to print, as PNG. Raises ValueError with what to do."""
    if len(data) > BYTES_AT_MOST:
        raise ValueError(
            f"This file has {len(data) // 1000} kB: choose one of at most "
            f"{BYTES_AT_MOST // 1000} kB."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                _check_size(*picture.size)
                picture.verify()  # the sums of a PNG; a picture cannot be drawn after it
            with Image.open(BytesIO(data), formats=FORMATS) as picture:
                drawn = _on_white(picture)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
        Image.DecompressionBombError,
        OSError,
        SyntaxError,  # how Pillow calls a broken PNG
    ):
        raise ValueError("This is no PNG or JPEG picture: choose another file.") from None
    drawn.thumbnail(PRINTED_AT_MOST, Image.Resampling.LANCZOS)
    if drawn.getextrema() == (255, 255):
        raise ValueError("This picture is white all over: choose another file.")
    held = BytesIO()
    drawn.save(held, "PNG", optimize=True)
    return held.getvalue()


def _check_size(width: int, height: int) -> None:
    longer = max(width, height)
    if not PIXELS_AT_LEAST <= longer <= PIXELS_AT_MOST:
        raise ValueError(
            f"This picture has {width} × {height} pixels: its longer side must have "
            f"{PIXELS_AT_LEAST} to {PIXELS_AT_MOST}."
        )


def _on_white(picture: Image.Image) -> Image.Image:
    """In grey, with white where it was transparent."""
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture.convert("RGBA")).convert("L")
