"""Causes in muscles and tendons, with what speaks for and against: cramp, salts, medicines, injury."""

from intake.findings.background import ckd_known, dialysis
from intake.findings.background_other import (
    liver_disease,
    malabsorption_or_bariatric,
    thyroid_disease,
)
from intake.findings.cramp import (
    cramp_daytime,
    cramp_hard_muscle,
    cramp_minutes,
    cramp_present,
    cramp_stretch_relief,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    achilles_abnormal,
    bone_tenderness_focal,
    bruising_or_haematoma,
    calf_or_muscle_tenderness,
)
from intake.findings.examination_nerves import fasciculation_seen, muscle_wasting, power_hip_flexion
from intake.findings.medicines import (
    med_acid_suppressant,
    med_corticosteroid,
    med_cyp3a4_inhibitor,
    med_diuretic,
    med_fibrate,
    med_laba,
    med_neurotoxic,
    med_statin,
    med_statin_changed_3m,
    med_temporal_link,
)
from intake.findings.neuro_symptoms import (
    fasciculations_symptom,
    numbness_symptom,
    tingling_symptom,
    weakness_symptom,
)
from intake.findings.pain import pain_quality, pain_side, pain_site
from intake.findings.pain_pattern import (
    dehydration_risk,
    girdle_pain_bilateral,
    overuse_recent,
    position_trigger,
    trauma_recent,
)
from intake.findings.results import (
    lab_calcium_adj,
    lab_ck,
    lab_magnesium,
    lab_potassium,
    lab_sodium,
    lab_vitamin_d,
)
from intake.findings.systemic import dark_urine, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.general import fever, pregnancy, sudden_onset
from intake.scores.joints import cramp_pattern
from intake.scores.nerves import weak, weak_both_legs
from intake.scores.spine import THIGH
from referrals.rules.cause import cause, decisive, hint, typical
from referrals.rules.sources import BOA_FRACTURE, GTPS, NICE_CKS_CRAMP, NICE_NG238, RABBITT

cramping = any_of(cramp_present.present(), pain_quality.has("cramping"))
muscle_symptom = any_of(
    weak_both_legs,
    any_leg(calf_or_muscle_tenderness.present()),
    girdle_pain_bilateral.present(),
    cramp_present.present(),
    both_legs(pain_site.has("calf", *THIGH)),
)
weak_or_wasted = any_of(
    any_leg(any_of(weak, muscle_wasting.present(), fasciculation_seen.present())),
    fasciculations_symptom.present(),
)
statin_or_fibrate = any_of(med_statin.present(), med_fibrate.present())
myotoxic = any_of(
    med_statin.present(),
    med_fibrate.present(),
    med_corticosteroid.present(),
    med_neurotoxic.has("colchicine"),
)
# Five times the usual upper limit of 200 U/L.
ck_raised = lab_ck >= 1000
shifts_salts = any_of(
    med_diuretic.has("loop", "thiazide_like", "potassium_sparing"),
    med_acid_suppressant.present(),
    ckd_known.present(),
    dialysis.present(),
    malabsorption_or_bariatric.present(),
)
# The usual limits of adult laboratories in the United Kingdom.
salts_out_of_range = any_of(
    lab_potassium < 3.5,
    lab_potassium > 5.3,
    lab_sodium < 133,
    lab_sodium > 146,
    lab_calcium_adj < 2.2,
    lab_calcium_adj > 2.6,
    lab_magnesium < 0.7,
    lab_magnesium > 1.0,
)

