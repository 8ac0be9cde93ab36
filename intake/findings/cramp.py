"""Muscle cramps: how they feel, how long they last and how often they come."""

from intake.findings.finding import Part, presence, quantity

cramp_present = presence(
    "cramp_present",
    "Muscle cramps",
    ask="Do you get cramps: a muscle that suddenly tightens by itself and hurts?",
    core=True,
    codes="ICD R25.2, G47.62",
    article="S10",
)

cramp_hard_muscle = presence(
    "cramp_hard_muscle",
    "Hard muscle during a cramp",
    ask="During a cramp, can you feel or see a hard knot in the muscle?",
    follows=cramp_present.present(),
    article="S10",
)

cramp_stretch_relief = presence(
    "cramp_stretch_relief",
    "Cramp eased by stretching",
    ask="Does stretching the muscle stop the cramp?",
    follows=cramp_present.present(),
    article="S10",
)

cramp_minutes = quantity(
    "cramp_minutes",
    "Length of a cramp",
    ask="How many minutes does a cramp usually last?",
    hint="The cramp itself, not the soreness afterwards.",
    unit="min",
    unit_label="minutes",
    decimals=1,
    usual=("0", "30"),
    limits=("0", "1440"),
    example="2.5",
    follows=cramp_present.present(),
    article="S10",
)

cramp_nights_per_week = quantity(
    "cramp_nights_per_week",
    "Nights with cramp",
    ask="On how many nights a week do you get cramp?",
    unit="/wk",
    unit_label="a week",
    usual=("0", "7"),
    limits=("0", "7"),
    example="3",
    follows=cramp_present.present(),
    article="S10",
)

cramp_daytime = presence(
    "cramp_daytime",
    "Cramps in the day",
    ask="Do you get cramps in the daytime, too?",
    follows=cramp_present.present(),
    article="S10",
)

PARTS = (
    Part(
        "Cramps",
        (
            cramp_present,
            cramp_hard_muscle,
            cramp_stretch_relief,
            cramp_minutes,
            cramp_nights_per_week,
            cramp_daytime,
        ),
    ),
)
