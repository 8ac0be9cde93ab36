"""Pressures that were probably mistyped or entered for the wrong limb, and what was perhaps meant.

Readings vouch for each other: the two arms, the resting pressure, the two arteries of one ankle, and the
ankle beside the arm. How far they lie apart, measured by what is usual between right readings, squared
and added up, is the strain of a set. A slip is asked about where undoing it eases the strain by
`EASED`; no reading is ever refused or changed. A slip that moves a reading by little cannot be seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from intake.findings.pressures import brachial_left_sbp, brachial_right_sbp
from intake.findings.vitals import sbp_resting
from intake.readings import LEGS, Answers, Leg, key_of
from intake.scores.pressures import ANKLE_ARTERIES, ARMS

# What is usual between right readings, as standard deviations.
ARMS_APART: Final = 7  # mmHg; people's arms differ by 5 to 6 on average (Verberk 2011)
RESTING_APART: Final = 10  # mmHg from the arms' mean; another time, and often another method
ARTERIES_APART: Final = 8  # mmHg; of an ill leg 15 % of the higher one: disease sets them apart
ARTERIES_APART_ILL: Final = 0.15
# The higher artery of a healthy ankle, in arm pressures. Further off than two deviations the leg is ill.
INDEX: Final = (1.15, 0.10)
HEALTHY: Final = 2
ILL: Final = 6  # the strain of being ill, however ill
# Narrowed arm arteries and one bad artery at an ankle are rare, and then the distance says little.
RARE: Final = 8
SLOWLY: Final = 5
EASED: Final = 4.5

# A reading below 30 may have lost its last digit, one from 100 may have one too many.
TWO_DIGITS: Final = 30
THREE_DIGITS: Final = 100

ARM_OF: Final = {Leg.RIGHT: brachial_right_sbp.id, Leg.LEFT: brachial_left_sbp.id}
ANKLE_PAIRS: Final = tuple(
    (key_of(ANKLE_ARTERIES[0].id, leg), key_of(ANKLE_ARTERIES[1].id, leg)) for leg in LEGS
)
ARM_PAIR: Final = (ARMS[0].id, ARMS[1].id)
BESIDE: Final = {
    key: other for pair in (ARM_PAIR, *ANKLE_PAIRS) for key, other in (pair, pair[::-1])
}
NAMES: Final = {
    ARM_OF[Leg.RIGHT]: "right arm",
    ARM_OF[Leg.LEFT]: "left arm",
    **{
        key_of(artery.id, leg): f"{leg} {words}"
        for artery, words in zip(
            ANKLE_ARTERIES, ("dorsalis pedis", "posterior tibial"), strict=True
        )
        for leg in LEGS
    },
    sbp_resting.id: "resting pressure",
}
LIMITS: Final = {
    **{arm.id: arm.limits for arm in ARMS},
    **{key_of(artery.id, leg): artery.limits for artery in ANKLE_ARTERIES for leg in LEGS},
}
Read = Mapping[str, int]


@dataclass(frozen=True)
class Slip:
    """A reading, or several, that looks like a slip: which, and the question to ask back."""

    keys: tuple[str, ...]
    words: str


class Undone(NamedTuple):
    """A slip that may have been made: by how much undoing it eases the strain, and what is left."""

    eased: float
    keys: tuple[str, ...]
    question: str
    read: Read


def slips(answers: Answers) -> Iterator[Slip]:
    """The likeliest slip; then, as if it were undone, the likeliest of the other readings."""
    read: Read = {
        key: value
        for key in (*LIMITS, sbp_resting.id)
        if isinstance(value := answers.value(key), int)
    }
    asked: set[str] = set()
    while likely := [each for each in _likely(read) if not asked.intersection(each.keys)]:
        best = likely[0]
        slip = Slip(best.keys, best.question) if len(best.keys) > 1 else _mistyped(read, likely)
        yield slip
        asked.update(slip.keys)
        read = best.read


def _likely(read: Read) -> list[Undone]:
    """The slips that may have been made, the likeliest first."""
    before = strain(read)
    if before < EASED:
        return []
    undone = [
        Undone(before - strain(after), keys, question, after)
        for keys, question, after in (*_with_other_digits(read), *_with_limbs_exchanged(read))
    ]
    likely = [each for each in undone if each.eased >= EASED]
    return sorted(likely, key=lambda each: each.eased, reverse=True)


def strain(read: Read) -> float:
    """How far the readings lie apart, by what is usual."""
    total = 0.0
    arms = [read[arm] for arm in ARM_PAIR if arm in read]
    if len(arms) > 1:
        total += _of_distance(arms[0] - arms[1], ARMS_APART)
    if arms and sbp_resting.id in read:
        total += _of_distance(read[sbp_resting.id] - sum(arms) / len(arms), RESTING_APART)
    for pair in ANKLE_PAIRS:
        # A silent artery, 0 mmHg, says nothing of the other one.
        if arteries := [read[key] for key in pair if read.get(key)]:
            total += _of_ankle(max(arteries), min(arteries), max(arms, default=None))
    return total


def _of_distance(apart: float, usual: float) -> float:
    deviations = apart / usual
    return min(deviations**2, RARE + (deviations / SLOWLY) ** 2)


def _of_ankle(high: int, low: int, arm: int | None) -> float:
    """Without an arm nothing tells whether the leg is ill: then its arteries may lie far apart."""
    middle, deviation = INDEX
    off = None if arm is None else abs(high / arm - middle) / deviation
    if off is not None and off <= HEALTHY:
        return off**2 + _of_distance(high - low, ARTERIES_APART)
    spread = _of_distance(high - low, max(ARTERIES_APART, ARTERIES_APART_ILL * high))
    return spread if off is None else ILL + spread


# --- Digits -------------------------------------------------------------------------------------


def _with_other_digits(read: Read) -> Iterator[tuple[tuple[str, ...], str, Read]]:
    """Each reading as it was perhaps meant, with the question."""
    for key in LIMITS:
        if key not in read:
            continue
        typed = read[key]
        meant = [(f"did you mean {each}?", each) for each in exchanged_digits(typed)]
        if typed < TWO_DIGITS:
            meant += [("is a digit missing?", 10 * typed + digit) for digit in range(10)]
        if typed >= THREE_DIGITS:
            meant.append(("is there a digit too many?", typed // 10))
        low, high = LIMITS[key]
        for question, each in meant:
            if low <= each <= high:
                yield (key,), f"{NAMES[key]} {typed}: {question}", {**read, key: each}


def exchanged_digits(reading: int) -> Iterator[int]:
    """The readings of which this one could be a transposition; 018 is kept as 18, so it counts."""
    digits = f"{reading:03d}"
    for place in range(len(digits) - 1):
        one, two = digits[place], digits[place + 1]
        if one != two:
            yield int(digits[:place] + two + one + digits[place + 2 :])


def _mistyped(read: Read, likely: list[Undone]) -> Slip:
    """The likeliest slip of the fingers; where the reading beside it may be the wrong one, either."""
    best = likely[0]
    [key] = best.keys
    beside = [each for each in likely if each.keys == (BESIDE[key],)]
    if beside:
        words = f"{best.question} Or {beside[0].question}"
        return Slip((key, BESIDE[key]), capfirst(words))
    witness = next(each for each in _witnesses(read, key) if read.get(each))
    told = f"The {NAMES[witness]} reads {read[witness]}."
    return Slip(best.keys, capfirst(f"{best.question} {told}"))


def _witnesses(read: Read, key: str) -> Iterator[str]:
    """The readings that vouch for one, the closest first."""
    yield BESIDE[key]
    if key in ARM_OF.values():
        yield sbp_resting.id
    else:
        yield from sorted(ARM_OF.values(), key=lambda arm: read.get(arm, 0), reverse=True)
    yield from (each for pair in ANKLE_PAIRS for each in pair if each != key)


# --- Limbs --------------------------------------------------------------------------------------


def _with_limbs_exchanged(read: Read) -> Iterator[tuple[tuple[str, ...], str, Read]]:
    """Arm and ankle the other way round, on one side or on both."""
    for artery in ANKLE_ARTERIES:
        for sides in ((Leg.LEFT,), (Leg.RIGHT,), (Leg.LEFT, Leg.RIGHT)):
            places = {ARM_OF[side]: key_of(artery.id, side) for side in sides}
            keys = (*places, *places.values())
            if not read.keys() >= set(keys):
                continue
            changed = dict(read)
            for arm, ankle in places.items():
                changed[arm], changed[ankle] = read[ankle], read[arm]
            if all(changed[arm] >= LIMITS[arm][0] for arm in places):
                yield keys, _swap_words(read, places), changed


def _swap_words(read: Read, places: Mapping[str, str]) -> str:
    told = " and ".join(
        f"{NAMES[arm]} {read[arm]} with {NAMES[ankle]} {read[ankle]}"
        for arm, ankle in places.items()
    )
    return f"Were arm and ankle swapped: {told}? The other way round the pressures agree better."


def capfirst(words: str) -> str:
    return words[:1].upper() + words[1:]
