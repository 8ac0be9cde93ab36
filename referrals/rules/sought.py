"""Which rules look for which cause, so that what speaks against the cause is told with them.

A rule that looks for a cause only among many others, or for none of the sheet, stands in `FOR_NONE`:
"no diabetes" speaks against diabetic neuropathy, not against a test of vitamin B12. They bear on no
verdict. Red flags, tests and referrals only; cautions and self-care look for nothing.
"""

from collections.abc import Mapping
from typing import Final

from referrals.rules import RULES
from referrals.rules.causes import CAUSES

SOUGHT_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "restless_legs": ("T15", "T16", "T17", "R08", "R27.nights"),
    "claudication": ("T01", "T01.risk", "T03", "T04", "T05", "T48", "R02", "R17"),
    "chronic_limb_threatening_ischaemia": ("E16", "R01", "T02", "T04", "T05", "T06"),
    "acute_limb_ischaemia": ("E01", "E02", "E03", "T05", "T47"),
    "vasculitis_or_vasospasm": ("R05.emboli", "T38.purpura", "R23.ulcer"),
    "deep_vein_thrombosis": ("E09", "E17", "T07", "T08", "T09", "T10", "R27"),
    "superficial_vein_thrombosis": ("T11",),
    "chronic_venous_disease": ("T12", "R03"),
    "necrotising_infection": ("E07",),
    "compartment_syndrome": ("E06",),
    "radiculopathy": ("T25", "T29", "T30", "R10", "R10.deficit", "R11", "R17"),
    "cauda_equina_or_cord": ("E04", "E05", "E10.cord", "T33.cord", "T49"),
    "spinal_stenosis": ("T32", "R10", "R17"),
    "diabetic_neuropathy": ("R11",),
    "other_polyneuropathy": (
        *("E10", "T18.nerves", "T19", "T20", "T21", "T22", "T23", "T24", "T27"),
        *("R06", "R07", "R11", "R20"),
    ),
    "nerve_entrapment": ("T24", "T26"),
    "leg_cramps": ("R27.nights",),
    "electrolyte_or_volume": ("T41",),
    "drug_myopathy": ("T42",),
    "gout": ("T34", "T35", "T36", "R15"),
    "septic_arthritis": ("E11", "E11.emergency", "T35"),
    "osteoarthritis": ("T37", "R17"),
    "inflammatory_arthritis": ("T39", "R13"),
    "polymyalgia_or_gca": ("T40", "R14"),
    "popliteal_cyst": ("T45",),
    "tendon_muscle_or_stress_injury": ("R24", "R24.stress", "T44", "T44.fracture", "T45"),
    "bone_tumour_or_osteomyelitis": (
        *("E18", "E18.limb", "T33", "T43.myeloma", "T44", "T45", "R22", "R24.metastasis"),
    ),
    "systemic_oedema": ("T13", "T14", "R19"),
    "lymphoedema_or_lipoedema": ("R25",),
    "charcot_foot": ("T44",),
    "chronic_primary_pain": ("R12",),
}
FOR_NONE: Final = (
    # An emergency, bleeding or a result that is acted on, whatever is behind it.
    *("E08", "E12", "E13", "E13.unwell", "E14", "E15", "R20.platelets"),
    # An aneurysm, dead bone, broken bone of the hip, lack of vitamin D, the cord without pressure on it.
    *("R05", "T46", "T46.rupture", "T37.necrosis", "R24.necrosis", "T44.hip", "T20.cord"),
    *("T42.vitamin_d", "T43", "R09"),
    # Many causes at once, or care rather than a cause.
    *("T18", "T28", "T38", "R04", "R16", "R18", "R21", "R23", "R26", "R28"),
)


def refuse_strangers(sought_by: Mapping[str, tuple[str, ...]]) -> None:
    """Raises ValueError with the first id that is no cause, or no rule."""
    for cause, rules in sought_by.items():
        if cause not in CAUSES:
            raise ValueError(f"SOUGHT_BY names {cause}, which is no cause")
        for rule in rules:
            if rule not in RULES:
                raise ValueError(f"SOUGHT_BY names {rule}, which is no rule")


refuse_strangers(SOUGHT_BY)


def causes_sought_by(rule: str) -> tuple[str, ...]:
    """The ids of the causes that a rule looks for."""
    return tuple(cause for cause, rules in SOUGHT_BY.items() if rule in rules)
