"""Veins, clause by clause: when to think of a thrombosis, when a D-dimer may come first, and reflux."""

from tests.cases.table import (
    Fires,
    Open,
    Quiet,
    Rises,
    Row,
    Rows,
    Table,
    each,
    just,
)

NEW = {"pain_onset": "acute_le14d"}
CALF_OR_THIGH = each(
    ["calf"], ["thigh"], ["thigh_anterior"], ["thigh_posterior"], ["thigh_lateral"], ["whole_leg"]
)
CALF = {"pain_site.left": ["calf"]}
ABOVE_FOOT = each("below_knee", "entire_leg")
CHILDBED = {"pregnancy_status": each("pregnant", "postpartum_6w")}
RISKS: tuple[Row, ...] = (
    {"active_cancer": True},
    {"bedridden_or_surgery": True},
    {"paralysis_or_plaster": True},
    {"previous_dvt": True},
    {"previous_vte": True},
    {"thrombophilia_or_fh": True},
    {"med_oestrogen": True},
    CHILDBED,
)
SWOLLEN = each("foot_ankle", "below_knee", "entire_leg")
CHANGED_SKIN = each(
    ["pigmentation"],
    ["eczema"],
    ["lipodermatosclerosis"],
    ["atrophie_blanche"],
    ["corona_phlebectatica"],
    ["healed_venous_ulcer"],
)
GAITER_ULCER = {"ulcer_site.left": each("medial_gaiter")}
RLS_CRITERIA = (
    "rls_urge",
    "rls_rest",
    "rls_movement_relief",
    "rls_evening",
    "rls_no_mimic",
)
THROMBOSIS: Rows = (
    Fires("new swelling", {"swelling_onset.left": each("acute_lt2w")}),
    Fires("tender deep veins", {"deep_vein_tenderness.left": True}),
    Fires(
        "whole leg, the other not",
        {"oedema_extent.left": each("entire_leg"), "oedema_extent.right": each("none")},
    ),
    Fires(
        "pitting above the foot, the other leg not",
        {
            "oedema_extent.left": just("below_knee", but_not="foot_ankle"),
            "oedema_pitting.left": True,
            "oedema_extent.right": each("none"),
        },
    ),
    Fires(
        "calf 3 cm thicker", {"calf_cm.left": just(39, but_not=38.9)}, also={"calf_cm.right": 36}
    ),
    Fires(
        "red, warm, new, calf",
        {
            "erythema.left": each("localised", "spreading"),
            "skin_temp.left": each("warm", "hot"),
            "pain_onset": each("sudden", "acute_le14d"),
            "pain_site.left": CALF_OR_THIGH,
        },
        same_leg=True,
    ),
    Fires(
        "red, warm, swollen above the foot",
        {"erythema.left": "spreading", "skin_temp.left": "hot", "oedema_extent.left": "below_knee"},
        also={**NEW, "oedema_extent.right": "foot_ankle"},
    ),
    *(
        Fires(
            f"both swollen, one whole leg, {' '.join(risk)}",
            {"oedema_extent.left": each("entire_leg"), **risk},
            # Pain of both legs, so that the other leg is not suspected by itself.
            also={"oedema_extent.right": "below_knee", "pain_side": "both"},
        )
        for risk in (*RISKS, {"pain_onset": each("sudden", "acute_le14d")})
    ),
    Fires(
        "new pain of one leg, swollen above the foot",
        {
            "pain_onset": each("sudden", "acute_le14d"),
            "pain_side": each("left"),
            "oedema_extent.left": "below_knee",
        },
        also={"oedema_extent.right": "foot_ankle"},
    ),
    Fires(
        "new pain of both legs, in calf or thigh, swollen above the foot",
        {
            "pain_onset": "acute_le14d",
            "pain_site.left": CALF_OR_THIGH,
            "oedema_extent.left": just("below_knee", but_not="foot_ankle"),
        },
        also={"oedema_extent.right": "foot_ankle", "pain_side": "both"},
        same_leg=True,
    ),
    *(
        Fires(
            f"new pain of one calf, {' '.join(risk)}",
            {**NEW, **risk, "pain_side": each("left"), "pain_site.left": each(["calf"])},
        )
        for risk in RISKS
    ),
    *(
        Fires(
            f"new pain and tender, {' '.join(risk)}",
            {**NEW, **risk, "calf_or_muscle_tenderness.left": True, "pain_site.left": ["calf"]},
            also={"pain_side": "both"},
            same_leg=True,
        )
        for risk in RISKS
    ),
    Fires(
        "new pain and tender, by place",
        {"calf_or_muscle_tenderness.left": True, "pain_site.left": CALF_OR_THIGH},
        also={**NEW, "previous_vte": True, "pain_side": "both"},
    ),
    Quiet(
        "a red toe",
        {
            **NEW,
            "pain_side": "left",
            "pain_site.left": ["forefoot_toes"],
            "erythema.left": "localised",
            "skin_temp.left": "hot",
            "oedema_extent.left": "foot_ankle",
        },
    ),
    Quiet("a new pain of one calf without a risk", {**NEW, "pain_side": "left", **CALF}),
    Quiet("new pain of both calves", {**NEW, "pain_side": "both", "active_cancer": True, **CALF}),
    Quiet(
        "both ankles swollen for years",
        {
            "oedema_extent.left": "below_knee",
            "oedema_extent.right": "below_knee",
            "oedema_pitting.left": True,
            "oedema_pitting.right": True,
            "swelling_onset.left": "chronic",
            "active_cancer": True,
        },
    ),
    Open("new pain in a calf", {**NEW, "pain_site.left": ["calf"]}),
)

