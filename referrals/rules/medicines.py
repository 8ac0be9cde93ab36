"""Limits of drugs and imaging that belong to the person, whatever is suggested."""

from intake.scores.general import pregnant_or_postpartum
from referrals.rules import sources as s
from referrals.rules.rule import IfUnknown, rule
from referrals.rules.suggestions import Urgency

RULES = (
    rule(
        "G19",
        "pregnancy_limits",
        urgency=Urgency.NONE,
        when=pregnant_or_postpartum,
        if_unknown=IfUnknown.SILENT,
        about=("mri_lumbar", "mri_whole_spine", "angiography", "d_dimer"),
        why="Check each drug and each image: no gadolinium unless essential, no dopamine agonist or "
        "gabapentinoid where it can be avoided, heparin rather than a direct oral anticoagulant.",
        source=[s.RCOG_37B.cite()],
    ),
)
