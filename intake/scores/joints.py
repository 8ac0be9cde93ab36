"""Muscle, joint and hip patterns: cramp, muscle disease, polymyalgia, arthritis, bone necrosis."""

from intake.findings.background_other import alcohol_units_per_week, connective_tissue_disease
from intake.findings.cramp import (
    cramp_hard_muscle,
    cramp_minutes,
    cramp_present,
    cramp_stretch_relief,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    calf_or_muscle_tenderness,
    hip_rotation_pain,
    joint_hot_swollen,
)
from intake.findings.examination_nerves import fasciculation_seen, muscle_wasting
from intake.findings.medicines import med_corticosteroid, med_statin
from intake.findings.neuro_symptoms import fasciculations_symptom
from intake.findings.pain import pain_quality
from intake.findings.pain_pattern import girdle_pain_bilateral, morning_stiffness_min
from intake.findings.results import lab_ck, lab_ck_uln
from intake.findings.systemic import dark_urine
from intake.logic import all_of, any_leg, any_of, named, other_leg
from intake.readings import Answers, Leg, Reading
from intake.scores.infection import any_hot_joint
from intake.scores.nerves import weak, weak_both_legs
from intake.scores.score import number

# --- Muscle ---

cramp_pattern = named(
    "cramp_pattern",
    all_of(
        cramp_present.present(),
        cramp_hard_muscle.present(),
        any_of(cramp_stretch_relief.present(), cramp_minutes <= 10),
    ),
)
fasciculation_or_wasting = named(
    "fasciculation_or_wasting",
    any_of(
        fasciculations_symptom.present(),
        any_leg(any_of(fasciculation_seen.present(), muscle_wasting.present())),
    ),
)
statin_muscle_symptoms = named(
    "statin_muscle_symptoms",
    all_of(
        med_statin.present(),
        any_of(
            pain_quality.has("aching", "cramping"),
            cramp_present.present(),
            girdle_pain_bilateral.present(),
            any_leg(any_of(weak, calf_or_muscle_tenderness.present())),
        ),
    ),
)
muscle_disease_possible = named(
    "muscle_disease_possible",
    any_of(
        dark_urine.present(),
        weak_both_legs,
        fasciculation_or_wasting,
        all_of(cramp_present.present(), any_leg(weak)),
        statin_muscle_symptoms,
    ),
)


@number("ck_above_limit", "Creatine kinase above its limit", source="limit of the laboratory")
def ck_above_limit(answers: Answers, leg: Leg | None) -> Reading:
    ck, limit = lab_ck.read(answers, None), lab_ck_uln.read(answers, None)
    basis = ck.basis | limit.basis
    if ck.value is None or limit.value is None:
        return Reading(basis=basis, wanted=ck.wanted | limit.wanted)
    words = f"{lab_ck.phrase(ck)}; {lab_ck_uln.phrase(limit)}"
    return Reading(ck.value > limit.value, basis=basis, detail=words)  # type: ignore[operator]


# --- Joint ---

pmr_pattern = named(
    "pmr_pattern",
    all_of(age_years >= 50, girdle_pain_bilateral.present(), morning_stiffness_min >= 45),
)
several_hot_joints = named(
    "several_hot_joints",
    any_leg(
        any_of(joint_hot_swollen.is_("multiple"), all_of(any_hot_joint, other_leg(any_hot_joint)))
    ),
)
inflammatory_pattern = named(
    "inflammatory_pattern",
    any_of(
        several_hot_joints,
        all_of(morning_stiffness_min >= 30, any_leg(joint_hot_swollen.is_("single"))),
    ),
)
hip_necrosis_possible = named(
    "hip_necrosis_possible",
    all_of(
        any_leg(hip_rotation_pain.present()),
        any_of(
            med_corticosteroid.present(),
            connective_tissue_disease.present(),
            alcohol_units_per_week > 35,
        ),
    ),
)
