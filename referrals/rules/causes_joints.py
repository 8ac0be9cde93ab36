"""Causes in joints: gout, infection, wear, inflammation, cyst; with what speaks for and against each."""

from intake.findings.background import ckd_known
from intake.findings.background_other import (
    alcohol_units_per_week,
    connective_tissue_disease,
    gout_history,
    immunosuppressed,
    inflammatory_arthritis_history,
    injecting_drug_use,
    joint_prosthesis,
    osteoarthritis_history,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    bruising_or_haematoma,
    calf_or_muscle_tenderness,
    hip_rotation_pain,
    joint_hot_swollen,
    joint_location,
    knee_effusion,
    popliteal_mass,
    tophi,
    unable_weight_bear,
)
from intake.findings.examination_skin import oedema_extent
from intake.findings.medicines import med_diuretic
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import (
    exertional_pattern,
    girdle_pain_bilateral,
    morning_stiffness_min,
)
from intake.findings.results import lab_crp, lab_esr
from intake.findings.results_other import lab_urate
from intake.findings.systemic import swelling_onset, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.general import (
    bmi,
    diabetes_present,
    fever,
    pain_persistent,
    recent_onset,
    sudden_onset,
)
from intake.scores.infection import beyond_big_toe, septic_joint_suspected, single_hot_joint
from intake.scores.joints import inflammatory_pattern, pmr_pattern
from referrals.rules import red_flags_infection
from referrals.rules.cause import cause, decisive, hint, raising, suspicion, typical
from referrals.rules.sources import (
    BSR_GCA,
    BSR_HOT_JOINT,
    BSR_PMR,
    EULAR_GOUT,
    NICE_NG100,
    NICE_NG158,
    NICE_NG219,
    NICE_NG226,
)

no_hot_joint = both_legs(joint_hot_swollen.is_("none"))
joint_site = pain_site.has("hip_groin", "knee", "ankle")
hot_joint = joint_hot_swollen.is_("single", "multiple")
swollen = any_of(oedema_extent.is_not("none"), swelling_onset.is_("acute_lt2w", "chronic"))

