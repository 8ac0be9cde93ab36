"""Bones and lumps, clause by clause: vitamin D, imaging, suspected cancer."""

from intake.findings.pain import pain_site
from tests.cases.table import (
    Fires,
    Quiet,
    Rises,
    Row,
    Table,
    amputated,
    each,
    just,
)

TENDER_BONE = {"bone_tenderness_focal.left": True}
GROWING = {"soft_tissue_mass.left": each("enlarging_or_deep")}
NIGHT = {"night_pain_unrelenting": True}
SORE_HIP = {"hip_rotation_pain.left": True}
CANNOT_STAND = {"unable_weight_bear.left": True}
SIXTY = {"age_years": just(60, but_not=59)}
DIABETES = {"diabetes_type": each("type1", "type2", "other_type")}
ULCER = {"skin_integrity.left": each("ulcer")}
TWO_SIGNS = {"local_infection_signs.left": just(2, but_not=1)}
PROBED: Row = {"probe_to_bone.left": True}
INFECTED_ULCER = {**DIABETES, **ULCER, **TWO_SIGNS}
# A warm foot that cannot feel, or of a person with diabetes, and swollen or red.
CHARCOT: tuple[tuple[str, Row], ...] = (
    (
        "diabetes, warm, red, painful foot",
        {
            **DIABETES,
            "skin_temp.left": each("warm", "hot"),
            "pain_site.left": each(["foot"], ["ankle"]),
            "erythema.left": each("localised", "spreading"),
        },
    ),
    (
        "neuropathy, warm, swollen foot",
        {
            "known_neuropathy": True,
            "skin_temp.left": each("warm", "hot"),
            "oedema_extent.left": each("foot_ankle"),
        },
    ),
    (
        "numb, warm, red, swollen below the knee",
        {
            "monofilament_sites_felt_of_3.left": just(2, but_not=3),
            "skin_temp.left": each("warm", "hot"),
            "oedema_extent.left": just("below_knee", but_not="entire_leg"),
            "erythema.left": each("localised", "spreading"),
        },
    ),
)

