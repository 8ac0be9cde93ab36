"""Pressures that look mistyped or swapped: hints for the person who measured, never a refusal."""

from collections.abc import Iterator
from decimal import Decimal

from intake.findings.examination_circulation import pulse_dp, pulse_pt
from intake.findings.pressures import (
    ankle_dp_sbp,
    ankle_not_occludable,
    ankle_pt_sbp,
    brachial_left_sbp,
)
from intake.findings.vitals import sbp_resting
from intake.readings import LEGS, Answers, Leg, key_of
from intake.scores.pressures import abi, abi_class, arm_difference, brachial_ref
from intake.scores.reading_slips import slips

ARM_DIFFERENCE = 15  # mmHg
ARTERIES_APART = 40  # mmHg between the two arteries of one ankle
RESTING_ABOVE = (
    27  # mmHg above the arms, from which on the resting pressure does not speak for them
)
FAR_BELOW = Decimal("0.60")
PALPABLE = ("normal", "bounding")


def reading_hints(answers: Answers) -> Iterator[str]:
    """What to look at again, in words."""
    slipped = list(slips(answers))
    yield from (slip.words for slip in slipped)
    doubted = {key for slip in slipped for key in slip.keys}
    arms = brachial_ref.read(answers, None)
    indices = {leg: abi.read(answers, leg) for leg in LEGS}
    if arms.value is not None and arms.detail:
        missing_arm = "left" if answers.value(brachial_left_sbp.id) is None else "right"
        yield f"One arm only: measure the {missing_arm} arm as well, the higher one counts."
    difference = arm_difference.read(answers, None)
    if difference.value is not None and int(str(difference.value)) >= ARM_DIFFERENCE:
        yield (
            f"The arms differ by {difference.value} mmHg ({ARM_DIFFERENCE} or more): repeat both. If"
            " it stays, think of disease of the arm arteries."
        )
    for leg in LEGS:
        yield from _of_one_ankle(answers, leg, doubted)
    values = [reading.value for reading in indices.values() if reading.value is not None]
    if len(values) == len(LEGS):
        if all(Decimal(str(value)) < FAR_BELOW for value in values) and _pulses_palpable(answers):
            yield (
                "Both ankles are far below the arms, yet the foot pulses are recorded as normal: "
                "were arm and ankle pressures swapped?"
            )
        if _all_noncompressible(answers) and not _resting_fits(answers, arms.value):
            yield (
                "Both ankles are far above the arms: check that arms and ankles were not swapped. "
                "If they are right, the arteries cannot be compressed and the toe pressure tells."
            )


def _of_one_ankle(answers: Answers, leg: Leg, doubted: set[str]) -> Iterator[str]:
    keys = [key_of(artery.id, leg) for artery in (ankle_dp_sbp, ankle_pt_sbp)]
    dp, pt = (answers.value(key) for key in keys)
    if answers.value(key_of(ankle_not_occludable.id, leg)) is True and (dp, pt) != (None, None):
        yield (
            f"The {leg} ankle has a pressure, and the sound is said to go on at the highest cuff "
            "pressure: keep what is right. Until then it counts as not compressible."
        )
    elif (dp is None) != (pt is None):
        yield f"One artery only at the {leg} ankle: measure the other, the higher one counts."
    elif isinstance(dp, int) and isinstance(pt, int) and abs(dp - pt) >= ARTERIES_APART:
        if doubted & set(keys):
            return  # the likelier reason has been given
        yield f"The two arteries of the {leg} ankle differ by {abs(dp - pt)} mmHg: read them again."


def _all_noncompressible(answers: Answers) -> bool:
    return all(abi_class.read(answers, leg).value == "noncompressible" for leg in LEGS)


def _resting_fits(answers: Answers, arm: object) -> bool:
    """Whether the resting blood pressure speaks for the arms being the arms."""
    resting = answers.value(sbp_resting.id)
    if not isinstance(resting, int) or not isinstance(arm, int | Decimal):
        return False
    return resting - arm < RESTING_ABOVE


def _pulses_palpable(answers: Answers) -> bool:
    return all(
        answers.value(f"{pulse.id}.{leg}") in PALPABLE
        for pulse in (pulse_dp, pulse_pt)
        for leg in LEGS
    )
