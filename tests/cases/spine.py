"""Spine, clause by clause: imaging, when not to image, the surgeon."""

from tests.cases.nerve import CORD
from tests.cases.table import Fires, Just, Open, Quiet, Rises, Row, Table, each, just

BACK = {"back_pain": each("axial_only", "with_leg_radiation")}
SCIATICA = {"back_pain": each("with_leg_radiation")}
FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
MUSCLES = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)
LIMITED = {"activity_limitation": each("moderate", "severe")}
NO_DAYS = {"pain_duration_days": None}
SIX_WEEKS = {"pain_duration_days": just(42, but_not=41)}
SLR = {"slr_positive.left": True}
TENSION: tuple[Row, ...] = (
    SLR,
    {"crossed_slr.left": True},
    {"femoral_stretch_positive.left": True},
    {"sensory_distribution.left": each("dermatomal")},
    {"worse_cough_strain": True},
    {"weakness_on_examination.left": True},
    FOUR_OF_FIVE,
)
STENOSIS: tuple[Row, ...] = (
    {"exertional_pattern": each("neurogenic_type", "mixed")},
    {"relief_sitting_flexion": True, "worse_standing": True},
)
# Places that make it a matter of the spine.
PLACES: tuple[Row, ...] = (
    {"spinal_disease_known": True},
    {"sensory_distribution.left": each("dermatomal")},
    {"slr_positive.left": True},
    {"crossed_slr.left": True},
    {"femoral_stretch_positive.left": True},
    {
        "pain_site.left": each(
            ["buttock"],
            ["hip_groin"],
            ["thigh"],
            ["thigh_anterior"],
            ["thigh_posterior"],
            ["thigh_lateral"],
        )
    },
)
# Back pain of three weeks with every red flag of T31 asked for and absent.
NO_FLAG: Row = {
    "back_pain": each("axial_only", "with_leg_radiation"),
    "pain_duration_days": just(41, but_not=42),
    **{
        flag: just(False, but_not=True)
        for flag in (
            "saddle_sensory_change",
            "bladder_change_new",
            "bowel_change_new",
            "sexual_dysfunction_new",
            "bilateral_radicular_pain",
            "weakness_symptom.left",
            "weakness_on_examination.right",
            "active_cancer",
            "cancer_ever",
            "night_pain_unrelenting",
            "spine_midline_tenderness",
            "fever_or_rigors",
            "injecting_drug_use",
            "weight_loss_unexplained",
        )
    },
    "power_knee_extension.left": just(5, but_not=4),
    "temp_c": just(37.9, but_not=38.0),
    "trauma_recent": each("none", "minor", "tight_cast_or_dressing", "prolonged_compression"),
}
NO_FLAG_EITHER: Row = {
    "weakness_symptom.right": False,
    "weakness_on_examination.left": False,
    **{f"{muscle}.{leg}": 5 for muscle in MUSCLES for leg in ("left", "right")},
}

