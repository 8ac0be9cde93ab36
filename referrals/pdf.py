"""Letters and summaries as PDF, from their content alone."""

from functools import lru_cache

from intake.printing import render
from referrals import page_code
from referrals.frozen import Content
from referrals.gp_sheet import gp_sheet_of
from referrals.letterhead import Letterhead
from referrals.letters import letter_of
from referrals.models import Letter, Logo, Snapshot
from referrals.patient_letter import patient_letter_of
from referrals.reply_slip import reply_slip_of
from referrals.summaries import summary_content


def summary_pdf(snapshot: Snapshot) -> bytes:
    """The summary of a signed intake."""
    return _summary(snapshot.content, snapshot.version)


def summary_of(content: Content) -> bytes:
    """The summary of a content that nobody signed; needs no database."""
    return _summary(content, None)


def letter_pdf(letter: Letter) -> bytes:
    """A referral letter with its reply slip, from its snapshot alone."""
    snapshot, referral = letter.snapshot, letter.suggestion.suggestion
    content = letter_of(snapshot.content, referral, number=letter.pk, version=snapshot.version)
    parts = {
        "letter": content,
        "page_code": page_code.drawn(letter),
        "slip": reply_slip_of(content, referral),
    }
    return render("pdf/letter.html", parts, pictures_of(content.letterhead))


def gp_sheet_pdf(letter: Letter) -> bytes:
    """The sheet on top of the general practice's copy of a letter."""
    snapshot = letter.snapshot
    sheet = gp_sheet_of(
        snapshot.content,
        letter.suggestion.suggestion,
        number=letter.pk,
        version=snapshot.version,
    )
    parts = {"sheet": sheet, "page_code": page_code.drawn(letter)}
    return render("pdf/gp_sheet.html", parts, pictures_of(sheet.letterhead))


def patient_letter_pdf(letter: Letter) -> bytes:
    """The letter to the patient in plain words. ValueError where none is to be written."""
    snapshot = letter.snapshot
    content = patient_letter_of(
        snapshot.content,
        letter.suggestion.suggestion,
        number=letter.pk,
        version=snapshot.version,
    )
    parts = {"letter": content, "page_code": page_code.drawn(letter)}
    return render("pdf/patient_letter.html", parts, pictures_of(content.letterhead))


def _summary(content: Content, version: int | None) -> bytes:
    return render("pdf/summary.html", {"summary": summary_content(content, version=version)})


def pictures_of(letterhead: Letterhead) -> dict[str, bytes]:
    """The pictures that a letter with this head names."""
    return {letterhead.logo: _logo(letterhead.logo)} if letterhead.logo else {}


@lru_cache(maxsize=16)
def _logo(sha256: str) -> bytes:
    """A logo by its hash; whatever has this hash is the same picture for ever."""
    return bytes(Logo.objects.get(sha256=sha256).image)
