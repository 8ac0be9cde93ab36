"""Past patients for the tests of the recall: handed over or signed under an older rules version."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from intake import actions
from intake.models import Intake, Patient, User
from referrals import lifecycle, recall
from referrals.demo import decide_as_usual
from referrals.models import Assessment, Recall, RulesVersion, Suggestion

OLD: Final = "2025.1.1"
SINCE: Final = timezone.localdate() - timedelta(days=30)
ISCHAEMIC: Final = {
    "pain_onset": "sudden",
    "pain_side": "left",
    "pulse_dp.left": "absent",
    "pulse_pt.left": "absent",
}
RESTLESS: Final = {
    "pain_side": "both",
    "rls_urge": "present",
    "rls_rest": "present",
    "rls_movement_relief": "present",
    "rls_evening": "present",
}


def old_rules() -> RulesVersion:
    """A version that was in force before."""
    return RulesVersion.objects.get_or_create(
        version=OLD,
        defaults={"meaning": "0" * 64, "published_at": timezone.now() - timedelta(days=300)},
    )[0]


def past_patient(
    patient: Patient, answers: dict[str, str], by: dict[str, User], *, sign: bool = False
) -> Intake:
    """An intake that was handed over, and signed if wanted, when the older rules were in force.

    Their results were those of today's rules, so that only what a test then changes can differ.
    """
    intake = actions.start_intake(patient, by=by["nurse"])
    actions.record(intake, answers, by=by["nurse"])
    lifecycle.hand_over(intake, by=by["nurse"])
    if sign:
        for suggestion in Suggestion.objects.filter(intake=intake):
            decide_as_usual(suggestion, by["physician"])
        intake.refresh_from_db(fields=["state"])
        lifecycle.sign(intake, by=by["physician"])
    made_under(OLD, intake)
    return intake


def made_under(version: str, intake: Intake, at: datetime | None = None) -> None:
    changes: dict[str, Any] = {"rules_version": version, "rules_hash": "0" * 64}
    if at:
        changes["made_at"] = at
    Assessment.objects.filter(intake=intake).update(**changes)


def to_the_end(run: Recall) -> Recall:
    while not run.is_over:
        run = recall.advance(run, by=None)
    return run
