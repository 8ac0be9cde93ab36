"""Spine: nerve roots, a narrow canal, cauda equina, cord, and weakness that cannot wait."""

from intake.findings.background_other import spinal_disease_known
from intake.findings.examination_nerves import (
    crossed_slr,
    femoral_stretch_positive,
    gait,
    plantar_response,
    post_void_residual_ml,
    reflex_ankle,
    reflex_knee,
    romberg_positive,
    sensory_loss_on_examination,
    slr_positive,
    spine_midline_tenderness,
)
from intake.findings.neuro_symptoms import (
    bladder_change_new,
    bowel_change_new,
    breathing_or_bulbar_weakness,
    facial_weakness,
    numbness_symptom,
    saddle_sensory_change,
    sensory_distribution,
    sexual_dysfunction_new,
    unsteady_or_falls,
    upper_limb_neuro_symptoms,
    weakness_tempo,
)
from intake.findings.pain import pain_course, pain_side, pain_site
from intake.findings.pain_pattern import (
    back_pain,
    bilateral_radicular_pain,
    exertional_pattern,
    night_pain_unrelenting,
    radicular_level,
    relief_sitting_flexion,
    worse_cough_strain,
    worse_lying_flat,
    worse_standing,
)
from intake.logic import all_of, any_leg, any_of, both_legs, named
from intake.scores.general import cancer, recent_onset
from intake.scores.nerves import (
    motor_deficit,
    motor_deficit_severe,
    weak,
    weak_both_legs,
    weakness_recent,
)

ROOTS = ("l2_l3", "l4", "l5", "s1")
THIGH = ("thigh", "thigh_anterior", "thigh_posterior", "thigh_lateral")
radicular_pattern = named(
    "radicular_pattern",
    all_of(
        any_of(back_pain.is_("with_leg_radiation"), radicular_level.is_(*ROOTS)),
        any_of(
            slr_positive.present(),
            crossed_slr.present(),
            femoral_stretch_positive.present(),
            sensory_distribution.is_("dermatomal"),
            worse_cough_strain.present(),
            motor_deficit,
        ),
    ),
)
spinal_context = named(
    "spinal_context",
    any_of(
        back_pain.is_not("none"),
        spinal_disease_known.present(),
        any_leg(
            any_of(
                radicular_level.is_(*ROOTS, "non_dermatomal"),
                sensory_distribution.is_("dermatomal"),
                slr_positive.present(),
                crossed_slr.present(),
                femoral_stretch_positive.present(),
                pain_site.has("buttock", "hip_groin", *THIGH),
            )
        ),
    ),
)
neurogenic_claudication = named(
    "neurogenic_claudication",
    any_of(
        exertional_pattern.is_("neurogenic_type", "mixed"),
        all_of(relief_sitting_flexion.present(), worse_standing.present()),
    ),
)
CES_NEW = (saddle_sensory_change, bladder_change_new, bowel_change_new, sexual_dysfunction_new)
ces_suspected = named(
    "ces_suspected",
    any_of(
        *(symptom.present() for symptom in CES_NEW),
        all_of(
            weak_both_legs,
            any_of(weakness_recent, pain_course.is_("worsening")),
            back_pain.is_not("none"),
        ),
        all_of(bilateral_radicular_pain.present(), any_leg(motor_deficit_severe)),
        all_of(
            any_of(bilateral_radicular_pain.present(), both_legs(radicular_level.is_(*ROOTS))),
            any_of(recent_onset, pain_course.is_("worsening")),
        ),
        # Sciatica of both legs that nobody called so: only where it is new, for a narrow canal
        # does the same for years.
        all_of(
            back_pain.is_("with_leg_radiation"),
            pain_side.is_("both"),
            recent_onset,
            any_leg(any_of(numbness_symptom.present(), weak)),
        ),
        all_of(post_void_residual_ml >= 200, back_pain.is_not("none")),
    ),
)
pyramidal_signs = named(
    "pyramidal_signs",
    any_of(
        any_leg(plantar_response.is_("extensor")),
        any_leg(all_of(reflex_knee.is_("brisk"), motor_deficit)),
    ),
)
# Brisk knees alone are common; with an unsteady walk or with the arms they are the cord's.
cord_signs = named(
    "cord_signs",
    any_of(
        pyramidal_signs,
        all_of(
            any_leg(reflex_knee.is_("brisk")),
            any_of(
                unsteady_or_falls.present(),
                gait.is_("wide_ataxic"),
                romberg_positive.present(),
                upper_limb_neuro_symptoms.present(),
            ),
        ),
    ),
)
# A new pain without weakness makes it new only by a sign that is never found in the well.
cord_signs_new = named(
    "cord_signs_new",
    any_of(
        all_of(cord_signs, any_leg(weak), weakness_recent),
        all_of(pyramidal_signs, recent_onset),
    ),
)
mets_spine_pain = named(
    "mets_spine_pain",
    all_of(
        cancer,
        back_pain.is_not("none"),
        any_of(
            night_pain_unrelenting.present(),
            spine_midline_tenderness.present(),
            pain_course.is_("worsening"),
            worse_cough_strain.present(),
            worse_lying_flat.present(),
        ),
    ),
)
mscc_suspected = named(
    "mscc_suspected",
    all_of(
        cancer,
        any_of(
            cord_signs,
            ces_suspected,
            weak_both_legs,
            all_of(
                back_pain.is_not("none"),
                any_of(
                    any_leg(weak),
                    any_leg(numbness_symptom.present()),
                    any_leg(sensory_loss_on_examination.present()),
                    any_leg(sensory_distribution.is_("hemibody", "dermatomal")),
                    unsteady_or_falls.present(),
                ),
            ),
        ),
    ),
)
stroke_suspected = named(
    "stroke_suspected",
    all_of(
        any_leg(weak),
        weakness_recent,
        any_of(facial_weakness.present(), any_leg(sensory_distribution.is_("hemibody"))),
    ),
)
rapid_weakness = named(
    "rapid_weakness",
    any_of(
        all_of(
            weakness_tempo.is_("hours_to_4w"),
            any_of(
                weak_both_legs,
                breathing_or_bulbar_weakness.present(),
            ),
        ),
        all_of(breathing_or_bulbar_weakness.present(), any_leg(weak)),
        all_of(
            weakness_recent,
            weak_both_legs,
            any_of(
                both_legs(reflex_ankle.is_("absent")),
                both_legs(reflex_knee.is_("absent")),
                upper_limb_neuro_symptoms.present(),
            ),
        ),
        cord_signs_new,
        stroke_suspected,
    ),
)
