"""Signs of arterial disease, chronic and acute limb ischaemia, compression (`clinical.md`, D05–D13)."""

from __future__ import annotations

import pytest

from intake.logic import any_leg, basis_of, both_legs, judge, missing
from intake.readings import Leg, NoValue
from intake.scores.circulation import (
    ali_class,
    ali_iib_or_iii,
    ali_neuro,
    ali_suspected,
    clti_suspected,
    clti_with_threat,
    foot_pulses_absent,
    foot_tissue_loss,
    leg_symptomatic,
    pad_evidence,
    pad_risk_high,
    pad_suspicion,
    pulse_deficit,
    rest_pain_ischaemic,
    severe_hypoperfusion,
    tissue_loss,
)
from intake.scores.compression import compression_safety
from tests.intake.patients import holds, patient, reading_of, value_of

NO_PULSES = {"pulse_dp": "absent", "pulse_pt": "absent"}
PULSES = {
    "pulse_femoral": "normal",
    "pulse_popliteal": "normal",
    "pulse_dp": "normal",
    "pulse_pt": "normal",
}
# A leg in which nothing speaks for arterial disease, everything looked at.
NO_PAD = {
    **PULSES,
    "known_pad": False,
    "femoral_bruit": False,
    "buerger_positive": False,
    "leg_colour": "normal",
    "ankle_waveform": "multiphasic",
    "prior_leg_revascularisation": False,
    "abi_reported": "1.10",
    "toe_sbp": 100,
    "brachial_right_sbp": 130,
}
REST_PAIN = {"pain_site": ("forefoot_toes",), "worse_lying_flat": True, "relief_dependency": True}


# --- Signs on a leg -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pulse_dp": "absent", "pulse_pt": "absent"}, True),
        ({"pulse_dp": "absent", "pulse_pt": "reduced"}, False),  # the DP can be missing from birth
        ({"pulse_dp": "normal"}, False),
        ({"pulse_dp": "absent"}, None),
        ({}, None),
    ],
)
def test_foot_pulses_are_absent_only_when_both_are(values, expected):
    assert holds(foot_pulses_absent, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pulse_femoral": "absent"}, True),
        ({"pulse_femoral": "reduced"}, True),
        ({"pulse_popliteal": "absent"}, True),
        ({"pulse_pt": "absent"}, True),
        ({"femoral_bruit": True}, True),
        ({"pulse_popliteal": "reduced"}, None),
        ({**PULSES, "pulse_popliteal": "reduced", "femoral_bruit": False}, False),
        ({**PULSES, "pulse_dp": "absent", "femoral_bruit": False}, False),
        ({**PULSES, "femoral_bruit": False}, False),
        (PULSES, None),
        ({}, None),
    ],
)
def test_pulse_deficit(values, expected):
    assert holds(pulse_deficit, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"known_pad": True}, True),
        ({"pulse_pt": "absent"}, True),
        ({"abi_reported": "0.90"}, True),
        ({"abi_reported": "1.41"}, True),
        ({"ankle_not_occludable": True}, True),
        ({"toe_sbp": 70, "brachial_right_sbp": 100}, True),
        ({"buerger_positive": True}, True),
        ({"leg_colour": "dependent_rubor"}, True),
        ({"ankle_waveform": "monophasic"}, True),
        ({"ankle_waveform": "absent"}, True),
        ({"prior_leg_revascularisation": True}, True),
        (NO_PAD, False),
        ({**NO_PAD, "abi_reported": "0.91"}, False),
        ({**NO_PAD, "toe_sbp": NoValue("no_equipment")}, None),
        ({}, None),
    ],
)
def test_pad_evidence(values, expected):
    assert holds(pad_evidence, values) is expected


