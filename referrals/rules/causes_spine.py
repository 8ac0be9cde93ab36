"""Causes in the spine: root, stenosis, cauda equina and cord; with what speaks for and against each."""

from intake.findings.background_other import spinal_disease_known
from intake.findings.encounter import age_years
from intake.findings.examination_nerves import (
    crossed_slr,
    femoral_stretch_positive,
    gait,
    post_void_residual_ml,
    power_ankle_dorsiflexion,
    power_great_toe_extension,
    sensory_loss_on_examination,
    slr_positive,
)
from intake.findings.neuro_symptoms import (
    bladder_change_new,
    bowel_change_new,
    numbness_symptom,
    saddle_sensory_change,
    sensory_distribution,
    sexual_dysfunction_new,
)
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import (
    back_pain,
    bilateral_radicular_pain,
    exertional_pattern,
    position_trigger,
    radicular_level,
    relief_sitting_flexion,
    worse_cough_strain,
    worse_standing,
)
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.circulation import foot_pulses_absent
from intake.scores.nerves import weak, weak_both_legs
from intake.scores.spine import (
    ROOTS,
    THIGH,
    ces_suspected,
    cord_signs,
    mets_spine_pain,
    mscc_suspected,
    neurogenic_claudication,
    radicular_pattern,
)
from referrals.rules.cause import cause, decisive, hint, typical
from referrals.rules.sources import GIRFT_CES, NICE_NG59, NICE_NG234, SURI

saddle_or_sphincter = any_of(
    saddle_sensory_change.present(),
    bladder_change_new.present(),
    bowel_change_new.present(),
    sexual_dysfunction_new.present(),
)

CAUSES = (
    cause(
        "radiculopathy",
        "Lumbar radiculopathy, sciatica",
        11,
        supports=(
            decisive("Pain along a root, with a sign of its irritation or loss", radicular_pattern),
            typical("Back pain that spreads into the leg", back_pain.is_("with_leg_radiation")),
            typical("Pain along the path of one root", radicular_level.is_(*ROOTS)),
            typical(
                "Positive straight leg raise or femoral stretch",
                any_of(
                    slr_positive.present(),
                    crossed_slr.present(),
                    femoral_stretch_positive.present(),
                ),
            ),
            typical("Strip of one nerve root", sensory_distribution.is_("dermatomal")),
            typical(
                "Back pain with weakness or loss of feeling in a leg",
                all_of(
                    back_pain.is_not("none"),
                    any_leg(
                        any_of(
                            weak,
                            numbness_symptom.present(),
                            sensory_loss_on_examination.present(),
                        )
                    ),
                ),
            ),
            hint(
                "Back pain with foot drop",
                all_of(
                    back_pain.is_not("none"),
                    any_of(
                        gait.is_("steppage"),
                        any_leg(
                            any_of(power_ankle_dorsiflexion <= 3, power_great_toe_extension <= 3)
                        ),
                    ),
                ),
            ),
            hint("Worse on coughing or straining", worse_cough_strain.present()),
            hint(
                "Lying on the back or the side brings it on",
                position_trigger.has("supine", "side_lying"),
            ),
            hint("Known spinal disease", spinal_disease_known.present()),
        ),
        against=(
            typical("No back pain", back_pain.is_("none")),
            typical("Like a stocking", sensory_distribution.is_("stocking")),
            typical("Straight leg raise negative on both sides", both_legs(slr_positive.absent())),
            typical(
                "Only on walking, gone on standing still",
                exertional_pattern.is_("vascular_type"),
            ),
        ),
        sources=[NICE_NG59.cite()],
    ),
    cause(
        "cauda_equina_or_cord",
        "Cauda equina or cord compression",
        12,
        cannot_wait=True,
        supports=(
            decisive("Signs of cauda equina compression", ces_suspected),
            decisive("Signs of the spinal cord", cord_signs),
            decisive("Cancer with signs of cord compression", mscc_suspected),
            typical("New saddle, bladder, bowel or sexual change", saddle_or_sphincter),
            typical("Shooting pain down both legs", bilateral_radicular_pain.present()),
            typical("Cancer with pain of the spine", mets_spine_pain),
            hint("Both legs weak", weak_both_legs),
            hint("At least 200 mL left in the bladder", post_void_residual_ml >= 200),
        ),
        against=(
            typical(
                "No change of saddle, bladder or bowel",
                all_of(
                    saddle_sensory_change.absent(),
                    bladder_change_new.absent(),
                    bowel_change_new.absent(),
                ),
            ),
            typical("Neither leg weak", not_(any_leg(weak))),
            typical("No back pain", back_pain.is_("none")),
        ),
        sources=[GIRFT_CES.cite(), NICE_NG234.cite()],
    ),
    cause(
        "spinal_stenosis",
        "Lumbar spinal stenosis",
        13,
        supports=(
            typical(
                "Pain on walking that eases only on sitting or bending",
                exertional_pattern.is_("neurogenic_type", "mixed"),
            ),
            typical("Eased by sitting or bending forward", relief_sitting_flexion.present()),
            typical(
                "Worse on standing, eased by sitting or bending",
                all_of(worse_standing.present(), relief_sitting_flexion.present()),
            ),
            typical(
                "Pain of both buttocks or thighs, on standing or walking or over 60",
                all_of(
                    both_legs(pain_site.has("buttock", *THIGH)),
                    any_of(
                        worse_standing.present(),
                        exertional_pattern.is_("neurogenic_type", "mixed"),
                        age_years > 60,
                    ),
                ),
            ),
            hint(
                "Over 60, with pain on standing or walking that bending eases",
                all_of(
                    age_years > 60,
                    any_of(neurogenic_claudication, relief_sitting_flexion.present()),
                ),
            ),
            hint("Wide-based gait", gait.is_("wide_ataxic")),
            hint("Known spinal disease", spinal_disease_known.present()),
            hint(
                "Lying on the back or face down brings it on",
                position_trigger.has("supine", "prone"),
            ),
        ),
        against=(
            decisive(
                "Walking does not bring it on, and sitting does not ease it",
                all_of(exertional_pattern.is_("none"), relief_sitting_flexion.absent()),
            ),
            typical(
                "Walking does not bring it on, or in another way",
                exertional_pattern.is_("none", "vascular_type", "first_step_joint"),
            ),
            typical("Standing does not hurt", worse_standing.absent()),
            typical("No pulse in a foot", foot_pulses_absent),
        ),
        sources=[SURI.cite(), NICE_NG59.cite()],
    ),
)
