"""Joints: gout and other arthritis, polymyalgia, hip and knee; rheumatology and orthopaedics."""

from intake.findings.background import dialysis
from intake.findings.background_other import (
    gout_history,
    inflammatory_arthritis_history,
    joint_prosthesis,
    osteoarthritis_history,
)
from intake.findings.encounter import age_years
from intake.findings.examination_limb import (
    achilles_abnormal,
    bone_tenderness_focal,
    hip_rotation_pain,
    joint_location,
    knee_effusion,
    soft_tissue_mass,
    tophi,
    unable_weight_bear,
)
from intake.findings.examination_nerves import gait, power_ankle_plantarflexion
from intake.findings.examination_skin import (
    erythema,
    local_infection_signs,
    purpura_or_livedo,
    skin_integrity,
    skin_temp,
)
from intake.findings.neuro_symptoms import burning_feet, heat_cold_pattern
from intake.findings.pain import pain_course, pain_quality, pain_site, self_care_failed
from intake.findings.pain_pattern import (
    morning_stiffness_min,
    night_pain_unrelenting,
    overuse_recent,
    trauma_recent,
)
from intake.findings.results import lab_crp, lab_esr
from intake.findings.results_other import aspiration_not_possible, gout_dx_uncertain
from intake.findings.systemic import night_sweats, swelling_onset, weight_loss_unexplained
from intake.logic import all_of, any_leg, any_of, same_leg
from intake.scores.general import (
    cancer,
    egfr,
    pain_duration,
    pain_one_sided,
    recent_onset,
    sudden_onset,
)
from intake.scores.infection import (
    any_hot_joint,
    beyond_big_toe,
    cellulitis_suspected,
    infection_possible,
    nsti_suspected,
    red_skin,
    septic_joint_suspected,
    single_hot_joint,
    unwell,
)
from intake.scores.joints import (
    hip_necrosis_possible,
    inflammatory_pattern,
    pmr_pattern,
    several_hot_joints,
)
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRST, FIRE, SILENT = IfUnknown.ASK_FIRST, IfUnknown.FIRE, IfUnknown.SILENT

lump = any_leg(soft_tissue_mass.is_not("none"))
broken_or_crushed = trauma_recent.is_("fracture_or_crush")
# Legs that are both red and warm for long are seldom infected: stasis dermatitis.
new_or_one_red_leg = all_of(
    red_skin,
    skin_temp.is_("warm", "hot"),
    any_of(recent_onset, swelling_onset.is_("acute_lt2w"), pain_one_sided.present()),
)
infection_today = any_of(
    unwell,
    septic_joint_suspected,
    any_leg(
        any_of(
            erythema.is_("spreading"),
            local_infection_signs >= 2,
            skin_integrity.is_("wet_gangrene"),
            nsti_suspected,
            new_or_one_red_leg,
        )
    ),
)

