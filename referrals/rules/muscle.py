"""Muscles: blood tests in cramp and in possible muscle disease."""

from intake.findings.background import ckd_known
from intake.findings.background_other import liver_disease, thyroid_disease
from intake.findings.cramp import cramp_daytime, cramp_nights_per_week, cramp_present
from intake.findings.examination_nerves import power_hip_flexion
from intake.findings.medicines import med_acid_suppressant, med_diuretic
from intake.findings.pain import pain_quality, pain_site
from intake.findings.pain_pattern import dehydration_risk, girdle_pain_bilateral
from intake.findings.systemic import dark_urine
from intake.logic import all_of, any_leg, any_of
from intake.scores.general import pregnancy
from intake.scores.joints import fasciculation_or_wasting, muscle_disease_possible
from intake.scores.nerves import weak, weakness_recent
from intake.scores.spine import THIGH
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRE = IfUnknown.FIRE

on_diuretic = med_diuretic.has("loop", "thiazide_like", "potassium_sparing")
proximal_ache = any_of(
    girdle_pain_bilateral.present(),
    all_of(
        pain_quality.has("aching"),
        any_leg(any_of(power_hip_flexion < 5, pain_site.has("hip_groin", "buttock", *THIGH))),
    ),
)

RULES = (
    rule(
        "T41",
        "electrolytes_mg_ca",
        "creatinine_egfr",
        "tsh",
        "hba1c",
        "ck",
        "liver_albumin",
        urgency=RT,
        raised=[(U2, any_leg(weak)), (SD, all_of(dehydration_risk.present(), on_diuretic))],
        when=all_of(
            cramp_present.present(),
            any_of(
                cramp_daytime.present(),
                on_diuretic,
                ckd_known.present(),
                liver_disease.present(),
                dehydration_risk.present(),
                thyroid_disease.is_not("none"),
                fasciculation_or_wasting,
                any_leg(weak),
                pregnancy.is_("pregnant"),
                all_of(med_acid_suppressant.present(), cramp_nights_per_week >= 3),
            ),
        ),
        why="Cramp with something that points beyond ordinary night cramp: salts, kidney, liver, "
        "thyroid, glucose and muscle. Ordinary night cramp needs no blood tests.",
        source=[s.NICE_CKS_CRAMP.cite("only where a cause is suspected")],
    ),
    rule(
        "T42",
        "ck",
        "creatinine_egfr",
        "tsh",
        urgency=RT,
        raised=[(SD, any_of(dark_urine.present(), all_of(any_leg(weak), weakness_recent)))],
        when=muscle_disease_possible,
        if_unknown=FIRE,
        why="Creatine kinase, not after hard exercise, with kidney function and thyroid. Above five "
        "times the upper limit a statin is reviewed, above ten times or with kidney injury stopped.",
        source=[s.NICE_NG238.cite("measure when muscle symptoms arise")],
    ),
    rule(
        "T42.vitamin_d",
        "vitamin_d_bone",
        urgency=RT,
        when=all_of(muscle_disease_possible, proximal_ache),
        if_unknown=FIRE,
        why="Aching of hips and thighs with possible muscle disease: lack of vitamin D gives the "
        "same ache and weakness, and is treated easily.",
        source=[s.NOS_VITAMIN_D.cite(), s.NICE_NG238.cite()],
    ),
)