ARM = {"brachial_right_sbp": 100}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"toe_sbp": 29}, True),
        ({"toe_sbp": 30}, None),
        ({"tcpo2_mmhg": 29}, True),
        ({"tcpo2_mmhg": 30}, None),
        ({"abi_reported": "0.39"}, True),
        ({"abi_reported": "0.40"}, None),
        ({"ankle_dp_sbp": 49, **ARM}, True),
        ({"ankle_dp_sbp": 49, "ankle_pt_sbp": 49, "abi_reported": "0.50"}, True),
        ({"toe_sbp": 30, "tcpo2_mmhg": 30, "ankle_dp_sbp": 50, **ARM}, False),
        ({"toe_sbp": 30, "tcpo2_mmhg": 30, "abi_reported": "0.40"}, None),  # no ankle pressure
        ({"toe_sbp": 30, "tcpo2_mmhg": 30, "ankle_not_occludable": True}, False),
        ({"toe_sbp": 29, "ankle_not_occludable": True}, True),
        ({}, None),
    ],
)
def test_severe_hypoperfusion(values, expected):
    assert holds(severe_hypoperfusion, values) is expected


def test_a_critical_ankle_pressure_needs_no_arm_pressure():
    """A recorded ankle pressure means that the artery was occludable (vocabulary, Unknown, 7)."""
    assert holds(severe_hypoperfusion, {"ankle_dp_sbp": 30, "ankle_pt_sbp": 0}) is True


@pytest.mark.parametrize(
    ("skin", "lost"),
    [
        ("ulcer", True),
        ("dry_gangrene", True),
        ("wet_gangrene", True),
        ("blister", False),
        ("fissure", False),
        ("intact", False),
    ],
)
def test_tissue_loss(skin, lost):
    assert holds(tissue_loss, {"skin_integrity": skin}) is lost
    assert holds(tissue_loss) is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"skin_integrity": "dry_gangrene"}, True),
        ({"skin_integrity": "wet_gangrene"}, True),
        ({"skin_integrity": "ulcer", "ulcer_site": "toe_forefoot"}, True),
        ({"skin_integrity": "ulcer", "ulcer_site": "heel"}, True),
        ({"skin_integrity": "ulcer", "ulcer_site": "other"}, True),
        ({"skin_integrity": "ulcer", "ulcer_site": "medial_gaiter"}, False),
        ({"skin_integrity": "ulcer", "ulcer_site": "lateral_malleolus"}, False),
        ({"skin_integrity": "ulcer"}, None),
        ({"skin_integrity": "intact"}, False),
    ],
)
def test_tissue_loss_of_the_foot(values, expected):
    assert holds(foot_tissue_loss, values) is expected


# --- Chronic ischaemia --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # a site in the foot and two of three
        (
            {"pain_site": ("forefoot_toes",), "worse_lying_flat": True, "worse_elevation": True},
            True,
        ),
        ({"pain_site": ("sole",), "worse_lying_flat": True, "relief_dependency": True}, True),
        ({"pain_site": ("heel",), "worse_elevation": True, "relief_dependency": True}, True),
        ({"pain_site": ("foot",), "worse_lying_flat": True, "worse_elevation": True}, True),
        ({"pain_site": ("whole_leg",), "worse_lying_flat": True, "worse_elevation": True}, True),
        # rubor instead of the site
        (
            {"leg_colour": "dependent_rubor", "worse_lying_flat": True, "worse_elevation": True},
            True,
        ),
        # hanging down, with absent foot pulses or rubor, wherever it hurts
        ({"relief_dependency": True, **NO_PULSES}, True),
        ({"relief_dependency": True, "leg_colour": "dependent_rubor"}, True),
        ({"pain_site": ("calf",), "relief_dependency": True, **NO_PULSES}, True),
        # at rest, with objective ischaemia
        ({"pain_at_rest": True, "pain_site": ("sole",), **NO_PULSES}, True),
        ({"pain_at_rest": True, "pain_site": ("heel",), "leg_colour": "dependent_rubor"}, True),
        ({"pain_at_rest": True, "pain_site": ("whole_leg",), "buerger_positive": True}, True),
        ({"pain_at_rest": True, "pain_site": ("foot",), "tcpo2_mmhg": 29}, True),
        ({"pain_at_rest": True, "pain_side": "left", "toe_sbp": 29}, True),
        ({"pain_at_rest": True, "pain_side": "left", "ankle_dp_sbp": 49}, True),
        ({"pain_at_rest": True, "pain_side": "left", "abi_reported": "0.39"}, True),
        ({"pain_at_rest": True, "pain_side": "left", **NO_PULSES}, None),
        ({"pain_at_rest": True, "pain_site": ("foot",), "toe_sbp": 30}, None),
        # not
        (
            {
                "pain_site": ("calf",),
                "leg_colour": "normal",
                "worse_lying_flat": True,
                "worse_elevation": True,
                "relief_dependency": False,
                "pain_at_rest": False,
            },
            False,
        ),
        (
            {
                "pain_site": ("forefoot_toes",),
                "worse_lying_flat": True,
                "worse_elevation": False,
                "relief_dependency": False,
                "pain_at_rest": False,
            },
            False,
        ),
        # cannot tell
        ({"pain_site": ("forefoot_toes",), "worse_lying_flat": True}, None),
        ({"relief_dependency": True}, None),
        ({}, None),
    ],
)
def test_ischaemic_rest_pain(values, expected):
    assert holds(rest_pain_ischaemic, values) is expected


