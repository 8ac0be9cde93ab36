"""Nerves and spine, clause by clause: blood tests, nerve conduction, MRI, neurology, spine, pain."""

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
CORD: tuple[Row, ...] = (
    {"plantar_response.left": each("extensor")},
    {"reflex_knee.left": each("brisk"), **FOUR_OF_FIVE},
)
LIMITED = {"activity_limitation": each("moderate", "severe")}
NOT_DIABETIC = {"diabetes_type": just("none", but_not="type2")}
PROGRESSIVE = {"weakness_tempo": each("gt4w_progressive")}
NO_DAYS = {"pain_duration_days": None}

# Possible polyneuropathy: a symptom, a loss on both sides, or both ankle reflexes reduced.
POSSIBLE: tuple[tuple[str, Row], ...] = (
    ("burning feet", {"burning_feet": True}),
    ("numb on both sides", {"numbness_symptom.left": True, "numbness_symptom.right": True}),
    ("tingling on both sides", {"tingling_symptom.left": True, "tingling_symptom.right": True}),
    ("light touch hurts", {"allodynia": True}),
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
TENSION: tuple[Row, ...] = (
    {"slr_positive.left": True},
    {"crossed_slr.left": True},
    {"femoral_stretch_positive.left": True},
    {"sensory_distribution.left": each("dermatomal")},
    {"worse_cough_strain": True},
    {"weakness_on_examination.left": True},
    FOUR_OF_FIVE,
)
SLR = {"slr_positive.left": True}

TESTS: Table = {
    "T18": (
        *(Fires(title, signs) for title, signs in POSSIBLE),
        Fires("artery disease", {"buerger_positive.left": True}),
        Fires("kind of pain", {"pain_quality": each(["burning"], ["tingling"], ["numb_pain"])}),
        Fires("diabetes", {"diabetes_type": each("type1", "type2", "other_type")}),
        Quiet(
            "numb on one side", {"numbness_symptom.left": True, "vibration_hallux.left": "absent"}
        ),
    ),
    "T20": (
        *(Fires(title, signs) for title, signs in POSSIBLE),
        *(Fires(" ".join(signs), signs) for signs in CORD),
        # The symptoms are enough by themselves, with or without a reason for a deficiency.
        *(
            Fires(f"burning feet, {reason}", {"burning_feet": True}, also={reason: True})
            for reason in (
                "med_metformin",
                "vegan_diet",
                "malabsorption_or_bariatric",
                "med_acid_suppressant",
            )
        ),
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
        Fires("weaker for over 4 weeks", PROGRESSIVE, also={"weakness_symptom.left": True}),
        Quiet("one nerve is an entrapment", {"sensory_distribution.left": "single_nerve"}),
        Quiet(
            "odd, but no sign of neuropathy",
            {"gait": "wide_ataxic", "weight_loss_unexplained": True},
        ),
    ),
    "T29": (
        *(
            Fires(f"back, {muscle} 3", {**BACK, f"{muscle}.left": just(3, but_not=4)})
            for muscle in MUSCLES
        ),
        *(
            Fires(f"{' '.join(place)}, power 3", {**place, "power_knee_extension.left": 3})
            for place in (
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
            "back pain, slightly weak, stable",
            {"back_pain": "axial_only", "power_ankle_dorsiflexion.left": 4},
        ),
    ),
}
REFERRALS: Table = {
    "R06": (
        *(
            Fires(f"numb, {' '.join(odd)}", {"numbness_symptom.left": True, **odd})
            for odd in (
                {"autonomic_symptoms": True, **NOT_DIABETIC},
                {"purpura_or_livedo.left": True},
                {"lab_paraprotein": each("detected")},
                {"weight_loss_unexplained": True},
            )
        ),
        Fires(
            "no vibration, arms too, weak",
            {
                "vibration_hallux.left": each("decreased", "absent"),
                "upper_limb_neuro_symptoms": True,
                **FOUR_OF_FIVE,
            },
        ),
        Fires(
            "one nerve and weak",
            {
                "sensory_distribution.left": just("single_nerve", but_not="dermatomal"),
                **FOUR_OF_FIVE,
            },
        ),
        Fires(
            "one nerve and purpura",
            {"sensory_distribution.left": "single_nerve", "purpura_or_livedo.left": True},
        ),
        *(Fires(f"{muscle} 3", {f"{muscle}.left": just(3, but_not=4)}) for muscle in MUSCLES),
        # Progressive weakness is enough by itself; in a neuropathy it is atypical as well.
        Fires(
            "weaker for over 4 weeks",
            PROGRESSIVE,
            also={"weakness_symptom.left": True, "known_neuropathy": True},
        ),
        Quiet("odd only", {"numbness_symptom.left": True, "neuropathy_family": True}),
    ),
    "R07": (
        *(
            Fires(title, {**signs, **NOT_DIABETIC}, also={"pain_duration_days": 91})
            for title, signs in POSSIBLE[:1] + POSSIBLE[5:6] + POSSIBLE[-1:]
        ),
        Fires(
            "more than 12 weeks in words",
            {"burning_feet": True, "pain_onset": each("chronic_gt12w")},
            also={**NO_DAYS, "diabetes_type": "prediabetes"},
        ),
        Quiet("90 days", {"burning_feet": True, "pain_duration_days": 90}),
    ),
    "R10": (
        *(
            Fires(
                f"root pain, {' '.join(sign)}",
                {**SCIATICA, **sign, "pain_duration_days": just(42, but_not=41), **LIMITED},
            )
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
        Fires(
            "stenosis by walking",
            {
                "exertional_pattern": each("neurogenic_type", "mixed"),
                "activity_limitation": each("severe"),
            },
        ),
        Fires(
            "stenosis by posture",
            {
                "relief_sitting_flexion": True,
                "worse_standing": True,
                "activity_limitation": each("severe"),
            },
        ),
        *(
            Fires(f"back, {muscle} 3", {**BACK, f"{muscle}.left": just(3, but_not=4)})
            for muscle in MUSCLES
        ),
        Quiet("weak in a leg that is not the spine's", {"power_ankle_dorsiflexion.left": 0}),
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
    "R11": (
        *(
            Fires(
                f"burning feet, {' '.join(burden)}",
                {"burning_feet": True, **burden, "self_care_failed": True},
            )
            for burden in (
                {"pain_nrs_now": just(7, but_not=6)},
                {"pain_nrs_night": just(7, but_not=6)},
                LIMITED,
                {"sleep_loss_major": True},
                {"pain_course": each("worsening")},
            )
        ),
        *(
            Fires(
                f"{title}, lasting",
                {**signs, "sleep_loss_major": True},
                also={"pain_duration_days": 91},
            )
            for title, signs in POSSIBLE[:5]
        ),
        Fires(
            "root pain, sleepless",
            {**SCIATICA, **SLR, "sleep_loss_major": True, "self_care_failed": True},
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
}

RAISES = (
    Rises("T20", "urgent", {"burning_feet": True}, {"unsteady_or_falls": True}),
    *(Rises("T20", "urgent", {"burning_feet": True}, cord) for cord in CORD),
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
    Rises(
        "R10",
        "urgent",
        {"relief_sitting_flexion": True, "worse_standing": True, "activity_limitation": "severe"},
        {"spinal_disease_known": True, "power_hip_flexion.left": just(3, but_not=4)},
    ),
    *(
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
    ),
)

CASES: Table = {**TESTS, **REFERRALS}
