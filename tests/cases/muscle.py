"""Muscles, clause by clause: cramp with a pointer, statins, weakness, and vitamin D."""

from tests.cases.table import (
    Fires,
    Quiet,
    Rises,
    Row,
    Table,
    each,
    just,
)

CRAMP = {"cramp_present": True}
STATIN = {"med_statin": True}
WEAK = {"weakness_symptom.left": True}
FOUR_OF_FIVE = {"power_hip_flexion.left": just(4, but_not=5)}
BOTH_WEAK = {"weakness_symptom.left": True, "power_ankle_dorsiflexion.right": just(4, but_not=5)}
DIURETIC = {"med_diuretic": each(["loop"], ["thiazide_like"], ["potassium_sparing"])}
ACHING = {"pain_quality": each(["aching"])}
# What points to the nerve cell or the muscle itself.
TWITCHING: tuple[Row, ...] = (
    {"fasciculations_symptom": True},
    {"fasciculation_seen.left": True},
    {"muscle_wasting.left": True},
)
DARK = {"dark_urine": True}

POINTERS: tuple[Row, ...] = (
    {"cramp_daytime": True},
    DIURETIC,
    {"ckd_known": True},
    {"liver_disease": True},
    {"dehydration_risk": True},
    {"thyroid_disease": each("hypo", "hyper")},
    {"pregnancy_status": each("pregnant")},
    *TWITCHING,
    WEAK,
    FOUR_OF_FIVE,
    {"med_acid_suppressant": True, "cramp_nights_per_week": just(3, but_not=2)},
)

CASES: Table = {
    "T41": (
        *(Fires(f"cramp, {' '.join(pointer)}", {**CRAMP, **pointer}) for pointer in POINTERS),
        Quiet(
            "ordinary night cramp",
            {
                "cramp_present": True,
                "cramp_hard_muscle": True,
                "cramp_stretch_relief": True,
                "cramp_nights_per_week": 7,
            },
        ),
        Quiet("no cramp, on a diuretic", {"med_diuretic": ["loop"], "ckd_known": True}),
    ),
    "T42": (
        *(
            Fires(f"statin, {' '.join(sign)}", {**STATIN, **sign})
            for sign in (
                {"pain_quality": each(["aching"], ["cramping"])},
                CRAMP,
                {"girdle_pain_bilateral": True},
                WEAK,
                FOUR_OF_FIVE,
                {"calf_or_muscle_tenderness.left": True},
            )
        ),
        Fires("dark urine", DARK),
        Fires("both legs weak", BOTH_WEAK),
        *(Fires(" ".join(sign), sign) for sign in TWITCHING),
        Fires("cramp and weak", {**CRAMP, **WEAK}),
        Quiet("statin, no muscle complaint", {"med_statin": True, "pain_quality": ["burning"]}),
        Quiet("aching, no statin", {"pain_quality": ["aching"], "weakness_symptom.left": True}),
    ),
    "T42.vitamin_d": (
        Fires("statin, girdle pain", {**STATIN, "girdle_pain_bilateral": True}),
        Fires("statin, aching, hip weak", {**STATIN, **ACHING, **FOUR_OF_FIVE}),
        Fires(
            "statin, aching of hips and thighs",
            {
                **STATIN,
                **ACHING,
                "pain_site.left": each(
                    ["hip_groin"],
                    ["buttock"],
                    ["thigh"],
                    ["thigh_anterior"],
                    ["thigh_posterior"],
                    ["thigh_lateral"],
                ),
            },
        ),
        Quiet(
            "statin, aching calves",
            {"med_statin": True, "pain_quality": ["aching"], "pain_site.left": ["calf"]},
        ),
        Quiet("girdle pain alone", {"girdle_pain_bilateral": True}),
    ),
}

RAISES = (
    Rises("T41", "urgent", {"cramp_present": True, "cramp_daytime": True}, WEAK),
    Rises("T41", "urgent", {"cramp_present": True, "cramp_daytime": True}, FOUR_OF_FIVE),
    Rises(
        "T41",
        "same_day",
        {"cramp_present": True, "cramp_daytime": True},
        {"dehydration_risk": True, **DIURETIC},
    ),
    Rises("T42", "same_day", {"med_statin": True, "cramp_present": True}, DARK),
    Rises(
        "T42",
        "same_day",
        {"med_statin": True, "cramp_present": True},
        {**FOUR_OF_FIVE, "pain_onset": each("sudden", "acute_le14d")},
    ),
    Rises(
        "T42",
        "same_day",
        {"med_statin": True, "cramp_present": True},
        {"weakness_tempo": each("hours_to_4w")},
        also={"weakness_symptom.left": True},
    ),
)