CAUSES = (
    cause(
        "gout",
        "Gout",
        20,
        supports=(
            decisive(
                "Urate of at least 360 with a hot joint",
                all_of(lab_urate >= 360, any_leg(single_hot_joint)),
            ),
            typical("Hot big toe joint", joint_location.has("first_mtp")),
            typical("A single hot joint with new pain", all_of(recent_onset, single_hot_joint)),
            typical("Gouty tophi", tophi.present()),
            typical("History of gout", gout_history.present()),
            hint("Began suddenly, with a hot joint", all_of(sudden_onset, any_leg(hot_joint))),
            hint(
                "Hot joint with a diuretic, kidney disease or alcohol",
                all_of(
                    any_leg(hot_joint),
                    any_of(
                        med_diuretic.has("loop", "thiazide_like"),
                        ckd_known.present(),
                        alcohol_units_per_week > 14,
                    ),
                ),
            ),
        ),
        against=(
            typical("No hot joint", no_hot_joint),
            typical("Pain of more than three months", pain_persistent),
        ),
        sources=[NICE_NG219.cite(), EULAR_GOUT.cite()],
    ),
    cause(
        "septic_arthritis",
        "Septic arthritis",
        21,
        cannot_wait=True,
        supports=(
            suspicion("A joint that may be infected", septic_joint_suspected),
            typical(
                "A single hot joint other than the big toe",
                all_of(single_hot_joint, beyond_big_toe),
            ),
            typical("A single hot joint with new pain", all_of(recent_onset, single_hot_joint)),
            typical("A single hot joint with fever", all_of(single_hot_joint, fever)),
            typical(
                "Hip or groin pain with fever",
                all_of(fever, any_of(pain_site.has("hip_groin"), hip_rotation_pain.present())),
            ),
            typical(
                "A hot joint that bears no weight",
                all_of(single_hot_joint, unable_weight_bear.present()),
            ),
            typical(
                "A hot joint that is artificial",
                all_of(single_hot_joint, joint_prosthesis.present()),
            ),
            hint(
                "Fever or hot joint with arthritis, diabetes, weak immune system or injecting",
                all_of(
                    any_of(fever, any_leg(single_hot_joint)),
                    any_of(
                        inflammatory_arthritis_history.present(),
                        diabetes_present,
                        immunosuppressed.present(),
                        injecting_drug_use.present(),
                    ),
                ),
            ),
        ),
        against=(
            typical("No hot joint", no_hot_joint),
            typical("Several hot joints", joint_hot_swollen.is_("multiple")),
            typical("Pain of more than 14 days", not_(recent_onset)),
        ),
        sources=[BSR_HOT_JOINT.cite()],
    ),
    cause(
        "osteoarthritis",
        "Osteoarthritis",
        22,
        supports=(
            typical("History of osteoarthritis", osteoarthritis_history.present()),
            typical("Pain with the first steps", exertional_pattern.is_("first_step_joint")),
            typical(
                "Stiff for at most 30 minutes, with pain in a joint",
                all_of(morning_stiffness_min <= 30, any_leg(joint_site)),
            ),
            typical("Pain on rotating the hip", hip_rotation_pain.present()),
            hint(
                "Pain in hip, knee or ankle from 45 on",
                all_of(age_years >= 45, any_leg(joint_site)),
            ),
            hint("Knee effusion", knee_effusion.present()),
            hint(
                "Pain in a joint with a body mass index of at least 30",
                all_of(bmi >= 30, any_leg(joint_site)),
            ),
        ),
        against=(
            typical("A hot joint", hot_joint),
            typical("Stiff for more than 30 minutes", morning_stiffness_min > 30),
            typical("Fever or weight loss", any_of(fever, weight_loss_unexplained.present())),
            typical(
                "No pain in a joint",
                both_legs(not_(pain_site.has("hip_groin", "knee", "ankle", "foot", "whole_leg"))),
            ),
        ),
        sources=[NICE_NG226.cite()],
    ),
    cause(
        "inflammatory_arthritis",
        "Inflammatory arthritis",
        23,
        supports=(
            decisive(
                "Several hot joints, stiff for at least 30 minutes",
                all_of(morning_stiffness_min >= 30, any_leg(joint_hot_swollen.is_("multiple"))),
            ),
            typical("Hot joint with long stiffness, or several hot joints", inflammatory_pattern),
            typical("History of inflammatory arthritis", inflammatory_arthritis_history.present()),
            hint("Stiff for at least 30 minutes", morning_stiffness_min >= 30),
            hint(
                "Hot or stiff joint with connective tissue disease, or raised inflammation",
                all_of(
                    any_of(morning_stiffness_min >= 30, any_leg(hot_joint)),
                    any_of(connective_tissue_disease.present(), lab_crp >= 10, lab_esr > 30),
                ),
            ),
        ),
        against=(
            typical("No hot joint", no_hot_joint),
            typical("Stiff for less than 30 minutes", morning_stiffness_min < 30),
            typical("Pain with the first steps", exertional_pattern.is_("first_step_joint")),
        ),
        sources=[NICE_NG100.cite()],
    ),
    cause(
        "polymyalgia_or_gca",
        "Polymyalgia rheumatica or giant cell arteritis",
        24,
        cannot_wait=True,
        supports=(
            decisive("From 50 on, both girdles, stiff for at least 45 minutes", pmr_pattern),
            decisive(
                "From 50 on, symptoms of giant cell arteritis",
                raising("giant_cell_arteritis", red_flags_infection.RULES),
            ),
            typical("New pain in both hips or shoulders", girdle_pain_bilateral.present()),
            hint("Stiff for at least 45 minutes", morning_stiffness_min >= 45),
            hint(
                "Girdle pain or long stiffness, with raised inflammation",
                all_of(
                    any_of(girdle_pain_bilateral.present(), morning_stiffness_min >= 45),
                    any_of(lab_crp >= 10, lab_esr > 30),
                ),
            ),
        ),
        against=(
            decisive("Under 50", age_years < 50),
            typical("No pain in both hips or shoulders", girdle_pain_bilateral.absent()),
            typical(
                "Normal C-reactive protein and sedimentation", all_of(lab_crp < 10, lab_esr <= 30)
            ),
            typical("Stiff for less than 45 minutes", morning_stiffness_min < 45),
        ),
        sources=[BSR_PMR.cite(), BSR_GCA.cite()],
    ),
    cause(
        "popliteal_cyst",
        "Popliteal cyst",
        25,
        supports=(
            typical(
                "Lump behind the knee that does not pulsate", popliteal_mass.is_("non_pulsatile")
            ),
            typical(
                "Bruised, swollen leg with pain in knee or calf",
                all_of(bruising_or_haematoma.present(), swollen, pain_site.has("knee", "calf")),
            ),
            typical("Swollen leg with a knee effusion", all_of(knee_effusion.present(), swollen)),
            hint("Knee effusion", knee_effusion.present()),
            hint(
                "Swollen leg or knee with arthritis in the history",
                all_of(
                    any_of(
                        osteoarthritis_history.present(), inflammatory_arthritis_history.present()
                    ),
                    any_leg(any_of(swollen, knee_effusion.present())),
                ),
            ),
            hint(
                "Tender calf with new pain",
                all_of(recent_onset, calf_or_muscle_tenderness.present(), pain_site.has("calf")),
            ),
        ),
        against=(
            typical(
                "No effusion and no lump at either knee",
                both_legs(all_of(knee_effusion.absent(), popliteal_mass.is_("none"))),
            ),
            typical("Pulsating lump behind the knee", popliteal_mass.is_("pulsatile")),
            typical("No swelling of either leg", both_legs(not_(swollen))),
        ),
        sources=[NICE_NG158.cite()],
    ),
)
