"""Patterns of cramp, polymyalgia and inflammatory arthritis (`clinical.md`, D28–D36)."""

from __future__ import annotations

import pytest

from intake.scores.joints import cramp_pattern, inflammatory_pattern, pmr_pattern
from tests.intake.patients import holds

HARD = {"cramp_present": True, "cramp_hard_muscle": True}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({**HARD, "cramp_stretch_relief": True}, True),
        ({**HARD, "cramp_minutes": "10.0"}, True),
        ({**HARD, "cramp_minutes": "10.1", "cramp_stretch_relief": False}, False),
        ({**HARD, "cramp_minutes": "10.1"}, None),
        ({"cramp_present": True, "cramp_hard_muscle": False}, False),
        ({"cramp_present": False}, False),  # and its details with it
        (HARD, None),
        ({}, None),
    ],
)
def test_cramp_pattern(values, expected):
    assert holds(cramp_pattern, values) is expected


GIRDLE = {"age_years": 50, "girdle_pain_bilateral": True, "morning_stiffness_min": 45}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"age_years": 49}, False),
        ({"morning_stiffness_min": 44}, False),
        ({"girdle_pain_bilateral": False}, False),
    ],
)
def test_polymyalgia_pattern(changes, expected):
    assert holds(pmr_pattern, {**GIRDLE, **changes}) is expected
    for key in GIRDLE:
        assert holds(pmr_pattern, {k: v for k, v in GIRDLE.items() if k != key}) is None


ONE_HOT = {"joint_hot_swollen.right": "single", "joint_hot_swollen.left": "none"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"morning_stiffness_min": 30, "joint_hot_swollen.right": "single"}, True),
        ({"joint_hot_swollen.right": "multiple"}, True),
        ({"morning_stiffness_min": 29, **ONE_HOT}, False),
        ({"joint_hot_swollen.both": "single"}, True),  # one on each leg are several
        ({"morning_stiffness_min": 60, "joint_hot_swollen.both": "none"}, False),
        ({"morning_stiffness_min": 60, "joint_hot_swollen.left": "none"}, None),
        ({"joint_hot_swollen.right": "single"}, None),
        ({}, None),
    ],
)
def test_inflammatory_pattern(values, expected):
    assert holds(inflammatory_pattern, values) is expected


def test_a_leg_that_is_gone_has_no_hot_joint():
    one = {"joint_hot_swollen.left": "single", "morning_stiffness_min": 0}
    assert holds(inflammatory_pattern, one, absent_legs=["right"]) is False
