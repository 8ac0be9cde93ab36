"""Bones and lumps, clause by clause: vitamin D, imaging, suspected cancer."""

from tests.cases.table import (
    Fires,
    Quiet,
    Rises,
    Row,
    Table,
    each,
    just,
)

TENDER_BONE = {"bone_tenderness_focal.left": True}
GROWING = {"soft_tissue_mass.left": each("enlarging_or_deep")}
NIGHT = {"night_pain_unrelenting": True}
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
    "T44": (
        Fires("tender bone", TENDER_BONE),
        Fires("lump", {"soft_tissue_mass.left": each("stable_small", "enlarging_or_deep")}),
        Fires(
            "unrelenting over bone",
            {
                **NIGHT,
                "pain_site.left": each(["shin"], ["thigh"], ["thigh_anterior"], ["knee"], ["heel"]),
            },
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
    Rises(
        "T44",
        "same_day",
        {"soft_tissue_mass.left": "stable_small"},
        {"trauma_recent": each("fracture_or_crush")},
    ),
    Rises(
        "T44",
        "same_day",
        {"soft_tissue_mass.left": "stable_small"},
        {**TENDER_BONE, "unable_weight_bear.left": True},
    ),
)
