"""Muscle and joint patterns: cramp, polymyalgia, inflammatory arthritis."""

from intake.findings.cramp import (
    cramp_hard_muscle,
    cramp_minutes,
    cramp_present,
    cramp_stretch_relief,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import joint_hot_swollen
from intake.findings.pain_pattern import girdle_pain_bilateral, morning_stiffness_min
from intake.logic import all_of, any_leg, any_of, named

cramp_pattern = named(
    "cramp_pattern",
    all_of(
        cramp_present.present(),
        cramp_hard_muscle.present(),
        any_of(cramp_stretch_relief.present(), cramp_minutes <= 10),
    ),
)
pmr_pattern = named(
    "pmr_pattern",
    all_of(age_years >= 50, girdle_pain_bilateral.present(), morning_stiffness_min >= 45),
)
inflammatory_pattern = named(
    "inflammatory_pattern",
    any_of(
        all_of(
            morning_stiffness_min >= 30,
            any_leg(joint_hot_swollen.is_("single", "multiple")),
        ),
        any_leg(joint_hot_swollen.is_("multiple")),
    ),
)
