"""Letters and summaries as PDF: tagged (PDF/UA), fonts embedded, the same bytes for the same content.

Nothing is fetched: a document may use the files of templates/pdf and no other.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from referrals.frozen import Content
from referrals.letters import letter_of
from referrals.models import Letter, Snapshot
from referrals.summaries import summary_content

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


def summary_pdf(snapshot: Snapshot) -> bytes:
    """The summary of a signed intake."""
    return _summary(snapshot.content, snapshot.version)


def summary_of(content: Content) -> bytes:
    """The summary of a content that nobody signed; needs no database."""
    return _summary(content, None)


def letter_pdf(letter: Letter) -> bytes:
    """A referral letter, from its snapshot alone."""
    snapshot = letter.snapshot
    content = letter_of(
        snapshot.content,
        letter.suggestion.suggestion,
        number=letter.pk,
        version=snapshot.version,
    )
    return _render("pdf/letter.html", {"letter": content})


def _summary(content: Content, version: int | None) -> bytes:
    return _render("pdf/summary.html", {"summary": summary_content(content, version=version)})


def _render(template: str, context: Mapping[str, Any]) -> bytes:
    printable = {name: _printable(asdict(value)) for name, value in context.items()}
    page = HTML(
        string=render_to_string(template, printable),
        base_url=f"{FOLDER.as_uri()}/",
        url_fetcher=_BundledOnly(),
    )
    return page.write_pdf(pdf_variant=PDF_UA, pdf_identifier=_identifier(printable))


def _identifier(printable: Mapping[str, Any]) -> bytes:
    """A name for the file that depends on what it says and on nothing else."""
    text = json.dumps(printable, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32].encode()


class _BundledOnly(URLFetcher):  # type: ignore[misc]
    """Gives the files beside the templates and refuses every other address."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if not url.startswith(f"{FOLDER.as_uri()}/") or ".." in url:
            raise ValueError(f"{url} is not a file of the documents: nothing else is fetched")
        return super().fetch(url, headers)


# --- Characters ---------------------------------------------------------------------------------


def _printable(value: Any) -> Any:
    """The same content with texts that can be printed: no control signs, no missing glyphs."""
    if isinstance(value, str):
        return _printable_text(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def _printable_text(text: str) -> str:
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


@cache
def _drawable() -> frozenset[int]:
    """The characters that the fonts of the documents can draw."""
    found: set[int] = set()
    for file in FONT_FILES:
        with TTFont(file, lazy=True) as font:
            found |= set(font.getBestCmap())
    return frozenset(found)
