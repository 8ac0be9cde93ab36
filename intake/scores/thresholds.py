"""Thresholds on which guidelines differ: each a named setting with its default, source and rivals.

A threshold on which guidelines agree stands in the rule that uses it.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Threshold:
    """`value` is what Soleus uses; `others` says who uses what instead."""

    value: Decimal
    unit: str
    source: str
    others: str


ABI_ABNORMAL = Threshold(
    Decimal("0.90"), "ratio", "ACC/AHA 2024, COR 1", "ESC and ESVS 2024 agree; UK wound care < 0.8"
)
ABI_NORMAL = Threshold(
    Decimal("1.00"), "ratio", "ACC/AHA 2024", "ESC and ESVS 2024 have no borderline band"
)
ABI_NONCOMPRESSIBLE = Threshold(
    Decimal("1.40"), "ratio", "ACC/AHA 2024", "UK wound care suspects calcification above 1.30"
)
TBI_ABNORMAL = Threshold(Decimal("0.70"), "ratio", "ACC/AHA 2024; ESC 2024", "none known")
SEVERE_TOE = Threshold(
    Decimal(30), "mmHg", "GVG 2019; ESVS and ACC/AHA 2024", "TASC II < 50 with tissue loss"
)
SEVERE_ANKLE = Threshold(
    Decimal(50), "mmHg", "TASC II 2007; IWGDF 2023", "TASC II < 70 with tissue loss; GVG names none"
)
SEVERE_ABI = Threshold(Decimal("0.40"), "ratio", "IWGDF 2023; WIfI 2014", "GVG names none")
COMPRESSION_AVOID_ABI = Threshold(
    Decimal("0.60"), "ratio", "Rabe et al. 2020; ESVS 2022", "UK specialists from 0.5; US often 0.5"
)
COMPRESSION_REDUCED_ABI = Threshold(
    Decimal("0.80"), "ratio", "Rabe et al. 2020; NWCSP 2023", "none known"
)
COMPRESSION_STANDARD_ABI = Threshold(
    Decimal("1.30"), "ratio", "NWCSP 2023", "ACC/AHA 2024 reads as compressible up to 1.40"
)
WELLS_CALF_DIFFERENCE = Threshold(
    Decimal("3.0"), "cm", "NICE NG158 2020, 'at least 3 cm'", "Wells 2003: more than 3 cm"
)
WELLS_LIKELY = Threshold(Decimal(2), "points", "NICE NG158 2020", "none known")
DDIMER_FEU = Threshold(
    Decimal(500), "µg/L FEU", "NICE NG158 2020", "YEARS: 1000 where probability is low"
)
DDIMER_AGE = Threshold(
    Decimal(50), "years", "NICE NG158 2020; Schouten 2013", "not adjusted in every laboratory"
)
RLS_FERRITIN = Threshold(
    Decimal(75), "µg/L", "AASM 2025", "NICE CKS: 50 or 75; some UK pathways aim above 100"
)
RLS_FERRITIN_IV = Threshold(Decimal(100), "µg/L", "AASM 2025", "IRLSSG 2018 similar")
RLS_TSAT = Threshold(Decimal(20), "%", "AASM 2025", "IRLSSG 2018 similar")
END_OF_CHILDBEARING = Threshold(
    Decimal(55), "years", "setting of this rule base", "UK practice counts 55 as menopausal"
)
CHRONIC_PAIN_DAYS = Threshold(
    Decimal(90), "days", "ICD-11 (more than 3 months)", "some services use 12 weeks"
)
NT_PROBNP = Threshold(Decimal(400), "ng/L", "NICE NG106 2025", "ESC: 125")