def test_the_signs_of_rest_pain_must_be_on_the_same_leg():
    values = {
        "pain_site.left": ("forefoot_toes",),
        "pain_site.right": (),
        "relief_dependency.left": False,
        "relief_dependency.right": True,
        "worse_elevation.both": False,
        "worse_lying_flat": True,
        "pain_at_rest": False,
        "pulse_dp.both": "normal",
        "leg_colour.both": "normal",
    }
    assert holds(any_leg(rest_pain_ischaemic), values) is False
    assert holds(any_leg(rest_pain_ischaemic), {**values, "relief_dependency.left": True}) is True


ULCER = {"skin_integrity": "ulcer"}
NOT_RISKY = {
    "age_years": 49,
    "cold_foot_symptom": False,
    "skin_temp": "normal",
    "cap_refill_s": "5.0",
    "tcpo2_mmhg": 60,
    "ankle_dp_sbp": 143,
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # gangrene, whatever else is known
        ({"skin_integrity": "dry_gangrene"}, True),
        ({"skin_integrity": "wet_gangrene", **NO_PAD}, True),
        # rest pain with something that speaks for the arteries
        ({**REST_PAIN, "known_pad": True}, True),
        ({**REST_PAIN, "age_years": 65}, True),
        ({**REST_PAIN, "age_years": 64}, None),
        ({**REST_PAIN, "age_years": 50, "diabetes_type": "type2"}, True),
        ({**REST_PAIN, "age_years": 50, "smoking_status": "former"}, True),
        ({**REST_PAIN, "age_years": 50, "smoking_status": "current"}, True),
        ({**REST_PAIN, "age_years": 50, "ckd_known": True}, True),
        ({**REST_PAIN, "age_years": 49, "diabetes_type": "type2"}, None),
        ({**REST_PAIN, "age_years": 50, "diabetes_type": "prediabetes"}, None),
        ({**REST_PAIN, "cold_foot_symptom": True}, True),
        ({**REST_PAIN, "skin_temp": "cool"}, True),
        ({**REST_PAIN, "skin_temp": "cold"}, True),
        ({**REST_PAIN, "cap_refill_s": "5.1"}, True),
        ({**REST_PAIN, "cap_refill_s": "5.0"}, None),
        ({**REST_PAIN, "toe_sbp": 29}, True),
        ({**REST_PAIN, "toe_sbp": 30}, None),
        ({**REST_PAIN, **NO_PAD, **NOT_RISKY, "skin_integrity": "intact"}, False),
        # an ulcer where arteries matter, with evidence
        ({**ULCER, "ulcer_site": "toe_forefoot", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "heel", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "lateral_malleolus", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "other", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "medial_gaiter", **NO_PULSES}, True),
        ({**ULCER, "ulcer_site": "medial_gaiter", "abi_reported": "0.90"}, True),
        ({**ULCER, "ulcer_site": "medial_gaiter", "prior_leg_revascularisation": True}, True),
        (
            {
                **NO_PAD,
                **ULCER,
                "ulcer_site": "medial_gaiter",
                "known_pad": True,
                "pain_site": ("calf",),
                "relief_dependency": False,
                "pain_at_rest": False,
            },
            False,
        ),
        (
            {
                **NO_PAD,
                **ULCER,
                "ulcer_site": "toe_forefoot",
                "relief_dependency": False,
                "pain_at_rest": False,
                "pain_site": (),
            },
            False,
        ),
        # cannot tell
        ({**ULCER, "ulcer_site": "toe_forefoot"}, None),
        (REST_PAIN, None),
        ({}, None),
    ],
)
def test_clti_suspected(values, expected):
    assert holds(clti_suspected, values) is expected


