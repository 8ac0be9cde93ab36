"""What the head of a review says: versions, an amendment, rules that changed, the intake before it."""

from collections.abc import Iterable
from typing import Any, Final

from intake.answers import answers_of
from intake.follow_ups import followed_by
from intake.models import Intake, IntakeState
from referrals import lifecycle
from referrals.changes import (
    ChangedSuggestion,
    changed_answers,
    changed_classes,
    changed_suggestions,
)
from referrals.differences import standings_in
from referrals.forms import WhyForm
from referrals.models import Assessment, Snapshot
from referrals.rules import MEANING, VERSION
from referrals.views.picture import pill

# In the order in which they are read; each with a sign, so that no colour alone tells them apart.
HOW: Final = {
    "gained": ("+", "Now"),
    "raised": ("↑", "More urgent"),
    "answered": ("✓", "Answered now"),
    "lowered": ("↓", "Less urgent"),
    "lost": ("−", "No longer"),
}


def standing_of(intake: Intake, assessment: Assessment) -> dict[str, Any]:
    """What the head of a review says of versions, of the rules, and of the intake before or after."""
    versions = list(
        Snapshot.objects.filter(intake=intake)
        .select_related("signed_by")
        .defer("content")
        .order_by("-version")
    )
    amended = lifecycle.superseded_by_next(intake) if versions else None
    is_signed = intake.state == IntakeState.SIGNED
    return {
        "versions": [
            {"snapshot": each, "amended_because": later.amended_because if later else ""}
            for later, each in zip([None, *versions], versions, strict=False)
        ],
        "amended": None if is_signed else amended,
        "amend_form": WhyForm(auto_id="amend_%s"),
        "rules_changed": (assessment.rules_version, assessment.rules_hash) != (VERSION, MEANING),
        "rules_version": VERSION,
        "later": _later_results(intake, assessment),
    }


def keys_changed(later: dict[str, Any] | None) -> frozenset[str]:
    """The answers of a follow-up that were not signed so; none for any other intake."""
    return frozenset(each.key for each in later["answers"]) if later else frozenset()


def _later_results(intake: Intake, assessment: Assessment) -> dict[str, Any] | None:
    """Of a follow-up: what was recorded since the signature, and what that does."""
    followed = followed_by(intake)
    if followed is None:
        return None
    signed = (
        Snapshot.objects.filter(intake=followed)
        .only("version", "signed_at", "content", "intake")
        .order_by("-version")
        .first()
    )
    if signed is None:
        return None
    was = signed.content["result"]
    old = standings_in(was)
    return {
        "signed": signed,
        "answers": list(changed_answers(signed.content, answers_of(intake))),
        "worked_out": list(changed_classes(was["scores"], assessment.result["scores"])),
        "suggestions": changes_in_words(changed_suggestions(old, standings_in(assessment.result))),
        "rules_before": signed.content["rules_version"]
        if signed.content["rules_version"] != assessment.rules_version
        else "",
        "rules_now": assessment.rules_version,
    }


def changes_in_words(found: Iterable[ChangedSuggestion]) -> list[dict[str, Any]]:
    """Changes of suggestions by how they changed, each with its sign and words."""
    changes = list(found)
    return [
        {
            "sign": sign,
            "words": words,
            "changes": [
                {
                    "label": each.label,
                    "before": pill(each.before) if each.before else None,
                    "after": pill(each.after) if each.after else None,
                }
                for each in mine
            ],
        }
        for how, (sign, words) in HOW.items()
        if (mine := [each for each in changes if each.how == how])
    ]
