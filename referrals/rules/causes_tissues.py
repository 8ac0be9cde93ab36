"""Causes in skin and soft tissue, with what speaks for and against: infection, pressure, swelling."""

from intake.findings.background import cardiac_history, ckd_known
from intake.findings.background_other import (
    immunosuppressed,
    injecting_drug_use,
    liver_disease,
    osa_suspected,
    thyroid_disease,
)
from intake.findings.examination_limb import (
    bruising_or_haematoma,
    compartment_tense,
    joint_hot_swollen,
    passive_stretch_pain,
)
from intake.findings.examination_skin import (
    bullae_or_necrosis,
    erythema,
    leg_colour,
    local_infection_signs,
    oedema_extent,
    oedema_pitting,
    skin_integrity,
    skin_temp,
    stemmer_sign,
    venous_skin,
)
from intake.findings.medicines import (
    med_anticoagulant,
    med_corticosteroid,
    med_dhp_ccb,
    med_gabapentinoid,
    med_nsaid,
)
from intake.findings.pain_pattern import pain_out_of_proportion, relief_elevation, trauma_recent
from intake.findings.results import lab_crp, lab_wbc
from intake.findings.results_other import lab_albumin, lab_nt_probnp
from intake.findings.systemic import swelling_onset
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.general import bmi, cancer, diabetes_present, fever, news2, recent_onset
from intake.scores.infection import (
    acs_suspected,
    nsti_suspected,
    red_here_only,
    red_skin,
    sepsis_high_community,
    unwell,
)
from intake.scores.veins import oedema_bilateral, oedema_one_sided
from referrals.rules.cause import cause, decisive, hint, typical
from referrals.rules.sources import (
    AFP_OEDEMA,
    ALT70,
    BOAST_ACS,
    ILF,
    NICE_NG106,
    NICE_NG141,
    WSES_NSTI,
)

red_warm_or_spreading = any_of(
    erythema.is_("spreading"), all_of(red_skin, skin_temp.is_("warm", "hot"))
)
red_or_hot = any_of(red_skin, skin_temp.is_("hot"), local_infection_signs >= 2)
swollen_without_pitting = all_of(oedema_extent.is_not("none"), oedema_pitting.absent())
medicine_that_swells = any_of(
    med_dhp_ccb.present(),
    med_nsaid.present(),
    med_gabapentinoid.present(),
    med_corticosteroid.present(),
)
no_swelling = both_legs(all_of(oedema_extent.is_("none"), swelling_onset.is_("none")))

