"""Restless legs and sleep: iron and other causes, referral, medicines that make them worse."""

from intake.findings.background_other import osa_suspected
from intake.findings.medicines import (
    med_dopamine_agonist,
    med_dopamine_antagonist,
    med_lithium,
    med_mirtazapine,
    med_sedating_antihistamine,
    med_ssri_snri,
    med_tca,
)
from intake.findings.pain import pain_course, self_care_failed
from intake.findings.pain_pattern import nights_woken_per_week, sleep_loss_major
from intake.findings.restless_legs import rls_augmentation, rls_limb_movements_seen, rls_urge
from intake.logic import all_of, any_of
from intake.scores.general import rls_iron
from intake.scores.restless import RLS_CRITERIA, rls_probable, rls_significant
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import Urgency

# Beside a dopamine antagonist, which brings on restlessness of its own.
AGGRAVATORS = (
    med_ssri_snri,
    med_tca,
    med_mirtazapine,
    med_sedating_antihistamine,
    med_lithium,
)

RULES = (
    rule(
        "T15",
        "ferritin_iron",
        "crp_esr",
        urgency=Urgency.ROUTINE,
        when=all_of(
            rls_urge.present(),
            any_of(*(criterion.present() for criterion in RLS_CRITERIA[1:])),
        ),
        if_unknown=IfUnknown.FIRE,
        why="Ferritin and transferrin saturation in the morning, no iron for 24 hours before, CRP "
        "alongside. Iron helps from a ferritin of 75 down, well above the anaemia range.",
        source=[s.AASM_RLS.cite("good practice statement"), s.NICE_CKS_RLS.cite()],
    ),
    rule(
        "T16",
        "fbc",
        "creatinine_egfr",
        "hba1c",
        "tsh",
        "b12",
        urgency=Urgency.ROUTINE,
        when=rls_probable,
        if_unknown=IfUnknown.FIRE,
        why="What brings on or worsens restless legs and can be treated: anaemia, kidney disease, "
        "diabetes, thyroid, lack of B12. Ask about pregnancy, too.",
        source=[s.NICE_CKS_RLS.cite("consensus")],
    ),
    rule(
        "T17",
        "sleep_study",
        urgency=Urgency.ROUTINE,
        when=all_of(
            rls_urge.present(), any_of(osa_suspected.present(), rls_limb_movements_seen.present())
        ),
        if_unknown=IfUnknown.SILENT,
        why="Restless legs are diagnosed without a sleep study. It is for suspected apnoea, which "
        "aggravates them, or where limb movements in sleep are in question.",
        source=[s.AASM_RLS.cite("not needed for the diagnosis"), s.NICE_NG202.cite()],
    ),
    rule(
        "R08",
        "neurology",
        "sleep_medicine",
        urgency=Urgency.ROUTINE,
        raised=[(Urgency.URGENT, sleep_loss_major.present())],
        when=any_of(
            rls_augmentation.present(),
            all_of(
                rls_significant,
                self_care_failed.present(),
                rls_iron.is_("replete", "iv_range"),
            ),
            all_of(rls_probable, med_dopamine_agonist.present(), pain_course.is_("worsening")),
        ),
        why="Restless legs that resist treatment, augmentation, or an unsure diagnosis. Never stop a "
        "dopamine agonist suddenly.",
        source=[s.AASM_RLS.cite(), s.NICE_CKS_RLS.cite()],
    ),
    rule(
        "R28",
        "sleep_medicine",
        urgency=Urgency.ROUTINE,
        when=any_of(
            osa_suspected.present(),
            all_of(sleep_loss_major.present(), nights_woken_per_week >= 3),
        ),
        deferred_by=UNSAFE_NOW,
        why="Possible sleep apnoea, before a gabapentinoid or an opioid is given for the night; or "
        "lasting loss of sleep, for which cognitive behavioural therapy comes first.",
        source=[s.NICE_NG202.cite("refer"), s.ESRS_INSOMNIA.cite("CBT-I first line")],
    ),
    rule(
        "M01",
        "medicine_review_restless_legs",
        urgency=Urgency.NONE,
        when=any_of(
            all_of(rls_probable, any_of(*(medicine.present() for medicine in AGGRAVATORS))),
            all_of(rls_urge.present(), med_dopamine_antagonist.present()),
        ),
        if_unknown=IfUnknown.SILENT,
        why="Medicines that commonly aggravate restless legs. A dopamine antagonist can also cause "
        "akathisia, which looks like them but is of the whole day and eases little by moving. A "
        "psychiatric medicine is never stopped without its prescriber.",
        source=[s.AASM_RLS.cite(), s.IRLSSG.cite("akathisia is told apart")],
    ),
)
