"""Skin, clause by clause: leg ulcers, and red legs that may not be infected."""

from tests.cases.table import Fires, Holds, Open, Quiet, Rises, Table, each, just

ULCER = {"skin_integrity.left": "ulcer"}
NEW = {"pain_duration_days": 14}
RED = each("localised", "spreading")
YOUNGER = {"age_years": just(69, but_not=70)}
CALM = {"heart_rate": just(89, but_not=90)}

CASES: Table = {
    "R04": (
        Fires("over two weeks", {"ulcer_weeks.left": just(2.1, but_not=2)}, also={**ULCER, **NEW}),
        Fires(
            "of the gaiter or the outer ankle",
            {"ulcer_site.left": each("medial_gaiter", "lateral_malleolus")},
            also={**ULCER, **NEW, "ulcer_weeks.left": 2},
        ),
        Fires(
            "an ulcer of three weeks",
            {"skin_integrity.left": just("ulcer", but_not="wet_gangrene")},
            also={**NEW, "ulcer_weeks.left": 3, "ulcer_site.left": "toe_forefoot"},
        ),
        Fires(
            "pain for over two weeks",
            {"skin_integrity.left": "ulcer", "pain_duration_days": just(15, but_not=14)},
            also={"ulcer_weeks.left": 2, "ulcer_site.left": "toe_forefoot"},
        ),
        Holds("an ulcer with chronic pain", {**ULCER, "pain_onset": "chronic_gt12w"}),
        Open("an ulcer with pain of weeks", {**ULCER, "pain_onset": "subacute_2_12w"}),
    ),
    "R23.ulcer": (
        Fires(
            "with purpura or livedo",
            {"skin_integrity.left": each("ulcer"), "purpura_or_livedo.left": True},
            same_leg=True,
        ),
        Fires("with dying skin", {**ULCER, "bullae_or_necrosis.left": True}, same_leg=True),
        Quiet("purpura without an ulcer", {"purpura_or_livedo.left": True}),
    ),
    "R23": (
        Fires("both red", {"erythema.left": RED, "erythema.right": RED}, also={"age_years": 70}),
        Fires(
            "eczema that stays", {"venous_skin.left": each(["eczema"]), "self_care_failed": True}
        ),
        Fires(
            "one red warm leg, calm",
            {
                "erythema.left": just("localised", but_not="none"),
                "skin_temp.left": each("warm", "hot"),
                **YOUNGER,
                **CALM,
            },
            also={"lab_wbc": 10},
        ),
        Fires(
            "spreading, white cells low",
            {
                "erythema.left": just("spreading", but_not="localised"),
                "lab_wbc": just(9.9, but_not=10),
            },
            also={"age_years": 69, "heart_rate": 90},
        ),
        Fires(
            "one red leg with fever",
            {"erythema.left": just("localised", but_not="none"), "fever_or_rigors": True},
            also={"age_years": 69, "heart_rate": 89},
        ),
        Quiet(
            "ALT-70 of five",
            {"erythema.left": "spreading", "lab_wbc": 13, "heart_rate": 96},
        ),
        Quiet("one red leg that is neither warm nor feverish", {"erythema.left": "localised"}),
        Quiet("no redness, aged and fast", {"age_years": 75, "heart_rate": 92}),
        Open(
            "white cells not known, pulse 92",
            {"age_years": 55, "erythema.left": "spreading", "heart_rate": 92},
        ),
    ),
}

RAISES: tuple[Rises, ...] = ()
