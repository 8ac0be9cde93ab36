"""Vital signs, measured at rest."""

from intake.findings.finding import Part, choice, presence, quantity
from intake.findings.pain import severe_pain_sudden
from intake.findings.systemic import fever_or_rigors, pe_symptoms
from intake.logic import any_of

temp_c = quantity(
    "temp_c",
    "Body temperature",
    ask="Measure the body temperature.",
    unit="Cel",
    unit_label="°C",
    decimals=1,
    usual=("35.0", "40.0"),
    limits=("25", "45"),
    example="36.8",
    core=True,
    codes="LOINC 8310-5",
)

heart_rate = quantity(
    "heart_rate",
    "Heart rate",
    ask="Count the pulse at rest.",
    hint="Count for a full minute if the pulse is irregular.",
    unit="/min",
    unit_label="/min",
    usual=("40", "140"),
    limits=("20", "250"),
    example="76",
    core=True,
    codes="LOINC 8867-4",
)

resp_rate = quantity(
    "resp_rate",
    "Breathing rate",
    ask="Count the breaths at rest over a full minute.",
    unit="/min",
    unit_label="/min",
    usual=("10", "30"),
    limits=("4", "70"),
    example="16",
    ask_when=any_of(fever_or_rigors.present(), pe_symptoms.present()),
    codes="LOINC 9279-1",
)

sbp_resting = quantity(
    "sbp_resting",
    "Resting systolic pressure",
    ask="Measure the blood pressure at rest: the upper number.",
    hint=(
        "The ordinary reading seated or lying; the Doppler arm pressures are entered under "
        "pressures."
    ),
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("90", "200"),
    limits=("40", "300"),
    example="132",
    core=True,
    codes="LOINC 8480-6",
)

dbp_resting = quantity(
    "dbp_resting",
    "Resting diastolic pressure",
    ask="Enter the lower number of the same reading.",
    unit="mm[Hg]",
    unit_label="mmHg",
    usual=("50", "120"),
    limits=("20", "200"),
    example="78",
    codes="LOINC 8462-4",
)

spo2_pct = quantity(
    "spo2_pct",
    "Oxygen saturation",
    ask="Measure the oxygen saturation with a finger probe.",
    hint="Use an ear probe if the hands are cold.",
    unit="%",
    unit_label="%",
    usual=("88", "100"),
    limits=("40", "100"),
    example="97",
    ask_when=any_of(fever_or_rigors.present(), pe_symptoms.present()),
    codes="LOINC 59408-5",
)

on_oxygen = presence(
    "on_oxygen",
    "Receiving oxygen",
    ask="Is the patient breathing added oxygen during the measurement?",
)

spo2_scale2 = presence(
    "spo2_scale2",
    "Oxygen target of 88–92%",
    ask="Has a clinician set an oxygen target of 88–92% for this patient?",
    hint=(
        "Only when it is prescribed or written down; never assume it from a diagnosis of lung "
        "disease."
    ),
)

consciousness = choice(
    "consciousness",
    "Level of consciousness",
    ask="How awake and clear is the patient?",
    normal="alert",
    hint=(
        "Choose the first that fits, from being awake to no response; confusion counts only if it "
        "is new."
    ),
    options={
        "alert": "alert",
        "new_confusion_c": "newly confused",
        "voice": "responds only to voice",
        "pain_only": "responds only to pain",
        "unresponsive": "unresponsive",
    },
    ask_when=fever_or_rigors.present(),
)

irregular_pulse = presence(
    "irregular_pulse",
    "Irregular pulse",
    ask="Feel the pulse for half a minute: is the rhythm irregular?",
    ask_when=severe_pain_sudden.present(),
)

PARTS = (
    Part(
        "Temperature, pulse and blood pressure",
        (temp_c, heart_rate, irregular_pulse, sbp_resting, dbp_resting),
    ),
    Part(
        "Breathing and consciousness", (resp_rate, spo2_pct, on_oxygen, spo2_scale2, consciousness)
    ),
)
