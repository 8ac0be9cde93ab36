"""Nerves, clause by clause: blood tests, nerve conduction, biopsy."""

from tests.cases.table import (
    Fires,
    Open,
    Quiet,
    Rises,
    Row,
    Table,
    each,
    just,
)

FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
MUSCLES = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)
BRISK: Row = {"reflex_knee.left": each("brisk")}
CORD: tuple[Row, ...] = (
    {"plantar_response.left": each("extensor")},
    {**BRISK, **FOUR_OF_FIVE},
    {**BRISK, "unsteady_or_falls": True},
    {**BRISK, "gait": each("wide_ataxic")},
    {**BRISK, "romberg_positive": True},
    {**BRISK, "upper_limb_neuro_symptoms": True},
)
NOT_DIABETIC = {"diabetes_type": just("none", but_not="type2")}
PROGRESSIVE = {"weakness_tempo": each("gt4w_progressive")}
NO_DAYS = {"pain_duration_days": None}

# Possible polyneuropathy: a symptom, a loss on both sides, or both ankle reflexes reduced.
POSSIBLE: tuple[tuple[str, Row], ...] = (
    ("burning feet", {"burning_feet": True}),
    ("numb on both sides", {"numbness_symptom.left": True, "numbness_symptom.right": True}),
    ("tingling on both sides", {"tingling_symptom.left": True, "tingling_symptom.right": True}),
    ("light touch hurts on both sides", {"allodynia": True, "pain_side": each("both")}),
    ("stocking", {"sensory_distribution.left": each("stocking")}),
    (
        "vibration",
        {
            "vibration_hallux.left": each("decreased", "absent"),
            "vibration_hallux.right": each("decreased", "absent"),
        },
    ),
    (
        "pinprick and temperature",
        {
            "pinprick_distal.left": each("reduced", "absent"),
            "temperature_distal.right": each("reduced", "absent"),
        },
    ),
    (
        "monofilament",
        {
            "monofilament_sites_felt_of_3.left": just(2, but_not=3),
            "monofilament_sites_felt_of_3.right": just(2, but_not=3),
        },
    ),
    (
        "ankle reflexes",
        {
            "reflex_ankle.left": each("absent", "with_reinforcement"),
            "reflex_ankle.right": each("absent", "with_reinforcement"),
        },
    ),
)
# A sign or symptom of neuropathy, without which nothing is an atypical neuropathy.
SIGNS: tuple[Row, ...] = (
    {"burning_feet": True},
    {"numbness_symptom.left": True},
    {"tingling_symptom.left": True},
    {"vibration_hallux.left": each("decreased", "absent")},
    {"pinprick_distal.left": each("reduced", "absent")},
    {"temperature_distal.left": each("reduced", "absent")},
    {"monofilament_sites_felt_of_3.left": just(2, but_not=3)},
    {"sensory_loss_on_examination.left": True},
    {"sensory_distribution.left": each("stocking", "patchy", "single_nerve")},
    {
        "reflex_ankle.left": each("absent", "with_reinforcement"),
        "reflex_ankle.right": each("absent", "with_reinforcement"),
    },
    {"known_neuropathy": True},
)
ODD: tuple[Row, ...] = (
    {"upper_limb_neuro_symptoms": True},
    {"gait": each("wide_ataxic")},
    {"purpura_or_livedo.left": True},
    {"lab_paraprotein": each("detected")},
    {"plantar_response.left": each("extensor")},
    {"reflex_knee.left": each("brisk")},
    {"neuropathy_family": True},
    {"weight_loss_unexplained": True},
    {"autonomic_symptoms": True, **NOT_DIABETIC},
)
NUMB: Row = {"numbness_symptom.left": True}
ARMS: Row = {"upper_limb_neuro_symptoms": True}
SCIATICA = {"back_pain": each("with_leg_radiation")}
# Two of symptoms, loss of feeling on both sides and reduced ankle reflexes.
PROBABLE: tuple[tuple[str, Row], ...] = tuple(
    (f"{title}, {other_title}", {**signs, **other})
    for (title, signs), (other_title, other) in (
        (POSSIBLE[0], POSSIBLE[5]),
        (POSSIBLE[3], POSSIBLE[8]),
        (POSSIBLE[6], POSSIBLE[8]),
    )
)
# A leg in which every kind of feeling is kept, and what else tells of a neuropathy.
FEELS: Row = {
    "sensory_distribution.left": "dermatomal",
    "vibration_hallux.left": "present",
    "pinprick_distal.left": "normal",
    "temperature_distal.left": "normal",
    "monofilament_sites_felt_of_3.left": 3,
}
OTHER_SIGNS: tuple[tuple[str, Row], ...] = (
    ("burning feet", {"burning_feet": True}),
    ("numb", NUMB),
    ("tingling", {"tingling_symptom.right": True}),
    ("loss of feeling found", {"sensory_loss_on_examination.left": True}),
    ("ankle reflexes", POSSIBLE[8][1]),
    ("known neuropathy", {"known_neuropathy": True}),
    ("no vibration in the other leg", {"vibration_hallux.right": each("decreased", "absent")}),
    (
        "one nerve of the other leg",
        {"sensory_distribution.right": just("single_nerve", but_not="hemibody")},
    ),
)

