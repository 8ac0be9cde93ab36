"""Limits of drugs, contrast and home remedies that belong to the person, whatever is suggested.

A caution fires on its own condition; `about` names the suggestions that it limits, where there are
any. The kidney is judged by the eGFR that the laboratory reports, else by the one computed from
creatinine, age and sex.
"""

from intake.findings.background import cardiac_history, ckd_known, dialysis, known_pad, nyha_class
from intake.findings.background_other import (
    bleeding_risk_high,
    contrast_reaction,
    liver_disease,
    lung_disease,
    mri_contraindication,
    osa_suspected,
    peptic_ulcer_or_gi_bleed,
)
from intake.findings.encounter import age_years
from intake.findings.medicines import (
    med_ace_arb,
    med_anticoagulant,
    med_benzodiazepine,
    med_corticosteroid,
    med_cyp3a4_inhibitor,
    med_diuretic,
    med_iron,
    med_metformin,
    med_opioid,
    med_quinine,
    med_ssri_snri,
    med_statin,
)
from intake.findings.pain_pattern import dehydration_risk
from intake.findings.results import lab_ferritin, lab_platelets, lab_tsat
from intake.findings.results_other import ncs_result
from intake.logic import all_of, any_leg, any_of
from intake.scores.general import diabetes_present, egfr, pregnancy, pregnant_or_postpartum
from intake.scores.joints import ck_above_limit, cramp_pattern, statin_muscle_symptoms
from intake.scores.nerves import dspn_possible, dspn_probable, lops, neuropathic_symptoms
from intake.scores.restless import rls_probable
from intake.scores.thresholds import RLS_FERRITIN
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

NO, SILENT = Urgency.NONE, IfUnknown.SILENT
MRI = ("mri_lumbar", "mri_whole_spine", "mri_limb", "angiography")

iron_overload = any_of(lab_ferritin > 300, lab_tsat > 45)

