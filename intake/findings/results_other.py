"""Further laboratory results, scans and nerve tests, and what the clinician judges of them."""

from intake.findings.finding import Part, choice, presence, quantity
from intake.findings.systemic import swelling_onset
from intake.logic import any_leg

lab_urate = quantity(
    "lab_urate",
    "Urate",
    ask="Enter the latest serum urate.",
    hint="From mg/dL: multiply by 59.48; it may be low during a flare.",
    unit="umol/L",
    unit_label="µmol/L",
    usual=("150", "700"),
    limits=("20", "2000"),
    example="340",
    codes="LOINC 3084-1",
)

lab_albumin = quantity(
    "lab_albumin",
    "Albumin",
    ask="Enter the latest serum albumin.",
    unit="g/L",
    unit_label="g/L",
    usual=("20", "50"),
    limits=("5", "70"),
    example="40",
    codes="LOINC 1751-7",
)

lab_alt = quantity(
    "lab_alt",
    "Alanine aminotransferase",
    ask="Enter the latest alanine aminotransferase (ALT).",
    unit="U/L",
    unit_label="U/L",
    usual=("5", "200"),
    limits=("0", "20000"),
    example="25",
    codes="LOINC 1742-6",
)

lab_nt_probnp = quantity(
    "lab_nt_probnp",
    "NT-proBNP",
    ask="Enter the latest NT-proBNP.",
    hint="Same number in pg/mL; BNP is a different test.",
    unit="ng/L",
    unit_label="ng/L",
    usual=("10", "10000"),
    limits=("5", "100000"),
    example="120",
    codes="LOINC 33762-6",
)

lab_ddimer = quantity(
    "lab_ddimer",
    "D-dimer",
    ask="Enter the latest D-dimer in fibrinogen-equivalent units (FEU).",
    hint="Ask the laboratory whether it reports FEU or DDU: DDU times 2 is about FEU.",
    unit="ug/L{FEU}",
    unit_label="µg/L FEU",
    usual=("100", "5000"),
    limits=("0", "100000"),
    example="350",
    ask_when=any_leg(swelling_onset.is_("acute_lt2w")),
    codes="LOINC 48065-7 (FEU), 48066-5 (DDU)",
)

lab_paraprotein = choice(
    "lab_paraprotein",
    "Paraprotein",
    ask="Was a paraprotein found on electrophoresis with immunofixation?",
    options={
        "not_detected": "not detected",
        "detected": "detected",
    },
    codes="ICD D47.2",
)

lab_hba1c_age_months = quantity(
    "lab_hba1c_age_months",
    "Age of the HbA1c result",
    ask="How many months ago was the HbA1c taken?",
    hint="Less than a month: enter 0.",
    unit="mo",
    unit_label="months",
    usual=("0", "60"),
    limits=("0", "600"),
    example="2",
)

dvt_scan_result = choice(
    "dvt_scan_result",
    "Vein scan for thrombosis",
    ask="What did the ultrasound scan of the leg veins show?",
    hint=(
        "Only a scan for the present symptoms; negative means no clot in the veins from the knee "
        "to the groin."
    ),
    options={
        "not_done": "not done",
        "negative_proximal": "no proximal thrombosis",
        "positive": "thrombosis found",
    },
    ask_when=any_leg(swelling_onset.is_("acute_lt2w")),
)

first_line_bloods_normal = presence(
    "first_line_bloods_normal",
    "First-line neuropathy bloods unremarkable",
    ask="Has a clinician seen the first-line neuropathy bloods and found them unremarkable?",
    hint=(
        "HbA1c or glucose; B12; serum electrophoresis with light chains; blood count, kidney, "
        "liver, thyroid, inflammation, calcium and folate."
    ),
)

root_vs_nerve_unclear = presence(
    "root_vs_nerve_unclear",
    "Root or peripheral nerve unclear",
    ask=(
        "Does the clinician find it unclear whether a nerve root or a peripheral nerve is affected?"
    ),
    hint="The clinician's own judgement.",
)

gout_dx_uncertain = presence(
    "gout_dx_uncertain",
    "Diagnosis of gout uncertain",
    ask="Does the clinician find the diagnosis of gout uncertain?",
    hint="The clinician's own judgement.",
)

aspiration_not_possible = presence(
    "aspiration_not_possible",
    "Joint aspiration not possible",
    ask="Does the clinician judge that the joint cannot be aspirated?",
)

imaging_suspicious_tumour = presence(
    "imaging_suspicious_tumour",
    "Imaging suspicious of a tumour",
    ask="Does the clinician read the imaging as suspicious of a tumour?",
    hint="From the imaging report or the images themselves.",
)

alt_dx_as_likely = presence(
    "alt_dx_as_likely",
    "Other diagnosis as likely as thrombosis",
    ask="Does the clinician judge another diagnosis at least as likely as deep vein thrombosis?",
    hint="An item of the Wells score: leave it unanswered until a clinician has judged.",
    ask_when=any_leg(swelling_onset.is_("acute_lt2w")),
)

ncs_result = choice(
    "ncs_result",
    "Nerve conduction studies",
    ask="What did the nerve conduction studies show?",
    hint="Normal studies do not exclude a small-fibre neuropathy.",
    options={
        "normal": "normal",
        "length_dependent_axonal": "length-dependent axonal",
        "demyelinating": "demyelinating",
        "focal": "focal",
        "radicular": "radicular",
        "other": "other abnormality",
    },
)

PARTS = (
    Part(
        "Further blood tests",
        (
            lab_hba1c_age_months,
            lab_ddimer,
            lab_urate,
            lab_albumin,
            lab_alt,
            lab_nt_probnp,
            lab_paraprotein,
        ),
    ),
    Part("Scans and nerve tests", (dvt_scan_result, imaging_suspicious_tumour, ncs_result)),
    Part(
        "Judgement of the clinician",
        (
            alt_dx_as_likely,
            first_line_bloods_normal,
            root_vs_nerve_unclear,
            gout_dx_uncertain,
            aspiration_not_possible,
        ),
    ),
)
