"""Veins: finding or excluding a thrombosis, reflux, and the venous and maternity services."""

from intake.findings.cramp import cramp_nights_per_week
from intake.findings.examination_skin import (
    oedema_extent,
    superficial_vein_cord,
    varicose_veins_visible,
    venous_skin,
)
from intake.findings.pain import pain_site
from intake.findings.results_other import dvt_scan_result
from intake.findings.systemic import swelling_onset
from intake.logic import all_of, any_leg, any_of, same_leg
from intake.scores.general import pregnant_or_postpartum, recent_onset
from intake.scores.infection import red_skin
from intake.scores.restless import rls_significant
from intake.scores.veins import (
    CALF_THIGH,
    SKIN_CHANGE,
    ddimer_raised,
    dvt_considered,
    dvt_risk,
    venous_beyond_varices,
    venous_disease,
    venous_pattern,
    wells_unlikely,
)
from referrals.rules import sources as s
from referrals.rules.rule import UNSAFE_NOW, IfUnknown, rule
from referrals.rules.suggestions import Urgency

SD, U2, RT = Urgency.SAME_DAY, Urgency.URGENT, Urgency.ROUTINE
FIRST = IfUnknown.ASK_FIRST

RULES = (
    rule(
        "T07",
        "deep_vein_thrombosis",
        "venous_duplex",
        urgency=SD,
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
        urgency=SD,
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
        urgency=SD,
        when=all_of(dvt_considered, pregnant_or_postpartum),
        if_unknown=FIRST,
        ask_if=dvt_considered,
        why="In pregnancy and six weeks after it neither Wells nor D-dimer counts: scan, and give "
        "low-molecular-weight heparin until it is excluded; repeat on days 3 and 7 if suspicion stays.",
        source=[s.RCOG_37B.cite()],
    ),
    rule(
        "T10",
        "venous_duplex",
        urgency=SD,
        when=all_of(
            dvt_considered, dvt_scan_result.is_("negative_proximal"), ddimer_raised.present()
        ),
        repeats=True,
        why="The first scan found no proximal thrombosis but the D-dimer is raised: book a second "
        "scan six to eight days after the first, and stop interim anticoagulation until then.",
        source=[s.NICE_NG158.cite("1.1.5, offer")],
    ),
    rule(
        "T11",
        "venous_duplex",
        urgency=U2,
        raised=[
            (
                SD,
                same_leg(
                    superficial_vein_cord.present(),
                    any_of(oedema_extent.is_not("none"), swelling_onset.is_("acute_lt2w")),
                ),
            )
        ],
        when=any_leg(superficial_vein_cord.present()),
        if_unknown=IfUnknown.SILENT,  # a single claim is never partly true
        why="A thrombosed surface vein: scan for its length, its distance from the junction and a "
        "deep thrombosis, which about one in four has. The same day when it is near the groin or "
        "the back of the knee; within 3 cm of the junction it is treated as a deep one.",
        source=[s.ESVS_VT.cite()],
    ),
    rule(
        "T12",
        "venous_reflux_duplex",
        urgency=RT,
        when=any_of(
            any_leg(venous_beyond_varices), all_of(venous_pattern, any_leg(venous_disease))
        ),
        deferred_by=("deep_vein_thrombosis",),
        why="Duplex for reflux shows which veins fail and can be treated; it is usually done by the "
        "venous service. Exclude a thrombosis first when the trouble is new.",
        source=[s.NICE_CG168.cite("1.3.1"), s.ESVS_CVD.cite("class I")],
    ),
    rule(
        "R03",
        "venous_service",
        urgency=RT,
        raised=[(U2, any_leg(superficial_vein_cord.present()))],
        when=any_leg(
            any_of(
                venous_skin.has(*SKIN_CHANGE),
                superficial_vein_cord.present(),
                all_of(varicose_veins_visible.present(), venous_pattern),
            )
        ),
        deferred_by=UNSAFE_NOW,
        why="Veins that hurt, have changed the skin, have ulcerated or have clotted belong to a "
        "service that can scan and treat them. Send the ABI with the letter.",
        source=[s.NICE_CG168.cite("1.2.2, refer")],
    ),
    rule(
        "R27",
        "maternity",
        urgency=SD,
        when=all_of(pregnant_or_postpartum, dvt_considered),
        if_unknown=FIRST,
        ask_if=dvt_considered,
        why="A possible thrombosis in pregnancy or the six weeks after it: the maternity day unit "
        "arranges the scan and heparin the same day. Many drugs are unsuitable.",
        source=[s.RCOG_37B.cite()],
    ),
    rule(
        "R27.nights",
        "maternity",
        urgency=RT,
        when=all_of(pregnant_or_postpartum, any_of(rls_significant, cramp_nights_per_week >= 4)),
        why="Restless legs or cramps that spoil most nights of a pregnancy: tell the maternity "
        "service; iron and most drugs need its advice.",
        source=[s.RCOG_37B.cite("consensus")],
    ),
)