CASES: Table = {
    "T43": (
        Fires("tender bone", TENDER_BONE),
        Fires(
            "aching, hip weak",
            {"pain_quality": each(["aching"]), "power_hip_flexion.left": just(4, but_not=5)},
        ),
        Fires("malabsorption", {"malabsorption_or_bariatric": True}),
        Quiet("aching", {"pain_quality": ["aching"]}),
        Quiet("hip weak", {"power_hip_flexion.left": 3}),
    ),
    "T43.myeloma": (
        *(
            Fires(f"{' '.join(pain)}, {title}", {**SIXTY, **pain, **sign})
            for pain in (TENDER_BONE, NIGHT)
            for title, sign in (
                ("anaemia", {"lab_hb": just(109, but_not=120)}),
                ("calcium", {"lab_calcium_adj": just(2.6, but_not=2.59)}),
                ("ESR", {"lab_esr": just(50, but_not=49)}),
                ("eGFR", {"lab_egfr": just(59, but_not=60)}),
            )
        ),
        Quiet("bone pain at 60, blood well", {"age_years": 60, **TENDER_BONE, **NIGHT}),
        Quiet("anaemia at 60, no bone pain", {"age_years": 60, "lab_hb": 90, "lab_egfr": 40}),
    ),
    "T44": (
        Fires("tender bone", TENDER_BONE),
        Fires("lump", {"soft_tissue_mass.left": each("stable_small", "enlarging_or_deep")}),
        Fires(
            "unrelenting over bone",
            {
                **NIGHT,
                "pain_site.left": each(
                    ["hip_groin"],
                    ["thigh"],
                    ["thigh_anterior"],
                    ["thigh_posterior"],
                    ["thigh_lateral"],
                    ["knee"],
                    ["shin"],
                    ["heel"],
                ),
            },
        ),
        *(
            Fires(f"{cancer}, hip sore", {cancer: True, **SORE_HIP})
            for cancer in ("active_cancer", "cancer_ever")
        ),
        Fires("Charcot foot by judgement", {"charcot_suspected.left": True}),
        *(Fires(title, signs, same_leg=True) for title, signs in CHARCOT),
        Quiet(
            "a warm red foot with feeling, no diabetes",
            {"skin_temp.left": "hot", "erythema.left": "localised", "pain_site.left": ["foot"]},
        ),
        Fires("probe to bone", PROBED, also={"skin_integrity.left": "ulcer"}),
        Fires("infected diabetic ulcer", INFECTED_ULCER, same_leg=True),
        Quiet("unrelenting in the calf", {**NIGHT, "pain_site.left": ["calf"]}),
        Quiet(
            "an infected ulcer without diabetes",
            {**{"skin_integrity.left": "ulcer"}, "local_infection_signs.left": 3},
        ),
    ),
    "T44.fracture": (
        Fires("fracture or crush", {"trauma_recent": each("fracture_or_crush")}),
        *(
            Fires(f"cannot stand, {' '.join(sign)}", {**CANNOT_STAND, **sign}, same_leg=True)
            for sign in (TENDER_BONE, SORE_HIP)
        ),
        Fires(
            "cannot stand after a slight injury",
            {**CANNOT_STAND, "trauma_recent": just("minor", but_not="tight_cast_or_dressing")},
        ),
        Quiet("a sprain that bears weight", {"trauma_recent": "minor"}),
        Quiet("cannot stand, no injury", CANNOT_STAND),
    ),
    "T44.hip": (
        Fires("cannot stand, hip sore", {**CANNOT_STAND, **SORE_HIP}, same_leg=True),
        Fires(
            "cannot stand, groin pain after an injury",
            {
                **CANNOT_STAND,
                "pain_site.left": each(["hip_groin"]),
                "trauma_recent": each("minor", "fracture_or_crush"),
            },
            same_leg=True,
        ),
        Quiet(
            "cannot stand, ankle injured",
            {**CANNOT_STAND, "pain_site.left": ["ankle"], "trauma_recent": "minor"},
        ),
    ),
    "T45": (
        Fires("growing lump", GROWING),
        Fires("behind the knee", {"popliteal_mass.left": each("non_pulsatile")}),
        Fires("Achilles tendon", {"achilles_abnormal.left": True}),
        Quiet("a pulsating mass is the vessel's", {"popliteal_mass.left": "pulsatile"}),
    ),
    "R22": (
        *(
            Fires(f"{' '.join(place)}, {' '.join(sign)}", {**place, **sign})
            for place in (TENDER_BONE, GROWING)
            for sign in (NIGHT, {"weight_loss_unexplained": True})
        ),
        *(
            Fires(f"{cancer}, {' '.join(sign)}", {cancer: True, **sign})
            for cancer in ("active_cancer", "cancer_ever")
            for sign in (TENDER_BONE, SORE_HIP, CANNOT_STAND)
        ),
        # Of a leg that was lost it is phantom pain.
        Fires(
            "cancer, unrelenting in a leg",
            {"cancer_ever": True, **NIGHT, "pain_side": each("left", "both", "alternating")},
            also=amputated("right"),
        ),
        Fires(
            "cancer, unrelenting, by its site",
            {
                "cancer_ever": True,
                **NIGHT,
                "pain_site.left": each(*([site] for site in pain_site.options)),
            },
            also={**amputated("right"), "pain_side": "right"},
        ),
        Quiet("cancer, a calf that aches", {"cancer_ever": True, "pain_site.left": ["calf"]}),
        Fires("on the picture", {"imaging_suspicious_tumour": True}),
        Quiet("tender bone alone", TENDER_BONE),
        Quiet(
            "a small stable lump",
            {"soft_tissue_mass.left": "stable_small", "night_pain_unrelenting": True},
        ),
    ),
}

RAISES = (
    Rises(
        "T44",
        "same_day",
        {"soft_tissue_mass.left": "stable_small"},
        {"charcot_suspected.left": True},
    ),
    Rises(
        "T44",
        "same_day",
        {"soft_tissue_mass.left": "stable_small"},
        PROBED,
        also={"skin_integrity.left": "ulcer"},
    ),
    Rises("T44", "same_day", {"soft_tissue_mass.left": "stable_small"}, INFECTED_ULCER),
    *(
        Rises("T44", "same_day", {"soft_tissue_mass.left": "stable_small"}, signs)
        for _, signs in CHARCOT
    ),
    Rises("T45", "urgent", {"achilles_abnormal.left": True}, GROWING),
    Rises(
        "T43.myeloma",
        "same_day",
        {"age_years": 70, "bone_tenderness_focal.left": True, "lab_hb": 95},
        {"lab_calcium_adj": just(2.6, but_not=2.59)},
    ),
)
