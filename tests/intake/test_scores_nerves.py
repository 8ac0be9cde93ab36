"""Weakness, neuropathy, root, cauda equina, cord, restless legs, MNSI (`clinical.md`, D17–D23)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.logic import any_leg
from intake.readings import NoValue
from intake.scores.nerves import (
    ankle_reflex_reduced,
    distal_sensory_loss,
    dspn_level,
    lops,
    mnsi_exam,
    motor_deficit,
    motor_deficit_severe,
    neuropathic_symptoms,
    neuropathy_atypical,
    weak,
)
from intake.scores.restless import rls_count, rls_probable, rls_significant, rls_status
from intake.scores.spine import (
    ces_suspected,
    cord_signs,
    mets_spine_pain,
    mscc_suspected,
    neurogenic_claudication,
    radicular_pattern,
    rapid_weakness,
    spinal_context,
    stroke_suspected,
)
from tests.intake.patients import holds, range_of, reading_of, value_of

POWER = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)
STRONG = {"weakness_on_examination": False, "weakness_symptom": False, **dict.fromkeys(POWER, 5)}
STRONG_BOTH = {f"{key}.both": value for key, value in STRONG.items()}


def spread(values):
    """`.both` written out, so that one leg can be changed."""
    for key, value in values.items():
        id_, _, leg = key.partition(".")
        for each in ("left", "right") if leg == "both" else (leg,):
            yield (f"{id_}.{each}" if each else id_), value


# --- Weakness -----------------------------------------------------------------------------------


@pytest.mark.parametrize("muscle", POWER)
@pytest.mark.parametrize(
    ("grade", "deficit", "severe"),
    [(5, False, False), (4, True, False), (3, True, True), (0, True, True)],
)
def test_motor_deficit_of_each_muscle(muscle, grade, deficit, severe):
    values = {**STRONG, muscle: grade}
    assert holds(motor_deficit, values) is deficit
    assert holds(motor_deficit_severe, values) is severe
    assert holds(weak, values) is deficit


@pytest.mark.parametrize(
    ("values", "deficit", "felt"),
    [
        (STRONG, False, False),
        ({**STRONG, "weakness_on_examination": True}, True, True),
        ({**STRONG, "weakness_symptom": True}, False, True),
        ({**STRONG, "power_hip_flexion": NoValue("too_painful")}, None, None),
        ({}, None, None),
    ],
)
def test_weakness_felt_and_found(values, deficit, felt):
    assert holds(motor_deficit, values) is deficit
    assert holds(weak, values) is felt


# --- Neuropathy ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("felt", "lost"), [(0, True), (2, True), (3, False)])
def test_loss_of_protective_sensation(felt, lost):
    assert holds(lops, {"monofilament_sites_felt_of_3": felt}) is lost
    assert holds(lops) is None


FEELS = {
    "vibration_hallux": "present",
    "pinprick_distal": "normal",
    "temperature_distal": "normal",
    "monofilament_sites_felt_of_3": 3,
}
FEELS_BOTH = {f"{key}.both": value for key, value in FEELS.items()}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"vibration_hallux": "decreased"}, True),
        ({"vibration_hallux": "absent"}, True),
        ({"pinprick_distal": "reduced"}, True),
        ({"pinprick_distal": "absent"}, True),
        ({"temperature_distal": "reduced"}, True),
        ({"temperature_distal": "absent"}, True),
        ({"monofilament_sites_felt_of_3": 2}, True),
        (FEELS, False),
        ({"vibration_hallux": "present"}, None),
        ({}, None),
    ],
)
def test_distal_sensory_loss(values, expected):
    assert holds(distal_sensory_loss, values) is expected


NO_SYMPTOM = {
    "burning_feet": False,
    "numbness_symptom.both": False,
    "tingling_symptom.both": False,
    "allodynia": False,
    "sensory_distribution.both": "none",
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"burning_feet": True}, True),
        ({"allodynia": True}, True),
        ({"numbness_symptom.both": True}, True),
        ({"tingling_symptom.both": True}, True),
        ({"sensory_distribution.left": "stocking"}, True),
        ({"numbness_symptom.left": True}, None),
        (NO_SYMPTOM, False),
        ({}, None),
    ],
)
def test_neuropathic_symptoms(values, expected):
    assert holds(neuropathic_symptoms, values) is expected


@pytest.mark.parametrize(("side", "level"), [("both", "possible"), ("left", "none")])
def test_pain_from_light_touch_is_of_both_legs_only_where_the_pain_is(side, level):
    values = {
        **NO_SYMPTOM,
        **FEELS_BOTH,
        "reflex_ankle.both": "normal",
        "ncs_result": "normal",
        "allodynia": True,
        "pain_side": side,
    }
    assert holds(neuropathic_symptoms, values) is True
    assert value_of(dspn_level, values) == level


def test_numbness_of_one_leg_is_no_polyneuropathy():
    values = {key: value for key, value in NO_SYMPTOM.items() if key != "numbness_symptom.both"}
    values |= {"numbness_symptom.left": True, "numbness_symptom.right": False}
    assert holds(neuropathic_symptoms, values) is False


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("absent", "with_reinforcement", True),
        ("absent", "normal", False),
        ("absent", None, None),
        ("brisk", "brisk", False),
    ],
)
def test_reduced_ankle_reflexes_are_those_of_both_legs(left, right, expected):
    values = {"reflex_ankle.left": left, "reflex_ankle.right": right}
    assert holds(ankle_reflex_reduced, {k: v for k, v in values.items() if v}) is expected


JERKS = {"reflex_ankle.both": "normal"}
NO_JERKS = {"reflex_ankle.both": "absent"}
BUZZ_LOST = {"vibration_hallux.both": "decreased"}
BURNING = {"burning_feet": True}


@pytest.mark.parametrize(
    ("values", "level"),
    [
        # the worked examples
        ({**BURNING, **BUZZ_LOST, **JERKS, "ncs_result": "normal"}, "probable"),
        ({**BURNING, **FEELS_BOTH, **JERKS, "ncs_result": "normal"}, "possible"),
        ({**NO_SYMPTOM, **FEELS_BOTH, **JERKS}, "none"),
        # one, two and three of three
        ({**NO_SYMPTOM, **BUZZ_LOST, **JERKS, "ncs_result": "normal"}, "possible"),
        ({**NO_SYMPTOM, **FEELS_BOTH, **NO_JERKS, "ncs_result": "normal"}, "possible"),
        ({**NO_SYMPTOM, **BUZZ_LOST, **NO_JERKS, "ncs_result": "normal"}, "probable"),
        ({**BURNING, **BUZZ_LOST, **NO_JERKS, "ncs_result": "normal"}, "probable"),
        # with nerve conduction
        ({**BURNING, "ncs_result": "length_dependent_axonal"}, "confirmed"),
        ({**BURNING, **FEELS_BOTH, **JERKS, "ncs_result": "demyelinating"}, "possible"),
        (
            {**NO_SYMPTOM, **FEELS_BOTH, **JERKS, "ncs_result": "length_dependent_axonal"},
            "none",
        ),
        # not settled
        ({**BURNING, **BUZZ_LOST}, None),  # it could be confirmed by nerve conduction
        ({**BURNING, "ncs_result": "normal"}, None),
        ({**FEELS_BOTH, **JERKS}, None),
        ({}, None),
    ],
)
def test_level_of_polyneuropathy(values, level):
    assert value_of(dspn_level, values) == level


NOT_ATYPICAL = {
    **STRONG_BOTH,
    "autonomic_symptoms": False,
    "upper_limb_neuro_symptoms": False,
    "gait": "normal",
    "purpura_or_livedo.both": False,
    "lab_paraprotein": "not_detected",
    "plantar_response.both": "flexor",
    "reflex_knee.both": "normal",
    "neuropathy_family": False,
    "weight_loss_unexplained": False,
    "sensory_distribution.both": "stocking",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"}, True),
        ({"weakness_symptom.left": True, "weakness_tempo": "gt4w_progressive"}, True),
        ({"weakness_symptom.left": True, "weakness_tempo": "static"}, False),
        ({"power_knee_extension.left": 4, **FEELS_BOTH}, True),  # motor without sensory loss
        ({"power_knee_extension.left": 4, **BUZZ_LOST}, False),
        ({"power_knee_extension.left": 4}, None),
        ({"sensory_distribution.left": "patchy"}, True),
        ({"sensory_distribution.left": "single_nerve"}, False),  # an entrapment
        (
            {
                "sensory_distribution.left": "single_nerve",
                "sensory_distribution.right": "single_nerve",
            },
            True,
        ),
        (
            {
                "sensory_distribution.left": "single_nerve",
                "power_ankle_dorsiflexion.left": 4,
                **BUZZ_LOST,
            },
            True,
        ),
        (
            {
                "sensory_distribution.left": "single_nerve",
                "power_ankle_dorsiflexion.right": 4,
                **BUZZ_LOST,
            },
            False,
        ),
        ({"autonomic_symptoms": True, "diabetes_type": "none"}, True),
        ({"autonomic_symptoms": True, "diabetes_type": "type2"}, False),
        ({"upper_limb_neuro_symptoms": True}, True),
        ({"gait": "wide_ataxic"}, True),
        ({"gait": "steppage"}, False),
        ({"purpura_or_livedo.right": True}, True),
        ({"lab_paraprotein": "detected"}, True),
        ({"plantar_response.left": "extensor"}, True),
        ({"reflex_knee.left": "brisk"}, True),
        ({"neuropathy_family": True}, True),
        ({"weight_loss_unexplained": True}, True),
    ],
)
def test_atypical_neuropathy(changes, expected):
    values = dict(spread(NOT_ATYPICAL))
    assert holds(neuropathy_atypical, values | dict(spread(changes))) is expected


def test_atypical_neuropathy_needs_a_sign_of_neuropathy_first():
    """C18: weight loss alone is no neuropathy."""
    none = {
        **NO_SYMPTOM,
        **FEELS_BOTH,
        **JERKS,
        "sensory_loss_on_examination.both": False,
        "known_neuropathy": False,
    }
    assert holds(neuropathy_atypical, {**none, "weight_loss_unexplained": True}) is False
    assert holds(neuropathy_atypical, {"weight_loss_unexplained": True}) is None
    for sign in (
        {"known_neuropathy": True},
        {"burning_feet": True},
        {"numbness_symptom": True},
        {"tingling_symptom": True},
        {"sensory_loss_on_examination": True},
        {"vibration_hallux": "absent"},
        {"sensory_distribution": "stocking"},
        NO_JERKS,
    ):
        assert holds(neuropathy_atypical, {"weight_loss_unexplained": True, **sign}) is True, sign


# --- Root and stenosis --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"back_pain": "with_leg_radiation", "slr_positive": True}, True),
        ({"back_pain": "with_leg_radiation", "crossed_slr": True}, True),
        ({"back_pain": "with_leg_radiation", "femoral_stretch_positive": True}, True),
        ({"back_pain": "with_leg_radiation", "sensory_distribution": "dermatomal"}, True),
        ({"back_pain": "with_leg_radiation", "worse_cough_strain": True}, True),
        ({"back_pain": "with_leg_radiation", "power_great_toe_extension": 4}, True),
        *(
            ({"radicular_level": root, "slr_positive": True}, True)
            for root in ("l2_l3", "l4", "l5", "s1")
        ),
        ({"back_pain": "axial_only", "slr_positive": True, "worse_cough_strain": True}, False),
        ({"back_pain": "with_leg_radiation"}, None),
        ({"slr_positive": True}, None),
        ({}, None),
    ],
)
def test_radicular_pattern(values, expected):
    assert holds(radicular_pattern, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"back_pain": "axial_only"}, True),
        ({"back_pain": "with_leg_radiation"}, True),
        ({"spinal_disease_known": True}, True),
        ({"radicular_level.right": "l5"}, True),
        ({"sensory_distribution.right": "dermatomal"}, True),
        ({"slr_positive.right": True}, True),
        ({"crossed_slr.right": True}, True),
        ({"femoral_stretch_positive.right": True}, True),
        *(
            ({"pain_site.right": (site,)}, True)
            for site in ("buttock", "hip_groin", "thigh", "thigh_posterior")
        ),
        (
            {
                "back_pain": "none",
                "spinal_disease_known": False,
                "sensory_distribution.both": "stocking",
                "slr_positive.both": False,
                "crossed_slr.both": False,
                "femoral_stretch_positive.both": False,
                "pain_site.both": ("calf",),
            },
            False,
        ),
        ({"back_pain": "none"}, None),
        ({}, None),
    ],
)
def test_spinal_context(values, expected):
    assert holds(spinal_context, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"exertional_pattern": "neurogenic_type"}, True),
        ({"exertional_pattern": "mixed"}, True),
        ({"relief_sitting_flexion": True, "worse_standing": True}, True),
        ({"exertional_pattern": "vascular_type", "relief_sitting_flexion": False}, False),
        ({"relief_sitting_flexion": True}, None),
        ({}, None),
    ],
)
def test_neurogenic_claudication(values, expected):
    assert holds(neurogenic_claudication, values) is expected


# --- Cauda equina and cord ----------------------------------------------------------------------

NOT_CES = dict(
    spread(
        {
            "saddle_sensory_change": False,
            "bladder_change_new": False,
            "bowel_change_new": False,
            "sexual_dysfunction_new": False,
            "bilateral_radicular_pain": False,
            **STRONG_BOTH,
            "back_pain": "axial_only",
            "pain_course": "stable",
            "pain_onset": "chronic_gt12w",
            "post_void_residual_ml": 50,
        }
    )
)
BOTH_WEAK = {"weakness_symptom.left": True, "weakness_symptom.right": True}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"saddle_sensory_change": True}, True),
        ({"bladder_change_new": True}, True),
        ({"bowel_change_new": True}, True),
        ({"sexual_dysfunction_new": True}, True),
        # both legs weak, quickly or getting worse, with back pain
        ({**BOTH_WEAK, "weakness_tempo": "hours_to_4w"}, True),
        ({**BOTH_WEAK, "weakness_tempo": "static", "pain_course": "worsening"}, True),
        ({**BOTH_WEAK, "weakness_tempo": "static"}, False),
        ({**BOTH_WEAK, "weakness_tempo": "static", "pain_onset": "sudden"}, True),
        ({**BOTH_WEAK, "weakness_tempo": "hours_to_4w", "back_pain": "none"}, False),
        ({"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"}, False),
        (
            {
                "power_hip_flexion.left": 4,
                "weakness_symptom.right": True,
                "pain_course": "worsening",
                "weakness_tempo": "static",
            },
            True,
        ),
        # pain of both roots with a severe deficit, or recent, or getting worse
        ({"bilateral_radicular_pain": True, "power_ankle_dorsiflexion.left": 3}, True),
        ({"bilateral_radicular_pain": True, "power_ankle_dorsiflexion.left": 4}, False),
        ({"bilateral_radicular_pain": True, "pain_onset": "acute_le14d"}, True),
        ({"bilateral_radicular_pain": True, "pain_course": "worsening"}, True),
        (
            {
                "back_pain": "with_leg_radiation",
                "radicular_level.left": "l5",
                "radicular_level.right": "s1",
                "pain_course": "worsening",
            },
            True,
        ),
        # residual volume
        ({"post_void_residual_ml": 200}, True),
        ({"post_void_residual_ml": 199}, False),
        ({"post_void_residual_ml": 200, "back_pain": "none"}, False),
        # one question left
        ({"saddle_sensory_change": NoValue("declined")}, None),
    ],
)
def test_cauda_equina_suspected(changes, expected):
    assert holds(ces_suspected, {**NOT_CES, **changes}) is expected


@pytest.mark.parametrize(
    "symptom",
    ["saddle_sensory_change", "bladder_change_new", "bowel_change_new", "sexual_dysfunction_new"],
)
def test_one_new_symptom_is_enough_for_cauda_equina_whatever_else_is_unknown(symptom):
    assert holds(ces_suspected, {symptom: True}) is True
    assert holds(ces_suspected, {symptom: False}) is None


STEADY = {
    "unsteady_or_falls": False,
    "gait": "normal",
    "romberg_positive": False,
    "upper_limb_neuro_symptoms": False,
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"plantar_response.right": "extensor"}, True),
        ({"reflex_knee.right": "brisk", "power_knee_extension.right": 4}, True),
        ({"reflex_knee.right": "brisk", "weakness_on_examination.right": True}, True),
        ({"reflex_knee.right": "brisk"}, None),
        ({"plantar_response.both": "flexor", "reflex_knee.both": "normal"}, False),
        ({"plantar_response.both": "equivocal", **STEADY, **STRONG_BOTH}, False),
        ({"reflex_knee.right": "brisk", "unsteady_or_falls": True}, True),
        ({"reflex_knee.right": "brisk", "gait": "wide_ataxic"}, True),
        ({"reflex_knee.right": "brisk", "gait": "antalgic"}, None),
        ({"reflex_knee.right": "brisk", "romberg_positive": True}, True),
        ({"reflex_knee.right": "brisk", "upper_limb_neuro_symptoms": True}, True),
        ({"unsteady_or_falls": True, "gait": "wide_ataxic", "romberg_positive": True}, None),
        (
            {
                **STEADY,
                "plantar_response.both": "flexor",
                "reflex_knee.left": "brisk",
                "reflex_knee.right": "normal",
                "power_knee_extension.right": 4,
                **{f"{key}.left": value for key, value in STRONG.items()},
            },
            False,
        ),
        ({}, None),
    ],
)
def test_signs_of_the_cord(values, expected):
    assert holds(cord_signs, values) is expected


CANCER_BACK = {"cancer_ever": True, "back_pain": "axial_only"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({**CANCER_BACK, "night_pain_unrelenting": True}, True),
        ({**CANCER_BACK, "spine_midline_tenderness": True}, True),
        ({**CANCER_BACK, "pain_course": "worsening"}, True),
        ({**CANCER_BACK, "worse_cough_strain": True}, True),
        ({**CANCER_BACK, "worse_lying_flat": True}, True),
        (
            {"active_cancer": True, "back_pain": "with_leg_radiation", "worse_lying_flat": True},
            True,
        ),
        ({"cancer_ever": True, "back_pain": "none", "worse_lying_flat": True}, False),
        (
            {
                "cancer_ever": False,
                "active_cancer": False,
                "back_pain": "axial_only",
                "worse_lying_flat": True,
            },
            False,
        ),
        (
            {
                **CANCER_BACK,
                "night_pain_unrelenting": False,
                "spine_midline_tenderness": False,
                "pain_course": "stable",
                "worse_cough_strain": False,
                "worse_lying_flat": False,
            },
            False,
        ),
        (CANCER_BACK, None),
        ({}, None),
    ],
)
def test_pain_of_spinal_metastases(values, expected):
    assert holds(mets_spine_pain, values) is expected


NO_CORD = dict(
    spread(
        {
            **NOT_CES,
            "plantar_response.both": "flexor",
            "reflex_knee.both": "normal",
            "numbness_symptom.both": False,
            "sensory_loss_on_examination.both": False,
            "sensory_distribution.both": "none",
            "unsteady_or_falls": False,
            "active_cancer": True,
        }
    )
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        # without back pain: signs of the cord, cauda equina, or both legs weak
        ({"back_pain": "none", "plantar_response.left": "extensor"}, True),
        ({"back_pain": "none", "bladder_change_new": True}, True),
        ({"back_pain": "none", **BOTH_WEAK}, True),
        # with back pain: one weak or numb leg, a level, or unsteadiness
        ({"weakness_symptom.left": True}, True),
        ({"power_knee_extension.left": 4}, True),
        ({"numbness_symptom.right": True}, True),
        ({"sensory_distribution.left": "hemibody"}, True),
        ({"sensory_distribution.left": "dermatomal"}, True),
        ({"unsteady_or_falls": True}, True),
        ({"back_pain": "none", "weakness_symptom.left": True}, False),
        ({"back_pain": "none", "unsteady_or_falls": True}, False),
        ({"back_pain": NoValue("unknown"), "unsteady_or_falls": True}, None),
        # cancer now or ever
        ({"active_cancer": False, "cancer_ever": True, "unsteady_or_falls": True}, True),
        (
            {"active_cancer": False, "cancer_ever": False, "plantar_response.left": "extensor"},
            False,
        ),
        ({"active_cancer": False, "plantar_response.left": "extensor"}, None),
    ],
)
def test_cord_compression_by_cancer_suspected(changes, expected):
    assert holds(mscc_suspected, {**NO_CORD, **changes}) is expected
    assert holds(mscc_suspected) is None


FAST = {"weakness_tempo": "hours_to_4w"}
ONE_WEAK = {"weakness_symptom.left": True}
NOT_RAPID = dict(
    spread(
        {
            **STRONG_BOTH,
            "breathing_or_bulbar_weakness": False,
            "facial_weakness": False,
            "upper_limb_neuro_symptoms": False,
            "plantar_response.both": "flexor",
            "reflex_knee.both": "normal",
            "reflex_ankle.both": "normal",
            "sensory_distribution.both": "none",
            "pain_onset": "chronic_gt12w",
            "pain_duration_days": 400,
        }
    )
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        # within hours to four weeks: both legs, or breathing
        ({**FAST, **BOTH_WEAK}, True),
        ({**FAST, "power_hip_flexion.left": 4, "power_hip_flexion.right": 4, **ONE_WEAK}, True),
        ({**FAST, **ONE_WEAK}, False),
        ({**FAST, **ONE_WEAK, "breathing_or_bulbar_weakness": True}, True),
        # breathing or bulbar weakness with a weak leg, at any pace
        ({**ONE_WEAK, "weakness_tempo": "static", "breathing_or_bulbar_weakness": True}, True),
        ({"power_hip_flexion.left": 4, "breathing_or_bulbar_weakness": True}, True),
        ({"breathing_or_bulbar_weakness": True}, False),
        # recent weakness of both legs with lost reflexes, or face or arms
        (
            {
                **BOTH_WEAK,
                "weakness_tempo": "static",
                "pain_onset": "sudden",
                "pain_duration_days": 3,
            },
            False,
        ),
        (
            {
                **BOTH_WEAK,
                "weakness_tempo": "static",
                "pain_onset": "sudden",
                "pain_duration_days": 3,
                "reflex_ankle.left": "absent",
                "reflex_ankle.right": "absent",
            },
            True,
        ),
        (
            {
                **BOTH_WEAK,
                "weakness_tempo": "static",
                "pain_onset": "sudden",
                "pain_duration_days": 3,
                "reflex_knee.left": "absent",
                "reflex_knee.right": "absent",
            },
            True,
        ),
        (
            {
                **BOTH_WEAK,
                "weakness_tempo": "static",
                "pain_onset": "sudden",
                "pain_duration_days": 3,
                "upper_limb_neuro_symptoms": True,
            },
            True,
        ),
        (
            {
                **BOTH_WEAK,
                "weakness_tempo": "static",
                "reflex_ankle.left": "absent",
                "reflex_ankle.right": "absent",
            },
            False,  # neither the weakness nor the pain is recent
        ),
        # signs of the cord
        ({"plantar_response.left": "extensor", **ONE_WEAK, **FAST}, True),
        (
            {
                "plantar_response.left": "extensor",
                "pain_onset": "acute_le14d",
                "pain_duration_days": 9,
            },
            True,
        ),
        ({"plantar_response.left": "extensor"}, False),
        # stroke
        ({**ONE_WEAK, **FAST, "facial_weakness": True}, True),
        ({**ONE_WEAK, **FAST, "sensory_distribution.left": "hemibody"}, True),
        ({**ONE_WEAK, "weakness_tempo": "static", "facial_weakness": True}, False),
        # cannot tell: how fast, and whether the face is weak
        (ONE_WEAK, False),
        ({**ONE_WEAK, "facial_weakness": NoValue("unknown")}, None),
        ({**ONE_WEAK, "breathing_or_bulbar_weakness": NoValue("unknown")}, None),
    ],
)
def test_rapid_weakness(changes, expected):
    assert holds(rapid_weakness, {**NOT_RAPID, **changes}) is expected
    assert holds(rapid_weakness) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({**ONE_WEAK, **FAST, "facial_weakness": True}, True),
        ({**ONE_WEAK, **FAST, "sensory_distribution.right": "hemibody"}, True),
        ({**ONE_WEAK, "pain_onset": "sudden", "facial_weakness": True}, True),
        (
            {
                "facial_weakness": True,
                **{k: v for k, v in NOT_RAPID.items() if k.startswith(("weak", "power"))},
            },
            False,
        ),
        ({**ONE_WEAK, **FAST}, None),
        ({}, None),
    ],
)
def test_stroke_suspected(values, expected):
    assert holds(stroke_suspected, values) is expected


# --- Restless legs ------------------------------------------------------------------------------

CRITERIA = ("rls_urge", "rls_rest", "rls_movement_relief", "rls_evening", "rls_no_mimic")


def rls(*answers):
    return {key: value for key, value in zip(CRITERIA, answers, strict=True) if value is not None}


Y, N, U = True, False, None


@pytest.mark.parametrize(
    ("values", "low", "high", "status", "probable"),
    [
        # the worked examples
        (rls(Y, Y, Y, Y, Y), 5, 5, "met", True),
        (rls(Y, Y, Y, Y, U), 4, 5, None, True),
        (rls(Y, Y, N, Y, N), 3, 3, "not_met", False),
        # the rest
        (rls(Y, Y, Y, Y, N), 4, 4, "not_met", True),
        (rls(Y, U, U, U, U), 1, 5, None, None),
        (rls(Y, N, U, U, U), 1, 4, "not_met", False),
        (rls(U, Y, Y, Y, Y), 4, 5, None, None),
        # no urge: the others are details of it and absent
        (rls(N, U, U, U, U), 0, 0, "not_met", False),
        ({}, 0, 5, None, None),
    ],
)
def test_restless_legs_criteria(values, low, high, status, probable):
    assert range_of(rls_count, values) == (low, high)
    assert value_of(rls_status, values) == status
    assert holds(rls_probable, values) is probable


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"rls_days_per_week": "1.9"}, False),
        ({"rls_days_per_week": "7.0"}, True),
        ({"rls_distress": "severe"}, True),
        ({"rls_distress": "mild"}, False),
        ({"rls_no_mimic": False}, False),
        ({"rls_no_mimic": NoValue("unknown")}, None),
        ({"rls_distress": NoValue("unknown")}, None),
    ],
)
def test_restless_legs_that_matter(changes, expected):
    values = {**rls(Y, Y, Y, Y, Y), "rls_days_per_week": "2.0", "rls_distress": "moderate"}
    assert holds(rls_significant, {**values, **changes}) is expected
    assert holds(rls_significant) is None
    assert holds(rls_significant, {"rls_urge": False}) is False


# --- MNSI ---------------------------------------------------------------------------------------

SOUND_FEET = dict(
    spread(
        {
            "foot_appearance_abnormal.both": False,
            "skin_integrity.both": "intact",
            "reflex_ankle.both": "normal",
            "vibration_hallux.both": "present",
        }
    )
)


@pytest.mark.parametrize(
    ("changes", "low", "high", "abnormal"),
    [
        # the worked examples
        (
            {
                "foot_appearance_abnormal.both": True,
                "reflex_ankle.both": "absent",
                "vibration_hallux.both": "decreased",
            },
            "5",
            "5",
            True,
        ),
        (
            {"reflex_ankle.both": "with_reinforcement", "vibration_hallux.right": "decreased"},
            "1.5",
            "1.5",
            False,
        ),
        (
            {
                "foot_appearance_abnormal.right": True,
                "reflex_ankle.both": NoValue("too_painful"),
                "vibration_hallux.both": "absent",
            },
            "3",
            "5",
            True,
        ),
        # the ends
        ({}, "0", "0", False),
        (
            {
                "foot_appearance_abnormal.both": True,
                "skin_integrity.both": "ulcer",
                "reflex_ankle.both": "absent",
                "vibration_hallux.both": "absent",
            },
            "8",
            "8",
            True,
        ),
        # the edge of 2.5
        ({"vibration_hallux.both": "absent"}, "2", "2", False),
        (
            {"vibration_hallux.both": "absent", "reflex_ankle.left": "with_reinforcement"},
            "2.5",
            "2.5",
            True,
        ),
        (
            {"vibration_hallux.both": "absent", "reflex_ankle.left": NoValue("unknown")},
            "2",
            "3",
            None,
        ),
        # what counts nothing
        ({"reflex_ankle.both": "brisk", "skin_integrity.both": "fissure"}, "0", "0", False),
    ],
)
def test_michigan_examination(changes, low, high, abnormal):
    values = SOUND_FEET | dict(spread(changes))
    assert range_of(mnsi_exam, values) == (Decimal(low), Decimal(high))
    assert holds(mnsi_exam >= Decimal("2.5"), values) is abnormal


def test_michigan_examination_of_nothing_is_anything():
    assert range_of(mnsi_exam) == (0, 8)
    assert value_of(mnsi_exam) is None


def test_michigan_examination_does_not_ask_for_a_foot_that_is_gone():
    wanted = reading_of(
        mnsi_exam, {"vibration_hallux.left": "absent"}, absent_legs=["right"]
    ).wanted
    assert {key for key in wanted if key.endswith(".right")} == set()


def test_the_remaining_leg_speaks_for_both():
    values = {**NOT_RAPID, "weakness_symptom.left": True, **FAST}
    assert holds(any_leg(weak), values) is True
    assert holds(rapid_weakness, values, absent_legs=["right"]) is True
