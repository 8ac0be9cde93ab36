"""Conditions turned once into closures that give a patient's Kleene value and nothing else.

For whoever needs the value of the same conditions for very many patients or completions and no
working: the same value as `judge`, without verdicts and reasons. Claims and groups have numbered
slots, the same number for the same meaning, and each is worked out once for one `Answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from itertools import count
from typing import Any, Final

from intake.findings.finding import Finding
from intake.logic import Claim, Condition, Group, Not, bind, holds
from intake.readings import Answers, Leg, Reading, Value, key_of
from intake.scores.score import Score

Value3 = bool | None
Closure = Callable[[Answers], Value3]
_Bands = tuple[tuple[Any, Closure], ...]

# A condition stands beside its closure so that its id stays its own.
_closures: Final[dict[int, tuple[Condition, Closure]]] = {}
_slots: Final[dict[Hashable, Closure]] = {}
_numbers: Final = count()


def compiled(condition: Condition) -> Closure:
    """What gives the condition's value for a patient's answers: True, False or None, cannot tell."""
    kept = _closures.get(id(condition))
    if kept is None:
        kept = _closures[id(condition)] = (condition, _closure(condition))
    return kept[1]


def _closure(condition: Condition) -> Closure:
    match condition:
        case Claim(operand, _, _, leg):
            if leg in (Leg.THIS, Leg.OTHER):
                raise ValueError(
                    f"a claim on {operand.id} speaks of a leg: put it inside any_leg, same_leg or "
                    "both_legs"
                )
            return _slot(condition, lambda: _claim(condition))
        case Not(part):
            inner = compiled(part)
            return _slot((Not, inner), lambda: _not(inner))
        case Group(least, parts):
            closures = tuple(compiled(part) for part in parts)
            return _slot((least, closures), lambda: _group(least, closures))
    raise TypeError(f"{condition!r} is not a condition")


def _slot(meaning: Hashable, make: Callable[[], Closure]) -> Closure:
    """The one closure of a meaning, which remembers its value for each patient."""
    if meaning not in _slots:
        work_out, number = make(), next(_numbers)

        def remembered(answers: Answers) -> Value3:
            values = answers.known
            if number in values:
                return values[number]
            value = values[number] = work_out(answers)
            return value

        _slots[meaning] = remembered
    return _slots[meaning]


def _not(inner: Closure) -> Closure:
    def opposite(answers: Answers) -> Value3:
        value = inner(answers)
        return None if value is None else not value

    return opposite


def _group(least: int, parts: tuple[Closure, ...]) -> Closure:
    spare = len(parts) - least

    def at_least(answers: Answers) -> Value3:
        true = false = 0
        for part in parts:
            value = part(answers)
            if value is True:
                true += 1
                if true == least:
                    return True
            elif value is False:
                false += 1
                if false > spare:
                    return False
        return None

    return at_least


# --- Claims -------------------------------------------------------------------------------------


def _claim(claim: Claim) -> Closure:
    operand, leg = claim.operand, claim.leg
    if isinstance(operand, Finding):
        return _about_finding(claim, operand)
    if isinstance(operand, Score) and operand.items:
        return _about_points(claim, operand)
    if isinstance(operand, Score) and operand.otherwise:
        return _about_class(claim, operand)
    return lambda answers: holds(claim, operand.read(answers, leg))


def _about_finding(claim: Claim, finding: Finding) -> Closure:
    """As `Finding.read` has it: the answer, else what follows from an absent parent."""
    key = key_of(finding.id, claim.leg)
    told: dict[Value, Value3] = {}  # each value is compared once, for all patients
    follows, absent = finding.follows, finding.absent_value
    parent = (
        compiled(bind(follows, claim.leg) if claim.leg else follows)
        if follows is not None
        else None
    )
    if_absent = holds(claim, Reading(absent, applies=absent is not None))

    def value_of(answers: Answers) -> Value3:
        value = answers.value(key)
        if value is None:
            return if_absent if parent is not None and parent(answers) is False else None
        if value not in told:
            told[value] = holds(claim, finding.reading_of(value, frozenset()))
        return told[value]

    return value_of


def _about_points(claim: Claim, score: Score) -> Closure:
    lines = [_bands(line.bands, claim.leg) for line in score.items]

    def value_of(answers: Answers) -> Value3:
        low = high = Decimal(0)
        for bands in lines:
            possible = _possible(bands, Decimal(0), answers)
            low, high = low + min(possible), high + max(possible)
        return holds(claim, Reading(low if low == high else None, low, high))

    return value_of


def _about_class(claim: Claim, score: Score) -> Closure:
    cases = _bands(score.cases, claim.leg)

    def value_of(answers: Answers) -> Value3:
        possible = _possible(cases, score.otherwise, answers)
        return holds(claim, Reading(possible.pop() if len(possible) == 1 else None))

    return value_of


def _bands(cases: Iterable[tuple[Any, Condition]], leg: Leg | None) -> _Bands:
    return tuple((worth, compiled(bind(when, leg) if leg else when)) for worth, when in cases)


def _possible(bands: _Bands, otherwise: Any, answers: Answers) -> set[Any]:
    """As `first_to_hold`: what the outcome can still be."""
    possible = set()
    for outcome, closure in bands:
        value = closure(answers)
        if value is not False:
            possible.add(outcome)
        if value is True:
            return possible
    return possible | {otherwise}
