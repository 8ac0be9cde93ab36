"""Later results: a follow-up goes on from what was signed and leaves that untouched."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intake import actions
from intake.answers import answers_of
from intake.follow_ups import CARRIED_OVER, start_follow_up
from intake.models import Event, Intake, IntakeState, User
from intake.moves import Refused
from intake.paper import form_code
from intake.readings import Leg
from referrals import amendments, lifecycle
from referrals.changes import changed_answers, changed_classes, changed_suggestions
from referrals.differences import standings_in
from referrals.models import Assessment, Snapshot
from tests.referrals.signed_intakes import signed
from tests.test_signed_is_closed import what_was_signed

HTMX = {"HX-Request": "true"}
OPEN = '<details class="section-fold" open>'
RESTLESS = {
    "pain_side": "both",
    "rls_urge": "present",
    "rls_rest": "present",
    "rls_movement_relief": "present",
    "rls_evening": "present",
    "iron_loss_risk": "present",
    "brachial_left_sbp": "140",
}


@pytest.fixture
def snapshot(intake: Intake, answer: Callable[..., None], nurse: User, physician: User) -> Snapshot:
    """A signed intake of somebody with restless legs, before the ferritin came."""
    actions.save_text(intake, "concerns", "Sleep", by=nurse)
    actions.mark_leg(intake, Leg.RIGHT, "declined", by=nurse)
    actions.set_measurement(intake, "measured_with", "doppler", by=nurse)
    return signed(intake, RESTLESS, answer, {"nurse": nurse, "physician": physician})


def follow_up(snapshot: Snapshot, nurse: User, texts: dict[str, str]) -> Intake:
    draft = start_follow_up(snapshot.intake, by=nurse)
    actions.record(draft, texts, by=nurse)
    lifecycle.hand_over(draft, by=nurse)
    return Intake.objects.get(pk=draft.pk)


def test_a_follow_up_begins_with_the_same_answers_and_todays_age(
    snapshot: Snapshot, nurse: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Intake.objects.get(pk=snapshot.intake_id)
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 2, 3))
    draft = Intake.objects.get(pk=start_follow_up(before, by=nurse).pk)
    assert draft.follows_up == before
    assert draft.state == IntakeState.DRAFT
    for column in CARRIED_OVER:
        assert getattr(draft, column) == getattr(before, column), column
    old, new = answers_of(before), answers_of(draft)
    assert {key: new[key] for key in new if key != "age_years"} == {
        key: old[key] for key in old if key != "age_years"
    }
    assert draft.concerns == "Sleep"
    assert draft.measured_by == before.measured_by
    assert draft.measured_at == before.measured_at
    assert new["age_years"] == 80  # born on 3 February 1950
    assert old["age_years"] != 80
    event = Event.objects.get(kind="start follow-up")
    assert event.after == {"patient": before.patient_id, "follows_up": before.pk}


def test_text_that_never_was_an_answer_stays_behind(
    intake: Intake, nurse: User, physician: User
) -> None:
    actions.record(intake, {"temp_c": "warm"}, by=nurse)
    lifecycle.hand_over(intake, by=nurse)
    lifecycle.sign(Intake.objects.get(pk=intake.pk), by=physician)
    assert start_follow_up(intake, by=nurse).unparsed == {}


def test_only_a_signed_intake_is_followed_up_and_a_second_click_makes_no_second(
    snapshot: Snapshot, patient: Any, nurse: User, admin_user: User, physician: User
) -> None:
    one = start_follow_up(snapshot.intake, by=nurse)
    assert start_follow_up(snapshot.intake, by=physician) == one
    assert Event.objects.filter(kind="start follow-up").count() == 1
    draft = actions.start_intake(patient, by=nurse)
    with pytest.raises(Refused, match="draft"):
        start_follow_up(draft, by=nurse)
    with pytest.raises(PermissionDenied):
        start_follow_up(snapshot.intake, by=admin_user)
    # Once that one is handed over, the next result begins another.
    lifecycle.hand_over(one, by=nurse)
    assert start_follow_up(snapshot.intake, by=nurse) != one


def test_pressures_that_came_along_keep_who_and_when(
    snapshot: Snapshot, nurse: User, physician: User
) -> None:
    """Also where the follow-up is said to be from paper, and where that is taken back."""
    before = Intake.objects.get(pk=snapshot.intake_id)
    draft = start_follow_up(before, by=physician)
    filled_at = before.created_at
    from_paper(draft, filled_at, physician)
    assert (draft.measured_by, draft.measured_at) == (nurse, before.measured_at)
    actions.not_from_paper(draft, by=physician)
    draft.refresh_from_db()
    assert (draft.measured_by, draft.measured_at) == (nurse, before.measured_at)
    # One that is taken anew is whoever takes it.
    actions.record(draft, {"brachial_left_sbp": "150"}, by=physician)
    assert draft.measured_by == physician


def from_paper(draft: Intake, filled_at: Any, by: User) -> None:
    actions.from_paper(draft, code=form_code(), filled_at=filled_at, by=by)
    draft.refresh_from_db()


def test_what_was_signed_is_untouched_to_the_bit(snapshot: Snapshot, nurse: User) -> None:
    before = what_was_signed(snapshot)
    later = follow_up(snapshot, nurse, {"lab_ferritin": "22", "brachial_left_sbp": "150"})
    assert what_was_signed(snapshot) == before
    assert Assessment.objects.filter(intake=later, is_current=True).exists()


def test_the_differences_are_the_new_answers_and_what_they_do(
    snapshot: Snapshot, nurse: User
) -> None:
    later = follow_up(snapshot, nurse, {"lab_ferritin": "22", "lab_tsat": "12"})
    found = [
        (each.label, each.now, each.before)
        for each in changed_answers(snapshot.content, answers_of(later))
    ]
    assert found == [
        ("Ferritin", "22 µg/L", "not asked"),
        ("Transferrin saturation", "12.0 %", "not asked"),
    ]
    result = Assessment.objects.get(intake=later, is_current=True).result
    suggested = {
        each.label: each.how
        for each in changed_suggestions(
            standings_in(snapshot.content["result"]), standings_in(result)
        )
    }
    assert suggested == {
        "Gastroenterology or iron deficiency pathway": "gained",
        "Ferritin and transferrin saturation": "answered",
    }
    worked_out = [
        (each.label, each.now, each.before)
        for each in changed_classes(snapshot.content["result"]["scores"], result["scores"])
    ]
    assert ("Iron in restless legs", "replace iron", "not settled") in worked_out


def test_an_answer_taken_back_is_told_as_not_asked(snapshot: Snapshot, nurse: User) -> None:
    later = follow_up(snapshot, nurse, {"iron_loss_risk": ""})
    [only] = changed_answers(snapshot.content, answers_of(later))
    assert (only.now, only.before) == ("not asked", "yes")


def test_the_review_begins_with_what_is_new(
    snapshot: Snapshot, nurse: User, as_physician: Client
) -> None:
    later = follow_up(snapshot, nurse, {"lab_ferritin": "22"})
    shown = as_physician.get(reverse("review", args=[later.pk])).content.decode()
    head = shown[: shown.index("review-columns")]
    assert "Follow-up of the" in head
    assert "Ferritin: 22 µg/L" in head
    assert "before: not asked" in head
    assert "Gastroenterology or iron deficiency pathway" in head
    assert "replace iron" in head
    assert "What is suggested is the same" not in head
    assert "Follow-up" in as_physician.get(reverse("review_list")).content.decode()


def test_a_follow_up_with_nothing_new_says_so(
    snapshot: Snapshot, nurse: User, as_physician: Client
) -> None:
    later = follow_up(snapshot, nurse, {})
    shown = as_physician.get(reverse("review", args=[later.pk])).content.decode()
    assert "No answer differs from what was signed." in shown
    assert "What is suggested is the same as then." in shown


def test_the_section_with_what_is_new_stands_open_and_marks_it(
    snapshot: Snapshot, nurse: User, as_physician: Client
) -> None:
    signed_page = as_physician.get(reverse("review", args=[snapshot.intake_id])).content.decode()
    assert OPEN not in signed_page
    later = follow_up(snapshot, nurse, {"lab_ferritin": "22", "lab_hb": "124"})
    shown = as_physician.get(reverse("review", args=[later.pk])).content.decode()
    assert shown.count(OPEN) == 1
    results = shown[shown.index(OPEN) :].partition("</details>")[0]
    assert results.startswith(f"{OPEN}<summary>Results")
    assert "2 new since" in results
    marked = re.findall(r'<th scope="row">([^<]+) <span class="tag">new</span>', results)
    assert marked == ["Haemoglobin", "Ferritin"]


def test_it_is_compared_with_the_latest_signed_version(
    snapshot: Snapshot,
    nurse: User,
    physician: User,
    answer: Callable[..., None],
    as_physician: Client,
) -> None:
    """Amended in between: what the amendment corrected is no news of the follow-up."""
    later = follow_up(snapshot, nurse, {"lab_ferritin": "22"})
    intake = Intake.objects.get(pk=snapshot.intake_id)
    amendments.amend(intake, by=physician, why="Ferritin had come")
    shown = as_physician.get(reverse("review", args=[later.pk])).content.decode()
    assert "Ferritin: 22 µg/L" in shown  # until it is signed again, version 1 stands
    actions.return_to_nurse(intake, by=physician, why="Add the ferritin")
    answer(intake, {"lab_ferritin": "22"})
    lifecycle.hand_over(intake, by=nurse)
    lifecycle.sign(Intake.objects.get(pk=intake.pk), by=physician)
    shown = as_physician.get(reverse("review", args=[later.pk])).content.decode()
    assert "No answer differs from what was signed." in shown


def test_the_nurse_adds_later_results_and_every_page_says_what_it_follows(
    snapshot: Snapshot, as_nurse: Client
) -> None:
    signed_intake = Intake.objects.get(pk=snapshot.intake_id)
    before = as_nurse.get(reverse("intake", args=[signed_intake])).content.decode()
    assert "Add later results" in before
    assert "Follow-ups" not in before
    answer = as_nurse.post(reverse("start_follow_up", args=[signed_intake]), headers=HTMX)
    draft = Intake.objects.get(follows_up=signed_intake)
    assert answer.headers["HX-Redirect"] == reverse("section", args=[draft, "results"])
    for link in (
        answer.headers["HX-Redirect"],
        reverse("intake", args=[draft]),
        reverse("check_answers", args=[draft]),
    ):
        shown = as_nurse.get(link).content.decode()
        assert "Follow-up of the" in shown, link
        assert reverse("intake", args=[signed_intake]) in shown, link
    listed = as_nurse.get(reverse("intake", args=[signed_intake])).content.decode()
    assert "Follow-ups" in listed
    assert reverse("intake", args=[draft]) in listed


def test_a_draft_takes_no_later_results(as_nurse: Client, intake: Intake) -> None:
    answer = as_nurse.post(reverse("start_follow_up", args=[intake]), follow=True)
    assert "only a signed one" in answer.content.decode()
    assert Intake.objects.count() == 1
