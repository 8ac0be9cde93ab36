"""Pressures that were probably mistyped or entered for the wrong limb, and what was perhaps meant.

Two readings vouch for each other: the two arms, and the two arteries of one ankle. A reading is doubted
only where it stands apart from its witness and one usual slip, undone, would bring the two together.
A few distances in mmHg decide; no reading is ever refused or changed. What moves a reading by
less than the distances that are usual between two right readings cannot be seen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from intake.findings.pressures import brachial_left_sbp, brachial_right_sbp
from intake.findings.vitals import sbp_resting
from intake.readings import LEGS, Answers, Leg, key_of
from intake.scores.pressures import ANKLE_ARTERIES, ARMS
from intake.scores.thresholds import ABI_ABNORMAL, ABI_NONCOMPRESSIBLE

# How far two readings must lie apart before one of them is doubted, in mmHg. Exchanging the last two
# digits moves a reading by a multiple of 9; one of 9 is lost in the usual spread.
ARMS_APART: Final = 15  # the difference from which both arms are measured again (ACC/AHA 2024)
ARTERIES_APART: Final = 18  # two arteries of an ankle, one of them at least in the usual band
# Where both arteries lie outside it, on the same side, disease sets them apart; and a resting
# pressure was taken at another time, and often by another method.
LOOSELY_APART: Final = 27
# The undone slip must bring the two together: within this distance, and at least 2½ times as close.
TOGETHER: Final = 25  # mmHg; two right readings seldom lie further apart
CLOSER: Final = (5, 2)
# Exchanging arm and ankle must take away this much of the disagreement of all pairs, and two fifths
# of it.
SWAP_GAIN: Final = 20  # mmHg
SWAP_LEFT: Final = (3, 5)
# A reading below 30 may have lost its last digit, one from 100 may have one too many.
TWO_DIGITS: Final = 30
THREE_DIGITS: Final = 100

ARM_OF: Final = {Leg.RIGHT: brachial_right_sbp.id, Leg.LEFT: brachial_left_sbp.id}
PAIRS: Final = (
    (ARMS[0].id, ARMS[1].id),
    *((key_of(ANKLE_ARTERIES[0].id, leg), key_of(ANKLE_ARTERIES[1].id, leg)) for leg in LEGS),
)
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


@dataclass(frozen=True)
class Slip:
    """A reading, or several, that looks like a slip: which, and the question to ask back."""

    keys: tuple[str, ...]
    words: str


def slips(answers: Answers) -> Iterator[Slip]:
    """The likeliest slip of each pair of readings; limbs entered the wrong way round come first."""
    read = {
        key: value
        for key in (*LIMITS, sbp_resting.id)
        if isinstance(value := answers.value(key), int)
    }
    swap = _swapped(read)
    if swap:
        yield swap
    for pair in PAIRS:
        if swap is None or not set(pair) & set(swap.keys):
            slip = _mistyped(read, pair)
            if slip:
                yield slip


# --- Digits -------------------------------------------------------------------------------------


def _mistyped(read: Mapping[str, int], pair: tuple[str, str]) -> Slip | None:
    """The slip of the fingers that, undone, brings a pair closest together, in either of the two."""
    asked = {}
    for key, other in (pair, pair[::-1]):
        alone = other not in read and key in ARM_OF.values()
        witness = sbp_resting.id if alone else other
        if key in read and witness in read:
            question = _nearest_slip(read, key, witness)
            if question:
                asked[key] = f"{NAMES[key]} {read[key]}: {question}"
                beside = f"The {NAMES[witness]} reads {read[witness]}."
    if not asked:
        return None
    words = " Or ".join(asked.values())
    return Slip(tuple(asked), capfirst(words if len(asked) > 1 else f"{words} {beside}"))


def _nearest_slip(read: Mapping[str, int], key: str, witness: str) -> str:
    """The question whose answer would bring the reading closest to its witness; empty for none."""
    typed, beside = read[key], read[witness]
    apart, least = abs(typed - beside), _apart(read, key, witness)
    found = [
        (off, f"did you mean {meant}?")
        for meant in exchanged_digits(key, typed)
        if _fits(apart, off := abs(meant - beside), least)
    ]
    off = _off_with_another_digit(typed, beside)
    if typed < TWO_DIGITS and _fits(apart, off, LOOSELY_APART):
        found.append((off, "is a digit missing?"))
    off = abs(typed // 10 - beside)
    if typed >= THREE_DIGITS and beside < TWO_DIGITS and _fits(apart, off, LOOSELY_APART):
        found.append((off, "is there a digit too many?"))
    return min(found)[1] if found else ""


def exchanged_digits(key: str, reading: int) -> Iterator[int]:
    """The readings of which this one could be a transposition; 018 is kept as 18, so it counts."""
    low, high = LIMITS[key]
    digits = f"{reading:03d}"
    for place in range(len(digits) - 1):
        one, two = digits[place], digits[place + 1]
        meant = int(digits[:place] + two + one + digits[place + 2 :])
        if one != two and low <= meant <= high:
            yield meant


def _off_with_another_digit(reading: int, witness: int) -> int:
    """How far a reading that lost its last digit was from the witness, at the least."""
    nearest = min(max(witness, reading * 10), reading * 10 + 9)
    return abs(nearest - witness)


def _fits(before: int, after: int, least: int) -> bool:
    times, over = CLOSER
    return before >= least and after <= TOGETHER and times * after <= over * before


def _apart(read: Mapping[str, int], key: str, witness: str) -> int:
    """How far the two must lie apart before one is doubted, in mmHg."""
    if witness == sbp_resting.id:
        return LOOSELY_APART
    if key in ARM_OF.values():
        return ARMS_APART
    arms = [read[arm] for arm in ARM_OF.values() if arm in read]
    if not arms:
        return LOOSELY_APART
    low, high = ABI_ABNORMAL.value * max(arms), ABI_NONCOMPRESSIBLE.value * max(arms)
    pair = (read[key], read[witness])
    both_outside = max(pair) <= low or min(pair) > high
    return LOOSELY_APART if both_outside else ARTERIES_APART


# --- Limbs --------------------------------------------------------------------------------------


def _swapped(read: Mapping[str, int]) -> Slip | None:
    """Arm and ankle entered the wrong way round, on one side or on both."""
    before = _disagreement(read)
    found: list[tuple[int, Slip]] = []
    for artery in ANKLE_ARTERIES:
        for sides in ((Leg.LEFT,), (Leg.RIGHT,), (Leg.LEFT, Leg.RIGHT)):
            places = {ARM_OF[side]: key_of(artery.id, side) for side in sides}
            keys = (*places, *places.values())
            if not read.keys() >= set(keys):
                continue
            changed = dict(read)
            for arm, ankle in places.items():
                changed[arm], changed[ankle] = read[ankle], read[arm]
            after = _disagreement(changed)
            part, whole = SWAP_LEFT
            if (
                all(changed[arm] >= LIMITS[arm][0] for arm in places)
                and before - after >= SWAP_GAIN
                and whole * after <= part * before
            ):
                found.append((after, Slip(keys, _swap_words(read, places))))
    return min(found, key=lambda each: each[0])[1] if found else None


def _disagreement(read: Mapping[str, int]) -> int:
    """How far the arms, and the arteries of each ankle, lie apart, all added up, in mmHg."""
    return sum(abs(read[one] - read[two]) for one, two in PAIRS if one in read and two in read)


def _swap_words(read: Mapping[str, int], places: Mapping[str, str]) -> str:
    told = " and ".join(
        f"{NAMES[arm]} {read[arm]} with {NAMES[ankle]} {read[ankle]}"
        for arm, ankle in places.items()
    )
    return (
        f"Were arm and ankle swapped: {told}? The other way round the arms, and the arteries of an "
        "ankle, agree better."
    )


def capfirst(words: str) -> str:
    return words[:1].upper() + words[1:]
