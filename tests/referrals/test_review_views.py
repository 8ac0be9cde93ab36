"""The physician's pages: the work list, one intake, decisions that keep what was typed, signing once."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake import actions
from intake.models import Event, Intake, IntakeState, Patient, User
from referrals import directory, lifecycle
from referrals.models import (
    Assessment,
    Letter,
    Snapshot,
    Specialist,
    Suggestion,
    SuggestionState,
)
from referrals.views import keyset, standing
from tests.conftest import PASSWORD
from tests.referrals.test_lifecycle import COLD_LEG

HTMX = {"HX-Request": "true"}


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, COLD_LEG)
    return lifecycle.hand_over(intake, by=nurse)


@pytest.fixture
def surgeon(admin_user: User) -> Specialist:
    return directory.save_specialist(
        Specialist(
            specialty="vascular_surgery", name="Mr A. Artery", organisation="Clinic", address="1 St"
        ),
        by=admin_user,
    )


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def decide(client: Client, suggestion: Suggestion, to: str, **typed: Any) -> Any:
    return client.post(reverse("decide", args=[suggestion.pk]), {"to": to, **typed}, headers=HTMX)


def of(assessment: Assessment, name: str) -> Suggestion:
    return assessment.suggestions.get(suggestion=name)


def another_intake(nurse: User, number: int, answers: dict[str, str]) -> Intake:
    patient = actions.save_patient(
        Patient(family_name=f"Invented-{number:02}", given_name="Ida", born=date(1950, 1, 1)),
        by=nurse,
    )
    intake = actions.start_intake(patient, by=nurse)
    actions.record(intake, answers, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    return intake


# --- The work list ------------------------------------------------------------------------------


def test_the_most_urgent_stands_first_and_then_who_waits_longest(
    as_physician: Client, nurse: User
) -> None:
    calm = another_intake(nurse, 1, {"pain_side": "left"})
    yesterday = another_intake(nurse, 2, COLD_LEG)
    today = another_intake(nurse, 3, COLD_LEG)
    Intake.objects.filter(pk=calm.pk).update(handed_over_at=timezone.now() - timedelta(days=9))
    Intake.objects.filter(pk=yesterday.pk).update(handed_over_at=timezone.now() - timedelta(days=1))
    shown = page(as_physician, "review_list")
    places = [shown.index(reverse("review", args=[each.pk])) for each in (yesterday, today, calm)]
    assert places == sorted(places)
    assert "Acute limb ischaemia" in shown
    assert shown.count('class="earlier"') == 2


def test_mine_and_the_pool_can_be_told_apart(
    as_physician: Client, physician: User, nurse: User
) -> None:
    pool = another_intake(nurse, 1, COLD_LEG)
    mine = another_intake(nurse, 2, COLD_LEG)
    Intake.objects.filter(pk=mine.pk).update(handed_over_to=physician)
    links = {each.pk: reverse("review", args=[each.pk]) for each in (pool, mine)}
    for whose, wanted in (("all", {pool.pk, mine.pk}), ("mine", {mine.pk}), ("pool", {pool.pk})):
        shown = page(as_physician, "review_list", whose=whose)
        assert {pk for pk, link in links.items() if link in shown} == wanted


def test_drafts_and_signed_intakes_do_not_wait(
    as_physician: Client, assessment: Assessment, physician: User
) -> None:
    actions.return_to_nurse(assessment.intake, by=physician, why="Which leg?")
    assert "Nothing waits" in page(as_physician, "review_list")


def test_pages_follow_each_other_without_gaps(
    as_physician: Client, nurse: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [another_intake(nurse, each, COLD_LEG if each % 2 else {}) for each in range(5)]
    monkeypatch.setattr(keyset, "PAGE", 2)
    seen: list[int] = []
    after = ""
    for _ in range(3):
        answer = as_physician.get(reverse("review_list"), {"after": after})
        seen += [row["intake"].pk for row in answer.context["rows"]]
        after = answer.context["following"]
    assert not after
    assert sorted(seen) == sorted(each.pk for each in made)
    assert "To review" in page(as_physician, "review_list", after="nonsense_of_somebody")


def test_a_list_of_thirty_costs_as_many_queries_as_one(as_physician: Client, nurse: User) -> None:
    another_intake(nurse, 0, COLD_LEG)
    page(as_physician, "review_list")
    with CaptureQueriesContext(connection) as one:
        page(as_physician, "review_list")
    for each in range(1, 30):
        another_intake(nurse, each, COLD_LEG)
    with CaptureQueriesContext(connection) as thirty:
        page(as_physician, "review_list")
    assert len(thirty) == len(one)
    assert not [each for each in thirty if "pulse_dp_left" in each["sql"]]


# --- One intake ---------------------------------------------------------------------------------


def test_the_page_shows_what_matters_and_is_written_down_as_seen(
    as_physician: Client, assessment: Assessment, physician: User
) -> None:
    shown = page(as_physician, "review", assessment.intake_id)
    for words in (
        "INVENTED, Ingrid",
        "943 476 5919",
        "Allergies",
        "Red flags first",
        "Phone the vascular surgeon",
        "Skin temperature by hand",
        "not measured",
        "Vascular surgery",
        "E01",
        "decide on this red flag first",
    ):
        assert words in shown
    assert shown.index("Red flags first") < shown.index("Pressures") < shown.index("Referrals")
    subject = f"intake {assessment.intake_id}"
    assert Event.objects.filter(kind="view", subject=subject, actor=physician.username).exists()


def test_nothing_is_claimed_as_a_diagnosis(as_physician: Client, assessment: Assessment) -> None:
    shown = page(as_physician, "review", assessment.intake_id)
    assert "makes no diagnosis" in shown
    assert "probability" not in shown.lower()
    assert "Consider" in shown


def test_new_rules_since_the_hand_over_are_told(
    as_physician: Client, assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "rule base has changed" not in page(as_physician, "review", assessment.intake_id)
    monkeypatch.setattr(standing, "VERSION", "2999.1")
    shown = page(as_physician, "review", assessment.intake_id)
    assert "rule base has changed since, to version 2999.1" in shown


def test_more_suggestions_cost_no_more_queries(
    as_physician: Client, assessment: Assessment, nurse: User, surgeon: Specialist
) -> None:
    few = another_intake(nurse, 1, {"pain_side": "left"})
    page(as_physician, "review", few.pk)
    with CaptureQueriesContext(connection) as small:
        page(as_physician, "review", few.pk)
    with CaptureQueriesContext(connection) as large:
        page(as_physician, "review", assessment.intake_id)
    assert assessment.suggestions.count() > few.suggestions.count() + 5
    assert len(large) <= len(small) + 1  # the directory, where a referral is suggested


def test_a_draft_has_nothing_to_decide(as_physician: Client, intake: Intake) -> None:
    assert "with the nurse" in page(as_physician, "review", intake.pk)


@pytest.mark.parametrize("who", ["as_nurse", "as_admin", "as_manager"])
def test_only_a_physician_reviews_and_decides(
    who: str, assessment: Assessment, request: pytest.FixtureRequest
) -> None:
    client = request.getfixturevalue(who)
    assert client.get(reverse("review_list")).status_code == 403
    assert client.get(reverse("review", args=[assessment.intake_id])).status_code == 403
    assert decide(client, of(assessment, "abi"), "accepted").status_code == 403
    assert client.post(reverse("sign", args=[assessment.intake_id])).status_code == 403
    assert of(assessment, "abi").state == SuggestionState.PROPOSED


# --- Deciding -----------------------------------------------------------------------------------


def test_one_click_accepts_and_only_this_card_comes_back(
    as_physician: Client, assessment: Assessment
) -> None:
    answer = decide(as_physician, of(assessment, "acute_limb_ischaemia"), "accepted")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert shown.count("data-suggestion") == 1
    assert "Petra Physician" in shown
    assert 'hx-swap-oob="true"' in shown  # the box for signing comes along
    assert "decide on this red flag first" not in shown
    assert of(assessment, "acute_limb_ischaemia").state == SuggestionState.ACCEPTED


def test_declining_without_a_reason_keeps_what_was_typed(
    as_physician: Client, assessment: Assessment
) -> None:
    answer = decide(as_physician, of(assessment, "abi"), "declined", note="typed already")
    shown = answer.content.decode()
    assert answer.status_code in (409, 422)
    assert "Choose why" in shown
    assert 'value="typed already"' in shown
    assert of(assessment, "abi").state == SuggestionState.PROPOSED
    decide(as_physician, of(assessment, "abi"), "declined", reason="risk", note="typed already")
    declined = of(assessment, "abi")
    assert (declined.state, declined.note) == (SuggestionState.DECLINED, "typed already")


def test_a_referral_needs_a_specialist_and_a_question(
    as_physician: Client, assessment: Assessment, surgeon: Specialist
) -> None:
    referral = of(assessment, "vascular_surgery")
    answer = decide(as_physician, referral, "accepted", question="My own words")
    assert answer.status_code == 422
    assert "Choose whom to refer to." in answer.content.decode()
    assert "My own words" in answer.content.decode()
    answer = decide(as_physician, referral, "accepted", specialist=surgeon.pk, question=" ")
    assert "Write the question" in answer.content.decode()
    decide(as_physician, referral, "accepted", specialist=surgeon.pk, question="My own words")
    referral.refresh_from_db()
    assert (referral.specialist, referral.question) == (surgeon, "My own words")


def test_a_specialist_of_another_specialty_is_refused(
    as_physician: Client, assessment: Assessment, admin_user: User
) -> None:
    other = directory.save_specialist(
        Specialist(specialty="neurology", name="Dr N.", organisation="Clinic", address="1 St"),
        by=admin_user,
    )
    referral = of(assessment, "vascular_surgery")
    answer = decide(as_physician, referral, "accepted", specialist=other.pk, question="?")
    assert answer.status_code == 422
    assert "another specialty" in answer.content.decode()
    assert of(assessment, "vascular_surgery").state == SuggestionState.PROPOSED


def test_the_question_is_drafted_from_the_findings(
    as_physician: Client, assessment: Assessment, surgeon: Specialist
) -> None:
    answer = as_physician.get(reverse("review", args=[assessment.intake_id]))
    forms = [
        each["form"]
        for group in answer.context["groups"]
        for kind in group["kinds"]
        for each in kind["shown"]
        if each["card"].is_referral
    ]
    assert all(form["question"].value().endswith("?") for form in forms)
    assert forms[0]["specialist"].value() == surgeon.pk  # the only one there is


def test_without_a_specialist_an_admin_has_to_add_one(
    as_physician: Client, assessment: Assessment
) -> None:
    assert "Ask an admin" in page(as_physician, "review", assessment.intake_id)


def test_a_decision_made_in_another_tab_is_shown_and_not_overwritten(
    as_physician: Client, assessment: Assessment
) -> None:
    test = of(assessment, "abi")
    seen = lifecycle.mark_of(test)
    all_seen = lifecycle.mark_of(*assessment.suggestions.all())
    decide(as_physician, test, "later", seen=seen, seen_all=all_seen)
    answer = decide(
        as_physician, test, "declined", reason="risk", note="mine", seen=seen, seen_all=all_seen
    )
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "later by Petra Physician" in shown
    assert 'value="mine"' in shown
    assert "Show the page as it now stands" in shown
    assert of(assessment, "abi").state == SuggestionState.LATER


def test_an_expired_login_is_answered_401(client: Client, assessment: Assessment) -> None:
    assert decide(client, of(assessment, "abi"), "accepted").status_code == 401
    assert of(assessment, "abi").state == SuggestionState.PROPOSED


# --- The head of an emergency -------------------------------------------------------------------

HEAD = 'id="emergency-head" hx-swap-oob="true"'
CALL = "Call sheet (SBAR)"
NO_CALL = "There is no emergency to phone about"


def test_the_head_goes_with_the_flag_that_is_declined_and_comes_back_with_it(
    as_physician: Client, assessment: Assessment
) -> None:
    flag = of(assessment, "acute_limb_ischaemia")
    shown = page(as_physician, "review", assessment.intake_id)
    assert CALL in shown
    assert NO_CALL not in shown
    declined = decide(as_physician, flag, "declined", reason="other_cause").content.decode()
    assert HEAD in declined
    assert CALL not in declined
    assert NO_CALL in declined
    # A page that is opened now, and the sheet, say the same.
    shown = page(as_physician, "review", assessment.intake_id)
    assert CALL not in shown
    assert NO_CALL in shown
    assert as_physician.get(reverse("sbar", args=[assessment.intake_id])).status_code == 404
    accepted = decide(as_physician, flag, "accepted").content.decode()
    assert HEAD in accepted
    assert CALL in accepted
    assert NO_CALL not in accepted
    assert as_physician.get(reverse("sbar", args=[assessment.intake_id])).status_code == 200


def test_a_flag_that_is_declined_leaves_the_head_of_another(
    as_physician: Client, intake: Intake, answer: Callable[..., None], nurse: User
) -> None:
    answer(intake, {**COLD_LEG, "crepitus.left": "present"})
    assessment = lifecycle.hand_over(intake, by=nurse)
    flag = of(assessment, "necrotising_infection")
    shown = decide(as_physician, flag, "declined", reason="other_cause").content.decode()
    head = shown[shown.index(HEAD) :]
    assert CALL in head
    assert "Acute limb ischaemia" in head
    assert "Necrotising" not in head


def test_the_head_stays_where_something_else_is_decided_or_nothing_is(
    as_physician: Client, assessment: Assessment
) -> None:
    assert HEAD not in decide(as_physician, of(assessment, "abi"), "later").content.decode()
    refused = decide(as_physician, of(assessment, "acute_limb_ischaemia"), "declined")
    assert refused.status_code == 409
    assert CALL in refused.content.decode()


# --- Signing ------------------------------------------------------------------------------------


def sign(client: Client, assessment: Assessment, **typed: str) -> Any:
    typed = {"password": PASSWORD, **typed}
    return client.post(reverse("sign", args=[assessment.intake_id]), typed, headers=HTMX)


def test_an_undecided_red_flag_is_named(as_physician: Client, assessment: Assessment) -> None:
    answer = sign(as_physician, assessment)
    assert answer.status_code == 409
    assert "Acute limb ischaemia: decide on this red flag first." in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_signing_twice_signs_once(
    as_physician: Client, assessment: Assessment, surgeon: Specialist
) -> None:
    decide(as_physician, of(assessment, "acute_limb_ischaemia"), "accepted")
    decide(
        as_physician,
        of(assessment, "vascular_surgery"),
        "accepted",
        specialist=surgeon.pk,
        question="Now?",
    )
    first = sign(as_physician, assessment)
    assert first.headers["HX-Redirect"] == reverse("review", args=[assessment.intake_id])
    second = sign(as_physician, assessment)
    shown = second.content.decode()
    assert second.status_code == 409
    assert "Already signed by Petra Physician" in shown
    assert reverse("summary_pdf", args=[assessment.intake_id]) in shown
    assert Snapshot.objects.count() == 1
    assert Letter.objects.count() == 1
    assert of(assessment, "abi").state == SuggestionState.IGNORED
    signed = page(as_physician, "review", assessment.intake_id)
    assert "Signed intake" in signed
    assert reverse("letter", args=[Letter.objects.get().pk]) in signed
    assert reverse("decide", args=[of(assessment, "abi").pk]) not in signed


def test_a_signed_intake_leads_on_to_the_next_and_names_nobody_else(
    as_physician: Client, assessment: Assessment, nurse: User
) -> None:
    decide(as_physician, of(assessment, "acute_limb_ischaemia"), "already_done")
    assert "data-next" not in page(as_physician, "review", assessment.intake_id)
    sign(as_physician, assessment)
    shown = page(as_physician, "review", assessment.intake_id)
    assert "Nothing more waits" in shown
    assert f'href="{reverse("review_list")}" data-next' in shown
    following = another_intake(nurse, 1, COLD_LEG)
    shown = page(as_physician, "review", assessment.intake_id)
    assert f'href="{reverse("review", args=[following.pk])}" data-next' in shown
    assert "INVENTED-01" not in shown  # on the page of another patient


def test_a_page_with_older_decisions_signs_nothing(
    as_physician: Client, assessment: Assessment
) -> None:
    seen_all = lifecycle.mark_of(*assessment.suggestions.all())
    decide(as_physician, of(assessment, "acute_limb_ischaemia"), "later")
    answer = sign(as_physician, assessment, seen_all=seen_all)
    assert answer.status_code == 409
    assert "elsewhere" in answer.content.decode()
    assert not Snapshot.objects.exists()


def test_the_summary_opens_once_signed_and_that_is_an_event(
    as_physician: Client, assessment: Assessment
) -> None:
    link = reverse("summary_pdf", args=[assessment.intake_id])
    assert as_physician.get(link).status_code == 404
    decide(as_physician, of(assessment, "acute_limb_ischaemia"), "already_done")
    sign(as_physician, assessment)
    answer = as_physician.get(link)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert Event.objects.filter(kind="export", subject__startswith="snapshot").count() == 1


# --- Returning and handing over -----------------------------------------------------------------


def test_returning_needs_a_reason(as_physician: Client, assessment: Assessment) -> None:
    link = reverse("return_intake", args=[assessment.intake_id])
    answer = as_physician.post(link, {"why": " "}, headers=HTMX)
    assert answer.status_code == 422
    assert "Say why." in answer.content.decode()
    answer = as_physician.post(link, {"why": "Measure the left arm."}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("review_list")
    intake = Intake.objects.get(pk=assessment.intake_id)
    assert (intake.state, intake.returned_because) == (IntakeState.DRAFT, "Measure the left arm.")


def test_the_nurse_hands_over_to_a_named_physician(
    as_nurse: Client, intake: Intake, physician: User
) -> None:
    link = reverse("hand_over", args=[intake])
    assert as_nurse.post(link, {"to": "999999"}, headers=HTMX).status_code == 409
    answer = as_nurse.post(link, {"to": physician.pk}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("home")
    # A second click changes nothing and says the same.
    again = as_nurse.post(link, {"to": ""}, headers=HTMX)
    assert again.headers["HX-Redirect"] == reverse("home")
    intake.refresh_from_db()
    assert intake.handed_over_to == physician
    assert Assessment.objects.filter(intake=intake).count() == 1


def test_an_admin_hands_nothing_over(as_admin: Client, intake: Intake) -> None:
    assert as_admin.post(reverse("hand_over", args=[intake])).status_code == 403