CASES: Table = {
    "T49": (
        *(
            Fires(change, {change: True})
            for change in (
                "saddle_sensory_change",
                "bladder_change_new",
                "bowel_change_new",
                "sexual_dysfunction_new",
            )
        ),
        Fires(
            "root pain of both, worsening",
            {"bilateral_radicular_pain": True, "pain_course": each("worsening")},
        ),
        Quiet("back pain alone", {"back_pain": "with_leg_radiation", "pain_course": "worsening"}),
    ),
    "T29": (
        *(
            Fires(f"back, {muscle} 3", {**BACK, f"{muscle}.left": just(3, but_not=4)})
            for muscle in MUSCLES
        ),
        *(
            Fires(f"{' '.join(place)}, power 3", {**place, "power_knee_extension.left": 3})
            for place in PLACES
        ),
        # The level says nothing of the back pain that it is a detail of.
        Fires(
            "level, power 3",
            {"power_knee_extension.left": just(3, but_not=4)},
            also={"radicular_level.left": "non_dermatomal", "back_pain": "unknown"},
        ),
        Fires(
            "root pattern, weak, worsening",
            {**SCIATICA, **FOUR_OF_FIVE, "pain_course": each("worsening")},
        ),
        Fires(
            "weaker by the day",
            {**BACK, "weakness_tempo": each("hours_to_4w")},
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "weak and new", {**BACK, **FOUR_OF_FIVE, "pain_onset": each("sudden", "acute_le14d")}
        ),
        Quiet("weak in a leg that is not the spine's", {"power_ankle_dorsiflexion.left": 0}),
        Quiet(
            "root pattern, worsening, strong",
            {"back_pain": "with_leg_radiation", **SLR, "pain_course": "worsening"},
        ),
        Quiet(
            "back pain, slightly weak, stable",
            {"back_pain": "axial_only", "power_ankle_dorsiflexion.left": 4},
        ),
    ),
    "T30": (
        *(
            Fires(
                f"root pain, {' '.join(sign)}",
                {**SCIATICA, **sign, **SIX_WEEKS, "self_care_failed": True, **LIMITED},
            )
            for sign in TENSION
        ),
        Open(
            "2 to 12 weeks in words are not yet 6",
            {
                "back_pain": "with_leg_radiation",
                **SLR,
                "pain_onset": "subacute_2_12w",
                "self_care_failed": True,
                "activity_limitation": "severe",
            },
        ),
    ),
    "T31": (
        Fires("under six weeks, every red flag absent", NO_FLAG, also=NO_FLAG_EITHER),
        Quiet(
            "weak on examination",
            {"back_pain": "axial_only", "power_great_toe_extension.left": 4},
        ),
        Open(
            "nobody asked about the bladder",
            {
                **NO_FLAG_EITHER,
                **{
                    key: value.value
                    for key, value in NO_FLAG.items()
                    if isinstance(value, Just) and key != "bladder_change_new"
                },
                "back_pain": "axial_only",
                "trauma_recent": "none",
            },
        ),
    ),
    "T32": (
        *(
            Fires(
                f"{' '.join(stenosis)}, {' '.join(limit)}, {' '.join(reason)}",
                {**stenosis, **limit, **reason},
            )
            for stenosis in STENOSIS
            for limit in (
                LIMITED,
                {"walking_ability": each("limited_by_pain", "with_aid", "wheelchair_or_bed")},
            )
            for reason in (
                {"self_care_failed": True},
                {"weakness_on_examination.left": True},
                FOUR_OF_FIVE,
                SIX_WEEKS,
            )
        ),
        Quiet(
            "claudication of the arteries",
            {
                "exertional_pattern": "vascular_type",
                "activity_limitation": "severe",
                "self_care_failed": True,
            },
        ),
    ),
    "T33": tuple(
        Fires(f"{cancer}, {' '.join(sign)}", {cancer: True, **BACK, **sign})
        for cancer in ("active_cancer", "cancer_ever")
        for sign in (
            {"night_pain_unrelenting": True},
            {"spine_midline_tenderness": True},
            {"pain_course": each("worsening")},
            {"worse_cough_strain": True},
            {"worse_lying_flat": True},
        )
    ),
    "T33.cord": (
        *(Fires(" ".join(signs), signs) for signs in CORD),
        Quiet("brisk knees alone", {"reflex_knee.left": "brisk", "reflex_knee.right": "brisk"}),
        Quiet("unsteady with normal knees", {"unsteady_or_falls": True, "romberg_positive": True}),
    ),
    "R10": (
        *(
            Fires(f"root pain, {' '.join(sign)}", {**SCIATICA, **sign, **SIX_WEEKS, **LIMITED})
            for sign in TENSION
        ),
        Fires(
            "root known, pain beyond 12 weeks",
            {
                **SLR,
                "pain_onset": just("chronic_gt12w", but_not="acute_le14d"),
                "activity_limitation": "moderate",
            },
            also={**NO_DAYS, "back_pain": "unknown", "radicular_level.left": "l5"},
        ),
        *(
            Fires(
                f"narrow canal, {' '.join(stenosis)}",
                {**stenosis, "activity_limitation": each("severe")},
            )
            for stenosis in STENOSIS
        ),
        Open(
            "2 to 12 weeks in words are not yet 6",
            {
                "back_pain": "with_leg_radiation",
                **SLR,
                "pain_onset": "subacute_2_12w",
                "activity_limitation": "severe",
            },
        ),
    ),
    "R10.deficit": (
        *(
            Fires(f"back, {muscle} 3", {**BACK, f"{muscle}.left": just(3, but_not=4)})
            for muscle in MUSCLES
        ),
        *(
            Fires(f"{' '.join(place)}, power 3", {**place, "power_knee_extension.left": 3})
            for place in PLACES
        ),
        Quiet("weak in a leg that is not the spine's", {"power_ankle_dorsiflexion.left": 0}),
    ),
}

RAISES = (
    *(
        Rises("T29", to, {"back_pain": "axial_only", "power_knee_extension.left": 3}, sign, also)
        for to, sign, also in (
            ("same_day", {"weakness_tempo": each("hours_to_4w")}, {"weakness_symptom.left": True}),
            ("emergency", {"saddle_sensory_change": True}, {}),
        )
    ),
    Rises(
        "T29",
        "emergency",
        {"back_pain": "axial_only", "power_knee_extension.left": 3},
        {"active_cancer": True},
    ),
)
