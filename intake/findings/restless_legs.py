"""The five features of restless legs, how much they trouble the patient, and what supports them."""

from intake.findings.finding import Part, choice, presence, quantity

rls_urge = presence(
    "rls_urge",
    "Urge to move the legs",
    ask="Do you get an urge to move your legs, usually with an unpleasant feeling in them?",
    core=True,
    codes="SNOMED CT 32914008; ICD G25.81",
    article="S02",
)

rls_rest = presence(
    "rls_rest",
    "Urge starts or worsens at rest",
    ask="Does the urge start, or get worse, when you sit or lie still?",
    follows=rls_urge.present(),
    article="S03",
)

rls_movement_relief = presence(
    "rls_movement_relief",
    "Urge eased by moving",
    ask="Does walking or stretching ease the urge, at least for as long as you keep moving?",
    hint="In very severe cases, yes if this used to be so.",
    follows=rls_urge.present(),
    article="S03",
)

rls_evening = presence(
    "rls_evening",
    "Urge worse in the evening or at night",
    ask="Is the urge worse in the evening or at night than in the day, or there only then?",
    hint="In very severe cases, yes if this used to be so.",
    follows=rls_urge.present(),
    article="S03 S14",
)

rls_no_mimic = presence(
    "rls_no_mimic",
    "Urge not explained by something else",
    ask=(
        "For the clinician to judge: were other explanations looked for, and do they fail to "
        "account for all of it?"
    ),
    hint=(
        "Cramp, discomfort of position, muscle pain, venous stasis, oedema, arthritis, habitual "
        "foot tapping, neuropathy, akathisia."
    ),
    follows=rls_urge.present(),
    article="S02",
)

rls_days_per_week = quantity(
    "rls_days_per_week",
    "Days with the urge",
    ask="On average, on how many days a week does the urge come?",
    hint="An average over the last year, if it has lasted that long.",
    unit="/wk",
    unit_label="a week",
    decimals=1,
    usual=("0", "7"),
    limits=("0", "7"),
    example="3.5",
    follows=rls_urge.present(),
    article="S02",
)

rls_distress = choice(
    "rls_distress",
    "Distress from the urge",
    ask="How much does the urge trouble your sleep, your mood or your day?",
    options={
        "none": "none",
        "mild": "mild",
        "moderate": "moderate",
        "severe": "severe",
    },
    follows=rls_urge.present(),
    article="S01",
)

rls_family_history = presence(
    "rls_family_history",
    "Restless legs in the family",
    ask="Does a parent, brother, sister or child of yours have restless legs?",
    ask_when=rls_urge.present(),
    article="S02",
)

rls_limb_movements_seen = presence(
    "rls_limb_movements_seen",
    "Leg jerks seen during sleep",
    ask="Has anyone seen your legs jerk or kick again and again while you sleep?",
    ask_when=rls_urge.present(),
    codes="ICD G47.61",
    article="S02",
)

rls_augmentation = presence(
    "rls_augmentation",
    "Worsening on a dopaminergic drug",
    ask=(
        "Since you began a dopamine-type drug for this, does the urge come earlier in the day, "
        "more strongly, sooner after sitting down, or in the arms too?"
    ),
    hint="Pramipexole, ropinirole, rotigotine or levodopa; no, if none is taken.",
    follows=rls_urge.present(),
    article="S33",
)

PARTS = (
    Part(
        "The urge to move",
        (
            rls_urge,
            rls_rest,
            rls_movement_relief,
            rls_evening,
            rls_no_mimic,
        ),
    ),
    Part(
        "How much it troubles, and what supports it",
        (
            rls_days_per_week,
            rls_distress,
            rls_family_history,
            rls_limb_movements_seen,
            rls_augmentation,
        ),
    ),
)
