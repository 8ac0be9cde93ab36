"""Pressures that look mistyped or swapped: hints for the person who measured, never a refusal."""

from collections.abc import Iterator
from decimal import Decimal

from intake.findings.examination_circulation import pulse_dp, pulse_pt
from intake.findings.pressures import ankle_dp_sbp, ankle_pt_sbp, brachial_left_sbp
from intake.readings import LEGS, Answers, Leg
from intake.scores.pressures import abi, abi_class, arm_difference, brachial_ref

ARM_DIFFERENCE = 15  # mmHg
ARTERIES_APART = 40  # mmHg between the two arteries of one ankle
FAR_BELOW = Decimal("0.60")
PALPABLE = ("normal", "bounding")


def reading_hints(answers: Answers) -> Iterator[str]:
    """What to look at again, in words."""
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
        yield from _of_one_ankle(answers, leg)
    values = [reading.value for reading in indices.values() if reading.value is not None]
    if len(values) == len(LEGS):
        if all(Decimal(str(value)) < FAR_BELOW for value in values) and _pulses_palpable(answers):
            yield (
                "Both ankles are far below the arms, yet the foot pulses are recorded as normal: "
                "were arm and ankle pressures swapped?"
            )
        if all(abi_class.read(answers, leg).value == "noncompressible" for leg in LEGS):
            yield (
                "Both ankles are far above the arms: check that arms and ankles were not swapped. "
                "If they are right, the arteries cannot be compressed and the toe pressure tells."
            )


def _of_one_ankle(answers: Answers, leg: Leg) -> Iterator[str]:
    dp, pt = (answers.value(f"{artery.id}.{leg}") for artery in (ankle_dp_sbp, ankle_pt_sbp))
    if (dp is None) != (pt is None):
        yield f"One artery only at the {leg} ankle: measure the other, the higher one counts."
    elif isinstance(dp, int) and isinstance(pt, int) and abs(dp - pt) >= ARTERIES_APART:
        yield f"The two arteries of the {leg} ankle differ by {abs(dp - pt)} mmHg: read them again."


def _pulses_palpable(answers: Answers) -> bool:
    return all(
        answers.value(f"{pulse.id}.{leg}") in PALPABLE
        for pulse in (pulse_dp, pulse_pt)
        for leg in LEGS
    )