CAUSES = (
    cause(
        "cellulitis",
        "Cellulitis",
        8,
        cannot_wait=True,
        supports=(
            typical("Red skin that is warm or spreading", red_warm_or_spreading),
            typical("Red skin with fever", all_of(red_skin, fever)),
            typical("Red skin with new pain", all_of(red_skin, recent_onset)),
            typical("Redness of one leg only", red_here_only),
            typical(
                "Red skin around a break in the skin",
                all_of(red_skin, skin_integrity.is_("fissure", "blister", "ulcer")),
            ),
            typical("At least two local signs of infection", local_infection_signs >= 2),
            hint("New swelling of the red leg", all_of(red_skin, swelling_onset.is_("acute_lt2w"))),
            hint(
                "Red skin with raised white cells or C-reactive protein",
                all_of(any_of(lab_wbc >= 10, lab_crp >= 10), any_leg(red_skin)),
            ),
        ),
        against=(
            decisive("No redness of either leg", both_legs(erythema.is_("none"))),
            typical("Both legs red", both_legs(red_skin)),
            typical(
                "Redness with a hot joint",
                all_of(red_skin, joint_hot_swollen.is_("single", "multiple")),
            ),
            typical(
                "Eczema or hardened skin of venous disease",
                venous_skin.has("eczema", "lipodermatosclerosis"),
            ),
            typical("Swollen for two weeks or longer", both_legs(swelling_onset.is_("chronic"))),
            typical("Skin not warm", all_of(red_skin, skin_temp.is_("normal", "cool", "cold"))),
        ),
        sources=[NICE_NG141.cite(), ALT70.cite()],
    ),
    cause(
        "necrotising_infection",
        "Necrotising soft tissue infection",
        9,
        cannot_wait=True,
        supports=(
            decisive(
                "Severe pain, skin or tissue signs of a spreading deep infection", nsti_suspected
            ),
            typical("Pain out of proportion", pain_out_of_proportion.present()),
            typical("Bullae or skin necrosis", bullae_or_necrosis.present()),
            typical(
                "New pain with fever and signs of sepsis",
                all_of(recent_onset, fever, sepsis_high_community),
            ),
            hint("Spreading redness", erythema.is_("spreading")),
            hint(
                "Dusky skin with redness", all_of(red_skin, leg_colour.is_("mottled", "cyanosed"))
            ),
            hint(
                "New pain with fever or a high early-warning score, and red or hot skin",
                all_of(recent_onset, unwell, any_leg(red_or_hot)),
            ),
            hint(
                "Red or hot skin with fever or a high score, in diabetes, a weak immune system, "
                "injecting or on an NSAID",
                all_of(
                    unwell,
                    any_leg(red_or_hot),
                    any_of(
                        diabetes_present,
                        immunosuppressed.present(),
                        injecting_drug_use.present(),
                        med_nsaid.present(),
                    ),
                ),
            ),
        ),
        against=(
            typical("Pain of more than 14 days", not_(recent_onset)),
            typical(
                "Well: no fever, early-warning score at most 2", all_of(not_(fever), news2 <= 2)
            ),
            typical("Pain in proportion", both_legs(pain_out_of_proportion.absent())),
        ),
        sources=[WSES_NSTI.cite()],
    ),
    cause(
        "compartment_syndrome",
        "Compartment syndrome",
        10,
        cannot_wait=True,
        supports=(
            decisive("Signs of pressure in a compartment", acs_suspected),
            typical("Pain out of proportion", pain_out_of_proportion.present()),
            typical("Pain on passive stretch", passive_stretch_pain.present()),
            typical("Tense muscle compartment", compartment_tense.present()),
            hint(
                "Fracture, crush, tight cast or long pressure",
                trauma_recent.is_(
                    "fracture_or_crush", "tight_cast_or_dressing", "prolonged_compression"
                ),
            ),
            hint(
                "Bleeding into the leg on an anticoagulant",
                all_of(med_anticoagulant.present(), bruising_or_haematoma.present()),
            ),
        ),
        against=(
            typical("Soft compartments", both_legs(compartment_tense.absent())),
            typical("Passive stretch does not hurt", both_legs(passive_stretch_pain.absent())),
            typical("Pain in proportion", both_legs(pain_out_of_proportion.absent())),
        ),
        sources=[BOAST_ACS.cite()],
    ),
    cause(
        "systemic_oedema",
        "Systemic oedema",
        28,
        supports=(
            typical("Both legs swollen", oedema_bilateral),
            typical("Pitting of both legs", both_legs(oedema_pitting.present())),
            typical(
                "Both legs swollen on a medicine that can cause it",
                all_of(oedema_bilateral, medicine_that_swells),
            ),
            typical(
                "Both legs swollen with heart, kidney or liver disease",
                all_of(
                    oedema_bilateral,
                    any_of(
                        cardiac_history.has("heart_failure"),
                        ckd_known.present(),
                        liver_disease.present(),
                    ),
                ),
            ),
            typical(
                "Low albumin or raised NT-proBNP", any_of(lab_albumin < 35, lab_nt_probnp > 400)
            ),
            hint(
                "Both legs swollen with an underactive thyroid or sleep apnoea",
                all_of(
                    oedema_bilateral,
                    any_of(thyroid_disease.is_("hypo"), osa_suspected.present()),
                ),
            ),
        ),
        against=(
            decisive("No swelling of either leg", no_swelling),
            typical("Swelling of one leg only", oedema_one_sided),
            typical(
                "Normal albumin and NT-proBNP", all_of(lab_albumin >= 35, lab_nt_probnp <= 400)
            ),
        ),
        sources=[AFP_OEDEMA.cite(), NICE_NG106.cite()],
    ),
    cause(
        "lymphoedema_or_lipoedema",
        "Lymphoedema or lipoedema",
        29,
        supports=(
            decisive("Positive Stemmer sign", stemmer_sign.present()),
            typical(
                "Lasting swelling that does not pit",
                all_of(swelling_onset.is_("chronic"), oedema_pitting.absent()),
            ),
            typical("Swelling of both legs that does not pit", both_legs(swollen_without_pitting)),
            hint(
                "Swollen leg with a body mass index of at least 30",
                all_of(bmi >= 30, any_leg(oedema_extent.is_not("none"))),
            ),
            hint("Swelling of two weeks or longer", swelling_onset.is_("chronic")),
            hint(
                "Swollen leg after cancer",
                all_of(cancer, any_leg(oedema_extent.is_not("none"))),
            ),
        ),
        against=(
            typical(
                "Pitting swelling that goes down with the leg raised",
                all_of(oedema_pitting.present(), relief_elevation.present()),
            ),
            typical("New swelling", swelling_onset.is_("acute_lt2w")),
            typical("No swelling of either leg", no_swelling),
            typical("Negative Stemmer sign on both sides", both_legs(stemmer_sign.absent())),
        ),
        sources=[ILF.cite()],
    ),
)
