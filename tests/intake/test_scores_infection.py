"""Compartment, necrotising infection, septic joint, cellulitis, sepsis (`clinical.md`, D23–D27)."""

from __future__ import annotations

import pytest

from intake.logic import any_leg
from intake.scores.infection import (
    acs_suspected,
    alt70,
    alt70_indeterminate,
    cellulitis_suspected,
    infection_possible,
    nsti_suspected,
    red_legs_bilateral,
    sepsis_high_community,
    septic_joint_suspected,
)
from tests.intake.patients import holds, range_of, value_of

WELL = {
    "resp_rate": 16,
    "spo2_pct": 98,
    "spo2_scale2": False,
    "on_oxygen": False,
    "sbp_resting": 128,
    "heart_rate": 72,
    "consciousness": "alert",
    "temp_c": "36.8",
    "fever_or_rigors": False,
}
NEWS2_5 = {**WELL, "resp_rate": 25, "heart_rate": 111}
NEWS2_4 = {**WELL, "resp_rate": 21, "heart_rate": 111}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"pain_out_of_proportion": True, "passive_stretch_pain": True}, True),
        ({"pain_out_of_proportion": True, "compartment_tense": True}, True),
        ({"passive_stretch_pain": True, "compartment_tense": True}, True),
        # one is enough after these
        ({"compartment_tense": True, "trauma_recent": "fracture_or_crush"}, True),
        ({"passive_stretch_pain": True, "trauma_recent": "tight_cast_or_dressing"}, True),
        ({"pain_out_of_proportion": True, "trauma_recent": "prolonged_compression"}, True),
        ({"pain_out_of_proportion": True, "trauma_recent": "minor"}, None),
        (
            {
                "pain_out_of_proportion": True,
                "passive_stretch_pain": False,
                "compartment_tense": False,
                "trauma_recent": "minor",
            },
            False,
        ),
        (
            {
                "pain_out_of_proportion": False,
                "passive_stretch_pain": False,
                "compartment_tense": False,
                "trauma_recent": "fracture_or_crush",
            },
            False,
        ),
        ({"pain_out_of_proportion": True}, None),
        ({"trauma_recent": "fracture_or_crush"}, None),
        ({}, None),
    ],
)
def test_compartment_syndrome_suspected(values, expected):
    assert holds(acs_suspected, values) is expected


def test_a_pulse_does_not_speak_against_a_compartment_syndrome():
    values = {"compartment_tense": True, "passive_stretch_pain": True, "pulse_dp": "normal"}
    assert holds(acs_suspected, values) is True


def test_the_signs_of_a_compartment_syndrome_must_be_of_one_leg():
    values = {
        "compartment_tense.left": True,
        "passive_stretch_pain.right": True,
        "pain_out_of_proportion.both": False,
        "compartment_tense.right": False,
        "passive_stretch_pain.left": False,
        "trauma_recent": "none",
    }
    assert holds(any_leg(acs_suspected), values) is False


CALM = {
    **WELL,
    "crepitus": False,
    "pain_out_of_proportion": False,
    "bullae_or_necrosis": False,
    "erythema": "none",
    "pain_course": "stable",
}
SORE = {"pain_out_of_proportion": True}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"crepitus": True}, True),
        ({**CALM, "crepitus": True}, True),
        # pain out of proportion in someone unwell, even where the skin looks normal
        ({**CALM, **SORE, "fever_or_rigors": True}, True),
        ({**CALM, **SORE, "temp_c": "38.0"}, True),
        ({**CALM, **SORE, "temp_c": "37.9"}, False),
        ({**CALM, **SORE, **NEWS2_5}, True),
        ({**CALM, **SORE, **NEWS2_4}, False),
        ({**CALM, **SORE, "sbp_resting": 90}, True),
        ({**CALM, **SORE, "sbp_resting": 91}, False),
        # blisters or dying skin
        ({"bullae_or_necrosis": True, "erythema": "localised"}, True),
        ({"bullae_or_necrosis": True, "erythema": "spreading"}, True),
        ({"bullae_or_necrosis": True, "fever_or_rigors": True}, True),
        ({"bullae_or_necrosis": True, **NEWS2_5}, True),
        ({"bullae_or_necrosis": True, **SORE}, True),
        ({**CALM, "bullae_or_necrosis": True}, False),
        # red, and pain out of proportion that gets worse
        ({**SORE, "erythema": "localised", "pain_course": "worsening"}, True),
        ({**CALM, **SORE, "erythema": "localised", "pain_course": "stable"}, False),
        ({**SORE, "erythema": "localised"}, None),
        (CALM, False),
        (SORE, None),
        ({}, None),
    ],
)
def test_necrotising_infection_suspected(values, expected):
    assert holds(nsti_suspected, values) is expected


