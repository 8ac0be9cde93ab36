"""Swelling of both legs, clause by clause: blood tests, heart, kidney, lymphoedema."""

from tests.cases.table import Fires, Holds, Quiet, Rises, Row, Table, each, just

SWOLLEN = each("foot_ankle", "below_knee", "entire_leg")
BOTH = {"oedema_extent.left": SWOLLEN, "oedema_extent.right": SWOLLEN}
BOTH_ANKLES = {"oedema_extent.left": "foot_ankle", "oedema_extent.right": "foot_ankle"}

CLASS_II: Row = {"cardiac_history": ["heart_failure"], "nyha_class": 2}
SHORT_OF_BREATH: tuple[Row, ...] = (
    {"pe_symptoms": True},
    {"resp_rate": just(25, but_not=24)},
    {"spo2_pct": just(91, but_not=92)},
)

CASES: Table = {
    "T13": (
        Fires("both legs", BOTH),
        Quiet("one leg", {"oedema_extent.left": "entire_leg"}),
    ),
    "T14": (Fires("NT-proBNP 400", {"lab_nt_probnp": just(400, but_not=399)}),),
    "R18": (
        Fires("eGFR 29", {"lab_egfr": just(29, but_not=30)}),
        Fires(
            "restless legs on dialysis",
            {
                "dialysis": True,
                "rls_urge": True,
                "rls_rest": True,
                "rls_movement_relief": True,
                "rls_evening": True,
            },
        ),
        Holds(
            "by the creatinine", {"lab_creatinine": 250, "age_years": 68, "sex_at_birth": "female"}
        ),
    ),
    "R19": (
        Fires("NT-proBNP 400", {"lab_nt_probnp": just(400, but_not=399)}),
        *(
            Fires(
                f"known, swollen, {' '.join(sign)}",
                {**sign, **BOTH_ANKLES},
                also=CLASS_II,
            )
            for sign in (*SHORT_OF_BREATH, {"nyha_class": just(3, but_not=2)})
        ),
        Fires(
            "known, newly swollen",
            {**BOTH_ANKLES, "swelling_onset.left": each("acute_lt2w")},
            also=CLASS_II,
        ),
        Quiet("known, swollen for years in class II", {**BOTH_ANKLES, **CLASS_II}),
        Fires(
            "known, swollen and worsening",
            {
                **BOTH,
                "cardiac_history": each(["heart_failure"]),
                "pain_course": each("worsening"),
            },
            also={"nyha_class": 2},
        ),
    ),
    "R25": (
        Fires("Stemmer", {"stemmer_sign.left": True}),
        Fires(
            "both swell and do not pit",
            {
                **BOTH,
                "oedema_pitting.left": just(False, but_not=True),
                "oedema_pitting.right": just(False, but_not=True),
            },
        ),
        Quiet("one swells and does not pit", {"oedema_extent.left": "below_knee"}),
    ),
}

RAISES: tuple[Rises, ...] = (
    *(Rises("T13", "same_day", BOTH_ANKLES, sign) for sign in SHORT_OF_BREATH),
    Rises(
        "T13",
        "same_day",
        BOTH_ANKLES,
        {"nyha_class": just(4, but_not=3)},
        {"cardiac_history": ["heart_failure"]},
    ),
    # What is failing by its marker is urgent when it shows.
    *(
        Rises(
            "R19",
            "urgent",
            {**BOTH_ANKLES, "lab_nt_probnp": 400},
            sign,
            CLASS_II,
        )
        for sign in (*SHORT_OF_BREATH, {"nyha_class": just(4, but_not=3)})
    ),
    Rises(
        "R19",
        "urgent",
        {"lab_nt_probnp": 400},
        {**BOTH, "cardiac_history": each(["heart_failure"])},
        {"pe_symptoms": True, "nyha_class": 2},
    ),
    Rises("T14", "urgent", {}, {"lab_nt_probnp": just(2001, but_not=2000)}),
    Rises(
        "R19",
        "urgent",
        {**BOTH_ANKLES, **CLASS_II, "pain_course": "worsening"},
        {"lab_nt_probnp": just(2001, but_not=2000)},
    ),
)
