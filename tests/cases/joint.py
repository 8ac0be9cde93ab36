"""Joints, clause by clause: gout, arthritis, polymyalgia, hip and knee, rheumatology, orthopaedics."""

from tests.cases.table import (
    Fires,
    Holds,
    Open,
    Quiet,
    Rises,
    Row,
    Rows,
    Table,
    each,
    just,
)

ONE_HOT = {"joint_hot_swollen.left": just("single", but_not="none")}
SEVERAL_HOT = {"joint_hot_swollen.left": each("multiple")}
A_HOT_JOINT_EACH = {
    "joint_hot_swollen.left": just("single", but_not="none"),
    "joint_hot_swollen.right": just("single", but_not="none"),
}
HALF_AN_HOUR = {"morning_stiffness_min": just(30, but_not=29)}
UNCERTAIN = {"gout_dx_uncertain": True}
GOUT = {"gout_history": True}
TOPHI = {"tophi.left": True}
NIGHT = {"night_pain_unrelenting": True}
LOSING_WEIGHT = {"weight_loss_unexplained": True}
LUMP = {"soft_tissue_mass.left": each("stable_small", "enlarging_or_deep")}
BROKEN = {"trauma_recent": each("fracture_or_crush")}
HIP = {"hip_rotation_pain.left": True}
CANNOT_STAND = {"unable_weight_bear.left": True}
OVERUSE = {"overuse_recent": True}
GROIN = {"pain_site.left": each(["hip_groin"])}
ACHILLES = {"achilles_abnormal.left": True}
GIRDLE = {
    "girdle_pain_bilateral": True,
    "morning_stiffness_min": just(45, but_not=44),
}
PMR = {**GIRDLE, "age_years": just(50, but_not=49)}
# Blood that shows inflammation, as polymyalgia does.
INFLAMED: Row = {"lab_crp": 40, "lab_esr": 60}

INFLAMMATORY: Rows = (
    Fires("one joint, stiff for half an hour", {**ONE_HOT, **HALF_AN_HOUR}),
    Fires("several joints of a leg", SEVERAL_HOT, also={"morning_stiffness_min": 0}),
    Fires("a joint of each leg", A_HOT_JOINT_EACH),
    Quiet("one joint, not stiff", {"joint_hot_swollen.left": "single"}),
    Quiet("stiff, no joint swollen", {"morning_stiffness_min": 120}),
)
NECROSIS: Rows = (
    Fires("corticosteroids", {**HIP, "med_corticosteroid": True}),
    Fires("connective tissue disease", {**HIP, "connective_tissue_disease": True}),
    Fires("alcohol", {**HIP, "alcohol_units_per_week": just(35.1, but_not=35)}),
    Quiet("a sore hip alone", {"hip_rotation_pain.left": True}),
    Quiet("corticosteroids alone", {"med_corticosteroid": True}),
)

