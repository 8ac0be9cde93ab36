"""Before the signature the physician sees what each letter would lack, and can sign all the same."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from intake.models import Intake, User
from referrals import lifecycle, posting
from referrals.models import Assessment, Letter, ReplyKind, Snapshot, SuggestionState
from tests.referrals.signed_intakes import REST_PAIN, signed, specialist_for


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, dict(REST_PAIN))
    return lifecycle.hand_over(intake, by=nurse)


def page(client: Client, intake: Intake) -> str:
    response = client.get(reverse("letters_lack", args=[intake.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def accept_vascular(assessment: Assessment, physician: User) -> None:
    lifecycle.decide(
        assessment.suggestions.get(suggestion="vascular_surgery"),
        SuggestionState.ACCEPTED,
        by=physician,
        specialist=specialist_for("vascular_surgery"),
        question="Is revascularisation indicated?",
    )


def test_nothing_is_said_until_a_referral_is_accepted(
    assessment: Assessment, as_physician: Client
) -> None:
    assert page(as_physician, assessment.intake) == ""


def test_what_the_letter_lacks_is_named_with_its_reason(
    assessment: Assessment, as_physician: Client, physician: User
) -> None:
    accept_vascular(assessment, physician)
    text = page(as_physician, assessment.intake)
    assert "vascular risk factors" in text
    assert "not assessed, dressing or cast: State of the skin (right)" in text
    assert "ankle-brachial index" not in text  # both were measured
    assert "It can be signed all the same" in text
    assert lifecycle.obstacles(list(assessment.suggestions.filter(kind="referral"))) == []


def test_what_the_service_once_returned_a_letter_for_is_marked(
    assessment: Assessment,
    as_physician: Client,
    physician: User,
    nurse: User,
    admin_user: User,
    answer: Callable[..., None],
) -> None:
    accept_vascular(assessment, physician)
    assert "returned a letter" not in page(as_physician, assessment.intake)
    other = Intake.objects.create(patient=assessment.intake.patient, created_by=nurse)
    snapshot: Snapshot = signed(other, REST_PAIN, answer, {"nurse": nurse, "physician": physician})
    letter = Letter.objects.get(snapshot=snapshot, suggestion__suggestion="vascular_surgery")
    posting.count_printing(letter, by=admin_user)
    letter.refresh_from_db()
    posting.mark_sent(letter, by=admin_user)
    posting.record_reply(letter, ReplyKind.RETURNED, by=admin_user, missing="kidney_function")
    text = page(as_physician, assessment.intake)
    assert "kidney function (eGFR) <strong>(this service returned a letter for it)</strong>" in text
