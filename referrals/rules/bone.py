"""Bones and lumps: vitamin D, imaging for fracture, infection and tumour, suspected cancer."""

from intake.findings.background_other import malabsorption_or_bariatric
from intake.findings.examination_limb import (
    achilles_abnormal,
    bone_tenderness_focal,
    popliteal_mass,
    soft_tissue_mass,
    unable_weight_bear,
)
from intake.findings.examination_nerves import power_hip_flexion
from intake.findings.examination_skin import local_infection_signs, probe_to_bone
from intake.findings.pain import pain_quality, pain_site
from intake.findings.pain_pattern import night_pain_unrelenting, trauma_recent
from intake.findings.results_other import imaging_suspicious_tumour
from intake.findings.systemic import weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, same_leg
from intake.scores.circulation import ulcer
from intake.scores.foot import charcot_possible
from intake.scores.general import diabetes_present
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE

charcot_or_osteomyelitis = any_of(
    any_leg(any_of(charcot_possible, probe_to_bone.present())),
    all_of(diabetes_present, same_leg(ulcer, local_infection_signs >= 2)),
)
growing_lump = soft_tissue_mass.is_("enlarging_or_deep")

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
        "T44",
        "xray",
        "mri_limb",
        urgency=U2,
        raised=[
            (
                SD,
                any_of(
                    charcot_or_osteomyelitis,
                    trauma_recent.is_("fracture_or_crush"),
                    same_leg(bone_tenderness_focal.present(), unable_weight_bear.present()),
                ),
            )
        ],
        when=any_of(
            any_leg(any_of(bone_tenderness_focal.present(), soft_tissue_mass.is_not("none"))),
            all_of(
                night_pain_unrelenting.present(),
                any_leg(pain_site.has("shin", "thigh", "thigh_anterior", "knee", "heel")),
            ),
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
        "T45",
        "soft_tissue_ultrasound",
        urgency=U2,
        when=any_leg(
            any_of(
                growing_lump,
                popliteal_mass.is_("non_pulsatile"),
                achilles_abnormal.present(),
            )
        ),
        # Each sign is enough by itself, so nothing is ever half true and there is nothing to ask.
        if_unknown=IfUnknown.SILENT,
        why="Ultrasound within two weeks of a lump that grows or lies deep, of a swelling behind the "
        "knee, or of the Achilles tendon. A swollen calf is first a question of thrombosis.",
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
            imaging_suspicious_tumour.present(),
        ),
        why="Possible sarcoma, metastasis or myeloma: suspected-cancer pathway within two weeks, "
        "with an X-ray of bone or an ultrasound of a lump first where that delays nothing.",
        source=[s.NICE_NG12.cite("consider, appointment within 2 weeks")],
    ),
)
