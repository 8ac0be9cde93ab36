"""Examination of the legs: muscles, joints, lumps and bones."""

from intake.findings.finding import Part, choice, presence, several
from intake.findings.pain import pain_site
from intake.findings.pain_pattern import night_pain_unrelenting, pain_out_of_proportion
from intake.findings.systemic import swelling_onset

compartment_tense = presence(
    "compartment_tense",
    "Tense muscle compartment",
    ask="Feel the calf and shin muscles: is a compartment tight and wooden-hard?",
    per_leg=True,
    ask_when=pain_out_of_proportion.present(),
    codes="ICD M79.A21/.A22, T79.A21A",
    article="S18",
)

passive_stretch_pain = presence(
    "passive_stretch_pain",
    "Pain on passive stretch",
    ask=(
        "Bend the toes and the ankle gently up and down: does this stretch bring severe pain in "
        "the lower leg?"
    ),
    hint="You move the foot; the patient stays relaxed.",
    per_leg=True,
    ask_when=pain_out_of_proportion.present(),
    article="S18",
)

joint_hot_swollen = choice(
    "joint_hot_swollen",
    "Hot swollen joint",
    ask="Is any joint of the leg hot and swollen?",
    per_leg=True,
    options={
        "none": "none",
        "single": "one joint",
        "multiple": "several joints",
    },
    core=True,
    codes="ICD M00.9, M25.50",
    article="S12",
)

joint_location = several(
    "joint_location",
    "Which joint is hot and swollen",
    ask="Which joints are hot and swollen?",
    per_leg=True,
    options={
        "first_mtp": "base of the big toe",
        "midfoot": "midfoot",
        "ankle": "ankle",
        "knee": "knee",
        "hip": "hip",
        "other": "another joint",
    },
    follows=joint_hot_swollen.is_("single", "multiple"),
    codes="ICD M10.071/.072",
    article="S12",
)

unable_weight_bear = presence(
    "unable_weight_bear",
    "Unable to bear weight",
    ask="Is the patient unable to stand or take steps on this leg?",
    hint="Because of the present trouble, not because of an older disability.",
    per_leg=True,
    ask_when=joint_hot_swollen.is_not("none"),
    article="S18",
)

calf_or_muscle_tenderness = presence(
    "calf_or_muscle_tenderness",
    "Muscle tenderness",
    ask="Press the muscles of the calf and thigh: are they tender?",
    hint="Muscle only: not along the deep veins, and not over bone.",
    per_leg=True,
    ask_when=swelling_onset.is_("acute_lt2w"),
    article="S17",
)

bruising_or_haematoma = presence(
    "bruising_or_haematoma",
    "Bruising or haematoma",
    ask="Is there bruising, or a swelling from bleeding?",
    hint="Look around the ankle too: blood from the calf sinks down.",
    per_leg=True,
)

tophi = presence(
    "tophi",
    "Gouty tophi",
    ask="Are there firm chalky lumps over the toes, the Achilles tendon or other joints?",
    per_leg=True,
    article="S12",
)

knee_effusion = presence(
    "knee_effusion",
    "Knee effusion",
    ask="Is there fluid in the knee joint?",
    per_leg=True,
    article="S12",
)

popliteal_mass = choice(
    "popliteal_mass",
    "Lump behind the knee",
    ask="Feel behind the straight knee: is there a lump, and does it pulsate?",
    per_leg=True,
    options={
        "none": "none",
        "non_pulsatile": "lump without pulsation",
        "pulsatile": "pulsating lump",
    },
    ask_when=pain_site.has("knee", "calf"),
    codes="ICD M71.21/.22, M66.0, I72.4",
    article="S27",
)

achilles_abnormal = presence(
    "achilles_abnormal",
    "Abnormal Achilles tendon",
    ask=(
        "Is the Achilles tendon tender, is there a gap in it, or does the foot stay still when the "
        "calf is squeezed?"
    ),
    hint=(
        "Squeeze test (Thompson or Simmonds): patient face down, feet over the edge; no movement "
        "of the foot is abnormal."
    ),
    per_leg=True,
    article="S27",
)

soft_tissue_mass = choice(
    "soft_tissue_mass",
    "Soft-tissue lump",
    ask="Is there a lump in the soft tissue of the leg?",
    hint="Deep means fixed to or beneath the muscle fascia.",
    per_leg=True,
    options={
        "none": "none",
        "stable_small": "small, not changing",
        "enlarging_or_deep": "growing or deep",
    },
    ask_when=night_pain_unrelenting.present(),
    article="S27",
)

bone_tenderness_focal = presence(
    "bone_tenderness_focal",
    "Tenderness at one spot of bone",
    ask="Press along the bones: is there one clearly tender spot?",
    per_leg=True,
    ask_when=night_pain_unrelenting.present(),
    codes="ICD M84.30XA, C79.51",
    article="S27",
)

hip_rotation_pain = presence(
    "hip_rotation_pain",
    "Pain on rotating the hip",
    ask="With hip and knee bent, turn the hip inwards and outwards: does it hurt?",
    hint="Pain from the hip may be felt in the groin, thigh or knee.",
    per_leg=True,
    ask_when=pain_site.has("hip_groin"),
    codes="ICD M16.9",
    article="S12",
)

PARTS = (
    Part(
        "Muscles and tendons",
        (
            compartment_tense,
            passive_stretch_pain,
            calf_or_muscle_tenderness,
            bruising_or_haematoma,
            achilles_abnormal,
        ),
    ),
    Part(
        "Joints",
        (
            joint_hot_swollen,
            joint_location,
            unable_weight_bear,
            knee_effusion,
            hip_rotation_pain,
            tophi,
        ),
    ),
    Part("Lumps and bones", (popliteal_mass, soft_tissue_mass, bone_tenderness_focal)),
)
