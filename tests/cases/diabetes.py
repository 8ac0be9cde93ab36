"""Diabetes, clause by clause: glucose tests, the foot check, the foot service."""

from tests.cases.nerve import POSSIBLE
from tests.cases.table import Fires, Open, Quiet, Rises, Row, Table, each, just

DIABETES: Row = {"diabetes_type": "type2"}
INSENSATE: tuple[Row, ...] = (
    {"monofilament_sites_felt_of_3.left": just(2, but_not=3)},
    {"known_neuropathy": True},
)
NO_PULSE: Row = {"pulse_pt.left": each("absent")}
PRESSED: tuple[Row, ...] = ({"callus.left": True}, {"foot_deformity.left": True})
# A hot foot: warm, swollen or painful, and red or swollen.
HOT: tuple[Row, ...] = (
    {"skin_temp.left": each("warm", "hot"), "oedema_extent.left": each("foot_ankle")},
    {
        "skin_temp.left": "warm",
        "oedema_extent.left": just("below_knee", but_not="entire_leg"),
        "erythema.left": each("localised", "spreading"),
    },
    {
        "skin_temp.left": "hot",
        "pain_site.left": each(["foot"], ["ankle"]),
        "erythema.left": "localised",
    },
)
# What makes a foot an active problem, besides an ulcer of the foot and gangrene.
ACTIVE: tuple[tuple[str, Row], ...] = (
    ("two signs of infection", {"local_infection_signs.left": just(2, but_not=1)}),
    ("Charcot foot suspected", {"charcot_suspected.left": True}),
    *((f"hot foot, {' '.join(hot)}", hot) for hot in HOT),
    (
        "rest pain at 50",
        {
            "age_years": just(50, but_not=49),
            "worse_lying_flat": True,
            "pain_site.left": ["sole"],
            "worse_elevation.left": True,
        },
    ),
)

CASES: Table = {
    "T18": (
        Fires("artery disease", {"buerger_positive.left": True}),
        Fires("diabetes", {"diabetes_type": each("type1", "type2", "other_type")}),
        Quiet("prediabetes", {"diabetes_type": "prediabetes"}),
    ),
    "T18.nerves": (
        *(Fires(title, signs) for title, signs in POSSIBLE),
        Fires("kind of pain", {"pain_quality": each(["burning"], ["tingling"], ["numb_pain"])}),
        Quiet("light touch hurts on one side", {"allodynia": True, "pain_side": "right"}),
        Quiet(
            "numb on one side", {"numbness_symptom.left": True, "vibration_hallux.left": "absent"}
        ),
    ),
    "T19": (
        *(
            Fires(
                f"{title}, HbA1c 47",
                {
                    **signs,
                    "diabetes_type": just("none", but_not="prediabetes"),
                    "lab_hba1c": just(47, but_not=48),
                    "pain_quality": each(["burning"], ["tingling"]),
                },
            )
            for title, signs in POSSIBLE
        ),
        Quiet(
            "numb, no pain of nerves",
            {"burning_feet": True, "lab_hba1c": 40, "pain_quality": ["numb_pain"]},
        ),
    ),
    "T28": (
        *(
            Fires(
                f"{kind} from diagnosis",
                {"diabetes_type": just(kind, but_not="type1")},
                also={"diabetes_years": 4.9},
            )
            for kind in ("type2", "other_type")
        ),
        Fires(
            "type 1 after five years",
            {"diabetes_years": just(5, but_not=4.9)},
            also={"diabetes_type": "type1"},
        ),
        Quiet("prediabetes", {"diabetes_type": "prediabetes"}),
    ),
    "R16": (
        Fires(
            "deformity",
            {"diabetes_type": each("type1", "type2", "other_type"), "foot_deformity.left": True},
        ),
        *(Fires(f"numb, {' '.join(numb)}", {**DIABETES, **numb}) for numb in INSENSATE),
        Fires("no pulse", {**DIABETES, **NO_PULSE}),
        Fires("known artery disease", {**DIABETES, "known_pad": True}),
        Fires("ulcer before", {**DIABETES, "prior_foot_ulcer_or_amputation.left": True}),
        Fires("dialysis", {**DIABETES, "dialysis": True}),
        *(
            # Each is enough for a moderate risk, and both are needed for a high one.
            Fires(f"numb and pressed, {' '.join(risk)}", DIABETES, also={**numb, **risk})
            for numb, risk in (
                ({"monofilament_sites_felt_of_3.left": 2}, {"callus.left": True}),
                ({"monofilament_sites_felt_of_3.left": 2}, {"foot_deformity.left": True}),
                ({"known_neuropathy": True}, {"callus.left": True}),
                ({"known_neuropathy": True}, {"pulse_pt.left": "absent"}),
                ({"monofilament_sites_felt_of_3.left": 2}, {"pulse_pt.left": "absent"}),
                ({"pulse_pt.left": "absent"}, {"callus.left": True}),
            )
        ),
        *(Fires(title, {**DIABETES, **signs}) for title, signs in ACTIVE),
        Fires(
            "ulcer anywhere, gangrene",
            {**DIABETES, "skin_integrity.left": each("ulcer", "dry_gangrene", "wet_gangrene")},
        ),
        # At the foot it is an active problem, which more than makes the rule true.
        *(
            Fires(
                f"ulcer of the {place}",
                DIABETES,
                also={"skin_integrity.left": "ulcer", "ulcer_site.left": place},
            )
            for place in ("toe_forefoot", "heel", "other")
        ),
        *(
            Fires("hot foot that is numb", DIABETES, also={**numb, **hot})
            for numb in ({"monofilament_sites_felt_of_3.left": 2}, {"known_neuropathy": True})
            for hot in (
                {"skin_temp.left": "warm", "oedema_extent.left": "foot_ankle"},
                {
                    "skin_temp.left": "hot",
                    "pain_site.left": ["foot"],
                    "erythema.left": "localised",
                },
            )
        ),
        Quiet("callus alone is a low risk", {**DIABETES, "callus.left": True}),
        Quiet("the same feet without diabetes", {"foot_deformity.left": True}),
        Open("feet not examined", DIABETES),
    ),
}

RAISES = (
    *(
        Rises("R16", "urgent", {**DIABETES, **moderate}, signs)
        for moderate, signs in (
            ({"foot_deformity.right": True}, {"prior_foot_ulcer_or_amputation.left": True}),
            ({"foot_deformity.right": True}, {"dialysis": True}),
            ({"foot_deformity.right": True}, {**INSENSATE[0], **NO_PULSE}),
            *(({"foot_deformity.right": True}, {**INSENSATE[0], **pressed}) for pressed in PRESSED),
            *(({"foot_deformity.right": True}, {**NO_PULSE, **pressed}) for pressed in PRESSED),
            *(({"known_neuropathy": True}, pressed) for pressed in (NO_PULSE, *PRESSED)),
        )
    ),
    Rises(
        "R16",
        "urgent",
        {**DIABETES, "foot_deformity.right": True},
        {"skin_integrity.left": "ulcer"},
        also={"ulcer_site.left": "medial_gaiter"},
    ),
    *(
        Rises("R16", "same_day", {**DIABETES, "foot_deformity.right": True}, signs)
        for _, signs in ACTIVE
    ),
)
