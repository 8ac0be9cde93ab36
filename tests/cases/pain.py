"""Pain, clause by clause: the pain service."""

from tests.cases.nerve import POSSIBLE
from tests.cases.spine import LIMITED, SCIATICA, SLR
from tests.cases.table import Fires, Quiet, Rises, Row, Table, each, just

NEUROPATHIC: tuple[tuple[str, Row], ...] = (
    *POSSIBLE[:3],
    ("light touch hurts", {"allodynia": True}),
    POSSIBLE[4],
)

CASES: Table = {
    "R11": (
        *(
            Fires(
                f"burning feet, {' '.join(burden)}",
                {"burning_feet": True, **burden, "self_care_failed": True},
            )
            for burden in (
                {"activity_limitation": just("moderate", but_not="mild")},
                {"sleep_loss_major": True},
                {"pain_course": each("worsening")},
            )
        ),
        *(
            Fires(f"{title}, {' '.join(burden)}, at any stage", {**signs, **burden})
            for title, signs in NEUROPATHIC
            for burden in (
                {"pain_nrs_now": just(7, but_not=6)},
                {"pain_nrs_night": just(7, but_not=6)},
                {"activity_limitation": each("severe")},
            )
        ),
        *(
            Fires(
                f"{title}, lasting",
                {**signs, "sleep_loss_major": True},
                also={"pain_duration_days": 91},
            )
            for title, signs in NEUROPATHIC
        ),
        *(
            Fires(
                f"root pain, {' '.join(burden)}",
                {**SCIATICA, **SLR, **burden, "self_care_failed": True},
            )
            for burden in (
                {"pain_nrs_now": just(7, but_not=6)},
                {"pain_nrs_night": just(7, but_not=6)},
                LIMITED,
                {"sleep_loss_major": True},
                {"pain_course": each("worsening")},
            )
        ),
        Quiet(
            "severe root pain of a month",
            {
                "back_pain": "with_leg_radiation",
                "slr_positive.left": True,
                "pain_nrs_now": 9,
                "activity_limitation": "severe",
            },
        ),
        Quiet(
            "90 days", {"burning_feet": True, "sleep_loss_major": True, "pain_duration_days": 90}
        ),
        Quiet(
            "absent reflexes do not hurt",
            {
                **dict.fromkeys(("reflex_ankle.left", "reflex_ankle.right"), "absent"),
                "sleep_loss_major": True,
                "self_care_failed": True,
            },
        ),
    ),
    "R12": (
        *(
            Fires(
                f"{medicine} for 91 days",
                {
                    medicine: True,
                    "self_care_failed": True,
                    "pain_duration_days": just(91, but_not=90),
                },
            )
            for medicine in ("med_opioid", "med_gabapentinoid")
        ),
        Fires(
            "more than 12 weeks in words",
            {
                "med_opioid": True,
                "self_care_failed": True,
                "pain_onset": just("chronic_gt12w", but_not="subacute_2_12w"),
            },
            also={"pain_duration_days": None},
        ),
        Quiet(
            "held by the medicine",
            {"med_opioid": True, "self_care_failed": False, "pain_duration_days": 400},
        ),
    ),
}

RAISES = tuple(
    Rises(
        "R11",
        "urgent",
        {"burning_feet": True, "pain_course": "worsening", "self_care_failed": True},
        {**pain, **burden},
    )
    for pain, burden in (
        ({"pain_nrs_now": just(7, but_not=6)}, {"activity_limitation": each("severe")}),
        ({"pain_nrs_night": just(7, but_not=6)}, {"sleep_loss_major": True}),
    )
)
