"""Infection and pressure emergencies: skin, joint, deep tissue, compartment, sepsis."""

from intake.findings.background_other import immunosuppressed, injecting_drug_use, joint_prosthesis
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    compartment_tense,
    joint_hot_swollen,
    joint_location,
    knee_effusion,
    passive_stretch_pain,
)
from intake.findings.examination_skin import (
    bullae_or_necrosis,
    crepitus,
    erythema,
    leg_colour,
    local_infection_signs,
    skin_integrity,
    skin_temp,
)
from intake.findings.pain import pain_course, pain_site
from intake.findings.pain_pattern import pain_out_of_proportion, trauma_recent
from intake.findings.results import lab_wbc
from intake.findings.systemic import anuria_18h
from intake.findings.vitals import consciousness, heart_rate, resp_rate, sbp_resting
from intake.logic import (
    all_of,
    any_leg,
    any_of,
    at_least,
    bind,
    both_legs,
    leg_exists,
    named,
    other_leg,
)
from intake.readings import LEGS, Leg
from intake.scores.general import fever, news2, recent_onset
from intake.scores.score import item, points

red_skin = erythema.is_("localised", "spreading")
unwell = any_of(fever, news2 >= 5)

COMPARTMENT_SIGNS = (
    pain_out_of_proportion.present(),
    passive_stretch_pain.present(),
    compartment_tense.present(),
)
acs_suspected = named(
    "acs_suspected",
    any_of(
        at_least(2, *COMPARTMENT_SIGNS),
        all_of(
            any_of(*COMPARTMENT_SIGNS),
            trauma_recent.is_(
                "fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"
            ),
        ),
    ),
)
nsti_suspected = named(
    "nsti_suspected",
    any_of(
        crepitus.present(),
        all_of(pain_out_of_proportion.present(), any_of(unwell, sbp_resting <= 90)),
        all_of(bullae_or_necrosis.present(), red_skin),
        all_of(pain_out_of_proportion.present(), red_skin, pain_course.is_("worsening")),
        all_of(bullae_or_necrosis.present(), any_of(unwell, pain_out_of_proportion.present())),
    ),
)
single_hot_joint = joint_hot_swollen.is_("single")
any_hot_joint = joint_hot_swollen.is_("single", "multiple")
beyond_big_toe = joint_location.has("midfoot", "ankle", "knee", "hip", "other")
# Gout alone favours the first metatarsophalangeal joint; other joints, or a host at risk, do not.
# Sepsis can settle in several joints, and an artificial one need not be hot or swollen.
septic_joint_suspected = named(
    "septic_joint_suspected",
    any_leg(
        any_of(
            all_of(
                single_hot_joint,
                any_of(
                    all_of(recent_onset, beyond_big_toe),
                    joint_prosthesis.present(),
                    immunosuppressed.present(),
                ),
            ),
            all_of(any_hot_joint, any_of(fever, injecting_drug_use.present())),
            all_of(
                fever,
                any_of(
                    knee_effusion.present(),
                    all_of(joint_prosthesis.present(), pain_site.has("knee", "hip_groin")),
                ),
            ),
        )
    ),
)
cellulitis_suspected = named(
    "cellulitis_suspected",
    all_of(red_skin, any_of(skin_temp.is_("warm", "hot"), fever, erythema.is_("spreading"))),
)
# On both of two legs: a single leg has nothing to be compared with.
red_legs_bilateral = named("red_legs_bilateral", any_leg(all_of(red_skin, other_leg(red_skin))))
infection_possible = named(
    "infection_possible",
    any_of(
        any_leg(
            any_of(
                cellulitis_suspected,
                nsti_suspected,
                local_infection_signs >= 2,
                skin_integrity.is_("wet_gangrene"),
            )
        ),
        septic_joint_suspected,
        fever,
    ),
)
sepsis_high_community = named(
    "sepsis_high_community",
    any_of(
        consciousness.is_not("alert"),
        resp_rate >= 25,
        heart_rate > 130,
        sbp_resting <= 90,
        anuria_18h.present(),
        both_legs(leg_colour.is_("mottled", "cyanosed")),
    ),
)

red_here_only = all_of(red_skin, bind(erythema.is_("none"), Leg.OTHER))
alt70 = points(
    "alt70",
    "ALT-70",
    source="Raff et al. 2017",
    items=(
        item(
            "one leg only",
            # As in Wells: a leg that is not there leaves the comparison open.
            *((3, bind(all_of(leg_exists.present(), red_here_only), leg)) for leg in LEGS),
        ),
        item("white cells at least 10", (1, lab_wbc >= 10)),
        item("pulse at least 90", (1, heart_rate >= 90)),
        item("age at least 70", (2, age_years >= 70)),
    ),
)
# ALT-70 of 3 or 4 in a red leg that looks infected: three points for one leg only and at most one
# more. Both legs red come to dermatology by themselves, so the other leg need not be known.
alt70_indeterminate = named(
    "alt70_indeterminate",
    all_of(any_leg(cellulitis_suspected), age_years < 70, any_of(lab_wbc < 10, heart_rate < 90)),
)
