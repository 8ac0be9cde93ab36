"""Swelling of both legs: heart, kidney, liver and thyroid behind it, and the lymph in it."""

from intake.findings.background import cardiac_history, dialysis, nyha_class
from intake.findings.examination_skin import oedema_extent, oedema_pitting, stemmer_sign
from intake.findings.pain import pain_course
from intake.findings.results_other import lab_nt_probnp
from intake.findings.systemic import pe_symptoms, swelling_onset
from intake.findings.vitals import resp_rate, spo2_pct
from intake.logic import all_of, any_leg, any_of, both_legs
from intake.scores.general import egfr
from intake.scores.restless import rls_probable
from intake.scores.thresholds import NT_PROBNP
from intake.scores.veins import oedema_bilateral
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE

SHORT_OF_BREATH = (pe_symptoms.present(), resp_rate >= 25, spo2_pct < 92)
breathless = any_of(*SHORT_OF_BREATH, nyha_class >= 4)
swollen_by_the_heart = all_of(oedema_bilateral, cardiac_history.has("heart_failure"))
failing_heart = lab_nt_probnp >= NT_PROBNP.value
very_high = lab_nt_probnp > 2000

RULES = (
    rule(
        "T13",
        "nt_probnp",
        "creatinine_egfr",
        "electrolytes_mg_ca",
        "liver_albumin",
        "tsh",
        "urine_protein",
        urgency=RT,
        raised=[(SD, breathless)],
        when=oedema_bilateral,
        if_unknown=IfUnknown.FIRE,
        why="Both legs swell: look for the heart, the kidneys, the liver and the thyroid before "
        "blaming the veins, and at the medicines first of all.",
        source=[s.AFP_OEDEMA.cite()],
    ),
    rule(
        "T14",
        "echocardiogram",
        "cardiology",
        urgency=RT,
        raised=[(U2, very_high)],
        when=failing_heart,
        if_unknown=IfUnknown.SILENT,
        why="A raised NT-proBNP: echocardiography and a specialist, within two weeks above 2000 "
        "ng/L, within six from 400. Obesity and sacubitril-valsartan change the value.",
        source=[s.NICE_NG106.cite("refer")],
    ),
    rule(
        "R18",
        "nephrology",
        urgency=RT,
        when=any_of(egfr < 30, all_of(dialysis.present(), rls_probable)),
        why="An eGFR below 30, or restless legs on dialysis: the kidney team. A rapid fall is "
        "urgent. On dialysis gabapentin is given in small doses after the session.",
        source=[s.KDIGO_CKD.cite(), s.AASM_RLS.cite("end-stage kidney disease")],
    ),
    rule(
        "R19",
        "cardiology",
        urgency=RT,
        raised=[(U2, any_of(very_high, all_of(swollen_by_the_heart, breathless)))],
        when=any_of(
            failing_heart,
            all_of(
                swollen_by_the_heart,
                any_of(
                    *SHORT_OF_BREATH,
                    nyha_class >= 3,
                    pain_course.is_("worsening"),
                    any_leg(swelling_onset.is_("acute_lt2w")),
                ),
            ),
        ),
        why="Heart failure that is likely by its marker, or known and getting worse: both legs "
        "swollen, with breathlessness, new swelling or symptoms on slight effort. Strong compression "
        "is unsafe in NYHA class III and IV.",
        source=[s.NICE_NG106.cite("refer")],
    ),
    rule(
        "R25",
        "lymphoedema_service",
        urgency=RT,
        when=any_of(
            any_leg(stemmer_sign.present()),
            both_legs(all_of(oedema_extent.is_not("none"), oedema_pitting.absent())),
        ),
        deferred_by=UNSAFE_NOW,
        why="A fold of skin that cannot be lifted from the toe, or swelling of both legs that does "
        "not pit, suggests lymphoedema or lipoedema. ABI or toe pressure before any compression.",
        source=[s.ILF.cite("consensus")],
    ),
)