CLTI = {**REST_PAIN, "known_pad": True}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"skin_integrity": "dry_gangrene"}, True),
        ({**ULCER, "ulcer_site": "toe_forefoot", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "lateral_malleolus", "known_pad": True}, True),
        ({**ULCER, "ulcer_site": "medial_gaiter", **CLTI}, True),  # an ulcer with rest pain
        (
            {
                **ULCER,
                "ulcer_site": "medial_gaiter",
                "prior_leg_revascularisation": True,
                "toe_sbp": 29,
            },
            True,
        ),
        (
            {
                **ULCER,
                "ulcer_site": "medial_gaiter",
                "prior_leg_revascularisation": True,
                "local_infection_signs": 2,
            },
            True,
        ),
        (
            {
                **ULCER,
                "ulcer_site": "medial_gaiter",
                "prior_leg_revascularisation": True,
                "local_infection_signs": 1,
            },
            None,
        ),
        (CLTI, None),
        (
            {
                **CLTI,
                "skin_integrity": "intact",
                "local_infection_signs": 1,
                "toe_sbp": 60,
                "tcpo2_mmhg": 60,
                "ankle_dp_sbp": 100,
                "brachial_right_sbp": 130,
            },
            False,
        ),
        ({}, None),
    ],
)
def test_clti_with_a_threat_to_the_limb(values, expected):
    assert holds(clti_with_threat, values) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"exertional_pattern": "vascular_type"}, True),
        ({"exertional_pattern": "mixed"}, True),
        ({"exertional_pattern": "neurogenic_type"}, None),
        ({"known_pad": True}, True),
        ({"pulse_pt.right": "absent"}, True),
        (
            {
                f"{key}.right" if key in {"pain_site", "relief_dependency"} else key: value
                for key, value in REST_PAIN.items()
            },
            True,
        ),
        ({"skin_integrity.right": "ulcer"}, True),
        ({"cold_foot_symptom": True, "cap_refill_s": "6"}, True),
        ({"cold_foot_symptom": True, "cap_refill_s": "5"}, None),
        ({"cold_foot_symptom.left": True, "cap_refill_s.right": "6"}, None),
        ({}, None),
    ],
)
def test_pad_suspicion(values, expected):
    assert holds(pad_suspicion, values) is expected


LOW_RISK = {
    "age_years": 64,
    "diabetes_type": "none",
    "smoking_status": "never",
    "hypertension": False,
    "hyperlipidaemia": False,
    "ckd_known": False,
    "stroke_tia": False,
    "cardiac_history": (),
    "aneurysm_known": "none",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"age_years": 65}, True),
        ({"age_years": 50, "diabetes_type": "type1"}, True),
        ({"age_years": 50, "smoking_status": "former"}, True),
        ({"age_years": 50, "smoking_status": "current"}, True),
        ({"age_years": 50, "hypertension": True}, True),
        ({"age_years": 50, "hyperlipidaemia": True}, True),
        ({"age_years": 50, "ckd_known": True}, True),
        ({"age_years": 49, "hypertension": True}, False),
        ({"age_years": 49, "diabetes_type": "type2"}, False),
        ({"age_years": 49, "diabetes_type": "type2", "smoking_status": "current"}, True),
        ({"age_years": 49, "diabetes_type": "type2", "smoking_status": "former"}, False),
        ({"age_years": 49, "diabetes_type": "type2", "hypertension": True}, True),
        ({"age_years": 49, "diabetes_type": "type2", "hyperlipidaemia": True}, True),
        ({"age_years": 49, "diabetes_type": "type2", "ckd_known": True}, False),
        ({"age_years": 30, "stroke_tia": True}, True),
        ({"age_years": 30, "cardiac_history": ("ischaemic",)}, True),
        ({"age_years": 30, "cardiac_history": ("heart_failure",)}, False),
        ({"age_years": 30, "aneurysm_known": "aortic"}, True),
        ({"age_years": 30, "aneurysm_known": "popliteal"}, True),
        ({"age_years": 30, "aneurysm_known": "both"}, True),
        ({"diabetes_type": NoValue("unknown")}, None),
    ],
)
def test_high_risk_of_pad(changes, expected):
    assert holds(pad_risk_high, {**LOW_RISK, **changes}) is expected
    assert holds(pad_risk_high) is None


