"""Causes in bone: tumour and infection, Charcot foot; with what speaks for and against each."""

from intake.findings.background import diabetes_type, dialysis
from intake.findings.background_other import immunosuppressed, injecting_drug_use, known_neuropathy
from intake.findings.examination_limb import bone_tenderness_focal, soft_tissue_mass
from intake.findings.examination_nerves import (
    charcot_suspected,
    foot_deformity,
    spine_midline_tenderness,
)
from intake.findings.examination_skin import (
    local_infection_signs,
    oedema_extent,
    probe_to_bone,
    skin_integrity,
    skin_temp,
)
from intake.findings.pain import pain_nrs_now
from intake.findings.pain_pattern import (
    back_pain,
    exertional_pattern,
    night_pain_unrelenting,
    position_trigger,
)
from intake.findings.results import lab_esr
from intake.findings.results_other import imaging_suspicious_tumour
from intake.findings.systemic import night_sweats, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, both_legs, not_
from intake.scores.circulation import tissue_loss
from intake.scores.foot import charcot_possible
from intake.scores.general import cancer, diabetes_present, fever
from intake.scores.infection import red_skin
from intake.scores.nerves import lops
from intake.scores.spine import mets_spine_pain
from referrals.rules import red_flags_infection
from referrals.rules.cause import cause, decisive, hint, raising, suspicion, typical
from referrals.rules.sources import IDSA_SPINE, IWGDF_PAD, NICE_NG12, NICE_NG19

neuropathic = any_of(diabetes_present, known_neuropathy.present(), any_leg(lops))

CAUSES = (
    cause(
        "bone_tumour_or_osteomyelitis",
        "Bone tumour, metastasis or osteomyelitis",
        27,
        cannot_wait=True,
        supports=(
            decisive("Wound probes to bone", probe_to_bone.present()),
            decisive("Imaging suspicious of a tumour", imaging_suspicious_tumour.present()),
            suspicion(
                "Suspected infection of the spine, a bone or deep tissue",
                raising("spinal_or_deep_infection", red_flags_infection.RULES),
            ),
            typical("Constant night pain", night_pain_unrelenting.present()),
            typical("Tenderness at one spot of bone", bone_tenderness_focal.present()),
            typical("Growing or deep lump", soft_tissue_mass.is_("enlarging_or_deep")),
            typical("Cancer with pain of the spine", mets_spine_pain),
            typical(
                "Back pain with fever or a risk of infection",
                all_of(
                    back_pain.is_not("none"),
                    any_of(
                        fever,
                        injecting_drug_use.present(),
                        immunosuppressed.present(),
                        dialysis.present(),
                    ),
                ),
            ),
            typical("Sedimentation above 70", lab_esr > 70),
            hint("Midline tenderness of the spine", spine_midline_tenderness.present()),
            hint(
                "Wound with at least two local signs of infection",
                all_of(tissue_loss, local_infection_signs >= 2),
            ),
            hint("Cancer, now or in the past", cancer),
            hint(
                "Weight loss or night sweats",
                any_of(weight_loss_unexplained.present(), night_sweats.present()),
            ),
        ),
        against=(
            typical("No constant night pain", night_pain_unrelenting.absent()),
            typical(
                "A certain movement or position brings it on",
                any_of(
                    position_trigger.has(*position_trigger.options),
                    exertional_pattern.is_not("none"),
                ),
            ),
        ),
        sources=[NICE_NG12.cite(), IDSA_SPINE.cite(), NICE_NG19.cite()],
    ),
    cause(
        "charcot_foot",
        "Charcot neuro-osteoarthropathy",
        31,
        cannot_wait=True,
        supports=(
            decisive("Charcot foot suspected on examination", charcot_suspected.present()),
            typical("Charcot foot possible by warmth and swelling or redness", charcot_possible),
            typical(
                "Red, hot and swollen foot with diabetes or neuropathy",
                all_of(
                    neuropathic,
                    any_leg(
                        all_of(
                            red_skin,
                            skin_temp.is_("warm", "hot"),
                            oedema_extent.is_("foot_ankle", "below_knee"),
                        )
                    ),
                ),
            ),
            hint(
                "Little pain in a swollen foot",
                all_of(pain_nrs_now <= 3, any_leg(oedema_extent.is_("foot_ankle"))),
            ),
            hint("Foot deformity", foot_deformity.present()),
            hint(
                "Intact skin over a red or hot foot",
                all_of(skin_integrity.is_("intact"), any_of(red_skin, skin_temp.is_("hot"))),
            ),
        ),
        against=(
            decisive(
                "Neither diabetes nor neuropathy",
                all_of(diabetes_type.is_("none"), known_neuropathy.absent(), not_(any_leg(lops))),
            ),
            typical("Wound with fever", all_of(fever, any_leg(tissue_loss))),
            typical(
                "Both feet cool or of normal warmth",
                both_legs(skin_temp.is_("normal", "cool", "cold")),
            ),
        ),
        sources=[NICE_NG19.cite(), IWGDF_PAD.cite()],
    ),
)