CASES: Table = {
    "T20": (
        *(Fires(title, signs) for title, signs in POSSIBLE),
        Quiet("light touch hurts on one side", {"allodynia": True, "pain_side": "left"}),
    ),
    "T20.cord": (
        *(Fires(" ".join(signs), signs) for signs in CORD),
        Fires("brisk and weak", CORD[1], same_leg=True),
        Quiet("brisk knees alone", {"reflex_knee.left": "brisk", "reflex_knee.right": "brisk"}),
    ),
    "T21": (
        *(Fires(title, {**signs, **NOT_DIABETIC}) for title, signs in PROBABLE),
        Fires(
            "burning feet, axonal",
            {
                "burning_feet": True,
                "ncs_result": each("length_dependent_axonal"),
                **NOT_DIABETIC,
            },
        ),
        Fires("numb, arms too", {**NUMB, **ARMS}),
        *(
            Fires(
                f"both weak where feeling is kept, {title}",
                {**FOUR_OF_FIVE, "power_hip_flexion.right": just(4, but_not=5), **sign},
                also=FEELS,
            )
            for title, sign in OTHER_SIGNS[:-1]
        ),
        Quiet(
            "numb and weak in one leg, as with a root",
            {"power_ankle_dorsiflexion.left": 2, **NUMB, "back_pain": "with_leg_radiation"},
        ),
        Fires(
            "one nerve and weak",
            {"sensory_distribution.left": just("single_nerve", but_not="none"), **FOUR_OF_FIVE},
            same_leg=True,
        ),
        Quiet(
            "both weak and without vibration",
            {
                "weakness_on_examination.left": True,
                "weakness_on_examination.right": True,
                "vibration_hallux.left": "absent",
                "vibration_hallux.right": "absent",
            },
        ),
        Quiet(
            "weak and without vibration in the same leg",
            {"power_ankle_dorsiflexion.left": 4, "vibration_hallux.left": "absent"},
        ),
        Quiet("possible only", {"burning_feet": True}),
        Quiet(
            "the usual one of diabetes",
            {
                "diabetes_type": "type2",
                "burning_feet": True,
                "reflex_ankle.left": "absent",
                "reflex_ankle.right": "absent",
            },
        ),
    ),
    "T22": tuple(Fires(title, signs) for title, signs in POSSIBLE),
    "T23": (
        Fires("numb, purpura", {**NUMB, "purpura_or_livedo.left": True}),
        Fires("numb, HIV or hepatitis", {**NUMB, **ARMS, "hiv_or_hepatitis": True}),
        Fires("numb, losing weight", {**NUMB, "weight_loss_unexplained": True}),
        # It is atypical by the arms already.
        Fires(
            "patchy",
            {"sensory_distribution.left": just("patchy", but_not="hemibody")},
            also={"burning_feet": True, **ARMS},
        ),
        Fires(
            "one nerve on each side",
            {
                "sensory_distribution.left": "single_nerve",
                "sensory_distribution.right": "single_nerve",
            },
            also={"burning_feet": True, **ARMS},
        ),
        Fires(
            "one nerve and weak",
            {"sensory_distribution.left": just("single_nerve", but_not="none"), **FOUR_OF_FIVE},
            also={"burning_feet": True, **ARMS},
            same_leg=True,
        ),
        Quiet("one nerve is an entrapment", {"sensory_distribution.left": "single_nerve"}),
        Quiet("numb, arms too, no pointer", {**NUMB, **ARMS}),
    ),
    "T24": (
        *(
            Fires(f"{' '.join(sign)}, arms too", {**sign, "upper_limb_neuro_symptoms": True})
            for sign in SIGNS[:-3]
        ),
        Fires(
            "known neuropathy, arms too",
            {"known_neuropathy": True, "upper_limb_neuro_symptoms": True},
        ),
        Fires("ankle reflexes, arms too", {**SIGNS[-2], "upper_limb_neuro_symptoms": True}),
        Fires(
            "stocking or one nerve, arms too",
            {
                "sensory_distribution.left": just("stocking", but_not="dermatomal"),
                "upper_limb_neuro_symptoms": True,
            },
        ),
        *(Fires(f"numb, {' '.join(odd)}", {"numbness_symptom.left": True, **odd}) for odd in ODD),
        Fires(
            "numb, weakness within weeks",
            {
                "numbness_symptom.left": True,
                "weakness_tempo": just("hours_to_4w", but_not="static"),
            },
            also={"weakness_symptom.left": True},
        ),
        Fires("patchy", {"sensory_distribution.left": just("patchy", but_not="hemibody")}),
        Fires(
            "one nerve on each side",
            {
                "sensory_distribution.left": "single_nerve",
                "sensory_distribution.right": "single_nerve",
            },
        ),
        Fires(
            "one nerve and weak",
            {"sensory_distribution.left": just("single_nerve", but_not="hemibody"), **FOUR_OF_FIVE},
        ),
        Fires(
            "stocking and weak without loss of sensation",
            {
                **FOUR_OF_FIVE,
                "vibration_hallux.left": just("present", but_not="decreased"),
                "pinprick_distal.left": just("normal", but_not="reduced"),
                "temperature_distal.left": just("normal", but_not="absent"),
                "monofilament_sites_felt_of_3.left": just(3, but_not=2),
            },
            also={"sensory_distribution.left": "stocking"},
        ),
        *(
            Fires(f"weak where feeling is kept, {title}", {**FOUR_OF_FIVE, **sign}, also=FEELS)
            for title, sign in OTHER_SIGNS
        ),
        Fires(
            "unexplained after blood tests",
            {"burning_feet": True, **NOT_DIABETIC, "first_line_bloods_normal": True},
        ),
        *(
            Fires(
                f"{muscle} 4 without a change of feeling",
                {
                    "sensory_distribution.left": just("none", but_not="dermatomal"),
                    f"{muscle}.left": just(4, but_not=5),
                },
            )
            for muscle in MUSCLES
        ),
        Fires(
            "twitching and weak",
            {"fasciculation_seen.left": True, "weakness_symptom.left": True},
            same_leg=True,
        ),
        Fires(
            "twitching felt, and weak",
            {"fasciculations_symptom": True, "weakness_symptom.left": True},
        ),
        Fires(
            "twitching and wasted",
            {"fasciculation_seen.left": True, "muscle_wasting.left": True},
            same_leg=True,
        ),
        *(
            Fires(
                f"{muscle} 4 and wasted",
                {"muscle_wasting.left": True, f"{muscle}.left": just(4, but_not=5)},
                also={
                    "sensory_distribution.left": "dermatomal",
                    "sensory_distribution.right": "dermatomal",
                },
                same_leg=True,
            )
            for muscle in MUSCLES
        ),
        Fires("weaker for over 4 weeks", PROGRESSIVE, also={"weakness_symptom.left": True}),
        Quiet("one nerve is an entrapment", {"sensory_distribution.left": "single_nerve"}),
        Quiet(
            "odd, but no sign of neuropathy",
            {"gait": "wide_ataxic", "weight_loss_unexplained": True},
        ),
    ),
    "T25": (
        *(
            Fires(
                f"root pain, {' '.join(sign)}, unclear",
                {
                    **SCIATICA,
                    **sign,
                    "pain_duration_days": just(22, but_not=21),
                    "root_vs_nerve_unclear": True,
                },
            )
            for sign in ({"slr_positive.left": True}, {"worse_cough_strain": True}, FOUR_OF_FIVE)
        ),
        Open(
            "2 to 12 weeks in words may be less than 3",
            {
                "back_pain": "with_leg_radiation",
                "slr_positive.left": True,
                "pain_onset": "subacute_2_12w",
                "root_vs_nerve_unclear": True,
            },
        ),
    ),
    "T26": (
        Fires("Tinel at the ankle", {"tinel_tarsal.left": True}),
        Fires("one nerve", {"sensory_distribution.left": each("single_nerve")}),
        Fires("foot drop", FOUR_OF_FIVE),
        Quiet("a stocking is no single nerve", {"sensory_distribution.left": "stocking"}),
    ),
    "T27": (Fires("burning, normal study", {"burning_feet": True, "ncs_result": each("normal")}),),
}

RAISES = (
    Rises("T20", "urgent", {"burning_feet": True}, {"unsteady_or_falls": True}),
    *(
        Rises(
            "T24",
            "urgent",
            {"numbness_symptom.left": True, "upper_limb_neuro_symptoms": True},
            weak,
            also={"weakness_symptom.left": True},
        )
        for weak in (
            FOUR_OF_FIVE,
            {"weakness_on_examination.left": True},
            {"weakness_tempo": each("hours_to_4w", "gt4w_progressive")},
        )
    ),
    Rises(
        "T21",
        "urgent",
        {"numbness_symptom.left": True, "upper_limb_neuro_symptoms": True},
        {"weight_loss_unexplained": True},
    ),
    *(
        Rises("T26", "urgent", {"tinel_tarsal.left": True}, {**FOUR_OF_FIVE, **new}, also)
        for new, also in (
            ({"pain_onset": each("sudden", "acute_le14d")}, {}),
            ({"weakness_tempo": each("hours_to_4w")}, {"weakness_symptom.left": True}),
        )
    ),
)
