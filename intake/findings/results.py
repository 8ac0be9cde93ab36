"""Laboratory results: blood, iron, vitamins, sugar, salts, kidney, muscle and thyroid."""

from intake.findings.background import ckd_known, diabetes_type
from intake.findings.finding import Part, quantity
from intake.findings.restless_legs import rls_urge

lab_hb = quantity(
    "lab_hb",
    "Haemoglobin",
    ask="Enter the latest haemoglobin.",
    hint="From g/dL: multiply by 10.",
    unit="g/L",
    unit_label="g/L",
    usual=("70", "180"),
    limits=("20", "250"),
    example="138",
    codes="LOINC 718-7; SNOMED CT 271737000 (anemia)",
)

lab_wbc = quantity(
    "lab_wbc",
    "White cell count",
    ask="Enter the latest white cell count.",
    unit="10*9/L",
    unit_label="×10⁹/L",
    decimals=1,
    usual=("2", "20"),
    limits=("0", "500"),
    example="7.2",
    codes="LOINC 6690-2",
)

lab_platelets = quantity(
    "lab_platelets",
    "Platelet count",
    ask="Enter the latest platelet count.",
    unit="10*9/L",
    unit_label="×10⁹/L",
    usual=("100", "500"),
    limits=("1", "3000"),
    example="250",
    codes="LOINC 777-3",
)

lab_crp = quantity(
    "lab_crp",
    "C-reactive protein",
    ask="Enter the latest C-reactive protein (CRP).",
    hint="If reported as below a limit, enter the limit.",
    unit="mg/L",
    unit_label="mg/L",
    decimals=1,
    usual=("0", "200"),
    limits=("0", "700"),
    example="4",
    codes="LOINC 1988-5",
)

lab_esr = quantity(
    "lab_esr",
    "Erythrocyte sedimentation rate",
    ask="Enter the latest erythrocyte sedimentation rate (ESR).",
    unit="mm/h",
    unit_label="mm/h",
    usual=("1", "120"),
    limits=("0", "200"),
    example="15",
    codes="LOINC 4537-7",
)

lab_ferritin = quantity(
    "lab_ferritin",
    "Ferritin",
    ask="Enter the latest ferritin.",
    hint="Same number in ng/mL.",
    unit="ug/L",
    unit_label="µg/L",
    usual=("5", "500"),
    limits=("1", "100000"),
    example="60",
    ask_when=rls_urge.present(),
    codes="LOINC 2276-4",
)

lab_tsat = quantity(
    "lab_tsat",
    "Transferrin saturation",
    ask="Enter the latest transferrin saturation.",
    unit="%",
    unit_label="%",
    decimals=1,
    usual=("5", "60"),
    limits=("0", "100"),
    example="25",
    ask_when=rls_urge.present(),
    codes="LOINC 2502-3",
)

lab_b12 = quantity(
    "lab_b12",
    "Vitamin B12",
    ask="Enter the latest total vitamin B12.",
    hint="From pmol/L: multiply by 1.355. Active B12 (holotranscobalamin) is another test.",
    unit="ng/L",
    unit_label="ng/L",
    usual=("100", "1000"),
    limits=("20", "20000"),
    example="350",
    codes="LOINC 2132-9",
)

lab_mma = quantity(
    "lab_mma",
    "Methylmalonic acid",
    ask="Enter the latest methylmalonic acid.",
    hint="In serum; from µmol/L: multiply by 1000.",
    unit="nmol/L",
    unit_label="nmol/L",
    usual=("50", "1000"),
    limits=("10", "50000"),
    example="220",
    codes="LOINC 13964-2",
)

lab_folate = quantity(
    "lab_folate",
    "Folate",
    ask="Enter the latest serum folate.",
    hint="Same number in ng/mL.",
    unit="ug/L",
    unit_label="µg/L",
    decimals=1,
    usual=("2", "20"),
    limits=("0.5", "100"),
    example="8",
    codes="LOINC 2284-8",
)

lab_vitamin_d = quantity(
    "lab_vitamin_d",
    "Vitamin D",
    ask="Enter the latest 25-hydroxyvitamin D.",
    hint="From ng/mL: multiply by 2.5.",
    unit="nmol/L",
    unit_label="nmol/L",
    usual=("10", "150"),
    limits=("2", "700"),
    example="55",
    codes="LOINC 1989-3 (25-OH D3); 62292-8 (25-OH D2+D3)",
)

lab_hba1c = quantity(
    "lab_hba1c",
    "HbA1c",
    ask="Enter the latest HbA1c.",
    hint="From percent: subtract 2.15, then multiply by 10.929.",
    unit="mmol/mol",
    unit_label="mmol/mol",
    usual=("20", "130"),
    limits=("10", "220"),
    example="42",
    ask_when=diabetes_type.is_("prediabetes", "type1", "type2", "other_type"),
    codes="LOINC 4548-4 (NGSP %)",
)

