"""Swelling, coldness and signs of general illness that the patient reports."""

from intake.findings.encounter import age_years
from intake.findings.finding import Part, choice, presence
from intake.findings.neuro_symptoms import weakness_symptom
from intake.findings.pain_pattern import (
    girdle_pain_bilateral,
    night_pain_unrelenting,
    overuse_recent,
    trauma_recent,
)
from intake.logic import all_of, any_leg, any_of

swelling_onset = choice(
    "swelling_onset",
    "Leg swelling",
    ask="Is the leg swollen, and since when?",
    per_leg=True,
    options={
        "none": "none",
        "acute_lt2w": "new (within the last 2 weeks)",
        "chronic": "for 2 weeks or longer",
    },
    core=True,
    codes="ICD R60.0",
    article="S17",
)

cold_foot_symptom = presence(
    "cold_foot_symptom",
    "Cold foot",
    ask="Does the foot feel unusually cold to you?",
    per_leg=True,
    core=True,
    article="S21",
)

fever_or_rigors = presence(
    "fever_or_rigors",
    "Fever or rigors",
    ask="With this illness, have you had a fever or shaking chills?",
    core=True,
    codes="SNOMED CT 386661006 (fever)",
    article="S17",
)

pe_symptoms = presence(
    "pe_symptoms",
    "Symptoms of a clot in the lung",
    ask=(
        "Is any of this new: short of breath, sharp chest pain on "
        "breathing in, coughing up blood, or fainting?"
    ),
    core=True,
    codes="ICD I26.99",
    article="S17",
)

weight_loss_unexplained = presence(
    "weight_loss_unexplained",
    "Unexplained weight loss",
    ask="Have you lost weight without trying to?",
    core=True,
)

night_sweats = presence(
    "night_sweats",
    "Night sweats",
    ask="Do you sweat so much at night that you have to change your nightclothes or the sheets?",
    ask_when=any_of(weight_loss_unexplained.present(), night_pain_unrelenting.present()),
)

gca_symptoms = presence(
    "gca_symptoms",
    "Symptoms of giant cell arteritis",
    ask=(
        "Do you have a new headache, a tender scalp, pain in the jaw when "
        "chewing, loss of sight or double vision?"
    ),
    ask_when=all_of(age_years >= 50, girdle_pain_bilateral.present()),
    codes="SNOMED CT 400130008; ICD M31.6",
)

dark_urine = presence(
    "dark_urine",
    "Dark urine",
    ask="Has your urine turned dark, like tea or cola?",
    ask_when=any_of(
        trauma_recent.is_("fracture_or_crush", "prolonged_compression"), overuse_recent.present()
    ),
    codes="ICD M62.82",
    article="S13",
)

recent_infection_6w = presence(
    "recent_infection_6w",
    "Infection in the last 6 weeks",
    ask=(
        "In the last 6 weeks, have you had an infection, such as "
        "diarrhoea, a cold or a chest infection?"
    ),
    ask_when=any_leg(weakness_symptom.present()),
)

anuria_18h = presence(
    "anuria_18h",
    "No urine for 18 hours",
    ask="Is it 18 hours or more since you last passed any urine?",
    ask_when=fever_or_rigors.present(),
)

PARTS = (
    Part(
        "Swelling, cold and breathing",
        (
            swelling_onset,
            cold_foot_symptom,
            pe_symptoms,
        ),
    ),
    Part(
        "General health",
        (
            fever_or_rigors,
            anuria_18h,
            weight_loss_unexplained,
            night_sweats,
            recent_infection_6w,
            dark_urine,
            gca_symptoms,
        ),
    ),
)
