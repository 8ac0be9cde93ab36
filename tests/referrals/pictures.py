"""Pictures for the tests of letterheads, drawn on the spot."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def picture(width: int = 300, height: int = 120, *, kind: str = "PNG", **more: Any) -> bytes:
    """A black bar and a cross on white."""
    drawn = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((2, 2, width // 3, height - 3), fill="black")
    pen.line((width // 3, 0, width, height), fill="navy", width=5)
    held = BytesIO()
    drawn.save(held, kind, **more)
    return held.getvalue()
