"""Beside each suggestion: what argues against it, and what else would answer the question."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from intake.answers import answers_of
from intake.models import Intake, User
from referrals import lifecycle
from referrals.models import Assessment, Suggestion
from referrals.own_suggestions import add_suggestion
from referrals.views.picture import cards
from referrals.views.weighed import OF_THE_SAME_RULE, Alternative, Weighed, Weigher
from tests.referrals.signed_intakes import REST_PAIN
from tests.referrals.test_lifecycle import COLD_LEG

NOTHING = "Nothing recorded argues against it."
NO_OTHER = "No alternative in the rule book."
SWOLLEN = {
    "pain_side": "right",
    "pain_onset": "acute_le14d",
    "swelling_onset.right": "acute_lt2w",
    "swelling_onset.left": "none",
}
FOOT = {
    "pain_side": "left",
    "diabetes_type": "type2",
    "skin_integrity.left": "ulcer",
    "ulcer_site.left": "toe_forefoot",
    "temp_c": "38.6",
}


@pytest.fixture
def assessed(intake: Intake, answer: Callable[..., None], nurse: User) -> Callable[..., Assessment]:
    def hand_over(answers: dict[str, str]) -> Assessment:
        answer(intake, answers)
        return lifecycle.hand_over(intake, by=nurse)

    return hand_over


def weighed(assessment: Assessment, suggestion: str) -> Weighed:
    rows = list(Suggestion.objects.filter(assessment=assessment).select_related("specialist"))
    intake = Intake.objects.get(pk=assessment.intake_id)
    card = next(each for each in cards(rows) if each.row.suggestion == suggestion)
    return Weigher(answers_of(intake), rows).of(card)


def alternatives(of: Weighed) -> dict[str, Alternative]:
    return {each.label: each for _, answers in of.alternatives for each in answers}


def card_of(shown: str, suggestion: Suggestion) -> str:
    """The part of the page that shows one suggestion."""
    start = shown.index(f'id="suggestion-{suggestion.pk}"')
    return shown[start : shown.index("</article>", start)]


def shown(client: Client, assessment: Assessment) -> str:
    return client.get(reverse("review", args=[assessment.intake_id])).content.decode()


# --- Against ------------------------------------------------------------------------------------


def test_a_counter_finding_stands_under_the_suggestion_and_its_fold_says_so(
    as_physician: Client, assessed: Callable[..., Assessment]
) -> None:
    assessment = assessed({**SWOLLEN, "alt_dx_as_likely": "present"})
    card = card_of(shown(as_physician, assessment), _row(assessment, "venous_duplex"))
    assert "Deep vein thrombosis: Another diagnosis at least as likely" in card
    assert "what argues against it</strong></summary>" in card
    assert NOTHING not in card


@pytest.mark.parametrize("said", ["absent", "?unknown", "?declined", ""])
def test_what_was_denied_or_not_assessed_stands_under_none(
    as_physician: Client, assessed: Callable[..., Assessment], said: str
) -> None:
    assessment = assessed({**SWOLLEN, **({"alt_dx_as_likely": said} if said else {})})
    page = shown(as_physician, assessment)
    assert "Another diagnosis at least as likely" not in card_of(
        page, _row(assessment, "venous_duplex")
    )


def test_a_caution_argues_until_it_is_declined(
    assessed: Callable[..., Assessment], physician: User
) -> None:
    assessment = assessed({**COLD_LEG, "bleeding_risk_high": "present"})
    assert weighed(assessment, "acute_limb_ischaemia").cautions == (
        "Interim anticoagulation: bleeding risk",
    )
    caution = _row(assessment, "anticoagulation_risk")
    lifecycle.decide(caution, "declined", by=physician, reason="not_appropriate")
    assert weighed(assessment, "acute_limb_ischaemia").cautions == ()


def test_where_there_is_nothing_one_short_line_says_so(
    as_physician: Client, assessed: Callable[..., Assessment]
) -> None:
    assessment = assessed(COLD_LEG)
    card = card_of(shown(as_physician, assessment), _row(assessment, "ecg"))
    assert NOTHING in card
    assert NO_OTHER in card
    assert "what argues against it" not in card


def test_cautions_and_advice_are_not_weighed_against_others(
    assessed: Callable[..., Assessment],
) -> None:
    found = weighed(assessed(COLD_LEG), "no_elevation")
    assert not found.is_to_weigh
    assert found.alternatives == ()
    assert not found.against.not_found


# --- Alternatives -------------------------------------------------------------------------------


def test_an_alternative_that_is_suggested_is_one_step_away(
    assessed: Callable[..., Assessment],
) -> None:
    assessment = assessed(dict(REST_PAIN))
    found = alternatives(weighed(assessment, "toe_pressure"))
    other = _row(assessment, "tcpo2")
    assert found["Transcutaneous oxygen or skin perfusion"] == Alternative(
        "Transcutaneous oxygen or skin perfusion",
        f"#suggestion-{other.pk}",
        True,
        "suggested",
    )
    # Both arms and both ankles were measured.
    assert found["Ankle-brachial index, both legs"].says == "its result is recorded"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({}, "cannot be told yet"),
        # Two points for certain: the score says likely, and its blood test is of no use.
        (
            {"active_cancer": "present", "previous_dvt": "present", "alt_dx_as_likely": "absent"},
            "not suggested",
        ),
    ],
)
def test_an_alternative_that_may_still_come_is_not_called_ruled_out(
    as_physician: Client,
    assessed: Callable[..., Assessment],
    more: dict[str, str],
    says: str,
) -> None:
    found = alternatives(weighed(assessed({**SWOLLEN, **more}), "venous_duplex"))["D-dimer"]
    assert (found.is_suggested, found.says) == (False, says)
    answer = as_physician.get(found.url)
    assert answer.status_code == 200
    assert "What would bring" in answer.content.decode()


def test_services_that_one_rule_asks_for_are_alternatives_of_each_other(
    assessed: Callable[..., Assessment],
) -> None:
    assessment = assessed(FOOT)
    found = dict(weighed(assessment, "emergency_department").alternatives)[OF_THE_SAME_RULE]
    assert "Diabetic foot service" in [each.label for each in found]
    # Where a question of the book names it already, it is not told twice.
    labels = [
        each.label
        for _, answers in weighed(assessment, "diabetic_foot_service").alternatives
        for each in answers
    ]
    assert len(labels) == len(set(labels))


def test_what_a_physician_added_from_the_book_has_alternatives_and_free_words_have_none(
    as_physician: Client, assessed: Callable[..., Assessment], physician: User
) -> None:
    assessment = assessed(COLD_LEG)
    why: Any = {"by": physician, "urgency": "routine", "because": "To be sure"}
    known = add_suggestion(assessment, suggestion="glucose_tolerance", **why)
    free = add_suggestion(assessment, title="Thermography", kind="test", **why)
    page = shown(as_physician, assessment)
    assert "Is sugar handled normally?" in card_of(page, known)
    assert "Alternatives" not in card_of(page, free)


def _row(assessment: Assessment, suggestion: str) -> Suggestion:
    return assessment.suggestions.get(suggestion=suggestion)
