"""The whole person: physiotherapy, the iron deficiency pathway, stopping smoking."""

from intake.findings.background import smoking_status
from intake.findings.background_other import iron_loss_risk, osteoarthritis_history
from intake.findings.encounter import age_years
from intake.findings.neuro_symptoms import unsteady_or_falls
from intake.findings.pain_pattern import exertional_pattern, position_trigger
from intake.findings.results import lab_ferritin, lab_tsat
from intake.logic import all_of, any_leg, any_of
from intake.scores.general import anaemia, pregnancy, rls_iron
from intake.scores.nerves import motor_deficit_severe
from intake.scores.pressures import abi_class
from intake.scores.spine import neurogenic_claudication, radicular_pattern
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import Urgency

U2, RT = Urgency.URGENT, Urgency.ROUTINE
FIRE = IfUnknown.FIRE

RULES = (
    rule(
        "R17",
        "physiotherapy",
        urgency=RT,
        when=any_of(
            all_of(exertional_pattern.is_("vascular_type"), any_leg(abi_class.is_("abnormal"))),
            any_leg(radicular_pattern),
            neurogenic_claudication,
            osteoarthritis_history.present(),
            unsteady_or_falls.present(),
            position_trigger.has("supine", "side_lying", "prone", "legs_crossed"),
        ),
        # A severe deficit of a root is seen by a surgeon before it is exercised.
        deferred_by=(*UNSAFE_NOW, "spinal_surgery"),
        notes=[
            ("Only after the severe weakness has been assessed.", any_leg(motor_deficit_severe))
        ],
        why="Supervised exercise for claudication; rehabilitation of a root or a narrow canal; "
        "exercise for osteoarthritis; falls; positions for sleep. No treadmill alone with rest pain "
        "or an ulcer.",
        source=[
            s.NICE_CG147.cite("1.5.1, offer"),
            s.NICE_NG59.cite("consider"),
            s.NICE_NG226.cite("core treatment"),
        ],
    ),
    rule(
        "R21",
        "gastroenterology",
        urgency=U2,
        when=any_of(
            all_of(anaemia, any_of(lab_ferritin < 45, lab_tsat < 20)),
            all_of(rls_iron.is_("replace"), iron_loss_risk.present(), age_years >= 50),
        ),
        notes=[
            (
                "Pregnant: iron first; the bowel is looked into only with symptoms of its own.",
                pregnancy.is_("pregnant"),
            )
        ],
        why="Lack of iron is treated and its cause looked for: coeliac serology, and FIT or the "
        "suspected-cancer pathway by age. Menstruation or pregnancy may be cause enough.",
        source=[s.BSG_IDA.cite(), s.NICE_NG12.cite("offer FIT")],
    ),
    rule(
        "R26",
        "stop_smoking",
        urgency=RT,
        when=smoking_status.is_("current"),
        if_unknown=FIRE,
        why="Smoking drives arterial disease and slows healing: support to stop, with nicotine "
        "replacement, varenicline or bupropion as the local service offers.",
        source=[s.ACC_AHA_PAD.cite("COR 1"), s.NICE_NG209.cite("offer")],
    ),
)
