"""Printed documents as PDF: tagged (PDF/UA), fonts embedded, the same bytes for the same content.

Nothing is fetched: a document may use the files of templates/pdf and no other.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Set
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

FOLDER: Final = settings.BASE_DIR / "templates" / "pdf"
PDF_UA: Final = "pdf/ua-1"
# The Debian packages fonts-liberation and fonts-dejavu; what they lack is written out in words.
FONT_FILES: Final = (
    Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
)
# Signs that turn the direction of the text after them, and could turn a number round.
DIRECTION_SIGNS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LINE_ENDS: Final = "\n\t"
PICTURE: Final = "picture:"


def render(
    template: str, context: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a template. Each value of the context is a frozen dataclass of plain texts.

    A template names one of the pictures as `picture:` and its key.
    """
    printable = {name: _printable(asdict(value)) for name, value in context.items()}
    page = HTML(
        string=render_to_string(template, printable),
        base_url=f"{FOLDER.as_uri()}/",
        url_fetcher=BundledOnly(pictures),
    )
    return page.write_pdf(pdf_variant=PDF_UA, pdf_identifier=_identifier(printable))


def _identifier(printable: Mapping[str, Any]) -> bytes:
    """A name for the file that depends on what it says and on nothing else."""
    text = json.dumps(printable, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32].encode()


class BundledOnly(URLFetcher):  # type: ignore[misc]
    """Gives the files beside the templates and the pictures it holds, and refuses all else."""

    def __init__(self, pictures: Mapping[str, bytes] | None = None) -> None:
        super().__init__()
        self._pictures = pictures or {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(PICTURE) and (held := self._pictures.get(url.removeprefix(PICTURE))):
            return URLFetcherResponse(url, held, {"Content-Type": "image/png"})
        if not url.startswith(f"{FOLDER.as_uri()}/") or ".." in url:
            raise ValueError(f"{url} is not a file of the documents: nothing else is fetched")
        return super().fetch(url, headers)


# --- Characters ---------------------------------------------------------------------------------


def _printable(value: Any) -> Any:
    """The same content with texts that can be printed: no control signs, no missing glyphs."""
    if isinstance(value, str):
        return printable_text(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def printable_text(text: str) -> str:
    """A text as it is printed: no control signs, no missing glyphs."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable_sign(sign) for sign in unicodedata.normalize("NFC", text))


def _printable_sign(sign: str) -> str:
    if sign in LINE_ENDS:
        return sign
    if sign in DIRECTION_SIGNS or unicodedata.category(sign) == "Cc":
        return ""
    if ord(sign) in _drawable():
        return sign
    if unicodedata.category(sign) in ("Cf", "Mn"):  # joiners and variants of an emoji
        return ""
    return f"[{unicodedata.name(sign, f'U+{ord(sign):04X}').lower()}]"


def width_of(text: str) -> float:
    """How wide a text is in the regular font of the documents, as a multiple of the type size."""
    widths = _widths()
    return sum(widths.get(ord(sign), 1.0) for sign in text)


def _drawable() -> Set[int]:
    """The characters that the fonts of the documents can draw."""
    return _widths().keys()


@cache
def _widths() -> dict[int, float]:
    """How wide each character is that can be drawn; the first font that has it draws it."""
    found: dict[int, float] = {}
    for file in reversed(FONT_FILES):
        with TTFont(file, lazy=True) as font:
            em, widths = font["head"].unitsPerEm, font["hmtx"]
            found |= {code: widths[name][0] / em for code, name in font.getBestCmap().items()}
    return found