TESTS: Table = {
    "T34": (
        Fires(
            "a hot joint where gout settles",
            {
                "joint_hot_swollen.left": each("single", "multiple"),
                "joint_location.left": each(["first_mtp"], ["midfoot"], ["ankle"], ["knee"]),
            },
            same_leg=True,
        ),
        Fires("tophi", TOPHI),
        Fires("gout before", GOUT),
        Quiet("a hot hip", {"joint_hot_swollen.left": "single", "joint_location.left": ["hip"]}),
    ),
    "T35": (
        Fires("one hot joint", {"joint_hot_swollen.left": each("single")}),
        Fires("is it gout?", UNCERTAIN),
        Quiet("several hot joints", {"joint_hot_swollen.left": "multiple"}),
        Quiet("gout before, no joint swollen", GOUT),
    ),
    "T36": (
        *(
            Fires(f"no aspiration, {' '.join(sign)}", {"aspiration_not_possible": True, **sign})
            for sign in (UNCERTAIN, GOUT, TOPHI)
        ),
        Quiet(
            "a hot joint of another kind",
            {"aspiration_not_possible": True, "joint_hot_swollen.left": "single"},
        ),
    ),
    "T37": (
        *(
            Fires(f"{' '.join(joint)}, {' '.join(odd)}", {**joint, **odd})
            for joint in (HIP, {"osteoarthritis_history": True})
            for odd in (NIGHT, LUMP, {"morning_stiffness_min": just(31, but_not=30)}, BROKEN)
        ),
        Quiet(
            "ordinary osteoarthritis",
            {"osteoarthritis_history": True, "hip_rotation_pain.left": True},
        ),
        Quiet("unrelenting at night, no joint", NIGHT),
    ),
    "T37.necrosis": NECROSIS,
    "T38": (
        Fires("several hot joints", SEVERAL_HOT),
        Fires("arthritis before", {"inflammatory_arthritis_history": True}),
        Fires("polymyalgia", PMR),
        Fires("fever", {"temp_c": just(38.0, but_not=37.9)}),
        Fires("night pain", NIGHT),
        Fires("weight loss", LOSING_WEIGHT),
        Fires("night sweats", {"night_sweats": True}),
        Fires("purpura or livedo", {"purpura_or_livedo.left": True}),
        Fires(
            "burning feet, eased by cooling",
            {"burning_feet": True, "heat_cold_pattern": each("worse_heat_eased_by_cooling")},
        ),
        Fires(
            "burning pain, eased by cooling",
            {
                "pain_quality": each(["burning"]),
                "heat_cold_pattern": each("worse_heat_eased_by_cooling"),
            },
        ),
        Quiet(
            "burning that cold worsens", {"burning_feet": True, "heat_cold_pattern": "worse_cold"}
        ),
    ),
    "T38.purpura": (Fires("purpura or livedo", {"purpura_or_livedo.left": True}),),
    "T39": (
        Fires("several joints of a leg", SEVERAL_HOT, also={"morning_stiffness_min": 0}),
        Fires("a joint of each leg", A_HOT_JOINT_EACH, also={"morning_stiffness_min": 0}),
        Fires(
            "one joint, stiff, for six weeks",
            {**ONE_HOT, **HALF_AN_HOUR, "pain_duration_days": just(42, but_not=41)},
        ),
        Fires(
            "one joint, stiff, beyond 12 weeks in words",
            {
                **ONE_HOT,
                **HALF_AN_HOUR,
                "pain_onset": just("chronic_gt12w", but_not="acute_le14d"),
            },
            also={"pain_duration_days": None},
        ),
        Open(
            "2 to 12 weeks in words are not yet 6",
            {
                "joint_hot_swollen.left": "single",
                "morning_stiffness_min": 60,
                "pain_onset": "subacute_2_12w",
            },
        ),
    ),
    "T40": (
        Fires("polymyalgia", PMR),
        Quiet("at 49", {**GIRDLE, "morning_stiffness_min": 90, "age_years": 49}),
    ),
}
REFERRALS: Table = {
    "R13": INFLAMMATORY,
    "R14": (
        Fires("under 60", {**GIRDLE, "age_years": just(59, but_not=60)}, also=INFLAMED),
        Fires("from 50", PMR, also=INFLAMED),
        Fires(
            "normal CRP and ESR",
            {**GIRDLE, "lab_crp": just(4.9, but_not=5), "lab_esr": just(29, but_not=30)},
            also={"age_years": 70},
        ),
        *(
            Fires(" ".join(sign), {**GIRDLE, **sign}, also={"age_years": 70, **INFLAMED})
            for sign in (LOSING_WEIGHT, NIGHT)
        ),
        Quiet(
            "typical, at 70", {**GIRDLE, **INFLAMED, "morning_stiffness_min": 90, "age_years": 70}
        ),
    ),
    "R15": (
        Fires("is it gout?", UNCERTAIN),
        Fires("gout, eGFR 44", {**GOUT, "lab_egfr": just(44, but_not=45)}),
        Fires("gout, dialysis", {**GOUT, "dialysis": True}),
        Fires("gout, treatment failed", {**GOUT, "self_care_failed": True}),
        Holds(
            "gout, eGFR 34 by creatinine",
            {**GOUT, "lab_creatinine": 180, "age_years": 72, "sex_at_birth": "male"},
        ),
        Quiet("gout, kidneys well", GOUT),
        Quiet("kidney disease without gout", {"lab_egfr": 20, "dialysis": True}),
    ),
    "R24": (
        Fires("fracture or crush", BROKEN),
        *(
            Fires(f"cannot stand, {' '.join(sign)}", {**CANNOT_STAND, **sign}, same_leg=True)
            for sign in (ACHILLES, {"bone_tenderness_focal.left": True}, HIP)
        ),
        Fires(
            "the tendon, sudden pain",
            {**ACHILLES, "pain_onset": just("sudden", but_not="acute_le14d")},
        ),
        Fires("the tendon, severe pain at once", {**ACHILLES, "severe_pain_sudden": True}),
        Fires(
            "the tendon, the foot hardly pushes",
            {**ACHILLES, "power_ankle_plantarflexion.left": just(3, but_not=4)},
            same_leg=True,
        ),
        Quiet("cannot stand", CANNOT_STAND),
        Quiet("a sore Achilles tendon", {"achilles_abnormal.left": True, "trauma_recent": "minor"}),
    ),
    "R24.stress": (
        Fires("after overuse, hip sore", {**OVERUSE, **HIP}),
        Fires(
            "after overuse, groin pain that worsens",
            {**OVERUSE, **GROIN, "pain_course": each("worsening")},
        ),
        Fires(
            "after overuse, groin pain and a limp", {**OVERUSE, **GROIN, "gait": each("antalgic")}
        ),
        Quiet(
            "after overuse, groin pain", {"overuse_recent": True, "pain_site.left": ["hip_groin"]}
        ),
        Quiet(
            "after overuse, a calf that worsens",
            {"overuse_recent": True, "pain_site.left": ["calf"], "pain_course": "worsening"},
        ),
    ),
    "R24.metastasis": (
        *(
            Fires(f"{cancer}, cannot stand", {cancer: True, **CANNOT_STAND})
            for cancer in ("active_cancer", "cancer_ever")
        ),
        Quiet("cannot stand", CANNOT_STAND),
    ),
    "R24.necrosis": NECROSIS,
}

