"""Compression: on which leg it is harmful, needs a specialist, or is possible.

What makes compression unsafe is known at once; that it is safe rests on a measured leg.
"""

from intake.findings.background import nyha_class, prior_leg_revascularisation
from intake.findings.pressures import tcpo2_mmhg, toe_sbp
from intake.logic import all_of, any_of, basis_of, bind, judge, missing, named
from intake.readings import Answers, Leg, Reading
from intake.scores.circulation import ali_suspected, clti_suspected
from intake.scores.general import diabetes_present
from intake.scores.nerves import lops
from intake.scores.pressures import abi, ankle_max, tbi_class
from intake.scores.score import number
from intake.scores.thresholds import (
    COMPRESSION_AVOID_ABI,
    COMPRESSION_REDUCED_ABI,
    COMPRESSION_STANDARD_ABI,
    SEVERE_TOE,
)

COMPRESSION = "Rabe et al. 2020; ESVS 2022; NWCSP 2023"
compression_avoid = named(
    "compression_avoid",
    any_of(
        abi < COMPRESSION_AVOID_ABI.value,
        ankle_max < 60,
        toe_sbp < SEVERE_TOE.value,
        tcpo2_mmhg < 20,
        nyha_class >= 4,
        ali_suspected,
        clti_suspected,
    ),
)
needs_specialist_compression = any_of(
    nyha_class >= 3,
    prior_leg_revascularisation.present(),
    all_of(lops, diabetes_present),
    toe_sbp < 60,
)


@number(
    "compression_safety",
    "Compression",
    source=COMPRESSION,
    per_leg=True,
    options={
        "avoid": "avoid",
        "specialist": "specialist only",
        "reduced": "reduced, at most 20 mmHg",
        "standard_ok": "standard possible",
    },
)
def compression_safety(answers: Answers, leg: Leg | None) -> Reading:
    """The first band that holds. Once an ABI is known, what is not recorded counts as not met."""
    leg = leg or Leg.THIS
    avoid = judge(bind(compression_avoid, leg), answers)
    special = judge(bind(needs_specialist_compression, leg), answers)
    index, toe = abi.read(answers, leg), toe_sbp.read(answers, leg)
    if avoid.value is True:
        return Reading("avoid", basis=basis_of(avoid))
    if index.low is None:
        wanted = index.wanted | set(missing(avoid))
        return Reading(basis=basis_of(avoid), wanted=wanted, detail="measure the ABI first")
    # Above the range the ankle says nothing: only a good toe pressure and index reassure.
    toes = tbi_class.read(answers, leg)
    hard = index.low > COMPRESSION_STANDARD_ABI.value and (
        toe.value is None or toes.value != "normal"
    )
    if special.value is True or hard:
        return Reading("specialist", basis=basis_of(special) | index.basis)
    band = "reduced" if index.low < COMPRESSION_REDUCED_ABI.value else "standard_ok"
    return Reading(band, basis=index.basis, wanted=frozenset(missing(avoid)))
