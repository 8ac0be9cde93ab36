"""Diabetes: the glucose tests, the yearly foot check, and the foot service by the risk of the foot."""

from intake.findings.background import diabetes_type, diabetes_years
from intake.findings.pain import pain_quality
from intake.findings.results import lab_hba1c
from intake.logic import all_of, any_leg, any_of
from intake.scores.circulation import pad_evidence, tissue_loss
from intake.scores.foot import foot_problem_active, foot_risk_high, foot_risk_moderate
from intake.scores.general import diabetes_present
from intake.scores.nerves import dspn_possible
from referrals.rules import sources as s
from referrals.rules.rule import NEUROPATHY_TESTS_WAIT, IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRE, SILENT = IfUnknown.FIRE, IfUnknown.SILENT

RULES = (
    rule(
        "T18",
        "hba1c",
        urgency=RT,
        when=any_of(any_leg(pad_evidence), diabetes_present),
        if_unknown=FIRE,
        why="Diabetes drives arterial disease, and how well it is held decides about the feet. "
        "HbA1c misleads in anaemia, haemoglobinopathy, dialysis and pregnancy.",
        source=[s.ADA.cite()],
    ),
    rule(
        "T18.nerves",
        "hba1c",
        urgency=RT,
        when=any_of(dspn_possible, pain_quality.has("burning", "tingling", "numb_pain")),
        deferred_by=NEUROPATHY_TESTS_WAIT,
        if_unknown=FIRE,
        why="Diabetes is the commonest treatable cause of neuropathy. HbA1c misleads in anaemia, "
        "haemoglobinopathy, dialysis and pregnancy.",
        source=[s.AAN_DSP.cite("level C, highest yield"), s.ADA.cite()],
    ),
    rule(
        "T19",
        "glucose_tolerance",
        urgency=RT,
        when=all_of(
            dspn_possible,
            diabetes_type.is_("none"),
            lab_hba1c < 48,
            pain_quality.has("burning", "tingling"),
        ),
        if_unknown=SILENT,
        why="A painful neuropathy with an HbA1c below the range of diabetes: a glucose tolerance test "
        "can still find impaired tolerance.",
        source=[s.AAN_DSP.cite("level C, where routine tests are not clearly abnormal")],
    ),
    rule(
        "T28",
        "foot_check",
        urgency=RT,
        # Years with diabetes are recorded of nobody who has none.
        when=any_of(diabetes_type.is_("type2", "other_type"), diabetes_years >= 5),
        if_unknown=FIRE,
        why="The yearly check of both feet: 10 g monofilament, vibration, pinprick or temperature, "
        "ankle reflexes, pulses and skin. From diagnosis in type 2, after five years in type 1.",
        source=[s.ADA.cite("B"), s.NICE_NG19.cite("annually")],
    ),
    rule(
        "R16",
        "diabetic_foot_service",
        urgency=RT,
        raised=[
            (U2, any_leg(any_of(foot_risk_high, tissue_loss))),
            (SD, any_leg(foot_problem_active)),
        ],
        when=all_of(
            diabetes_present,
            any_leg(any_of(foot_problem_active, foot_risk_high, foot_risk_moderate, tissue_loss)),
        ),
        why="The foot service by risk: an active problem within one working day, high risk in two to "
        "four weeks, moderate risk in six to eight. A hot foot bears no weight until it is seen.",
        source=[s.NICE_NG19.cite("1.3 to 1.4, refer")],
    ),
)