RULES = (
    rule(
        "T34",
        "serum_urate",
        urgency=RT,
        when=any_of(
            same_leg(any_hot_joint, joint_location.has("first_mtp", "midfoot", "ankle", "knee")),
            any_leg(tophi.present()),
            gout_history.present(),
        ),
        if_unknown=FIRE,
        why="Serum urate: 360 µmol/L or more confirms gout where the picture fits. A lower value in "
        "a flare does not exclude it: repeat at least two weeks after.",
        source=[s.NICE_NG219.cite("1.1.7 to 1.1.8")],
    ),
    rule(
        "T35",
        "joint_aspiration",
        urgency=RT,
        raised=[
            (U2, same_leg(single_hot_joint, beyond_big_toe)),
            (SD, septic_joint_suspected),
        ],
        when=any_of(any_leg(single_hot_joint), gout_dx_uncertain.present()),
        if_unknown=FIRST,
        ask_if=any_of(
            gout_history.present(),
            inflammatory_arthritis_history.present(),
            any_leg(any_of(tophi.present(), knee_effusion.present(), joint_prosthesis.present())),
        ),
        why="Joint fluid for crystals, Gram stain and culture tells gout, infection and other "
        "arthritis apart. A joint prosthesis is aspirated by orthopaedics alone, and no needle goes "
        "through infected skin.",
        source=[
            s.NICE_NG219.cite("1.1.9, consider"),
            s.EULAR_GOUT.cite(),
            s.ACR_GOUT.cite(),
        ],
    ),
    rule(
        "T36",
        "joint_imaging",
        urgency=RT,
        when=all_of(
            aspiration_not_possible.present(),
            any_of(gout_dx_uncertain.present(), gout_history.present(), any_leg(tophi.present())),
        ),
        if_unknown=SILENT,
        why="Where the joint cannot be aspirated, X-ray, ultrasound or dual-energy CT can show "
        "urate crystals or another cause.",
        source=[s.NICE_NG219.cite("1.1.10, consider")],
    ),
    rule(
        "T37",
        "xray",
        urgency=RT,
        raised=[(U2, any_of(night_pain_unrelenting.present(), lump)), (SD, broken_or_crushed)],
        when=all_of(
            any_of(any_leg(hip_rotation_pain.present()), osteoarthritis_history.present()),
            any_of(
                night_pain_unrelenting.present(),
                lump,
                morning_stiffness_min > 30,
                broken_or_crushed,
            ),
        ),
        why="Osteoarthritis is a clinical diagnosis and needs no picture. With stiffness beyond half "
        "an hour, injury, a lump or unrelenting night pain, look for another cause.",
        source=[s.NICE_NG226.cite("1.1.2, do not routinely image without atypical features")],
    ),
    rule(
        "T37.necrosis",
        "xray",
        "mri_limb",
        urgency=U2,
        when=hip_necrosis_possible,
        why="Avascular necrosis of the femoral head: X-ray, and MRI when it is normal, for early "
        "necrosis shows on MRI alone. The hip is saved before it collapses.",
        source=[s.AVN_REVIEW.cite("MRI more sensitive than X-ray in early disease")],
    ),
    rule(
        "T38",
        "crp_esr",
        "fbc",
        urgency=RT,
        raised=[(U2, any_leg(cellulitis_suspected)), (SD, infection_today)],
        when=any_of(
            inflammatory_pattern,
            inflammatory_arthritis_history.present(),
            pmr_pattern,
            infection_possible,
            night_pain_unrelenting.present(),
            weight_loss_unexplained.present(),
            night_sweats.present(),
            any_leg(purpura_or_livedo.present()),
            all_of(
                any_of(burning_feet.present(), pain_quality.has("burning")),
                heat_cold_pattern.is_("worse_heat_eased_by_cooling"),
            ),
        ),
        if_unknown=FIRE,
        why="Inflammation, infection, cancer, or a high platelet count behind burning that cooling "
        "eases. A normal CRP early on does not exclude infection.",
        source=[s.NICE_CKS_PMR.cite(), s.BSR_HOT_JOINT.cite(), s.NICE_NG12.cite()],
    ),
    rule(
        "T38.purpura",
        "creatinine_egfr",
        "urine_protein",
        urgency=U2,
        when=any_leg(purpura_or_livedo.present()),
        # One sign is the whole of it, so nothing is ever half true and there is nothing to ask.
        if_unknown=SILENT,
        why="Purpura or livedo can be vasculitis, and the kidney decides how dangerous it is: dip the "
        "urine for blood and protein, with creatinine. Harmless livedo fades when the leg is warm.",
        source=[s.MSD_VASCULITIS.cite("routine tests: creatinine and urinalysis")],
    ),
    rule(
        "T39",
        "rf_ccp",
        urgency=RT,
        when=any_of(
            several_hot_joints,
            all_of(morning_stiffness_min >= 30, any_leg(single_hot_joint), pain_duration >= 42),
        ),
        why="Rheumatoid factor, anti-CCP where that is negative, and X-ray of hands and feet. Normal "
        "tests do not exclude arthritis, and the referral does not wait for them.",
        source=[s.NICE_NG100.cite("offer rheumatoid factor, consider anti-CCP")],
    ),
    rule(
        "T40",
        "crp_esr",
        "fbc",
        "creatinine_egfr",
        "electrolytes_mg_ca",
        "liver_albumin",
        "ck",
        "tsh",
        "rf_ccp",
        "spep",
        "urine_protein",
        urgency=U2,
        when=pmr_pattern,
        if_unknown=FIRE,
        why="Before any steroid, which hides infection and cancer: the tests that tell polymyalgia "
        "from myeloma, myositis, thyroid disease and arthritis. Chest X-ray with pointers to it.",
        source=[s.BSR_PMR.cite(), s.EULAR_PMR.cite(), s.NICE_CKS_PMR.cite()],
    ),
    rule(
        "R13",
        "rheumatology",
        urgency=U2,
        when=inflammatory_pattern,
        # A joint that may be infected is aspirated the same day; what remains goes to rheumatology.
        deferred_by=("septic_joint",),
        why="Persistent synovitis: refer within three working days, with or without blood tests; "
        "early treatment saves joints.",
        source=[s.NICE_NG100.cite("refer urgently")],
    ),
    rule(
        "R14",
        "rheumatology",
        urgency=U2,
        when=all_of(
            pmr_pattern,
            any_of(
                age_years < 60,
                all_of(lab_crp < 5, lab_esr < 30),
                weight_loss_unexplained.present(),
                night_pain_unrelenting.present(),
            ),
        ),
        # Infection imitates polymyalgia, and the steroid for it would hide infection.
        deferred_by=("septic_joint", "spinal_or_deep_infection"),
        why="Polymyalgia that is not typical: under 60, normal CRP and ESR, loss of weight or "
        "unrelenting night pain. The diagnosis needs a rheumatologist before steroids.",
        source=[s.BSR_PMR.cite("early specialist referral"), s.EULAR_PMR.cite()],
    ),
    rule(
        "R15",
        "rheumatology",
        urgency=RT,
        when=any_of(
            gout_dx_uncertain.present(),
            all_of(
                gout_history.present(),
                any_of(egfr < 45, dialysis.present(), self_care_failed.present()),
            ),
        ),
        deferred_by=("septic_joint",),
        why="Gout that is uncertain, that treatment does not hold, or with an eGFR below 45, on "
        "dialysis or after a transplant.",
        source=[s.NICE_NG219.cite("1.7, consider")],
    ),
    rule(
        "R24",
        "orthopaedics",
        urgency=SD,
        when=any_of(
            broken_or_crushed,
            same_leg(
                unable_weight_bear.present(),
                any_of(bone_tenderness_focal.present(), hip_rotation_pain.present()),
            ),
            same_leg(
                achilles_abnormal.present(),
                any_of(unable_weight_bear.present(), sudden_onset, power_ankle_plantarflexion <= 3),
            ),
        ),
        why="A ruptured Achilles tendon, a broken bone or a stress fracture: no weight on it, X-ray, "
        "orthopaedics or fracture clinic. A hip fracture can follow a slight fall.",
        source=[s.BOA_FRACTURE.cite()],
    ),
    rule(
        "R24.stress",
        "xray",
        "mri_limb",
        "orthopaedics",
        urgency=U2,
        when=all_of(
            overuse_recent.present(),
            any_of(
                any_leg(hip_rotation_pain.present()),
                all_of(
                    any_leg(pain_site.has("hip_groin")),
                    any_of(pain_course.is_("worsening"), gait.is_("antalgic")),
                ),
            ),
        ),
        why="Possible stress fracture of the femoral neck: no weight on the leg until it is excluded, "
        "X-ray, and MRI when that is normal. One that displaces can cost the hip.",
        source=[s.FEMORAL_NECK_STRESS.cite("review: X-ray, then MRI; delay risks displacement")],
    ),
    rule(
        "R24.metastasis",
        "orthopaedics",
        "xray",
        urgency=SD,
        when=all_of(cancer, any_leg(unable_weight_bear.present())),
        why="Cancer now or in the past and a leg that bears no weight: a bone may be about to break, "
        "or have broken. X-ray of the whole bone, no weight on it; fixing it before it breaks is "
        "better.",
        source=[
            s.DOWNIE.cite("red flag: unable to bear weight"),
            s.BOA_METASTATIC_BONE.cite("radiographs of the whole bone"),
        ],
    ),
    rule(
        "R24.necrosis",
        "orthopaedics",
        urgency=U2,
        when=hip_necrosis_possible,
        why="Possible avascular necrosis of the hip: orthopaedics while the head still holds its "
        "shape; spare the hip meanwhile.",
        source=[s.AVN_REVIEW.cite("prognosis depends on the stage")],
    ),
)
