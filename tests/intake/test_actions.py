"""Writing answers: nothing typed is lost, nothing is overwritten silently, each change has its event."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from intake import actions
from intake.answers import answers_of, read_typed, typed
from intake.findings import KEYS
from intake.findings.finding import NO_VALUE_REASONS, Kind
from intake.models import Event, Intake, Patient, User
from intake.moves import Refused
from intake.readings import Leg, NoValue

pytestmark = pytest.mark.django_db


def again(intake: Intake) -> Intake:
    return Intake.objects.get(pk=intake.pk)


def test_a_new_intake_takes_age_and_sex_from_the_patient(intake: Intake, patient: Patient) -> None:
    answers = answers_of(again(intake))
    assert answers["age_years"] == patient.age_on(timezone.localdate())
    assert answers["sex_at_birth"] == "female"


def every_kind_of_answer() -> dict[str, list[str]]:
    """For each key, texts that a form can hold: first and last option, example, each reason."""
    texts: dict[str, list[str]] = {}
    for key, (finding, _) in KEYS.items():
        match finding.kind:
            case Kind.PRESENCE:
                texts[key] = ["present", "absent"]
            case Kind.CHOICE:
                texts[key] = list(finding.options)
            case Kind.SEVERAL:
                texts[key] = ["none", ",".join(finding.options), list(finding.options)[-1]]
            case Kind.QUANTITY:
                texts[key] = [str(finding.limits[0]), finding.example, str(finding.limits[1])]
        texts[key] += ["?" + reason for reason in NO_VALUE_REASONS] + [""]
    return texts


def test_every_answer_of_the_catalogue_is_stored_and_shown_again(
    intake: Intake, nurse: User
) -> None:
    texts = every_kind_of_answer()
    for turn in range(max(map(len, texts.values()))):
        typed_in = {key: options[turn % len(options)] for key, options in texts.items()}
        saved = actions.record(intake, typed_in, by=nurse)
        assert not [each for each in saved if each.problem]
        row = again(intake)
        wrong = {
            key: (text, actions.stored_text(row, key))
            for key, text in typed_in.items()
            if read_typed(KEYS[key][0], text)
            != read_typed(KEYS[key][0], actions.stored_text(row, key))
        }
        assert not wrong


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("brachial_right_sbp", "13", "30 to 300 mmHg"),
        ("brachial_right_sbp", "1300", "30 to 300 mmHg"),
        ("brachial_right_sbp", "12o", "not yet a number"),
        ("brachial_right_sbp", "120.5", "whole numbers"),
        ("temp_c", "38.25", "1 decimals"),
        ("temp_c", "nan", "not a number"),
    ],
)
def test_what_cannot_be_read_is_kept_as_typed_and_never_counts(
    intake: Intake, nurse: User, key: str, text: str, told: str
) -> None:
    actions.record(intake, {key: "100" if key != "temp_c" else "37.0"}, by=nurse)
    (saved,) = actions.record(intake, {key: text}, by=nurse)
    assert told in saved.problem
    row = again(intake)
    assert actions.stored_text(row, key) == text
    assert answers_of(row).value(key) is None
    (mended,) = actions.record(intake, {key: "101" if key != "temp_c" else "37.5"}, by=nurse)
    assert not mended.problem
    assert again(intake).unparsed == {}


@pytest.mark.parametrize(
    ("text", "unusual"), [("79", True), ("80", False), ("220", False), ("221", True)]
)
def test_a_reading_outside_the_usual_is_kept_and_asked_back(
    intake: Intake, nurse: User, text: str, unusual: bool
) -> None:
    (saved,) = actions.record(intake, {"brachial_right_sbp": text}, by=nurse)
    assert (saved.problem, saved.unusual) == ("", unusual)
    assert answers_of(again(intake))["brachial_right_sbp"] == int(text)


def test_a_comma_is_read_as_a_decimal_point(intake: Intake, nurse: User) -> None:
    (saved,) = actions.record(intake, {"temp_c": "38,2"}, by=nurse)
    assert saved.text == "38.2"


def test_each_change_has_one_event_with_before_and_after(intake: Intake, nurse: User) -> None:
    for text in ("absent", "absent", "reduced", ""):
        actions.record(intake, {"pulse_dp.left": text}, by=nurse)
    events = Event.objects.filter(detail="pulse_dp.left").order_by("id")
    assert [(e.kind, e.actor, e.before, e.after) for e in events] == [
        ("answer", "nurse", None, "absent"),
        ("answer", "nurse", "absent", "reduced"),
        ("answer", "nurse", "reduced", None),
    ]


def test_a_field_changed_elsewhere_is_given_back_with_both_values(
    intake: Intake, nurse: User, physician: User
) -> None:
    seen = {"pulse_dp.left": ""}
    actions.record(intake, {"pulse_dp.left": "absent"}, by=physician, seen=seen)
    (saved,) = actions.record(intake, {"pulse_dp.left": "reduced"}, by=nurse, seen=seen)
    assert saved.conflict
    assert (saved.conflict.mine, saved.conflict.theirs) == ("reduced", "absent")
    assert saved.conflict.by == "physician"
    assert answers_of(again(intake))["pulse_dp.left"] == "absent"
    # Having seen the other value, the same person may now decide.
    (saved,) = actions.record(
        intake, {"pulse_dp.left": "reduced"}, by=nurse, seen={"pulse_dp.left": "absent"}
    )
    assert saved.conflict is None
    assert answers_of(again(intake))["pulse_dp.left"] == "reduced"


def test_two_people_in_different_fields_do_not_disturb_each_other(
    intake: Intake, nurse: User, physician: User
) -> None:
    mine, theirs = again(intake), again(intake)
    actions.record(mine, {"pulse_dp.left": "absent", "temp_c": "?no_equipment"}, by=nurse)
    actions.record(theirs, {"pulse_dp.right": "normal", "heart_rate": "9x"}, by=physician)
    row = again(intake)
    assert answers_of(row)["pulse_dp.left"] == "absent"
    assert answers_of(row)["pulse_dp.right"] == "normal"
    assert answers_of(row)["temp_c"] == NoValue("no_equipment")
    assert row.unparsed == {"heart_rate": "9x"}


def test_the_same_value_typed_by_two_is_no_conflict(
    intake: Intake, nurse: User, physician: User
) -> None:
    actions.record(intake, {"temp_c": "38.2"}, by=physician, seen={"temp_c": ""})
    (saved,) = actions.record(intake, {"temp_c": "38.2"}, by=nurse, seen={"temp_c": ""})
    assert saved.conflict is None


@pytest.mark.parametrize(
    ("typed_text", "kept"), [("37", "37.0"), ("37,5", "37.5"), (" 37.0", "37.0"), ("warm", "warm")]
)
def test_ones_own_number_is_no_conflict_however_it_was_typed(
    intake: Intake, nurse: User, typed_text: str, kept: str
) -> None:
    [saved] = actions.record(intake, {"temp_c": typed_text}, by=nurse, seen={"temp_c": ""})
    assert saved.text == actions.stored_text(again(intake), "temp_c") == kept
    # Sent twice, because the answer to the first request was lost.
    [saved] = actions.record(again(intake), {"temp_c": typed_text}, by=nurse, seen={"temp_c": ""})
    assert saved.conflict is None
    [event] = Event.objects.filter(kind="answer")
    assert event.after == kept
    [saved] = actions.record(again(intake), {"temp_c": "38"}, by=nurse, seen={"temp_c": typed_text})
    assert saved.conflict is None
    assert actions.stored_text(again(intake), "temp_c") == "38.0"


def test_another_number_stays_a_conflict(intake: Intake, nurse: User) -> None:
    actions.record(intake, {"temp_c": "37.1"}, by=nurse)
    [saved] = actions.record(again(intake), {"temp_c": "38"}, by=nurse, seen={"temp_c": "37"})
    assert saved.conflict
    assert actions.stored_text(again(intake), "temp_c") == "37.1"


def test_a_handed_over_intake_takes_no_answer(intake: Intake, nurse: User) -> None:
    actions.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="handed over"):
        actions.record(intake, {"temp_c": "38.2"}, by=nurse)
    assert "temp_c" not in answers_of(again(intake))


def test_an_admin_records_nothing(intake: Intake, admin_user: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.record(intake, {"temp_c": "38.2"}, by=admin_user)
    assert "temp_c" not in answers_of(again(intake))


def test_handing_over_twice_is_refused_in_words(intake: Intake, nurse: User) -> None:
    actions.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="handed over"):
        actions.hand_over(again(intake), by=nurse)
    assert Event.objects.filter(kind="hand over").count() == 1


def test_returning_needs_a_reason_and_opens_the_intake(
    intake: Intake, nurse: User, physician: User
) -> None:
    actions.hand_over(intake, by=nurse)
    with pytest.raises(Refused, match="reason"):
        actions.return_to_nurse(intake, by=physician, why="  ")
    with pytest.raises(PermissionDenied):
        actions.return_to_nurse(intake, by=nurse, why="I forgot something")
    actions.return_to_nurse(intake, by=physician, why="Left pulses, please")
    row = again(intake)
    assert row.is_open
    assert row.returned_because == "Left pulses, please"


def test_a_detail_of_what_is_now_absent_no_longer_counts_but_is_kept(
    intake: Intake, answer: Any
) -> None:
    answer(intake, {"rls_urge": "present", "rls_rest": "present"})
    answer(intake, {"rls_urge": "absent"})
    row = again(intake)
    assert "rls_rest" not in answers_of(row)
    assert actions.stored_text(row, "rls_rest") == "present"


def test_a_leg_that_cannot_be_examined_stands_for_all_its_findings(
    intake: Intake, nurse: User, answer: Any
) -> None:
    answer(intake, {"pulse_dp.right": "normal", "oedema_extent.left": "none"})
    actions.mark_leg(intake, Leg.LEFT, "dressing_or_cast", by=nurse)
    answers = answers_of(again(intake))
    assert answers["pulse_dp.left"] == NoValue("dressing_or_cast")
    assert answers["ankle_dp_sbp.left"] == NoValue("dressing_or_cast")
    assert answers["oedema_extent.left"] == "none"  # seen before the dressing was mentioned
    assert answers["pulse_dp.right"] == "normal"
    assert "numbness_symptom.left" not in answers  # the patient can still be asked
    assert not answers.absent_legs
    actions.mark_leg(intake, Leg.LEFT, "amputated", by=nurse)
    assert answers_of(again(intake)).absent_legs == {Leg.LEFT}
    actions.mark_leg(intake, Leg.LEFT, "", by=nurse)
    assert "pulse_dp.left" not in answers_of(again(intake))


def test_who_measured_the_pressures_and_when_is_kept(
    intake: Intake, nurse: User, physician: User
) -> None:
    actions.record(intake, {"temp_c": "37.0"}, by=physician)
    assert again(intake).measured_by is None
    actions.record(intake, {"ankle_dp_sbp.left": "118"}, by=nurse)
    row = again(intake)
    assert row.measured_by == nurse
    assert row.measured_at is not None


def test_an_allergy_ends_none_known(patient: Patient, nurse: User) -> None:
    patient.allergy_status = "none_known"
    actions.save_patient(patient, by=nurse)
    allergy = actions.add_allergy(patient, by=nurse, substance="Penicillin", reaction="rash")
    patient.refresh_from_db()
    assert patient.allergy_status == "listed"
    actions.remove(allergy, by=nurse)
    assert Event.objects.filter(kind="remove allergy", before="Penicillin: rash").exists()


def test_typed_form_of_each_reason_reads_back() -> None:
    finding, _ = KEYS["temp_c"]
    for reason in NO_VALUE_REASONS:
        assert read_typed(finding, typed(finding, NoValue(reason))) == NoValue(reason)