# --- Acute ischaemia ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pain_side": "left"}, True),
        ({"pain_side": "both"}, True),
        ({"pain_side": "alternating"}, True),
        ({"pain_side": "right"}, None),
        ({"pain_site": ("calf",)}, True),
        ({"acute_sensory_loss": "toes_only"}, True),
        ({"acute_motor_loss": "paralysis"}, True),
        ({"cold_foot_symptom": True}, True),
        ({"skin_temp": "cool"}, True),
        ({"leg_colour": "pale"}, True),
        ({"pulse_popliteal": "absent"}, True),
        ({"cap_refill_s": "6"}, True),
        ({"toe_sbp": 29}, None),  # a pressure is no symptom
        ({"numbness_symptom": True}, True),
        ({"weakness_symptom": True}, True),
        ({"power_knee_extension": 4}, True),
        ({}, None),
    ],
)
def test_a_symptomatic_leg(values, expected):
    assert holds(leg_symptomatic, values) is expected


SUDDEN = {"pain_onset": "sudden", "pain_side": "left"}
ACUTE = {"pain_onset": "acute_le14d", "pain_side": "left"}
DAYS = {"pain_duration_days": 14, "pain_side": "left"}
CHRONIC = {"pain_onset": "chronic_gt12w", "pain_side": "left"}
FLOW = {**PULSES, "doppler_arterial": "audible"}
WARM = {
    "skin_temp": "normal",
    "cold_foot_symptom": False,
    "leg_colour": "normal",
    "cap_refill_s": "2",
}
NO_LOSS = {"acute_sensory_loss": "none", "acute_motor_loss": "none"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # recent, a leg that hurts, and no flow
        ({**SUDDEN, "doppler_arterial": "inaudible"}, True),
        ({**ACUTE, "doppler_arterial": "inaudible"}, True),
        ({**DAYS, "doppler_arterial": "inaudible"}, True),
        ({**DAYS, "pain_duration_days": 15, "doppler_arterial": "inaudible"}, None),
        ({**ACUTE, **NO_PULSES}, True),
        # two of the signs of ischaemia
        ({**ACUTE, "skin_temp": "cool", "leg_colour": "pale"}, True),
        ({**ACUTE, "cold_foot_symptom": True, "leg_colour": "mottled"}, True),
        ({**ACUTE, "skin_temp": "cold", "pulse_popliteal": "absent"}, True),
        ({**ACUTE, "leg_colour": "cyanosed", "cap_refill_s": "6"}, True),
        ({**ACUTE, "leg_colour": "fixed_staining", "pulse_femoral": "absent"}, True),
        ({**ACUTE, "cold_foot_symptom": True, "abi_reported": "0.25"}, True),
        ({**ACUTE, "cold_foot_symptom": True, "abi_reported": "0.40"}, None),
        # cold felt and cold to the touch are one sign
        ({**ACUTE, "cold_foot_symptom": True, "skin_temp": "cold"}, None),
        ({**ACUTE, "skin_temp": "cold", "cap_refill_s": "5"}, None),
        # sudden, with acute loss of feeling or power
        ({**SUDDEN, "acute_sensory_loss": "toes_only"}, True),
        ({**SUDDEN, "acute_sensory_loss": "profound"}, True),
        ({**SUDDEN, "acute_motor_loss": "mild_moderate"}, True),
        ({**ACUTE, "acute_motor_loss": "mild_moderate"}, None),
        # sudden, one sign of ischaemia with numbness or weakness
        ({**SUDDEN, "leg_colour": "pale", "numbness_symptom": True}, True),
        ({**SUDDEN, "leg_colour": "pale", "weakness_symptom": True}, True),
        ({**SUDDEN, "leg_colour": "pale", "power_ankle_dorsiflexion": 4}, True),
        ({**ACUTE, "leg_colour": "pale", "numbness_symptom": True}, None),
        # acute loss without flow, whatever the onset
        ({"acute_motor_loss": "paralysis", "doppler_arterial": "inaudible"}, True),
        ({**CHRONIC, "acute_sensory_loss": "toes_only", **NO_PULSES}, True),
        (
            {
                **CHRONIC,
                "acute_motor_loss": "mild_moderate",
                "skin_temp": "cold",
                "leg_colour": "pale",
            },
            True,
        ),
        ({**CHRONIC, **NO_PULSES, **NO_LOSS}, False),
        # excluded
        ({**SUDDEN, **FLOW, **WARM, **NO_LOSS}, False),
        ({**CHRONIC, **FLOW, **WARM}, False),
        # cannot tell
        (SUDDEN, None),
        ({**SUDDEN, **FLOW}, None),
        (NO_PULSES, None),
        ({}, None),
    ],
)
def test_ali_suspected(values, expected):
    assert holds(ali_suspected, values) is expected


