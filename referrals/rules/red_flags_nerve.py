"""Emergencies of nerves and spine: cauda equina, cord compression, rapid weakness."""

from intake.findings.neuro_symptoms import breathing_or_bulbar_weakness
from intake.findings.pain_pattern import back_pain, bilateral_radicular_pain
from intake.logic import any_leg, any_of
from intake.scores.general import cancer
from intake.scores.nerves import weak
from intake.scores.spine import ces_suspected, cord_signs_new, mscc_suspected, rapid_weakness
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

EM = Urgency.EMERGENCY
FIRST, SILENT = IfUnknown.ASK_FIRST, IfUnknown.SILENT

RULES = (
    rule(
        "E04",
        "cauda_equina",
        "mri_lumbar",
        "spinal_surgery",
        urgency=EM,
        when=ces_suspected,
        if_unknown=FIRST,
        ask_if=any_of(back_pain.is_not("none"), bilateral_radicular_pain.present()),
        why="Emergency MRI within four hours of the request where it is done day and night; bladder, "
        "bowel and leg function may be saved. A residual volume below 200 mL does not exclude it.",
        source=[s.GIRFT_CES.cite("national pathway")],
    ),
    rule(
        "E05",
        "metastatic_cord_compression",
        "mri_whole_spine",
        "mscc_coordinator",
        urgency=EM,
        when=mscc_suspected,
        if_unknown=FIRST,
        ask_if=cancer,
        why="Call the cord compression coordinator at once; MRI of the whole spine within 24 hours; "
        "lie flat if the spine may be unstable.",
        source=[s.NICE_NG234.cite("offer")],
    ),
    rule(
        "E10",
        "rapid_weakness",
        "emergency_department",
        "vital_capacity",
        urgency=EM,
        when=rapid_weakness,
        if_unknown=FIRST,
        ask_if=any_of(any_leg(weak), breathing_or_bulbar_weakness.present()),
        why="Weakness that grows over hours to four weeks: Guillain-Barré syndrome, cord or stroke. "
        "Admit, measure the vital capacity.",
        source=[s.NICE_NG127.cite("refer immediately")],
    ),
    rule(
        "E10.cord",
        "mri_whole_spine",
        urgency=EM,
        when=cord_signs_new,
        if_unknown=SILENT,
        why="New signs of the spinal cord: MRI of the whole spine.",
        source=[s.NICE_NG127.cite("refer immediately")],
    ),
)