HOT = {"pain_onset": "acute_le14d", "joint_hot_swollen": "single"}
SOUND = {
    "fever_or_rigors": False,
    "temp_c": "36.8",
    "joint_prosthesis": False,
    "immunosuppressed": False,
    "injecting_drug_use": False,
    "joint_hot_swollen.right": "none",
}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        *(
            ({**HOT, "joint_location": (joint,)}, True)
            for joint in ("midfoot", "ankle", "knee", "hip", "other")
        ),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",)}, False),  # gout alone favours it
        ({**HOT, **SOUND, "joint_location": ("first_mtp", "ankle")}, True),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",), "fever_or_rigors": True}, True),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",), "temp_c": "38.0"}, True),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",), "joint_prosthesis": True}, True),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",), "immunosuppressed": True}, True),
        ({**HOT, **SOUND, "joint_location": ("first_mtp",), "injecting_drug_use": True}, True),
        ({**HOT, "pain_onset": "sudden", "joint_location": ("knee",)}, True),
        (
            {"pain_duration_days": 14, "joint_hot_swollen": "single", "joint_location": ("knee",)},
            True,
        ),
        ({**HOT, **SOUND, "pain_onset": "chronic_gt12w", "joint_location": ("knee",)}, False),
        # fever or a prosthesis makes any single hot joint septic until shown otherwise, new or not
        (
            {
                **HOT,
                **SOUND,
                "pain_onset": "chronic_gt12w",
                "joint_location": ("knee",),
                "fever_or_rigors": True,
            },
            True,
        ),
        ({**HOT, **SOUND, "joint_hot_swollen": "multiple", "joint_location": ("knee",)}, False),
        ({**HOT, **SOUND, "joint_hot_swollen": "none"}, False),
        ({**HOT, **SOUND}, None),  # the question stays while the place is not known
        ({"joint_hot_swollen": "single", "joint_location": ("knee",)}, None),
        (HOT, None),
        ({}, None),
    ],
)
def test_septic_joint_suspected(values, expected):
    assert holds(septic_joint_suspected, values) is expected


def test_absence_of_fever_does_not_exclude_a_septic_joint():
    values = {**HOT, **SOUND, "joint_location": ("knee",)}
    assert holds(septic_joint_suspected, values) is True


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"erythema": "localised", "skin_temp": "warm"}, True),
        ({"erythema": "localised", "skin_temp": "hot"}, True),
        ({"erythema": "localised", "fever_or_rigors": True}, True),
        ({"erythema": "localised", "temp_c": "38.0"}, True),
        ({"erythema": "spreading"}, True),
        (
            {
                "erythema": "localised",
                "skin_temp": "normal",
                "fever_or_rigors": False,
                "temp_c": "37.9",
            },
            False,
        ),
        ({"erythema": "none", "skin_temp": "hot", "fever_or_rigors": True}, False),
        ({"erythema": "localised"}, None),
        ({"skin_temp": "hot"}, None),
        ({}, None),
    ],
)
def test_cellulitis_suspected(values, expected):
    assert holds(cellulitis_suspected, values) is expected


NO_INFECTION = {
    **WELL,
    **{
        f"{key}.both": value
        for key, value in {
            "erythema": "none",
            "crepitus": False,
            "pain_out_of_proportion": False,
            "bullae_or_necrosis": False,
            "local_infection_signs": 1,
            "skin_integrity": "intact",
            "joint_hot_swollen": "none",
        }.items()
    },
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"erythema.left": "spreading"}, True),
        ({"crepitus.right": True}, True),
        ({"local_infection_signs.left": 2}, True),
        ({"skin_integrity.right": "wet_gangrene"}, True),
        ({"skin_integrity.right": "dry_gangrene"}, False),
        ({"fever_or_rigors": True}, True),
        (
            {
                "pain_onset": "sudden",
                "joint_hot_swollen.left": "single",
                "joint_location.left": ("knee",),
            },
            True,
        ),
    ],
)
def test_infection_possible(changes, expected):
    values: dict[str, object] = {}
    for key, value in NO_INFECTION.items():
        id_, _, leg = key.partition(".")
        if leg:
            values |= {f"{id_}.left": value, f"{id_}.right": value}
        else:
            values[key] = value
    assert holds(infection_possible, {**values, **changes}) is expected
    assert holds(infection_possible) is None