def test_acute_ischaemia_of_the_other_leg_is_not_of_this_one():
    values = {**SUDDEN, "doppler_arterial.left": "inaudible"}
    answers = patient(values)
    assert judge(any_leg(ali_suspected), answers).value is True
    assert judge(both_legs(ali_suspected), answers).value is None
    right_well = {f"{key}.right": value for key, value in {**FLOW, **WARM, **NO_LOSS}.items()}
    assert judge(both_legs(ali_suspected), patient({**values, **right_well})).value is False


def test_what_is_asked_while_acute_ischaemia_is_not_excluded():
    asked = set(missing(judge(any_leg(ali_suspected), patient(SUDDEN, absent_legs=["right"]))))
    assert {"doppler_arterial.left", "pulse_dp.left", "pulse_pt.left", "skin_temp.left"} <= asked
    assert not {key for key in asked if key.endswith(".right")}


@pytest.mark.parametrize(
    ("sensory", "motor", "expected"),
    [
        ("none", "none", False),
        ("toes_only", None, True),
        ("beyond_toes", "none", True),
        ("profound", None, True),
        (None, "mild_moderate", True),
        ("none", "paralysis", True),
        ("none", None, None),
        (None, None, None),
    ],
)
def test_acute_loss_of_feeling_or_power(sensory, motor, expected):
    values = {"acute_sensory_loss": sensory, "acute_motor_loss": motor}
    assert holds(ali_neuro, {k: v for k, v in values.items() if v}) is expected


def acute(sensory=None, motor=None, arterial=None, venous=None):
    values = {
        "acute_sensory_loss": sensory,
        "acute_motor_loss": motor,
        "doppler_arterial": arterial,
        "doppler_venous": venous,
    }
    cold_and_pale = {**SUDDEN, "skin_temp": "cold", "leg_colour": "pale"}
    return cold_and_pale | {key: value for key, value in values.items() if value}


@pytest.mark.parametrize(
    ("values", "staged"),
    [
        # the worked examples
        (acute("toes_only", "none", "inaudible", "audible"), "iia"),
        (acute("toes_only", "mild_moderate", "inaudible", "audible"), "iib"),
        (acute("profound", "paralysis", "inaudible", "inaudible"), "iii"),
        # every class from its other side
        (acute("none", "none", "audible", "audible"), "i"),
        (acute("none", "none", "inaudible", "audible"), "iia"),
        (acute("toes_only", "none", "audible", "audible"), "iia"),
        (acute("beyond_toes", "none", "audible", "audible"), "iib"),
        (acute("none", "paralysis", "audible", "audible"), "iib"),
        (acute("profound", "none", "inaudible", "inaudible"), "iib"),
        (acute("profound", "paralysis", "audible", "inaudible"), "iib"),
        (acute("profound", "paralysis", "inaudible", "audible"), "iib"),
        (acute("profound", "mild_moderate", "inaudible", "inaudible"), "iib"),
    ],
)
def test_class_of_acute_ischaemia(values, staged):
    assert value_of(ali_class, values) == staged