lab_glucose_fasting = quantity(
    "lab_glucose_fasting",
    "Fasting glucose",
    ask="Enter the latest fasting glucose.",
    hint="Only if taken after at least 8 hours without food; from mg/dL: divide by 18.",
    unit="mmol/L",
    unit_label="mmol/L",
    decimals=1,
    usual=("3", "20"),
    limits=("0.5", "80"),
    example="5.4",
    codes="LOINC 2345-7 (glucose, not specifically fasting)",
)

lab_sodium = quantity(
    "lab_sodium",
    "Sodium",
    ask="Enter the latest sodium.",
    unit="mmol/L",
    unit_label="mmol/L",
    usual=("125", "150"),
    limits=("90", "200"),
    example="139",
    codes="LOINC 2951-2",
)

lab_potassium = quantity(
    "lab_potassium",
    "Potassium",
    ask="Enter the latest potassium.",
    unit="mmol/L",
    unit_label="mmol/L",
    decimals=1,
    usual=("2.8", "6.0"),
    limits=("1", "12"),
    example="4.2",
    codes="LOINC 2823-3",
)

lab_calcium_adj = quantity(
    "lab_calcium_adj",
    "Adjusted calcium",
    ask="Enter the latest calcium, adjusted for albumin.",
    unit="mmol/L",
    unit_label="mmol/L",
    decimals=2,
    usual=("1.9", "3.0"),
    limits=("0.5", "6"),
    example="2.35",
    codes="LOINC 17861-6 (total calcium)",
)

lab_magnesium = quantity(
    "lab_magnesium",
    "Magnesium",
    ask="Enter the latest magnesium.",
    hint="From mg/dL: multiply by 0.4114.",
    unit="mmol/L",
    unit_label="mmol/L",
    decimals=2,
    usual=("0.4", "1.5"),
    limits=("0.1", "6"),
    example="0.85",
    codes="LOINC 19123-9; SNOMED CT 190855004",
)

lab_creatinine = quantity(
    "lab_creatinine",
    "Creatinine",
    ask="Enter the latest serum creatinine.",
    hint="From mg/dL: multiply by 88.4.",
    unit="umol/L",
    unit_label="µmol/L",
    usual=("40", "500"),
    limits=("10", "3000"),
    example="82",
    codes="LOINC 2160-0",
)

lab_egfr = quantity(
    "lab_egfr",
    "eGFR from the laboratory",
    ask="Enter the latest eGFR as the laboratory reported it.",
    hint="If reported as above a limit, such as >90, enter the limit.",
    unit="mL/min/{1.73_m2}",
    unit_label="mL/min/1.73 m²",
    usual=("5", "120"),
    limits=("1", "200"),
    example="78",
    ask_when=ckd_known.present(),
    codes="LOINC 98979-8 (CKD-EPI 2021)",
)

lab_ck = quantity(
    "lab_ck",
    "Creatine kinase",
    ask="Enter the latest creatine kinase (CK).",
    unit="U/L",
    unit_label="U/L",
    usual=("20", "2000"),
    limits=("0", "500000"),
    example="120",
    codes="LOINC 2157-6",
)

lab_ck_uln = quantity(
    "lab_ck_uln",
    "Upper limit of creatine kinase",
    ask="Enter the upper limit of normal that the laboratory gives for creatine kinase.",
    hint="It stands beside the result and may differ by sex.",
    unit="U/L",
    unit_label="U/L",
    usual=("100", "400"),
    limits=("20", "1000"),
    example="200",
)

lab_tsh = quantity(
    "lab_tsh",
    "Thyroid-stimulating hormone",
    ask="Enter the latest thyroid-stimulating hormone (TSH).",
    unit="mU/L",
    unit_label="mU/L",
    decimals=3,
    usual=("0.1", "20"),
    limits=("0.001", "500"),
    example="2.1",
    codes="LOINC 3016-3",
)

PARTS = (
    Part("Blood count and inflammation", (lab_hb, lab_wbc, lab_platelets, lab_crp, lab_esr)),
    Part(
        "Iron and vitamins", (lab_ferritin, lab_tsat, lab_b12, lab_mma, lab_folate, lab_vitamin_d)
    ),
    Part(
        "Sugar, muscle and thyroid", (lab_hba1c, lab_glucose_fasting, lab_ck, lab_ck_uln, lab_tsh)
    ),
    Part(
        "Salts and kidney",
        (lab_sodium, lab_potassium, lab_calcium_adj, lab_magnesium, lab_creatinine, lab_egfr),
    ),
)