STEADY = {
    "consciousness": "alert",
    "resp_rate": 24,
    "heart_rate": 130,
    "sbp_resting": 91,
    "anuria_18h": False,
    "leg_colour.both": "normal",
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, False),
        ({"consciousness": "new_confusion_c"}, True),
        ({"resp_rate": 25}, True),
        ({"heart_rate": 131}, True),
        ({"sbp_resting": 90}, True),
        ({"anuria_18h": True}, True),
        ({"leg_colour.both": "mottled"}, True),
        ({"leg_colour.both": "cyanosed"}, True),
        ({"leg_colour.both": "pale"}, False),
    ],
)
def test_high_risk_of_sepsis_in_the_community(changes, expected):
    assert holds(sepsis_high_community, {**STEADY, **changes}) is expected


def test_one_mottled_leg_is_no_sign_of_sepsis_and_two_of_two_colours_are():
    others = {key: value for key, value in STEADY.items() if key != "leg_colour.both"}
    one = {**others, "leg_colour.left": "cyanosed", "leg_colour.right": "normal"}
    two = {**others, "leg_colour.left": "cyanosed", "leg_colour.right": "mottled"}
    assert holds(sepsis_high_community, one) is False
    assert holds(sepsis_high_community, two) is True
    assert holds(sepsis_high_community, {**others, "leg_colour.left": "cyanosed"}) is None
    assert holds(sepsis_high_community) is None


# --- ALT-70 -------------------------------------------------------------------------------------


def alt(age=None, left=None, right=None, wbc=None, heart_rate=None):
    values = {
        "age_years": age,
        "erythema.left": left,
        "erythema.right": right,
        "lab_wbc": wbc,
        "heart_rate": heart_rate,
    }
    return {key: value for key, value in values.items() if value is not None}


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        # the worked examples
        (alt(72, "spreading", "none", 13, 96), 7, 7),
        (alt(66, "localised", "localised", 8, 78), 0, 0),
        (alt(55, "none", "localised", None, 92), 4, 5),
        # each threshold
        (alt(69, "none", "none", 8, 78), 0, 0),
        (alt(70, "none", "none", 8, 78), 2, 2),
        (alt(69, "none", "none", "9.9", 78), 0, 0),
        (alt(69, "none", "none", "10.0", 78), 1, 1),
        (alt(69, "none", "none", 8, 89), 0, 0),
        (alt(69, "none", "none", 8, 90), 1, 1),
        # not known
        (alt(69, "localised", None, 8, 78), 0, 3),
        ({}, 0, 7),
    ],
)
def test_alt_70(values, low, high):
    assert range_of(alt70, values) == (low, high)
    assert value_of(alt70, values) == (low if low == high else None)


def test_alt_70_of_someone_with_one_leg_is_not_low_for_want_of_a_leg_to_compare_with():
    values = {"erythema.left": "spreading", "lab_wbc": 8, "heart_rate": 78, "age_years": 55}
    assert holds(alt70 <= 2, values, absent_legs=["right"]) is not True


@pytest.mark.parametrize("age", [69, 70])
@pytest.mark.parametrize("white_cells", [9, 10])
@pytest.mark.parametrize("pulse", [89, 90])
def test_indeterminate_is_an_alt_70_of_three_or_four_where_one_leg_is_red(age, white_cells, pulse):
    values = {
        "erythema.left": "spreading",
        "erythema.right": "none",
        "age_years": age,
        "lab_wbc": white_cells,
        "heart_rate": pulse,
    }
    assert holds(alt70_indeterminate, values) is (3 <= value_of(alt70, values) <= 4)


def test_indeterminate_needs_a_leg_that_looks_infected():
    values = {"age_years": 60, "lab_wbc": 8, "heart_rate": 80}
    assert holds(alt70_indeterminate, values) is None
    red = {"erythema.left": "localised", "skin_temp.left": "normal", "temp_c": 36.8}
    assert holds(alt70_indeterminate, {**values, **red, "erythema.right": "none"}) is not True


def test_red_on_both_legs_needs_two_legs():
    red = {"erythema.left": "localised"}
    assert holds(red_legs_bilateral, {**red, "erythema.right": "spreading"}) is True
    assert holds(red_legs_bilateral, {**red, "erythema.right": "none"}) is False
    assert holds(red_legs_bilateral, red) is None
    assert holds(red_legs_bilateral, red, absent_legs=["right"]) is False