RULES = (
    rule(
        "G04",
        "iron_limits",
        urgency=NO,
        when=any_of(lab_ferritin > RLS_FERRITIN.value, lab_tsat > 45, med_iron.present()),
        notes=[
            (
                "Ferritin above 300 or saturation above 45 %: no iron, look for overload or "
                "inflammation.",
                iron_overload,
            )
        ],
        if_unknown=SILENT,
        why="Tablets hardly help restless legs above a ferritin of 75; between 75 and 100 only "
        "intravenous iron does, with a saturation below 45 %. Inflammation raises ferritin; "
        "intravenous iron can cause hypersensitivity.",
        source=[s.AASM_RLS.cite("suggested with a ferritin up to 75"), s.IRLSSG_IRON.cite()],
    ),
    rule(
        "G05",
        "nsaid_risk",
        urgency=NO,
        when=any_of(
            ckd_known.present(),
            egfr < 60,
            cardiac_history.has("heart_failure", "ischaemic"),
            known_pad.present(),
            peptic_ulcer_or_gi_bleed.present(),
            med_anticoagulant.present(),
            med_corticosteroid.present(),
            med_ssri_snri.present(),
            dehydration_risk.present(),
            all_of(med_ace_arb.present(), med_diuretic.has(*med_diuretic.options)),
            age_years >= 75,
            pregnancy.is_("pregnant"),
        ),
        notes=[
            ("No oral NSAID at an eGFR below 30.", egfr < 30),
            ("No oral NSAID in severe heart failure.", nyha_class >= 3),
            ("Check the week: no oral NSAID in late pregnancy.", pregnancy.is_("pregnant")),
        ],
        about=("otc_pain_relief",),
        if_unknown=SILENT,
        why="An oral NSAID can harm kidney, heart, stomach or the unborn child here, most of all on "
        "top of an ACE inhibitor or ARB with a diuretic. Less is absorbed from a gel; paracetamol is "
        "the other choice, with less of it in liver disease and low weight.",
        source=[s.NSAID_CAUTIONS.cite("avoid below 30, caution below 60"), s.KDIGO_CKD.cite()],
    ),
    rule(
        "G06",
        "quinine_risk",
        urgency=NO,
        when=any_of(cramp_pattern, med_quinine.present()),
        if_unknown=SILENT,
        why="Quinine is a last resort for cramp that ruins sleep: stop after four weeks without "
        "benefit, review every three months. Platelets can fall dangerously and the QT interval "
        "lengthen; never after a reaction to it, with QT drugs, arrhythmia or in pregnancy.",
        source=[
            s.MHRA_QUININE.cite("not routine"),
            s.FDA_QUININE.cite("boxed warning, not for cramp"),
        ],
    ),
    rule(
        "G07",
        "gadolinium_risk",
        urgency=NO,
        when=any_of(egfr < 30, dialysis.present(), mri_contraindication.present()),
        about=MRI,
        if_unknown=SILENT,
        why="Prefer duplex or MRI without contrast. Linear gadolinium agents of group I are ruled out "
        "at an eGFR below 30 and on dialysis; one dose of a group II agent is acceptable.",
        source=[s.ACR_CONTRAST.cite("group I contraindicated, group II acceptable")],
    ),
    rule(
        "G08",
        "contrast_risk",
        urgency=NO,
        when=any_of(
            egfr < 45,
            med_metformin.present(),
            contrast_reaction.present(),
            dehydration_risk.present(),
        ),
        notes=[
            (
                "Metformin with an eGFR below 30: stop it at the scan, restart after a kidney check "
                "at 48 hours.",
                all_of(med_metformin.present(), egfr < 30),
            )
        ],
        about=("angiography",),
        if_unknown=SILENT,
        why="Iodinated contrast: give fluid below an eGFR of 30, consider it up to 44, and plan for an "
        "earlier reaction. Metformin is held only below 30, in acute kidney injury or for an arterial "
        "route. None of this may delay the treatment of acute ischaemia.",
        source=[s.ACR_CONTRAST.cite("ACR and NKF consensus")],
    ),
    rule(
        "G09",
        "mri_unsafe",
        urgency=NO,
        when=mri_contraindication.present(),
        about=MRI,
        if_unknown=SILENT,
        why="Tell the MRI unit of the implant or metal. Where it rules MRI out, CT or CT myelography; "
        "in an emergency speak to the radiologist at once.",
        source=[s.NICE_NG234.cite("CT where MRI is contraindicated")],
    ),
    rule(
        "G10",
        "anticoagulation_risk",
        urgency=NO,
        when=any_of(
            bleeding_risk_high.present(),
            lab_platelets < 50,
            peptic_ulcer_or_gi_bleed.present(),
            pregnant_or_postpartum,
        ),
        about=(
            "deep_vein_thrombosis",
            "venous_duplex",
            "pulmonary_embolism",
            "phlegmasia",
            "acute_limb_ischaemia",
        ),
        if_unknown=SILENT,
        why="Ask a specialist before interim anticoagulation. In pregnancy and after it "
        "low-molecular-weight heparin; check kidney function and weight; no direct oral "
        "anticoagulant in antiphospholipid syndrome.",
        source=[s.NICE_NG158.cite(), s.RCOG_37B.cite()],
    ),
    rule(
        "G11",
        "gabapentinoid_risk",
        urgency=NO,
        when=any_of(
            egfr < 60,
            med_opioid.present(),
            med_benzodiazepine.present(),
            osa_suspected.present(),
            lung_disease.present(),
            age_years >= 75,
        ),
        if_unknown=SILENT,
        why="Gabapentin and pregabalin can depress breathing here: lower dose, by kidney function, and "
        "watch for drowsiness. They can cause dependence and harm the unborn child, and have no place "
        "in sciatica.",
        source=[
            s.MHRA_GABAPENTINOID.cite("consider adjusting the dose"),
            s.NICE_NG59.cite("do not offer in sciatica"),
        ],
    ),
    rule(
        "G12",
        "dopamine_agonist_risk",
        urgency=NO,
        when=rls_probable,
        if_unknown=SILENT,
        why="Pramipexole, ropinirole and rotigotine are no longer the standard treatment of restless "
        "legs: symptoms can grow worse with them, and impulses get out of control. Never stop one "
        "suddenly.",
        source=[
            s.AASM_RLS.cite("conditional, against standard use"),
            s.NICE_CKS_RLS.cite("still lists them"),
        ],
    ),
    rule(
        "G13",
        "tca_snri_risk",
        urgency=NO,
        when=any_of(
            cardiac_history.has("ischaemic", "atrial_fibrillation", "heart_failure"),
            rls_probable,
            liver_disease.present(),
            egfr < 30,
        ),
        if_unknown=SILENT,
        why="A tricyclic can cause arrhythmia, glaucoma and urinary retention. Duloxetine is to be "
        "avoided in severe liver disease, at an eGFR below 30 and in uncontrolled hypertension. Both "
        "can make restless legs worse.",
        source=[s.NICE_CG173.cite("check for contraindications"), s.AASM_RLS.cite()],
    ),
    rule(
        "G14",
        "opioid_risk",
        urgency=NO,
        when=any_of(neuropathic_symptoms, diabetes_present),
        if_unknown=SILENT,
        why="No opioid for painful diabetic neuropathy, tramadol and tapentadol included; NICE keeps "
        "tramadol for short rescue only.",
        source=[
            s.AAN_PDN.cite("should not be used"),
            s.ADA.cite(),
            s.NICE_CG173.cite("tramadol only as acute rescue"),
        ],
    ),
    rule(
        "G15",
        "statin_decision",
        urgency=NO,
        when=any_of(statin_muscle_symptoms, all_of(med_statin.present(), ck_above_limit.present())),
        if_unknown=SILENT,
        why="Muscle pain on a statin is mostly not due to it. Measure CK, look for interactions, low "
        "thyroid and low vitamin D, and decide together; up to 5 times the upper limit it can stay. "
        "Stop above 10 times or with kidney injury. Stopping after a heart attack or stroke raises "
        "the risk.",
        source=[s.NICE_NG238.cite("measure CK when muscles hurt")],
    ),
    rule(
        "G17",
        "heat_cold_risk",
        urgency=NO,
        when=any_of(
            any_leg(lops),
            dspn_probable,
            all_of(ncs_result.is_("length_dependent_axonal"), dspn_possible),
        ),
        about=("otc_pain_relief", "foot_care"),
        if_unknown=SILENT,
        why="Skin that does not feel can burn or freeze unnoticed: no heat pads, hot soaks or ice; test "
        "water with the hand or a thermometer.",
        source=[s.NICE_NG19.cite("foot care advice"), s.ADA.cite()],
    ),
    rule(
        "G18",
        "supplement_risk",
        urgency=NO,
        when=any_of(ckd_known.present(), egfr < 30),
        if_unknown=SILENT,
        why="Magnesium and potassium build up when the kidney is weak: potassium only for a measured "
        "lack, and no herbal remedy unchecked. Magnesium hardly helps cramp in older people anyway.",
        source=[s.COCHRANE_MAGNESIUM.cite("unlikely to help"), s.KDIGO_CKD.cite()],
    ),
    rule(
        "G19",
        "pregnancy_limits",
        urgency=NO,
        when=pregnant_or_postpartum,
        if_unknown=SILENT,
        about=("mri_lumbar", "mri_whole_spine", "angiography", "d_dimer"),
        why="Check each drug and each image: no gadolinium unless essential, no dopamine agonist or "
        "gabapentinoid where it can be avoided, heparin rather than a direct oral anticoagulant.",
        source=[s.RCOG_37B.cite()],
    ),
    rule(
        "G20",
        "gout_drug_limits",
        urgency=NO,
        when=any_of(egfr < 60, med_cyp3a4_inhibitor.present(), med_statin.present()),
        if_unknown=SILENT,
        why="Colchicine: lower dose in kidney disease and with a statin, none with a strong inhibitor "
        "of CYP3A4 or P-glycoprotein. Allopurinol starts low, by kidney function, two to four weeks "
        "after the flare unless advised otherwise.",
        source=[
            s.NICE_NG219.cite("start two to four weeks after a flare"),
            s.ACR_GOUT.cite("may start in the flare, with cover"),
        ],
    ),
)
