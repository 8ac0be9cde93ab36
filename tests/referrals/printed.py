"""What can be seen on printed pages: their text within a frame, their ink, their QR codes."""

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from typing import Any, Final

import zxingcpp
from PIL import Image

from intake.answers import read_document
from referrals.letterhead import Letterhead, frozen_letterhead
from referrals.models import Letter, Snapshot, Suggestion
from referrals.sample_letter import ANSWERS
from referrals.window import Window
from tests.referrals.signed_contents import signed_content

MM_PER_INCH: Final = 25.4
FAX: Final = 150  # dots per inch


@cache
def _content() -> dict[str, Any]:
    return signed_content(read_document(ANSWERS))


def letter_with(
    letterhead: Letterhead | None = None,
    *,
    address: tuple[str, ...] = (),
    patient: Mapping[str, Any] | None = None,
    referral: str = "vascular_surgery",
    **entry: Any,
) -> Letter:
    """A letter that was never saved: name, organisation and address lines of the specialist, and what
    of the patient and of the referral shall be otherwise.
    """
    content = {**_content()}
    content["letterhead"] = letterhead and frozen_letterhead(letterhead)
    content["patient"] = {**content["patient"], **(patient or {})}
    content["suggestions"] = [
        {**each, **entry, "specialist": _specialist(each["specialist"], address)}
        if each["id"] == referral
        else dict(each)
        for each in content["suggestions"]
    ]
    snapshot = Snapshot(content=content, version=1)
    return Letter(pk=12, snapshot=snapshot, suggestion=Suggestion(suggestion=referral))


def _specialist(known: dict[str, str], address: tuple[str, ...]) -> dict[str, str]:
    if not address:
        return known
    name, organisation, *rest = address
    told = {"name": name, "organisation": organisation, "address": "\n".join(rest)}
    return {**known, **told}


# --- Looking ------------------------------------------------------------------------------------


def text_within(document: bytes, frame: Window, page: int = 1) -> str:
    """What can be read through a hole in a sheet of paper laid over a page."""
    resolution = 720  # ten to a point: pdftotext wants whole numbers
    sides = {
        "-x": frame.left,
        "-y": frame.top,
        "-W": frame.width,
        "-H": frame.height,
    }
    where = [
        word
        for flag, size in sides.items()
        for word in (flag, str(round(size / MM_PER_INCH * resolution)))
    ]
    command = ["pdftotext", "-r", str(resolution), "-f", str(page), "-l", str(page), *where]
    return _run([*command, "-layout", "-", "-"], document).decode()


def pictures_of(document: bytes, *, resolution: int = FAX) -> list[Image.Image]:
    """The pages in pure black and white."""
    data = _run(["pdftoppm", "-r", str(resolution), "-mono", "-"], document)
    pages = []
    while data:
        header = re.match(rb"P4\s+(\d+)\s+(\d+)\s", data)
        assert header, data[:20]
        size = (int(header[2]), -(-int(header[1]) // 8))
        end = header.end() + size[0] * size[1]
        pages.append(Image.open(BytesIO(data[:end])).convert("L"))
        data = data[end:]
    return pages


def ink_within(page: Image.Image, frame: Window, *, resolution: int = FAX) -> tuple[int, int]:
    """How many dots are black within a frame, and how many of them on its edge."""
    left, top, right, bottom = (
        round(side / MM_PER_INCH * resolution)
        for side in (
            frame.left,
            frame.top,
            frame.left + frame.width,
            frame.top + frame.height,
        )
    )
    cut = page.crop((left, top, right, bottom))
    inner = cut.crop((1, 1, cut.width - 1, cut.height - 1))
    black = cut.histogram()[0]
    return black, black - inner.histogram()[0]


def codes_on(page: Image.Image) -> list[str]:
    """What a scanner reads off a page."""
    return [found.text for found in zxingcpp.read_barcodes(page)]


def _run(command: list[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, check=True, capture_output=True).stdout  # noqa: S603
