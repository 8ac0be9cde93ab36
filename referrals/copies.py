"""A letter → its copies: who reads each, what lies in it, and the address on its envelope.

One reader has one envelope. The copy for the file has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from referrals.frozen import Content, lines_of
from referrals.gp_sheet import practice_address
from referrals.letterhead import Letterhead
from referrals.letters import specialist_address
from referrals.models import DocumentKind, Letter
from referrals.patient_letter import goes_to_patient, patient_address
from referrals.window import head_for

SPECIALIST: Final = "Specialist"
PRACTICE: Final = "General practice"
PATIENT: Final = "Patient"
FILE: Final = "File"


@dataclass(frozen=True)
class Copy:
    """What one reader gets. `documents` are kinds; each begins on a sheet of its own."""

    reader: str
    mark: str  # printed on every page
    documents: tuple[DocumentKind, ...]
    address: tuple[str, ...] = ()
    lacks_address: bool = False  # who it is for is known, not where
    has_slip: bool = False  # the reply slip, which is the last page of the letter

    def fits_window(self, house: Letterhead) -> bool:
        """Whether all of the address shows through the window of this house's envelopes."""
        return head_for(house.envelope, house.window, self.address).fits

    @property
    def has_envelope(self) -> bool:
        return self.reader != FILE


def copies_of(letter: Letter) -> tuple[Copy, ...]:
    """The copies in the order of their envelopes, from what was signed alone."""
    return copies_in(letter.snapshot.content, letter.suggestion.suggestion)


def copies_in(content: Content, referral: str) -> tuple[Copy, ...]:
    """The same of a snapshot's content and one accepted referral (its id in the rule base)."""
    entry = next(
        each
        for each in content["suggestions"]
        if each["kind"] == "referral" and each["id"] == referral
    )
    return copies_for(content, entry)


def copies_for(content: Content, entry: Mapping[str, Any]) -> tuple[Copy, ...]:
    """The same of a patient (of `content`) and a referral to somebody, also before it is signed."""
    patient, specialist = content["patient"], entry["specialist"]
    letter = DocumentKind.LETTER
    found = [
        Copy(
            SPECIALIST,
            "For the specialist",
            (letter,),
            specialist_address(specialist),
            lacks_address=not specialist["address"].strip(),
            has_slip=True,
        )
    ]
    # Of snapshots from before it was asked, both got a copy.
    if entry.get("copy_to_gp", True) and has_practice(content):
        found.append(
            Copy(
                PRACTICE,
                "Copy for general practice",
                (DocumentKind.GP, letter),
                practice_address(content),
                lacks_address=not patient["gp"]["address"].strip(),
            )
        )
    if goes_to_patient(entry):
        found.append(
            Copy(
                PATIENT,
                "Copy for the patient",
                (DocumentKind.PATIENT, letter),
                patient_address(content),
                lacks_address=not patient["address"].strip(),
            )
        )
    return (*found, Copy(FILE, "File copy", (letter,)))


def has_practice(content: Content) -> bool:
    """Whether a practice is recorded; an address alone is nobody's."""
    gp = content["patient"]["gp"]
    return bool(lines_of(gp["name"], gp["practice"]))
