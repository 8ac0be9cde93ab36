"""Printed documents as PDF: tagged (PDF/UA), fonts embedded, the same bytes for the same content.

Nothing is fetched: a document may use the files of templates/pdf and no other.
"""

import hashlib
import json
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Set
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import CSS, HTML
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
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
MM_PER_PX: Final = 25.4 / 96
PICTURE: Final = "picture:"
STYLE_SHEET: Final = re.compile(r'<link rel="stylesheet" href="(\w+\.css)">')


@dataclass(frozen=True)
class Ink:
    """A text or a picture on a page, in mm from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    within: frozenset[str]  # the classes of what it stands in
    text: str  # empty for a picture


def render(
    template: str, context: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF of a template. Each value of the context is a frozen dataclass of plain texts.

    A template names one of the pictures as `picture:` and its key.
    """
    printable = _printable_context(context)
    page, style_sheets = _page(template, printable, pictures)
    return page.write_pdf(
        stylesheets=style_sheets,
        font_config=_fonts(),
        pdf_variant=PDF_UA,
        pdf_identifier=_identifier(printable),
    )


def ink_on_first_page(
    template: str, context: Mapping[str, Any], pictures: Mapping[str, bytes] | None = None
) -> list[Ink]:
    """Where the first page of the same PDF would have ink."""
    page, style_sheets = _page(template, _printable_context(context), pictures)
    # The layout is no public part of WeasyPrint; the tests hold it against the printed page.
    document = page.render(stylesheets=style_sheets, font_config=_fonts())
    return list(_ink_in(document.pages[0]._page_box, frozenset()))


def _ink_in(box: Any, within: frozenset[str]) -> Iterator[Ink]:
    if box.element is not None and isinstance(box, boxes.BlockBox | boxes.ReplacedBox):
        within |= frozenset((box.element.get("class") or "").split())
    if isinstance(box, boxes.TextBox):
        place = (box.position_x, box.position_y, box.width, box.height)
        yield _ink(place, within, box.text)
    elif isinstance(box, boxes.ReplacedBox):
        place = (box.content_box_x(), box.content_box_y(), box.width, box.height)
        yield _ink(place, within, "")
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _ink_in(child, within)


def _ink(place: tuple[float, float, float, float], within: frozenset[str], text: str) -> Ink:
    left, top, width, height = (each * MM_PER_PX for each in place)
    return Ink(left, top, left + width, top + height, within, text)


def _printable_context(context: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _printable(asdict(value)) for name, value in context.items()}


def _page(
    template: str, printable: Mapping[str, Any], pictures: Mapping[str, bytes] | None
) -> tuple[HTML, list[CSS]]:
    """A template as HTML that fetches nothing, and its style sheets."""
    html = render_to_string(template, printable)
    page = HTML(
        string=STYLE_SHEET.sub("", html),
        base_url=f"{FOLDER.as_uri()}/",
        url_fetcher=BundledOnly(pictures),
    )
    return page, [_style_sheet(name) for name in STYLE_SHEET.findall(html)]


@cache
def _style_sheet(name: str) -> CSS:
    """A style sheet of the documents, parsed once: that takes a tenth of the time of a letter."""
    return CSS(filename=FOLDER / name)


_of_thread: Final = threading.local()


def _fonts() -> FontConfiguration:
    """The fonts of the system, looked up once by each thread.

    WeasyPrint would look them up for every document, and never gives all of that memory back.
    """
    if not hasattr(_of_thread, "fonts"):
        _of_thread.fonts = FontConfiguration()
    return _of_thread.fonts


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
