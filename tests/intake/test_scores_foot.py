"""The foot in diabetes: a possible Charcot foot and the risk classes of NICE NG19 (`clinical.md`)."""

import pytest

from intake.scores.foot import charcot_possible, foot_risk_nice
from tests.intake.patients import holds, reading_of, value_of

DIABETES = {"diabetes_type": "type2"}
HOT = {"skin_temp": "warm", "oedema_extent": "foot_ankle"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"charcot_suspected": True}, True),
        ({**DIABETES, **HOT}, True),
        ({"known_neuropathy": True, **HOT}, True),
        ({"monofilament_sites_felt_of_3": 2, **HOT, "skin_temp": "hot"}, True),
        ({**DIABETES, "skin_temp": "hot", "pain_site": ("ankle",), "erythema": "localised"}, True),
        ({**DIABETES, **HOT, "oedema_extent": "below_knee", "erythema": "spreading"}, True),
        # swollen below the knee or painful, but neither red nor swollen at the foot
        (
            {
                **DIABETES,
                **HOT,
                "oedema_extent": "below_knee",
                "pain_site": ("foot",),
                "erythema": "none",
                "charcot_suspected": False,
            },
            False,
        ),
        ({**DIABETES, **HOT, "skin_temp": "cool", "charcot_suspected": False}, False),
        (
            {
                "diabetes_type": "none",
                "known_neuropathy": False,
                "monofilament_sites_felt_of_3": 3,
                **HOT,
                "charcot_suspected": False,
            },
            False,
        ),
        (DIABETES, None),
        ({}, None),
    ],
)
def test_a_hot_swollen_foot_without_feeling_may_be_a_charcot_foot(values, expected):
    assert holds(charcot_possible, values) is expected


# A foot that was looked at from all sides and is well.
SOUND = {
    **DIABETES,
    "skin_integrity.both": "intact",
    "local_infection_signs.both": 0,
    "charcot_suspected.both": False,
    "skin_temp.both": "normal",
    "worse_lying_flat": False,
    "relief_dependency.both": False,
    "pain_at_rest": False,
    "dialysis": False,
    "prior_foot_ulcer_or_amputation.both": False,
    "monofilament_sites_felt_of_3.both": 3,
    "known_neuropathy": False,
    "known_pad": False,
    "pulse_femoral.both": "normal",
    "pulse_popliteal.both": "normal",
    "pulse_dp.both": "normal",
    "pulse_pt.both": "normal",
    "femoral_bruit.both": False,
    "buerger_positive.both": False,
    "leg_colour.both": "normal",
    "ankle_waveform.both": "multiphasic",
    "prior_leg_revascularisation.both": False,
    "brachial_left_sbp": 100,
    "ankle_dp_sbp.both": 108,
    "toe_sbp.both": 85,
    "callus.both": False,
    "foot_deformity.both": False,
}


def changed(changes):
    """The sound feet, with some answers of the left one changed."""
    values = {}
    for key, value in SOUND.items():
        id_, _, both = key.partition(".")
        values.update(
            {f"{id_}.{leg}": value for leg in ("left", "right")} if both else {id_: value}
        )
    return values | changes


NUMB = {"monofilament_sites_felt_of_3.left": 2}
NO_PULSE = {"pulse_pt.left": "absent"}


@pytest.mark.parametrize(
    ("changes", "risk"),
    [
        ({}, "low"),
        ({"callus.left": True}, "low"),
        ({"foot_deformity.left": True}, "moderate"),
        (NUMB, "moderate"),
        ({"known_neuropathy": True}, "moderate"),
        (NO_PULSE, "moderate"),
        ({"known_pad": True}, "moderate"),
        ({**NUMB, "pulse_pt.right": "absent"}, "moderate"),
        ({**NUMB, **NO_PULSE}, "high"),
        ({**NUMB, "callus.left": True}, "high"),
        ({**NUMB, "foot_deformity.left": True}, "high"),
        ({**NO_PULSE, "callus.left": True}, "high"),
        ({**NO_PULSE, "foot_deformity.left": True}, "high"),
        ({"prior_foot_ulcer_or_amputation.left": True}, "high"),
        ({"dialysis": True}, "high"),
        ({"local_infection_signs.left": 2}, "active"),
        ({"local_infection_signs.left": 1}, "low"),
        ({"charcot_suspected.left": True}, "active"),
        ({"skin_integrity.left": "dry_gangrene"}, "active"),
        ({"skin_integrity.left": "ulcer", "ulcer_site.left": "heel"}, "active"),
        # an ulcer of the leg is no problem of the foot
        ({"skin_integrity.left": "ulcer", "ulcer_site.left": "medial_gaiter"}, "low"),
    ],
)
def test_risk_of_a_foot_in_diabetes(changes, risk):
    assert value_of(foot_risk_nice, changed(changes)) == risk


def test_the_class_is_open_while_a_higher_one_is_possible():
    known = {**DIABETES, "dialysis": True}
    reading = reading_of(foot_risk_nice, known)
    assert reading.value is None
    assert "local_infection_signs.left" in reading.wanted
    assert value_of(foot_risk_nice, {**known, "charcot_suspected.right": True}) == "active"


def test_there_is_no_class_without_diabetes():
    reading = reading_of(foot_risk_nice, {"diabetes_type": "none", "charcot_suspected": True})
    assert reading.applies is False
    open_ = reading_of(foot_risk_nice, {"charcot_suspected": True})
    assert open_.value is None
    assert "diabetes_type" in open_.wanted
