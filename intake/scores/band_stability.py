"""Would the band of a leg be another one if a pressure were a few mmHg off? Stable, or on the edge.

The index only rises with each ankle pressure and only falls with each arm pressure, so the bands
that a reading can reach lie between those at its two ends: nothing in between need be tried to
know whether the band holds.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from intake.readings import Answers, Leg, key_of
from intake.scores.pressures import ANKLE_ARTERIES, ARMS, abi_class, band_of
from intake.scores.reading_slips import LIMITS, NAMES
from intake.scores.score import round_half_up
from intake.scores.thresholds import ABI_NONCOMPRESSIBLE, ABI_NORMAL

MARGIN: Final = (
    10  # mmHg; two people who measure one ankle differ by as much (Fam Pract 2012;29:345)
)
# Of a leg above 1.40 not even its edge may be called normal.
WORDS: Final = {
    "abnormal": "abnormal",
    "borderline": "borderline",
    "normal": f"{ABI_NORMAL.value} to {ABI_NONCOMPRESSIBLE.value}",
    "noncompressible": "not compressible",
}
Readings = dict[str, int]  # key → mmHg


@dataclass(frozen=True)
class OtherBand:
    """A band that the leg would have if one pressure read `at` mmHg instead of what was read."""

    band: str  # the id of the class: "borderline"
    key: str  # the pressure: "ankle_dp_sbp.left"
    read: int
    at: int  # the nearest such reading

    @property
    def off(self) -> int:
        return abs(self.at - self.read)

    @property
    def words(self) -> str:
        return f"{WORDS[self.band]} if the {NAMES[self.key]} read {self.at} instead of {self.read} mmHg"


@dataclass(frozen=True)
class Stability:
    """Of one leg's band. `others` holds each other band within the margin, the nearest first."""

    others: tuple[OtherBand, ...]

    @property
    def stable(self) -> bool:
        return not self.others

    @property
    def words(self) -> str:
        if self.stable:
            return f"stable: the same if any one pressure were up to {MARGIN} mmHg off"
        return f"on the edge: {'; '.join(each.words for each in self.others)}"


def band_stability(answers: Answers, leg: Leg) -> Stability | None:
    """None where there is no band, or one that does not rest on pressures."""
    arms = _read(answers, (arm.id for arm in ARMS))
    ankles = _read(answers, (key_of(artery.id, leg) for artery in ANKLE_ARTERIES))
    here = abi_class.read(answers, leg).value
    if not arms or not ankles or here != _band(arms, ankles):
        return None  # not measured, as reported, or not occludable
    found: dict[str, OtherBand] = {}
    for key in (*arms, *ankles):
        for other in _other_bands(arms, ankles, key):
            held = found.get(other.band)
            if held is None or other.off < held.off:
                found[other.band] = other
    return Stability(tuple(sorted(found.values(), key=lambda each: each.off)))


def _read(answers: Answers, keys: Iterable[str]) -> dict[str, int]:
    return {key: value for key in keys if isinstance(value := answers.value(key), int)}


def _other_bands(arms: Readings, ankles: Readings, key: str) -> Iterator[OtherBand]:
    """The other bands on the way to both ends of the margin, each at its nearest reading."""
    read = (arms | ankles)[key]
    low, high = (int(limit) for limit in LIMITS[key])
    held = here = _band(arms, ankles)
    for sign in (-1, 1):
        end = min(max(read + sign * MARGIN, low), high)
        if _band(*_moved(arms, ankles, key, end)) == here:
            continue
        for at in range(read + sign, end + sign, sign):
            there = _band(*_moved(arms, ankles, key, at))
            if there != held:
                yield OtherBand(there, key, read, at)
                held = there
        held = here


def _moved(arms: Readings, ankles: Readings, key: str, at: int) -> tuple[Readings, Readings]:
    if key in arms:
        return {**arms, key: at}, ankles
    return arms, {**ankles, key: at}


def _band(arms: Readings, ankles: Readings) -> str:
    return band_of(round_half_up(Decimal(max(ankles.values())) / max(arms.values())))
