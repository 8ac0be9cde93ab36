"""Pressure sets that could have been measured, for tests that count: always the same for a seed.

What the spreads were taken from:

- Arms: 877 aviators differed by 5.6 ± 5.5 mmHg, 12.6 % by more than 10 (J Clin Hypertens 2013,
  PMC8033931); a meta-analysis found 5.4 mmHg, 14 % at 10 or more, 4 % at 20 or more (Verberk 2011).
  Here a normal difference of SD 6, and for 7 % one of SD 16: narrowed arm arteries.
- Bands: those of the decision tables (ACC/AHA 2024), and the kinds of patients that a clinic for
  pain at rest sees. Their shares are ours.
- Arteries of one ankle: no published spread was at hand. SD 8 mmHg in a healthy leg; in a diseased
  one the lower artery lies below the higher by a half-normal share of SD 15 %. Ankle pressures taken
  twice by different people differed by -63 to 33 mmHg (Fam Pract 2012;29:345), so real sets may
  spread more; `spread` widens them all.
- Resting pressure, in four sets of five: within SD 9 mmHg of the arms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from intake.readings import LEGS

ARMS = ("brachial_right_sbp", "brachial_left_sbp")
ANKLES = tuple(f"{artery}.{leg}" for leg in LEGS for artery in ("ankle_dp_sbp", "ankle_pt_sbp"))
ARM_OF = {"left": "brachial_left_sbp", "right": "brachial_right_sbp"}
LOWEST_ARM, HIGHEST = 30, 300  # mmHg, the limits of the fields
ANKLE_CUFF_ENDS = 255  # mmHg; an artery still heard here is recorded as not occludable
# Kind of patient: share in percent, mean and SD of the arm pressure, and its two legs.
KINDS = {
    "healthy": (40, (136, 15), ("healthy", "healthy")),
    "hypertensive": (15, (172, 14), ("healthy", "healthy")),
    "hypotensive": (5, (95, 7), ("healthy", "healthy")),
    "PAD of one leg": (17, (136, 15), ("diseased", "healthy")),
    "PAD of both legs": (13, (136, 15), ("diseased", "diseased")),
    "calcified": (4, (136, 15), ("calcified", "healthy")),
    "calcified and PAD": (3, (136, 15), ("calcified", "diseased")),
    "calcified both": (3, (136, 15), ("calcified", "calcified")),
}
Readings = dict[str, int | bool]


@dataclass(frozen=True)
class Slipped:
    """A set with one slip in it: the largest change of a reading, in mmHg, says how plain it is."""

    kind: str
    readings: Readings
    change: int


def pressure_sets(count: int, seed: int, spread: float = 1.0) -> Iterator[Readings]:
    """Sets by key; an arm, or an artery of an ankle, is missing in about one set of fifteen."""
    random = Random(seed)  # noqa: S311 (a generator for tests)
    for _ in range(count):
        yield _pressure_set(random, spread)


def _pressure_set(random: Random, spread: float) -> Readings:
    kind = random.choices(list(KINDS), [share for share, _, _ in KINDS.values()])[0]
    _, (mean, deviation), legs = KINDS[kind]
    systolic = random.gauss(mean, deviation)
    apart = spread * random.gauss(0, 16 if random.random() < 0.07 else 6)
    right, left = (
        _within(systolic + half, LOWEST_ARM, HIGHEST) for half in (apart / 2, -apart / 2)
    )
    read: Readings = {ARMS[0]: right, ARMS[1]: left}
    for leg, state in zip(LEGS, random.sample(legs, 2), strict=True):
        dp, pt = _ankle(random, max(right, left), state, spread)
        if max(dp, pt) > ANKLE_CUFF_ENDS:
            read[f"ankle_not_occludable.{leg}"] = True
        else:
            read |= {f"ankle_dp_sbp.{leg}": dp, f"ankle_pt_sbp.{leg}": pt}
    if random.random() < 0.8:
        read["sbp_resting"] = _within(systolic + random.gauss(0, 9 * spread), 40, HIGHEST)
    for keys in (ARMS, ANKLES):
        if random.random() < 1 / 15:
            read.pop(random.choice(keys), None)
    return read


def _ankle(random: Random, arm: int, state: str, spread: float) -> list[int]:
    """Both arteries of an ankle, in mmHg, in no order."""
    if state == "healthy":
        index = min(max(random.gauss(1.10, 0.08), 0.95), 1.33)
        apart = spread * random.gauss(0, 8)
        pair = [arm * index + apart / 2, arm * index - apart / 2]
    else:
        index = random.uniform(0.35, 0.95) if state == "diseased" else random.uniform(1.42, 1.9)
        lower = max(0.4, 1 - spread * abs(random.gauss(0, 0.15)))
        pair = [arm * index, arm * index * lower]
    return [_within(value, 0, HIGHEST) for value in random.sample(pair, 2)]


def _within(value: float, low: int, high: int) -> int:
    return min(max(round(value), low), high)


# --- Slips --------------------------------------------------------------------------------------


def transposed(read: Readings, random: Random) -> Slipped | None:
    """The set with two neighbouring digits of one reading exchanged, as the field accepts it."""
    slips = []
    for key in (*ARMS, *ANKLES):
        digits = str(read.get(key, ""))
        for place in range(len(digits) - 1):
            one, two = digits[place], digits[place + 1]
            typed = int(digits[:place] + two + one + digits[place + 2 :])
            low = LOWEST_ARM if key in ARMS else 0
            if one != two and low <= typed <= HIGHEST:
                slips.append(Slipped("transposition", {**read, key: typed}, abs(typed - read[key])))
    return random.choice(slips) if slips else None


def swapped(read: Readings, random: Random) -> Slipped | None:
    """The set with arm and ankle exchanged on one side or on both; None where that is impossible."""
    slips = []
    for artery in ("ankle_dp_sbp", "ankle_pt_sbp"):
        for sides in (("left",), ("right",), ("left", "right")):
            changed = dict(read)
            places = [(ARM_OF[side], f"{artery}.{side}") for side in sides]
            if not all(key in read for place in places for key in place):
                continue
            for arm, ankle in places:
                changed[arm], changed[ankle] = read[ankle], read[arm]
            if all(changed[arm] >= LOWEST_ARM for arm, _ in places):
                change = max(abs(read[arm] - read[ankle]) for arm, ankle in places)
                slips.append(Slipped("swap", changed, change))
    return random.choice(slips) if slips else None
