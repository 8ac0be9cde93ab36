"""Tests and referrals that a physician adds: who may, what is refused, and how they reach a letter."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.models import Event, Intake, User
from intake.moves import Refused
from referrals import directory, lifecycle
from referrals.amendments import amend, keep_signed
from referrals.differences import standings_in
from referrals.letters import letter_of
from referrals.models import Assessment, Letter, Snapshot, Specialist, Suggestion, SuggestionState
from referrals.own_suggestions import add_suggestion, can_be_added, take_back
from referrals.rules.suggestions import Kind
from referrals.summaries import summary_content
from tests.referrals.test_lifecycle import COLD_LEG

HTMX = {"HX-Request": "true"}
WHY = "Her mother had it at the same age."


@pytest.fixture
def assessment(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    answer(intake, COLD_LEG)
    return lifecycle.hand_over(intake, by=nurse)


def somebody(admin_user: User, specialty: str) -> Specialist:
    return directory.save_specialist(
        Specialist(specialty=specialty, name=f"Dr {specialty}", organisation="Clinic", address="1"),
        by=admin_user,
    )


def add(assessment: Assessment, by: User, **what: str) -> Suggestion:
    return add_suggestion(assessment, by=by, **{"urgency": "urgent", "because": WHY} | what)


def standing(intake_pk: int) -> dict[str, Suggestion]:
    current = Assessment.objects.get(intake=intake_pk, is_current=True)
    return {each.suggestion: each for each in current.standing()}


def settle_flags(intake_pk: int, by: User) -> None:
    """Everything that keeps an intake of a cold leg from being signed, declined."""
    for each in standing(intake_pk).values():
        if each.kind == Kind.RED_FLAG:
            lifecycle.decide(
                each, SuggestionState.DECLINED, by=by, reason="not_appropriate", note="warm by now"
            )


# --- Adding -------------------------------------------------------------------------------------


def test_what_is_added_is_accepted_at_once_and_rests_on_no_rule(
    assessment: Assessment, physician: User
) -> None:
    before = assessment.result
    test = add(assessment, physician, suggestion="tsh", urgency="routine")
    words = add(assessment, physician, title="  Hyperbaric   oxygen ", kind="referral")
    assert (test.kind, test.label, test.state) == (
        "test",
        "Thyroid stimulating hormone",
        SuggestionState.ACCEPTED,
    )
    assert (words.suggestion, words.label) == ("own-1", "Hyperbaric oxygen")
    assert words.decided_by == words.added_by == physician
    for each in (test, words):
        assert each.entry["because"] == WHY
        assert each.entry["findings"] == each.entry["rules"] == each.entry["sources"] == []
    event = Event.objects.filter(kind="add suggestion").latest("id")
    assert (event.actor, event.why) == ("physician", WHY)
    assessment.refresh_from_db()
    assert assessment.result == before
    assert "tsh" not in standings_in(assessment.result)


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ({"suggestion": "tsh", "because": "  "}, "Say why"),
        ({"suggestion": "tsh", "urgency": "none"}, "how soon"),
        ({"suggestion": "tsh", "title": "Scan"}, "not both"),
        ({}, "not both"),
        ({"suggestion": "abi"}, "already"),  # the rules suggest it
        ({"suggestion": "acute_limb_ischaemia"}, "already"),  # no test or referral
        ({"suggestion": "no_such_test"}, "already"),
        ({"title": "Scan", "kind": "red_flag"}, "a test or a referral"),
        ({"title": "Scan", "kind": ""}, "a test or a referral"),
        ({"title": "x" * 121, "kind": "test"}, "120"),
    ],
)
def test_what_cannot_be_added_is_refused_in_words(
    assessment: Assessment, physician: User, what: dict[str, str], told: str
) -> None:
    number = Suggestion.objects.count()
    with pytest.raises(Refused, match=told):
        add(assessment, physician, **what)
    assert Suggestion.objects.count() == number


def test_a_title_of_the_full_length_is_taken(assessment: Assessment, physician: User) -> None:
    row = add(assessment, physician, title="x" * 120, kind="test")
    assert row.label == "x" * 120


@pytest.mark.parametrize("who", ["nurse", "admin_user", "manager"])
def test_only_a_physician_adds(
    assessment: Assessment, who: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(PermissionDenied):
        add(assessment, request.getfixturevalue(who), suggestion="tsh")


def test_nothing_is_added_to_a_draft_or_a_signed_intake(
    assessment: Assessment, physician: User
) -> None:
    settle_flags(assessment.intake_id, physician)
    intake = Intake.objects.get(pk=assessment.intake_id)
    lifecycle.sign(intake, by=physician)
    with pytest.raises(Refused, match="signed"):
        add(assessment, physician, suggestion="tsh")
    assert "tsh" not in standing(intake.pk)


# --- Taking back --------------------------------------------------------------------------------


def test_taken_back_it_is_gone_and_may_be_added_again(
    assessment: Assessment, physician: User
) -> None:
    row = add(assessment, physician, suggestion="tsh")
    first = add(assessment, physician, title="Scan", kind="test")
    take_back(row, by=physician)
    take_back(first, by=physician)
    assert not {"tsh", "own-1"} & standing(assessment.intake_id).keys()
    assert Event.objects.filter(kind="take back").count() == 2
    assert "tsh" in {each.id for each in can_be_added(assessment.standing())}
    again = add(assessment, physician, suggestion="tsh", because="For another reason.")
    assert (again.pk, again.entry["because"]) == (row.pk, "For another reason.")
    # Free words are never taken for those that were taken back.
    assert add(assessment, physician, title="Biopsy", kind="test").suggestion == "own-2"


def test_what_the_rules_suggest_is_declined_not_taken_back(
    assessment: Assessment, physician: User
) -> None:
    with pytest.raises(Refused, match="decline it"):
        take_back(standing(assessment.intake_id)["abi"], by=physician)


def test_what_was_added_is_taken_back_not_declined(assessment: Assessment, physician: User) -> None:
    row = add(assessment, physician, suggestion="tsh")
    for state in (SuggestionState.DECLINED, SuggestionState.ALREADY_DONE, SuggestionState.LATER):
        with pytest.raises(Refused, match="take it back"):
            lifecycle.decide(row, state, by=physician, reason="risk")


def test_a_decision_elsewhere_never_brings_back_what_was_superseded(
    assessment: Assessment, physician: User
) -> None:
    row = add(assessment, physician, suggestion="tsh")
    take_back(row, by=physician)
    with pytest.raises(Refused, match="superseded"):
        lifecycle.decide(row, SuggestionState.ACCEPTED, by=physician)


def test_a_page_that_has_not_seen_it_cannot_sign(assessment: Assessment, physician: User) -> None:
    settle_flags(assessment.intake_id, physician)
    seen = lifecycle.mark_of(*assessment.standing())
    add(assessment, physician, suggestion="tsh")
    intake = Intake.objects.get(pk=assessment.intake_id)
    with pytest.raises(Refused, match="elsewhere"):
        lifecycle.sign(intake, by=physician, seen=seen)


# --- Carried over -------------------------------------------------------------------------------


def hand_over_again(assessment: Assessment, by: dict[str, User], answers: dict[str, str]) -> None:
    intake = Intake.objects.get(pk=assessment.intake_id)
    actions.return_to_nurse(intake, by=by["physician"], why="Look again.")
    actions.record(intake, answers, by=by["nurse"])
    lifecycle.hand_over(intake, by=by["nurse"])


def test_after_a_return_it_is_still_there_and_what_was_taken_back_is_not(
    assessment: Assessment, physician: User, nurse: User
) -> None:
    row = add(assessment, physician, title="Nerve biopsy", kind="test")
    take_back(add(assessment, physician, suggestion="tsh"), by=physician)
    hand_over_again(assessment, {"physician": physician, "nurse": nurse}, {"pain_nrs_now": "6"})
    now = standing(assessment.intake_id)
    assert "tsh" not in now
    kept = now["own-1"]
    assert kept.pk != row.pk
    assert (kept.label, kept.state, kept.added_by) == (
        "Nerve biopsy",
        SuggestionState.ACCEPTED,
        physician,
    )
    row.refresh_from_db()
    assert row.state == SuggestionState.SUPERSEDED


def test_where_the_rules_come_to_suggest_it_theirs_stands_with_the_own_reason(
    intake: Intake, nurse: User, physician: User, answer: Callable[..., None]
) -> None:
    answer(intake, {"pain_side": "left", "pain_onset": "chronic_gt12w"})
    assessment = lifecycle.hand_over(intake, by=nurse)
    own = add(assessment, physician, suggestion="vascular_surgery", urgency="routine")
    assert own.is_own
    hand_over_again(assessment, {"physician": physician, "nurse": nurse}, COLD_LEG)
    now = standing(intake.pk)["vascular_surgery"]
    assert not now.is_own
    assert now.entry["rules"]
    # An emergency by the rules: the acceptance of something routine does not stand for it.
    assert (now.state, now.note) == (SuggestionState.PROPOSED, WHY)


# --- Signed, sent -------------------------------------------------------------------------------


def signed_with_own(
    assessment: Assessment, physician: User, admin_user: User
) -> tuple[Snapshot, Suggestion]:
    settle_flags(assessment.intake_id, physician)
    add(assessment, physician, suggestion="tsh", urgency="routine")
    referral = add(assessment, physician, title="Hyperbaric unit", kind="referral")
    lifecycle.decide(
        referral,
        SuggestionState.ACCEPTED,
        by=physician,
        specialist=somebody(admin_user, "dermatology"),
        question="Would oxygen help?",
        tried="Two grafts.",
        copy_to_gp=False,
    )
    intake = Intake.objects.get(pk=assessment.intake_id)
    return lifecycle.sign(intake, by=physician), referral


def test_a_referral_of_ones_own_needs_a_specialist_and_a_question_before_signing(
    assessment: Assessment, physician: User, admin_user: User
) -> None:
    settle_flags(assessment.intake_id, physician)
    row = add(assessment, physician, suggestion="neurology")
    intake = Intake.objects.get(pk=assessment.intake_id)
    with pytest.raises(Refused, match=r"choose whom to refer to.*question"):
        lifecycle.sign(intake, by=physician)
    with pytest.raises(Refused, match="another specialty"):
        lifecycle.decide(
            row,
            SuggestionState.ACCEPTED,
            by=physician,
            specialist=somebody(admin_user, "dermatology"),
            question="?",
        )
    lifecycle.decide(
        row,
        SuggestionState.ACCEPTED,
        by=physician,
        specialist=somebody(admin_user, "neurology"),
        question="Which tests?",
    )
    assert lifecycle.sign(intake, by=physician).letters.get().specialist.specialty == "neurology"


def test_every_document_says_who_added_it(
    assessment: Assessment, physician: User, admin_user: User
) -> None:
    snapshot, referral = signed_with_own(assessment, physician, admin_user)
    frozen = {each["id"]: each for each in snapshot.content["suggestions"]}
    assert frozen["own-1"]["added_by"] == frozen["tsh"]["added_by"] == "Petra Physician"
    assert frozen["abi"]["added_by"] == ""
    letter = Letter.objects.get(suggestion=referral)
    content = letter_of(snapshot.content, "own-1", number=letter.pk, version=1)
    assert content.service == "Hyperbaric unit"
    urgency = content.first_lines[-1]
    assert urgency.detail == f"because: {WHY} Added by Petra Physician."
    text = {block.title: " ".join(line.text for line in block.lines) for block in content.blocks}
    assert (
        "Thyroid stimulating hormone (added by Petra Physician: Her mother had it"
        in text["Plan and requested actions"]
    )
    summary = summary_content(snapshot.content, version=1)
    notes = {each.label: each.notes for _, some in summary.suggestions for each in some}
    for label in ("Thyroid stimulating hormone", "Hyperbaric unit"):
        assert "Added by Petra Physician; no rule suggested it." in notes[label]


def test_what_recall_compares_holds_nothing_that_was_added(
    assessment: Assessment, physician: User, admin_user: User
) -> None:
    signed_with_own(assessment, physician, admin_user)
    current = Assessment.objects.get(intake=assessment.intake_id, is_current=True)
    assert not {"tsh", "own-1"} & set(standings_in(current.result))


def test_an_amendment_that_is_given_up_leaves_them_as_they_were_signed(
    assessment: Assessment, physician: User, admin_user: User
) -> None:
    settle_flags(assessment.intake_id, physician)
    take_back(add(assessment, physician, suggestion="tsh"), by=physician)
    add(assessment, physician, title="Nerve biopsy", kind="test")
    intake = Intake.objects.get(pk=assessment.intake_id)
    lifecycle.sign(intake, by=physician)
    amend(intake, by=physician, why="Another result came.")
    assert standing(intake.pk)["own-1"].added_by == physician
    keep_signed(intake, by=physician)
    assert standing(intake.pk)["own-1"].state == SuggestionState.ACCEPTED
    assert "tsh" not in standing(intake.pk)


# --- On the page --------------------------------------------------------------------------------


def post(client: Client, name: str, pk: int, **typed: Any) -> Any:
    return client.post(reverse(name, args=[pk]), typed, headers=HTMX)


def test_the_page_offers_what_is_not_there_yet_and_shows_what_was_added(
    as_physician: Client, assessment: Assessment
) -> None:
    pk = assessment.intake_id
    form = as_physician.get(reverse("add_suggestion", args=[pk])).content.decode()
    assert 'value="tsh"' in form
    assert 'value="abi"' not in form  # suggested by the rules
    seen = lifecycle.mark_of(*assessment.standing())
    answer = post(
        as_physician,
        "add_suggestion",
        pk,
        suggestion="tsh",
        urgency="routine",
        because=WHY,
        seen_all=seen,
    )
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Added by Petra Physician" in shown
    assert 'value="tsh"' not in shown  # it cannot be added twice
    assert not answer.context["is_stale"]
    page = as_physician.get(reverse("review", args=[pk])).content.decode()
    assert "Added by Petra Physician" in page
    row = standing(pk)["tsh"]
    gone = post(as_physician, "take_back", row.pk).content.decode()
    assert "Taken back: Thyroid stimulating hormone" in gone
    assert "Added by" not in as_physician.get(reverse("review", args=[pk])).content.decode()


def test_what_was_typed_stays_where_it_is_refused(
    as_physician: Client, assessment: Assessment
) -> None:
    typed = {"title": "Nerve biopsy", "kind": "test", "urgency": "", "because": WHY}
    answer = post(as_physician, "add_suggestion", assessment.intake_id, **typed)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose how soon." in shown
    assert 'value="Nerve biopsy"' in shown
    assert WHY in shown


def test_a_page_that_missed_a_decision_has_to_be_looked_at_again(
    as_physician: Client, assessment: Assessment, physician: User
) -> None:
    seen = lifecycle.mark_of(*assessment.standing())
    add(assessment, physician, suggestion="tsh")  # in another window
    answer = post(
        as_physician,
        "add_suggestion",
        assessment.intake_id,
        title="Scan",
        kind="test",
        urgency="routine",
        because=WHY,
        seen_all=seen,
    )
    assert answer.context["is_stale"]
    assert answer.context["seen_all"] == seen


def test_what_is_referred_in_free_words_may_go_to_anybody_of_the_directory(
    as_physician: Client, assessment: Assessment, physician: User, admin_user: User
) -> None:
    somebody(admin_user, "dermatology")
    somebody(admin_user, "neurology")
    words = add(assessment, physician, title="Hyperbaric unit", kind="referral")
    book = add(assessment, physician, suggestion="neurology")
    answer = as_physician.get(reverse("review", args=[assessment.intake_id]))
    offered = {
        each["card"].row.pk: {one.specialty for one in each["specialists"]}
        for group in answer.context["groups"]
        for kind in group["kinds"]
        for each in kind["shown"]
    }
    assert offered[words.pk] == {"dermatology", "neurology"}
    assert offered[book.pk] == {"neurology"}
