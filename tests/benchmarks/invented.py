"""Columns of invented intakes, made without a database.

Numbers are rounded as people round them: whole kilograms, pressures to 2 mmHg, no more than some
dozens of different values of each. `STEPS = None` takes every value that can be recorded.
"""

from decimal import Decimal

import numpy as np

from intake.findings import KEYS
from intake.findings.encounter import age_years
from intake.findings.finding import Finding, Kind
from intake.readings import LEGS, Answers
from referrals.cohort.columns import Columns, code_of, code_type, spread, value_of
from referrals.cohort.judging import without_hidden

ANSWERED = 0.6  # of the questions; of those with yes or no, one answer in five is yes
PRESENT = 0.2
TICKED = 1.5  # options of a several
STEPS: int | None = 60  # different values of a quantity
AMPUTATED = 0.01


def invented_columns(count: int, seed: int) -> Columns:
    """So many intakes in which any answer may stand beside any other, the age always known."""
    dice = np.random.default_rng(seed)
    codes = {}
    for key, (finding, _) in KEYS.items():
        made = _codes(finding, count, dice)
        if finding is not age_years:
            made[dice.random(count) > ANSWERED] = 0
        codes[key] = made
    absent = {leg: dice.random(count) < AMPUTATED for leg in LEGS}
    return without_hidden(Columns(np.arange(count), codes, absent))


def _codes(finding: Finding, count: int, dice: np.random.Generator) -> np.ndarray:
    kind = code_type(finding)
    match finding.kind:
        case Kind.PRESENCE:
            return (1 + (dice.random(count) < PRESENT)).astype(kind)
        case Kind.QUANTITY:
            step = Decimal(1).scaleb(-finding.decimals)
            low, high = (code_of(finding, edge.quantize(step)) for edge in finding.usual)
            step_width = max(1, (high - low) // STEPS) if STEPS else 1
            steps = dice.integers(0, (high - low) // step_width + 1, count)
            return (low + step_width * steps).astype(kind)
        case Kind.SEVERAL:
            ticked = dice.random((len(finding.options), count)) < TICKED / len(finding.options)
            return (1 + (1 << np.arange(len(ticked))) @ ticked).astype(kind)
    return dice.integers(1, spread(finding), count).astype(kind)


def invented_answers(count: int, seed: int) -> list[Answers]:
    """The same intakes, one by one."""
    columns = invented_columns(count, seed)
    values = {
        key: [value_of(KEYS[key][0], code) for code in codes.tolist()]
        for key, codes in columns.codes.items()
    }
    return [
        Answers(
            {key: value for key, held in values.items() if (value := held[place]) is not None},
            [leg for leg in LEGS if columns.absent[leg][place]],
        )
        for place in range(count)
    ]
