"""What a score is: something worked out from findings, a range until it is settled.

Three shapes: a number by a formula, points added up item by item, and a class that is the first
case to hold. All three keep to what *every* completion of the unknown findings agrees on, so a
claim on a score is as safe as a claim on a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

from intake.logic import Condition, Operand, basis_of, bind, judge, missing
from intake.readings import LEGS, NOT_EXAMINABLE, Answers, Leg, Number, Reading, key_of

HUNDREDTH: Final = Decimal("0.01")
WorkOut = Callable[[Answers, Leg | None], Reading]
Outcome = TypeVar("Outcome", str, Decimal)


def round_half_up(number: Decimal, to: Decimal = HUNDREDTH) -> Decimal:
    """Rounded as people round on paper, before any threshold is applied."""
    return number.quantize(to, ROUND_HALF_UP)


@dataclass(frozen=True, eq=False, kw_only=True)
class Score(Operand):
    """A number by a formula. `work_out` gets the answers and the leg and returns a Reading."""

    id: str
    label: str
    source: str  # where the formula comes from, with year
    per_leg: bool = False
    unit_label: str = ""
    options: Mapping[str, str] | None = None  # of a class: id → label
    in_points: bool = False
    shows: Operand | None = None  # of a class: the number it classes, shown with it
    cases: tuple[tuple[str, Condition], ...] = ()  # of points and classes: what counts, how much
    items: tuple[Item, ...] = ()  # of points: the lines that are added up
    otherwise: str = ""  # of a class: where no case holds
    worst_of: Score | None = None  # of the higher of two legs: the score of a leg
    work_out: WorkOut

    def read(self, answers: Answers, leg: Leg | None) -> Reading:
        key = key_of(self.id, leg)
        reading = answers.readings.get(key)
        if reading is None:
            reading = answers.given(self, leg) or self.work_out(answers, leg)
            answers.readings[key] = reading
        return reading

    def phrase(self, reading: Reading) -> str:
        if self.shows and self.options and isinstance(reading.value, str):
            return f"{reading.detail}: {self.options[reading.value]}"
        if self.options and isinstance(reading.value, str):
            words = f"{self.label}: {self.options[reading.value]}"
        elif isinstance(reading.value, bool) and reading.detail:
            return reading.detail
        elif isinstance(reading.value, bool):
            words = self.label if reading.value else f"{self.label}: no"
        elif self.options:
            return f"{self.label}: {reading.detail or 'not settled'}"
        elif reading.value is not None:
            words = f"{self.label} {reading.value}{' ' * bool(self.unit_label)}{self.unit_label}"
        elif reading.low is not None and reading.high is not None:
            words = f"{self.label} {reading.low} to {reading.high}"
        else:
            words = f"{self.label}: not settled"
        return f"{words} ({reading.detail})" if reading.detail else words


def number(
    id: str,
    label: str,
    *,
    source: str,
    per_leg: bool = False,
    unit_label: str = "",
    options: Mapping[str, str] | None = None,
) -> Callable[[WorkOut], Score]:
    """Makes a Score of the function below it."""

    def make(work_out: WorkOut) -> Score:
        return Score(
            id=id,
            label=label,
            source=source,
            per_leg=per_leg,
            unit_label=unit_label,
            options=options,
            work_out=work_out,
        )

    return make


def settled(
    value: Number, basis: Iterable[str], *, detail: str = "", wanted: Iterable[str] = ()
) -> Reading:
    return Reading(
        value,
        low=value,
        high=value,
        basis=frozenset(basis),
        wanted=frozenset(wanted),
        detail=detail,
    )


def formula(
    answers: Answers,
    inputs: Iterable[tuple[Operand, Leg | None]],
    work_out: Callable[..., Number],
    detail: str = "",
) -> Reading:
    """A number that needs all of its inputs; `detail` is a format string for their values."""
    readings = [operand.read(answers, leg) for operand, leg in inputs]
    basis = frozenset(key for reading in readings for key in reading.basis)
    if all(reading.value is not None for reading in readings):
        values = [reading.value for reading in readings]
        return settled(work_out(*values), basis, detail=detail.format(*values))
    wanted = frozenset(
        key for reading in readings if reading.value is None for key in reading.wanted
    )
    applies = all(reading.applies for reading in readings)
    return Reading(basis=basis, wanted=wanted, applies=applies)


@dataclass(frozen=True)
class Item:
    """One line of a points score: the first band to hold gives its points, otherwise none."""

    label: str
    bands: tuple[tuple[Decimal, Condition], ...]


def item(label: str, *bands: tuple[float, Condition]) -> Item:
    return Item(label, tuple((Decimal(str(points)), condition) for points, condition in bands))


def points(
    id: str, label: str, *, source: str, items: tuple[Item, ...], per_leg: bool = False
) -> Score:
    """Points added up over the items; an item that cannot be told widens the range."""

    def work_out(answers: Answers, leg: Leg | None) -> Reading:
        low = high = Decimal(0)
        basis: set[str] = set()
        wanted: set[str] = set()
        counted = []
        for line in items:
            possible, line_basis, line_wanted = first_to_hold(line.bands, Decimal(0), answers, leg)
            low, high = low + min(possible), high + max(possible)
            basis |= line_basis
            wanted |= line_wanted
            if len(possible) == 1 and (only := next(iter(possible))):
                counted.append(f"{line.label} {only:+}")
        return Reading(
            low if low == high else None,
            low=low,
            high=high,
            basis=frozenset(basis),
            wanted=frozenset(wanted),
            detail=", ".join(counted),
        )

    return Score(
        id=id,
        label=label,
        source=source,
        per_leg=per_leg,
        in_points=True,
        cases=tuple((str(worth), when) for line in items for worth, when in line.bands),
        items=items,
        work_out=work_out,
    )


def classes(
    id: str,
    label: str,
    *,
    source: str,
    options: Mapping[str, str],
    cases: tuple[tuple[str, Condition], ...],
    otherwise: str,
    per_leg: bool = False,
    shows: Operand | None = None,
) -> Score:
    """A class: the first case to hold, settled once no earlier case can still hold."""

    def work_out(answers: Answers, leg: Leg | None) -> Reading:
        possible, basis, wanted = first_to_hold(cases, otherwise, answers, leg)
        value = next(iter(possible)) if len(possible) == 1 else None
        detail = shows.phrase(shows.read(answers, leg)) if shows else ""
        return Reading(value, basis=frozenset(basis), wanted=frozenset(wanted), detail=detail)

    return Score(
        id=id,
        label=label,
        source=source,
        per_leg=per_leg,
        options=options,
        shows=shows,
        cases=cases,
        otherwise=otherwise,
        work_out=work_out,
    )


def first_to_hold(
    cases: Iterable[tuple[Outcome, Condition]],
    otherwise: Outcome,
    answers: Answers,
    leg: Leg | None,
) -> tuple[set[Outcome], set[str], set[str]]:
    """What the outcome can still be, the answers that say so, and those that would settle it."""
    possible: set[Outcome] = set()
    basis: set[str] = set()
    wanted: set[str] = set()
    for outcome, condition in cases:
        verdict = judge(bind(condition, leg) if leg else condition, answers)
        basis |= basis_of(verdict)
        wanted |= set(missing(verdict))
        if verdict.value is not False:
            possible.add(outcome)
        if verdict.value is True:
            return possible, basis, wanted
    return possible | {otherwise}, basis, wanted


def worst_leg(id: str, label: str, score: Score) -> Score:
    """The higher value of a points score over the legs that exist."""

    def work_out(answers: Answers, _: Leg | None) -> Reading:
        readings = [score.read(answers, leg) for leg in LEGS if leg not in answers.absent_legs]
        gone = frozenset(key_of(NOT_EXAMINABLE, leg) for leg in answers.absent_legs)
        if not readings:
            return Reading(basis=gone, applies=False)
        lows = [reading.low for reading in readings if reading.low is not None]
        highs = [reading.high for reading in readings if reading.high is not None]
        low, high = max(lows), max(highs)
        return Reading(
            low if low == high else None,
            low=low,
            high=high,
            basis=gone.union(*(reading.basis for reading in readings)),
            wanted=frozenset().union(*(reading.wanted for reading in readings)),
            detail=max(readings, key=lambda reading: reading.low or 0).detail,
        )

    return Score(
        id=id,
        label=label,
        source=score.source,
        in_points=True,
        cases=score.cases,
        worst_of=score,
        work_out=work_out,
    )