CAUSES = (
    cause(
        "leg_cramps",
        "Nocturnal leg cramps",
        17,
        supports=(
            decisive("Cramp of a hard muscle, short or eased by stretching", cramp_pattern),
            typical("Muscle cramps", cramp_present.present()),
            typical("Hard muscle during a cramp", cramp_hard_muscle.present()),
            typical("Cramp eased by stretching", cramp_stretch_relief.present()),
            hint("Cramp of at most 10 minutes", cramp_minutes <= 10),
            hint("Cramping pain", pain_quality.has("cramping")),
            hint(
                "Cramps over 60, in pregnancy, liver disease or dialysis",
                all_of(
                    cramp_present.present(),
                    any_of(
                        age_years > 60,
                        pregnancy.is_("pregnant"),
                        liver_disease.present(),
                        dialysis.present(),
                    ),
                ),
            ),
            hint(
                "Cramps on a diuretic or long-acting beta-agonist",
                all_of(
                    cramp_present.present(),
                    any_of(
                        med_diuretic.has("loop", "thiazide_like", "potassium_sparing"),
                        med_laba.present(),
                    ),
                ),
            ),
        ),
        against=(
            decisive("No cramps", cramp_present.absent()),
            typical(
                "Muscle stays soft in the cramp",
                all_of(cramp_present.present(), cramp_hard_muscle.absent()),
            ),
            typical("Weakness, wasting or twitching", weak_or_wasted),
            typical("Cramps in the day as well", cramp_daytime.present()),
        ),
        sources=[NICE_CKS_CRAMP.cite(), RABBITT.cite()],
    ),
    cause(
        "electrolyte_or_volume",
        "Electrolyte or volume problem",
        18,
        supports=(
            decisive("Sodium, potassium, calcium or magnesium out of range", salts_out_of_range),
            typical("Risk of dehydration", dehydration_risk.present()),
            typical("Cramps with a cause of lost salts", all_of(cramping, shifts_salts)),
            hint("Cramps", cramping),
        ),
        against=(
            decisive("Sodium, potassium, calcium and magnesium in range", not_(salts_out_of_range)),
            typical("No cramps", cramp_present.absent()),
        ),
        sources=[NICE_CKS_CRAMP.cite()],
    ),
    cause(
        "drug_myopathy",
        "Statin or other drug myopathy",
        19,
        supports=(
            typical(
                "Muscle symptoms on a statin or fibrate", all_of(statin_or_fibrate, muscle_symptom)
            ),
            typical(
                "Muscle symptoms after a statin was started or changed",
                all_of(med_statin_changed_3m.present(), muscle_symptom),
            ),
            typical(
                "Began after a medicine, on a statin or fibrate",
                all_of(statin_or_fibrate, med_temporal_link.present()),
            ),
            typical(
                "Both hips weak on a medicine that harms muscle",
                all_of(
                    myotoxic,
                    both_legs(any_of(power_hip_flexion < 5, weakness_symptom.present())),
                ),
            ),
            typical("Raised creatine kinase on such a medicine", all_of(myotoxic, ck_raised)),
            typical("Dark urine on such a medicine", all_of(myotoxic, dark_urine.present())),
            hint(
                "Such a medicine with one that interacts, underactive thyroid or low vitamin D",
                all_of(
                    myotoxic,
                    any_of(
                        med_cyp3a4_inhibitor.present(),
                        thyroid_disease.is_("hypo"),
                        lab_vitamin_d < 25,
                    ),
                ),
            ),
        ),
        against=(
            decisive("No medicine that harms muscle", not_(myotoxic)),
            typical("One side only", pain_side.is_("right", "left")),
            typical(
                "Tingling or numbness",
                any_of(numbness_symptom.present(), tingling_symptom.present()),
            ),
        ),
        sources=[NICE_NG238.cite()],
    ),
    cause(
        "tendon_muscle_or_stress_injury",
        "Tendon, muscle or stress injury",
        26,
        supports=(
            decisive("Abnormal Achilles tendon", achilles_abnormal.present()),
            typical("Recent overuse", overuse_recent.present()),
            typical(
                "Overuse or injury, with tenderness at one spot of bone",
                all_of(
                    any_of(
                        overuse_recent.present(), trauma_recent.is_("minor", "fracture_or_crush")
                    ),
                    any_leg(bone_tenderness_focal.present()),
                ),
            ),
            typical(
                "Tender, bruised muscle",
                all_of(calf_or_muscle_tenderness.present(), bruising_or_haematoma.present()),
            ),
            typical(
                "Sudden calf pain with a tender calf",
                all_of(
                    sudden_onset,
                    any_leg(all_of(calf_or_muscle_tenderness.present(), pain_site.has("calf"))),
                ),
            ),
            # Trochanteric pain comes from the tendons of the gluteal muscles.
            typical(
                "Pain in hip or outer thigh, brought on by lying on the side",
                all_of(
                    position_trigger.has("side_lying"), pain_site.has("hip_groin", "thigh_lateral")
                ),
            ),
            hint("Tenderness at one spot of bone", bone_tenderness_focal.present()),
            hint("Recent injury", trauma_recent.is_("minor", "fracture_or_crush")),
        ),
        against=(
            typical(
                "Neither overuse nor injury",
                all_of(overuse_recent.absent(), trauma_recent.is_("none")),
            ),
            typical("Fever or weight loss", any_of(fever, weight_loss_unexplained.present())),
        ),
        sources=[BOA_FRACTURE.cite(), GTPS.cite()],
    ),
)