@pytest.mark.parametrize(
    "values",
    [acute("none", "none"), acute(), acute("none", "none", "audible"), acute("toes_only", None)],
)
def test_a_class_that_is_not_settled_is_shown_as_incomplete_and_never_as_viable(values):
    """Worked example 4: nothing lost, Doppler not available: incomplete, act as IIa."""
    assert value_of(ali_class, values) in (None, "incomplete")
    assert reading_of(ali_class, values).wanted


@pytest.mark.parametrize(
    "values",
    [
        acute("profound", "paralysis"),
        acute("profound", "paralysis", "inaudible"),
        acute(None, "paralysis"),
        acute("profound", None),
    ],
)
def test_lost_power_or_feeling_without_a_doppler_is_never_shown_as_act_as_iia(values):
    """It is IIb at least: only whether it is III is open. "Incomplete, act as IIa" loses the limb."""
    assert holds(ali_iib_or_iii, values) is True
    reading = reading_of(ali_class, values)
    assert reading.value != "incomplete"
    assert "IIa" not in ali_class.phrase(reading)


@pytest.mark.parametrize(
    ("known", "learned"),
    [
        (acute("none", "none"), {"doppler_arterial": "audible", "doppler_venous": "audible"}),
        (acute("none", "none"), {"doppler_arterial": "inaudible"}),
        (acute("toes_only"), {"acute_motor_loss": "mild_moderate"}),
        (acute("toes_only"), {"acute_motor_loss": "none"}),
    ],
)
def test_learning_more_overturns_no_claim_on_the_class(known, learned):
    for option in ali_class.options or ():
        claim = any_leg(ali_class.is_(option))
        before = judge(claim, patient(known)).value
        after = judge(claim, patient({**known, **learned})).value
        assert before is None or before is after, option


def test_there_is_no_class_where_acute_ischaemia_is_excluded():
    values = {**CHRONIC, **FLOW, **WARM, **NO_LOSS, "doppler_venous": "audible"}
    assert value_of(ali_class, values) is None
    assert holds(ali_class.is_("i", "iia", "iib", "iii"), values) is False


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (acute("beyond_toes"), True),
        (acute(None, "mild_moderate"), True),
        (acute("toes_only", "none"), False),
        (acute("toes_only"), None),
        ({"acute_motor_loss": "paralysis"}, None),
        ({**CHRONIC, **FLOW, **WARM, "acute_motor_loss": "paralysis"}, False),
        ({}, None),
    ],
)
def test_acute_ischaemia_that_cannot_wait(values, expected):
    assert holds(ali_iib_or_iii, values) is expected