ARTHRITIS: Row = {"inflammatory_arthritis_history": True}
# NEWS2 of five points, all of them needed, with no fever.
FIVE: Row = {
    "resp_rate": just(21, but_not=20),
    "spo2_pct": just(93, but_not=94),
    "sbp_resting": just(110, but_not=111),
}
# Both legs warm and red, for long: stasis dermatitis.
BOTH_WARM_AND_RED: Row = {
    "skin_temp.left": "warm",
    "skin_temp.right": "warm",
    "erythema.left": "localised",
    "erythema.right": "localised",
    "pain_side": "both",
    "pain_onset": "chronic_gt12w",
    "pain_duration_days": 400,
}

RAISES = (
    Rises(
        "T35",
        "urgent",
        {"gout_dx_uncertain": True},
        {
            "joint_hot_swollen.left": just("single", but_not="multiple"),
            "joint_location.left": each(["midfoot"], ["ankle"], ["knee"], ["hip"], ["other"]),
        },
    ),
    Rises(
        "T35",
        "same_day",
        {"joint_hot_swollen.left": "single"},
        {
            "joint_location.left": each(["midfoot"], ["ankle"], ["knee"], ["hip"], ["other"]),
            "pain_onset": each("sudden", "acute_le14d"),
        },
    ),
    *(
        Rises("T35", "same_day", {"joint_hot_swollen.left": "single"}, sign)
        for sign in (
            {"temp_c": just(38.0, but_not=37.9)},
            {"joint_prosthesis.left": True},
            {"immunosuppressed": True},
            {"injecting_drug_use": True},
        )
    ),
    *(
        Rises("T37", to, {"osteoarthritis_history": True, "morning_stiffness_min": 60}, sign)
        for to, sign in (("urgent", NIGHT), ("urgent", LUMP), ("same_day", BROKEN))
    ),
    Rises(
        "T38",
        "urgent",
        ARTHRITIS,
        {
            "erythema.left": just("localised", but_not="none"),
            "skin_temp.left": each("warm", "hot"),
        },
    ),
    Rises("T38", "urgent", BOTH_WARM_AND_RED, {}),
    *(
        Rises("T38", "same_day", ARTHRITIS, sign)
        for sign in (
            {"fever_or_rigors": True},
            {"temp_c": just(38.0, but_not=37.9)},
            FIVE,
            {"erythema.left": each("spreading")},
            {"local_infection_signs.left": just(2, but_not=1)},
            {"skin_integrity.left": each("wet_gangrene")},
            {"crepitus.left": True},
            {"joint_hot_swollen.left": each("single"), "joint_prosthesis.left": True},
        )
    ),
    *(
        Rises(
            "T38",
            "same_day",
            ARTHRITIS,
            {
                "erythema.left": just("localised", but_not="none"),
                "skin_temp.left": each("warm", "hot"),
                **sign,
            },
        )
        for sign in (
            {"pain_onset": each("sudden", "acute_le14d")},
            {"swelling_onset.left": each("acute_lt2w")},
            {"pain_side": each("left")},
        )
    ),
)

CASES: Table = {**TESTS, **REFERRALS}
