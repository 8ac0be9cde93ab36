"""The content of a signed snapshot for any answers, without a database: everything is accepted."""

from typing import Any, Final

from intake.answers import load_json, read_document
from intake.readings import Answers
from referrals.assess import assess
from referrals.rules.suggestions import SUGGESTIBLES
from referrals.snapshot import freeze_unsigned
from tests.referrals.published_cases import FILE

EXAMPLES: Final = sorted(FILE.parent.glob("*.json"))
SIGNED_AT: Final = "2026-11-24T10:42+00:00"
SPECIALIST: Final = {
    "name": "Ms V. Artery",
    "organisation": "Sample Vascular Centre",
    "address": "2 Example Road\nSampletown\nZZ2 1ZZ",
    "phone": "01632 960 222",
    "email": "artery@sample.example",
}
PATIENT: Final = {
    "id": 1,
    "name": "INVENTED, Ingrid",
    "family_name": "Invented",
    "given_name": "Ingrid",
    "title": "Mrs",
    "born": "1950-02-03",
    "age": 76,
    "sex": "Female",
    "nhs_number": "943 476 5919",
    "local_number": "H0001",
    "address": "1 Example Street\nSampletown",
    "postcode": "ZZ1 1ZZ",
    "phone": "01632 960001",
    "email": "",
    "gp": {"name": "Dr G. Sample", "practice": "Sample Surgery", "address": "ZZ1 1ZZ"},
    "requirements": "",
    "social_context": "",
    "safety_alerts": "",
    "allergy_status": "",
    "allergies": [],
    "medicines": [],
}
NURSE: Final = {"name": "Nora Nurse", "role": "Nurse", "grade": "Staff nurse", "registration": ""}
PHYSICIAN: Final = {
    "name": "Petra Physician",
    "role": "Physician",
    "grade": "Consultant",
    "registration": "1234567",
}


def examples() -> dict[str, Answers]:
    """Every test case: the ten examples and the published ones, by name."""
    found = [load_json(file.read_text()) for file in EXAMPLES]
    published = [load_json(line) for line in FILE.read_text().splitlines() if line.strip()]
    return {each["_id"]: read_document(each) for each in found} | {
        each["_id"]: read_document(each["intake"]) for each in published
    }


def signed_content(answers: Answers) -> dict[str, Any]:
    """As if a nurse had recorded the answers and a physician had accepted and signed everything."""
    content = freeze_unsigned(answers, assess(answers).document())
    content["patient"] = dict(PATIENT)
    content["intake"] = {
        "id": 7,
        "started": "2026-11-24T09:55+00:00",
        "started_by": NURSE,
        "handed_over": "2026-11-24T10:20+00:00",
        "handed_over_by": NURSE,
        "measured": "2026-11-24T10:05+00:00",
        "measured_by": NURSE,
        "measured_with": "Hand-held Doppler",
        "measured_lying": "Lying flat, rested",
        "paper": None,
        "concerns": "",
        "advice_given": "",
    }
    content["signed"] = {**PHYSICIAN, "at": SIGNED_AT}
    content["supersedes"] = content["follows_up"] = None
    content["suggestions"] = [_accepted(each) for each in content["suggestions"]]
    return content


def suggested(id: str, urgency: str = "routine", **changes: Any) -> dict[str, Any]:
    """One accepted suggestion that rests on nothing, to be put into a content."""
    what = SUGGESTIBLES[id]
    entry: dict[str, Any] = {
        "id": id,
        "kind": str(what.kind),
        "label": what.label,
        "urgency": urgency,
        "urgency_label": urgency,
        "because": "a reason",
        "findings": [],
        "rules": [],
        "sources": [],
        "why": [],
        "leg": None,
        "answered": False,
        "deferred_by": [],
        "deferred_labels": [],
        "about_labels": [],
        "stability": None,
        "reason": "",
        "note": "",
    }
    return _accepted(entry) | changes


def _accepted(entry: dict[str, Any]) -> dict[str, Any]:
    referral = entry["kind"] == "referral"
    return {
        **entry,
        "state": "accepted",
        "state_label": "Accepted",
        "decided_by": PHYSICIAN["name"],
        "decided_at": SIGNED_AT,
        "question": "What do you advise?" if referral else "",
        "tried": "",
        "copy_to_gp": True,
        "copy_to_patient": True,
        "added_by": "",
        "specialist": SPECIALIST if referral else None,
    }
