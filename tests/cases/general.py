"""The whole person, clause by clause: physiotherapy, lack of iron, smoking."""

from tests.cases.table import (
    Fires,
    Quiet,
    Rises,
    Table,
    each,
    just,
)

FERRITIN_LOW = {"lab_ferritin": just(44, but_not=45)}
SATURATION_LOW = {"lab_tsat": just(19.9, but_not=20)}
FROM_50 = {"iron_loss_risk": True, "age_years": just(50, but_not=49)}

CASES: Table = {
    "R17": (
        Fires(
            "claudication, ABI 0.90",
            {
                "exertional_pattern": just("vascular_type", but_not="first_step_joint"),
                "ankle_dp_sbp.left": just(90, but_not=91),
            },
            also={"brachial_left_sbp": 100},
        ),
        Fires("root pain", {"back_pain": each("with_leg_radiation"), "slr_positive.left": True}),
        Fires("narrow canal", {"exertional_pattern": each("neurogenic_type", "mixed")}),
        Fires("osteoarthritis", {"osteoarthritis_history": True}),
        Fires("falls", {"unsteady_or_falls": True}),
        Fires(
            "by position",
            {"position_trigger": each(["supine"], ["side_lying"], ["prone"], ["legs_crossed"])},
        ),
        Quiet("claudication, ABI 1.08", {"exertional_pattern": "vascular_type"}),
    ),
    "R21": (
        Fires(
            "man, Hb 129, ferritin 44",
            {
                "sex_at_birth": just("male", but_not="female"),
                "lab_hb": just(129, but_not=130),
                **FERRITIN_LOW,
            },
        ),
        Fires(
            "woman, Hb 119, saturation 19.9",
            {
                "sex_at_birth": just("female", but_not="intersex"),
                "pregnancy_status": just("not_pregnant", but_not="pregnant"),
                "lab_hb": just(119, but_not=120),
                **SATURATION_LOW,
            },
        ),
        Fires(
            "pregnant, Hb 109",
            {"lab_hb": just(109, but_not=110), **FERRITIN_LOW},
            also={"sex_at_birth": "female", "pregnancy_status": "pregnant"},
        ),
        Fires("iron low, losses, by ferritin", {"lab_ferritin": just(75, but_not=76), **FROM_50}),
        Fires("iron low, losses, by saturation", {**SATURATION_LOW, **FROM_50}),
        Quiet("anaemia with iron", {"lab_hb": 90}),
        Quiet("iron low, no anaemia, no losses", {"lab_ferritin": 10, "age_years": 70}),
    ),
    "R26": (Fires("smokes", {"smoking_status": each("current")}),),
}

RAISES: tuple[Rises, ...] = ()
