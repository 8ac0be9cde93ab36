"""The code on every page of a letter: which letter it is, and that nothing of it was altered.

`L12-2-…` is letter 12 of version 2, and a signature over all that the letter is made from. It tells
nothing of the patient. Only whoever holds SECRET_KEY, or an earlier one in SECRET_KEY_FALLBACKS, can
make or check it.
"""

import hmac
import re
from dataclasses import dataclass
from typing import Final

import segno
from django.conf import settings
from django.utils.crypto import salted_hmac

from referrals.models import Letter
from referrals.snapshot import fingerprint

# Crockford's: no I, L, O or U, so that a code can be read aloud and typed. Digits and capitals are
# also what a QR code holds in the least space.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 24  # five bits each: 120
_BYTES: Final = LENGTH * 5 // 8
_SALT: Final = "referrals.page_code"
_CODE: Final = re.compile(r"(?:\S*/)?L(\d{1,18})-(\d{1,6})-([0-9A-Z]{%d})/?" % LENGTH)  # noqa: UP031
# As they are misread, and as a scanner or a phone may change them.
_MISREAD: Final = str.maketrans("ILO", "110")
_DASHES: Final = str.maketrans("‐‑‒–—−", "------")


@dataclass(frozen=True)
class Read:
    """What a scanned or typed code names. Whether it is genuine is for `is_genuine` to say."""

    letter: int
    version: int
    signature: str

    @property
    def code(self) -> str:
        return f"L{self.letter}-{self.version}-{self.signature}"


@dataclass(frozen=True)
class PageCode:
    """A code as it is printed: its text, and its QR as an SVG path in strokes, one unit a module."""

    code: str
    path: str
    modules: int


def code_of(letter: Letter) -> str:
    """The code of a letter, made with today's key."""
    signature = _signature(letter, settings.SECRET_KEY)
    return Read(letter.pk, letter.snapshot.version, signature).code


def address_of(code: str) -> str:
    """What the QR holds: where a phone is told whether the letter is genuine, or the bare code.

    In capitals, which a QR code packs closest.
    """
    return f"{settings.SITE_URL}/c/{code}/".upper() if settings.SITE_URL else code


def drawn(letter: Letter) -> PageCode:
    """The code of a letter, ready to be printed."""
    return draw(code_of(letter))


def draw(code: str) -> PageCode:
    """The QR of a code as strokes: what stands in a row without a gap is one of them."""
    rows = segno.make_qr(address_of(code), error="m", boost_error=False).matrix
    path = "".join(
        f"M{run.start()} {y}.5h{len(run.group())}"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row))
    )
    return PageCode(code, path, len(rows))


def read(text: str) -> Read | None:
    """A code as a scanner types it or a person does: the address or the bare code, any case, spaces
    between. None where it is no code of a letter.
    """
    typed = "".join(text.split()).upper().translate(_DASHES)
    found = _CODE.fullmatch(typed)
    if found is None:
        return None
    signature = found[3].translate(_MISREAD)
    if not set(signature) <= set(ALPHABET):
        return None
    return Read(int(found[1]), int(found[2]), signature)


def is_genuine(letter: Letter, code: str) -> bool:
    """Whether this code was printed on this letter, and the letter still says what it said then."""
    held = read(code)
    if held is None or (held.letter, held.version) != (letter.pk, letter.snapshot.version):
        return False
    told = _told(letter)
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(_signed(told, key), held.signature) for key in keys)


# --- The signature ------------------------------------------------------------------------------


def _told(letter: Letter) -> str:
    """All that the letter says, in short: it is made from its snapshot's content alone.

    Not its words, which a later release may choose differently for the same content.
    """
    return fingerprint(
        {
            "letter": letter.pk,
            "version": letter.snapshot.version,
            "referral": letter.suggestion.suggestion,
            "content": letter.snapshot.content,
        }
    )


def _signature(letter: Letter, key: str) -> str:
    return _signed(_told(letter), key)


def _signed(told: str, key: str) -> str:
    digest = salted_hmac(_SALT, told, secret=key, algorithm="sha256").digest()
    number = int.from_bytes(digest[:_BYTES])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
