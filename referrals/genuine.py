"""Whether a paper or a file is a letter of this house: by the code on its pages, or by its bytes.

Nothing is told of the patient, and nothing of letters whose code is not held.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.utils import timezone
from pikepdf import Pdf

from referrals import page_code
from referrals.following import superseded_by
from referrals.models import DocumentKind, Letter, LetterDocument, LetterState


@dataclass(frozen=True)
class Genuine:
    """What anybody may know who holds a letter."""

    number: int
    version: int
    signed_on: date
    pages: int  # of the letter; 0 while nothing was printed
    superseded_by: int  # the later version, or 0
    is_withdrawn: bool


def letter_with(code: str) -> Letter | None:
    """The letter on which this code is printed. None for any other text, whatever is wrong with it."""
    held = page_code.read(code)
    if held is None:
        return None
    letters = Letter.objects.select_related("specialist", "snapshot__signed_by", "suggestion")
    letter = letters.filter(pk=held.letter).first()
    return letter if letter and page_code.is_genuine(letter, code) else None


def by_code(code: str) -> Genuine | None:
    letter = letter_with(code)
    return _told(letter) if letter else None


def by_file(chunks: Iterable[bytes]) -> Genuine | None:
    """By the bytes of a sealed document: one that differs in a single bit is another one."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    documents = LetterDocument.objects.select_related("letter__snapshot").defer("pdf")
    found = documents.filter(sha256=digest.hexdigest()).first()
    return _told(found.letter) if found else None


def _told(letter: Letter) -> Genuine:
    later = superseded_by(letter)
    return Genuine(
        number=letter.pk,
        version=letter.snapshot.version,
        signed_on=timezone.localdate(letter.signed_at),
        pages=_pages(letter),
        superseded_by=later,
        is_withdrawn=letter.state == LetterState.CANCELLED and not later,
    )


def _pages(letter: Letter) -> int:
    sealed = LetterDocument.objects.filter(letter=letter, kind=DocumentKind.LETTER).first()
    return pages_in(bytes(sealed.pdf)) if sealed else 0


def pages_in(pdf: bytes) -> int:
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)