# --- Compression --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "band"),
    [
        # the worked examples
        ({"abi_reported": "0.55"}, "avoid"),
        ({"ankle_dp_sbp": 96, "brachial_right_sbp": 134, "cardiac_history": ()}, "reduced"),
        (
            {"abi_reported": "1.05", "monofilament_sites_felt_of_3": 2, "diabetes_type": "type2"},
            "specialist",
        ),
        # the bands of the index
        ({"abi_reported": "0.59"}, "avoid"),
        ({"abi_reported": "0.60"}, "reduced"),
        ({"abi_reported": "0.79"}, "reduced"),
        ({"abi_reported": "0.80"}, "standard_ok"),
        ({"abi_reported": "1.30"}, "standard_ok"),
        ({"abi_reported": "1.31"}, "specialist"),
        ({"ankle_not_occludable": True}, "specialist"),
        # what avoids it without an index, too
        ({"ankle_dp_sbp": 59}, "avoid"),
        ({"ankle_dp_sbp": 60, "abi_reported": "0.95"}, "standard_ok"),
        ({"toe_sbp": 29}, "avoid"),
        ({"toe_sbp": 30, "abi_reported": "0.95"}, "specialist"),
        ({"toe_sbp": 59, "abi_reported": "0.95"}, "specialist"),
        ({"toe_sbp": 60, "abi_reported": "0.95"}, "standard_ok"),
        ({"tcpo2_mmhg": 19}, "avoid"),
        ({"tcpo2_mmhg": 20, "abi_reported": "0.95"}, "standard_ok"),
        ({"nyha_class": 4}, "avoid"),
        ({"nyha_class": 3, "abi_reported": "0.95"}, "specialist"),
        ({"nyha_class": 2, "abi_reported": "0.95"}, "standard_ok"),
        ({**ACUTE, **NO_PULSES}, "avoid"),
        ({"skin_integrity": "dry_gangrene", "abi_reported": "0.95"}, "avoid"),
        ({"prior_leg_revascularisation": True, "abi_reported": "0.95"}, "specialist"),
        ({"prior_leg_revascularisation": True, "abi_reported": "0.55"}, "avoid"),
        ({"nyha_class": 3, "abi_reported": "0.70"}, "specialist"),
        # lost protective feeling without diabetes, and the other way round
        (
            {"abi_reported": "1.05", "monofilament_sites_felt_of_3": 2, "diabetes_type": "none"},
            "standard_ok",
        ),
        (
            {"abi_reported": "1.05", "monofilament_sites_felt_of_3": 3, "diabetes_type": "type2"},
            "standard_ok",
        ),
    ],
)
def test_compression_bands(values, band):
    assert value_of(compression_safety, values) == band


def test_once_an_abi_is_known_what_is_not_recorded_counts_as_not_met():
    """C38, the one place where learning more may make a verdict more careful."""
    before, after = {"abi_reported": "0.95"}, {"abi_reported": "0.95", "nyha_class": 4}
    assert value_of(compression_safety, before) == "standard_ok"
    assert value_of(compression_safety, after) == "avoid"


@pytest.mark.parametrize("values", [{}, {"nyha_class": 1}, {"toe_sbp": 80}, {"ankle_dp_sbp": 120}])
def test_without_an_index_no_band_of_compression_is_claimed_or_denied(values):
    """ "Not measured → unknown": never standard, and not "known not to be standard" either."""
    answers = patient(values, absent_legs=["right"])
    for band in ("avoid", "specialist", "reduced", "standard_ok"):
        assert judge(any_leg(compression_safety.is_(band)), answers).value is None, band
    assert "abi_reported.left" in missing(
        judge(any_leg(compression_safety.is_("standard_ok")), answers)
    )


def test_nothing_known_is_not_a_verdict_on_compression():
    for band in compression_safety.options or ():
        assert holds(any_leg(compression_safety.is_(band))) is None, band


def test_a_leg_to_be_spared_stays_to_be_spared_whatever_is_learned():
    spared = {"toe_sbp": 20}
    for learned in ({"abi_reported": "1.10"}, {"nyha_class": 0}, {"tcpo2_mmhg": 60}, NO_PAD):
        values = {**learned, **spared}
        assert value_of(compression_safety, values) == "avoid", learned


def test_an_incompressible_artery_with_an_abnormal_toe_index_is_not_for_standard_compression():
    """Toe 65 over arm 130 is a TBI of 0.50: severe disease behind an index of 1.50."""
    values = {"brachial_right_sbp": 130, "ankle_dp_sbp": 195, "toe_sbp": 65}
    assert value_of(compression_safety, values) == "specialist"
    # without an arm pressure nobody knows what 65 mmHg is worth
    assert value_of(compression_safety, {"abi_reported": "1.50", "toe_sbp": 65}) == "specialist"
    assert value_of(compression_safety, {**values, "toe_sbp": 110}) == "standard_ok"


def test_the_reasons_for_a_band_are_enough():
    for values in (
        {"abi_reported": "0.95"},
        {"toe_sbp": 20},
        {"nyha_class": 3, "abi_reported": "0.70"},
    ):
        answers = patient(values)
        band = compression_safety.read(answers, Leg.LEFT).value
        verdict = judge(any_leg(compression_safety.is_(str(band))), answers)
        alone = answers.only(basis_of(verdict))
        assert compression_safety.read(alone, Leg.LEFT).value == band
