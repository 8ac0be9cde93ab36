"""The pressures at a glance: per leg the ABI with its band in words, the toe pressure, the arithmetic.

The same strip stands beside the nurse's form while she types and on the physician's page. A band is
always in words, and an index above 1.40 is never called normal.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from intake.readings import LEGS, Answers, Leg, Reading
from intake.scores.band_stability import Stability, band_stability
from intake.scores.pressures import (
    abi,
    abi_class,
    abi_low,
    arm_difference,
    band_of,
    tbi,
    tbi_class,
)
from intake.scores.score import HUNDREDTH
from intake.scores.thresholds import (
    ABI_ABNORMAL,
    ABI_NONCOMPRESSIBLE,
    ABI_NORMAL,
    TBI_ABNORMAL,
)

NOT_MEASURED: Final = "not measured"


@dataclass(frozen=True)
class Band:
    """What an index means: `id` for its colour, a sign and words for everybody."""

    id: str
    sign: str
    words: str


_BANDS: Final = {
    "abnormal": Band("abnormal", "▼", f"abnormal, {ABI_ABNORMAL.value} or less"),
    "borderline": Band(
        "borderline",
        "▽",
        f"borderline, {ABI_ABNORMAL.value + HUNDREDTH} to {ABI_NORMAL.value - HUNDREDTH}",
    ),
    "normal": Band(
        "normal", "●", f"normal range, {ABI_NORMAL.value} to {ABI_NONCOMPRESSIBLE.value}"
    ),
    "noncompressible": Band(
        "noncompressible",
        "▲",
        f"not compressible, above {ABI_NONCOMPRESSIBLE.value}: the toe pressure tells",
    ),
}
_TOE_BANDS: Final = {
    "abnormal": Band("abnormal", "▼", f"abnormal, {TBI_ABNORMAL.value} or less"),
    "normal": Band("normal", "●", f"normal range, above {TBI_ABNORMAL.value}"),
}


@dataclass(frozen=True)
class LegStrip:
    """One leg's indices."""

    leg: str
    abi: str
    band: Band | None
    detail: str  # the pressures, "one arm", "one artery", "as reported"
    low: str  # the lower artery, where its band is another one
    low_band: Band | None
    tbi: str
    tbi_band: Band | None
    tbi_detail: str
    edge: Stability | None  # whether the band would hold if a pressure were a little off


def leg_strips(answers: Answers) -> list[LegStrip]:
    """Both legs, left first."""
    return [_strip(answers, leg) for leg in LEGS]


def _strip(answers: Answers, leg: Leg) -> LegStrip:
    if leg in answers.absent_legs:
        return LegStrip(str(leg), "leg amputated", None, "", "", None, "", None, "", None)
    index, lower, toe = (score.read(answers, leg) for score in (abi, abi_low, tbi))
    band = _BANDS.get(str(abi_class.read(answers, leg).value))
    low_band = None if lower.value is None else _BANDS[band_of(Decimal(str(lower.value)))]
    differs = band is not None and low_band is not None and low_band != band
    if band is _BANDS["noncompressible"] and low_band is _BANDS["normal"]:
        differs = False  # beside an artery that cannot be compressed nothing counts as normal
    return LegStrip(
        leg=str(leg),
        abi=_shown(index),
        band=band,
        detail=index.detail,
        low=_shown(lower) if differs else "",
        low_band=low_band if differs else None,
        tbi=_shown(toe) if toe.value is not None else "",
        tbi_band=_TOE_BANDS.get(str(tbi_class.read(answers, leg).value)),
        tbi_detail=toe.detail,
        edge=band_stability(answers, leg),
    )


def _shown(index: Reading) -> str:
    if index.value is not None:
        return f"{index.value:.2f}"
    if index.low is not None:  # the artery cannot be closed: above the highest that can be told
        return f"above {ABI_NONCOMPRESSIBLE.value}"
    return NOT_MEASURED


def arms(answers: Answers) -> str:
    """The difference between the arms, where both were measured."""
    reading = arm_difference.read(answers, None)
    return "" if reading.value is None else f"Arms differ by {reading.value} mmHg"


def pressure_rows(findings: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The readings as taken, apart from what was worked out of them; `findings` as frozen."""
    for section in findings["sections"]:
        if section["id"] == "pressures":
            for part in section["parts"]:
                yield from (row for row in part["rows"] if _has_something(row))


def _has_something(row: dict[str, Any]) -> bool:
    return any(cell["state"] != "not_asked" for cell in row["cells"])
