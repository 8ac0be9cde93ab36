"""Signed intakes for the tests of documents, made by the same acts as on the ward."""

from collections.abc import Callable, Mapping
from typing import Any

from intake.findings import KEYS
from intake.findings.finding import Finding, Kind
from intake.models import Intake, User
from referrals import lifecycle
from referrals.letters import draft_question
from referrals.models import Snapshot, Specialist, Suggestion, SuggestionState
from referrals.rules.suggestions import Kind as SuggestionKind

# Rest pain of the left leg: ABI 62/148 = 0.42 on the left, 134/148 = 0.91 on the right.
REST_PAIN: Mapping[str, str] = {
    "pain_side": "left",
    "pain_onset": "subacute_2_12w",
    "pain_course": "worsening",
    "pain_site.left": "forefoot_toes",
    "pain_at_rest": "present",
    "worse_lying_flat": "present",
    "relief_dependency.left": "present",
    "relief_dependency.right": "absent",
    "smoking_status": "current",
    "rls_urge": "absent",
    "med_anticoagulant": "present",
    "leg_colour.left": "dependent_rubor",
    "leg_colour.right": "normal",
    "skin_integrity.left": "intact",
    "skin_integrity.right": "?dressing_or_cast",
    "pulse_dp.left": "absent",
    "pulse_pt.left": "absent",
    "pulse_dp.right": "reduced",
    "pulse_pt.right": "normal",
    "brachial_right_sbp": "148",
    "brachial_left_sbp": "140",
    "ankle_dp_sbp.left": "62",
    "ankle_pt_sbp.left": "46",
    "ankle_dp_sbp.right": "128",
    "ankle_pt_sbp.right": "134",
}

Answer = Callable[[Intake, dict[str, str]], None]


def example(finding: Finding) -> str:
    """A value of the finding as it is typed: present, the last option, every option, the example."""
    match finding.kind:
        case Kind.PRESENCE:
            return "present"
        case Kind.CHOICE:
            return list(finding.options)[-1]
        case Kind.SEVERAL:
            return ",".join(finding.options)
    return finding.example


EVERYTHING: Mapping[str, str] = {key: example(finding) for key, (finding, _) in KEYS.items()}


def signed(
    intake: Intake, answers: Mapping[str, str], answer: Answer, by: Mapping[str, User]
) -> Snapshot:
    """Record, hand over, accept everything with a specialist for each referral, and sign."""
    answer(intake, dict(answers))
    lifecycle.hand_over(intake, by=by["nurse"])
    for suggestion in Suggestion.objects.filter(intake=intake, assessment__is_current=True):
        referral = suggestion.kind == SuggestionKind.REFERRAL
        extra: dict[str, Any] = {}
        if referral:
            extra = {
                "specialist": specialist_for(suggestion.suggestion),
                "question": draft_question(suggestion),
            }
        lifecycle.decide(suggestion, SuggestionState.ACCEPTED, by=by["physician"], **extra)
    intake.refresh_from_db(fields=["state"])
    return lifecycle.sign(intake, by=by["physician"])


def specialist_for(specialty: str) -> Specialist:
    return Specialist.objects.create(
        specialty=specialty,
        name="Ms V. Artery",
        organisation="Sample Vascular Centre",
        address="Sample Vascular Centre\n2 Example Road\nSampletown\nZZ2 1ZZ",
    )
