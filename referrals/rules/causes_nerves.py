"""Causes in nerves, with what speaks for and against each: restless legs, neuropathy, chronic pain."""

from intake.findings.background import ckd_known, diabetes_type, diabetes_years, dialysis
from intake.findings.background_other import (
    alcohol_units_per_week,
    depression_or_anxiety,
    hiv_or_hepatitis,
    iron_loss_risk,
    known_neuropathy,
    malabsorption_or_bariatric,
    neuropathy_family,
    thyroid_disease,
    vegan_diet,
)
from intake.findings.examination_nerves import (
    gait,
    muscle_wasting,
    pinprick_distal,
    power_ankle_dorsiflexion,
    proprioception_hallux,
    reflex_ankle,
    reflex_knee,
    romberg_positive,
    sensory_loss_on_examination,
    tinel_tarsal,
    vibration_hallux,
    weakness_on_examination,
)
from intake.findings.examination_skin import (
    leg_colour,
    oedema_extent,
    purpura_or_livedo,
    skin_temp,
)
from intake.findings.medicines import (
    med_dopamine_antagonist,
    med_lithium,
    med_metformin,
    med_mirtazapine,
    med_neurotoxic,
    med_sedating_antihistamine,
    med_ssri_snri,
    med_tca,
)
from intake.findings.neuro_symptoms import (
    allodynia,
    numbness_symptom,
    sensory_distribution,
    tingling_symptom,
    unsteady_or_falls,
    upper_limb_neuro_symptoms,
    weakness_tempo,
)
from intake.findings.pain import pain_quality, pain_side, pain_site
from intake.findings.pain_pattern import (
    back_pain,
    exertional_pattern,
    night_pain_unrelenting,
    position_trigger,
    relief_dependency,
    sleep_loss_major,
    trauma_recent,
)
from intake.findings.restless_legs import (
    rls_evening,
    rls_family_history,
    rls_limb_movements_seen,
    rls_movement_relief,
    rls_rest,
    rls_urge,
)
from intake.findings.results import lab_b12, lab_ferritin, lab_hba1c, lab_tsat
from intake.findings.results_other import lab_paraprotein, ncs_result
from intake.findings.systemic import night_sweats, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.general import diabetes_present, pain_persistent, pregnancy, recent_onset
from intake.scores.infection import red_skin
from intake.scores.nerves import (
    ankle_reflex_reduced,
    distal_sensory_loss,
    dspn_possible,
    dspn_probable,
    motor_deficit,
    neuropathy_atypical,
    neuropathy_sign,
    symmetric_symptoms,
    weak,
    weak_both_legs,
)
from intake.scores.restless import rls_met
from intake.scores.spine import THIGH
from intake.scores.thresholds import RLS_FERRITIN, RLS_TSAT
from referrals.rules.cause import cause, decisive, hint, typical
from referrals.rules.sources import (
    AAN_DSP,
    AANEM,
    AASM_RLS,
    ADA,
    DRUG_NEUROPATHY,
    EAN_CIDP,
    IRLSSG,
    NICE_NG193,
    RCP_CRPS,
    TORONTO,
)

one_sided = pain_side.is_("right", "left")
low_b12 = lab_b12 < 180  # ng/L
toxic_or_metabolic = any_of(
    med_neurotoxic.has(*med_neurotoxic.options),
    alcohol_units_per_week > 35,
    low_b12,
    malabsorption_or_bariatric.present(),
    vegan_diet.present(),
    med_metformin.present(),
    ckd_known.present(),
    dialysis.present(),
    thyroid_disease.is_("hypo"),
    hiv_or_hepatitis.present(),
    lab_paraprotein.is_("detected"),
    neuropathy_family.present(),
)
feeling_intact = all_of(vibration_hallux.is_("present"), pinprick_distal.is_("normal"))
numb_or_tingling = any_of(
    numbness_symptom.present(),
    tingling_symptom.present(),
    pain_quality.has("burning", "tingling", "numb_pain"),
)
aggravating_medicine = any_of(
    med_ssri_snri.present(),
    med_tca.present(),
    med_mirtazapine.present(),
    med_sedating_antihistamine.present(),
    med_dopamine_antagonist.present(),
    med_lithium.present(),
)
root_or_nerve = sensory_distribution.is_("dermatomal", "single_nerve")
allodynia_after_injury = all_of(
    allodynia.present(),
    trauma_recent.is_("minor", "fracture_or_crush", "tight_cast_or_dressing"),
    not_(recent_onset),
)
other_colour_or_warmth = any_of(
    leg_colour.is_not("normal"), red_skin, skin_temp.is_("cool", "cold", "warm", "hot")
)
swollen = oedema_extent.is_not("none")
no_deficit = all_of(weakness_on_examination.absent(), sensory_loss_on_examination.absent())

