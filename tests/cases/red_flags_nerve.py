"""Emergencies of nerves and spine, clause by clause: rows E04, E05 and E10."""

from tests.cases.table import Fires, Holds, Quiet, Rises, Table, amputated, each, just

NEW = {"pain_onset": "acute_le14d"}
ONLY_LEFT = amputated("right")
WEAK_BOTH = {"weakness_symptom.left": True, "weakness_symptom.right": True}
FOUR_OF_FIVE = {"power_ankle_dorsiflexion.left": just(4, but_not=5)}
MUSCLES = (
    "power_hip_flexion",
    "power_knee_extension",
    "power_ankle_dorsiflexion",
    "power_great_toe_extension",
    "power_ankle_plantarflexion",
)
BRISK = {"reflex_knee.left": "brisk", "unsteady_or_falls": True}
ROOT = each("l2_l3", "l4", "l5", "s1")

CASES: Table = {
    "E04": (
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
            "both legs weak within weeks",
            {
                **WEAK_BOTH,
                "weakness_tempo": each("hours_to_4w"),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Fires(
            "both legs weak on examination, worsening",
            {
                "weakness_on_examination.left": True,
                "power_hip_flexion.right": just(4, but_not=5),
                "pain_course": each("worsening"),
                "back_pain": "axial_only",
            },
        ),
        Fires(
            "both legs weak, new",
            {
                **WEAK_BOTH,
                "pain_onset": each("sudden", "acute_le14d"),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        *(
            Fires(
                f"sciatica of both legs, new, {next(iter(loss))}",
                {
                    "back_pain": each("with_leg_radiation"),
                    "pain_side": each("both"),
                    "pain_onset": each("sudden", "acute_le14d"),
                    **loss,
                },
            )
            for loss in (
                {"numbness_symptom.left": True},
                {"weakness_symptom.right": True},
                FOUR_OF_FIVE,
            )
        ),
        Quiet(
            "a narrow canal of years",
            {
                "back_pain": "with_leg_radiation",
                "pain_side": "both",
                "pain_duration_days": 900,
                "numbness_symptom.left": True,
                "weakness_symptom.left": True,
            },
        ),
        *(
            Fires(
                f"root pain of both, {muscle} 3",
                {"bilateral_radicular_pain": True, f"{muscle}.left": just(3, but_not=4)},
            )
            for muscle in MUSCLES
        ),
        Fires(
            "root pain of both, new",
            {"bilateral_radicular_pain": True, "pain_onset": each("sudden", "acute_le14d")},
        ),
        Fires(
            "root pain of both, worsening",
            {"bilateral_radicular_pain": True, "pain_course": each("worsening")},
        ),
        Fires(
            "a root on each side, worsening",
            {
                "radicular_level.left": ROOT,
                "radicular_level.right": "s1",
                "pain_course": "worsening",
            },
            also={"back_pain": "with_leg_radiation"},
        ),
        Fires(
            "the only leg weak within weeks",
            {"weakness_symptom.left": True, "back_pain": "axial_only"},
            also={**ONLY_LEFT, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "a root of the only leg, worsening",
            {"radicular_level.left": ROOT, "pain_course": "worsening"},
            also={**ONLY_LEFT, "back_pain": "with_leg_radiation"},
        ),
        Fires(
            "residual urine of 200 mL",
            {
                "post_void_residual_ml": just(200, but_not=199),
                "back_pain": each("axial_only", "with_leg_radiation"),
            },
        ),
        Quiet(
            "one leg weak",
            {
                "weakness_symptom.left": True,
                "weakness_tempo": "hours_to_4w",
                "back_pain": "axial_only",
            },
        ),
    ),
    "E05": (
        Fires(
            "cancer once, extensor plantar",
            {"cancer_ever": True, "plantar_response.left": each("extensor")},
        ),
        Fires(
            "active cancer, brisk and weak",
            {"active_cancer": True, "reflex_knee.left": each("brisk"), **FOUR_OF_FIVE},
            same_leg=True,
        ),
        Fires("cancer, saddle", {"cancer_ever": True, "saddle_sensory_change": True}),
        Fires("cancer, both legs weak", {"cancer_ever": True, **WEAK_BOTH}),
        *(
            Fires(
                f"cancer, back pain, {next(iter(loss))}",
                {
                    "cancer_ever": True,
                    "back_pain": each("axial_only", "with_leg_radiation"),
                    **loss,
                },
            )
            for loss in (
                {"weakness_symptom.left": True},
                FOUR_OF_FIVE,
                {"numbness_symptom.left": True},
                {"sensory_loss_on_examination.left": True},
                {"sensory_distribution.left": each("hemibody", "dermatomal")},
                {"unsteady_or_falls": True},
            )
        ),
        Quiet(
            "cancer and unsteady without back pain",
            {"cancer_ever": True, "unsteady_or_falls": True},
        ),
    ),
    "E10": (
        Fires("both weak within weeks", {**WEAK_BOTH, "weakness_tempo": each("hours_to_4w")}),
        Fires(
            "both weak on examination",
            {"weakness_on_examination.right": True, "weakness_tempo": "hours_to_4w"},
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "the only leg weak within weeks",
            {"weakness_symptom.left": True},
            also={**ONLY_LEFT, "weakness_tempo": "hours_to_4w"},
        ),
        Holds(
            "the only leg weak on examination within weeks",
            {
                **ONLY_LEFT,
                "weakness_on_examination.left": True,
                "weakness_tempo": "hours_to_4w",
            },
        ),
        *(
            Fires(
                f"the only leg weak, new, {reflex}",
                {"weakness_symptom.left": True, **NEW, f"{reflex}.left": each("absent")},
                also=ONLY_LEFT,
            )
            for reflex in ("reflex_ankle", "reflex_knee")
        ),
        Holds(
            "breathing, within weeks, legs not asked",
            {"breathing_or_bulbar_weakness": True, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "breathing, within weeks",
            {"breathing_or_bulbar_weakness": True},
            also={"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"},
        ),
        Fires(
            "breathing, leg weak",
            {"breathing_or_bulbar_weakness": True, "weakness_symptom.left": True},
        ),
        *(
            Fires(
                f"new, both weak, {next(iter(sign))}",
                {
                    "weakness_symptom.left": True,
                    "weakness_on_examination.right": True,
                    **NEW,
                    **sign,
                },
            )
            for sign in (
                {"reflex_ankle.left": each("absent"), "reflex_ankle.right": "absent"},
                {"reflex_knee.left": each("absent"), "reflex_knee.right": "absent"},
                {"upper_limb_neuro_symptoms": True},
            )
        ),
        # One weak leg is then enough for a stroke, so that the other one is not needed.
        Fires("new, both weak, face", {**NEW, "facial_weakness": True}, also=WEAK_BOTH),
        Fires("cord, new", {"plantar_response.left": each("extensor"), **NEW}),
        Fires(
            "cord, within weeks",
            {"plantar_response.left": "extensor", "weakness_tempo": each("hours_to_4w")},
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "brisk and unsteady, weak within weeks",
            {
                "reflex_knee.left": each("brisk"),
                "unsteady_or_falls": True,
                "weakness_tempo": each("hours_to_4w"),
            },
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "brisk and unsteady, weak, new",
            {**BRISK, "weakness_symptom.right": True, **NEW},
        ),
        Quiet("brisk and unsteady with a new pain", {**BRISK, **NEW}),
        Fires("stroke, face", {"weakness_symptom.left": True, **NEW, "facial_weakness": True}),
        Fires(
            "stroke, one side of the body",
            {
                "weakness_on_examination.left": True,
                **NEW,
                "sensory_distribution.left": each("hemibody"),
            },
        ),
        Quiet(
            "one leg weak within weeks",
            {"weakness_symptom.left": True, "weakness_tempo": "hours_to_4w"},
        ),
        Quiet(
            "old weakness of both with absent reflexes",
            {**WEAK_BOTH, "reflex_ankle.left": "absent", "reflex_ankle.right": "absent"},
        ),
    ),
    "E10.cord": (
        Fires("cord, new", {"plantar_response.left": "extensor", **NEW}),
        Fires(
            "brisk and unsteady, weak within weeks",
            {**BRISK, "weakness_tempo": "hours_to_4w"},
            also={"weakness_symptom.left": True},
        ),
        Fires(
            "brisk and weak, new",
            {"reflex_knee.left": "brisk", **FOUR_OF_FIVE, **NEW},
            same_leg=True,
        ),
        Fires(
            "brisk and unsteady, weak, new",
            {**BRISK, "weakness_symptom.right": True, **NEW},
        ),
        Quiet("brisk and unsteady with a new pain", {**BRISK, **NEW}),
        Quiet(
            "rapid weakness without a sign of the cord",
            {**WEAK_BOTH, "weakness_tempo": "hours_to_4w"},
        ),
    ),
}

RAISES: tuple[Rises, ...] = ()
