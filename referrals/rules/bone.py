"""Bones and lumps: vitamin D, myeloma, imaging for fracture, infection and tumour, cancer."""

from intake.findings.background_other import malabsorption_or_bariatric
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    achilles_abnormal,
    bone_tenderness_focal,
    hip_rotation_pain,
    popliteal_mass,
    soft_tissue_mass,
    unable_weight_bear,
)
from intake.findings.examination_nerves import power_hip_flexion
from intake.findings.examination_skin import local_infection_signs, probe_to_bone
from intake.findings.pain import pain_quality, pain_site
from intake.findings.pain_pattern import night_pain_unrelenting, trauma_recent
from intake.findings.results import lab_calcium_adj, lab_esr
from intake.findings.results_other import imaging_suspicious_tumour
from intake.findings.systemic import weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, same_leg
from intake.scores.circulation import ulcer
from intake.scores.foot import charcot_possible
from intake.scores.general import anaemia, cancer, diabetes_present, egfr, pain_on_leg
from intake.scores.spine import THIGH
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
HYPERCALCAEMIA = 2.6  # mmol/L, adjusted

charcot_or_osteomyelitis = any_of(
    any_leg(any_of(charcot_possible, probe_to_bone.present())),
    all_of(diabetes_present, same_leg(ulcer, local_infection_signs >= 2)),
)
growing_lump = soft_tissue_mass.is_("enlarging_or_deep")
broken_or_crushed = trauma_recent.is_("fracture_or_crush")
night_pain_in_leg = all_of(
    night_pain_unrelenting.present(),
    any_leg(any_of(pain_on_leg.present(), pain_site.has(*pain_site.options))),
)

RULES = (
    rule(
        "T43",
        "vitamin_d_bone",
        urgency=RT,
        when=any_of(
            any_leg(bone_tenderness_focal.present()),
            all_of(pain_quality.has("aching"), any_leg(power_hip_flexion < 5)),
            malabsorption_or_bariatric.present(),
        ),
        why="Bone profile with alkaline phosphatase and 25-OH vitamin D: soft bone aches, is tender "
        "and weakens the hips. No screening of those without a reason.",
        source=[s.NOS_VITAMIN_D.cite()],
    ),
    rule(
        "T43.myeloma",
        "spep",
        "electrolytes_mg_ca",
        "creatinine_egfr",
        urgency=U2,
        raised=[(SD, lab_calcium_adj >= HYPERCALCAEMIA)],
        when=all_of(
            age_years >= 60,
            any_of(any_leg(bone_tenderness_focal.present()), night_pain_unrelenting.present()),
            any_of(anaemia, lab_calcium_adj >= HYPERCALCAEMIA, lab_esr >= 50, egfr < 60),
        ),
        why="Bone pain from 60 on with anaemia, raised calcium or ESR, or a weak kidney may be "
        "myeloma: electrophoresis with free light chains, within 48 hours where calcium is raised. No "
        "NSAID meanwhile.",
        source=[s.NICE_NG12.cite("offer with hypercalcaemia, consider with a raised ESR")],
    ),
    rule(
        "T44",
        "xray",
        "mri_limb",
        urgency=U2,
        raised=[(SD, charcot_or_osteomyelitis)],
        when=any_of(
            any_leg(any_of(bone_tenderness_focal.present(), soft_tissue_mass.is_not("none"))),
            all_of(
                night_pain_unrelenting.present(),
                any_leg(pain_site.has("hip_groin", *THIGH, "knee", "shin", "heel")),
            ),
            all_of(cancer, any_leg(hip_rotation_pain.present())),
            charcot_or_osteomyelitis,
        ),
        why="X-ray of the painful part, then MRI where the suspicion stays: a stress fracture, early "
        "osteomyelitis and an early Charcot foot can look normal. Meanwhile no weight on a bone or "
        "foot that may give way.",
        source=[
            s.NICE_NG12.cite("suspected-cancer referral where the X-ray suggests sarcoma"),
            s.NICE_NG19.cite("X-ray, then consider MRI"),
        ],
    ),
    rule(
        "T44.fracture",
        "xray",
        urgency=SD,
        when=any_of(
            broken_or_crushed,
            same_leg(
                unable_weight_bear.present(),
                any_of(bone_tenderness_focal.present(), hip_rotation_pain.present()),
            ),
            all_of(trauma_recent.is_("minor"), any_leg(unable_weight_bear.present())),
        ),
        why="A broken bone is possible: X-ray today, and no weight on it before. After a slight injury "
        "it is the leg that cannot take four steps that needs the X-ray.",
        source=[s.OTTAWA.cite("X-ray if unable to bear weight"), s.BOA_FRACTURE.cite()],
    ),
    rule(
        "T44.hip",
        "mri_limb",
        urgency=SD,
        when=same_leg(
            unable_weight_bear.present(),
            any_of(
                hip_rotation_pain.present(),
                all_of(trauma_recent.is_("minor", "fracture_or_crush"), pain_site.has("hip_groin")),
            ),
        ),
        why="The hip may be broken although the X-ray shows nothing: MRI, or CT where MRI cannot be "
        "had within 24 hours. No MRI where the X-ray shows the fracture.",
        source=[s.NICE_CG124.cite("1.1.1, offer if the X-ray is negative")],
    ),
    rule(
        "T45",
        "soft_tissue_ultrasound",
        urgency=RT,
        raised=[(U2, any_leg(growing_lump))],
        when=any_leg(
            any_of(
                growing_lump,
                popliteal_mass.is_("non_pulsatile"),
                achilles_abnormal.present(),
            )
        ),
        # Each sign is enough by itself, so nothing is ever half true and there is nothing to ask.
        if_unknown=IfUnknown.SILENT,
        why="Ultrasound of a lump that grows or lies deep, within two weeks; of a swelling behind the "
        "knee or of the Achilles tendon in its turn. A swollen calf is first a question of "
        "thrombosis.",
        source=[s.NICE_NG12.cite("consider, unexplained lump increasing in size")],
    ),
    rule(
        "R22",
        "suspected_cancer",
        urgency=U2,
        when=any_of(
            all_of(
                any_leg(any_of(bone_tenderness_focal.present(), growing_lump)),
                any_of(night_pain_unrelenting.present(), weight_loss_unexplained.present()),
            ),
            all_of(
                cancer,
                any_of(
                    night_pain_in_leg,
                    any_leg(
                        any_of(
                            bone_tenderness_focal.present(),
                            hip_rotation_pain.present(),
                            unable_weight_bear.present(),
                        )
                    ),
                ),
            ),
            imaging_suspicious_tumour.present(),
        ),
        why="Possible sarcoma, metastasis or myeloma: suspected-cancer pathway within two weeks, "
        "with an X-ray of bone or an ultrasound of a lump first where that delays nothing. After "
        "cancer, bone pain is a metastasis until shown otherwise; an early one shows on MRI alone.",
        source=[
            s.NICE_NG12.cite("consider, appointment within 2 weeks"),
            s.DOWNIE.cite("red flags: night pain, pain on movement, unable to bear weight"),
        ],
    ),
)