# Every Wells item answered, on both legs, and no point.
NO_POINT: Row = {
    "active_cancer": False,
    "paralysis_or_plaster": False,
    "bedridden_or_surgery": False,
    "previous_dvt": False,
    "alt_dx_as_likely": False,
    **{
        f"{finding}.{leg}": value
        for finding, value in (
            ("deep_vein_tenderness", False),
            ("oedema_extent", "none"),
            ("calf_cm", 36),
            ("collateral_veins", False),
        )
        for leg in ("left", "right")
    },
}
NOT_PREGNANT = {"pregnancy_status": "not_pregnant"}
ONE_POINT = {**NO_POINT, **NOT_PREGNANT, "swelling_onset.left": "acute_lt2w"}

CASES: Table = {
    "T07": THROMBOSIS,
    "T08": (
        Fires(
            "no point",
            {
                "swelling_onset.left": each("acute_lt2w"),
                "pregnancy_status": each("not_pregnant", "not_applicable"),
            },
            also=NO_POINT,
        ),
        # One point is unlikely, two are likely; so the answer to each item turns it.
        *(
            Fires(f"one point, not {' '.join(item)}", item, also={**ONE_POINT, **also})
            for item, also in (
                ({"active_cancer": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"paralysis_or_plaster": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"bedridden_or_surgery": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"previous_dvt": just(False, but_not=True)}, {"active_cancer": True}),
                ({"deep_vein_tenderness.left": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"deep_vein_tenderness.right": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"collateral_veins.left": just(False, but_not=True)}, {"previous_dvt": True}),
                ({"calf_cm.left": just(38.9, but_not=39)}, {"previous_dvt": True}),
                (
                    {"oedema_extent.left": just("below_knee", but_not="entire_leg")},
                    {"previous_dvt": True, "oedema_pitting.left": False},
                ),
                (
                    {"oedema_pitting.left": just(False, but_not=True)},
                    {"previous_dvt": True, "oedema_extent.left": "foot_ankle"},
                ),
            )
        ),
        Fires(
            "two points less two",
            {"alt_dx_as_likely": just(True, but_not=False)},
            also={**ONE_POINT, "active_cancer": True, "previous_dvt": True},
        ),
        Open(
            "an item is missing",
            {key: value for key, value in ONE_POINT.items() if key != "previous_dvt"}
            | {"active_cancer": True},
        ),
    ),
    "T09": (
        Fires("new swelling", {"swelling_onset.left": "acute_lt2w", **CHILDBED}),
        Fires("tender deep veins", {"deep_vein_tenderness.left": True, **CHILDBED}),
    ),
    "T10": (
        Fires(
            "D-dimer above 500",
            {
                "swelling_onset.left": each("acute_lt2w"),
                "dvt_scan_result": each("negative_proximal"),
                "lab_ddimer": just(501, but_not=500),
            },
            also={"age_years": 50},
        ),
        Fires(
            "D-dimer above ten times the age",
            {"deep_vein_tenderness.left": True, "lab_ddimer": just(781, but_not=780)},
            also={"age_years": 78, "dvt_scan_result": "negative_proximal"},
        ),
        Fires(
            "the age turns it",
            {"lab_ddimer": 520, "age_years": just(51, but_not=53)},
            also={"deep_vein_tenderness.left": True, "dvt_scan_result": "negative_proximal"},
        ),
        Open(
            "without the age a D-dimer is not raised",
            {
                "deep_vein_tenderness.left": True,
                "dvt_scan_result": "negative_proximal",
                "lab_ddimer": 520,
            },
        ),
    ),
    "T11": (
        Fires("a hard tender vein", {"superficial_vein_cord.left": True}),
        Quiet("varicose veins", {"varicose_veins_visible.left": True}),
    ),
    "T12": (
        Fires("changed skin", {"venous_skin.left": CHANGED_SKIN}),
        Fires(
            "returned after treatment",
            {"varices_recurrent.left": True},
            also={"varicose_veins_visible.left": True},
        ),
        Fires("ulcer of the gaiter", GAITER_ULCER, also={"skin_integrity.left": "ulcer"}),
        Quiet(
            "gangrene of the gaiter is no venous ulcer",
            {"skin_integrity.left": "dry_gangrene", "ulcer_site.left": "medial_gaiter"},
        ),
        Fires(
            "varicose and swollen",
            {"varicose_veins_visible.left": True, "oedema_extent.left": SWOLLEN},
            same_leg=True,
        ),
        Fires(
            "clotted and swollen",
            {"superficial_vein_cord.left": True, "oedema_extent.left": SWOLLEN},
            same_leg=True,
        ),
        *(
            Fires(
                f"varicose, {posture}, eased by raising",
                {"varicose_veins_visible.left": True, "relief_elevation.right": True},
                also={posture: True},
            )
            for posture in ("worse_standing", "worse_end_of_day")
        ),
        Fires(
            "varicose, eased by raising",
            {"varicose_veins_visible.left": True, "relief_elevation.left": True},
        ),
        Fires(
            "varicose, worse standing, the other leg swollen",
            {
                "varicose_veins_visible.left": True,
                "worse_standing": True,
                "oedema_extent.right": each("foot_ankle", "below_knee"),
            },
        ),
        Quiet("varicose veins that do not trouble", {"varicose_veins_visible.left": True}),
        Quiet(
            "fine veins and a swollen ankle",
            {"venous_skin.left": ["telangiectasia_reticular"], "oedema_extent.left": "foot_ankle"},
        ),
    ),
    "R03": (
        Fires("changed skin", {"venous_skin.left": CHANGED_SKIN}),
        Fires("a hard tender vein", {"superficial_vein_cord.left": True}),
        Fires(
            "varicose, eased by raising",
            {"varicose_veins_visible.left": True, "relief_elevation.left": True},
        ),
        Fires(
            "varicose, worse standing, swollen",
            {
                "varicose_veins_visible.left": True,
                "worse_standing": True,
                "oedema_extent.left": each("foot_ankle", "below_knee"),
            },
        ),
        Quiet("varicose veins that do not trouble", {"varicose_veins_visible.left": True}),
        Quiet(
            "trouble without varicose veins",
            {"worse_standing": True, "relief_elevation.left": True},
        ),
    ),
    "R27": (
        Fires("new swelling", {"swelling_onset.left": "acute_lt2w", **CHILDBED}),
        Fires("tender deep veins", {"deep_vein_tenderness.left": True, **CHILDBED}),
        Quiet("pregnant", {"pregnancy_status": "pregnant"}),
    ),
    "R27.nights": (
        Fires(
            "restless legs",
            {
                **CHILDBED,
                **dict.fromkeys(RLS_CRITERIA, True),
                "rls_distress": each("moderate", "severe"),
                "rls_days_per_week": just(2, but_not=1.9),
            },
        ),
        Fires(
            "cramps",
            {**CHILDBED, "cramp_nights_per_week": just(4, but_not=3)},
            also={"cramp_present": True},
        ),
    ),
}

RAISES: tuple[Rises, ...] = (
    *(
        Rises("T11", "same_day", {"superficial_vein_cord.left": True}, {swelling: how})
        for swelling, how in (
            ("oedema_extent.left", SWOLLEN),
            ("swelling_onset.left", each("acute_lt2w")),
        )
    ),
    Rises(
        "T11",
        "same_day",
        {"oedema_extent.left": "foot_ankle", "superficial_vein_cord.right": True},
        {"superficial_vein_cord.left": True},
    ),
    Rises("R03", "urgent", {"venous_skin.right": ["eczema"]}, {"superficial_vein_cord.left": True}),
)
