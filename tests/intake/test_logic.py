"""Conditions: what they say of one patient, of one leg, of what is not known, and why."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from intake.findings.background import diabetes_type, nyha_class, smoking_status
from intake.findings.cramp import cramp_hard_muscle, cramp_present
from intake.findings.examination_circulation import cap_refill_s, pulse_dp, pulse_pt
from intake.findings.examination_limb import joint_location
from intake.findings.examination_skin import oedema_extent, oedema_pitting, skin_temp, ulcer_site
from intake.findings.neuro_symptoms import weakness_tempo
from intake.findings.pain import pain_quality, pain_site
from intake.findings.pain_pattern import radicular_level
from intake.findings.restless_legs import rls_days_per_week, rls_distress, rls_rest, rls_urge
from intake.findings.systemic import cold_foot_symptom, fever_or_rigors, night_sweats
from intake.findings.vitals import heart_rate, temp_c
from intake.logic import (
    Condition,
    all_of,
    any_leg,
    any_of,
    at_least,
    basis_of,
    bind,
    both_legs,
    judge,
    legs_of,
    missing,
    named,
    not_,
    other_leg,
    same_leg,
    say,
)
from intake.readings import Answers, Leg, NoValue, Reading
from intake.scores.score import Score, item, points
from tests.intake.patients import patient

A, B, C = cramp_present.present(), fever_or_rigors.present(), night_sweats.present()
T, F, U = True, False, None


def truth(condition: Condition, *values: bool | None) -> bool | None:
    """The value of a condition over A, B and C when they are true, false or not known."""
    ids = ("cramp_present", "fever_or_rigors", "night_sweats")
    return judge(
        condition,
        Answers({id_: value for id_, value in zip(ids, values, strict=False) if value is not None}),
    ).value


# --- Kleene's tables ----------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "negated"), [(T, F), (F, T), (U, U)])
def test_not_turns_a_verdict_round_and_leaves_cannot_tell(a, negated):
    assert truth(A, a) is a
    assert truth(not_(A), a) is negated
    assert truth(not_(not_(A)), a) is a


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, T, F, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, T, U, T),
        (U, F, F, U),
        (U, U, U, U),
    ],
)
def test_all_of_and_any_of(a, b, both, either):
    assert (truth(all_of(A, B), a, b), truth(any_of(A, B), a, b)) == (both, either)


@pytest.mark.parametrize(
    ("values", "two_of_three"),
    [
        ((T, T, T), T),
        ((T, T, F), T),
        ((T, T, U), T),
        ((T, F, F), F),
        ((T, F, U), U),
        ((T, U, U), U),
        ((F, F, U), F),
        ((F, U, U), U),
        ((F, F, F), F),
        ((U, U, U), U),
    ],
)
def test_at_least_two_of_three(values, two_of_three):
    assert truth(at_least(2, A, B, C), *values) is two_of_three


def test_at_least_counts_as_every_way_of_filling_the_gaps_would():
    """The definition of "cannot tell": some completions make it true and others false."""
    for least in (1, 2, 3):
        for values in product((T, F, U), repeat=3):
            filled = {
                sum(whole) >= least
                for whole in product((T, F), repeat=3)
                if all(v is U or v is w for v, w in zip(values, whole, strict=True))
            }
            expected = filled.pop() if len(filled) == 1 else U
            assert truth(at_least(least, A, B, C), *values) is expected, (least, values)


def test_no_answer_for_whatever_reason_is_never_read_as_absent():
    reasons = ("unknown", "declined", "dressing_or_cast", "too_painful", "no_equipment", "no_time")
    for reason in reasons:
        answers = Answers({"fever_or_rigors": NoValue(reason)})
        assert judge(B, answers).value is None
        assert judge(not_(B), answers).value is None


# --- Claims on each kind ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "value", "expected"),
    [
        (fever_or_rigors.present(), True, True),
        (fever_or_rigors.present(), False, False),
        (fever_or_rigors.absent(), True, False),
        (fever_or_rigors.absent(), False, True),
        (diabetes_type.is_("type1", "type2"), "type2", True),
        (diabetes_type.is_("type1", "type2"), "none", False),
        (diabetes_type.is_not("none"), "prediabetes", True),
        (diabetes_type.is_not("none"), "none", False),
        (pain_quality.has("burning", "tingling"), ("aching", "tingling"), True),
        (pain_quality.has("burning", "tingling"), ("aching",), False),
        (pain_quality.has("burning", "tingling"), (), False),
        (heart_rate < 100, 99, True),
        (heart_rate < 100, 100, False),
        (heart_rate <= 100, 100, True),
        (heart_rate <= 100, 101, False),
        (heart_rate > 100, 100, False),
        (heart_rate > 100, 101, True),
        (heart_rate >= 100, 99, False),
        (heart_rate >= 100, 100, True),
        (temp_c >= 38, "37.9", False),
        (temp_c >= 38, "38.0", True),
    ],
)
def test_a_claim_on_a_known_value(claim, value, expected):
    operand = claim.part.operand if hasattr(claim, "part") else claim.operand
    assert judge(claim, patient({operand.id: value})).value is expected
    assert judge(claim, Answers({})).value is None


def test_decimal_thresholds_are_compared_as_written():
    """0.1 + 0.2 is not 0.3 in binary; a threshold of 37.8 must catch 37.8 exactly."""
    assert judge(temp_c >= 37.8, patient({"temp_c": "37.8"})).value is True
    assert judge(temp_c > 37.8, patient({"temp_c": "37.8"})).value is False


# --- Ranges -------------------------------------------------------------------------------------


def between(low: int | None, high: int | None) -> Score:
    """A score that is known to lie in this range; None is an end that is not known."""

    def work_out(answers: Answers, leg: Leg | None) -> Reading:
        return Reading(
            low if low == high else None,
            low=low,
            high=high,
            basis=frozenset({"some"}),
            wanted=frozenset({"more"}),
        )

    return Score(id="score", label="Score", source="invented", work_out=work_out)


@pytest.mark.parametrize(
    ("low", "high", "less", "at_most", "more", "at_least_"),
    [
        (1, 4, T, T, F, F),  # all of it below 5
        (1, 5, U, T, F, U),  # touches 5 from below
        (5, 5, F, T, F, T),  # is 5
        (5, 9, F, U, U, T),  # touches 5 from above
        (6, 9, F, F, T, T),  # all of it above 5
        (4, 6, U, U, U, U),  # 5 in the middle
        (None, None, U, U, U, U),
        (None, 4, U, U, U, U),  # an end that is not known can be anything
        (6, None, U, U, U, U),
    ],
)
def test_a_range_decides_only_what_all_of_it_agrees_on(low, high, less, at_most, more, at_least_):
    score = between(low, high)
    verdicts = [
        judge(claim, Answers({})).value for claim in (score < 5, score <= 5, score > 5, score >= 5)
    ]
    assert verdicts == [less, at_most, more, at_least_]


def test_a_points_score_settles_a_threshold_before_all_of_its_items_are_known():
    score = points(
        "sum",
        "Sum",
        source="invented",
        items=(item("a", (2, A)), item("b", (1, B)), item("c", (1, C))),
    )
    half = Answers({"cramp_present": True})
    assert [judge(score >= n, half).value for n in (2, 3, 4, 5)] == [True, None, None, False]
    assert missing(judge(score >= 3, half)) == ("fever_or_rigors", "night_sweats")


# --- Legs ---------------------------------------------------------------------------------------

DP, PT = pulse_dp.is_("absent"), pulse_pt.is_("absent")
DP_LEFT, DP_RIGHT = "pulse_dp.left", "pulse_dp.right"


@pytest.mark.parametrize(
    ("left", "right", "any_", "both"),
    [
        ("absent", "absent", T, T),
        ("absent", "normal", T, F),
        ("normal", "absent", T, F),
        ("normal", "normal", F, F),
        ("absent", None, T, U),
        (None, "absent", T, U),
        ("normal", None, U, F),
        (None, None, U, U),
    ],
)
def test_any_leg_and_both_legs(left, right, any_, both):
    answers = patient({k: v for k, v in ((DP_LEFT, left), (DP_RIGHT, right)) if v})
    assert (judge(any_leg(DP), answers).value, judge(both_legs(DP), answers).value) == (any_, both)


@pytest.mark.parametrize(
    ("values", "same", "separately"),
    [
        ({"pulse_dp.left": "absent", "pulse_pt.left": "absent"}, T, T),
        ({"pulse_dp.right": "absent", "pulse_pt.right": "absent"}, T, T),
        (
            {
                "pulse_dp.left": "absent",
                "pulse_pt.right": "absent",
                "pulse_pt.left": "normal",
                "pulse_dp.right": "normal",
            },
            F,
            T,
        ),
        ({"pulse_dp.left": "absent", "pulse_pt.right": "absent"}, U, T),
        ({"pulse_dp.left": "absent", "pulse_pt.left": "normal"}, U, U),
    ],
)
def test_same_leg_wants_both_claims_on_one_leg(values, same, separately):
    answers = patient(values)
    assert judge(same_leg(DP, PT), answers).value is same
    assert judge(all_of(any_leg(DP), any_leg(PT)), answers).value is separately


def test_other_leg_speaks_of_the_opposite_one():
    one_sided = any_leg(all_of(oedema_extent.is_not("none"), other_leg(oedema_extent.is_("none"))))
    sides = {
        ("entire_leg", "none"): (True, {Leg.LEFT}),
        ("none", "entire_leg"): (True, {Leg.RIGHT}),
        ("entire_leg", "foot_ankle"): (False, set()),
        ("none", "none"): (False, set()),
    }
    for (left, right), (value, legs) in sides.items():
        answers = patient({"oedema_extent.left": left, "oedema_extent.right": right})
        verdict = judge(one_sided, answers)
        assert (verdict.value, legs_of(verdict) if value else set()) == (value, legs), (left, right)
    assert judge(one_sided, patient({"oedema_extent.left": "entire_leg"})).value is None


def test_the_other_of_the_other_leg_is_this_one():
    back_again = any_leg(other_leg(other_leg(DP)))
    assert judge(back_again, patient({DP_LEFT: "absent", DP_RIGHT: "normal"})).value is True
    assert judge(back_again, patient({DP_LEFT: "normal", DP_RIGHT: "normal"})).value is False


@pytest.mark.parametrize(
    ("values", "absent", "any_", "both", "other"),
    [
        # the remaining leg speaks for both
        ({"pulse_dp.right": "absent"}, ["left"], T, T, F),
        ({"pulse_dp.right": "normal"}, ["left"], F, F, F),
        ({}, ["left"], U, U, F),
        # an answer for a leg that is gone does not count
        ({"pulse_dp.left": "absent", "pulse_dp.right": "normal"}, ["left"], F, F, F),
        ({"pulse_dp.left": "absent"}, ["left"], U, U, F),
        # no leg left
        ({}, ["left", "right"], F, F, F),
        ({"pulse_dp.left": "absent", "pulse_dp.right": "absent"}, ["left", "right"], F, F, F),
    ],
)
def test_an_amputated_leg_is_no_leg(values, absent, any_, both, other):
    answers = patient(values, absent_legs=absent)
    assert (
        judge(any_leg(DP), answers).value,
        judge(both_legs(DP), answers).value,
        judge(any_leg(all_of(DP, other_leg(PT))), answers).value,
    ) == (any_, both, other)


def test_not_any_leg_is_true_of_a_patient_without_legs():
    answers = patient(absent_legs=["left", "right"])
    assert judge(not_(any_leg(DP)), answers).value is True


@pytest.mark.parametrize("word", [any_leg, both_legs, other_leg, same_leg])
def test_a_quantifier_without_a_finding_of_a_leg_is_a_mistake(word):
    with pytest.raises(ValueError, match="no per-leg finding"):
        word(fever_or_rigors.present())


def test_a_claim_about_a_leg_cannot_be_judged_without_a_quantifier():
    with pytest.raises(ValueError, match=r"pulse_dp speaks of a leg.*any_leg"):
        judge(DP, Answers({}))
    with pytest.raises(ValueError, match="pulse_dp speaks of a leg"):
        judge(all_of(B, DP), patient({"fever_or_rigors": True}))


# --- Mistakes that would otherwise pass silently ------------------------------------------------


def test_a_condition_in_an_if_raises_with_the_remedy():
    for condition in (A, not_(A), all_of(A, B), any_leg(DP)):
        with pytest.raises(TypeError, match=r"all_of, any_of and not_.*judge"):
            bool(condition)


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: A and B,
        lambda: A or B,
        lambda: not A,
        lambda: 36 < temp_c < 38,
        lambda: A if B else C,
    ],
)
def test_words_of_python_between_conditions_raise(mistake):
    with pytest.raises(TypeError, match="not true or false by itself"):
        mistake()


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (lambda: fever_or_rigors < 1, "fever_or_rigors is a presence.*for a quantity"),
        (lambda: diabetes_type >= 1, "diabetes_type is a choice.*for a quantity"),
        (lambda: pain_quality > 1, "pain_quality is a several.*for a quantity"),
        (heart_rate.present, "heart_rate is a quantity.*for a presence"),
        (lambda: heart_rate.is_("fast"), "heart_rate is a quantity.*for a choice"),
        (lambda: pain_quality.is_("burning"), "pain_quality is a several.*for a choice"),
        (diabetes_type.present, "diabetes_type is a choice.*for a presence"),
        (lambda: diabetes_type.has("type1"), "diabetes_type is a choice.*for a several"),
        (lambda: fever_or_rigors.is_("yes"), "fever_or_rigors is a presence.*for a choice"),
    ],
)
def test_a_claim_must_fit_the_kind_of_its_finding(mistake, message):
    with pytest.raises(TypeError, match=message):
        mistake()


@pytest.mark.parametrize(
    ("mistake", "message"),
    [
        (lambda: pulse_dp.is_("abset"), "pulse_dp has no option abset: did you mean absent"),
        (lambda: skin_temp.is_not("colder"), "skin_temp has no option colder: did you mean cold"),
        (lambda: pain_site.has("calf", "fot"), "pain_site has no option fot: did you mean foot"),
        (lambda: pulse_dp.is_("qqq"), "pulse_dp has no option qqq: one of absent, reduced"),
    ],
)
def test_an_unknown_option_names_the_nearest_one(mistake, message):
    with pytest.raises(ValueError, match=message):
        mistake()


def test_an_unknown_class_of_a_score_is_refused_like_an_option():
    score = Score(
        id="band",
        label="Band",
        source="invented",
        options={"likely": "likely", "unlikely": "unlikely"},
        work_out=lambda answers, leg: Reading(),
    )
    with pytest.raises(ValueError, match="band has no option likley: did you mean likely"):
        score.is_("likley")
    with pytest.raises(TypeError, match="band"):
        score < 2  # noqa: B015


@pytest.mark.parametrize("part", [True, False, fever_or_rigors, "fever_or_rigors"])
def test_only_conditions_can_be_joined(part):
    with pytest.raises(TypeError, match="is not a condition: write"):
        all_of(A, part)


@pytest.mark.parametrize(
    "mistake", [all_of, any_of, lambda: at_least(3, A, B), lambda: at_least(0, A)]
)
def test_a_count_that_no_patient_can_reach_or_miss_is_refused(mistake):
    with pytest.raises(ValueError, match="can never be asked for"):
        mistake()


# --- Details of something absent ----------------------------------------------------------------


def oedema(extent: str | None, pitting: bool | None = None) -> Answers:
    values = {"oedema_extent.left": extent, "oedema_pitting.left": pitting}
    return patient({key: value for key, value in values.items() if value is not None})


@pytest.mark.parametrize(
    ("extent", "pitting", "expected"),
    [
        ("none", None, False),  # no oedema, so none that pits
        ("below_knee", None, None),
        (None, None, None),
        ("below_knee", True, True),
        ("below_knee", False, False),
        (None, True, True),
    ],
)
def test_a_presence_that_is_a_detail(extent, pitting, expected):
    pits = bind(oedema_pitting.present(), Leg.LEFT)
    assert judge(pits, oedema(extent, pitting)).value is expected


def test_an_answered_detail_says_nothing_about_its_parent():
    assert judge(bind(oedema_extent.is_not("none"), Leg.LEFT), oedema(None, True)).value is None
    assert judge(rls_urge.present(), patient({"rls_rest": True})).value is None


def test_a_detail_that_was_not_assessed_is_absent_with_its_parent():
    answers = patient({"rls_urge": False, "rls_rest": NoValue("declined")})
    assert judge(rls_rest.present(), answers).value is False


@pytest.mark.parametrize(
    ("claim", "parent_absent", "parent_present", "expected"),
    [
        # choice: "none" where there is such an option
        (rls_distress.is_("none"), {"rls_urge": False}, {"rls_urge": True}, True),
        (rls_distress.is_("severe"), {"rls_urge": False}, {"rls_urge": True}, False),
        (
            radicular_level.is_("none"),
            {"back_pain": "none"},
            {"back_pain": "with_leg_radiation"},
            True,
        ),
        (ulcer_site.is_("heel"), {"skin_integrity": "intact"}, {"skin_integrity": "ulcer"}, False),
        # several: none of them
        (
            joint_location.has("knee"),
            {"joint_hot_swollen": "none"},
            {"joint_hot_swollen": "single"},
            False,
        ),
        # quantity: not applicable, so every claim on it is false
        (rls_days_per_week >= 2, {"rls_urge": False}, {"rls_urge": True}, False),
        (rls_days_per_week < 2, {"rls_urge": False}, {"rls_urge": True}, False),
        (
            nyha_class <= 4,
            {"cardiac_history": ("ischaemic",)},
            {"cardiac_history": ("heart_failure",)},
            False,
        ),
        (nyha_class >= 0, {"cardiac_history": ()}, {"cardiac_history": ("heart_failure",)}, False),
        # presence
        (cramp_hard_muscle.present(), {"cramp_present": False}, {"cramp_present": True}, False),
    ],
)
def test_details_of_something_absent_are_absent_and_otherwise_unknown(
    claim, parent_absent, parent_present, expected
):
    condition = bind(claim, Leg.LEFT)
    assert judge(condition, patient(parent_absent)).value is expected
    assert judge(condition, patient(parent_present)).value is None
    assert judge(condition, Answers({})).value is None


def test_each_leg_has_its_own_parent():
    answers = patient({"oedema_extent.left": "none", "oedema_extent.right": "below_knee"})
    assert judge(any_leg(oedema_pitting.present()), answers).value is None
    assert judge(both_legs(oedema_pitting.present()), answers).value is False


def test_the_parent_is_asked_for_before_and_beside_its_detail():
    claim = weakness_tempo.is_("hours_to_4w")
    assert set(missing(judge(claim, Answers({})))) == {
        "weakness_tempo",
        "weakness_symptom.left",
        "weakness_symptom.right",
    }
    known_weak = patient({"weakness_symptom.left": True})
    assert missing(judge(claim, known_weak)) == ("weakness_tempo",)


# --- Why ----------------------------------------------------------------------------------------


def test_say_names_the_patients_own_values_and_the_leg():
    condition = any_of(
        all_of(heart_rate >= 100, temp_c >= 38),
        any_leg(all_of(DP, cap_refill_s > 5, cold_foot_symptom.present())),
    )
    answers = patient(
        {
            "heart_rate": 118,
            "temp_c": "38.6",
            "pulse_dp.right": "absent",
            "cap_refill_s.right": "6.5",
            "cold_foot_symptom.right": True,
        }
    )
    words = say(judge(condition, answers))
    assert "118" in words
    assert "38.6" in words
    assert "Right leg: " in words
    assert "6.5" in words
    assert pulse_dp.options["absent"] in words
    assert cold_foot_symptom.label in words
    assert "Left leg" not in words


def test_say_keeps_the_legs_apart():
    answers = patient({"pulse_dp.left": "absent", "pulse_dp.right": "reduced"})
    words = say(judge(both_legs(pulse_dp.is_("absent", "reduced")), answers))
    label, options = pulse_dp.label, pulse_dp.options
    assert words == (
        f"Left leg: {label}: {options['absent']}. Right leg: {label}: {options['reduced']}"
    )


def test_say_leaves_out_what_does_not_settle_the_verdict():
    answers = patient({"fever_or_rigors": True, "heart_rate": 72})
    words = say(judge(any_of(fever_or_rigors.present(), heart_rate > 100), answers))
    assert words == fever_or_rigors.label


def test_say_tells_why_something_is_not_so():
    answers = patient({"smoking_status": "never"})
    words = say(judge(smoking_status.is_("current"), answers))
    assert words == f"{smoking_status.label}: {smoking_status.options['never']}"


def test_say_names_the_amputation_that_settles_a_verdict():
    verdict = judge(any_leg(DP), patient(absent_legs=["left", "right"]))
    assert say(verdict) == "Left leg: Leg amputated. Right leg: Leg amputated"


def test_say_of_cannot_tell_names_what_is_open_and_nothing_else():
    verdict = judge(
        all_of(fever_or_rigors.present(), heart_rate > 100), patient({"heart_rate": 120})
    )
    assert say(verdict) == f"Not known: {fever_or_rigors.label}"


def test_missing_names_the_keys_that_would_settle_it():
    condition = any_leg(all_of(DP, PT))
    assert set(missing(judge(condition, Answers({})))) == {
        "pulse_dp.left",
        "pulse_pt.left",
        "pulse_dp.right",
        "pulse_pt.right",
    }
    left_warm = patient({"pulse_dp.left": "normal", "pulse_pt.right": "absent"})
    assert missing(judge(condition, left_warm)) == ("pulse_dp.right",)


@pytest.mark.parametrize("fever", [True, False])
def test_missing_is_empty_once_settled(fever):
    condition = any_of(fever_or_rigors.present(), all_of(B, C))
    assert missing(judge(condition, patient({"fever_or_rigors": fever}))) == ()


def test_missing_does_not_ask_about_a_leg_that_is_gone():
    condition = any_leg(DP)
    assert missing(judge(condition, patient(absent_legs=["left"]))) == ("pulse_dp.right",)


@pytest.mark.parametrize(
    ("values", "legs"),
    [
        ({"pulse_dp.left": "absent"}, {Leg.LEFT}),
        ({"pulse_dp.right": "absent"}, {Leg.RIGHT}),
        ({"pulse_dp.left": "absent", "pulse_dp.right": "absent"}, {Leg.LEFT, Leg.RIGHT}),
        ({"pulse_dp.left": "absent", "pulse_dp.right": "normal"}, {Leg.LEFT}),
    ],
)
def test_legs_of_names_the_legs_on_which_it_is_true(values, legs):
    assert legs_of(judge(any_leg(DP), patient(values))) == legs
    assert legs_of(judge(named("no_pulse", any_leg(DP)), patient(values))) == legs
    assert (
        legs_of(judge(all_of(not_(B), any_leg(DP)), patient({**values, "fever_or_rigors": False})))
        == legs
    )


def test_legs_of_both_legs_leaves_out_a_leg_that_is_gone():
    answers = patient({"pulse_dp.right": "absent"}, absent_legs=["left"])
    assert legs_of(judge(both_legs(DP), answers)) == {Leg.RIGHT}
    assert legs_of(judge(any_leg(DP), answers)) == {Leg.RIGHT}


def test_legs_of_a_condition_about_the_person_is_empty():
    assert legs_of(judge(B, patient({"fever_or_rigors": True}))) == frozenset()


def test_basis_of_names_only_the_answers_that_settle_it():
    answers = patient(
        {"fever_or_rigors": True, "night_sweats": True, "heart_rate": 72, "pulse_dp.left": "absent"}
    )
    condition = any_of(all_of(B, C), heart_rate > 100, any_leg(DP))
    verdict = judge(condition, answers)
    assert basis_of(verdict) == {"fever_or_rigors", "night_sweats", "pulse_dp.left"}
    assert basis_of(judge(heart_rate > 100, answers)) == {"heart_rate"}


def test_basis_of_an_absent_detail_is_its_parent():
    verdict = judge(rls_rest.present(), patient({"rls_urge": False}))
    assert basis_of(verdict) == {"rls_urge"}


def test_only_forgets_everything_else_and_remembers_an_amputation_by_its_key():
    answers = patient({"fever_or_rigors": True, "heart_rate": 72}, absent_legs=["left", "right"])
    kept = answers.only({"heart_rate", "leg_not_examinable.left"})
    assert dict(kept) == {"heart_rate": 72}
    assert kept.absent_legs == {Leg.LEFT}


def test_a_name_changes_neither_verdict_nor_reasons():
    plain = at_least(2, A, B, C)
    for values in product((T, F, U), repeat=3):
        assert truth(named("two", plain), *values) is truth(plain, *values)
    assert named("two", plain).name == "two"
    assert named("one", A).name == "one"


def test_answers_are_read_as_recorded():
    answers = Answers({"temp_c": Decimal("38.6"), "fever_or_rigors": NoValue("declined")})
    assert answers.value("temp_c") == Decimal("38.6")
    assert answers.value("fever_or_rigors") is None
    assert answers.value("heart_rate") is None
    assert answers["fever_or_rigors"] == NoValue("declined")
    assert len(answers) == 2
