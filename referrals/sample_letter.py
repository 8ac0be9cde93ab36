"""A letter of an invented patient, to see and to check a letterhead before it is used."""

from functools import cache
from typing import Any, Final

from intake.answers import read_document
from intake.readings import Answers
from referrals.assess import assess
from referrals.frozen import Content
from referrals.letterhead import Letterhead, frozen_letterhead
from referrals.rules import VERSION
from referrals.snapshot import freeze_unsigned

REFERRAL: Final = "vascular_surgery"
# The longest address that must show through a window wherever the sheet slides to.
ADDRESS: Final = (
    "Ms Alexandra V. Exampleton-Artery",
    "Department of Vascular Surgery, Clinic 4",
    "Sample Regional Vascular Centre",
    "East Wing, Third Floor",
    "1234 North Example Road",
    "Sampletown-upon-Invention",
    "ZZ99 9ZZ",
)
ANSWERS: Final[dict[str, Any]] = {
    "pain_side": "left",
    "pain_onset": "subacute_2_12w",
    "pain_at_rest": True,
    "worse_lying_flat": True,
    "relief_dependency": {"left": True, "right": False},
    "skin_integrity": {"left": "intact", "right": "intact"},
    "pulse_dp": {"left": "absent", "right": "normal"},
    "pulse_pt": {"left": "absent", "right": "normal"},
    "brachial_right_sbp": 148,
    "ankle_dp_sbp": {"left": 62, "right": 134},
    "ankle_pt_sbp": {"left": 46, "right": 128},
}
PATIENT: Final[dict[str, Any]] = {
    "id": 0,
    "name": "SAMPLE, Sam",
    "family_name": "Sample",
    "given_name": "Sam",
    "title": "",
    "born": "1950-02-03",
    "age": 76,
    "sex": "Female",
    "nhs_number": "999 000 0000",
    "local_number": "SAMPLE",
    "address": "1 Sample Street\nSampletown",
    "postcode": "ZZ99 9ZZ",
    "phone": "01632 960 000",
    "email": "",
    "gp": {"name": "Dr G. Sample", "practice": "Sample Surgery", "address": "ZZ99 9ZZ"},
    "requirements": "",
    "social_context": "",
    "safety_alerts": "",
    "allergy_status": "",
    "allergies": [],
    "medicines": [],
}
SIGNER: Final[dict[str, str]] = {
    "name": "Dr S. Sample",
    "role": "Physician",
    "grade": "Consultant",
    "registration": "0000000",
}
SIGNED_AT: Final = "2026-11-24T10:42+00:00"


def sample_content(letterhead: Letterhead) -> Content:
    """The content of a signed snapshot with this letterhead. Nobody signed it."""
    return {**_content(), "letterhead": frozen_letterhead(letterhead)}


@cache
def _content() -> Content:
    answers: Answers = read_document(ANSWERS)
    content = freeze_unsigned(answers, assess(answers).document())
    return {
        **content,
        "patient": PATIENT,
        "intake": {
            "id": 0,
            "started": SIGNED_AT,
            "started_by": SIGNER,
            "handed_over": SIGNED_AT,
            "handed_over_by": SIGNER,
            "measured": SIGNED_AT,
            "measured_by": SIGNER,
            "measured_with": "",
            "measured_lying": "",
            "paper": None,
            "concerns": "",
            "advice_given": "",
        },
        "signed": {**SIGNER, "at": SIGNED_AT},
        "supersedes": None,
        "follows_up": None,
        "rules_version": VERSION,
        "suggestions": [_accepted(each) for each in content["suggestions"]],
    }


def _accepted(entry: dict[str, Any]) -> dict[str, Any]:
    if entry["kind"] != "referral":
        return entry
    specialist = {
        "name": ADDRESS[0],
        "organisation": ADDRESS[1],
        "address": "\n".join(ADDRESS[2:]),
        "phone": "",
        "email": "",
    }
    return {
        **entry,
        "state": "accepted",
        "decided_by": SIGNER["name"],
        "decided_at": SIGNED_AT,
        "question": "This is a sample: it shows the letterhead and what the window lets through.",
        "tried": "",
        "copy_to_gp": True,
        "copy_to_patient": True,
        "added_by": "",
        "specialist": specialist,
    }
