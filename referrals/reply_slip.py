"""The reply slip: the last page of a letter, on which the receiving desk ticks what became of it.

It lies in the sealed envelope, so it names the patient. Copies for others go without it.
"""

from dataclasses import dataclass
from typing import Final

import pikepdf

from referrals.frozen import capital
from referrals.letters import LetterContent
from referrals.preflight import ITEMS, OF_ALL, OF_SPECIALTY
from referrals.window import A4

TITLE: Final = "Reply slip"  # also the bookmark by which the page is found
# What any service may miss, besides what all letters need and what this specialty needs.
OF_ANY: Final = ("question", "tried", "imaging", "urgency")
LONG_NAMES: Final = 240  # characters
# Nobody returns a letter for the lack of what brought it there.
NOT_MISSED: Final = ("specialist_address",)


@dataclass(frozen=True)
class ReplySlip:
    """What is printed of it besides the letter's own furniture."""

    title: str
    missing: tuple[tuple[str, ...], tuple[str, ...]]  # in two columns
    is_tight: bool  # less room to write, so that long names stay on the page


def reply_slip_of(letter: LetterContent, referral: str) -> ReplySlip:
    """The slip of a letter to this service (its id in the rule base)."""
    ids = dict.fromkeys((*OF_SPECIALTY.get(referral, ()), *OF_ALL, *OF_ANY))
    labels = tuple(capital(ITEMS[id].label) for id in ids if id not in NOT_MISSED)
    half = (len(labels) + 1) // 2
    house = letter.letterhead
    names = (letter.patient.name, letter.service, house.organisation, house.team, *house.address)
    return ReplySlip(
        title=TITLE,
        missing=(labels[:half], labels[half:]),
        is_tight=letter.head.paper != A4.name or sum(map(len, names)) > LONG_NAMES,
    )


def has_slip(pdf: pikepdf.Pdf) -> bool:
    """Whether the last page of a sealed letter is its slip; letters of old have none."""
    with pdf.open_outline() as outline:
        return any(item.title == TITLE for item in outline.root)
