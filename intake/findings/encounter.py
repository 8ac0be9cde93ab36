"""Who the patient is, and the kind of place where the visit is made."""

from intake.findings.finding import Part, choice, quantity
from intake.logic import all_of, any_of

age_years = quantity(
    "age_years",
    "Age",
    ask="How old are you?",
    unit="a",
    unit_label="years",
    usual=("18", "100"),
    limits=("0", "120"),
    example="68",
    article="S20",
)

sex_at_birth = choice(
    "sex_at_birth",
    "Sex at birth",
    ask="What sex were you registered with at birth?",
    options={
        "female": "female",
        "male": "male",
        "intersex": "intersex",
    },
    article="S20",
)

pregnancy_status = choice(
    "pregnancy_status",
    "Pregnancy",
    ask="Are you pregnant, or have you given birth in the last 6 weeks?",
    options={
        "not_pregnant": "not pregnant",
        "pregnant": "pregnant",
        "postpartum_6w": "gave birth within the last 6 weeks",
        "not_applicable": "does not apply",
    },
    ask_when=all_of(sex_at_birth.is_not("male"), age_years <= 55),
    impossible_when=any_of(sex_at_birth.is_("male"), age_years > 55),
    codes="SNOMED CT 77386006 (pregnancy)",
)

height_cm = quantity(
    "height_cm",
    "Height",
    ask="Measure or ask the patient's height.",
    unit="cm",
    unit_label="cm",
    decimals=1,
    usual=("140", "210"),
    limits=("100", "250"),
    example="172",
    codes="LOINC 8302-2",
)

weight_kg = quantity(
    "weight_kg",
    "Weight",
    ask="Weigh the patient, or ask their weight.",
    unit="kg",
    unit_label="kg",
    decimals=1,
    usual=("40", "200"),
    limits=("25", "350"),
    example="78.5",
    codes="LOINC 29463-7",
)

care_setting = choice(
    "care_setting",
    "Place of care",
    ask="Where is the patient being seen?",
    hint="This decides which sepsis criteria apply.",
    options={
        "community": "community (home, care home, clinic or practice)",
        "acute_hospital": "acute hospital",
    },
)

PARTS = (
    Part(
        "The patient and the visit",
        (
            age_years,
            sex_at_birth,
            pregnancy_status,
            height_cm,
            weight_kg,
            care_setting,
        ),
    ),
)
