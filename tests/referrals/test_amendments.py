"""Amending: the signed version stands until the next one, which says what it supersedes and why."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from intake import actions
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Refused
from referrals import amendments, lifecycle, pdf, posting
from referrals.models import (
    Assessment,
    Letter,
    LetterState,
    Snapshot,
    Suggestion,
    SuggestionState,
)
from referrals.snapshot import fingerprint
from referrals.views import standing, versions
from tests.pdf_text import pages_of
from tests.referrals.past_patients import OLD, made_under
from tests.referrals.signed_intakes import REST_PAIN, signed
from tests.referrals.signed_letters import print_and_seal

WHY = "The left arm was measured again"
HTMX = {"HX-Request": "true"}
S = SuggestionState


@pytest.fixture
def first(intake: Intake, answer: Callable[..., None], nurse: User, physician: User) -> Snapshot:
    """Version 1, with at least two letters."""
    made = signed(intake, REST_PAIN, answer, {"nurse": nurse, "physician": physician})
    assert made.letters.count() >= 2
    return made


def intake_of(snapshot: Snapshot) -> Intake:
    return Intake.objects.get(pk=snapshot.intake_id)


def current(snapshot: Snapshot) -> Assessment:
    return Assessment.objects.get(intake=snapshot.intake_id, is_current=True)


def first_page(content: bytes) -> str:
    return pages_of(content)[0]


def test_signing_again_makes_a_second_version_and_leaves_the_first(
    first: Snapshot, physician: User
) -> None:
    signed_rows = list(Suggestion.objects.filter(intake=first.intake_id).order_by("pk").values())
    amendments.amend(intake_of(first), by=physician, why=WHY)
    test = current(first).suggestions.get(suggestion="hba1c")
    lifecycle.decide(test, S.DECLINED, by=physician, reason="risk")
    second = lifecycle.sign(intake_of(first), by=physician)
    assert (second.version, second.amended_because) == (2, WHY)
    assert second.content["supersedes"]["version"] == 1
    assert second.sha256 == fingerprint(second.content)
    first.refresh_from_db()
    assert first.sha256 == fingerprint(first.content)
    decided = {
        each["id"]: each["state"] for each in second.content["suggestions"] if each["id"] == "hba1c"
    }
    assert decided == {"hba1c": "declined"}
    # The rows that were decided for the first version are as they were.
    kept = Suggestion.objects.filter(pk__in=[row["id"] for row in signed_rows]).order_by("pk")
    assert list(kept.values()) == signed_rows


def test_letters_not_sent_are_withdrawn_and_sent_ones_stay_sent(
    first: Snapshot, physician: User, admin_user: User
) -> None:
    sent, unsent, *rest = first.letters.order_by("pk")
    for letter in (sent, unsent):
        print_and_seal(letter, b"%PDF-1.7", by=admin_user)
    sent.refresh_from_db()
    posting.mark_sent(sent, by=admin_user)
    amendments.amend(intake_of(first), by=physician, why=WHY)
    # Until the next signature the letters of the version that stands go on.
    assert not Letter.objects.filter(state=LetterState.CANCELLED).exists()
    second = lifecycle.sign(intake_of(first), by=physician)
    states = dict(first.letters.values_list("pk", "state"))
    assert states.pop(sent.pk) == LetterState.SENT
    assert set(states) == {unsent.pk, *(each.pk for each in rest)}
    assert set(states.values()) == {LetterState.CANCELLED}
    event = Event.objects.get(subject=f"letter {unsent.pk}", after="cancelled")
    assert (event.why, event.actor) == ("superseded by version 2", physician.username)
    assert second.letters.count() == first.letters.count()
    assert set(second.letters.values_list("state", flat=True)) == {LetterState.SIGNED}
    assert posting.sealed(sent) == b"%PDF-1.7"


def test_nothing_is_withdrawn_where_the_next_signature_is_refused(
    first: Snapshot, physician: User
) -> None:
    amendments.amend(intake_of(first), by=physician, why=WHY)
    with pytest.raises(Refused, match="elsewhere"):
        lifecycle.sign(intake_of(first), by=physician, seen="another mark")
    assert set(first.letters.values_list("state", flat=True)) == {LetterState.SIGNED}
    assert Snapshot.objects.count() == 1


def test_the_second_version_says_so_on_its_first_page_and_the_first_does_not(
    first: Snapshot, physician: User
) -> None:
    amendments.amend(intake_of(first), by=physician, why=WHY)
    second = lifecycle.sign(intake_of(first), by=physician)
    day = f"{first.signed_at:%-d %B %Y}"
    said = f"Version 2, supersedes version 1 of {day}, because: {WHY}."
    assert said in first_page(pdf.summary_pdf(second))
    letter = second.letters.first()
    assert letter
    assert said in first_page(pdf.letter_pdf(letter))
    assert "supersedes" not in first_page(pdf.summary_pdf(first))
    # A snapshot from before amendments were told still reads.
    for key in ("supersedes", "follows_up"):
        del first.content[key]
    assert "Intake summary" in first_page(pdf.summary_pdf(first))


def test_amending_needs_a_reason_a_physician_and_a_signature(
    first: Snapshot, physician: User, nurse: User
) -> None:
    with pytest.raises(Refused, match="Say why"):
        amendments.amend(intake_of(first), by=physician, why=" ")
    with pytest.raises(PermissionDenied):
        amendments.amend(intake_of(first), by=nurse, why=WHY)
    amendments.amend(intake_of(first), by=physician, why=WHY)
    with pytest.raises(Refused, match="handed over"):
        amendments.amend(intake_of(first), by=physician, why=WHY)
    assert Assessment.objects.filter(intake=first.intake_id).count() == 2


def test_what_was_ignored_is_open_again(
    intake: Intake, answer: Callable[..., None], nurse: User, physician: User
) -> None:
    answer(intake, {"pain_side": "left", "rls_urge": "present"})
    lifecycle.hand_over(intake, by=nurse)
    snapshot = lifecycle.sign(intake_of_pk(intake.pk), by=physician)
    ignored = current(snapshot).suggestions.filter(state=S.IGNORED).count()
    assert ignored > 0
    copy = amendments.amend(intake_of(snapshot), by=physician, why=WHY)
    assert copy.suggestions.filter(state=S.PROPOSED).count() == ignored


def intake_of_pk(pk: int) -> Intake:
    return Intake.objects.get(pk=pk)


# --- Giving it up -------------------------------------------------------------------------------


def test_the_signed_version_can_be_kept_also_after_a_decision_changed(
    first: Snapshot, physician: User
) -> None:
    before = current(first)
    states = list(before.suggestions.order_by("pk").values())
    amendments.amend(intake_of(first), by=physician, why=WHY)
    test = current(first).suggestions.get(suggestion="hba1c")
    lifecycle.decide(test, S.LATER, by=physician)
    amendments.keep_signed(intake_of(first), by=physician)
    intake = intake_of(first)
    assert (intake.state, intake.state_since) == (IntakeState.SIGNED, first.signed_at)
    assert current(first) == before
    assert list(before.suggestions.order_by("pk").values()) == states
    assert Snapshot.objects.count() == 1
    assert Event.objects.filter(kind="keep signed", subject=f"intake {intake.pk}").count() == 1
    # And it may be amended again, from what was signed.
    again = amendments.amend(intake_of(first), by=physician, why="Another reason")
    assert again.suggestions.get(suggestion="hba1c").state == S.ACCEPTED
    second = lifecycle.sign(intake_of(first), by=physician)
    assert (second.version, second.amended_because) == (2, "Another reason")


def test_it_cannot_be_kept_once_the_nurse_had_it(
    first: Snapshot, physician: User, nurse: User, answer: Callable[..., None]
) -> None:
    amendments.amend(intake_of(first), by=physician, why=WHY)
    actions.return_to_nurse(intake_of(first), by=physician, why="Measure again.")
    with pytest.raises(Refused, match="draft"):
        amendments.keep_signed(intake_of(first), by=physician)
    answer(intake_of(first), {"brachial_left_sbp": "152"})
    lifecycle.hand_over(intake_of(first), by=nurse)
    with pytest.raises(Refused, match="went back to the nurse"):
        amendments.keep_signed(intake_of(first), by=physician)
    assert intake_of(first).state == IntakeState.HANDED_OVER
    second = sign_accepting(first, physician)
    assert second.content["answers"]["brachial_left_sbp"] == 152
    assert first.content["answers"]["brachial_left_sbp"] == 140


def sign_accepting(first: Snapshot, physician: User) -> Snapshot:
    """Decide what is open of the red flags, then sign."""
    for each in current(first).suggestions.filter(kind="red_flag", state=S.PROPOSED):
        lifecycle.decide(each, S.ACCEPTED, by=physician)
    return lifecycle.sign(intake_of(first), by=physician)


def test_what_was_never_signed_cannot_become_signed_that_way(
    intake: Intake, nurse: User, physician: User
) -> None:
    lifecycle.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="never signed"):
        amendments.keep_signed(intake, by=physician)
    assert intake_of_pk(intake.pk).state == IntakeState.HANDED_OVER


# --- Its pages ----------------------------------------------------------------------------------


def page(client: Client, name: str, *args: Any) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_the_page_tells_the_versions_and_both_stay_readable(
    first: Snapshot, physician: User, as_physician: Client
) -> None:
    pk = first.intake_id
    link = reverse("amend", args=[pk])
    assert as_physician.post(link, {"why": " "}, headers=HTMX).status_code == 422
    as_physician.post(link, {"why": WHY}, headers=HTMX)
    shown = page(as_physician, "review", pk)
    assert "Version 1 is signed and stands until you sign again." in shown
    assert WHY in shown
    assert "Keep the signed version" in shown
    assert "Amended" in page(as_physician, "review_list")
    letter = first.letters.first()
    assert letter
    assert "is amending this intake" in page(as_physician, "letter", letter.pk)
    lifecycle.sign(intake_of(first), by=physician)
    shown = page(as_physician, "review", pk)
    assert "stands until you sign again" not in shown
    assert f"amended because: {WHY}" in shown
    for number in (1, 2):
        link = reverse("version_summary", args=[pk, number])
        assert link in shown
        answer = as_physician.get(link)
        assert answer.content.startswith(b"%PDF")
    assert as_physician.get(reverse("version_summary", args=[pk, 3])).status_code == 404
    assert "Superseded by version 2" in page(as_physician, "letter", letter.pk)
    newest = Letter.objects.latest("pk")
    assert "Superseded" not in page(as_physician, "letter", newest.pk)


def test_a_returned_amendment_says_that_the_first_version_stands(
    first: Snapshot, physician: User, as_physician: Client
) -> None:
    amendments.amend(intake_of(first), by=physician, why=WHY)
    actions.return_to_nurse(intake_of(first), by=physician, why="Measure again.")
    shown = page(as_physician, "review", first.intake_id)
    assert "with the nurse" in shown
    assert "Version 1 is signed and stands" in shown


# --- Rules that changed since -------------------------------------------------------------------


@pytest.fixture
def waiting(intake: Intake, answer: Callable[..., None], nurse: User) -> Assessment:
    """Handed over under older rules, which did not yet suggest the ABI."""
    answer(intake, dict(REST_PAIN))
    assessment = lifecycle.hand_over(intake, by=nurse)
    made_under(OLD, intake)
    assessment.refresh_from_db()
    tests = [each for each in assessment.result["tests"] if each["id"] != "hba1c"]
    assessment.result["tests"] = tests
    Assessment.objects.filter(pk=assessment.pk).update(result=assessment.result)
    Suggestion.objects.filter(assessment=assessment, suggestion="hba1c").delete()
    return assessment


def test_the_rules_of_today_are_only_compared(waiting: Assessment, as_physician: Client) -> None:
    before = Assessment.objects.values().get()
    shown = page(as_physician, "review", waiting.intake_id)
    assert reverse("rules_today", args=[waiting.intake_id]) in shown
    compared = page(as_physician, "rules_today", waiting.intake_id)
    assert "HbA1c or fasting glucose" in compared
    assert "Assess anew" in compared
    assert "Vascular surgery" not in compared  # the same as then
    assert Assessment.objects.values().get() == before


def test_assessing_anew_keeps_the_decisions_that_hold(
    waiting: Assessment, as_physician: Client, physician: User
) -> None:
    flag = waiting.suggestions.filter(kind="red_flag").first()
    assert flag
    lifecycle.decide(flag, S.ACCEPTED, by=physician)
    as_physician.post(reverse("assess_anew", args=[waiting.intake_id]), headers=HTMX)
    anew = Assessment.objects.get(intake=waiting.intake_id, is_current=True)
    assert anew != waiting
    assert anew.suggestions.get(suggestion=flag.suggestion).state == S.ACCEPTED
    assert anew.suggestions.get(suggestion="hba1c").state == S.PROPOSED
    assert Event.objects.get(kind="assess anew").before == OLD
    # Now there is nothing newer.
    again = as_physician.post(reverse("assess_anew", args=[waiting.intake_id]), headers=HTMX)
    assert again.status_code == 409
    assert "rules of today" in again.content.decode()


def test_what_is_signed_is_compared_but_never_assessed_anew(
    first: Snapshot, as_physician: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_under(OLD, intake_of(first))
    for module in (standing, versions, amendments):
        monkeypatch.setattr(module, "VERSION", "2999.1")
    shown = page(as_physician, "review", first.intake_id)
    assert "See what the rules of today say" in shown
    compared = page(as_physician, "rules_today", first.intake_id)
    assert "suggest the same" in compared
    assert "Assess anew" not in compared
    answer = as_physician.post(reverse("assess_anew", args=[first.intake_id]), headers=HTMX)
    assert answer.status_code == 409
    assert "signed" in answer.content.decode()
    assert Assessment.objects.count() == 1