CAUSES = (
    cause(
        "restless_legs",
        "Restless legs syndrome",
        1,
        supports=(
            decisive("All five criteria met", rls_met),
            typical("Urge to move the legs", rls_urge.present()),
            typical("Begins or worsens at rest", rls_rest.present()),
            typical("Eased by moving", rls_movement_relief.present()),
            typical("Worse in the evening or at night", rls_evening.present()),
            typical("Leg jerks seen during sleep", rls_limb_movements_seen.present()),
            hint("Restless legs in the family", rls_family_history.present()),
            hint(
                "Urge with low iron, or a risk of it",
                all_of(
                    rls_urge.present(),
                    any_of(
                        lab_ferritin <= RLS_FERRITIN.value,
                        lab_tsat < RLS_TSAT.value,
                        iron_loss_risk.present(),
                    ),
                ),
            ),
            hint(
                "Urge with kidney disease, dialysis or pregnancy",
                all_of(
                    rls_urge.present(),
                    any_of(ckd_known.present(), dialysis.present(), pregnancy.is_("pregnant")),
                ),
            ),
            hint(
                "Urge on a medicine that can bring it on",
                all_of(rls_urge.present(), aggravating_medicine),
            ),
        ),
        against=(
            decisive("One of the five criteria is not met", not_(rls_met)),
            typical("Hanging the leg down eases it", relief_dependency.present()),
            typical("One side only", one_sided),
            typical("Walking brings it on", exertional_pattern.is_not("none")),
        ),
        sources=[IRLSSG.cite(), AASM_RLS.cite()],
    ),
    cause(
        "diabetic_neuropathy",
        "Diabetic distal symmetric polyneuropathy",
        14,
        supports=(
            decisive(
                "Diabetes with at least two of: symptoms, loss of feeling, weak ankle reflexes",
                all_of(diabetes_present, dspn_probable),
            ),
            typical("Burning, tingling or numbness of both feet", symmetric_symptoms),
            typical("Loss of feeling in both feet", both_legs(distal_sensory_loss)),
            typical("Weak or absent ankle reflexes on both sides", ankle_reflex_reduced),
            typical(
                "Diabetes with known neuropathy",
                all_of(diabetes_present, known_neuropathy.present()),
            ),
            hint("Diabetes", diabetes_present),
            hint(
                "Diabetes of ten years or more, or HbA1c above 58",
                any_of(diabetes_years >= 10, lab_hba1c > 58),
            ),
        ),
        against=(
            decisive("No diabetes", diabetes_type.is_("none")),
            typical(
                "Not like a stocking",
                sensory_distribution.is_("dermatomal", "single_nerve", "patchy", "hemibody"),
            ),
            typical(
                "Weakness that grows, or without loss of feeling",
                any_of(
                    weakness_tempo.is_("hours_to_4w", "gt4w_progressive"),
                    any_leg(all_of(motor_deficit, not_(distal_sensory_loss))),
                ),
            ),
            typical("One side only", one_sided),
            typical("Arms or hands affected", upper_limb_neuro_symptoms.present()),
            typical("Feeling intact in both feet", both_legs(feeling_intact)),
        ),
        sources=[TORONTO.cite(), ADA.cite()],
    ),
    cause(
        "other_polyneuropathy",
        "Other polyneuropathy",
        15,
        cannot_wait=True,
        supports=(
            decisive(
                "Growing weakness of both legs with lost reflexes",
                all_of(
                    weak_both_legs,
                    any_of(weakness_tempo.is_("hours_to_4w", "gt4w_progressive"), recent_onset),
                    any_of(
                        both_legs(reflex_ankle.is_("absent")), both_legs(reflex_knee.is_("absent"))
                    ),
                ),
            ),
            decisive("Demyelinating nerve conduction", ncs_result.is_("demyelinating")),
            typical("Symptoms or signs of polyneuropathy on both sides", dspn_possible),
            typical("Neuropathy with unusual features", neuropathy_atypical),
            typical(
                "Neuropathy with a cause other than diabetes",
                all_of(neuropathy_sign, toxic_or_metabolic),
            ),
            typical(
                "Diabetes with a weak or wasted leg and pain in thigh or groin",
                all_of(
                    diabetes_present,
                    any_leg(
                        all_of(
                            any_of(weak, muscle_wasting.present()),
                            pain_site.has("hip_groin", *THIGH),
                        )
                    ),
                ),
            ),
            hint("Low vitamin B12", low_b12),
            hint(
                "Unsteady, or position sense reduced",
                any_of(
                    unsteady_or_falls.present(),
                    romberg_positive.present(),
                    any_leg(proprioception_hallux.is_("reduced", "absent")),
                ),
            ),
            hint("Known neuropathy", known_neuropathy.present()),
        ),
        against=(
            typical("One side only", one_sided),
            typical("Strip of one root or area of one nerve", root_or_nerve),
            typical("Normal nerve conduction", ncs_result.is_("normal")),
            typical("Feeling intact in both feet", both_legs(feeling_intact)),
        ),
        sources=[AAN_DSP.cite(), EAN_CIDP.cite(), DRUG_NEUROPATHY.cite()],
    ),
    cause(
        "nerve_entrapment",
        "Nerve entrapment",
        16,
        supports=(
            decisive(
                "Changed feeling in the area of one nerve", sensory_distribution.is_("single_nerve")
            ),
            decisive("Focal nerve conduction", ncs_result.is_("focal")),
            typical("Positive Tinel sign at the ankle", tinel_tarsal.present()),
            typical(
                "Numb or tingling front or side of the thigh",
                all_of(numb_or_tingling, pain_site.has("thigh_lateral", "thigh_anterior")),
            ),
            hint(
                "Crossed legs or lying on the side brings it on",
                position_trigger.has("legs_crossed", "side_lying"),
            ),
            typical(
                "Foot drop", any_of(gait.is_("steppage"), any_leg(power_ankle_dorsiflexion <= 3))
            ),
            hint(
                "Numb or tingling after weight loss",
                all_of(weight_loss_unexplained.present(), any_leg(numb_or_tingling)),
            ),
            hint(
                "Tight cast or long pressure on the leg",
                trauma_recent.is_("tight_cast_or_dressing", "prolonged_compression"),
            ),
        ),
        against=(
            typical("Strip of one nerve root", sensory_distribution.is_("dermatomal")),
            decisive(
                "Patchy loss of feeling or two single nerves, with purpura or livedo",
                all_of(
                    any_leg(purpura_or_livedo.present()),
                    any_of(
                        any_leg(sensory_distribution.is_("patchy")),
                        both_legs(sensory_distribution.is_("single_nerve")),
                    ),
                ),
            ),
            typical("Purpura or livedo", purpura_or_livedo.present()),
            typical("Back pain that spreads into the leg", back_pain.is_("with_leg_radiation")),
            typical("Both feet, like a stocking", both_legs(sensory_distribution.is_("stocking"))),
        ),
        sources=[AANEM.cite()],
    ),
    cause(
        "chronic_primary_pain",
        "Chronic primary pain, complex regional pain syndrome",
        32,
        supports=(
            decisive(
                "Light touch hurts two weeks after an injury or later, in a swollen leg of other colour "
                "or warmth",
                all_of(allodynia_after_injury, any_leg(all_of(swollen, other_colour_or_warmth))),
            ),
            typical(
                "Light touch hurts two weeks after an injury or later, with swelling, other colour or "
                "warmth",
                all_of(allodynia_after_injury, any_leg(any_of(swollen, other_colour_or_warmth))),
            ),
            typical(
                "More than three months, with poor sleep and low mood",
                all_of(
                    pain_persistent, sleep_loss_major.present(), depression_or_anxiety.present()
                ),
            ),
            typical(
                "More than three months, without weakness or loss of feeling",
                all_of(pain_persistent, both_legs(no_deficit)),
            ),
            typical(
                "More than three months, in the whole of both legs or changing sides",
                all_of(
                    pain_persistent,
                    any_of(pain_side.is_("alternating"), both_legs(pain_site.has("whole_leg"))),
                ),
            ),
            hint(
                "More than three months, with depression or anxiety",
                all_of(pain_persistent, depression_or_anxiety.present()),
            ),
            hint(
                "More than three months, with major loss of sleep",
                all_of(pain_persistent, sleep_loss_major.present()),
            ),
        ),
        against=(
            decisive("Pain of three months at most", not_(pain_persistent)),
            typical("Weakness or loss of feeling found", not_(both_legs(no_deficit))),
            typical("One side only", one_sided),
            typical(
                "Weight loss, night sweats or constant night pain",
                any_of(
                    weight_loss_unexplained.present(),
                    night_sweats.present(),
                    night_pain_unrelenting.present(),
                ),
            ),
        ),
        sources=[NICE_NG193.cite(), RCP_CRPS.cite("Budapest criteria")],
    ),
)
