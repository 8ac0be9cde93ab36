"""Veins: finding or excluding a deep vein thrombosis."""

from intake.findings.examination_skin import oedema_extent
from intake.findings.pain import pain_site
from intake.logic import all_of, any_leg, any_of
from intake.scores.general import pregnant_or_postpartum, recent_onset
from intake.scores.infection import red_skin
from intake.scores.veins import CALF_THIGH, dvt_considered, dvt_risk, wells_unlikely
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

FIRST = IfUnknown.ASK_FIRST

RULES = (
    rule(
        "T07",
        "deep_vein_thrombosis",
        "venous_duplex",
        urgency=Urgency.SAME_DAY,
        when=dvt_considered,
        notes=[("Wells score at most 1: D-dimer first, scan when it is raised.", wells_unlikely)],
        if_unknown=FIRST,
        ask_if=any_of(
            any_leg(any_of(oedema_extent.is_not("none"), red_skin)),
            all_of(any_of(dvt_risk, recent_onset), any_leg(pain_site.has(*CALF_THIGH))),
        ),
        why="Ultrasound of the proximal leg veins with the result within four hours; where that "
        "cannot be had, D-dimer, interim anticoagulation and a scan within 24 hours.",
        source=[s.NICE_NG158.cite("1.1.3 to 1.1.8, offer")],
    ),
    rule(
        "T08",
        "deep_vein_thrombosis",
        "d_dimer",
        urgency=Urgency.SAME_DAY,
        when=all_of(dvt_considered, wells_unlikely),
        if_unknown=FIRST,
        ask_if=dvt_considered,
        why="Thrombosis is unlikely by Wells: D-dimer within four hours, above the age of 50 read "
        "against ten times the age. Raised also by infection, cancer and age.",
        source=[s.NICE_NG158.cite("1.1.6, offer")],
    ),
    rule(
        "T09",
        "deep_vein_thrombosis",
        "venous_duplex",
        urgency=Urgency.SAME_DAY,
        when=all_of(dvt_considered, pregnant_or_postpartum),
        if_unknown=FIRST,
        ask_if=dvt_considered,
        why="In pregnancy and six weeks after it neither Wells nor D-dimer counts: scan, and give "
        "low-molecular-weight heparin until it is excluded; repeat on days 3 and 7 if suspicion stays.",
        source=[s.RCOG_37B.cite()],
    ),
)
