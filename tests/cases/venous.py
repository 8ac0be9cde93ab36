"""Deep vein thrombosis, clause by clause: when to think of it, and when a D-dimer may come first."""

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
    *(
        Fires(
            f"new pain and tender, {' '.join(risk)}",
            {**NEW, **risk, "calf_or_muscle_tenderness.left": True, "pain_site.left": ["calf"]},
            same_leg=True,
        )
        for risk in RISKS
    ),
    Fires(
        "new pain and tender, by place",
        {"calf_or_muscle_tenderness.left": True, "pain_site.left": CALF_OR_THIGH},
        also={**NEW, "previous_vte": True},
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
}

RAISES: tuple[Rises, ...] = ()
