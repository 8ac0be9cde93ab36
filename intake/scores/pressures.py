"""Arm, ankle and toe pressures: ABI, low-ankle ABI, TBI, their classes, and the difference of the arms.

Readings are a measured set: an artery or an arm that was not read is not an unknown. The index of
what was read is used and says so ("one arm", "one artery"). Ratios are divided exactly, rounded
half up to hundredths first and classified as displayed.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal

from intake.findings.pressures import (
    abi_reported,
    ankle_dp_sbp,
    ankle_not_occludable,
    ankle_pt_sbp,
    brachial_left_sbp,
    brachial_right_sbp,
    tcpo2_mmhg,
    toe_sbp,
)
from intake.logic import Operand
from intake.readings import Answers, Leg, Reading, key_of
from intake.scores.score import Score, WorkOut, classes, number, round_half_up, settled
from intake.scores.thresholds import (
    ABI_ABNORMAL,
    ABI_NONCOMPRESSIBLE,
    ABI_NORMAL,
    TBI_ABNORMAL,
)

AHA_2012 = "Aboyans et al., AHA 2012: higher ankle pressure over higher arm pressure"
ACC_AHA_2024 = "Gornik et al., ACC/AHA 2024"
ARMS = (brachial_right_sbp, brachial_left_sbp)
ANKLE_ARTERIES = (ankle_dp_sbp, ankle_pt_sbp)


def _recorded(
    answers: Answers, operands: tuple[Operand, ...], leg: Leg | None
) -> dict[str, Decimal]:
    """The pressures of a set that were read, by key."""
    keys = [key_of(operand.id, leg) for operand in operands]
    return {
        key: Decimal(value)  # type: ignore[arg-type]
        for key in keys
        if (value := answers.value(key)) is not None
    }


def _one_of_set(
    choose: Callable[[Iterable[Decimal]], Decimal], operands: tuple[Operand, ...], short: str
) -> WorkOut:
    """Highest or lowest of the readings that were taken, saying where one was not."""

    def work_out(answers: Answers, leg: Leg | None) -> Reading:
        read = _recorded(answers, operands, leg)
        if not read:
            hard = ankle_not_occludable.read(answers, leg) if leg else Reading()
            if hard.value is True:
                return Reading(basis=hard.basis, applies=False)
            wanted = frozenset(key_of(operand.id, leg) for operand in operands)
            return Reading(wanted=wanted | hard.wanted)
        return settled(choose(read.values()), read, detail="" if len(read) > 1 else f"one {short}")

    return work_out


brachial_ref = Score(
    id="brachial_ref",
    label="Higher arm pressure",
    source=AHA_2012,
    unit_label="mmHg",
    work_out=_one_of_set(max, ARMS, "arm"),
)
ankle_max = Score(
    id="ankle_max",
    label="Higher ankle pressure",
    source=AHA_2012,
    per_leg=True,
    unit_label="mmHg",
    work_out=_one_of_set(max, ANKLE_ARTERIES, "artery"),
)
ankle_min = Score(
    id="ankle_min",
    label="Lower ankle pressure",
    source="Jeevanantham et al. 2014",
    per_leg=True,
    unit_label="mmHg",
    work_out=_one_of_set(min, ANKLE_ARTERIES, "artery"),
)


@number("arm_difference", "Difference between the arms", source=ACC_AHA_2024, unit_label="mmHg")
def arm_difference(answers: Answers, leg: Leg | None) -> Reading:
    read = _recorded(answers, ARMS, None)
    if len(read) < len(ARMS):
        return Reading(
            basis=frozenset(read), wanted=frozenset(arm.id for arm in ARMS if arm.id not in read)
        )
    return settled(abs(read[ARMS[0].id] - read[ARMS[1].id]), read)


def _ratio(answers: Answers, leg: Leg | None, over: Operand) -> Reading:
    upper, lower = over.read(answers, leg), brachial_ref.read(answers, None)
    if not upper.applies:
        return Reading(basis=upper.basis, applies=False)
    if upper.value is None or lower.value is None:
        return Reading(basis=upper.basis | lower.basis, wanted=upper.wanted | lower.wanted)
    flags = [flag for flag in (lower.detail, upper.detail) if flag]
    return settled(
        round_half_up(Decimal(upper.value) / Decimal(lower.value)),  # type: ignore[arg-type]
        upper.basis | lower.basis,
        detail=", ".join([f"{upper.value}/{lower.value} mmHg", *flags]),
    )


def _index(over: Operand) -> WorkOut:
    """Above 1.40 where the artery cannot be occluded; else by pressures; else as reported.

    An artery that cannot be occluded leaves any pressure beside it in doubt: it never reads "normal".
    """

    def work_out(answers: Answers, leg: Leg | None) -> Reading:
        hard = ankle_not_occludable.read(answers, leg)
        ratio = _ratio(answers, leg, over)
        reported = abi_reported.read(answers, leg)
        if hard.value is not True and ratio.value is not None:
            return ratio
        if hard.value is not True and reported.value is not None:
            return settled(reported.value, reported.basis, detail="as reported")  # type: ignore[arg-type]
        if hard.value is True:
            return Reading(
                low=ABI_NONCOMPRESSIBLE.value + Decimal("0.01"),
                high=abi_reported.limits[1],
                basis=hard.basis,
            )
        return Reading(basis=ratio.basis, wanted=ratio.wanted | reported.wanted | hard.wanted)

    return work_out


abi = Score(id="abi", label="ABI", source=AHA_2012, per_leg=True, work_out=_index(ankle_max))


@number("abi_low", "ABI of the lower ankle artery", source="Jeevanantham et al. 2014", per_leg=True)
def abi_low(answers: Answers, leg: Leg | None) -> Reading:
    return _ratio(answers, leg, ankle_min)


@number("tbi", "Toe-brachial index", source=ACC_AHA_2024, per_leg=True)
def tbi(answers: Answers, leg: Leg | None) -> Reading:
    return _ratio(answers, leg, toe_sbp)


abi_class = classes(
    "abi_class",
    "ABI class",
    source=ACC_AHA_2024,
    per_leg=True,
    options={
        "abnormal": "abnormal",
        "borderline": "borderline",
        "normal": "normal range",
        "noncompressible": "not compressible",
    },
    cases=(
        ("noncompressible", abi > ABI_NONCOMPRESSIBLE.value),
        ("abnormal", abi <= ABI_ABNORMAL.value),
        ("borderline", abi < ABI_NORMAL.value),
    ),
    otherwise="normal",
    shows=abi,
)


def band_of(index: Decimal) -> str:
    """The class of an index by itself, of whichever artery: an option of `abi_class`."""
    if index > ABI_NONCOMPRESSIBLE.value:
        return "noncompressible"
    if index <= ABI_ABNORMAL.value:
        return "abnormal"
    return "borderline" if index < ABI_NORMAL.value else "normal"


tbi_class = classes(
    "tbi_class",
    "Toe-brachial class",
    source=ACC_AHA_2024,
    per_leg=True,
    options={"abnormal": "abnormal", "normal": "normal range"},
    cases=(("abnormal", tbi <= TBI_ABNORMAL.value),),
    otherwise="normal",
    shows=tbi,
)

WIFI = "Mills et al., SVS WIfI 2014"
TOE_BOUNDS = (60, 40, 30)  # mmHg; below each the grade is one worse


@number("wifi_ischaemia_grade", "WIfI ischaemia grade", source=WIFI, per_leg=True)
def wifi_ischaemia_grade(answers: Answers, leg: Leg | None) -> Reading:
    """0 to 3. A toe pressure decides, else TcPO2, else the worse of ABI and ankle pressure.

    Without a toe pressure the grade is shown, but has no bounds: no claim may rest on a grade that
    a toe pressure would replace.
    """
    toe, skin = toe_sbp.read(answers, leg), tcpo2_mmhg.read(answers, leg)
    if toe.value is not None:
        return settled(_grade(toe.value, TOE_BOUNDS), toe.basis)
    toe_key = frozenset({key_of(toe_sbp.id, leg)})
    if skin.value is not None:
        return Reading(_grade(skin.value, TOE_BOUNDS), basis=skin.basis, wanted=toe_key)
    index, ankle = abi.read(answers, leg), ankle_max.read(answers, leg)
    if abi_class.read(answers, leg).value == "noncompressible" or index.value is None:
        return Reading(basis=index.basis, wanted=index.wanted | toe_key)
    grades = [_grade(index.value, (Decimal("0.80"), Decimal("0.60"), Decimal("0.40")))]
    if ankle.value is not None:
        # Published bands overlap at 70 and 100 mmHg: "above 100" is grade 0, 70 is grade 1.
        grades.append(_grade(ankle.value, (101, 70, 50)))
    return Reading(max(grades), basis=index.basis | ankle.basis, wanted=toe_key)


def _grade(value: object, at_least: tuple[int | Decimal, ...]) -> int:
    return sum(value < bound for bound in at_least)  # type: ignore[operator]
