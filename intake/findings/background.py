"""Diabetes, heart, arteries, kidneys, smoking and earlier blood clots."""

from intake.findings.finding import Part, choice, presence, quantity, several
from intake.findings.pain_pattern import worse_lying_flat
from intake.findings.systemic import swelling_onset
from intake.logic import all_of, any_leg, any_of, not_

diabetes_type = choice(
    "diabetes_type",
    "Diabetes",
    ask="Do you have diabetes or prediabetes, and which type?",
    options={
        "none": "none",
        "prediabetes": "prediabetes",
        "type1": "type 1",
        "type2": "type 2",
        "other_type": "other type",
    },
    core=True,
    codes="SNOMED CT 73211009, 46635009 (T1), 44054006 (T2); ICD E11.9, R73.03",
    article="S19",
)

diabetes_years = quantity(
    "diabetes_years",
    "Years with diabetes",
    ask="For how many years have you had diabetes?",
    unit="a",
    unit_label="years",
    decimals=1,
    usual=("0", "60"),
    limits=("0", "90"),
    example="12",
    follows=diabetes_type.is_("type1", "type2", "other_type"),
    article="S19",
)

cardiac_history = several(
    "cardiac_history",
    "Heart disease",
    ask="Which heart problems do you have? Choose all that fit.",
    options={
        "ischaemic": "coronary heart disease (angina or heart attack)",
        "heart_failure": "heart failure",
        "atrial_fibrillation": "atrial fibrillation",
        "valve_or_prosthesis": "valve disease or artificial valve",
    },
    core=True,
    codes="SNOMED CT 42343007 (CHF), 49436004 (AF); ICD I25.10, I50.9, I48.91",
    article="S19",
)

nyha_class = quantity(
    "nyha_class",
    "Heart failure class (NYHA)",
    ask="Which NYHA class is the heart failure?",
    hint=(
        "1: no limits; 2: symptoms on ordinary effort; 3: on slight "
        "effort; 4: at rest (0: no heart failure)."
    ),
    unit="{class}",
    unit_label="of 4",
    usual=("0", "4"),
    limits=("0", "4"),
    example="2",
    follows=cardiac_history.has("heart_failure"),
    article="S19",
)

known_pad = presence(
    "known_pad",
    "Known peripheral arterial disease",
    ask="Has a doctor found narrowed or blocked arteries in your legs?",
    core=True,
    codes="SNOMED CT 399957001, 400047006; ICD I73.9, I70.2x",
    article="S04",
)

prior_leg_revascularisation = presence(
    "prior_leg_revascularisation",
    "Earlier bypass, balloon or stent",
    ask="Has the leg had a bypass, a balloon or a stent for its arteries?",
    per_leg=True,
    ask_when=known_pad.present(),
    article="S25",
)

aneurysm_known = choice(
    "aneurysm_known",
    "Known aneurysm",
    ask="Has an aneurysm (a widened artery) been found in your aorta or behind a knee?",
    options={
        "none": "none",
        "aortic": "aortic",
        "popliteal": "popliteal (behind the knee)",
        "both": "aortic and popliteal",
    },
    core=True,
    codes="SNOMED CT 233985008 (AAA); ICD I71.40, I72.4",
)

aneurysm_followup = presence(
    "aneurysm_followup",
    "Aneurysm under surveillance",
    ask="Does a hospital or clinic already check the aneurysm regularly?",
    follows=aneurysm_known.is_not("none"),
)

stroke_tia = presence(
    "stroke_tia",
    "Previous stroke or TIA",
    ask="Have you ever had a stroke or a mini-stroke (TIA)?",
    ask_when=known_pad.present(),
    article="S19",
)

hypertension = presence(
    "hypertension",
    "High blood pressure",
    ask="Do you have high blood pressure, or take tablets for it?",
    ask_when=any_of(known_pad.present(), worse_lying_flat.present()),
    codes="ICD I10",
)

hyperlipidaemia = presence(
    "hyperlipidaemia",
    "High cholesterol",
    ask="Do you have high cholesterol, or take tablets for it?",
    ask_when=all_of(
        any_of(known_pad.present(), worse_lying_flat.present()), not_(hypertension.present())
    ),
    codes="SNOMED CT 55822004; ICD E78.5",
)

smoking_status = choice(
    "smoking_status",
    "Smoking",
    ask="Do you smoke, or did you ever?",
    normal="never",
    options={
        "never": "never smoked",
        "former": "former smoker",
        "current": "current smoker",
    },
    core=True,
    codes="LOINC 72166-2; SNOMED CT 266919005, 8517006, 77176002",
    article="S31",
)

cigarettes_per_day = quantity(
    "cigarettes_per_day",
    "Cigarettes smoked",
    ask="How many cigarettes do you smoke a day, or did you when you smoked?",
    unit="/d",
    unit_label="a day",
    usual=("0", "60"),
    limits=("0", "150"),
    example="15",
    follows=smoking_status.is_not("never"),
    article="S31",
)

smoking_years = quantity(
    "smoking_years",
    "Years of smoking",
    ask="For how many years have you smoked altogether?",
    unit="a",
    unit_label="years",
    decimals=1,
    usual=("0", "70"),
    limits=("0", "100"),
    example="30",
    follows=smoking_status.is_not("never"),
    ask_when=None,  # no rule asks for pack-years
    article="S31",
)

ckd_known = presence(
    "ckd_known",
    "Known chronic kidney disease",
    ask="Has a doctor told you that you have long-term kidney disease?",
    core=True,
    codes="ICD N18.30, N18.4 (SNOMED CT 431857002), N18.5 (SNOMED CT 433146000)",
)

dialysis = presence(
    "dialysis",
    "Dialysis",
    ask="Are you on dialysis?",
    ask_when=ckd_known.present(),
    codes="SNOMED CT 46177005 (ESRD); ICD N18.6, Z99.2",
)

previous_vte = presence(
    "previous_vte",
    "Previous clot in a vein or lung",
    ask="Have you ever had a blood clot in a deep vein (DVT) or in the lung (pulmonary embolism)?",
    core=True,
    codes="ICD Z86.718",
    article="S17",
)

previous_dvt = presence(
    "previous_dvt",
    "Previous deep vein thrombosis",
    ask="Was one of those clots a deep vein thrombosis that a scan or a record confirms?",
    hint="A clot in the lung alone does not count.",
    ask_when=previous_vte.present(),
    codes="SNOMED CT 128053003; ICD Z86.718",
    article="S17",
)

thrombophilia_or_fh = presence(
    "thrombophilia_or_fh",
    "Clotting tendency, own or in the family",
    ask=(
        "Do you have a known clotting tendency, or has a close blood "
        "relative had a clot in a vein or lung?"
    ),
    ask_when=any_leg(swelling_onset.is_("acute_lt2w")),
    article="S17",
)

PARTS = (
    Part(
        "Diabetes and kidneys",
        (
            diabetes_type,
            diabetes_years,
            ckd_known,
            dialysis,
        ),
    ),
    Part(
        "Heart and arteries",
        (
            cardiac_history,
            nyha_class,
            known_pad,
            prior_leg_revascularisation,
            aneurysm_known,
            aneurysm_followup,
            stroke_tia,
            hypertension,
            hyperlipidaemia,
        ),
    ),
    Part(
        "Smoking",
        (
            smoking_status,
            cigarettes_per_day,
            smoking_years,
        ),
    ),
    Part(
        "Blood clots",
        (
            previous_vte,
            previous_dvt,
            thrombophilia_or_fh,
        ),
    ),
)
